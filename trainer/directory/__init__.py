"""The District's accounts in the database: loaded from a seed, and shown as a whole."""
