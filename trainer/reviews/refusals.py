"""What a command of this room may answer instead of doing it."""

from __future__ import annotations


class RefusedError(Exception):
    """It may not be done, or not like this; the message says why and what to do. Nothing has changed."""


class ConflictError(RefusedError):
    """It was changed in another window meanwhile. Nothing has changed."""


class NotFoundError(Exception):
    """There is no such thing, or not for this person."""
