"""Judging one act: what the rules say of it, whether it was done blind, and whether it answers what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from trainer.district.pack import Pack
from trainer.district.rulebook import Decision
from trainer.district.rules.conduct import granted
from trainer.record.act import Act
from trainer.record.case import Request
from trainer.record.finding import Finding, Judgement, Severity
from trainer.record.kinds import KINDS
from trainer.record.ruling import Ruling, Verdict
from trainer.record.topic import REASONS
from trainer.scenarios.world import Step
from trainer.scoring.telling import about_act, softer

_FAULTS = {
    Verdict.FORBIDDEN: Judgement.VIOLATED,
    Verdict.BEYOND_AUTHORITY: Judgement.BEYOND_AUTHORITY,
    Verdict.NOT_YET: Judgement.BLIND,
}


def judge_act(pack: Pack, step: Step) -> Iterator[Finding]:
    """The findings about one act that was done."""
    decision = pack.rulebook.decide(step.before, step.act)
    yield from _credits(pack, step, decision)
    if decision.leading is not None:
        yield from _fault(pack, step, decision)
    request = step.before.request(step.act.text("request"))
    if request is not None and step.act.kind == "refuse":
        yield from _refusal(pack, step, request)
    if request is not None and step.act.kind == "ask_supervisor":
        yield from _escalation(pack, step, request)


def was_asked_for(step: Step) -> bool:
    """Whether the act is of the kind that a request asks for: doing it decides the request."""
    return any(request.act.kind == step.act.kind for request in step.before.requests)


def _credits(pack: Pack, step: Step, decision: Decision) -> Iterator[Finding]:
    """Doing it the right way is found once for each rule and contact."""
    for ruling in decision.all:
        if ruling.credit and ruling.verdict is Verdict.PERMITTED:
            yield about_act(pack, step, ruling, Judgement.MET, key=f"credit:{step.act.toward}")


def _fault(pack: Pack, step: Step, decision: Decision) -> Iterator[Finding]:
    leading = decision.leading
    if leading is None:
        return
    if decision.verdict is Verdict.PERMITTED:
        yield from _measure(pack, step, leading)
        yield from _choices(pack, step, decision)
        return
    verdict = Judgement.UNTRUE if leading.untrue else _FAULTS[decision.verdict]
    severity = pack.rules[leading.rule].severity
    if decision.verdict is Verdict.NOT_YET:
        yield _blind(pack, step, leading, severity, decision)
        return
    yield about_act(pack, step, leading, verdict, hangs=_others(decision), answer=was_asked_for(step))


def _blind(pack: Pack, step: Step, leading: Ruling, severity: Severity, decision: Decision) -> Finding:
    """Ask twice: it was done blind; would it have been right with the desk open?"""
    seen = pack.rulebook.decide(step.open_before, step.act)
    right = seen.verdict is Verdict.PERMITTED and (seen.allowed is None or not differences(step.act, seen.allowed))
    told = "With the desk open it would have been right." if right else _with_desk_open(seen)
    return about_act(
        pack, step, leading, Judgement.BLIND, also=told, severity=softer(severity) if right else severity,
        hangs=_others(decision), answer=was_asked_for(step),
    )  # fmt: skip


def _with_desk_open(seen: Decision) -> str:
    if seen.leading is None or seen.verdict is Verdict.NOT_YET:
        return ""
    return f"With the desk open: {seen.leading.why}" if seen.leading.why else ""


def _others(decision: Decision) -> tuple[tuple[str, str], ...]:
    return tuple((one.rule, one.why) for one in decision.others if one.verdict is not Verdict.PERMITTED)


def _measure(pack: Pack, step: Step, ruling: Ruling) -> Iterator[Finding]:
    """A permitted act against the act as far as it is permitted."""
    if ruling.allowed is None:
        return
    wrong = differences(step.act, ruling.allowed)
    if wrong:
        verdict, asked = _how_wrong(step.act, ruling.allowed, wrong), was_asked_for(step)
        yield about_act(pack, step, ruling, verdict, right=ruling.allowed, answer=asked)
    elif ruling.entitled:
        key, asked = f"granted:{step.act.kind}", was_asked_for(step)
        yield about_act(pack, step, ruling, Judgement.MET, key=key, answer=asked)


def _choices(pack: Pack, step: Step, decision: Decision) -> Iterator[Finding]:
    """An end inside the band that a rule leaves is right, whichever it is; it counts for nothing by itself."""
    if decision.allowed is not None and differences(step.act, decision.allowed):
        return
    for ruling in decision.all:
        if ruling.discretion:
            key = f"choice:{step.act.kind}"
            yield about_act(pack, step, ruling, Judgement.MET, key=key, severity=Severity.PRAISE)


def differences(done: Act, allowed: Act) -> tuple[str, ...]:
    """The slots in which an act differs from the act as permitted; a slot left out of it does not differ."""
    given = [slot for slot in allowed.slots if slot in done.slots]
    return tuple(slot for slot in given if done.get(slot) != allowed.get(slot))


def _how_wrong(done: Act, allowed: Act, wrong: tuple[str, ...]) -> Judgement:
    """More for the customer than permitted is over-lenient, less over-strict; the rest is against the rule."""
    for slot in wrong if KINDS[done.kind].changes else ():
        mine, right = done.get(slot), allowed.get(slot)
        if isinstance(mine, Decimal) and isinstance(right, Decimal):
            return Judgement.OVER_LENIENT if mine > right else Judgement.OVER_STRICT
    return Judgement.VIOLATED


def _refusal(pack: Pack, step: Step, request: Request) -> Iterator[Finding]:
    """A no is judged by what the rules say of the act that was asked for."""
    wish = request.act.to(request.contact)
    decision = pack.rulebook.decide(step.before, wish)
    leading = decision.leading
    if leading is None:
        return
    key = f"refusal:{request.id}"
    if granted(step.before, request):
        ruling = Ruling(Verdict.FORBIDDEN, "It had been done already.", rule="answer_every_request", untrue=True)
        yield about_act(pack, step, ruling, Judgement.UNTRUE, key=key, answer=True)
        return
    if decision.verdict is Verdict.FORBIDDEN:
        yield about_act(pack, step, leading, Judgement.MET, key=key, also="It was right to refuse.", answer=True)
        yield from _reason(pack, step, decision)
    elif decision.verdict is Verdict.NOT_YET and not leading.entitled:
        yield _blind_refusal(pack, step, wish, leading, key)
    elif decision.entitled:
        also = "The customer is entitled to it."
        if decision.verdict is Verdict.BEYOND_AUTHORITY:
            also = "It was for a supervisor to decide, and could have been asked."
        right = leading.allowed
        yield about_act(pack, step, leading, Judgement.OVER_STRICT, key=key, also=also, right=right, answer=True)
        yield from _reason(pack, step, decision)
    elif pack.rubric.refusing_the_merely_allowed != "free":
        severity = Severity(pack.rubric.refusing_the_merely_allowed)
        yield about_act(pack, step, leading, Judgement.OVER_STRICT, key=key, severity=severity)


def _blind_refusal(pack: Pack, step: Step, wish: Act, leading: Ruling, key: str) -> Finding:
    """Refused before anyone looked: worse where looking would have shown that it was due."""
    seen = pack.rulebook.decide(step.open_before, wish)
    due = seen.entitled and seen.verdict is not Verdict.FORBIDDEN
    ruling = seen.leading if due and seen.leading else leading
    severity = pack.rules[ruling.rule].severity
    severity = Severity.MAJOR if severity is Severity.CRITICAL else severity
    told = "Looking would have shown that the customer is entitled to it." if due else "It was refused unseen."
    return about_act(pack, step, ruling, Judgement.BLIND, key=key, also=told, severity=severity, answer=True)


def _escalation(pack: Pack, step: Step, request: Request) -> Iterator[Finding]:
    """A supervisor is asked about what is not one's own to decide, by someone who has looked.

    Asking when one need not costs little; taking a thing up unseen is no better than refusing it unseen.
    """
    wish = request.act.to(request.contact)
    decision = pack.rulebook.decide(step.before, wish)
    leading, key = decision.leading, f"asked:{request.id}"
    if leading is not None and decision.verdict is Verdict.NOT_YET:
        severity = min(Severity.MAJOR, pack.rules[leading.rule].severity, key=tuple(Severity)[::-1].index)
        also = "It was taken to a supervisor unseen."
        yield about_act(pack, step, leading, Judgement.BLIND, key=key, also=also, severity=severity, answer=True)
    elif decision.verdict is Verdict.PERMITTED and "ask_prepared" in pack.rules:
        ruling = Ruling(Verdict.FORBIDDEN, "It was yours to decide.", rule="ask_prepared")
        yield about_act(pack, step, ruling, Judgement.VIOLATED, key=key, right=decision.allowed or wish)


def _reason(pack: Pack, step: Step, decision: Decision) -> Iterator[Finding]:
    """A reason given must be one of the true ones; "policy" alone is none."""
    given = step.act.text("reason")
    true = [r for one in decision.all if one.verdict is Verdict.FORBIDDEN for r in one.reasons]
    if given is None or given in true or "explain_refusal" not in pack.rules:
        return
    if given == "not_allowed" and decision.verdict is Verdict.FORBIDDEN and not true:
        return
    why = f"The reason was: {_label(true[0])}." if true else "There was no reason to refuse."
    ruling = Ruling(Verdict.FORBIDDEN, why, rule="explain_refusal", untrue=True)
    yield about_act(pack, step, ruling, Judgement.VIOLATED if given == "not_allowed" else Judgement.UNTRUE)


def _label(reason: str) -> str:
    return REASONS[reason].label
