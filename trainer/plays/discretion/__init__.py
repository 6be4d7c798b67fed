"""Choices that the rules leave: why this one, written before the debrief is read, and marked by people, blind."""
