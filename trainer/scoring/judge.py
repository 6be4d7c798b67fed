"""The judge: sees the case before each act, the act, and the case after; the rules in force do the rest.

Obligations stay until discharged, released, or missed; a rule's later silence does not close one. Each matter is heard
by itself, scene by scene, and the findings are merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from trainer.district.pack import Pack
from trainer.district.rulebook import discharged
from trainer.record.case import Case
from trainer.record.finding import Finding, Judgement
from trainer.record.ruling import Obligation
from trainer.scenarios.state import OFFICE
from trainer.scenarios.world import Step
from trainer.scoring.acts import judge_act
from trainer.scoring.telling import about_obligation

WRONG = (Judgement.VIOLATED, Judgement.UNTRUE)


@dataclass(frozen=True)
class _Open:
    """An obligation that waits, since which second."""

    obligation: Obligation
    second: int


@dataclass
class _Court:
    """The judge's bench while one play is heard."""

    pack: Pack
    matter: str
    last: int = 0
    waiting: dict[str, _Open] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)
    seen: set[tuple[str, str]] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def hear(self, step: Step) -> None:
        found = list(judge_act(self.pack, step)) if step.effect else []
        for finding in found:
            self._add(finding)
        wronged = {one.rule for one in found if one.verdict in WRONG}
        self._discharge(step, wronged, misjudged=any(one.answer and not one.verdict.right for one in found))
        self.see(step.after, step.second)

    def see(self, case: Case, second: int) -> None:
        """What the case has come to: owed anew, let go of, or too late."""
        self.last = second
        self.open(case, second)
        self._close_with_contact(case, second)

    def _add(self, finding: Finding) -> None:
        """The same thing done twice is found once, and gains nothing; one act is not praised twice by one rule."""
        mark = (f"{finding.rule}:{finding.verdict}", finding.key)
        praised = finding.verdict.right and finding.move is not None
        twice = praised and any(
            (f.rule, f.move, f.verdict.right) == (finding.rule, finding.move, True) for f in self.findings
        )
        if mark not in self.seen and not twice:
            self.seen.add(mark)
            whom = finding.contact or ("" if self.matter == OFFICE else self.matter)
            self.findings.append(replace(finding, contact=whom))

    def _discharge(self, step: Step, wronged: set[str], *, misjudged: bool) -> None:
        """What is done against a rule does not count as what that rule owes, nor a wrong answer as an answer.

        Both were found already.
        """
        place = len(step.before.history)
        for key, one in list(self.waiting.items()):
            owed = one.obligation
            if step.effect and place >= owed.since and any(p.matches(step.act) for p in owed.discharge):
                if owed.rule in wronged or (owed.answer and misjudged):
                    self._drop(key)
                    continue
                late = owed.by is not None and step.second > owed.by
                verdict = Judgement.LATE if late else Judgement.MET
                self._settle(key, verdict, step.move, step.second)

    def open(self, case: Case, second: int) -> None:
        """Take up what is owed in a case and was not owed before."""
        for obligation in self.pack.rulebook.owed(case):
            key = name_of(obligation)
            if key in self.settled:
                continue
            if key in self.waiting:
                if self.waiting[key].obligation.rule != obligation.rule:
                    continue
                self.waiting[key] = replace(self.waiting[key], obligation=_earlier(self.waiting[key], obligation))
            elif not _out_of_reach(case, obligation):
                self.waiting[key] = _Open(obligation, second)
                self._done_before(key, case)

    def _done_before(self, key: str, case: Case) -> None:
        """What was done before it was owed counts: the work is judged order-free."""
        obligation = self.waiting[key].obligation
        if discharged(case, obligation):
            deed = next(deed for one in obligation.discharge for _, deed in case.deeds(one, obligation.since))
            self._settle(key, Judgement.MET, deed.move, deed.at)

    def _close_with_contact(self, case: Case, second: int) -> None:
        """What was owed to someone who is gone was missed, unless its rule lets go of it."""
        for key, one in list(self.waiting.items()):
            if self.pack.rulebook.released(case, one.obligation):
                self._drop(key)
            elif _out_of_reach(case, one.obligation):
                self._settle(key, Judgement.MISSED, None, second)

    def _drop(self, key: str) -> None:
        self.waiting.pop(key)
        self.settled.add(key)

    def _settle(self, key: str, verdict: Judgement, move: int | None, second: int) -> None:
        one = self.waiting.pop(key)
        self.settled.add(key)
        entry = self.pack.rules[one.obligation.rule]
        self._add(about_obligation(entry, one.obligation, verdict, move, second))

    def rise(self) -> Sequence[Finding]:
        for key in list(self.waiting):
            self._settle(key, Judgement.MISSED, None, self.last)
        return self.findings


def judge(pack: Pack, steps: Iterable[Step]) -> tuple[Finding, ...]:
    """The findings of a play, in the order they arose. The same steps and pack give the same findings."""
    courts: dict[tuple[int, str], _Court] = {}
    for step in steps:
        mine = (step.scene, step.matter)
        if mine not in courts:
            courts[mine] = _Court(pack, step.matter)
            courts[mine].open(step.before, step.before.second)
        courts[mine].hear(step)
        for matter, case in step.others:
            courts.setdefault((step.scene, matter), _Court(pack, matter)).see(case, step.second)
    found = [list(court.rise()) for court in courts.values()]
    return tuple(found[0]) if len(found) == 1 else tuple(sorted((one for each in found for one in each), key=_second))


def _second(finding: Finding) -> int:
    return finding.second


def name_of(obligation: Obligation) -> str:
    """One question or look-up is owed once, however many rules need it."""
    return obligation.key if obligation.key.startswith("need:") else f"{obligation.rule}:{obligation.key}"


def _earlier(one: _Open, again: Obligation) -> Obligation:
    """What is owed may grow with the case; its deadline does not move away."""
    dues = [due for due in (one.obligation.by, again.by) if due is not None]
    return replace(again, by=min(dues) if dues else None)


def _out_of_reach(case: Case, obligation: Obligation) -> bool:
    contact = case.contact(obligation.contact)
    return obligation.while_open and contact is not None and not contact.open
