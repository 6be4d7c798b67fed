"""How a rule is written: a function that rules on an act, one that says what is owed, or both, under one id.

Code holds the logic. Whether a rule is in force, and how much it matters, the pack says under rules/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from trainer.record.act import Act
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling

RulingLogic = Callable[[Case, Act], Ruling | None]
OwedLogic = Callable[[Case], Iterable[Obligation]]
ReleaseLogic = Callable[[Case, Obligation], bool]


@dataclass
class Rule:
    """One checkable statement of policy. `kinds` are the acts it may speak about; empty means any."""

    id: str
    kinds: frozenset[str] = frozenset()
    ruling: RulingLogic | None = None
    owed: OwedLogic | None = None
    released: ReleaseLogic | None = None
    hurry: str = ""
    chapter: str = field(default="", compare=False)


RULES: dict[str, Rule] = {}


def _rule(rule_id: str, logic: Callable[..., object]) -> Rule:
    return RULES.setdefault(rule_id, Rule(rule_id, chapter=logic.__module__.rpartition(".")[2]))


def rules_on(rule_id: str, *kinds: str) -> Callable[[RulingLogic], RulingLogic]:
    """The function answers about acts of these kinds: a ruling, or None when the rule has nothing to say."""

    def register(logic: RulingLogic) -> RulingLogic:
        rule = _rule(rule_id, logic)
        if rule.ruling is not None:
            raise ValueError(f"two functions rule for {rule_id}")
        rule.ruling, rule.kinds = logic, frozenset(kinds)
        return logic

    return register


def owes(rule_id: str, hurry: str = "") -> Callable[[OwedLogic], OwedLogic]:
    """The function yields what is owed in a case.

    Where it needs what is not known, the question itself is owed; `hurry` names the parameter, in seconds from the
    moment the situation was known, by which.
    """

    def register(logic: OwedLogic) -> OwedLogic:
        rule = _rule(rule_id, logic)
        if rule.owed is not None:
            raise ValueError(f"two functions say what is owed for {rule_id}")
        rule.owed, rule.hurry = logic, hurry
        return logic

    return register


def releases(rule_id: str) -> Callable[[ReleaseLogic], ReleaseLogic]:
    """The function says when what this rule owes is no longer owed, though nobody did it."""

    def register(logic: ReleaseLogic) -> ReleaseLogic:
        _rule(rule_id, logic).released = logic
        return logic

    return register
