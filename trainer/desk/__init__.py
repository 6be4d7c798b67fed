"""The desk: the sandboxed system an account is worked in, with the cash drawer. State is the fold of events."""
