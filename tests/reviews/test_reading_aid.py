"""The reading aid against what a person marked: precision and recall of each kind, held to a floor, told in the docs.

`labelled/first.jsonl` was there while the aid was written. `labelled/held_out.jsonl` was written before it was first
run on either, and the aid was not changed because of it: its figures are the honest ones. (One of its labels was moved
to the last line of the representative, where "no closing" always stands.)
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from reviews.records import record

from trainer.district.pack import Pack
from trainer.reviews.intake.record import InteractionGiven
from trainer.reviews.reading_aid import Kind, Limits, Mark, marks
from trainer.scenarios.library import Library

LABELLED = Path(__file__).parent / "labelled"
DOC = Path(__file__).parents[2] / "docs" / "interactions.md"
LIMITS = Limits(dead_air=20, hold=120)


def turns(given: InteractionGiven) -> Sequence[Any]:
    """As the tables would hold them."""
    return [
        SimpleNamespace(
            number=n, speaker=turn.speaker, text=turn.text,
            start_ms=None if turn.start is None else round(1000 * turn.start),
            end_ms=None if turn.end is None else round(1000 * turn.end),
        )
        for n, turn in enumerate(given.turns, start=1)
    ]  # fmt: skip


def labelled(name: str) -> Sequence[tuple[InteractionGiven, frozenset[tuple[int, str]]]]:
    lines = [json.loads(line) for line in (LABELLED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        (InteractionGiven.model_validate(one["record"]), frozenset((at["turn"], at["kind"]) for at in one["labels"]))
        for one in lines
    ]


def read(given: InteractionGiven, library: Library, limits: Limits = LIMITS) -> Sequence[Mark]:
    return marks(turns(given), given.channel, library.lexicon, given.started_at.date(), limits)


def counts(name: str, library: Library) -> dict[Kind, Counter[str]]:
    """For each kind how many marks were right, wrong and missed."""
    found: dict[Kind, Counter[str]] = {kind: Counter() for kind in Kind}
    for given, wanted in labelled(name):
        marked = {(mark.turn, mark.kind.value) for mark in read(given, library)}
        for what, places in (("right", marked & wanted), ("wrong", marked - wanted), ("missed", wanted - marked)):
            for _, kind in places:
                found[Kind(kind)][what] += 1
    return found


def test_the_set_is_large_enough_and_labels_lines_there_are() -> None:
    everything = [*labelled("first"), *labelled("held_out")]
    assert len(everything) >= 60
    assert len({given.source_id for given, _ in everything}) == len(everything)
    for given, wanted in everything:
        assert all(1 <= turn <= len(given.turns) and kind in set(Kind) for turn, kind in wanted)


@pytest.mark.parametrize(("name", "precision", "recall"), [("first", 0.95, 0.95), ("held_out", 0.75, 0.85)])
def test_what_is_marked_is_worth_a_look(library: Library, name: str, precision: float, recall: float) -> None:
    total: Counter[str] = Counter()
    for one in counts(name, library).values():
        total.update(one)
    assert total["right"] / (total["right"] + total["wrong"]) >= precision
    assert total["right"] / (total["right"] + total["missed"]) >= recall


def test_the_documents_tell_these_very_counts(library: Library) -> None:
    told = DOC.read_text(encoding="utf-8")
    first, held_out = counts("first", library), counts("held_out", library)
    for kind in Kind:
        cells = [str(one[kind][what]) for one in (first, held_out) for what in ("right", "wrong", "missed")]
        assert f"| {kind.label} | {' | '.join(cells)} |" in told


def call(*said: tuple[str, str] | tuple[str, str, float], channel: str = "phone") -> InteractionGiven:
    return InteractionGiven.model_validate(record("A", *said, channel=channel))


OPENING = ("rep", "Thank you for calling, this is Jordan.", 0.0)


def test_a_mark_says_why_and_names_a_rule_of_the_pack(library: Library, pack: Pack) -> None:
    made = [mark for given, _ in labelled("first") for mark in read(given, library)]
    assert all(mark.why.endswith(".") or mark.why.endswith("?") for mark in made)
    assert {mark.rule for mark in made if mark.rule} - pack.rules.keys() == set()
    assert {mark.kind for mark in made if mark.rule is None} == {Kind.DEAD_AIR, Kind.HOLD}


def test_how_abuse_was_met_is_told(library: Library) -> None:
    """The same insult, four answers."""
    answers = {
        "If you keep using that language I will have to end the call.": ("A boundary was set", "set_boundary"),
        "I understand, that is frustrating.": ("They were heard out", "set_boundary"),
        "Calm down, sir.": ("The answer argues", "no_blame"),
        "What is the zip code?": ("The answer passes over", "set_boundary"),
    }
    for answer, (how, rule) in answers.items():
        found = read(call(OPENING, ("customer", "You are an idiot."), ("rep", answer)), library)
        mark = next(one for one in found if one.kind is Kind.ABUSE)
        assert how in mark.why
        assert mark.rule == rule


@pytest.mark.parametrize(("gap", "marked"), [(20.0, False), (20.1, True)])
def test_silence_is_measured_against_the_districts_own_figure(library: Library, gap: float, marked: bool) -> None:
    said = call(OPENING, ("customer", "One", 100.0), ("rep", "Goodbye.", 100.4 + gap))
    assert any(mark.kind is Kind.DEAD_AIR and mark.turn == 2 for mark in read(said, library)) is marked


def test_where_the_district_has_no_figure_nothing_is_said_of_waiting(library: Library) -> None:
    said = call(OPENING, ("customer", "Hello?", 500.0), ("rep", "Goodbye.", 900.0))
    assert read(said, library, Limits(None, None)) == []


def test_the_districts_figures_are_the_packs(pack: Pack) -> None:
    assert Limits.of(pack, dt.date(2025, 3, 3)) == Limits(20, 120)


def test_what_is_written_and_answered_has_no_silence_and_no_closing(library: Library) -> None:
    said = call(
        ("customer", "Hello?", 0.0), ("rep", "Dear customer,", 90000.0 / 2), ("rep", "Yes.", 60000.0), channel="email"
    )
    assert read(said, library) == []
