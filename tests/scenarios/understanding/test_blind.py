"""How well sentences are understood that were written by people who had not seen the phrases.

The floors are what was reached on 2026-11-25. The second set was measured once and nothing was tuned on it; the misses
of the first have been read and taught since, so that it only tells whether something got lost. The aim is 90 % of exact
sets, 95 % of amounts and of dates; docs/understanding.md lists what is missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from trainer.record.act import Act, act
from trainer.record.parsing import parse_act
from trainer.scenarios.understanding import load_lexicon, understand

HERE = Path(__file__).parent
LEXICON = load_lexicon(HERE.parents[2] / "scenario_library" / "phrases")
SETS = {name: yaml.safe_load((HERE / f"{name}.yaml").read_text()) for name in ("blind", "blind2")}
EXACT = {"blind": 400, "blind2": 243}
AMOUNTS, DATES = {"blind": 26, "blind2": 60}, {"blind": 23, "blind2": 55}

TO_BE_PAID = {"balance", "bill_total", "past_due", "payoff", "instalment", "deposit_amount", "fee"}

_TAKE_THANKS = {"greet", "goodbye"}

Told = tuple[str, ...]


def told(act: Act, slots: Sequence[str] | None = None) -> str:
    kept = (f"{name} {value}" for name, value in sorted(act.slots.items()) if slots is None or name in slots)
    return " ".join([act.kind, *kept]) if slots is None else " ".join(kept)


def wanted(item: dict[str, Any]) -> list[list[Act]]:
    """The acceptable sets of acts; the thanks in a greeting or a goodbye are part of it, whoever set them apart."""
    sets = [[parse_act({slot: str(value) for slot, value in one.items()}) for one in acts]
            for acts in item.get("either") or [item["acts"]]]  # fmt: skip
    return [[one for one in acts if one.kind != "thank" or not _TAKE_THANKS & {one.kind for one in acts}]
            for acts in sets]  # fmt: skip


def got(item: dict[str, Any]) -> Sequence[Act]:
    return understand(item["say"], LEXICON, date.fromisoformat(str(item["on"]))).acts


def canonical(acts: Sequence[Act]) -> list[Act]:
    """An amount to be paid and its day in two acts, however they were told; docs/understanding.md says why."""
    parted = [part for one in acts for part in (_parted(one) if _to_be_paid_on(one) else [one])]
    return list({told(one): one for one in parted}.values())


def _to_be_paid_on(one: Act) -> bool:
    return one.kind == "state" and one.get("figure") in TO_BE_PAID and bool(one.get("amount") and one.get("on"))


def _parted(one: Act) -> list[Act]:
    slots = {name: value for name, value in one.slots.items() if name != "on"}
    return [Act(one.kind, slots, one.toward), act("state", figure="due_date", on=one.get("on"))]


def exactly(acts: Sequence[Act]) -> Told:
    return tuple(sorted(map(told, canonical(acts))))


def misses(blind: str) -> Iterator[str]:
    """Each sentence of a set that is not understood exactly, with what was meant and what was understood."""
    for item in SETS[blind]:
        understood, sets = exactly(got(item)), [exactly(acts) for acts in wanted(item)]
        if understood not in sets:
            meant = " or ".join(", ".join(one) for one in sets)
            yield f"- “{item['say']}” means {meant}; understood: {', '.join(understood)}"


def values(blind: str, slots: Sequence[str]) -> tuple[int, list[str]]:
    """How many sentences of a set say such values, and those of them whose values are not found exactly."""
    said, wrong = 0, list[str]()
    for item in SETS[blind]:
        meant = [{str(one.get(slot)) for one in acts for slot in slots if one.get(slot)} for acts in wanted(item)]
        if any(meant):
            found = {str(one.get(slot)) for one in got(item) for slot in slots if one.get(slot)}
            said += 1
            wrong += [] if found in meant else [f"{item['say']}: {sorted(found)}"]
    return said, wrong


@pytest.mark.parametrize("blind", SETS)
def test_exact_sets_of_acts(blind: str) -> None:
    missed = list(misses(blind))
    right = len(SETS[blind]) - len(missed)
    assert right >= EXACT[blind], f"{right} of {len(SETS[blind])} right:\n" + "\n".join(missed)


@pytest.mark.parametrize("blind", SETS)
@pytest.mark.parametrize(("slots", "floors"), [(("amount",), AMOUNTS), (("on", "by"), DATES)], ids=["amounts", "dates"])
def test_amounts_and_dates(slots: tuple[str, ...], floors: dict[str, int], blind: str) -> None:
    """Every amount and date that was said is found as an amount or a date of some act."""
    said, wrong = values(blind, slots)
    assert said
    assert said - len(wrong) >= floors[blind], f"{said - len(wrong)} of {said} right:\n" + "\n".join(wrong)
