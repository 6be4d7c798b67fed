"""The case: the situation as known to the representative. The only input of rules, bots, hints and scoring.

What a contact keeps to themselves, and what a panel would show that nobody opened, is not in here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, Protocol, cast

from trainer.record import topic as topics
from trainer.record.act import Act, Pattern, pattern
from trainer.record.panels import ACCOUNT_PANELS
from trainer.record.pointing import to_find
from trainer.record.ruling import Need, Readable, Reading

Channel = Literal["telephone", "outbound", "voicemail", "chat", "email", "letter", "counter"]
WRITTEN: tuple[Channel, ...] = ("email", "letter")
LISTENING: tuple[Channel, ...] = ("telephone", "outbound", "counter")  # who is put aside by these hears nobody


class Mood(StrEnum):
    """A contact's mood as it can be heard, calmest first."""

    CALM = "calm"
    WORRIED = "worried"
    FRUSTRATED = "frustrated"
    ANGRY = "angry"


class Told(StrEnum):
    """How far a topic is known. None of these is "false"."""

    TOLD = "told"
    UNANSWERED = "asked without answer"
    UNASKED = "not asked"
    UNASKABLE = "no longer askable"


class ParameterValue(Protocol):
    """One dated value of the District pack."""

    @property
    def value(self) -> Any: ...
    @property
    def label(self) -> str: ...
    @property
    def shown(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def mark(self) -> str: ...


class Policy(Protocol):
    """What a case asks of the District: dated parameters and the calendar."""

    def parameter(self, name: str, on: dt.date) -> ParameterValue: ...
    def add_business_days(self, start: dt.date, days: int) -> dt.date: ...
    def is_business_day(self, day: dt.date) -> bool: ...
    def fees(self, on: dt.date) -> Sequence[ParameterValue]: ...
    def is_open(self, moment: dt.datetime) -> bool: ...


@dataclass(frozen=True)
class Fact:
    """One topic a contact was asked or spoke about; `value` is None when they gave no answer."""

    topic: str
    value: Readable | None
    at: int
    contact: str


@dataclass(frozen=True)
class Heard:
    """What a contact did that could be heard: abusive words, a threat; `index` is its place in the history."""

    what: str
    index: int
    at: int


@dataclass(frozen=True)
class Contact:
    """One call, chat, letter or person at the counter, as the representative knows it.

    `address` is the e-mail address or number it came from, as the desk shows it. They came at second `since`; while
    `waiting`, nobody has turned to them yet; `began` is when somebody did. Since `held_since` they listen to nobody.
    """

    id: str
    channel: Channel
    open: bool
    spoke: bool = False
    ended_by: str = ""
    mood: Mood = Mood.CALM
    upset_since: int | None = None
    matched: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    heard: tuple[Heard, ...] = ()
    began: int = 0
    address: str = ""
    since: int = 0
    waiting: bool = False
    held_since: int | None = None


@dataclass(frozen=True)
class Elsewhere:
    """Another contact whom the representative is not with now, as the desk shows them: waiting since this second.

    `fresh` while nobody has turned to them yet; no longer `open` when they are gone. Where the case is of somebody to
    turn to, `left` is whoever would be left for them in mid-talk, and `asked` whether they were asked to hold just now.
    """

    id: str
    channel: Channel
    since: int
    fresh: bool
    open: bool
    left: bool = False
    asked: bool = False


@dataclass(frozen=True)
class Request:
    """What a contact, or the office itself, asks for: it wraps the act that would grant it."""

    id: str
    contact: str | None
    act: Act
    words: str
    fact: str
    index: int
    at: int


@dataclass(frozen=True)
class Deed:
    """One act done, in the order of the play. `effect` is False when the desk refused it.

    `account` is the number of the account that was open when it was done; empty where none was.
    """

    act: Act
    move: int
    at: int
    effect: bool = True
    account: str = ""


@dataclass(frozen=True)
class Case:
    """See the module. `second` is the age of the play, `now` the time of day it stands for.

    `account` is the number of the open account: empty while it has yet to be found, None where the work is about none.
    `given` is the number of the one that the desk opened for this work.

    Everything is of the one matter that is attended to: its facts, requests and history, and who spoke about it in this
    scene. `earlier` is what was done about it in the scenes before, and `elsewhere` who else is there.

    `trace` collects what is read while one rule is asked; `traced()` gives a case with a fresh one.
    """

    policy: Policy
    level: str
    now: dt.datetime
    second: int
    panels: Mapping[str, Any]
    contacts: Mapping[str, Contact]
    facts: Mapping[str, Fact]
    requests: tuple[Request, ...]
    history: tuple[Deed, ...]
    approved: frozenset[str] = frozenset()
    account: str | None = None
    given: str = ""
    earlier: tuple[Deed, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    trace: list[Reading] = field(default_factory=list, compare=False, repr=False)
    _done: dict[str, list[int]] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def today(self) -> dt.date:
        return self.now.date()

    def traced(self) -> Case:
        """The same case with a fresh trace. Every rule is asked of one, so it is copied and not built anew."""
        fresh = object.__new__(Case)
        fresh.__dict__.update(self.__dict__, trace=[])
        return fresh

    # Reading. Each of these is remembered.

    def parameter(self, name: str) -> Any:
        """The pack's value in force today."""
        found = self.policy.parameter(name, self.today)
        self._read(Reading(found.label, found.shown, found.source, found.mark))
        return found.value

    def see(self, panel: str) -> Any:
        """What an opened panel shows; raises Need(the look-up) when nobody opened it."""
        if panel not in self.panels and self.account == "" and panel in ACCOUNT_PANELS:
            raise to_find(self)
        if panel not in self.panels:
            label = topics.PANELS[panel].label
            raise Need(f"Look at {label} first.", pattern("look", panel=panel))
        return self.panels[panel]

    def know(self, topic: str, assume: Readable | None = None) -> Readable:
        """What was told about `topic`; raises Need(the question). `assume` stands in once asking has not helped."""
        state = self.state_of(topic)
        if state is Told.TOLD:
            value = cast(Readable, self.facts[topic].value)
            self._read(Reading(topics.QUESTIONS[topic].label, shown(value), "told"))
            return value
        if state is not Told.UNASKED and assume is not None:
            self._read(Reading(topics.QUESTIONS[topic].label, f"not known, taken as {shown(assume)}", state.value))
            return assume
        needs = (pattern("ask", topic=topic),) if state is Told.UNASKED else ()
        raise Need(f"Ask about {topics.QUESTIONS[topic].label}.", *needs)

    def told(self, topic: str) -> Readable | None:
        """What was told, or None: for what makes the situation, not for what ought to be asked."""
        fact = self.facts.get(topic)
        return fact.value if fact else None

    def told_at(self, topic: str) -> int:
        return self.facts[topic].at

    def state_of(self, topic: str) -> Told:
        fact = self.facts.get(topic)
        if fact is not None:
            return Told.TOLD if fact.value is not None else Told.UNANSWERED
        return Told.UNASKED if any(contact.open for contact in self.contacts.values()) else Told.UNASKABLE

    def _read(self, reading: Reading) -> None:
        if reading not in self.trace:
            self.trace.append(reading)

    def note_reading(self, label: str, value: Readable, source: str) -> None:
        """Remember a value that a rule worked out or took from a panel, so that the debrief can show it."""
        self._read(Reading(label, shown(value), source))

    # What was done.

    def deeds(self, wanted: Pattern, since: int = 0) -> Iterator[tuple[int, Deed]]:
        """Acts done to effect that match, with their place in the history."""
        for index in self._places(wanted.kind):
            if index >= since and wanted.matches(self.history[index].act):
                yield index, self.history[index]

    def _places(self, kind: str) -> Sequence[int]:
        """Where an act of this kind was done to effect. Worked out once: every rule asks, of its own traced copy."""
        if not self._done:
            self._done[""] = []
            for index, deed in enumerate(self.history):
                if deed.effect:
                    self._done.setdefault(deed.act.kind, []).append(index)
        return self._done.get(kind, ())

    def did(self, wanted: Pattern, since: int = 0) -> bool:
        return next(self.deeds(wanted, since), None) is not None

    def contact(self, contact_id: str | None) -> Contact | None:
        return self.contacts.get(contact_id or "")

    @property
    def talking(self) -> Contact | None:
        """The contact the representative is speaking with."""
        return next((contact for contact in self.contacts.values() if contact.open), None)

    def request(self, request_id: str | None) -> Request | None:
        return next((request for request in self.requests if request.id == request_id), None)


def shown(value: Readable) -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"−${-value:,.2f}" if value < 0 else f"${value:,.2f}"
    if isinstance(value, dt.date):
        return f"{value.day} {value:%B %Y}"
    return str(value)
