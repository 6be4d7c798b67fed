"""The scenario format, of one contact: who they are, when they come, what they know, want and say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from trainer.record.case import Channel
from trainer.record.topic import NOTE_FACTS, QUESTIONS
from trainer.scenarios.strict import Lines, Strict


class Answer(Strict):
    """What a contact says when asked about a topic. `value` is what is then known; None: no answer to be had."""

    value: str | bool | int | Decimal | dt.date | None = None
    says: Lines = ()
    again: Lines = ()
    heat: int = 0


class Want(Strict):
    """A request a contact makes: the act that would grant it, in words, and the word a note needs for it."""

    act: Mapping[str, Any]
    words: str
    fact: str
    presses: Lines = ()

    @model_validator(mode="after")
    def _known_fact(self) -> Self:
        if self.fact not in NOTE_FACTS:
            raise ValueError(f"fact: “{self.fact}” is not a note's fact; pick one of {', '.join(NOTE_FACTS)}")
        return self


class Reaction(Strict):
    """How a contact takes an act: said instead of the usual, with what it changes.

    `to` is an act's kind with the slots that matter; `nth` counts such acts; `heat` is added to the temper;
    `knows` are topics that must have been told by then, `unless` topics that must not; `tells` are facts then known;
    `heard` marks abuse or a threat; `wants` raises requests; `ends` hangs up.
    """

    to: Mapping[str, Any]
    nth: int | None = None
    hotter_than: int | None = None
    cooler_than: int | None = None
    knows: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    says: Lines = ()
    heat: int = 0
    tells: Mapping[str, str | bool | int | Decimal] = {}
    heard: Literal["abuse", "threat"] | None = None
    wants: tuple[str, ...] = ()
    ends: bool = False


class Opening(Strict):
    """What a contact says first, and what is known from it."""

    says: Lines = ()
    tells: Mapping[str, str | bool | int | Decimal] = {}
    wants: tuple[str, ...] = ()


class Temper(Strict):
    """Where the contact's heat starts, how fast it moves, and how low it can go; 0 calm, 100 hangs up.

    `patience` stretches how long they bear silence; who is `wary` is calmed half as much by mere words; who is `slow`
    has an explanation said again before they have it.
    """

    start: int = Field(default=20, ge=0, le=99)
    scale: Decimal = Decimal(1)
    floor: int = Field(default=0, ge=0, le=99)
    patience: Decimal = Field(default=Decimal(1), gt=0, le=5)
    wary: bool = False
    slow: bool = False


class Arrives(Strict):
    """When a contact comes: so many seconds into a scene, or once an act is done that matches `when`.

    Whom the representative calls answers when they are called, unless it is said otherwise.
    """

    scene: int = Field(default=1, ge=1)
    after: int = Field(default=0, ge=0)
    when: Mapping[str, Any] | None = None


class ContactSpec(Strict):
    """One contact. `who` is the account's holder, someone authorised, or a stranger to the account.

    `account` names one of the scenario's `accounts`, or else it is about the first; `matter` what they come about,
    where another contact came about the same. `waits` are the seconds before they give up. Of an e-mail or letter,
    `address` is where it came from; `picks_up` is said by whoever answers a call that the representative makes.
    """

    channel: Channel = "telephone"
    account: str = ""
    matter: str = ""
    arrives: Arrives = Arrives()
    waits: int | None = Field(default=None, gt=0)
    subject: str = ""
    address: str = ""
    picks_up: Lines = ()
    who: Literal["holder", "authorised", "stranger", "passer_by"] = "holder"
    voice: str = "plain"
    temper: Temper = Temper()
    opening: Opening = Opening()
    wants: Mapping[str, Want] = {}
    knows: Mapping[str, Answer] = {}
    forgets: tuple[str, ...] = ()
    reacts: tuple[Reaction, ...] = ()
    farewell: Lines = ()
    hangs_up: Lines = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        unknown = [topic for topic in self.knows if topic not in QUESTIONS]
        if unknown:
            raise ValueError(f"knows: nobody can ask about {', '.join(unknown)}; topics are {', '.join(QUESTIONS)}")
        raised = {name for one in self.reacts for name in one.wants} | set(self.opening.wants)
        missing = raised - set(self.wants)
        if missing:
            raise ValueError(f"wants: {', '.join(sorted(missing))} is asked for and not described")
        if not self.opening.says and self.channel != "voicemail":
            raise ValueError("opening: says what the contact says first; only a voicemail has nothing to say")
        return self

    @property
    def called(self) -> bool:
        """Whether the representative places this call."""
        return self.channel in ("outbound", "voicemail")
