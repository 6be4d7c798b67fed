"""Statistics with no opinion: agreement, severity, mastery, each with its uncertainty. Needs nothing but numpy."""
