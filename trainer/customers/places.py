"""Addresses that cannot exist: the pack's street names are invented words, whatever number stands before them."""

from __future__ import annotations

from collections.abc import Sequence

_NUMBERS = range(1, 1000)
# Without a common factor with the number of homes, unless a pack names a hundred thousand streets.
_HOME_STEP = 100_003


def homes(streets: Sequence[str]) -> int:
    """How many addresses `streets` give, no two alike."""
    return len(streets) * len(_NUMBERS)


def address(serial: int, streets: Sequence[str]) -> str:
    """The street address of a serial; alike only after as many serials as there are homes."""
    number, street = divmod(serial * _HOME_STEP % homes(streets), len(streets))
    return f"{_NUMBERS[number]} {streets[street]}"


def serial_beside(serial: int, streets: Sequence[str]) -> int:
    """The smallest serial of the home one house number on, or one before at the end of the street."""
    place = serial * _HOME_STEP % homes(streets)
    beside = place + len(streets) if place + len(streets) < homes(streets) else place - len(streets)
    return beside * pow(_HOME_STEP, -1, homes(streets)) % homes(streets)
