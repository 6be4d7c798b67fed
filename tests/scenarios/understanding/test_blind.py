"""How well sentences are understood that were written by people who had not seen the phrases.

The misses of the first six sets have been read and taught since they were measured, so that they only tell whether
something got lost: the floors are near what is reached now. The seventh and eighth were measured once, on 30 November
2026, and nothing was taught from them; docs/understanding.md lists their misses. The aim is 90 % of exact sets, 95 % of
amounts and of dates.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.understanding import VALUES, canonical, heard
from trainer.record.act import act
from trainer.scenarios.understanding import load_lexicon

HERE = Path(__file__).parent
LEXICON = load_lexicon(HERE.parents[2] / "scenario_library" / "phrases")
EXACT = {
    "blind": 400, "blind2": 276, "blind3": 410, "blind4": 304, "blind5": 355, "blind6": 320, "blind7": 265,
    "blind8": 256,
}  # fmt: skip
SETS = {name: list(heard(HERE / f"{name}.yaml", LEXICON)) for name in EXACT}
FOUND = {
    "amounts": dict(zip(EXACT, (26, 63, 80, 52, 60, 54, 33, 38), strict=True)),
    "dates": dict(zip(EXACT, (23, 64, 78, 58, 63, 63, 40, 38), strict=True)),
}


@pytest.mark.parametrize("blind", SETS)
def test_exact_sets_of_acts(blind: str) -> None:
    missed = [one.missed for one in SETS[blind] if not one.exact]
    right = len(SETS[blind]) - len(missed)
    assert right >= EXACT[blind], f"{right} of {len(SETS[blind])} right:\n" + "\n".join(missed)


@pytest.mark.parametrize("blind", SETS)
@pytest.mark.parametrize("values", FOUND)
def test_amounts_and_dates(values: str, blind: str) -> None:
    """Every amount and date that was said is found as an amount or a date of some act."""
    said = [one for one in SETS[blind] if one.said(VALUES[values])]
    wrong = [one.missed for one in said if not one.found(VALUES[values])]
    assert said
    assert len(said) - len(wrong) >= FOUND[values][blind], f"{len(said) - len(wrong)} of {len(said)}:\n" + "\n".join(
        wrong
    )


def test_an_amount_and_its_day_say_the_same_in_one_act_or_two() -> None:
    one = act("state", figure="past_due", amount="86.20", on="2025-02-20")
    two = [act("state", figure="past_due", amount="86.20"), act("state", figure="due_date", on="2025-02-20")]
    assert canonical([one]) == canonical(two) == two
    paid = act("state", figure="last_payment_amount", amount="75.00", on="2025-03-03")
    assert canonical([paid]) == [paid]
