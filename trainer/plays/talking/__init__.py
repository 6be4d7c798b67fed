"""What is said about an ended play: findings contested and settled, questions answered at their line, notes to self."""
