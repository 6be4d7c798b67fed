"""Which parameters of the pack a rule reads, told from its code and never listed by hand.

It may tell one too many where the same word has another use, and never one too few: a test holds it to what is read
while every worked example is asked and every scenario is played.
"""

from __future__ import annotations

from collections.abc import Iterable

from trainer.district.rules import RULES
from trainer.district.spelled import Spelled, spelled


def read_by_rule(rule_id: str, names: Iterable[str]) -> frozenset[str]:
    """Those of `names` that a rule reads, in what it rules, owes or lets go of, or for its hurry."""
    hurry, found = RULES[rule_id].hurry, _code_of(rule_id)
    return frozenset(name for name in names if name == hurry or found.holds(name))


def read_by_code(roots: Iterable[object], names: Iterable[str]) -> frozenset[str]:
    """Those of `names` that functions, classes or whole modules read, with all that they call."""
    found = spelled(tuple(roots))
    return frozenset(filter(found.holds, names))


def asked_for(rule_id: str) -> frozenset[str]:
    """The names a rule asks the case for outright: what the pack must have while the rule is in force."""
    hurry = RULES[rule_id].hurry
    return frozenset(_code_of(rule_id).outright) | ({hurry} if hurry else set())


def _code_of(rule_id: str) -> Spelled:
    rule = RULES[rule_id]
    return spelled(tuple(logic for logic in (rule.ruling, rule.owed, rule.released) if logic is not None))
