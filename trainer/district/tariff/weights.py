"""How much of a whole period a bill charges: a share of its days, and of the fixed charges perhaps less."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from trainer.district.tariff.exact import half_up
from trainer.district.tariff.items import Item

_PLACES = 2  # shares of use are charged in hundredths of a unit


@dataclass(frozen=True)
class Weight:
    """The days from `start` to `end`, each a share of the period; fixed charges are charged `fixed` times that.

    `note` tells the customer why, on every line by use, and `fixed_note` on the others.
    """

    start: Fraction = Fraction(0)
    end: Fraction = Fraction(1)
    fixed: Fraction = Fraction(1)
    note: str = ""
    fixed_note: str = ""

    @property
    def whole(self) -> bool:
        return self.end - self.start == self.fixed == 1

    def weighed(self, item: Item[Fraction]) -> Item[Fraction]:
        """The item with the use and the amount that fall to these days.

        Tiers are split where they end, so that the parts of a period add up to its use, to the hundredth.
        """
        if item.use is None or item.price is None:
            return replace(item, amount=item.amount * self._share(item))
        below = item.part.above if item.part else Fraction(0)
        use = self._use(below + item.use) - self._use(below)
        return replace(item, amount=use * item.price, use=use)

    def _share(self, item: Item[Fraction]) -> Fraction:
        """How much of a fixed amount is charged; a factor on other items is charged on what is charged of them."""
        whole = sum((one.charged for one in item.on), Fraction(0))
        if whole:
            return sum((self.weighed(one).charged for one in item.on), Fraction(0)) / whole
        return (self.end - self.start) * self.fixed

    def _use(self, use: Fraction) -> Fraction:
        if self.end - self.start == 1:
            return use
        return self._upto(use, self.end) - self._upto(use, self.start)

    def _upto(self, use: Fraction, share: Fraction) -> Fraction:
        return use if share == 1 else Fraction(half_up(use * share, _PLACES))


WHOLE = Weight()
