"""What a calibration shows once it is open: answers side by side, agreement, alignment, and who is severe."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from trainer.measure.alignment import Criterion as Weighed
from trainer.measure.alignment import alignment
from trainer.measure.drift import Drift, drifts
from trainer.measure.ratings import Level, Ratings, tabulate
from trainer.measure.saying import Agreement, Measure, agreements
from trainer.measure.severity import Scored, Severity, severities
from trainer.reviews import calibrating, standing
from trainer.reviews.card.model import NOT_APPLICABLE, Card, Criterion
from trainer.reviews.models import Calibration, Review
from trainer.reviews.scorecards import card_of

LEVELS = {"yes_no": Level.NOMINAL, "choice": Level.NOMINAL, "scale": Level.ORDINAL, "points": Level.INTERVAL}
PASSED = ("fail", "pass")
INDEX = "index"  # what an expert's card goes by in a session of theirs, among reviewers that go by number


@dataclass(frozen=True)
class Row:
    """One criterion of one interaction: what each reviewer answered, by person, and whether all said the same."""

    interaction: int
    criterion: Criterion
    values: Mapping[int, str | None]

    @property
    def same(self) -> bool:
        return len({value for value in self.values.values() if value is not None}) <= 1


def side_by_side(one: Calibration) -> list[Row]:
    """Every criterion of every interaction that somebody was asked, in the card's order."""
    card, people = card_of(one.version), [each.person_id for each in one.reviewers]
    chosen = _chosen(calibrating.handed_in(one))
    rows = (
        Row(each.interaction_id, criterion, {
            person: chosen.get((person, each.interaction_id), {}).get(criterion.id) for person in people
        })
        for each in one.interactions for criterion in card.criteria
    )  # fmt: skip
    return [row for row in rows if any(row.values.values())]


def _chosen(reviews: Iterable[Review]) -> dict[tuple[int, int], dict[str, str]]:
    return {(one.reviewer_id, one.interaction_id): standing.counting(one) for one in reviews}


@dataclass(frozen=True)
class Agreed:
    """How far reviewers agree on one criterion, or on whether the card passed (`criterion` None)."""

    criterion: Criterion | None
    figures: Mapping[Measure, Agreement]


def agreed(sessions: Sequence[Calibration], seed: str = "calibration") -> list[Agreed]:
    """Agreement over the sessions of one version of a card: on each criterion, and on the outcome of the card.

    “Not applicable” is one more answer where answers are names, and missing where they have an order.
    """
    if not sessions:
        return []
    card = card_of(sessions[0].version)
    units = [unit for one in sessions for unit in _units(one)]
    people = sorted({each.person_id for one in sessions for each in one.reviewers})
    found = []
    for criterion in card.criteria:
        rows = [[_value(criterion, unit.get(person, {}).get(criterion.id)) for person in people] for unit in units]
        if not any(criterion.id in given for unit in units for given in unit.values()):
            continue  # asked of nobody, as without a recording
        level = LEVELS[criterion.kind]
        found.append(Agreed(criterion, agreements(_table(criterion, rows), level, f"{seed}:{criterion.id}")))
    outcomes = [[unit.get(person, {}).get("") for person in people] for unit in units]
    return [*found, Agreed(None, agreements(tabulate(outcomes, PASSED), Level.NOMINAL, f"{seed}:card"))]


def _units(one: Calibration) -> list[dict[int, dict[str, str]]]:
    """For each interaction: reviewer → criterion → value; the card's own outcome stands under the empty name."""
    units: dict[int, dict[int, dict[str, str]]] = {each.interaction_id: {} for each in one.interactions}
    for review in calibrating.handed_in(one):
        outcome = standing.score_of(review).outcome.value
        given = standing.counting(review) | ({"": outcome} if outcome in PASSED else {})
        units[review.interaction_id][review.reviewer_id] = given
    return list(units.values())


def _value(criterion: Criterion, value: str | None) -> str | int | None:
    if value == NOT_APPLICABLE and LEVELS[criterion.kind] is not Level.NOMINAL:
        return None
    return criterion.values.index(value) if value in criterion.values and criterion.kind == "points" else value


def _table(criterion: Criterion, rows: Sequence[Sequence[str | int | None]]) -> Ratings:
    if criterion.kind == "points":
        return tabulate(rows, range(len(criterion.values)))
    named = LEVELS[criterion.kind] is Level.NOMINAL and not criterion.applicable_always
    return tabulate(rows, (*criterion.values, NOT_APPLICABLE) if named else criterion.values)


@dataclass(frozen=True)
class Aligned:
    """One reviewer's nearness to the index, from 0 to 1: on the card, and on each criterion that was compared."""

    person: int
    card: float | None
    by_criterion: Mapping[str, float]
    compared: int


def aligned(one: Calibration) -> list[Aligned]:
    """Every reviewer beside the expert's card, weighed as the card weighs; none where there is no expert."""
    if one.expert_id is None:
        return []
    card, chosen = card_of(one.version), _chosen(calibrating.handed_in(one))
    weighed = _weighed(card)
    found = []
    for person in (each.person_id for each in one.reviewers if each.person_id != one.expert_id):
        pairs = [
            alignment(_given(card, chosen[person, i]), _given(card, chosen[one.expert_id, i]), weighed)
            for i in (each.interaction_id for each in one.interactions)
            if (person, i) in chosen and (one.expert_id, i) in chosen
        ]
        cards = [pair.card for pair in pairs if pair.card is not None]
        by = {c.id: mean(p.by_criterion[c.id] for p in pairs if c.id in p.by_criterion) for c in card.criteria
              if any(c.id in p.by_criterion for p in pairs)}  # fmt: skip
        found.append(Aligned(person, mean(cards) if cards else None, by, len(pairs)))
    return found


def _weighed(card: Card) -> dict[str, Weighed]:
    """What alignment needs: the weight, and the ends where answers lie on a scale of worth."""
    return {
        one.id: Weighed(float(one.weight), (0.0, 1.0) if one.kind in ("scale", "points") else None)
        for one in card.criteria
    }


def _given(card: Card, chosen: Mapping[str, str]) -> dict[str, str | float | None]:
    given: dict[str, str | float | None] = {}
    for name, value in chosen.items():
        criterion = card.criterion(name)
        if criterion is None or value == NOT_APPLICABLE:
            given[name] = None
        else:
            given[name] = float(criterion.share(value)) if criterion.kind in ("scale", "points") else value
    return given


def scored(sessions: Iterable[Calibration]) -> list[Scored]:
    """Every card handed in, for severity and drift: what counts is the score of the same interaction."""
    return [
        Scored(str(one.interaction_id), _goes_by(one, each), float(percent), _day(one.finished_at))
        for each in sessions
        for one in calibrating.handed_in(each)
        if (percent := standing.score_of(one).percent) is not None
    ]


def _goes_by(one: Review, session: Calibration) -> str:
    return INDEX if one.reviewer_id == session.expert_id else str(one.reviewer_id)


def _day(moment: dt.datetime | None) -> int:
    return moment.toordinal() if moment else 0


@dataclass(frozen=True)
class Strictness:
    """How severe one reviewer is over all open calibrations, and how that changes."""

    person: int
    severity: Severity
    drift: Drift


def strictness(sessions: Sequence[Calibration]) -> list[Strictness]:
    """Everybody's severity and drift; whoever shows them asks `calibrating.severity_is_seen` for each."""
    cards = scored(sessions)
    drift = drifts(cards)
    return [Strictness(int(name), one, drift[name]) for name, one in severities(cards, index=INDEX).items()]
