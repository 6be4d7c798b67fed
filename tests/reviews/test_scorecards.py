"""Scorecards in the browser: from an empty database to a published card, changed, compared and archived."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
import sqlalchemy as sa
from conftest import NOW
from flask.testing import FlaskClient
from reviews.conftest import CARD

from trainer.audit.models import AuditRow
from trainer.people.models import Person
from trainer.reviews import scorecards
from trainer.reviews.card import files
from trainer.reviews.card.comparing import differences
from trainer.reviews.models import State
from trainer.reviews.refusals import ConflictError, RefusedError


def revision(page: str) -> str:
    found = re.search(r'name="revision" value="(\d+)"', page)
    assert found
    return found[1]


def press(client: FlaskClient, path: str, do: str, **more: str) -> Any:
    page = client.get(path).text
    data = {"do": do, "revision": revision(page), **more}
    return client.post(path, data=data, follow_redirects=True)


@pytest.fixture
def draft(client: FlaskClient, sign_in: Any, grace: Person) -> str:
    """The address of a new draft, signed in as Grace."""
    sign_in(grace)
    answer = client.post("/scorecards/", data={"title": "Front desk"})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def test_an_empty_page_offers_the_cards_of_the_pack(client: FlaskClient, sign_in: Any, grace: Person) -> None:
    sign_in(grace)
    assert "Bring in 3 cards" in client.get("/scorecards/").text
    page = client.post("/scorecards/shipped", follow_redirects=True).text
    assert all(title in page for title in ("Telephone", "E-mail, letter and chat", "Counter and cash"))
    assert "Bring in 3 cards" not in page


def test_a_card_is_made_edited_reordered_and_published_without_a_script(client: FlaskClient, draft: str) -> None:
    criterion = f"{draft}/criteria/criterion_1"
    data = {
        "revision": revision(client.get(criterion).text), "title": "Greets the visitor", "weight": "7,5",
        "value-0": "no", "anchor-0": "Looks down", "value-1": "yes", "anchor-1": "Looks up", "fails": "no",
        "comment_when": "always", "competencies": "d8, k1", "critical": "1",
    }  # fmt: skip
    assert client.post(criterion, data=data).status_code == 302
    press(client, draft, "add:0:scale")
    assert press(client, draft, "up:criterion_1").status_code == 200
    press(client, draft, "section", title="Leaving")
    card = json.loads(client.get(f"{draft}/export").text)
    first, second = card["sections"][0]["criteria"]
    assert [s["title"] for s in card["sections"]] == ["Opening", "Leaving"]
    assert (first["kind"], second["id"], second["weight"], second["fails"]) == (
        "scale", "greets_the_visitor", "7.5", ["no"],
    )  # fmt: skip
    assert (second["competencies"], second["comment_when"]) == (["D8", "K1"], "always")
    assert "published and locked" in press(client, draft, "publish").text
    assert "New draft from this" in client.get(draft).text


def test_the_last_item_takes_its_section_along_only_when_that_is_said(client: FlaskClient, draft: str) -> None:
    press(client, draft, "section", title="Leaving")
    assert "Remove “Leaving” with its last item" in client.get(draft).text

    def sections() -> list[str]:
        return [section["title"] for section in json.loads(client.get(f"{draft}/export").text)["sections"]]

    assert "the last item of “Leaving”" in press(client, draft, "remove:criterion_2").text
    assert sections() == ["Opening", "Leaving"]
    assert "The section is gone" in press(client, draft, "remove-section:criterion_2").text
    assert sections() == ["Opening"]


def test_what_was_typed_comes_back_with_what_is_wrong(client: FlaskClient, draft: str) -> None:
    criterion = f"{draft}/criteria/criterion_1"
    data = {
        "revision": revision(client.get(criterion).text), "title": "Kept words", "weight": "0",
        "value-0": "no", "value-1": "yes", "anchor-1": "A long example",
    }  # fmt: skip
    answer = client.post(criterion, data=data)
    assert answer.status_code == 422
    assert "Kept words" in answer.text
    assert "A long example" in answer.text
    assert "weight" in answer.text


def test_the_preview_draws_what_is_being_typed_and_keeps_nothing(client: FlaskClient, draft: str) -> None:
    data = {"title": "Quite new", "weight": "3", "value-0": "no", "value-1": "yes", "anchor-1": "Like this"}
    assert "Like this" in client.post(f"{draft}/criteria/criterion_1/preview", data=data).text
    assert "Quite new" not in client.get(draft).text
    broken = client.post(f"{draft}/criteria/criterion_1/preview", data=data | {"weight": "x"})
    assert (broken.status_code, "weight" in broken.text) == (422, True)


def test_a_second_window_is_told_and_overwrites_nothing(client: FlaskClient, draft: str) -> None:
    old = revision(client.get(draft).text)
    press(client, draft, "add:0:points")
    answer = client.post(draft, data={"do": "section", "title": "Too late", "revision": old}, follow_redirects=True)
    assert "changed in another window" in answer.text
    assert "Too late" not in client.get(f"{draft}/export").text


def test_what_is_done_with_a_card_is_told_in_the_trail(
    client: FlaskClient, draft: str, with_session: Any
) -> None:  # fmt: skip
    criterion = f"{draft}/criteria/criterion_1"
    data = {"revision": "1", "title": "Greets", "weight": "7", "value-0": "no", "value-1": "yes"}
    client.post(criterion, data=data)
    client.get(f"{draft}/export")
    press(client, draft, "publish")
    again = press(client, draft, "draft")
    press(client, again.request.path, "discard")
    rows = with_session(lambda session: session.scalars(sa.select(AuditRow).order_by(AuditRow.number)).all())
    assert [(row.verb, row.subject, row.detail.get("version")) for row in rows] == [
        ("made a draft", "scorecard:front_desk", 1), ("edited a draft", "scorecard:front_desk", 1),
        ("exported", "table:scorecard-front_desk-1", None), ("published a scorecard", "scorecard:front_desk", 1),
        ("made a draft", "scorecard:front_desk", 2), ("discarded a draft", "scorecard:front_desk", 2),
    ]  # fmt: skip
    assert "Greets" in rows[1].detail["changed"]


def test_a_card_tied_to_what_the_pack_does_not_have_is_not_published(client: FlaskClient, draft: str) -> None:
    criterion = f"{draft}/criteria/criterion_1"
    data = {
        "revision": revision(client.get(criterion).text), "title": "A", "weight": "1", "value-0": "no",
        "value-1": "yes", "rule": "no_such_rule", "manual": "99.9",
    }  # fmt: skip
    kept = client.post(criterion, data=data)
    assert kept.headers["Location"].endswith("/criteria/a#rule")
    at_the_field = client.get(kept.headers["Location"]).text
    told = re.findall(r'id="(\w+)-wrong">.*?</svg> ([^<]+)</p>', at_the_field)
    assert told == [
        ("rule", "This is tied to the rule “no_such_rule”, which is not in force."),
        ("manual", "This names section 99.9, and the manual has no section 99.9."),
    ]
    page = press(client, draft, "publish").text
    assert "no_such_rule" in page
    assert "no section 99.9" in page
    assert "Discard draft" in page


def upload(client: FlaskClient, text: str) -> Any:
    data = {"file": (io.BytesIO(text.encode()), "card.json")}
    return client.post("/scorecards/import", data=data, content_type="multipart/form-data", follow_redirects=True)


def test_an_exported_card_comes_in_again_elsewhere(client: FlaskClient, draft: str) -> None:
    text = client.get(f"{draft}/export").text
    press(client, draft, "discard")
    assert "The draft is ready" in upload(client, text).text


def test_a_form_of_amazon_connect_comes_in_with_its_report(client: FlaskClient, draft: str) -> None:
    options = [{"RefId": "a", "Text": "Yes", "Score": 10}, {"RefId": "b", "Text": "No", "Score": 0}]
    question = {"Title": "Polite?", "RefId": "q1", "QuestionType": "SINGLESELECT", "Weight": 100.0,
                "QuestionTypeProperties": {"SingleSelect": {"Options": options}}}  # fmt: skip
    section = {"Section": {"Title": "All", "RefId": "s", "Items": [{"Question": question}]}}
    form = {"Title": "Theirs", "Items": [section], "ScoringStrategy": {"Mode": "QUESTION_ONLY", "Status": "ENABLED"}}
    page = upload(client, json.dumps(form)).text
    assert "Polite?" in page
    assert "What was not carried over" in page


def test_a_broken_file_is_refused_with_its_line(client: FlaskClient, draft: str) -> None:
    assert "card.json:2" in upload(client, '{"name": 1,\n oops').text


# ------------------------------------------------------------------------------------------------------- service


def test_a_published_version_is_locked_and_a_new_draft_takes_its_place(
    with_session: Any, grace: Person, version: int
) -> None:
    changed = CARD | {"pass_mark": 90}

    def work(session: Any) -> tuple[list[State], list[str]]:
        first = scorecards.version(session, version)
        with pytest.raises(RefusedError, match="locked"):
            scorecards.save(session, first, scorecards.card_of(first), first.revision, grace.id, NOW)
        draft = scorecards.draft_from(session, first, grace.id, NOW)
        with pytest.raises(RefusedError, match="has a draft already"):
            scorecards.draft_from(session, first, grace.id, NOW)
        scorecards.save(session, draft, files.card_from_plain(changed, "x"), draft.revision, grace.id, NOW)
        with pytest.raises(ConflictError):
            scorecards.save(session, draft, files.card_from_plain(CARD, "x"), 1, grace.id, NOW)
        scorecards.publish(session, draft, (), grace.id, NOW)
        told = [d.part for d in differences(scorecards.card_of(first), scorecards.card_of(draft))]
        return [one.state for one in draft.scorecard.versions], told

    assert with_session(work) == ([State.ARCHIVED, State.PUBLISHED], ["pass mark"])


def test_differences_say_what_was_added_removed_and_moved() -> None:
    before = files.card_from_plain(CARD, "a")
    greets, verifies, explains = CARD["sections"][0]["criteria"]  # type: ignore[index]
    new = {**greets, "id": "closes", "title": "Closes"}
    after = CARD | {"sections": [{"title": "All", "criteria": [explains, {**verifies, "weight": 20}, new]}]}
    told = [(d.of, d.part, d.before, d.after) for d in differences(before, files.card_from_plain(after, "b"))]
    assert told == [
        ("Verifies", "weight", "30", "20"),
        ("Closes", "criterion", None, "added, weight 10"),
        ("Greets", "criterion", "weight 10", None),
        ("The card", "order of criteria", "as it was", "changed"),
    ]
