"""Looking back over many plays: one's own record, the team, and two attempts side by side."""
