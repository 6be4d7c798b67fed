"""The page in parts: each a fragment of HTML by name, so that a move sends only the parts that it changed."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template

from trainer.plays import terms
from trainer.plays.desk import agency, call, coach, found, menu, panels, picks, queue, till, tools, trays, words
from trainer.plays.desk.written import sheet
from trainer.plays.models import Mode, Play
from trainer.proof.attending import next_act
from trainer.proof.bots import Expert
from trainer.record.case import Case
from trainer.scenarios.case_of import case_of
from trainer.scenarios.scenes import is_last
from trainer.scenarios.world import World

Parts = Mapping[str, str]
FILTERS = {
    "amount": words.amount, "number": words.number, "price": words.price, "full_day": words.day,
    "short_day": words.short_day, "time_of_day": words.time_of_day, "tiny_day": words.tiny_day,
    "office_time": words.office_time,
}  # fmt: skip
_DESK = (
    "bar", "queue", "head", "requests", "picks", "dear", "signed", "coach", "found", "account", "tabs", "told", "tools",
)  # fmt: skip
_DRAWER = ("count", "trays", "receipts", "papers", "safe", "balance", "requests", "coach", "tools")
_TRAY = ("trays", "requests", "coach", "tools")
_COUNTER = (*_DESK, "count", "receipts", "papers")
_PARTS = {"desk": _DESK, "counter": _COUNTER, "drawer": _DRAWER, "tray": _TRAY}
_MENUS = {"desk": menu.DESK, "counter": menu.COUNTER, "drawer": menu.DRAWER, "tray": menu.TRAY}
_LAST = "The play ends here and is judged as it stands. Nothing can be added after."
_NEXT = "What is left undone in this part stays undone. The next part begins later, and says when."


def parts(play: Play, world: World) -> dict[str, str]:
    """Every part of the page as it stands, but the transcript."""
    view = shown(play, world)
    made = {name: render_template(f"plays/desk/parts/{name}.html", **view) for name in _PARTS[kind_of(world)]}
    for name, panel in view["panels"].items():  # type: ignore[attr-defined]
        template = "records" if name in panels.AS_RECORDS else name
        made[f"panel-{name}"] = render_template(f"plays/desk/panels/{template}.html", panel=panel, play=play)
    return made


def kind_of(world: World) -> str:
    """Which page a play is played on: a drawer's, a tray's, the desk of a call, or one with a drawer in it."""
    if world.desk.till is not None:
        return "counter" if world.setting.specs else "drawer"
    return "tray" if world.desk.trays else "desk"


def shown(play: Play, world: World) -> dict[str, object]:
    """Everything the templates read. Nothing in it comes from what a contact hides or from an unopened panel."""
    case = case_of(world)
    drawer = till.drawer(world, case)
    asked = call.asked(case)
    may_pick = terms.may_pick(play, world.setting.scenario)
    pointless = agency.pointless(world.setting.pack)
    return {
        "play": play,
        "kind": kind_of(world),
        "call": call.call(case, play),
        "whose": world.matter.id,
        "sheet": sheet(world, case),
        "queue": queue.queue(world, play),
        "earlier": bool(case.earlier),
        "number_to_call": _number_to_call(world),
        "callable": world.desk.account is not None,
        "finish_word": "Finish" if is_last(world) else "Finish this part",
        "finish_why": _LAST if is_last(world) else _NEXT,
        "requests": asked,
        "picks": picks.groups(asked, world.setting.library.lexicon, pointless) if may_pick else [],
        "may_pick": may_pick,
        "may_pause": terms.may_pause(play),
        "standing": terms.standing(play),
        **_going_back(play),
        "head": panels.head(world, case),
        "tabs": panels.tabs(case, pointless, account=world.desk.account is not None),
        "panel_names": panels.names(pointless),
        "panels": panels.content(case),
        "found": found.found(case),
        "to_find": case.account == "",
        "told": panels.told(case),
        "tools": tools.groups(case, _MENUS[kind_of(world)], pointless),
        "drawer": drawer,
        "trays": trays.trays(world, case),
        "advice": _advice(world, case) if play.mode is Mode.LEARN else None,
        "on_request": not world.setting.scenario.guided,
    }


def _number_to_call(world: World) -> str:
    """The number on file, for whom one is to call, or once the people of the account were looked at."""
    account, dials = world.desk.account, any(spec.called for spec in world.setting.specs.values())
    return account.holder.phone if account and (dials or "people" in world.desk.opened) else ""


def _advice(world: World, case: Case) -> coach.Advice:
    pack = world.setting.pack
    return coach.advice(pack, case, next_act(world, Expert(pack.rulebook)))


def _going_back(play: Play) -> dict[str, object]:
    """Learning rewinds, practice forks, and a sitting does neither."""
    return {"may_go_back": play.mode is not Mode.ASSESS, "rewinds": play.mode is Mode.LEARN}


def transcript(play: Play, world: World, since: int = 1) -> str:
    """The lines of the matter attended to from move `since` on; while none are there, how to begin."""
    shown = call.turns(play, world, since)
    there = call.call(case_of(world), play)
    fresh = there if there and there.fresh and since == 1 and not any(one.who != "event" for one in shown) else None
    words = {"icon": fresh.icon, "words": fresh.fresh} if fresh else None
    may_pick = terms.may_pick(play, world.setting.scenario)
    return render_template(
        "plays/desk/parts/turns.html", turns=shown, fresh=words, may_pick=may_pick, **_going_back(play)
    )


def heard(play: Play, world: World, since: int, who: str) -> str:
    """What a screen reader says after a move: the `caller`'s words, or the desk's answers (`event`)."""
    return " ".join(one.text for one in call.turns(play, world, since) if one.who == who)
