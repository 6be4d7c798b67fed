"""What a leak adjustment is worked out from: each line of a bill above the budget, at the budget's last price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.district.money import to_cents
from trainer.record.account import WorksheetLine
from trainer.record.charges import Charge


def above_budget(charges: Sequence[Charge], tier: int) -> Iterator[WorksheetLine]:
    """Each line in a tier above `tier`, charged again at that tier's price.

    Where a bill shows no unit in that tier, the price is that of the nearest one below; a line with none below stays.
    """
    prices = {}
    for line in sorted(charges, key=lambda one: one.tier or 0):
        if line.tier is None or line.price is None or line.quantity is None:
            continue
        if line.tier <= tier:
            prices[line.code] = line.price
        elif line.code in prices:
            price = prices[line.code]
            again = to_cents(line.quantity * price)
            yield WorksheetLine(line.label, line.quantity, line.amount, price, again)
