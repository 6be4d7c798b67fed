"""Whatever figure a page of live quality shows is computed again from what the page exports, filters and all.

The arithmetic here is the test's own. Of the product it uses only the model of severity, which cannot be done by hand.
"""

from __future__ import annotations

import copy
import csv
import datetime as dt
import io
import re
from collections import Counter
from fractions import Fraction
from statistics import mean
from typing import Any

import openpyxl
import pytest
from conftest import NOW
from flask.testing import FlaskClient
from reviews.conftest import CARD, add_interaction

from trainer.measure.severity import Scored, severities
from trainer.people.models import Person
from trainer.reviews import calibrating, checklist, coaching, disputes, reviewing, scorecards, service
from trainer.reviews.card.files import card_from_plain
from trainer.reviews.models import Cause, Purpose, Settled, Step
from trainer.reviews.reviewing import Given
from trainer.web.roles import Role

Rows = list[dict[str, str]]


@pytest.fixture
def mai(add_person: Any) -> Person:
    return add_person(Role.REPRESENTATIVE, name="Mai Tran")  # type: ignore[no-any-return]


@pytest.fixture
def card(with_session: Any, grace: Person) -> int:
    """A published card that asks how well it was explained only of who verified; 70 passes, and “no” there fails."""
    made = copy.deepcopy(CARD)
    made["sections"][0]["criteria"][2]["shown_when"] = {"criterion": "verifies", "is": ["yes"]}  # type: ignore[index]

    def work(session: Any) -> int:
        version = scorecards.add(session, card_from_plain(made, "small"), grace.id, NOW)
        scorecards.publish(session, version, (), grace.id, NOW)
        return version.id

    return int(with_session(work))


def review(
    session: Any, version: int, who: Person, person: Person, number: int, answers: str,
    purpose: Purpose = Purpose.RANDOM, days: int = 3,
) -> Any:  # fmt: skip
    """A finished review; `answers` gives those to greets, verifies and, where it is asked, explains."""
    call = service.interaction(session, add_interaction(session, person.id, number, days))
    assert call is not None
    one = reviewing.begin(session, call, scorecards.version(session, version), who.id, purpose, NOW)
    names = ("greets", "verifies", "explains")
    given = {name: Given(value, "See line 3.") for name, value in zip(names, answers.split(), strict=False)}
    reviewing.answer(session, one, given, 0, who.id, NOW)
    reviewing.finish(session, one, who.id, NOW)
    return one


@pytest.fixture
def reviews(with_session: Any, card: int, grace: Person, owen: Person, jordan: Person, mai: Person) -> None:
    """Four random reviews and a targeted one; of the last random one an arbiter took back that Mai verified."""

    def work(session: Any) -> None:
        review(session, card, grace, jordan, 1, "yes yes 3")  # 10 + 30 + 40 = 80
        review(session, card, grace, jordan, 2, "no yes 2")  # 0 + 30 + 20 = 50
        review(session, card, owen, mai, 3, "yes yes 4", days=40)  # 100, and in January
        review(session, card, owen, mai, 4, "yes no", Purpose.TARGETED)  # 10 of 40, failed
        last = review(session, card, grace, mai, 5, "yes yes 2")  # as released 10 + 30 + 20 = 60
        reviewing.release(session, last, grace.id, NOW)
        made = disputes.dispute(session, last, "verifies", "Nobody verified me, line 4.", mai.id, NOW, 10)
        disputes.settle(session, made, Settled.ACCEPTED, "no", "Line 4 bears that out.", owen.id, NOW)  # 10 of 40

    with_session(work)


def table(client: FlaskClient, path: str) -> Rows:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return list(csv.DictReader(io.StringIO(answer.text)))


def exact(decimals: str) -> Fraction:
    return Fraction(decimals).limit_denominator(10_000)


def cells(page: str, heading: str) -> list[list[str]]:
    """The rows of the first table after a heading, each cell as its text."""
    body = page.split(heading, 1)[1].split("<tbody>", 1)[1].split("</tbody>", 1)[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.split(r"<tr[^>]*>", body)[1:]]
    return [[re.sub(r"<[^>]+>", " ", cell).strip() for cell in row] for row in rows]


def by_review(answers: Rows) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for row in answers:
        found.setdefault(row["Review"], []).append(row)
    return found


def percent(rows: Rows, then: str = "") -> Fraction:
    """What a review came to, now or as it was released: earned of what could be."""
    earned, possible = (sum(exact(row[f"{column}{then}"]) for row in rows) for column in ("Earned", "Possible"))
    return Fraction(earned) / possible * 100


def shown(figure: Fraction) -> str:
    tenths = int(figure * 10 + Fraction(1, 2))
    return f"{tenths / 10:.1f}".removesuffix(".0")


def sums(answers: Rows, sample: str) -> list[str]:
    """How a kind of sample is summed up: reviews, mean, passed (70, and nobody left unverified), critical right."""
    some = {name: rows for name, rows in by_review(answers).items() if rows[0]["Sample"] == sample}
    passed = sum(
        percent(rows) >= 70 and all(row["Value"] != "no" for row in rows if row["Critical"]) for rows in some.values()
    )
    critical = [row["Earned"] == row["Weight"] for rows in some.values() for row in rows if row["Critical"]]
    average = mean(percent(rows) for rows in some.values())
    return [sample, str(len(some)), shown(average), str(passed), f"{sum(critical)} of {len(critical)}"]


@pytest.mark.usefixtures("reviews")
def test_every_sum_of_reviewed_follows_from_its_answers(
    client: FlaskClient, sign_in: Any, grace: Person, owen: Person, jordan: Person
) -> None:
    sign_in(grace)
    # 80, 50, 100 and 25: 255 / 4 = 63.75; three of the four were verified.
    everything = [["Random sample", "4", "63.8", "2", "3 of 4"], ["Targeted", "1", "25", "0", "0 of 1"]]
    assert cells(client.get("/reviews/finished").text, "In sum") == everything
    for query in ("", f"?representative={jordan.id}", f"?reviewer={owen.id}", "?purpose=targeted", "?since=2026-03-01"):
        page, answers = client.get(f"/reviews/finished{query}").text, table(client, f"/reviews/answers.csv{query}")
        kinds = [kind for kind in ("Random sample", "Targeted") if any(row["Sample"] == kind for row in answers)]
        assert cells(page, "In sum") == [sums(answers, kind) for kind in kinds], query
        scores = {row["Review"]: row for row in table(client, f"/reviews/finished.csv{query}")}
        assert scores.keys() == by_review(answers).keys()
        for name, rows in by_review(answers).items():
            row = scores[name]
            out = row["State"] != "finished"
            assert (row["Score"], row["Score as released"]) == (
                shown(percent(rows)), shown(percent(rows, " as released")) if out else "",
            )  # fmt: skip
            assert {bool(each[f"{what} as released"]) for what in ("Value", "Earned", "Possible") for each in rows} == {
                out
            }
    assert (scores["5"]["State"], scores["5"]["Score"], scores["5"]["Score as released"]) == ("released", "25", "60")


def test_values_as_released_stand_only_where_something_was_released(
    client: FlaskClient, sign_in: Any, with_session: Any, card: int, grace: Person, jordan: Person
) -> None:
    one = with_session(lambda session: review(session, card, grace, jordan, 1, "yes yes 3").id)
    sign_in(grace)

    def told() -> tuple[list[str], str, str]:
        values = [row["Value as released"] for row in table(client, f"/reviews/{one}/answers.csv")]
        (row,) = table(client, "/reviews/finished.csv")
        return values, row["Score as released"], cells(client.get("/reviews/finished").text, 'id="list"')[0][10]

    values, score, cell = told()
    assert (values, score) == (["", "", ""], "")
    assert "not released" in cell
    with_session(lambda session: reviewing.release(session, reviewing.review(session, one), grace.id, NOW))
    assert told() == (["yes", "yes", "3"], "80", "80")


@pytest.mark.usefixtures("reviews")
def test_the_team_view_and_disputes_follow_from_answers_and_disputes(
    client: FlaskClient, sign_in: Any, grace: Person, mai: Person
) -> None:
    sign_in(grace)
    for query in ("", f"representative={mai.id}"):
        answers = table(client, f"/reviews/answers.csv?purpose=random&{query}")
        shares: dict[tuple[str, str], list[Fraction]] = {}
        for row in answers:
            if row["Value"] not in ("", "na"):
                share = exact(row["Earned"]) / exact(row["Weight"])
                shares.setdefault((row["Title"], row["Day"][:7]), []).append(share)
        told = table(client, f"/coaching/team.csv?{query}")
        assert {(row["Item"], row["Month"]): (row["Samples"], row["Mean of 100"]) for row in told} == {
            key: (str(len(some)), f"{float(mean(some) * 100):.1f}") for key, some in shares.items()
        }
        page = cells(client.get(f"/coaching/team?{query}").text, "By item")
        assert [row[-4:-2] for row in page] == [[row["Samples"], row["Mean of 100"]] for row in told]
    upheld = Counter(row["Reviewer"] for row in table(client, "/reviews/disputes.csv") if row["State"] == "accepted")
    assert cells(client.get("/reviews/disputes").text, "Upheld by reviewer") == [
        [who, str(count), "1"] for who, count in upheld.items()
    ]


def test_one_s_own_unreleased_reviews_are_not_told_by_the_team_view(
    client: FlaskClient, sign_in: Any, with_session: Any, add_person: Any, card: int, grace: Person
) -> None:
    both = add_person(Role.REPRESENTATIVE, Role.SUPERVISOR, name="Pat Both")
    one = with_session(lambda session: review(session, card, grace, both, 1, "no no").id)
    sign_in(both)
    assert table(client, "/coaching/team.csv") == []
    with_session(lambda session: reviewing.release(session, reviewing.review(session, one), grace.id, NOW))
    assert [row["Mean of 100"] for row in table(client, "/coaching/team.csv")] == ["0.0", "0.0"]


# ------------------------------------------------------------------------------------------------------- calibration


@pytest.fixture
def calibration(with_session: Any, version: int, grace: Person, owen: Person, jordan: Person) -> int:
    """Twelve calls scored by both. Owen parts from Grace on three greetings, and explains a point lower on six."""

    def work(session: Any) -> int:
        calls = [service.interaction(session, add_interaction(session, jordan.id, n)) for n in range(1, 13)]
        one = calibrating.open_session(
            session, "March", scorecards.version(session, version), [call for call in calls if call],
            [grace.id, owen.id], NOW + dt.timedelta(days=5), grace.id, grace.id, NOW,
        )  # fmt: skip
        for n, call in enumerate(one.interactions):
            for who, greets, explains in (
                (grace, n % 2 == 1, "4"), (owen, (n % 2 == 1) != (n < 3), "4" if n % 2 else "3"),
            ):  # fmt: skip
                made = calibrating.begin(session, one, call.interaction_id, who.id, NOW)
                given = {"greets": "yes" if greets else "no", "verifies": "yes", "explains": explains}
                said = {name: Given(value, "Line 3.") for name, value in given.items()}
                reviewing.answer(session, made, said, 0, who.id, NOW)
                reviewing.finish(session, made, who.id, NOW)
                session.refresh(one, ["reviews"])
        return one.id

    return int(with_session(work))


def agreement(pairs: list[tuple[str, str]], categories: int) -> list[str]:
    """Percent, Cohen, Fleiss, Krippendorff (nominal) and Gwet's AC1 of two reviewers, by their formulas."""
    n, same = len(pairs), sum(a == b for a, b in pairs) / len(pairs)
    first, second, both = Counter(a for a, _ in pairs), Counter(b for _, b in pairs), Counter(sum(pairs, ()))
    by_chance = {
        "cohen": sum(first[k] * second[k] for k in both) / n**2,
        "fleiss": sum((count / (2 * n)) ** 2 for count in both.values()),
        "gwet": sum(c / (2 * n) * (1 - c / (2 * n)) for c in both.values()) / (categories - 1),
    }
    kappa = {name: (same - chance) / (1 - chance) for name, chance in by_chance.items()}
    differ = 1 - sum(count * (count - 1) for count in both.values()) / (2 * n * (2 * n - 1))
    alpha = 1 - (1 - same) / differ
    return [f"{one:.2f}" for one in (same, kappa["cohen"], kappa["fleiss"], alpha, kappa["gwet"])]


def test_agreement_alignment_and_severity_follow_from_the_answers(
    client: FlaskClient, sign_in: Any, calibration: int, grace: Person, owen: Person
) -> None:
    sign_in(owen)
    here = f"/calibration/{calibration}"
    page, answers = client.get(here).text, table(client, f"{here}/answers.csv")
    # “Not applicable” is a third name that both could have given.
    pairs = [(row["Grace Okafor"], row["Owen Marsh"]) for row in answers if row["Criterion"] == "greets"]
    greets = agreement(pairs, 3)
    row = next(row for row in cells(page, "How far reviewers agree") if row[0] == "Greets")
    assert [cell.split()[0] for cell in row[1:6]] == greets
    exported = [row for row in table(client, f"{here}/agreement.csv") if row["Item"] == "Greets"]
    assert [row["Value"] for row in exported] == greets
    assert [f"{row['From']} to {row['To']}" for row in exported] == [cell.split(maxsplit=1)[1] for cell in row[1:6]]
    assert f"Reviewers parted on {3 + 6} of {len(answers)} answers" in page

    def near(one: dict[str, str]) -> Fraction:
        mine, index = one["Owen Marsh"], one["Grace Okafor"]
        far = Fraction(abs(int(mine) - int(index)), 3) if one["Compared by"] == "order" else Fraction(mine != index)
        return (1 - far) * exact(one["Weight"])

    calls = {row["Interaction"] for row in answers}
    aligned = mean(
        sum(near(one) for one in answers if one["Interaction"] == call) / Fraction(100) for call in sorted(calls)
    )
    assert cells(page, "How near to the index")[0][:2] == ["Owen Marsh", f"{float(aligned):.2f}"]

    scores = table(client, f"{here}/cards.csv")
    worth = {"greets": {"yes": 10, "no": 0}, "verifies": {"yes": 30}, "explains": {"4": 60, "3": 40}}
    for one in scores:
        given = [each for each in answers if each["Interaction"] == one["Interaction"]]
        assert exact(one["Score"]) == sum(worth[each["Criterion"]][each[one["Reviewer"]]] for each in given)
    assert {one["Reviewer"] for one in scores if one["Index"]} == {"Grace Okafor"}
    by = [Scored(one["Interaction"], one["Index"] or one["Reviewer"], float(one["Score"])) for one in scores]
    fitted = severities(by, index="yes")
    (own,) = cells(page, "How severe in this session")
    assert own[:2] == ["Owen Marsh, you", f"{fitted['Owen Marsh'].points:+.1f}"]
    assert table(client, "/calibration/cards.csv") == scores


# ---------------------------------------------------------------------------------------------------------- coaching


def test_whether_coaching_helped_follows_from_notes_reviews_and_answers(
    client: FlaskClient, sign_in: Any, with_session: Any, card: int, grace: Person, jordan: Person
) -> None:
    def work(session: Any) -> int:
        for n in range(1, 11):  # one of five before the note, four of five since
            value = "yes" if n in (1, 6, 7, 8, 9) else "no"
            one = review(session, card, grace, jordan, n, f"{value} no", days=10 if n < 6 else 3)
            reviewing.release(session, one, grace.id, NOW)
        review(session, card, grace, jordan, 11, "no no")  # not released, and does not count
        made = NOW - dt.timedelta(days=7)
        seen, agreed = "No name was given.", "Begin with one’s name."
        return coaching.write(session, one, "greets", Cause.SKILL, seen, agreed, [], grace.id, made).id

    note = with_session(work)
    sign_in(grace)
    (written,) = table(client, "/coaching/notes.csv")
    when = {row["Source id"]: row["When"] for row in table(client, "/interactions.csv")}
    released = {
        row["Review"]: when[row["Interaction"]]
        for row in table(client, f"/reviews/finished.csv?representative={jordan.id}&purpose=random")
        if row["State"] in ("released", "acknowledged")
    }
    shares: dict[bool, list[Fraction]] = {True: [], False: []}
    for row in table(client, f"/reviews/answers.csv?representative={jordan.id}&purpose=random"):
        if row["Criterion"] == written["Criterion"] and row["Review"] in released:
            since = released[row["Review"]] >= written["Written"]
            shares[since].append(exact(row["Earned"]) / exact(row["Weight"]))
    change = mean(shares[True]) - mean(shares[False])
    assert change == Fraction(3, 5)
    page = client.get(f"/coaching/{note}").text
    assert f"{float(change * 100):+.0f} points of 100" in page
    assert f"{len(shares[False])} random samples before, {len(shares[True])} since" in page


# ------------------------------------------------------------------------------------------------------ both formats


def test_every_table_is_the_same_as_csv_and_as_xlsx(
    client: FlaskClient, sign_in: Any, with_session: Any, reviews: None, grace: Person, owen: Person, mai: Person
) -> None:
    def work(session: Any) -> None:
        one = reviewing.review(session, 5)
        coaching.write(session, one, "greets", Cause.SKILL, "=No name was given.", "+Begin with it.", [], owen.id, NOW)
        checklist.mark(session, mai.id, 7, Step.ALONE, NOW.date(), "=cash", grace.id, NOW, NOW.date())

    with_session(work)
    sign_in(grace)
    plan = {
        "name": "=March", "first_day": "2026-01-01", "last_day": "2026-03-31", "per_person": 2, "weeks": 1,
        "reviewers": [str(grace.id)], "first_week": "2026-03-10", "seed": "s",
    }  # fmt: skip
    client.post("/interactions/samples/new", data=plan)
    for path in (
        "/interactions", "/interactions/samples", "/interactions/samples/1", "/reviews/finished", "/reviews/answers",
        "/reviews/5/answers", "/reviews/disputes", "/coaching/notes", "/coaching/team", f"/coaching/checklist/{mai.id}",
    ):  # fmt: skip
        lines = list(csv.reader(io.StringIO(client.get(f"{path}.csv").text)))
        sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{path}.xlsx").data)).worksheets[0]
        assert len(lines) > 1, path
        assert [[same(cell) for cell in row] for row in sheet.iter_rows(values_only=True)] == [
            [same(cell) for cell in line] for line in lines
        ], path


def same(cell: object) -> object:
    """A cell of either: numbers as numbers, an empty one as no text."""
    try:
        return float(str(cell))
    except ValueError:
        return "" if cell is None else cell
