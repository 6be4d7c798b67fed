"""How plays say no."""

from __future__ import annotations


class RefusedError(Exception):
    """Cannot be done; the message says why and what to do. Nothing has changed."""


class NotFoundError(Exception):
    """There is no such thing, or not for this person."""
