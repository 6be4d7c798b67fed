"""Plays: saved, resumed, judged and shown."""
