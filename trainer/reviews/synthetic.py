"""Live interactions that never happened, for the demo, tests and benchmarks: plays of bots, written as records.

Each representative has a skill of their own, which is how often a bot by the book takes the call and how often one that
is hasty, too generous, too hard, or forgets something. Nothing in them is anybody's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from trainer.proof.bots import bot_named
from trainer.proof.habits import Bot
from trainer.proof.play import MOST_MOVES
from trainer.reviews.words import Channel, Speaker
from trainer.scenarios.case_of import case_of
from trainer.scenarios.engine import step
from trainer.scenarios.opening import open_scenario
from trainer.scenarios.world import Line, Move, World
from trainer.web.clock import OFFICE
from trainer.web.content import Content

SOURCE = "synthetic"
_WEAKER = ("rusher", "pushover", "stonewaller", "expert-minus-acknowledge", "expert-minus-ask", "expert-minus-greet",
           "expert-minus-ask_anything_else")  # fmt: skip
_PAUSE = 0.4  # seconds between one who speaks and the next
_PACE = 2.6  # words a second
_DAYS = 60
_OPENS, _OPEN_HOURS = 8, 8


@dataclass(frozen=True)
class Skilled:
    """A representative, and the share of their calls that go by the book."""

    email: str
    first_name: str
    by_the_book: float


def records(
    content: Content, staff: Sequence[Skilled], last_day: dt.date, count: int, seed: str, *, plays: int | None = None
) -> Iterator[Mapping[str, Any]]:
    """`count` records as files give them, on the working days before `last_day`, the same for the same seed.

    `plays` lets only so many be played; each then stands for several, under other ids and at other times.
    """
    chance = Random(seed)  # noqa: S311 - made up on purpose
    played: list[tuple[Skilled, Mapping[str, Any]]] = []
    for number in range(count):
        if plays is None or number < plays:
            who = staff[number % len(staff)]
            played.append((who, _play(content, who, chance)))
        who, words = played[number % len(played)]
        yield {
            "source": SOURCE, "source_id": f"{seed}-{number + 1:05}", "channel": Channel.PHONE.value,
            "started_at": _moment(last_day, chance).isoformat(), "representative": who.email, **words,
        }  # fmt: skip


def _play(content: Content, who: Skilled, chance: Random) -> Mapping[str, Any]:
    """A call played to its end; one in which nobody called is played again with another scenario."""
    scenarios = sorted(content.library.scenarios)
    while True:
        scenario = content.library.scenarios[chance.choice(scenarios)]
        name = "expert" if chance.random() < who.by_the_book else chance.choice(_WEAKER)
        bot = bot_named(name, content.pack.rulebook)
        world = open_scenario(content.pack, content.library, scenario, chance.randrange(1000), "I", who.first_name)
        lines = list(_lines(world, bot))
        turns = list(_turns(lines, chance))
        if any(turn["speaker"] == Speaker.CUSTOMER for turn in turns):
            reason, last = content.pack.specification.duty(scenario.duties[0]).name, turns[-1]["end"]
            actions = _actions(lines, last)
            return {"reason": reason, "turns": turns, "actions": actions, "seconds": int(last) + 1}


def _lines(world: World, bot: Bot) -> Iterator[Line]:
    for _ in range(MOST_MOVES):
        chosen = None if world.ended else bot(case_of(world))
        if chosen is None:
            return
        world, outcome = step(world, Move((chosen,)))
        yield from outcome.lines


def _turns(lines: Sequence[Line], chance: Random) -> Iterator[dict[str, Any]]:
    """What was said, each line as long as it takes to say, and what the desk took in between as silence."""
    at = 0.0
    for line in lines:
        if line.who == "desk" or " " not in line.text:  # an act that no phrase says yet is told by its bare name
            continue
        at = max(at + _PAUSE, float(line.second) - 5) + chance.random()
        end = at + len(line.text.split()) / _PACE
        speaker = Speaker.REPRESENTATIVE if line.who == "rep" else Speaker.CUSTOMER
        yield {"speaker": speaker.value, "text": line.text, "start": round(at, 1), "end": round(end, 1)}
        at = end


def _actions(lines: Sequence[Line], last: float) -> list[dict[str, Any]]:
    """What the desk said it did: "Opened: Ledger" is a kind, and what it was done to."""
    told = ((line.text.partition(": "), min(float(line.second), last)) for line in lines if line.who == "desk")
    return [{"kind": kind.rstrip(".")[:60], "text": text, "at": at} for (kind, _, text), at in told]


def _moment(last_day: dt.date, chance: Random) -> dt.datetime:
    """A minute of the opening hours of a weekday."""
    day = last_day - dt.timedelta(days=chance.randrange(_DAYS))
    day -= dt.timedelta(days=max(0, day.weekday() - 4))
    opening = dt.datetime.combine(day, dt.time(_OPENS), OFFICE)
    return opening + dt.timedelta(minutes=chance.randrange(60 * _OPEN_HOURS))
