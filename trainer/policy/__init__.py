"""`trainer policy`: one ruling with its working, and what changed between two days."""
