"""What the desk shows while a play runs: view-models made of the case, the stored lines and the opened panels only."""
