"""A charge: one line item of a bill, in dollars and exact cents."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Charge:
    """One line of a bill.

    `code` is the tariff's own name for it and `label` what the customer reads; `amount` is in dollars, exact to the
    cent. Where it is charged by use, `quantity` is counted in `unit` and priced at `price` dollars each; `tier`
    counts from 1.
    """

    code: str
    label: str
    amount: Decimal
    quantity: Decimal | None = None
    unit: str | None = None
    price: Decimal | None = None
    tier: int | None = None
