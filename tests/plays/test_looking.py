"""Looking back: rates, drills, the team's table, and two attempts side by side."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from plays.conftest import FINISH, GREET, NOW

from trainer.people.models import Person
from trainer.plays.looking.drills import drills, exercising
from trainer.plays.looking.past import Judged, Past
from trainer.plays.looking.proofs import PLAYERS, proofs
from trainer.plays.looking.rates import course
from trainer.plays.looking.team import grid, missed_by_many, traits
from trainer.plays.models import Mode, Play
from trainer.proof.bots import BOTS
from trainer.proof.check import Verdict
from trainer.proof.gamers import GAMERS
from trainer.web.content import Content, load_content
from trainer.web.roles import Role


def one(person: int = 1, scenario: str = "before-five", passed: bool = True, score: int = 80, days: int = 0,
        **rules: bool) -> Past:  # fmt: skip
    play = Play(
        person_id=person, scenario=scenario, title=scenario, passed=passed, score=score, mode=Mode.PRACTICE,
        ended_at=NOW - dt.timedelta(days=days),
    )  # fmt: skip
    return Past(play, tuple(Judged(rule, ("D5", "A3"), right) for rule, right in rules.items()))


# ----------------------------------------------------------------------------------------------------------- counting


def test_a_rate_is_drawn_play_by_play() -> None:
    plays = [one(greet=True, note=False), one(), one(greet=True, note=True)]
    drawn = course("Duty", "5", plays, "D5")
    assert course("Another", "6", plays, "D6").points == ()
    assert [point.percent for point in drawn.points] == [50, 100]
    assert (drawn.right, drawn.found, drawn.percent) == (3, 4, 75)
    assert drawn.dots == [(5.0, 28.0), (195.0, 5.0)]
    assert drawn.path == "M5.0 28.0L195.0 5.0"
    assert drawn.spoken == "Duty: 3 of 4 right; play by play 50%, 100%."


def test_what_was_missed_lately_is_drilled_until_it_is_done_right(content: Content) -> None:
    proofs = {
        name: Verdict(name, (), (), 100, {}, (), ("greet",), (), ()) for name in ("before-five", "the-last-notice")
    }
    served = replace(content, proofs=proofs)
    old = one(days=90, note_the_contact=False)
    plays = [old, one(days=9, greet=False, acknowledge_upset=False), one(days=3, greet=False, acknowledge_upset=True)]
    (drill,) = drills(served, plays, NOW)
    assert (drill.rule, drill.missed, drill.found) == ("greet", 2, 2)
    assert [scenario.id for scenario in drill.scenarios] == ["the-last-notice", "before-five"]  # 7 and 12 minutes
    assert exercising(served, "note_the_contact") == ()


def test_stuck_is_three_in_a_row_without_passing() -> None:
    cells = grid([one(passed=True), *(one(passed=False) for _ in range(3)), one(2, passed=False), one(2, passed=True)])
    assert cells[1, "before-five"].stuck
    assert not cells[2, "before-five"].stuck
    assert not grid([one(passed=False)] * 2)[1, "before-five"].stuck


def test_what_half_of_those_who_met_it_miss_is_shown_once_two_do() -> None:
    plays = [one(1, greet=False, note=False), one(2, greet=False, note=True), one(3, greet=True), one(1, note=False)]
    assert [(found.rule, found.people, found.met) for found in missed_by_many(plays)] == [("greet", 2, 3)]
    plays.append(one(2, greet=True))  # who does it right now no longer misses it
    assert missed_by_many(plays) == []


def test_a_scenario_is_too_easy_or_does_not_separate_only_when_enough_played(content: Content) -> None:
    def played(count: int, here: Callable[[int], int]) -> list[Past]:
        others = [one(n, "the-last-notice", score=20 + 10 * n) for n in range(count)]
        return [*others, *(one(n, "before-five", score=here(n), passed=n > 1) for n in range(count))]

    def trait(plays: list[Past]) -> Any:
        return next(found for found in traits(content.library.scenarios, plays) if found.scenario == "before-five")

    assert trait(played(4, lambda n: 50)).apart is None
    assert not trait(played(4, lambda n: 50)).easy
    flat = trait(played(6, lambda n: 70))
    assert (flat.apart, flat.flat, flat.easy) == (0, True, False)
    steep = trait(played(6, lambda n: 20 + 10 * n))
    assert (steep.apart, steep.flat) == (30, False)
    assert trait([one(n) for n in range(5)]).easy


# ---------------------------------------------------------------------------------------------------------- the pages


def test_ones_own_record_leaves_out_hints_and_forks_but_lists_them(
    client: FlaskClient, sign_in: Callable[..., Any], play_for: Callable[..., int]
) -> None:
    person = sign_in()
    assert "Nothing played yet" in client.get("/record").text
    play_for(person, mode=Mode.LEARN)
    assert "By duty" not in client.get("/record").text
    play_for(person)
    page = client.get("/record").text
    assert "One contact without hints" in page
    assert "as a table" in page
    assert "Five minutes each" in page
    assert "with the one before" in page


def test_counts_by_ability_are_what_the_rubric_says_findings_speak_to(
    app: Flask, client: FlaskClient, sign_in: Callable[..., Any], play_for: Callable[..., int]
) -> None:
    person = sign_in()
    play = play_for(person, [GREET, FINISH])
    with app.extensions["database"].session() as session:
        found = session.get_one(Play, play).findings
        # by hand: conduct is chapter 13 and tact is ability 3; what is owed for care speaks to it too, and so does
        # chapter 7, which protects people from being shut off
        tact = [one for one in found if one.finding["part"] == "care" or one.finding["section"][:2] in ("13", "7.")]
        right = sum(one.verdict == "met" for one in tact)
        assert 0 < right < len(tact) < len(found)
    page = client.get("/record").text
    row = page.partition("Handle sensitive customer relations situations tactfully")[2].partition("</li>")[0]
    assert f"{right} of {len(tact)}<" in row
    assert "By area of knowledge" in page


def test_two_attempts_stand_side_by_side(
    client: FlaskClient, sign_in: Callable[..., Any], play_for: Callable[..., int], add_person: Callable[..., Person]
) -> None:
    person = sign_in()
    first, then = play_for(person, [FINISH]), play_for(person, [GREET, FINISH], at=NOW + dt.timedelta(hours=1))
    page = client.get(f"/plays/{then}/compare/{first}").text
    assert "Two attempts side by side" in page
    assert "things came out differently" in page or "thing came out differently" in page
    assert "not the same caller" not in page
    other = play_for(person, [FINISH], scenario="before-five")
    theirs = play_for(add_person(name="Somebody Else"), [FINISH])
    for bad in (f"{first}/compare/{first}", f"{first}/compare/{other}", f"{first}/compare/{theirs}"):
        assert client.get(f"/plays/{bad}").status_code == 404


def test_the_team_by_scenarios(
    client: FlaskClient, sign_in: Callable[..., Any], play_for: Callable[..., int], add_person: Callable[..., Person]
) -> None:
    mai, jordan = add_person(name="Mai Tran"), add_person()
    for person in (mai, jordan):
        for _ in range(3):
            play_for(person, [FINISH])
    sign_in(Role.SUPERVISOR)
    page = client.get("/team").text
    assert "not passed in the last three plays" in page
    assert f"/assign?person={mai.id}&amp;scenario=the-last-notice" in page
    assert "2 of 2" in page
    titles = re.findall(r'<th scope="col">([^<]+)</th>', page.split("<thead>")[1].split("</thead>")[0])
    order = [one.title for one in load_content().library.scenarios.values()]
    played = load_content().library.scenarios["the-last-notice"].title
    assert order[0] != played
    assert titles == ["Who", played, *(title for title in order if title != played)]
    grid_ = page.split('class="team-grid"')[1].split("</table>")[0]
    assert grid_.count(">–<") == grid_.count('aria-label="Not played. Assign ') == 2 * (len(order) - 1)
    assert "too few to say" in page


@pytest.mark.parametrize("path", ["/team", "/answers", "/assignments", "/assessments", "/assign"])
def test_empty_pages_say_what_to_do(client: FlaskClient, sign_in: Callable[..., Any], path: str) -> None:
    sign_in(Role.SUPERVISOR)
    assert 'class="empty"' in client.get(path).text


# ---------------------------------------------------------------------------------------------------------- the proofs


def proven(highest: dict[str, int], lowest: int = 100, rules: tuple[str, ...] = ("greet",)) -> Verdict:
    return Verdict("one", (), ("from_the_car",), lowest, highest, ("greet",), rules, (), ())


def test_what_separates_least_stands_first_and_what_is_not_proven_last(content: Content) -> None:
    kept = {"before-five": proven({"silent": 0}), "a-first-call": proven({"silent": 0, "asker": 60})}
    it = proofs(replace(content, proofs=kept))
    assert [one.scenario.id for one in it.proofs[:2]] == ["a-first-call", "before-five"]
    assert it.unproven == len(content.library.scenarios) - 2
    assert it.proofs[0].others == [("asker", 60), ("silent", 0)]
    assert it.proofs[0].spoken == "By the book at least 100. At most: asks everything 60, says nothing 0."
    assert (it.proofs[0].x(0), it.proofs[0].x(100)) == (8.0, 232.0)


def test_every_player_has_words(content: Content) -> None:
    assert set(PLAYERS) == {*BOTS, *GAMERS}


@pytest.fixture
def as_supervisor(client: FlaskClient, sign_in: Callable[..., Any]) -> FlaskClient:
    sign_in(Role.SUPERVISOR)
    return client


def test_the_page_of_proofs_says_what_was_reached_and_shows_it_as_a_table(
    as_supervisor: FlaskClient, app: Flask
) -> None:
    served = app.extensions["content"]
    app.extensions["content"] = replace(served, proofs={"a-first-call": proven({"silent": 7}, 96)})
    page = as_supervisor.get("/scenarios/proofs").text
    row = page.partition(served.library.scenarios["a-first-call"].title)[2].partition("</tr>")[0]
    assert "By the book at least 96. At most: says nothing 7." in row
    assert ">89<" in row
    assert "not proven as it stands" in page
    table = as_supervisor.get("/scenarios/proofs?as=table").text
    assert "says nothing, at most" in table
    assert '<svg class="chart dots"' not in table
    reached = page.partition('id="reached"')[2]
    assert "1 of 2" in reached
    assert "by the window" in reached


def test_where_nothing_is_proven_the_page_says_what_to_do(as_supervisor: FlaskClient, app: Flask) -> None:
    app.extensions["content"] = replace(app.extensions["content"], proofs={})
    assert "trainer check --keep" in as_supervisor.get("/scenarios/proofs").text
