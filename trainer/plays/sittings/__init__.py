"""Sittings: a few scenarios that a supervisor opens for a person, played once, without help, as evidence."""
