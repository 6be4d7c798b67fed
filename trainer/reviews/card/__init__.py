"""A scorecard, without a database or a page: what it says, how it is scored, and how it is read and written."""
