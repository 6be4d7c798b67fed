"""Which released reviews become evidence: past their window, of people on the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from progress.made import criteria

from trainer.district.rubric import Speaks
from trainer.progress import sources
from trainer.progress.evidence import Piece
from trainer.progress.sources import Checklist, Reviews
from trainer.reviews.service import LiveFinding, Settled, Step

RELEASED = dt.datetime(2026, 3, 2, 18, tzinfo=dt.UTC)
FOUND = LiveFinding(
    review=5, interaction=9, reviewer_id=7, day=dt.date(2026, 2, 20), criterion="tone",
    title="Meets the caller calmly", rule="", share=Fraction(3, 4), weight=Fraction(1, 10), critical=False,
    competencies=("A3", "D5"),
)  # fmt: skip
SETTLED = Settled(review=5, person_id=3, released_at=RELEASED, day=dt.date(2026, 2, 20))
SUBJECT: Any = SimpleNamespace(stated=criteria(), in_class=SimpleNamespace(starts_on=dt.date(2026, 1, 5)))


TODAY = dt.date(2026, 3, 13)
PACK: Any = SimpleNamespace(
    rubric=SimpleNamespace(part_competencies={"care": Speaks(abilities=(3,)), "truth": Speaks(abilities=(8,))}),
    rules={"true_figures": SimpleNamespace(part="truth")},
)
SESSION: Any = None


def judged(monkeypatch: pytest.MonkeyPatch, found: Settled, today: dt.date) -> list[str]:
    monkeypatch.setattr(sources.reviews, "settled", lambda _session: [found])
    return [one.occasion for one in Reviews(PACK, 10).judged(SESSION, {3: SUBJECT}, today)]


@pytest.mark.parametrize(
    ("changed", "day", "evidence"),
    [
        ({}, 13, ["review:5"]),
        ({}, 12, []),  # the tenth day after the release still belongs to the window
        ({"person_id": 4}, 13, []),  # not on the way
        ({"day": dt.date(2025, 12, 30)}, 13, []),
    ],
)
def test_what_becomes_evidence(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, Any], day: int, evidence: list[str]
) -> None:
    assert judged(monkeypatch, replace(SETTLED, **changed), dt.date(2026, 3, day)) == evidence


def piece_of(monkeypatch: pytest.MonkeyPatch, found: LiveFinding) -> Piece:
    monkeypatch.setattr(sources.reviews, "live_findings", lambda _session, _review: [found])
    return Reviews(PACK, 10).pieces(SESSION, sources.Judged("review:5", 3, 5), SUBJECT)[0]


def test_a_criterion_is_a_piece_of_its_duty_and_speaks_to_what_the_card_says(monkeypatch: pytest.MonkeyPatch) -> None:
    piece = piece_of(monkeypatch, FOUND)
    assert (piece.source, piece.right, piece.duty, piece.reviewer_id, piece.place) == ("live", 0.75, 5, 7, 0)
    assert piece.speaks_to == ("A3", "D5")


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({}, "care"),  # by its ability
        ({"rule": "true_figures"}, "truth"),  # the rule it names goes first
        ({"competencies": ("D5", "K6")}, ""),
    ],
)
def test_a_live_finding_has_the_part_of_its_rule_or_ability(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, Any], part: str
) -> None:
    assert piece_of(monkeypatch, replace(FOUND, **changed)).part == part


def test_a_mark_of_the_checklist_is_evidence_once_and_beside_what_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    mark = SimpleNamespace(id=4, on=dt.date(2026, 3, 2), step=Step.ALONE, note="Exact.", duty=7, witness_id=9)
    monkeypatch.setattr(sources.reviews, "checklist", lambda _session: [(4, 3), (5, 8)])
    monkeypatch.setattr(sources.reviews, "checklist_mark", lambda _session, _number: mark)
    [one] = Checklist().judged(SESSION, {3: SUBJECT}, TODAY)
    [piece] = Checklist().pieces(SESSION, one, SUBJECT)
    assert (piece.occasion, piece.source, piece.duty, piece.day) == ("mark:4", "checklist", 7, dt.date(2026, 3, 2))
    assert piece.reviewer_id == 9  # who may not answer a question about it
