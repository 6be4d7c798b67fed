"""The debrief: findings told so that they teach. The outcome in a sentence, and the three things that mattered most.

Nothing here judges: it only words what the findings and the score already say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trainer.record.finding import Finding, Judgement, Severity
from trainer.scoring.clauses import lower, upper
from trainer.scoring.telling import clock

GRAVITY = {Severity.CRITICAL: 0, Severity.MAJOR: 1, Severity.MINOR: 2, Severity.PRAISE: 3}
THREE = 3
_PLAIN = ("greet", "close_kindly", "answer_every_request")  # right in nearly every play: the last to be praised
_ASKED = ("locate_emergency", "ask_about_danger", "find_the_difference", "reread_when_doubtful")  # asking is the rule
_MORE = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MOODS = ("calm", "worried", "frustrated", "angry")


@dataclass(frozen=True)
class Result:
    """The stored score of a play."""

    total: int
    passed: bool
    critical: int
    pass_mark: int


@dataclass(frozen=True)
class Course:
    """How the play went on the outside: moods as they were heard, whether anything was done, how it ended."""

    moods: tuple[str, ...] = ()
    did: bool = True
    hung_up: bool = False
    seconds: int = 0
    contact: bool = True


@dataclass(frozen=True)
class Matter:
    """One of the things that mattered: findings of one rule, told once."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        return min(self.findings, key=lambda one: GRAVITY[one.severity])

    @property
    def right(self) -> bool:
        return self.first.verdict.right

    @property
    def clause(self) -> str:
        return self.first.told or lower(self.first.message)

    @property
    def heading(self) -> str:
        return upper(self.clause)

    @property
    def text(self) -> str:
        """Why, or else what was owed; and what would have been right, where that is an act and not a sentence."""
        first = self.first
        if self.right:
            return first.why
        if not first.why and first.part == "care" and first.right:
            return f"One could have said: {first.right}"
        why = first.why or f"What was owed: {lower(first.message).rstrip('.')}."
        return f"{why} What was right: {lower(first.right)}." if first.right and first.right[0] != "“" else why

    @property
    def moves(self) -> tuple[int, ...]:
        """The moves it rests on; none for what was never done."""
        return tuple(dict.fromkeys(one.move for one in self.findings if one.move is not None))


def matters(findings: Iterable[Finding], *, right: bool) -> list[Matter]:
    """Findings that were right, or wrong, by rule: the gravest first, then in the order of the play."""
    by_rule: dict[str, list[Finding]] = {}
    for one in findings:
        if one.verdict.right is right and one.severity is not Severity.PRAISE:
            by_rule.setdefault(one.rule, []).append(one)
    return sorted((Matter(tuple(group)) for group in by_rule.values()), key=_weight)


def _weight(matter: Matter) -> tuple[bool, int, bool, bool, int]:
    """The gravest first; among equals what decided a request, then what was done before what was left out."""
    first = matter.first
    plain = matter.right and first.rule in _PLAIN
    return (
        plain,
        GRAVITY[first.severity],
        not first.answer,
        first.verdict in (Judgement.MISSED, Judgement.LATE),
        first.second,
    )


def praised(findings: Sequence[Finding]) -> list[Matter]:
    """What was done well: only by rules that nothing in this play went against."""
    failed = {one.rule for one in findings if not one.verdict.right}
    if any(one.critical for one in findings):  # an answer that should not have been given is no merit
        failed.add("answer_every_request")
    return matters((one for one in findings if one.rule not in failed and _worth_praise(one)), right=True)


def _worth_praise(finding: Finding) -> bool:
    """A question on the way to something else is no merit of its own, unless asking is what the rule is about."""
    return not finding.key.startswith("need:") or finding.rule in _ASKED


def three(findings: Sequence[Finding]) -> list[Matter]:
    """The gravest that went wrong, and at least one done well where there is one."""
    wrong, well = matters(findings, right=False), praised(findings)
    kept = wrong[: THREE - min(len(well), 1)]
    return kept + well[: THREE - len(kept)]


@dataclass(frozen=True)
class Alternative:
    """What else would have been right where something was decided: the band that was left, or other acts."""

    about: str
    words: str


def alternatives(findings: Iterable[Finding]) -> list[Alternative]:
    """By decision, in the order of the play; the same is told once."""
    found = []
    for one in findings:
        if one.discretion:
            found.append(Alternative(one.choice, one.discretion))
        elif one.besides:
            found.append(Alternative(one.message, f"{'; '.join(one.besides)}."))
    return list(dict.fromkeys(found))


def verdict(findings: Sequence[Finding], result: Result, course: Course) -> str:
    """The outcome in one or two sentences; it never contradicts the score."""
    wrong, well = matters(findings, right=False), praised(findings)
    if result.passed:
        return _passed(wrong, well)
    if result.critical:
        return f"Not passed: {_critical(wrong).clause}."
    if not course.did:
        return _silent(course)
    return f"Not passed yet. {_both(wrong, well)}"


def _critical(wrong: Sequence[Matter]) -> Matter:
    return next(one for one in wrong if any(finding.critical for finding in one.findings))


def _passed(wrong: Sequence[Matter], well: Sequence[Matter]) -> str:
    if wrong:
        return f"Passed. {_both(wrong, well)}"
    best = " and ".join(one.clause for one in well[:2])
    return f"Passed, with nothing to put right. {upper(best)}." if best else "Passed, with nothing to put right."


def _both(wrong: Sequence[Matter], well: Sequence[Matter]) -> str:
    """One thing done well against the gravest that was not, or the two gravest."""
    if well and wrong:
        return f"{well[0].heading}, but {wrong[0].clause}."
    return f"{upper(' and '.join(one.clause for one in (wrong or well)[:2]))}."


def _silent(course: Course) -> str:
    if not course.contact:
        return "Not passed. Nothing was done."
    return f"Not passed. Nothing was said, {'and the caller hung up' if course.hung_up else 'and the call was over'}."


def lede(findings: Sequence[Finding], result: Result, course: Course) -> str:
    """What else there is to say at once: a number that was enough, how the caller left, what was left undone."""
    said = [_number(result), _leaving(course), _undone(findings, result, course)]
    return " ".join(part for part in said if part)


def _number(result: Result) -> str:
    if result.critical and result.total >= result.pass_mark:
        return f"{result.total} points would have been enough; a critical finding fails a play whatever the number."
    return ""


def _leaving(course: Course) -> str:
    if course.hung_up:
        return f"The caller hung up on you after {clock(course.seconds)}."
    if not course.moods:
        return "" if course.contact else f"It took {clock(course.seconds)}."
    first, last = course.moods[0], course.moods[-1]
    if first == last:
        return f"The caller was {last} at the start and at the end."
    verb = "but left" if _MOODS.index(last) > _MOODS.index(first) else "and left"
    return f"The caller began {first} {verb} {last}."


def _undone(findings: Sequence[Finding], result: Result, course: Course) -> str:
    missed = [one for one in findings if one.verdict is Judgement.MISSED]
    if not missed or not course.did:
        return ""
    grave = sorted(missed, key=lambda one: GRAVITY[one.severity])
    named = [lower(one.message).partition(":")[0].rstrip(".").removesuffix(" first") for one in grave[:2]]
    over = len(missed) - len(named)
    more = f", and {_MORE[over] if over < len(_MORE) else over} more" if over else ""
    joined = ", ".join(named) if more else " and ".join(named)
    return f"Left undone: {joined}{more}."
