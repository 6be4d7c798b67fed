"""The picture of one person on one day: each criterion, what was found, how sure that is, and what is missing.

Pure: from evidence, signatures and the record, to a picture that can be kept and shown again exactly as it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from trainer.district.advancement import Advancement, Attested, Criterion, Measured, OnRecord
from trainer.district.dates import months_ahead, months_back, months_between
from trainer.measure.mastery import Mastery, Model, mastery, more_needed
from trainer.measure.severity import Against
from trainer.progress.body import Body, chosen, observed, opportunities
from trainer.progress.evidence import CHECKLIST


class State(StrEnum):
    """Where one line stands."""

    MET = "met"
    OPEN = "open"
    THIN = "not enough to say"
    BELOW = "below"
    MISSING = "missing"


class Verdict(StrEnum):
    """Where a person stands on all criteria together."""

    READY = "ready"
    NEAR = "near"
    FAR = "far"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Signature:
    """One attestation that stands: of which criterion, by whom, when."""

    criterion: str
    by_id: int
    by: str
    on: dt.date


@dataclass(frozen=True)
class Service:
    """Time in the class: from when, and the days of leave until the day looked at."""

    start: dt.date
    leave_days: int = 0


@dataclass(frozen=True)
class Line:
    """One measured figure. `duty` is set where each duty must be met by itself. Skill, 0 to 1, with its interval.

    right: how many of `opportunities` were right, late ones in part. worth: how many independent ones they are worth.
    """

    criterion: str
    duty: int | None
    label: str
    state: State
    bar: float
    least: int
    opportunities: int
    occasions: int
    right: float
    worth: float
    estimate: float | None
    low: float
    high: float
    pieces: tuple[int, ...]


@dataclass(frozen=True)
class Result:
    """One criterion: its lines, the signatures that hold, the months in class, and where it stands.

    observed: of the duties asked for, those that the on-the-job checklist holds; `wanting` names the others.
    """

    criterion: Criterion
    state: State
    lines: tuple[Line, ...] = ()
    signatures: tuple[Signature, ...] = ()
    months: int | None = None
    due: dt.date | None = None
    observed: frozenset[int] = frozenset()
    wanting: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A person on a day. `confidence` is that of every interval."""

    as_of: dt.date
    verdict: Verdict
    results: tuple[Result, ...]
    confidence: float
    pieces: int

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for result in self.results for line in result.lines)

    def result(self, criterion: str) -> Result:
        return next(one for one in self.results if one.criterion.id == criterion)


@dataclass(frozen=True)
class Reviewer:
    """Who reviewed live contacts, and by how many points in a hundred they mark low, where calibration knows it."""

    name: str
    points: float | None = None
    against: Against = Against.OTHERS


@dataclass(frozen=True)
class Known:
    """Everything a picture is made from. reviewers: by number; duties: what each duty is called."""

    body: Body
    signatures: Sequence[Signature]
    service: Service | None
    reviewers: Mapping[int, Reviewer]
    duties: Mapping[int, str]

    @property
    def strict(self) -> Mapping[int, float]:
        """See `opportunities`."""
        return {who: one.points for who, one in self.reviewers.items() if one.points is not None}


def model_of(stated: Advancement) -> Model:
    rules = stated.evidence
    return Model(float(rules.half_life_days), rules.alike_in_one_sitting, rules.risk)


def picture(stated: Advancement, known: Known, as_of: dt.date) -> Picture:
    """Where someone stands on `as_of` against the criteria."""
    model = model_of(stated)
    results = tuple(_result(stated, one, known, as_of, model) for one in stated.criteria)
    pieces = int((~known.body.source.among([CHECKLIST])).sum())
    return Picture(as_of, _verdict(stated, results), results, model.confidence, pieces)


def _result(stated: Advancement, one: Criterion, known: Known, as_of: dt.date, model: Model) -> Result:
    lines = tuple(_lines(stated, one, one.measured, known, as_of, model)) if one.measured else ()
    signed = tuple(_standing(one.id, one.attested, known.signatures, as_of)) if one.attested else ()
    months, due = _served(one.on_record, known.service, as_of) if one.on_record else (None, None)
    seen = observed(known.body, one.observed, as_of) if one.observed else frozenset[int]()
    wanting = [duty for duty in one.observed.duties if duty not in seen] if one.observed else []
    states = [line.state for line in lines]
    if one.observed:
        states.append(State.MISSING if wanting else State.MET)
    if one.attested:
        states.append(State.MET if len({each.by_id for each in signed}) >= one.attested.readers else State.MISSING)
    if one.on_record:
        states.append(State.MET if months is not None and months >= one.on_record.months else State.MISSING)
    named = tuple(known.duties.get(duty, f"duty {duty}") for duty in wanting)
    return Result(one, _together(states), lines, signed, months, due, seen, named)


def _together(states: Sequence[State]) -> State:
    """A criterion is met when all of it is; else the gravest of what is not."""
    gravest = (State.BELOW, State.OPEN, State.THIN, State.MISSING)
    return next((state for state in gravest if state in states), State.MET)


def _lines(
    stated: Advancement, one: Criterion, what: Measured, known: Known, as_of: dt.date, model: Model
) -> Iterator[Line]:
    for duty in what.each_duty or (None,):
        kept = chosen(known.body, what, duty, as_of, stated.evidence.counts)
        told = opportunities(known.body, kept, stated.evidence, as_of, known.strict, what.bar)
        found = mastery(told, model)
        label = known.duties.get(duty, "") if duty else one.name
        yield Line(
            one.id, duty, label, _state(found, what), what.bar, what.least, found.opportunities, found.occasions,
            float(told.right[told.weight > 0].sum()), found.worth, found.estimate, found.interval.low,
            found.interval.high, tuple(known.body.id[kept].tolist()),
        )  # fmt: skip


def _state(found: Mastery, what: Measured) -> State:
    if found.opportunities < what.least:
        return State.THIN
    if found.interval.low >= what.bar:
        return State.MET
    return State.BELOW if found.interval.high < what.bar else State.OPEN


def _standing(criterion: str, what: Attested, signed: Sequence[Signature], as_of: dt.date) -> Iterator[Signature]:
    """Signatures that hold on that day, one from each signer, the latest."""
    since = months_back(as_of, what.months) if what.months else dt.date.min
    latest = {one.by_id: one for one in sorted(signed, key=lambda one: one.on) if one.criterion == criterion}
    yield from (one for one in latest.values() if since < one.on <= as_of)


def _served(what: OnRecord, service: Service | None, as_of: dt.date) -> tuple[int | None, dt.date | None]:
    """Whole months in the class without leave, and the day it will be enough; None without a start on record."""
    if service is None or service.start > as_of:
        return None, None
    counted = as_of - dt.timedelta(days=service.leave_days)
    months = months_between(service.start, counted) if counted >= service.start else 0
    return months, months_ahead(service.start, what.months) + dt.timedelta(days=service.leave_days)


def _verdict(stated: Advancement, results: Sequence[Result]) -> Verdict:
    lines = [line for result in results for line in result.lines]
    if all(result.state is State.MET for result in results):
        return Verdict.READY
    if any(line.state is State.BELOW for line in lines):
        return Verdict.FAR
    if lines and sum(line.state is State.THIN for line in lines) * 2 > len(lines):
        return Verdict.UNKNOWN
    shown = [result for result in results if result.lines or result.criterion.on_record]
    unmet = sum(result.state not in (State.MET, State.MISSING) or _late(result) for result in shown)
    return Verdict.NEAR if unmet <= stated.near.most_open else Verdict.FAR


def _late(result: Result) -> bool:
    return result.state is State.MISSING and result.criterion.on_record is not None


def settles(stated: Advancement, line: Line, known: Known, as_of: dt.date) -> int | None:
    """How many more opportunities like those so far would settle this line; None when hundreds would not."""
    what = stated.criterion(line.criterion).measured
    if what is None:
        return None
    kept = chosen(known.body, what, line.duty, as_of, stated.evidence.counts)
    told = opportunities(known.body, kept, stated.evidence, as_of, known.strict, what.bar)
    return more_needed(told, model_of(stated), what.bar, what.least)
