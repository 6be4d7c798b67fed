"""Help in a guided play: the next step by the book, why, and where the manual says so. From the case alone."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.district.pack import Pack
from trainer.record.act import Act
from trainer.record.case import Case
from trainer.record.kinds import KINDS, Way
from trainer.scoring.telling import describe


@dataclass(frozen=True)
class Advice:
    """What to do next, where it is done, the reason in a sentence, and the manual's section where there is one.

    `leave` is for the first step away from the box one types in: how to get out of it by the keyboard.
    """

    step: str
    why: str
    section: str = ""
    where: str = ""
    leave: bool = False


def advice(pack: Pack, case: Case, step: Act | None) -> Advice:
    """The step that an expert takes next, knowing only what the representative knows, and why."""
    if step is None:
        return Advice("Finish", "Nothing is owed any more.")
    if step.kind == "switch_to":
        return Advice("Turn to the next one", "They have waited long enough, or nothing is left to do here.")
    why, rule = _reason(pack, case, step)
    section = pack.rules[rule].section if rule else ""
    return Advice(_named(step), why, section, _where(case, step), leave=_leaves(case, step))


def _reason(pack: Pack, case: Case, step: Act) -> tuple[str, str]:
    """Why this step: what owes it, what rules on it, or what stands before what was asked; and that rule."""
    for owed in pack.rulebook.owed(case):
        if any(one.matches(step) for one in owed.discharge):
            rule = _rule(pack, case, owed.rule) if _says_again(_named(step), owed.what) else ""
            return rule or _sentence(owed.what), owed.rule
    leading = pack.rulebook.decide(case, step).leading
    if leading is not None and leading.why:
        return leading.why, leading.rule
    return _towards(pack, case, step)


def _towards(pack: Pack, case: Case, step: Act) -> tuple[str, str]:
    """A step that is owed to nobody by itself leads to answering what was asked."""
    for request in case.requests:
        decision = pack.rulebook.decide(case, request.act.to(request.contact))
        needing = next((one for one in decision.all if any(need.matches(step) for need in one.needs)), None)
        if needing is not None:
            return _rule(pack, case, needing.rule) or needing.why, needing.rule
        if decision.leading is not None:
            why = decision.leading.why or f"It answers what was asked: {request.words}."
            return why, decision.leading.rule
    return "", ""


def _rule(pack: Pack, case: Case, rule: str) -> str:
    """The sentence of the manual that a rule rests on, with the figures of the day."""
    section = pack.rules[rule].section
    return pack.manual.rule(section, case.today) if pack.manual.has(section) else ""


def _where(case: Case, step: Act) -> str:
    """Where on the page it is done: tabs or tools; the rest is said, or has its button in place."""
    way = KINDS[step.kind].way
    if way is Way.LOOK:
        return "tabs" if case.contacts else ""
    return "tools" if way is Way.DO and not step.kind.startswith("count_") else ""


def _leaves(case: Case, step: Act) -> bool:
    """Whether this is the first step that is not said."""
    away = (Way.LOOK, Way.DO)
    before = any(KINDS[one.act.kind].way in away for one in case.history)
    return bool(case.contacts) and KINDS[step.kind].way in away and not before


def _named(step: Act) -> str:
    text = describe(step)
    return f"Look at {text.partition(': ')[2]}" if step.kind == "look" else text


def _says_again(step: str, what: str) -> bool:
    """Whether the words of what is owed only name the step: "look at People first" is no reason to look at People."""
    return step.split()[0].strip(":").lower() == what.split()[0].strip(":").lower()


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
