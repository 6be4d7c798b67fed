"""What changes in a play beside the desk: each contact as they are, and what is known and done of each matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from trainer.record.case import Deed, Fact, Heard, Request
from trainer.record.kinds import KINDS, Way
from trainer.record.topic import COUNTER_ITEMS, IDENTITY_ITEMS, WRITTEN_ITEMS

REP, DESK = "rep", "desk"
OFFICE = "office"  # the matter of the office itself, which nobody calls about
# What each contact tells of themselves: nobody is verified by what somebody else said.
PERSONAL = frozenset({*IDENTITY_ITEMS, *COUNTER_ITEMS, *WRITTEN_ITEMS, "caller_name", "relation"})


@dataclass(frozen=True)
class Actor:
    """A contact as they are: heat from 0 to 100, what they met how often, and when they were last spoken to.

    They came at second `arrived`; somebody turned to them at second `began`, once they were `met`. Put aside in
    mid-talk at second `held_since`, they wait to be got back to: `asked_to_hold`, or not.
    """

    id: str
    heat: int
    spoke: bool = False
    spoke_at_move: int = 0
    open: bool = True
    ended_by: str = ""
    arrived: int = 0
    met: bool = True
    began: int = 0
    last_spoken_to: int = 0
    held_since: int | None = None
    asked_to_hold: bool = False
    upset_since: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    heard: tuple[Heard, ...] = ()


@dataclass(frozen=True)
class Matter:
    """What belongs to one piece of business in one scene. `account` is the number of the account open for it.

    `given` is the one that the desk opened for it; `to_find`: it has to be found first. `earlier` is what was done
    about it in the scenes before.
    """

    id: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    requests: tuple[Request, ...] = ()
    history: tuple[Deed, ...] = ()
    approved: frozenset[str] = frozenset()
    account: str = ""
    given: str = ""
    to_find: bool = False
    earlier: tuple[Deed, ...] = ()

    @property
    def asked_to_hold(self) -> bool:
        """Whether the last thing said about it, in one breath, asks whoever listens to hold."""
        said = [deed for deed in self.history if deed.effect and KINDS[deed.act.kind].way is Way.SAY]
        return any(deed.act.kind == "hold_please" for deed in said if deed.move == said[-1].move)

    def later(self) -> Matter:
        """The same business in a later scene: what was learned stays, and who comes next is asked anew who they are."""
        facts = {topic: fact for topic, fact in self.facts.items() if topic not in PERSONAL}
        return replace(self, facts=facts, requests=(), history=(), earlier=(*self.earlier, *self.history))
