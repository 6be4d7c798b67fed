"""A leak adjustment in dollars: never more than was charged above the budget, and never a cent astray."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from trainer.district.money import to_cents
from trainer.district.rules.leak_adjustments import above_budget_repriced
from trainer.record.charges import Charge

CENT = Decimal("0.01")
units = st.integers(0, 400).map(Decimal)
steps = st.integers(0, 500).map(lambda cents: Decimal(cents) * CENT)


def tiers(first: Decimal, rises: list[Decimal], amounts: list[Decimal]) -> list[Charge]:
    """One line for each tier, each priced no lower than the one before."""
    prices = [first + sum(rises[:place], Decimal(0)) for place in range(len(amounts))]
    lines = zip(amounts, prices, strict=True)
    return [
        Charge("water", f"Tier {place}", to_cents(quantity * price), quantity, "ccf", price, place)
        for place, (quantity, price) in enumerate(lines, 1)
    ]


@given(steps, st.lists(steps, min_size=3, max_size=3), st.lists(units, min_size=4, max_size=4))
def test_it_lies_between_nothing_and_what_was_charged_above(
    first: Decimal, rises: list[Decimal], amounts: list[Decimal]
) -> None:
    lines = tiers(first, rises, amounts)
    credit = above_budget_repriced(lines, 2)
    assert Decimal(0) <= credit <= lines[2].amount + lines[3].amount
    assert credit == to_cents(credit)


@given(steps, st.lists(steps, min_size=3, max_size=3), st.lists(units, min_size=4, max_size=4))
def test_what_is_left_is_every_unit_above_at_the_budgets_last_price(
    first: Decimal, rises: list[Decimal], amounts: list[Decimal]
) -> None:
    lines = tiers(first, rises, amounts)
    left = lines[2].amount + lines[3].amount - above_budget_repriced(lines, 2)
    assert left == (amounts[2] + amounts[3]) * (first + rises[0])


def test_lines_without_a_tier_stay_as_they_are() -> None:
    fixed = Charge("base", "Base charge", Decimal("21.79"))
    sewer = Charge("sewer", "Wastewater", Decimal("51.50"), Decimal(50), "ccf", Decimal("1.03"))
    assert above_budget_repriced([fixed, sewer], 2) == 0


def test_part_of_a_unit_is_priced_to_the_cent_half_up() -> None:
    # 7.5 units at 6.17 were billed as 46.28 (46.275); at 2.46 they cost 18.45: 27.83 less.
    first = Charge("water", "Tier 2", Decimal("24.60"), Decimal(10), "ccf", Decimal("2.46"), 2)
    above = Charge("water", "Tier 4", Decimal("46.28"), Decimal("7.5"), "ccf", Decimal("6.17"), 4)
    assert above_budget_repriced([first, above], 2) == Decimal("27.83")


def test_tiers_of_another_charge_keep_their_own_price() -> None:
    water = Charge("water", "Tier 2", Decimal("28.60"), Decimal(10), "ccf", Decimal("2.86"), 2)
    other = Charge("surcharge", "Drought, tier 3", Decimal("10.00"), Decimal(10), "ccf", Decimal("1.00"), 3)
    assert above_budget_repriced([water, other], 2) == 0
