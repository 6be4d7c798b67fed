"""Numbers that tell customers of one District apart: each serial gives its own account and meter."""

from __future__ import annotations

import random

SERIALS = 90_000_000
# Multipliers without a common factor with what they are taken modulo, so that no two serials meet.
_ACCOUNT_STEP, _METER_STEP = 7_368_787, 31_415_927


def account_number(serial: int) -> str:
    """Eight digits and a check digit, such as 4471-0093-2."""
    digits = f"{10_000_000 + serial * _ACCOUNT_STEP % SERIALS}"
    return f"{digits[:4]}-{digits[4:]}-{_check_digit(digits)}"


def serial_of(digits: str) -> int:
    """The serial whose account number begins with these eight digits, the first of them not 0."""
    return (int(digits) - 10_000_000) * pow(_ACCOUNT_STEP, -1, SERIALS) % SERIALS


def quiet_phone(rng: random.Random, area_code: str) -> str:
    """A telephone number that nobody can dial: no exchange begins with 0 or 1."""
    return f"({area_code}) {rng.randrange(200):03}-{rng.randrange(10_000):04}"


def meter_number(serial: int) -> str:
    return f"M{10_000_000 + serial * _METER_STEP % SERIALS}"


def _check_digit(digits: str) -> int:
    """The digit that bank cards use, too: it finds a wrong digit, and most neighbours that changed places."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits)))
    return -sum(sum(divmod(value, 10)) for value in doubled) % 10
