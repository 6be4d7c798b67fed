"""The line items of one bill: each in the customer's words and to the cent."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from trainer.district.money import dollars, price
from trainer.district.tariff.exact import half_up, plain
from trainer.district.tariff.items import Item, items
from trainer.district.tariff.labels import fill, spoken
from trainer.district.tariff.tiers import Slice
from trainer.district.tariff.weights import WHOLE, Weight
from trainer.district.tariff.working import Working
from trainer.record.charges import Charge


@dataclass(frozen=True)
class Line:
    """A charge, and a sentence that explains it."""

    charge: Charge
    words: str


def lines(working: Working[Fraction], weight: Weight = WHOLE) -> tuple[Line, ...]:
    """Every line that charges something, in the order in which the tariff sums them; raises TariffError."""
    wording = _Wording(working, weight)
    weighed = (item if weight.whole else weight.weighed(item) for item in items(working))
    found = [wording.line(item) for item in weighed if item.amount or item.use]
    return tuple(line for line in found if line.charge.amount or line.charge.quantity)


class _Wording:
    def __init__(self, working: Working[Fraction], weight: Weight) -> None:
        self.weight = weight
        self.rates = working.rates
        self.conventions = working.rates.conventions
        self.labels = working.rates.conventions.labels
        self.spoken = {name: spoken(_shown(value)) for name, value in working.facts.items()}

    def line(self, item: Item[Fraction]) -> Line:
        note = self.weight.fixed_note if item.use is None and not item.on else self.weight.note
        label, words, shown = self._tier(item, item.part) if item.part else self._plain(item)
        each = None if item.price is None else plain(item.price)
        charge = Charge(
            code=item.code,
            label=f"{label} ({note})" if note else label,
            amount=half_up(item.charged, self.conventions.line_places),
            quantity=shown,
            unit=None if shown is None else self.rates.unit,
            price=-each if each is not None and item.credit else each,
            tier=item.part.tier if item.part else None,
        )
        noted = f"{words.removesuffix('.')}, for {note}." if note else words
        return Line(charge, f"Taken off: {noted}" if item.credit else noted)

    def _plain(self, item: Item[Fraction]) -> tuple[str, str, Decimal | None]:
        label = fill(self.labels.charge(item.code), self.spoken)
        if item.use is None or item.price is None:
            return label, f"{label}: {self._amount(item)}.", None
        shown = plain(item.use)
        return label, self._by_use(f"{label}: {self._counted(shown)}", item, item.price), shown

    def _tier(self, item: Item[Fraction], part: Slice[Fraction]) -> tuple[str, str, Decimal]:
        values = {**self.spoken, **self._bounds(part)}
        span = self.labels.span(_span_key(part))
        label = fill(self.labels.tier(item.code), {**values, "span": fill(span.label, values)})
        # What is shown of a whole period is the difference of what is shown, so that its tiers add up to its use.
        whole = plain(part.above + part.use) - plain(part.above)
        shown = whole if item.use is None or item.use == part.use else plain(item.use)
        words = f"{self._counted(shown)} {fill(span.words, values)}"
        return label, self._by_use(words, item, part.price), shown

    def _bounds(self, part: Slice[Fraction]) -> dict[str, str]:
        """Placeholders for the bounds of a tier; `from` is the first whole unit in it where it begins at one."""
        first = part.above + 1 if part.above.denominator == 1 else part.above
        return {
            "tier": str(part.tier),
            "unit": self.rates.unit,
            "percent": part.end.removesuffix("%"),
            "low": str(plain(part.above)),
            "from": str(plain(first)),
            "to": "" if part.to is None else str(plain(part.to)),
        }

    def _counted(self, shown: Decimal) -> str:
        return f"{shown} {self.labels.unit if shown == 1 else self.labels.units}"

    def _by_use(self, words: str, item: Item[Fraction], each: Fraction) -> str:
        return f"{words} at {price(plain(each))} each, {self._amount(item)}."

    def _amount(self, item: Item[Fraction]) -> str:
        return dollars(half_up(item.amount, self.conventions.line_places))


def _shown(fact: object) -> str:
    return str(plain(fact) if isinstance(fact, Fraction) else fact)


def _span_key(part: Slice[Fraction]) -> str:
    """Which words of the table of labels name this tier."""
    if not part.end:
        return "above" if part.above else "all"
    return "first" if part.end == "units" and not part.above else part.end
