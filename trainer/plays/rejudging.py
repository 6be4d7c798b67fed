"""Judging a stored play by the figures of another day. The record stays what it is: this is a re-judgement.

The play is played again from its moves, and has to come out line by line as it is stored. Then the rules are asked
again about the same acts, with every parameter of policy as it is on that day. Bills and accounts stay as they were.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from trainer.district.pack import Pack, UnknownParameterError
from trainer.district.parameters import Parameters, Value
from trainer.district.reads import read_by_rule
from trainer.plays import stored
from trainer.plays.models import Play
from trainer.plays.rebuild import ChangedError, replay, same_versions
from trainer.plays.told import line_as_data
from trainer.record.case import Case
from trainer.record.finding import Finding
from trainer.scenarios.world import Step
from trainer.scoring.judge import judge
from trainer.scoring.score import Score, score
from trainer.web.content import Content


@dataclass(frozen=True)
class Figure:
    """A parameter that is another on the day asked about."""

    name: str
    label: str
    then: str
    asked: str


@dataclass(frozen=True)
class Change:
    """A finding that comes out differently; None on the side where there is none. `figures` are what its rule reads."""

    rule: str
    stored: Finding | None
    asked: Finding | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Rejudged:
    """One play: its score as of that day and what would change; or, in `why_not`, why that cannot be told."""

    play: Play
    score: Score | None = None
    changes: tuple[Change, ...] = ()
    why_not: str = ""
    other_versions: bool = False


@dataclass(frozen=True)
class _AsOf(Parameters):
    """Every parameter as it is on one day, whatever day is asked about."""

    asked: dt.date = dt.date.min

    def on(self, name: str, day: dt.date) -> Value:
        return super().on(name, self.asked)

    def fees(self, day: dt.date) -> tuple[Value, ...]:
        return super().fees(self.asked)


def as_of(pack: Pack, day: dt.date) -> Pack:
    """The pack with the figures of one day on all days."""
    return replace(pack, parameters=_AsOf(pack.parameters.entries, day))


def rejudge(play: Play, content: Content, day: dt.date) -> Rejudged:
    """What an ended play would be found and scored under the rules of that day."""
    try:
        world, outcomes, steps = replay(play, content, any_version=True)
    except ChangedError:
        return Rejudged(play, why_not="Its scenario is no longer in the library.")
    except Exception as error:  # what other versions stored may be anything to these
        if same_versions(play, content):
            raise
        return Rejudged(play, why_not=f"It cannot be played again with what is in use now ({type(error).__name__}).")
    lines = [[line_as_data(line) for line in outcome.lines] for outcome in outcomes]
    if lines != [one.lines for one in play.moves]:
        return Rejudged(play, why_not="Played again with what is in use now, it is another conversation.")
    policy = as_of(content.pack, day)
    try:
        findings = judge(policy, [_under(policy, step) for step in steps])
    except UnknownParameterError as error:
        return Rejudged(play, why_not=str(error))
    changes = _changes(content.pack, play, findings, day)
    total = score(policy.rubric, findings, world.setting.scenario.weights)
    return Rejudged(play, total, tuple(changes), other_versions=not same_versions(play, content))


def _under(policy: Pack, step: Step) -> Step:
    """The same step, its rules asked under another policy."""

    def moved(case: Case) -> Case:
        return replace(case, policy=policy)

    return replace(
        step, before=moved(step.before), after=moved(step.after),
        look_everywhere=lambda: moved(step.look_everywhere()),
    )  # fmt: skip


def _changes(pack: Pack, play: Play, asked: Iterable[Finding], day: dt.date) -> list[Change]:
    """The findings that came or went, or turned; those of one rule at one move belong together."""
    before = {_place(one): one for one in stored.findings(play)}
    after = {_place(one): one for one in asked}
    found = []
    for place in dict.fromkeys([*before, *after]):
        was, is_now = before.get(place), after.get(place)
        if _verdict(was) != _verdict(is_now):
            rule = place[0]
            found.append(Change(rule, was, is_now, tuple(_figures(pack, rule, stored.day(play).date(), day))))
    return found


def _place(one: Finding) -> tuple[str, int | None, str]:
    return one.rule, one.move, one.key


def _verdict(one: Finding | None) -> tuple[str, str] | None:
    return (one.verdict.value, one.severity.value) if one else None


def _figures(pack: Pack, rule: str, then: dt.date, asked: dt.date) -> list[Figure]:
    """What the rule reads and is another on the day asked about than on the day of the play."""
    names = read_by_rule(rule, pack.parameters.entries) if rule in pack.rules else ()
    found = []
    for name in sorted(names):
        was, is_now = (_shown(pack, name, day) for day in (then, asked))
        if was != is_now:
            found.append(Figure(name, pack.parameters.entries[name].label, was, is_now))
    return found


def _shown(pack: Pack, name: str, day: dt.date) -> str:
    try:
        return pack.parameter(name, day).shown
    except UnknownParameterError:
        return "no value yet"
