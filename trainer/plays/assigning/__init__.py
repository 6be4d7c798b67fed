"""Assignments: a scenario that a supervisor asks someone to play by a day."""
