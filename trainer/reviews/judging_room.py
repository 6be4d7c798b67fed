"""The room of reviewing: its place in the navigation, and what waits for people at home."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, url_for
from sqlalchemy.orm import Session

from trainer.reviews import calibrating, coaching, disputes, ledger, lists
from trainer.web import clock, words
from trainer.web.roles import Role, Viewer
from trainer.web.shell import Home, Waiting, add_navigation, on_home

MOST = 3  # of a kind are named one by one at home

blueprint = Blueprint("judging", __name__, url_prefix="/reviews", template_folder="templates")
add_navigation(blueprint, "Reviews", "judging.index", order=30, room="Quality")


@on_home(blueprint, Role.SUPERVISOR, order=15)
def supervisor(session: Session, person: Viewer) -> Home:
    """Disputes to settle, blind reviews due, and the week's draw."""
    return Home(waiting=[*_disputes(session, person), *_blind(session, person), *_drawn(session, person)])


@on_home(blueprint, Role.REPRESENTATIVE, order=15)
def representative(session: Session, person: Viewer) -> Home:
    """Reviews not read yet, and coaching that waits for a signature."""
    return Home(waiting=[*_unread(session, person), *_unsigned(session, person)])


def _disputes(session: Session, person: Viewer) -> Iterator[Waiting]:
    found = disputes.waiting(session, person.id)
    if found:
        text = "Neither the reviewer nor the person reviewed can answer them, so someone like you does."
        title = f"{words.count(len(found))} {'dispute' if len(found) == 1 else 'disputes'} to settle"
        yield Waiting(title, text, url_for("judging.disputed"), "Settle", "chat-quote", order=12)


def _blind(session: Session, person: Viewer) -> Iterator[Waiting]:
    now = clock.now()
    for one in calibrating.everything(session):
        own = calibrating.own_reviews(one, person.id).values()
        left = len(one.interactions) - sum(each.finished_at is not None for each in own)
        if left and calibrating.takes_part(one, person.id) and not calibrating.is_open(one, now):
            text = f"{words.plural(left, 'interaction')} left to score, blind until {clock.day(one.deadline)}."
            url = url_for("calibrating.show", calibration_id=one.id)
            yield Waiting(f"Calibration: {one.title}", text, url, "Score", "people", order=14)


def _drawn(session: Session, person: Viewer) -> Iterator[Waiting]:
    found = lists.queue(session, person.id, clock.now().astimezone(clock.OFFICE).date())
    if found:
        begun = len(ledger.under_way(session, person.id))
        text = f"{words.count(begun)} of them under way." if begun else "Drawn at random, unless it says why."
        title = f"{words.count(len(found))} {'review' if len(found) == 1 else 'reviews'} this week"
        yield Waiting(title, text, url_for("judging.index"), "Review", "clipboard-check", order=30)


def _unread(session: Session, person: Viewer) -> Iterator[Waiting]:
    found = lists.unread(session, person.id)
    for one in found[:MOST]:
        title = f"A review of your {one.interaction.channel.label.lower()} contact"
        text = f"Of {clock.day(one.interaction.started_at)}. Read it, say so, and dispute what you see otherwise."
        url = url_for("judging.show", review_id=one.id)
        yield Waiting(title, text, url, "Read", "envelope", order=12)
    yield from _more(len(found), "review", "to read", url_for("judging.index"), "envelope")


def _unsigned(session: Session, person: Viewer) -> Iterator[Waiting]:
    found = [note for note in coaching.notes(session, person.id) if note.person_signed_at is None]
    for note in found[:MOST]:
        text = "It says what was seen and what was agreed. Sign it if that is so."
        url = url_for("coaching.show", note_id=note.id)
        yield Waiting(f"Coaching: {coaching.title(note)}", text, url, "Read", "chat-square-text", order=14)
    yield from _more(len(found), "coaching note", "to sign", url_for("coaching.index"), "chat-square-text")


def _more(count: int, what: str, to_do: str, url: str, icon: str) -> Iterator[Waiting]:
    """What is not named one by one."""
    if count > MOST:
        title = f"{words.plural(count - MOST, f'more {what}')} {to_do}"
        yield Waiting(title, "The latest are named above.", url, "See them", icon, order=15)
