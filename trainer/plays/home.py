"""What practice adds to people's home pages: what waits, what to play next, and how the last plays went."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template, url_for
from sqlalchemy.orm import Session

from trainer.plays import confirming
from trainer.plays.assigning import service as assigning
from trainer.plays.models import Mode, Play
from trainer.plays.practice import Offer, duties_by_scenario, first_call, history, offers, suggested
from trainer.plays.room import blueprint, desk_url
from trainer.web import clock, words
from trainer.web.content import content
from trainer.web.roles import Role, Viewer
from trainer.web.shell import Home, Suggestion, Waiting, on_home

RECENT = 8


@on_home(blueprint, Role.REPRESENTATIVE, order=20)
def representative(session: Session, person: Viewer) -> Home:
    """Plays under way, the first call of a newcomer, a suggestion, and recent plays."""
    plays = history(session, person.id)
    offered = offers(content().pack, content().library, plays)
    first, following = first_call(offered), suggested(offered)
    assigned = {one.scenario for one in assigning.open_for(session, person.id)}
    waiting = [_under_way(play) for play in plays if not play.ended and play.mode is not Mode.ASSESS]
    if first is not None and first.scenario.id not in assigned:
        waiting.append(_first(first))
    return Home(
        waiting=waiting, suggestion=_suggestion(following) if following else None,
        section=_section(plays, following if waiting and first is None else None),
    )  # fmt: skip


def _under_way(play: Play) -> Waiting:
    begun = clock.ago(play.started_at, clock.now())
    moves = words.plural(len(play.moves), "move")
    text = f"Begun {begun[:1].lower() + begun[1:]}, {moves} so far. It goes on where you stopped."
    return Waiting(play.title, text, desk_url(play.id), "Go on", "play-circle", order=10)


def _first(offer: Offer) -> Waiting:
    text = f"It shows you around as you go. About {offer.scenario.minutes} minutes, and it does not count."
    url = url_for("plays.briefing", scenario=offer.scenario.id)
    return Waiting(f"Your first call: {offer.scenario.title}", text, url, "Begin", "telephone-inbound", order=20)


def _suggestion(offer: Offer) -> Suggestion:
    url = url_for("plays.briefing", scenario=offer.scenario.id)
    return Suggestion(f"Practice next: {offer.scenario.title}", _why(offer), url, "Read the briefing")


def _why(offer: Offer) -> str:
    """Why this one, and how long it takes."""
    takes = f"About {offer.scenario.minutes} minutes."
    if offer.last is None:
        return f"You have not played it yet. {takes}"
    if not offer.passed:
        return f"Not passed yet; the best so far is {offer.best.score if offer.best else 0}. {takes}"
    return f"You passed it a while ago, and the next caller may be another story. {takes}"


def _section(plays: Sequence[Play], following: Offer | None) -> str:
    ended = [play for play in plays if play.ended]
    if not ended and following is None:
        return ""
    return render_template(
        "plays/home.html", plays=ended[:RECENT], count=len(ended), now=clock.now(), next=following,
        why=_why(following) if following else "", duties=duties_by_scenario(content().pack, content().library),
    )  # fmt: skip


@on_home(blueprint, Role.SUPERVISOR, Role.HR, Role.ADMINISTRATOR, order=60)
def others(session: Session, person: Viewer) -> Home:
    """What people practice here and by which rules, and how much of it the agency has yet to confirm."""
    pack = content().pack
    open_ones = confirming.count(pack, pack.identity.window.to)
    suggestion = Suggestion(
        "Confirm what the training teaches",
        f"{open_ones} figures and rules of the manual are not the District’s own yet.",
        url_for("plays.to_confirm"), "See the list",
    )  # fmt: skip
    offered = offers(pack, content().library, ())
    return Home(suggestion=suggestion, section=render_template("plays/home_others.html", offers=offered))
