"""Card numbers among digits: the lengths the card brands use, and the check digit of ISO/IEC 7812 (Luhn)."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.reviews.masking.digits import Group

SHORTEST, LONGEST = 13, 19
# First digits of each brand's numbers, and how long the numbers are.
_BRANDS: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...] = (
    (("4",), (13, 16, 19)),
    (tuple(map(str, (*range(51, 56), *range(22, 28)))), (16,)),
    (("34", "37"), (15,)),
    (("30", "36", "38", "39"), (14,)),
    (("35",), (16,)),
    (("60", "62", "64", "65"), (16, 17, 18, 19)),
)


def is_card(digits: str) -> bool:
    """Whether `digits` are a card number as a brand would issue it."""
    return any(len(digits) in lengths and digits.startswith(first) for first, lengths in _BRANDS) and luhn(digits)


def luhn(digits: str) -> bool:
    """Whether the last digit checks the others: every second digit from the right is doubled."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(doubled) + sum(int(digit) for digit in digits[-1::-2])) % 10 == 0


def card_among(groups: Sequence[Group]) -> tuple[int, int] | None:
    """The first groups, from and up to, that together are a card number; others may stand around them."""
    for first in range(len(groups)):
        digits = ""
        for last in range(first, len(groups)):
            digits += groups[last].digits
            if len(digits) > LONGEST:
                break
            if len(digits) >= SHORTEST and is_card(digits):
                return first, last + 1
    return None
