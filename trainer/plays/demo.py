"""The demo's history: a few weeks of plays for the one who has been here a while, made by playing them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from trainer.people import demo
from trainer.people import service as people
from trainer.plays import demo_team, service
from trainer.proof.attending import next_act
from trainer.proof.bots import BOTS, Expert
from trainer.proof.habits import Bot
from trainer.proof.play import Played, play_bot
from trainer.record.act import Act, act
from trainer.record.case import Case
from trainer.record.finding import Judgement
from trainer.record.kinds import KINDS, Way
from trainer.record.parsing import plain
from trainer.scenarios.opening import open_scenario
from trainer.scenarios.understanding import understand, wording
from trainer.scenarios.world import World
from trainer.web.clock import OFFICE
from trainer.web.content import Content, load_content

WHO = "jordan"


@dataclass(frozen=True)
class Part:
    """One play of the history: which scenario, how many days ago and at what hour, how it went and came out.

    `without` weakens the expert by a kind of act; `bot` names another player; `stops_after` leaves it under way.
    """

    scenario: str
    days: int
    hour: int
    passes: bool
    without: str = ""
    bot: str = ""
    stops_after: int | None = None


HISTORY = (
    Part("the-last-notice", 20, 10, False, bot="rusher"),
    Part("water-outside", 15, 11, False, without="dispatch"),
    Part("before-five", 9, 16, True),
    Part("the-last-notice", 6, 9, True, without="acknowledge"),
    Part("more-than-usual", 2, 14, False, without="acknowledge", bot="generous"),
    Part("water-outside", 0, 9, True, stops_after=4),
)
SEEDS = range(20)
MOST_MOVES = 60


@dataclass(frozen=True)
class Generous:
    """By the book, but for a kind heart: recommends a quarter too much."""

    expert: Expert

    def __call__(self, case: Case) -> Act | None:
        chosen = self.expert(case)
        amount = chosen.amount() if chosen and chosen.kind == "recommend_adjustment" else None
        if chosen is None or amount is None:
            return chosen
        return chosen.but(amount=(amount * Decimal("1.25")).quantize(amount))


def fill(session: Session, now: dt.datetime) -> None:
    """Play the history, each play at its own time, through the service that everyone plays through."""
    entry = next(person for person in demo.read().people if person.key == WHO)
    person = people.by_email(session, entry.email)
    if person is None:
        return
    content = load_content()
    player = service.Player(person.id, person.first_name, person.level.value if person.level else "I")
    for part in HISTORY:
        if part.scenario in content.library.scenarios:
            _play(session, content, player, part, now)
    demo_team.fill(session, content, now)


def _play(session: Session, content: Content, player: service.Player, part: Part, now: dt.datetime) -> None:
    began = _began(part, now)
    bot = _bot(part, content)
    seed = _seed(part, bot, content, player)
    play = service.start(session, content, player, part.scenario, began, seed)
    world = service.world_of(play, content)
    while not world.ended and world.move != part.stops_after:
        chosen = (next_act(world, bot) if world.move < MOST_MOVES else None) or act("finish")
        data = _said(chosen, content, world) if KINDS[chosen.kind].way is Way.SAY else _data(chosen)
        then = began + dt.timedelta(seconds=world.second + 1)
        number = world.move + 1
        world = service.take(session, content, play, number, f"demo-{number}", data, then).world


def _seed(part: Part, bot: Bot, content: Content, player: service.Player) -> int:
    """A seed that comes out as the story wants it; else one that at least teaches something."""
    if part.stops_after is not None or not (part.without or part.bot):
        return SEEDS[0]
    second_best: list[int] = []
    for seed in SEEDS:
        played = _came(part, bot, content, player, seed)
        if _teaches(part, played) and played.score.passed is part.passes:
            return seed
        if _teaches(part, played):
            second_best.append(seed)
    return next(iter(second_best), SEEDS[0])


def _came(part: Part, bot: Bot, content: Content, player: service.Player, seed: int) -> Played:
    scenario = content.library.scenarios[part.scenario]
    world = open_scenario(content.pack, content.library, scenario, seed, player.level, player.first_name)
    return play_bot(world, bot)


def _teaches(part: Part, played: Played) -> bool:
    """Something went wrong; and for the kind heart, by what was done and not only by what was left out."""
    wrong = [one for one in played.findings if not one.verdict.right]
    return any(one.verdict is not Judgement.MISSED for one in wrong) if part.bot == "generous" else bool(wrong)


def _began(part: Part, now: dt.datetime) -> dt.datetime:
    """On a working day of the office, at that hour; what is under way began a little while ago."""
    if part.stops_after is not None:
        return now - dt.timedelta(minutes=25)
    day = now.astimezone(OFFICE) - dt.timedelta(days=part.days)
    day -= dt.timedelta(days=max(0, day.weekday() - 4))
    return day.replace(hour=part.hour, minute=2 * part.days + 5, second=0, microsecond=0).astimezone(dt.UTC)


def _bot(part: Part, content: Content) -> Bot:
    expert = Expert(content.pack.rulebook, without=part.without or None)
    return Generous(expert) if part.bot == "generous" else BOTS.get(part.bot, expert)


def _data(chosen: Act) -> dict[str, Any]:
    """The act as a browser would have sent it."""
    way = KINDS[chosen.kind].way
    if chosen.kind == "look":
        return {"look": chosen.text("panel")}
    if way is Way.WAIT:
        return {"wait": chosen.get("seconds")}
    return {way.value: plain(chosen)}


def _said(chosen: Act, content: Content, world: World) -> dict[str, Any]:
    """Typed, where the words are understood as what was meant; picked otherwise."""
    lexicon = content.library.lexicon
    text = wording(chosen, lexicon, world.move)
    heard = understand(text, lexicon, world.desk.today).acts
    meant = {name: value for name, value in chosen.slots.items() if name != "request"}
    if len(heard) == 1 and heard[0].sure and heard[0].kind == chosen.kind and dict(heard[0].slots) == meant:
        return {"say": text}
    return _data(chosen)
