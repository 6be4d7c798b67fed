"""Situations: a case written as plain data, for worked examples and for asking what the rules say of an account.

on: 2025-04-10                 the day, and `at` the time; `level` I, II or supervisor
account: {entries: [...]}      see trainer/record/reading.py for what may be left out
closed: [ledger]               panels that nobody opened; all others of the account are open
to_find: true                  no account is open yet, and the work is about one
desk: {service_area: {...}}    what is open beside the account, such as what a search found
contact: {channel: telephone, matched: [service_address, last_payment]}
known: {caller_name: Dana Whitfield, danger: null}      null: asked, and no answer
requests: [{id: waiver, act: {...}, words: the penalty taken off}]
done: [{act: look, panel: ledger}]                      acts done so far
earlier: [{act: promise, what: callback, by: 2025-04-10}]    acts done in the scenes before
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from trainer.record.case import Case, Channel, Contact, Deed, Elsewhere, Fact, Heard, Mood, Policy, Request
from trainer.record.panels import ACCOUNT_PANELS
from trainer.record.parsing import BadActError, parse_act
from trainer.record.reading import ReadingError, read_account, read_shown
from trainer.record.topic import PANELS

CALLER = "caller"
Known = str | bool | int | Decimal | dt.date | None


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HeardGiven(_Strict):
    """Something heard that counts, such as abuse, once `after` of the acts done had been done."""

    what: str
    after: int = 0


class ContactGiven(_Strict):
    """Who is there, as the representative knows it."""

    channel: Channel = "telephone"
    open: bool = True
    spoke: bool = True
    ended_by: str = ""
    mood: Mood = Mood.CALM
    upset_since: int | None = None
    matched: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    heard: tuple[str | HeardGiven, ...] = ()
    address: str = ""
    since: int = 0
    waiting: bool = False
    held_since: int | None = None


class RequestGiven(_Strict):
    """What is asked for; `contact: false` where the office itself asks."""

    id: str
    act: dict[str, Any]
    words: str = ""
    fact: str = ""
    contact: bool = True


class Situation(_Strict):
    """See the module. `second` is the age of the play, and of everything known that does not say otherwise.

    `leaving` tells of whoever is on the line now and would be left for this contact: asked to hold, or not.
    """

    on: dt.date
    at: str = "10:00"
    level: Literal["I", "II", "supervisor"] = "I"
    second: int = 60
    account: dict[str, Any] | None = None
    closed: tuple[str, ...] = ()
    to_find: bool = False
    desk: dict[str, Any] = Field(default_factory=dict)
    contact: ContactGiven | None = ContactGiven()
    leaving: Literal["asked", "not asked"] | None = None
    known: dict[str, Known] = Field(default_factory=dict)
    requests: tuple[RequestGiven, ...] = ()
    done: tuple[dict[str, Any], ...] = ()
    earlier: tuple[dict[str, Any], ...] = ()
    approved: tuple[str, ...] = ()


def case_of(given: Situation, policy: Policy) -> Case:
    """The case that a situation describes; raises ReadingError."""
    toward = CALLER if given.contact else None
    panels = _panels(given)
    number = panels["summary"].number if "summary" in panels else None
    return Case(
        policy=policy,
        level=given.level,
        now=dt.datetime.combine(given.on, _time(given.at)),
        second=given.second,
        panels=panels,
        contacts=MappingProxyType({CALLER: _contact(given.contact)} if given.contact else {}),
        facts=MappingProxyType({topic: Fact(topic, value, 0, CALLER) for topic, value in given.known.items()}),
        requests=tuple(_request(one, place, toward) for place, one in enumerate(given.requests)),
        history=tuple(_deed(one, place, toward) for place, one in enumerate(given.done)),
        approved=frozenset(given.approved),
        account="" if given.to_find else number,
        given=number or "",
        earlier=tuple(_deed(one, place, toward) for place, one in enumerate(given.earlier)),
        elsewhere=_left(given),
    )


def _time(text: str) -> dt.time:
    try:
        return dt.time.fromisoformat(text)
    except ValueError:
        raise ReadingError(("at",), f"“{text}” is no time of day; write it like 16:40.") from None


def _panels(given: Situation) -> Mapping[str, Any]:
    for name in given.closed:
        if name not in PANELS:
            raise ReadingError(("closed", name), f"is no panel. Give one of: {', '.join(PANELS)}.")
    shown = {name: read_shown(name, value) for name, value in given.desk.items()}
    if given.account is not None:
        account = read_account(given.account)
        shown = {name: show(account) for name, show in ACCOUNT_PANELS.items() if name not in given.closed} | shown
    return MappingProxyType(shown)


def _contact(given: ContactGiven) -> Contact:
    each = (HeardGiven(what=one) if isinstance(one, str) else one for one in given.heard)
    heard = tuple(Heard(one.what, one.after, 0) for one in each)
    return Contact(CALLER, **{**dict(given), "heard": heard})


def _left(given: Situation) -> tuple[Elsewhere, ...]:
    if given.leaving is None:
        return ()
    asked = given.leaving == "asked"
    return (Elsewhere("other", "telephone", 0, fresh=False, open=True, left=True, asked=asked),)


def _request(given: RequestGiven, place: int, toward: str | None) -> Request:
    contact = toward if given.contact else None
    wanted = _act(given.act, ("requests", place), contact, asked=True)
    return Request(given.id, contact, wanted, given.words or given.id, given.fact, 0, 0)


def _deed(given: Mapping[str, Any], place: int, toward: str | None) -> Deed:
    return Deed(_act(given, ("done", place), toward), place + 1, 0)


def _act(given: Mapping[str, Any], where: tuple[str | int, ...], toward: str | None, *, asked: bool = False) -> Any:
    """An act as it was done; one that is only asked for may leave slots out, for the wish does not fill them."""
    try:
        return parse_act(given, toward, partial=asked)
    except BadActError as error:
        raise ReadingError(where, str(error)) from None


__all__ = ["CALLER", "Situation", "case_of"]
