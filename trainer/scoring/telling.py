"""Making findings: the rule's title, citation and severity from the pack, the values it read, and what was right."""

from __future__ import annotations

from dataclasses import replace

from trainer.district.pack import Pack
from trainer.district.rulelist import RuleEntry
from trainer.record.act import Act
from trainer.record.case import shown
from trainer.record.finding import Finding, Judgement, Severity
from trainer.record.kinds import KINDS, Way
from trainer.record.parsing import plain
from trainer.record.ruling import Obligation, Ruling
from trainer.record.topic import EXPLANATIONS, FIGURES, OFFERS, PANELS, QUESTIONS, STEPS
from trainer.scenarios.world import Step
from trainer.scoring.clauses import clause

_SOFTER = {Severity.CRITICAL: Severity.MAJOR, Severity.MAJOR: Severity.MINOR, Severity.MINOR: Severity.MINOR}
_LABELS = {**QUESTIONS, **EXPLANATIONS, **OFFERS, **STEPS, **PANELS, **FIGURES}


def softer(severity: Severity) -> Severity:
    """One step less grave."""
    return _SOFTER.get(severity, severity)


def about_obligation(entry: RuleEntry, owed: Obligation, verdict: Judgement, move: int | None, second: int) -> Finding:
    """A finding about what was owed: met, late or missed."""
    severity = softer(entry.severity) if verdict is Judgement.LATE else entry.severity
    why = ""
    if verdict is Judgement.LATE and owed.by is not None:
        why = f"It was due {clock(owed.by)} into the play and came at {clock(second)}."
    finding = Finding(
        rule=owed.rule, verdict=verdict, severity=severity, message=owed.what, move=move, second=second,
        citation=entry.citation, mark=entry.mark, section=entry.section, duty=entry.duty, part=entry.part, why=why,
        right=entry.say if not verdict.right and _is_said(owed) else "", read=owed.read, key=owed.key,
        answer=owed.answer and verdict is Judgement.MISSED, contact=owed.contact or "",
    )  # fmt: skip
    return replace(finding, told=clause(entry.told, finding))


def _is_said(owed: Obligation) -> bool:
    """Whether what was owed is something to say: to what is done, or looked up, the rule's words are no answer."""
    return any(KINDS[one.kind].way is Way.SAY for one in owed.discharge)


def about_act(
    pack: Pack, step: Step, ruling: Ruling, verdict: Judgement, *, key: str = "", also: str = "",
    severity: Severity | None = None, right: Act | None = None, hangs: tuple[tuple[str, str], ...] = (),
    answer: bool = False,
) -> Finding:  # fmt: skip
    """A finding about an act: what the rule says, and what would have been right.

    Nothing critical rests on a sentence that was understood with doubt: what does weighs one step less.
    """
    entry = pack.rules[ruling.rule]
    grave = severity or entry.severity
    if not step.act.sure and not verdict.right:
        grave = softer(grave)
    why = " ".join(part for part in (ruling.why, also) if part)
    instead = right or ruling.allowed or next(iter(ruling.instead), None) if not verdict.right else None
    say = entry.say if not verdict.right else ""
    finding = Finding(
        rule=ruling.rule, verdict=verdict, severity=grave, message=entry.title, move=step.move, second=step.second,
        citation=entry.citation, mark=entry.mark, section=entry.section, duty=entry.duty, part=entry.part, why=why,
        right=describe(instead) if instead is not None else say, read=ruling.read, hangs=hangs,
        key=key or str(sorted(plain(step.act).items(), key=str)), answer=answer, contact=step.act.toward or "",
        discretion=ruling.discretion if verdict.right else "",
        choice=describe(step.act) if verdict.right and ruling.discretion else "",
        besides=tuple(describe(one) for one in ruling.instead if one is not instead),
    )  # fmt: skip
    return replace(finding, told=clause(entry.told, finding))


def describe(act: Act) -> str:
    """An act in words: "Recommend an adjustment: $65.78, misread"."""
    slots = [_slot(value) for name, value in act.slots.items() if name not in ("request", "fee", "bill")]
    words = ", ".join(word for word in slots if word)
    label = KINDS[act.kind].label
    return f"{label}: {words}" if words else label


def _slot(value: object) -> str:
    if isinstance(value, str):
        return _LABELS[value].label if value in _LABELS else value.replace("_", " ")
    if isinstance(value, frozenset):
        return ", ".join(sorted(str(one).replace("_", " ") for one in value))
    return "" if isinstance(value, dict) or hasattr(value, "items") else shown(value)  # type: ignore[arg-type]


def clock(second: int) -> str:
    """Seconds as minutes and seconds: 2:05."""
    return f"{second // 60}:{second % 60:02}"
