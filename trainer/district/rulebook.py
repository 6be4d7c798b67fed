"""Asking the rules in force: what they rule about an act, how rulings combine, and what is owed in a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from trainer.district.rulelist import RuleEntry
from trainer.district.rules import RULES, Rule
from trainer.record.act import Act, Pattern
from trainer.record.arrivals import Arrival, about, arrivals, named, named_in, owed_about
from trainer.record.case import Case
from trainer.record.finding import Severity
from trainer.record.ruling import Need, Obligation, Ruling, Verdict

GRAVITY = tuple(Severity)


@dataclass(frozen=True)
class Decision:
    """What all rules together say of one act: the strictest ruling leads, the others stand under it."""

    verdict: Verdict
    leading: Ruling | None
    others: tuple[Ruling, ...] = ()

    @property
    def allowed(self) -> Act | None:
        return self.leading.allowed if self.leading else None

    @property
    def entitled(self) -> bool:
        return any(ruling.entitled for ruling in self.all)

    @property
    def all(self) -> tuple[Ruling, ...]:
        return ((self.leading,) if self.leading else ()) + self.others


@dataclass(frozen=True)
class Rulebook:
    """The rules in force in one pack, with what the pack says about each."""

    entries: Mapping[str, RuleEntry]

    def rulings(self, case: Case, what: Act) -> list[Ruling]:
        """Every rule's answer about an act, each with the values it read.

        An act on something that came in is judged in the case of that.
        """
        arrival = named_in(case, what)
        mine = about(case, arrival) if arrival is not None else case
        answers = (self._ask(rule, mine, what) for rule in self._speaking(what.kind))
        return [_concerning(arrival, answer) for answer in answers if answer is not None]

    def ruling(self, rule: str, case: Case, what: Act) -> Ruling | None:
        """One rule's answer about an act, with the values it read; None where it has nothing to say."""
        wanted = RULES[rule]
        speaks = wanted.ruling is not None and (not wanted.kinds or what.kind in wanted.kinds)
        return self._ask(wanted, case, what) if speaks else None

    def decide(self, case: Case, what: Act) -> Decision:
        """The rulings combined by strictness, then by precedence. No opinion at all permits."""
        rulings = sorted(self.rulings(case, what), key=self._weight)
        if not rulings:
            return Decision(Verdict.PERMITTED, None)
        leading, others = rulings[0], tuple(rulings[1:])
        if leading.verdict is Verdict.PERMITTED:
            bounds = [ruling for ruling in rulings if ruling.allowed is not None]
            granting = next((one for one in bounds if _corrects(one, what)), next(iter(bounds), leading))
            others = tuple(ruling for ruling in rulings if ruling is not granting)
            leading = granting
        return Decision(leading.verdict, leading, others)

    def _weight(self, ruling: Ruling) -> tuple[int, int, int]:
        """Strictest first, then by precedence, then the gravest."""
        entry = self.entries[ruling.rule]
        return (-ruling.verdict, entry.rank, GRAVITY.index(entry.severity))

    @cached_property
    def _owing(self) -> tuple[Rule, ...]:
        """The rules in force that may owe something."""
        return tuple(RULES[name] for name in self.entries if RULES[name].owed is not None)

    @cached_property
    def _ruling(self) -> tuple[Rule, ...]:
        """The rules in force that may have an answer about an act."""
        return tuple(RULES[name] for name in self.entries if RULES[name].ruling is not None)

    def _speaking(self, kind: str) -> Iterator[Rule]:
        return (rule for rule in self._ruling if not rule.kinds or kind in rule.kinds)

    def _ask(self, rule: Rule, case: Case, what: Act) -> Ruling | None:
        traced = case.traced()
        try:
            ruling = rule.ruling(traced, what) if rule.ruling else None
        except Need as need:
            ruling = Ruling(Verdict.NOT_YET, need.why, needs=need.patterns, entitled=need.entitled)
        if ruling is None:
            return None
        ruling = replace(ruling, rule=rule.id, read=tuple(traced.trace))
        return self._within_authority(case, what, ruling)

    def _within_authority(self, case: Case, what: Act, ruling: Ruling) -> Ruling:
        """A permitted act whose size is above what this level may decide is beyond its authority."""
        if ruling.verdict is not Verdict.PERMITTED or approved(case, what):
            return ruling
        act = ruling.allowed or what
        for slot, limits in self.entries[ruling.rule].authority.items():
            limit, value = limits.get(_level(case)), act.get(slot)
            if limit is not None and isinstance(value, Decimal) and value > limit:
                case_limit = f"A Representative {case.level} may decide up to ${limit:,.2f}; this is ${value:,.2f}."
                return replace(ruling, verdict=Verdict.BEYOND_AUTHORITY, why=case_limit)
        return ruling

    def owed(self, case: Case) -> list[Obligation]:
        """What is owed in the case, most pressing first: by precedence, then by deadline.

        Where a rule needs what is not known, the question or look-up itself is owed. Each thing that came in is a case
        of its own, beside that of the office.
        """
        found = [obligation for rule in self._owing for obligation in self._owed(rule, case)]
        known = {(one.rule, one.key) for one in found}
        for arrival in arrivals(case):
            mine = about(case, arrival)
            owed = (one for name in self.entries if RULES[name].owed for one in self._owed(RULES[name], mine))
            found += [owed_about(arrival, one) for one in owed if (one.rule, one.key) not in known]
        return sorted(found, key=lambda one: (self.entries[one.rule].rank, one.by is None, one.by or 0))

    def released(self, case: Case, obligation: Obligation) -> bool:
        """Whether the rule itself lets go of what it owed."""
        release = RULES[obligation.rule].released
        return release is not None and release(case, obligation)

    def _owed(self, rule: Rule, case: Case) -> Iterator[Obligation]:
        if rule.owed is None:
            return
        traced = case.traced()
        try:
            for obligation in rule.owed(traced):
                yield replace(obligation, rule=rule.id, read=tuple(traced.trace))
        except Need as need:
            if need.patterns:
                whose = RULES[need.rule] if need.rule in self.entries else rule
                yield _needed(whose, case, need, tuple(need.patterns))


def _corrects(ruling: Ruling, what: Act) -> bool:
    """Whether a ruling permits less, or something other, than the act says."""
    allowed = ruling.allowed
    return allowed is not None and any(allowed.get(slot) not in (None, given) for slot, given in what.slots.items())


def _concerning(arrival: Arrival | None, ruling: Ruling) -> Ruling:
    """What a ruling needs, or offers instead, said of the same arrival, where it is about one."""
    if arrival is None:
        return ruling
    instead = tuple(named(Pattern.of(one), arrival).make(one.toward) for one in ruling.instead)
    return replace(ruling, needs=tuple(named(one, arrival) for one in ruling.needs), instead=instead)


def _level(case: Case) -> str:
    return case.level


def _needed(rule: Rule, case: Case, need: Need, patterns: tuple[Pattern, ...]) -> Obligation:
    slots = ",".join(str(value) for value in patterns[0].fixed.values() if isinstance(value, str))
    key = f"need:{patterns[0].kind}:{slots}"
    by = case.told_at("leak") + case.parameter(rule.hurry) if rule.hurry and "leak" in case.facts else None
    contact = case.talking
    while_open = patterns[0].kind == "ask" and contact is not None
    return Obligation(
        key,
        need.why.rstrip("."),
        patterns,
        by=by,
        contact=contact.id if contact else None,
        while_open=while_open,
        rule=rule.id,
    )


def approved(case: Case, what: Act) -> bool:
    """Whether a supervisor has approved the request that this act would grant."""
    return any(
        request.id in case.approved and Pattern(request.act.kind, _subject(request.act)).matches(what)
        for request in case.requests
    )


def _subject(act: Act) -> dict[str, str]:
    return {slot: value for slot, value in act.slots.items() if slot in ("bill", "fee") and isinstance(value, str)}


def discharged(case: Case, obligation: Obligation) -> bool:
    """Whether an act done since it arose matches what discharges it."""
    return any(case.did(one, obligation.since) for one in obligation.discharge)
