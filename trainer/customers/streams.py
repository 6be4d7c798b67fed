"""Randomness from a seed: one independent stream for each purpose.

A draw added for one purpose never reshuffles the others, so accounts stay as they are when the generator grows.
"""

from __future__ import annotations

import random

Seed = str | int


def stream(seed: Seed, purpose: str) -> random.Random:
    """The stream of `seed` for one purpose, the same on every machine."""
    return random.Random(f"{seed}:{purpose}")  # noqa: S311 - synthetic customers, not secrets
