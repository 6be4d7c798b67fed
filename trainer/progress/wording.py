"""A picture in plain words: what is needed, what was found, what is missing, and the shortest honest path."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from trainer.district.advancement import Attested, Observed
from trainer.measure.severity import Against
from trainer.progress.picture import Line, Picture, Result, Reviewer, State, Verdict
from trainer.web.words import count, listing, plural

SHOWN = {
    State.MET: ("met", "good", "check-circle-fill"), State.OPEN: ("open", "care", "circle-half"),
    State.THIN: ("not enough to say", "quiet", "dash-circle-dotted"), State.BELOW: ("below", "bad", "circle"),
    State.MISSING: ("missing", "care", "circle"),
}  # fmt: skip
VERDICTS = {
    Verdict.READY: ("Ready", "good", "check-circle-fill"), Verdict.NEAR: ("Near", "quiet", "circle-half"),
    Verdict.FAR: ("Far", "quiet", "circle"), Verdict.UNKNOWN: ("Unknown", "quiet", "dash-circle-dotted"),
}  # fmt: skip
_TOO_MANY = 60  # sittings or reviews: what comes in a year
_STEPS = {"saw": "seen", "helped": "done with help", "alone": "done alone"}


def day(date: dt.date) -> str:
    """3 March 2026."""
    return f"{date.day} {date:%B %Y}"


def hundred(share: float) -> str:
    """A share from 0 to 1 as a whole number of a hundred."""
    return f"{100 * share:.0f}"


def needed(result: Result) -> str:
    """What the criterion asks for, in half a sentence."""
    stated, parts = result.criterion, list[str]()
    if stated.measured:
        what, bar = stated.measured, hundred(stated.measured.bar)
        each = f"{count(len(what.each_duty)).lower()} duties, each " if what.each_duty else ""
        unit = "whole sittings" if what.of == "sittings" else "opportunities"
        parts.append(f"{each}above {bar} in 100, from {what.least} {unit} or more")
    if stated.observed:
        parts.append(_asked_of_checklist(stated.observed))
    if stated.attested:
        who = _signers(stated.attested)
        within = f", within {plural(stated.attested.months, 'month')}" if stated.attested.months else ""
        parts.append(f"signed by {who}{within}")
    if stated.on_record:
        parts.append(f"{plural(stated.on_record.months, 'month')} in the class, leave not counted")
    return "; ".join(parts)


def found(result: Result) -> str:
    """What was found, in half a sentence."""
    parts = [_lines(result.lines)] if result.lines else []
    if result.criterion.observed:
        lacking = f"; not yet: {listing(result.wanting)}" if result.wanting else ""
        parts.append(f"{len(result.observed)} of {len(result.criterion.observed.duties)} marked{lacking}")
    if result.criterion.attested:
        signed = listing([f"{one.by}, {day(one.on)}" for one in result.signatures])
        parts.append(signed or "not signed")
    if result.criterion.on_record:
        since = "no start on record" if result.months is None else plural(result.months, "month")
        due = f", enough on {day(result.due)}" if result.due and result.state is State.MISSING else ""
        parts.append(since + due)
    return "; ".join(parts)


def _signers(what: Attested) -> str:
    if what.by == "hr":
        return "HR" if what.readers == 1 else f"{what.readers} in HR"
    return plural(what.readers, "supervisor")


def _asked_of_checklist(what: Observed) -> str:
    within = f", within {plural(what.months, 'month')}" if what.months else ""
    duties = plural(len(what.duties), "duty", "duties")
    return f"{duties} {_STEPS[what.step]} on the job, marked by a witness and signed by both{within}"


def _lines(lines: Sequence[Line]) -> str:
    if len(lines) == 1 and lines[0].duty is None:
        return told(lines[0])
    met = sum(line.state is State.MET for line in lines)
    head = f"{count(met).lower() if met else 'none'} of {count(len(lines)).lower()} above the bar"
    thin = [f"{line.label} has {line.opportunities} of {line.least}" for line in lines if line.state is State.THIN]
    sides = [
        _named(lines, State.OPEN, "spans it", "span it"),
        _named(lines, State.BELOW, "is below it", "are below it"),
    ]
    return "; ".join(filter(None, [head, *sides, *thin]))


def _named(lines: Sequence[Line], state: State, one: str, many: str) -> str:
    """Bills and Fees span it; nothing where no line does."""
    labels = [line.label for line in lines if line.state is state]
    if not labels:
        return ""
    who = "all of them" if len(labels) == len(lines) > 1 else listing(labels)
    return f"{who} {one if len(labels) == 1 else many}"


def told(line: Line) -> str:
    """One figure: right of opportunities, and where skill may lie; too little is said to be too little."""
    if line.state is State.THIN or line.estimate is None:
        return f"{line.opportunities} of the {line.least} needed before anything is said"
    between = f"between {hundred(line.low)} and {hundred(line.high)}"
    return f"{line.right:g} of {line.opportunities} right: {hundred(line.estimate)} in 100, {between}"


def severity(one: Reviewer) -> str:
    """What a reviewer's severity was told against, or why there is none and what would settle it."""
    if one.points is None:
        return "too few interactions scored by others too, so nothing is allowed for; a calibration would show it"
    if one.against is Against.INDEX:
        return "an expert’s index card"
    return "the other reviewers, as no index card says where the middle lies"


@dataclass(frozen=True)
class Step:
    """One thing that would bring someone nearer: what to do, and why it is on the path. `effort` sorts, least first."""

    what: str
    why: str
    effort: float


def path(picture: Picture, settles: Callable[[Line], int | None]) -> list[Step]:
    """The shortest honest path: what to ask for, do more of, work on, and what only time brings."""
    unmet = [result for result in picture.results if result.state is not State.MET]
    lines = [line for result in unmet for line in result.lines if line.state is not State.MET]
    steps = [step for result in unmet for step in _steps(result)]
    near = list[Line]()
    for line in lines:
        step = _below(line) if line.state is State.BELOW else _more(line, settles(line))
        steps += [step] if step else []
        near += [] if step else [line]
    return sorted([*steps, *([_near(near)] if near else [])], key=lambda step: step.effort)


def _steps(result: Result) -> Iterator[Step]:
    stated = result.criterion
    if result.wanting:
        what = f"Have somebody watch you do this on the job, and mark your checklist: {listing(result.wanting)}."
        yield Step(what, stated.plain, 10)
    if stated.attested and len(result.signatures) < stated.attested.readers:
        who = "your supervisor" if stated.attested.by == "supervisor" else "HR"
        also = (
            f" {len(result.signatures)} of {stated.attested.readers} have signed."
            if stated.attested.readers > 1
            else ""
        )
        yield Step(f"Ask {who} to look at “{stated.name}” and sign, or say what is missing.", stated.plain + also, 0)
    if stated.on_record and result.state is State.MISSING:
        when = f"It will be on {day(result.due)}." if result.due else "HR has to enter the day you started."
        yield Step(f"{stated.name}: nothing to do but to keep working. {when}", stated.plain, 1000)


def _below(line: Line) -> Step:
    why = f"{told(line)}; the bar is {hundred(line.bar)}. Evidence fades, so what you learn now counts most."
    return Step(f"{line.label}: practice what went wrong before being assessed again.", why, 500)


def _near(lines: Sequence[Line]) -> Step:
    """Of what more of the same would hardly settle: the weakest first, and the rest in the table below."""
    labels = [line.label for line in sorted(lines, key=lambda line: (line.estimate or 0) - line.bar)]
    named, rest = (labels[:3], labels[3:]) if len(labels) > 4 else (labels, [])
    which = ", ".join(named) + f", and {len(rest)} more" if rest else listing(named)
    why = "So near the bar that more of the same would hardly settle it. “See all of it” below shows what went wrong."
    return Step(f"Get more right than so far, the weakest first: {which}.", why, 400)


def _more(line: Line, more: int | None) -> Step | None:
    """How many more would settle it, or where it is thin let something be said; None where that would take years."""
    if more is not None and _sittings(line, more) <= _TOO_MANY:
        why = f"{told(line)}. Done as well as so far, that would settle which side of {hundred(line.bar)} you are on."
        return Step(f"{line.label}: about {_counted(line, more)}.", why, more)
    if line.state is not State.THIN:
        return None
    more = line.least - line.opportunities
    return Step(f"{line.label}: about {_counted(line, more)}, so that something can be said.", f"{told(line)}.", more)


def _counted(line: Line, more: int) -> str:
    if line.opportunities == line.occasions and line.occasions:
        return plural(more, "more sitting or review", "more sittings or reviews")
    number = _sittings(line, more)
    some = {0: "", 1: ", in one sitting"}.get(number, f", some {number} sittings or reviews")
    return plural(more, "more opportunity", "more opportunities") + some


def _sittings(line: Line, more: int) -> int:
    """In how many sittings or reviews that many come, at the rate so far; 0 where there is no rate yet."""
    return max(1, round(more * line.occasions / line.opportunities)) if line.occasions else 0


def overall(picture: Picture) -> str:
    """All 17 criteria are met; or how many are, and which are not, by why not."""
    states = {state: [one.criterion.name for one in picture.results if one.state is state] for state in State}
    if len(states[State.MET]) == len(picture.results):
        return f"All {len(picture.results)} criteria are met."
    met = states.pop(State.MET)
    rest = "; ".join(f"{SHOWN[state][0]}: {listing(names)}" for state, names in states.items() if names)
    return f"{len(met)} of {len(picture.results)} criteria are met; {rest}."


def summary(verdicts: Sequence[Verdict]) -> str:
    """One of eight is ready, four are near, two are far; of one there is not enough to say."""
    if not verdicts:
        return "Nobody is on record as a Representative I."
    if len(verdicts) == 1:
        word = verdicts[0]
        if word is Verdict.UNKNOWN:
            return "Of the only person on the way there is not enough to say."
        return f"The only person on the way is {word.value}."
    number = {one: sum(verdict is one for verdict in verdicts) for one in Verdict}
    said = f"{_of(number[Verdict.READY], len(verdicts))} ready"
    for one in (Verdict.NEAR, Verdict.FAR):
        if number[one]:
            said += f", {count(number[one]).lower()} {_be(number[one])} {one.value}"
    unknown = number[Verdict.UNKNOWN]
    return said + (f"; of {count(unknown).lower()} there is not enough to say." if unknown else ".")


def _of(number: int, every: int) -> str:
    """None of three is, one of three is, two of three are, all three are."""
    if number == every:
        return f"{'Both' if every == 2 else 'All ' + count(every).lower()} are"
    if number == 0:
        return f"{'Neither' if every == 2 else 'None'} of {count(every).lower()} is"
    return f"{count(number)} of {count(every).lower()} {_be(number)}"


def _be(number: int) -> str:
    return "is" if number == 1 else "are"
