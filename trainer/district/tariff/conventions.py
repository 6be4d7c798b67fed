"""What the pack states about a tariff file, because the file itself does not say it: edges, rounding and words."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from trainer.district.tariff.labels import Labels


class FixedStart(StrEnum):
    """What "start 15" means for the tier below."""

    FIRST_UNIT = "first_unit"  # 15 is the first unit of its tier, so the tier below closes at 14
    EDGE = "edge"  # the tier below closes at 15
    ONE_BELOW = "one_below"  # it closes one unit lower whatever the start: 15 at 14, and 7.5 at 6.5


class PercentStart(StrEnum):
    """What "151%" means for the tier below."""

    FIRST_PERCENT = "first_percent"  # one past a multiple of ten is the first percent of its tier: closes at 150%
    EDGE = "edge"  # closes at 151%


class BudgetRounding(StrEnum):
    """How indoor, outdoor and whole budgets, and percentages of them, are used."""

    WHOLE = "whole"  # each rounded half up to whole units, so that the bill shows whole units
    HALF_EVEN = "half_even"  # the same, but half to even, as the standard's own implementation does
    EXACT = "exact"


class Conventions(BaseModel):
    """How one file is to be read. A whole start is a unit's number; one with a fraction (7.5) is an edge.

    Each line of a bill is rounded half up to `line_places` decimal places of a dollar: 2 is the cent.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    fixed_starts: FixedStart = FixedStart.FIRST_UNIT
    percent_starts: PercentStart = PercentStart.FIRST_PERCENT
    budgets: BudgetRounding = BudgetRounding.WHOLE
    line_places: int = Field(default=2, ge=2, le=6)
    labels: Labels = Field(default_factory=Labels)


# The standard's own implementation takes one from every fixed start, rounds each budget half to even, then the
# percentage as written of the rounded budget; it rounds no money, which six places of a dollar stand for here.
REFERENCE = Conventions(
    fixed_starts=FixedStart.ONE_BELOW,
    percent_starts=PercentStart.EDGE,
    budgets=BudgetRounding.HALF_EVEN,
    line_places=6,
)
