"""A simulated office: people with known true skills over a year, to see whether readiness says what is true of them."""
