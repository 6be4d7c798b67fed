"""What is judged by ear: asked only where a recording is linked, rated by a person, and kept when the link is gone."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import pytest
from conftest import NOW
from flask.testing import FlaskClient
from reviews.conftest import CARD

from trainer.district.pack import Pack
from trainer.people.models import Person
from trainer.reviews import disputes, reviewing, scorecards, service, standing
from trainer.reviews.card.files import card_from_plain, load_cards
from trainer.reviews.card.hearing import without_recording
from trainer.reviews.interactions import Interaction
from trainer.reviews.models import Purpose, Review
from trainer.reviews.refusals import RefusedError
from trainer.reviews.retention import purge
from trainer.reviews.reviewing import Given
from trainer.settings import PACK

SCALE = [{"value": str(n)} for n in (1, 2, 3, 4)]
VOICE = {"id": "voice", "title": "Voice", "kind": "scale", "weight": 50, "options": SCALE, "needs_recording": True}
PAUSES = {
    "id": "pauses", "title": "Pauses", "kind": "scale", "weight": 10, "options": SCALE,
    "shown_when": {"criterion": "voice", "is": ["1"]},
}  # fmt: skip
REST = {"greets": Given("yes"), "verifies": Given("yes"), "explains": Given("4")}


def with_voice() -> dict[str, Any]:
    card: dict[str, Any] = copy.deepcopy(CARD)
    card["sections"].append({"title": "Voice", "criteria": [VOICE, PAUSES]})
    return card


def test_a_card_without_what_needs_a_recording() -> None:
    whole = card_from_plain(with_voice(), "voice")
    assert [one.id for one in whole.criteria] == ["greets", "verifies", "explains", "voice", "pauses"]
    without = without_recording(whole)
    assert [one.id for one in without.criteria] == ["greets", "verifies", "explains"]
    assert [section.title for section in without.sections] == ["All"]
    only = card_from_plain({"name": "v", "title": "V", "sections": [{"title": "V", "criteria": [VOICE]}]}, "v")
    assert without_recording(only) == only


def test_the_shipped_cards_stay_at_about_a_dozen_items_and_one_is_rated_by_ear(pack: Pack) -> None:
    cards = {card.name: card for card in load_cards(PACK)}
    (voice,) = [one for one in cards["telephone"].criteria if one.needs_recording]
    assert all(option.anchor for option in voice.options)
    assert {"K7", "A8"} <= set(voice.competencies)  # correct English usage; communicate effectively, orally
    assert [len(without_recording(card).criteria) <= 12 for card in cards.values()] == [True] * 3
    assert not any(one.needs_recording for name in ("written", "counter") for one in cards[name].criteria)


@pytest.fixture
def version(with_session: Any, grace: Person) -> int:
    def make(session: Any) -> int:
        draft = scorecards.add(session, card_from_plain(with_voice(), "small"), grace.id, NOW)
        scorecards.publish(session, draft, (), grace.id, NOW)
        return draft.id

    return int(with_session(make))


def begin(session: Any, interaction: int, version: int, who: Person, audio: str | None) -> Review:
    call = session.get(Interaction, interaction)
    call.audio = audio
    session.commit()
    return reviewing.begin(session, call, scorecards.version(session, version), who.id, Purpose.RANDOM, NOW)


def test_it_is_asked_only_where_a_recording_is_linked(
    with_session: Any, interaction: int, version: int, grace: Person, owen: Person
) -> None:
    def work(session: Any) -> None:
        silent = begin(session, interaction, version, grace, None)
        with pytest.raises(RefusedError, match="no criterion “voice”"):
            reviewing.answer(session, silent, REST | {"voice": Given("4")}, 0, grace.id, NOW)
        reviewing.answer(session, silent, REST, 0, grace.id, NOW)
        reviewing.finish(session, silent, grace.id, NOW)
        assert standing.score_of(silent).percent == 100
        heard = begin(session, interaction, version, owen, "call.wav")
        reviewing.answer(session, heard, REST, 0, owen.id, NOW)
        with pytest.raises(RefusedError, match=r"Still open: item \d+ “Voice”"):
            reviewing.finish(session, heard, owen.id, NOW)
        reviewing.answer(session, heard, {"voice": Given("2", "Reads the amounts too fast.")}, 1, owen.id, NOW)
        reviewing.finish(session, heard, owen.id, NOW)
        # 10 + 30 + 60 in full, a third of 50: 116 2/3 of 150.
        assert round(float(standing.score_of(heard).percent or 0), 2) == 77.78

    with_session(work)


def test_what_was_heard_stays_judged_when_its_time_is_over(
    with_session: Any, interaction: int, version: int, grace: Person, jordan: Person, owen: Person, pack: Pack
) -> None:
    def work(session: Any) -> None:
        one = begin(session, interaction, version, grace, "call.wav")
        reviewing.answer(session, one, REST | {"voice": Given("3", "No pause.")}, 0, grace.id, NOW)
        reviewing.finish(session, one, grace.id, NOW)
        reviewing.release(session, one, grace.id, NOW)
        disputes.dispute(session, one, "voice", "I do pause, after line 3.", jordan.id, NOW, 10)
        before = standing.score_of(one)
        purge(session, pack, (NOW + dt.timedelta(days=4000)).date(), NOW)
        session.expire_all()
        assert one.interaction.audio is None
        assert standing.score_of(one) == before
        assert [finding.criterion for finding in service.live_findings(session, one.id)][-1] == "voice"

    with_session(work)


def test_the_page_of_a_review_shows_it_beside_the_player_alone(
    client: FlaskClient, sign_in: Any, with_session: Any, interaction: int, version: int, grace: Person
) -> None:
    one = with_session(lambda session: begin(session, interaction, version, grace, None).id)
    sign_in(grace)
    silent = client.get(f"/reviews/{one}").text
    assert ("Voice" in silent, "3 items" in silent) == (False, True)
    with_session(lambda session: begin(session, interaction, version, grace, "call.wav"))
    heard = client.get(f"/reviews/{one}").text
    assert ('data-item="voice"' in heard, "5 items" in heard, "by ear" in heard) == (True, True, True)
