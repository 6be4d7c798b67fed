"""What stands beside the score and is never in it: independence, calm, time, written English.

An accommodation lifts a measure: it is then not taken at all, and nothing says that one was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from trainer.record.finding import Finding
from trainer.scoring.debrief import Course
from trainer.scoring.english import English
from trainer.scoring.telling import clock

UPSET = ("frustrated", "angry")
SLOW = 2  # times as long as the book
_MARKED = {
    "spelling": "spelling",
    "plain words": "a trade word",
    "tone": "shouting",
    "long sentence": "a long sentence",
}


@dataclass(frozen=True)
class Measure:
    """One thing seen: what it is, what was seen in words, good or worth a look ("care"), and the places."""

    name: str
    label: str
    says: str
    state: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seen:
    """What the measures are taken from.

    asked: how often a supervisor was asked. hints: how many were taken. guided: whether each step was shown unasked.
    """

    findings: Sequence[Finding]
    course: Course
    asked: int = 0
    hints: int = 0
    guided: bool = False
    book_seconds: int | None = None
    english: English | None = None
    lifted: Collection[str] = ()


def beside(seen: Seen) -> tuple[Measure, ...]:
    """The measures that can be taken of a play, in a fixed order."""
    taken = (_independence(seen), _calm(seen), _time(seen), _english(seen))
    return tuple(one for one in taken if one is not None and one.name not in seen.lifted)


def _independence(seen: Seen) -> Measure:
    needless = [f for f in seen.findings if f.rule == "ask_prepared" and not f.verdict.right]
    if not seen.asked and not seen.hints and not seen.guided:
        return Measure("independence", "Independence", "On your own, start to finish.", "good")
    when = "" if needless else f", {'each time ' if seen.asked > 1 else ''}about something that was not yours to decide"
    asked = [f"You asked a supervisor {_times(seen.asked)}{when}."] if seen.asked else []
    places = tuple(one.why for one in needless)
    state = "care" if needless else "" if seen.guided else "good"
    return Measure("independence", "Independence", " ".join([*_helped(seen), *asked]), state, places)


def _helped(seen: Seen) -> list[str]:
    """The help that a learner had: each step shown, or the hints that were taken."""
    if seen.guided:
        return ["A guided contact: each next step was shown."]
    return [f"You took {seen.hints} {'hint' if seen.hints == 1 else 'hints'}."] if seen.hints else []


def _calm(seen: Seen) -> Measure | None:
    """How the contact was left, and whether the representative kept their temper."""
    moods = seen.course.moods
    if not moods:
        return None
    argued = [one for one in seen.findings if one.rule == "no_blame" and not one.verdict.right]
    if not argued and not any(mood in UPSET for mood in moods):
        return Measure("calm", "Calm under pressure", "Nobody lost their temper.", "good")
    if argued:
        says = f"You argued {_times(len(argued))}; it makes people louder."
        return Measure("calm", "Calm under pressure", says, "care", tuple(one.why for one in argued))
    if seen.course.hung_up or moods[-1] in UPSET:
        return Measure("calm", "Calm under pressure", f"You stayed polite. They left {moods[-1]}.")
    return Measure("calm", "Calm under pressure", f"They were upset, and left {moods[-1]}. You stayed polite.", "good")


def _time(seen: Seen) -> Measure | None:
    if seen.book_seconds is None:
        return None
    mine, book = seen.course.seconds, seen.book_seconds
    says = f"{clock(mine)}. The book takes {clock(book)}."
    return Measure("time", "Time", says, "care" if book and mine > SLOW * book else "good")


def _english(seen: Seen) -> Measure | None:
    """Only where enough was typed to say anything."""
    read = seen.english
    if read is None or not read.words:
        return None
    counts = {label: len(read.of(what)) for what, label in _MARKED.items()}
    found = [f"{label} {_times(count)}" for label, count in counts.items() if count]
    written = f"{read.words} words typed"
    if not found:
        return Measure("english", "Written English", f"{written}, and nothing to mark.", "good")
    return Measure("english", "Written English", f"{written}; worth a look: {', '.join(found)}.", "care",
                   tuple(_places(read)))  # fmt: skip


def _places(read: English) -> Iterator[str]:
    for one in read.remarks:
        better = f" → {one.better}" if one.better else ""
        yield f"“{one.found}”{better}"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
