"""What comes in without a conversation: envelopes of the night drop, the mail, bounced e-mail, people in line.

Each is a matter of its own. What can be seen of it from outside is known at once, what is inside once it is opened;
`about` gives the case of one of them, so that the rules that judge a call judge a letter too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from trainer.record.act import Act, Pattern, pattern
from trainer.record.case import Case, Deed, Fact
from trainer.record.kinds import KINDS
from trainer.record.ruling import Obligation, Readable

# The panels that show what came in, and how each came.
TRAYS = ("night_drop", "mail", "counter")
SLOT = "arrival"
CAME_BY = "came_by"
NOTHING_KNOWN: Mapping[str, Readable] = MappingProxyType({})


@dataclass(frozen=True)
class Arrival:
    """One thing or person. `way` is night_drop, letter, email or counter; `look` the kind of envelope or person it is.

    `marks` and `facts` are what is seen of it, `inside` and `inside_facts` what it says once it is opened; `done` tells
    what was done with it.
    """

    id: str
    way: str
    look: str
    marks: tuple[str, ...] = ()
    facts: Mapping[str, Readable] = field(default_factory=lambda: NOTHING_KNOWN)
    inside: tuple[str, ...] = ()
    inside_facts: Mapping[str, Readable] = field(default_factory=lambda: NOTHING_KNOWN)
    opened: bool = False
    done: tuple[str, ...] = ()

    @property
    def known(self) -> Mapping[str, Readable]:
        return {**self.facts, **self.inside_facts} if self.opened else self.facts

    def as_seen(self) -> Arrival:
        """Without what is inside, while it is closed."""
        return self if self.opened else replace(self, inside=(), inside_facts=NOTHING_KNOWN)


@dataclass(frozen=True)
class Employee:
    """One line of the staff list: in which office, and whether they are in today."""

    name: str
    office: str
    there: bool = True


def arrivals(case: Case) -> Iterator[Arrival]:
    """Everything that came in and was looked at."""
    return (one for tray in TRAYS for one in case.panels.get(tray, ()))


def named_in(case: Case, what: Act) -> Arrival | None:
    """The arrival that an act is about."""
    wanted = what.text(SLOT)
    return next((one for one in arrivals(case) if one.id == wanted), None) if wanted else None


def about(case: Case, arrival: Arrival) -> Case:
    """The case of one arrival: what is known of it, and what was done about it or for the whole office.

    Deeds keep their place in the history; those about other matters count as if they had come to nothing.
    """
    at = _seen_at(case, arrival)
    facts = {topic: Fact(topic, value, at, arrival.id) for topic, value in arrival.known.items()}
    facts[CAME_BY] = Fact(CAME_BY, arrival.way, at, arrival.id)
    history = tuple(deed if _concerns(deed, arrival) else _come_to_nothing(deed) for deed in case.history)
    return replace(case, facts={**case.facts, **facts}, contacts={}, requests=(), history=history, account=None)


def _seen_at(case: Case, arrival: Arrival) -> int:
    opening = pattern("open_item", arrival=arrival.id)
    looks = [pattern("look", panel=tray) for tray in TRAYS if arrival in case.panels.get(tray, ())]
    seen = (deed.at for one in (opening, *looks) for _, deed in case.deeds(one))
    return next(seen, case.second)


def _come_to_nothing(deed: Deed) -> Deed:
    return Deed(deed.act, deed.move, deed.at, effect=False)


def _concerns(deed: Deed, arrival: Arrival) -> bool:
    """Whether a deed names this arrival, or is of a kind that names none."""
    return deed.act.text(SLOT) == arrival.id or SLOT not in KINDS[deed.act.kind].slots


def named(one: Pattern, arrival: Arrival) -> Pattern:
    """The same pattern about one arrival, where acts of its kind can say so."""
    if SLOT not in KINDS[one.kind].slots:
        return one
    return replace(one, fixed=MappingProxyType({**one.fixed, SLOT: arrival.id}))


def owed_about(arrival: Arrival, one: Obligation) -> Obligation:
    """What is owed about one arrival: it is told apart from the same thing owed about another."""
    if all(SLOT not in KINDS[way.kind].slots for way in one.discharge):
        return one
    ways = tuple(named(way, arrival) for way in one.discharge)
    return replace(one, key=f"{one.key}@{arrival.id}", what=f"{one.what} ({arrival.id})", discharge=ways)
