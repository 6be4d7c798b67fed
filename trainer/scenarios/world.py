"""The world of one play: what is fixed at its opening, and the state that each move steps forward.

The world holds the hidden truth too. What the representative knows of it is the case (`case_of.py`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from trainer.desk.registry import Systems
from trainer.desk.state import Desk
from trainer.district.pack import Pack
from trainer.record.act import Act
from trainer.record.case import Case, Deed, Fact, Mood, Request
from trainer.scenarios.contact_format import ContactSpec
from trainer.scenarios.format import Scenario, Scene
from trainer.scenarios.library import Library
from trainer.scenarios.state import OFFICE, Actor, Matter


@dataclass(frozen=True)
class Setting:
    """What the seed decided once: the day, the variant, and every hidden value.

    `truth` is what authored text may name of the first account, `truths` the same for each contact. `given` are the
    numbers of the accounts that each contact is about, and the desk opens for them, unless one is still `to_find`.
    """

    pack: Pack
    library: Library = field(repr=False)
    scenario: Scenario
    seed: int
    variant: str
    level: str
    clerk: str
    start: dt.datetime
    truth: Mapping[str, Any]
    specs: Mapping[str, ContactSpec]
    systems: Systems = field(repr=False)
    truths: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    scenes: tuple[Scene, ...] = ()
    gallons_per_minute: int = 0
    to_find: bool = False

    def matter_of(self, place: str) -> str:
        """The matter that a contact comes about; a matter that nobody is there for stands for itself."""
        spec = self.specs.get(place)
        return (spec.matter or place) if spec else place or OFFICE


@dataclass(frozen=True)
class World:
    """The whole state of a play. `second` is its age, `move` the number of moves taken, `scene` counts from 1.

    `attending` is the contact whom the representative is with, or a matter that nobody is there for. `actors` and
    `matters` are those of this scene, `past` the matters of earlier ones.
    """

    setting: Setting
    desk: Desk
    actors: Mapping[str, Actor] = field(default_factory=dict)
    matters: Mapping[str, Matter] = field(default_factory=lambda: {OFFICE: Matter(OFFICE)})
    attending: str = OFFICE
    past: Mapping[str, Matter] = field(default_factory=dict)
    scene: int = 1
    scene_start: dt.datetime | None = None
    scene_second: int = 0
    second: int = 0
    move: int = 0
    ended: bool = False

    @property
    def now(self) -> dt.datetime:
        """The day and time this second of the play stands for."""
        return (self.scene_start or self.setting.start) + dt.timedelta(seconds=self.second - self.scene_second)

    @property
    def actor(self) -> Actor | None:
        return self.actors.get(self.attending)

    @property
    def spec(self) -> ContactSpec | None:
        return self.setting.specs.get(self.attending)

    @property
    def truth(self) -> Mapping[str, Any]:
        return self.setting.truths.get(self.attending, self.setting.truth)

    @property
    def matter(self) -> Matter:
        return self.matters[self.setting.matter_of(self.attending)]

    @property
    def facts(self) -> Mapping[str, Fact]:
        return self.matter.facts

    @property
    def requests(self) -> tuple[Request, ...]:
        return self.matter.requests

    @property
    def history(self) -> tuple[Deed, ...]:
        return self.matter.history

    def with_actor(self, actor: Actor) -> World:
        return replace(self, actors={**self.actors, actor.id: actor})

    def in_matter(self, **changes: Any) -> World:
        """The matter that is attended to, changed."""
        changed = replace(self.matter, **changes)
        return replace(self, matters={**self.matters, changed.id: changed})

    def at(self, place: str) -> World:
        """The world with the representative at another contact or matter, and the account of that in front of them."""
        wanted = self.setting.matter_of(place)
        if wanted == self.matter.id:
            return replace(self, attending=place)
        world = self.in_matter(account=self.desk.account.number if self.desk.account else "")
        return replace(world, attending=place, desk=world.desk.turned(world.matters[wanted].account))

    @property
    def places(self) -> tuple[str, ...]:
        """Where the representative can turn: each contact of this scene, and each matter that nobody is there for."""
        held = {self.setting.matter_of(one) for one in self.actors}
        return (*self.actors, *(one for one in self.matters if one not in held))


@dataclass(frozen=True)
class Line:
    """One line of the transcript. `who` is rep, a contact's id, or desk; `state` marks good, care, bad or plain.

    `reacts_to` is the kind of act that a contact's passing words are a mere reaction to; `place` the contact or matter
    that it belongs to.
    """

    who: str
    text: str
    second: int
    move: int
    acts: tuple[Act, ...] = ()
    mood: Mood | None = None
    state: str = ""
    reacts_to: str = ""
    place: str = ""


@dataclass(frozen=True)
class Step:
    """One act as it was judged: the case before it, the act, whether the desk did it, the case after.

    `look_everywhere` gives the case before it with every panel open: what could have been known by looking. `others`
    are the cases of other matters of the scene that it changed, by matter: somebody came, waited, or left.
    """

    act: Act
    move: int
    second: int
    effect: bool
    before: Case
    look_everywhere: Callable[[], Case] = field(repr=False)
    after: Case
    matter: str = OFFICE
    scene: int = 1
    others: tuple[tuple[str, Case], ...] = ()

    @property
    def open_before(self) -> Case:
        return self.look_everywhere()


@dataclass(frozen=True)
class Move:
    """One entry of a play: the acts as understood, the text typed if any, the seconds it took if they were measured."""

    acts: tuple[Act, ...]
    text: str | None = None
    seconds: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a move."""

    lines: tuple[Line, ...]
    steps: tuple[Step, ...]
