"""The demo's reviewing: cards in use, some reviews and a dispute, a calibration that is over and one that waits.

Answers are made up: each review finds everything right but one item, another one each time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from trainer.people import demo
from trainer.people import service as people
from trainer.reviews import calibrating, disputes, ledger, lists, reviewing, scorecards, standing
from trainer.reviews.card.files import load_cards
from trainer.reviews.card.model import Criterion
from trainer.reviews.card.terms import load_terms
from trainer.reviews.interactions import Interaction
from trainer.reviews.models import Calibration, CardVersion, Purpose, Review
from trainer.reviews.reviewing import Given
from trainer.reviews.words import Channel
from trainer.web.content import load_content

REVIEWERS = ("grace", "owen")
CALLS, REVIEWED = 3, 4


def fill(session: Session, now: dt.datetime) -> None:
    """Publish the cards where there is none; then review and calibrate calls that neither reviewer took."""
    known = {one.key: people.by_email(session, one.email) for one in demo.read().people}
    reviewers = [person.id for key in REVIEWERS if (person := known.get(key))]
    if len(reviewers) < len(REVIEWERS) or scorecards.everything(session):
        return
    for card in load_cards(load_content().folder):
        scorecards.publish(session, scorecards.add(session, card, reviewers[0], now), (), reviewers[0], now)
    calls = [one for one in ledger.latest_interactions(session)
             if one.channel is Channel.PHONE and one.representative_id not in reviewers]  # fmt: skip
    version = next(iter(scorecards.offered(session, Channel.PHONE)), None)
    if len(calls) >= 2 * CALLS and version is not None:
        _calibrate(session, "On the telephone", version, calls[:CALLS], reviewers, now)
        _hand_in(session, _calibrate(session, "The first one", version, calls[CALLS : 2 * CALLS], reviewers, now), now)
        _review(session, version, reviewers[0], now)


def _calibrate(
    session: Session, title: str, version: CardVersion, calls: Sequence[Interaction], reviewers: Sequence[int],
    now: dt.datetime,
) -> Calibration:  # fmt: skip
    until = now + dt.timedelta(days=7)
    return calibrating.open_session(session, title, version, calls, reviewers, until, None, reviewers[0], now)


def _hand_in(session: Session, one: Calibration, now: dt.datetime) -> None:
    """Every card of every reviewer, so that the calibration opens."""
    weak = _can_be_weak(one.version)
    for number, (person, call) in enumerate((who.person_id, n.interaction_id) for who in one.reviewers
                                            for n in one.interactions):  # fmt: skip
        begun = calibrating.begin(session, one, call, person, now)
        _finish(session, begun, weak[number % len(weak)], person, now)
        session.refresh(one, ["reviews"])


def _review(session: Session, version: CardVersion, by: int, now: dt.datetime) -> None:
    """The first of a reviewer's draws finished, all but one of them released, and one item disputed."""
    weak, made = _can_be_weak(version), []
    for criterion, draw in zip(weak, lists.queue(session, by, dt.date.max)[:REVIEWED], strict=False):
        made.append(reviewing.begin(session, draw.interaction, version, by, Purpose.RANDOM, now, draw))
        _finish(session, made[-1], criterion, by, now)
    for one in made[1:]:
        reviewing.release(session, one, by, now)
    if len(made) > 1:
        days, whose = load_terms(load_content().folder).dispute_days.value, made[1].interaction.representative_id
        disputes.dispute(session, made[1], weak[1].id, "I see that otherwise: please listen again.", whose, now, days)


def _can_be_weak(version: CardVersion) -> list[Criterion]:
    whole = scorecards.card_of(version, recording=False)
    return [one for one in whole.criteria if not (one.critical or one.fails or one.bonus)]


def _finish(session: Session, one: Review, weak: Criterion, by: int, now: dt.datetime) -> None:
    """Answer every item with its best but one, and hand it in."""
    given = {}
    for each in standing.card(one).criteria:
        value = (min if each == weak else max)(each.values, key=each.share)
        given[each.id] = Given(value, "The first line shows it." if each.wants_comment(value) else "", [[1, 1]])
    reviewing.answer(session, one, given, one.revision, by, now)
    reviewing.finish(session, one, by, now)
