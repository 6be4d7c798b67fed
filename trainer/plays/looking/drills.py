"""Drills: a few minutes' list of what was missed lately, each with its paragraph and a scenario that exercises it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trainer.plays.looking.past import Past
from trainer.scenarios.format import Scenario
from trainer.web.content import Content

LATELY = dt.timedelta(days=60)
MOST = 5  # what one reads, and tries again, in about five minutes each


@dataclass(frozen=True)
class Drill:
    """One rule: how often it was missed lately, and what exercises it, the shortest first."""

    rule: str
    title: str
    section: str
    missed: int
    found: int
    scenarios: tuple[Scenario, ...]


def drills(content: Content, plays: Sequence[Past], now: dt.datetime) -> list[Drill]:
    """What was missed most often of late, and is not yet done right in the latest play it came up in."""
    recent = [one for one in plays if one.play.ended_at and now - one.play.ended_at <= LATELY]
    missed, found = counts(recent)
    mended = {rule for rule in missed if _mended(rule, recent)}
    wanted = [rule for rule, _ in missed.most_common() if rule in content.pack.rules and rule not in mended]
    return [_drill(content, rule, missed[rule], found[rule]) for rule in wanted[:MOST]]


def counts(plays: Iterable[Past]) -> tuple[Counter[str], Counter[str]]:
    """How often each rule went wrong, and how often it came up, counted by play."""
    missed, found = Counter[str](), Counter[str]()
    for one in plays:
        found.update({finding.rule for finding in one.found})
        missed.update({finding.rule for finding in one.found if not finding.right})
    return missed, found


def exercising(content: Content, rule: str) -> tuple[Scenario, ...]:
    """The scenarios whose plays call for a rule, the shortest first."""
    names = [name for name, rests in content.rests.items() if rule in rests.rules]
    return tuple(sorted((content.library.scenarios[name] for name in names), key=lambda one: (one.minutes, one.title)))


def _mended(rule: str, plays: Sequence[Past]) -> bool:
    latest = next(one for one in reversed(plays) if any(finding.rule == rule for finding in one.found))
    return all(finding.right for finding in latest.found if finding.rule == rule)


def _drill(content: Content, rule: str, missed: int, found: int) -> Drill:
    entry = content.pack.rules[rule]
    return Drill(rule, entry.title, entry.section, missed, found, exercising(content, rule))
