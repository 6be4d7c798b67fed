"""From an empty database to a coached representative, in a real browser: the whole of live quality assurance.

Whatever figure stands on a page on the way is computed again from what the pages export.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import threading
import wave
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from browser.looking import SIZES
from flask import Flask
from werkzeug.serving import make_server

from trainer.app import create_app
from trainer.db import upgrade
from trainer.people import service as people
from trainer.people.models import Level
from trainer.settings import Settings
from trainer.web.clock import office_day
from trainer.web.roles import Role

pytestmark = pytest.mark.browser

PASSWORD = "seven quiet reservoirs"
STAFF = {
    "Grace Okafor": Role.SUPERVISOR, "Owen Marsh": Role.SUPERVISOR, "Lena Ortiz": Role.SUPERVISOR,
    "Jordan Ames": Role.REPRESENTATIVE, "Mai Tran": Role.REPRESENTATIVE,
}  # fmt: skip
SAID = (
    ("rep", "Thank you for calling the Water District, this is Jordan. How can I help you?"),
    ("customer", "I was charged a late fee, and I would like to know why."),
    ("rep", "May I have the service address and the name on the account?"),
    ("customer", "18 Camino Lindero, and it is under Delgado."),
    ("rep", "Thank you. The payment came after the due date, so a penalty was added. I can waive it this once."),
    ("customer", "That is kind, thank you."),
    ("rep", "Is there anything else I can help you with? Thank you for calling."),
)
THOUSAND = 1000


def email(name: str) -> str:
    return f"{name.split()[0].lower()}@example.com"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, str]]:
    """An installation with people and nothing else, served: the application and its address."""
    folder: Path = tmp_path_factory.mktemp("empty")
    app = create_app(Settings(folder, f"sqlite:///{folder / 'trainer.db'}", "for the browser " * 3))
    upgrade(app.extensions["database"].engine)
    with app.extensions["database"].session() as session:
        for name, role in STAFF.items():
            level = Level.ONE if role is Role.REPRESENTATIVE else None
            people.add(session, people.Details(name, email(name), frozenset({role}), level), PASSWORD, now())
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield app, f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["database"].close()


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def calls(app: Flask) -> bytes:
    """A thousand calls of the last four weeks as JSON Lines, each with a recording, which is there for the first."""
    folder: Path = app.config["RECORDINGS"]
    folder.mkdir(parents=True, exist_ok=True)
    with wave.open(str(folder / "call.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes([128]) * 8000 * 60)
    turns = [{"speaker": who, "text": text, "start": n * 8, "end": n * 8 + 6} for n, (who, text) in enumerate(SAID)]
    began = now().replace(hour=18, minute=0, second=0, microsecond=0) - dt.timedelta(days=1)
    records = [
        {
            "source": "phone-system", "source_id": f"c{n:04}", "channel": "phone", "turns": turns, "audio": "call.wav",
            "reason": ("late penalty", "leak", "payment")[n % 3], "seconds": 54,
            "started_at": (began - dt.timedelta(days=n % 28, minutes=n // 28)).isoformat(),
            "representative": email(("Jordan Ames", "Mai Tran")[n % 2]),
        }
        for n in range(THOUSAND)
    ]  # fmt: skip
    return "".join(json.dumps(one) + "\n" for one in records).encode()


class Visitors:
    """A window for each person, signed in when they are first asked for."""

    def __init__(self, browser: Any, address: str) -> None:
        self.browser, self.address, self.pages = browser, address, dict[str, Any]()
        self.complaints: list[str] = []

    def __call__(self, name: str, path: str = "/") -> Any:
        if name not in self.pages:
            self.pages[name] = self._enter(name)
        self.pages[name].goto(path)
        return self.pages[name]

    def _enter(self, name: str) -> Any:
        """Sign in as the form does; that people can is shown where journeys begin, in `test_journeys`."""
        context = self.browser.new_context(base_url=self.address, viewport=SIZES["wide"])
        token = re.search('name="csrf_token"[^>]*value="([^"]+)"', context.request.get("/sign-in").text())
        assert token is not None
        form = {"csrf_token": token[1], "email": email(name), "password": PASSWORD}
        assert context.request.post("/sign-in", form=form, max_redirects=0).status == 302
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def table(self, name: str, path: str) -> list[dict[str, str]]:
        """What a person gets as CSV under an address."""
        text = self.pages[name].request.get(path).text()
        return list(csv.DictReader(io.StringIO(text)))

    def close(self) -> None:
        for page in self.pages.values():
            page.context.close()


@pytest.fixture
def visit(browser: Any, empty: tuple[Flask, str]) -> Iterator[Visitors]:
    visitors = Visitors(browser, empty[1])
    yield visitors
    visitors.close()
    assert visitors.complaints == []


def test_an_empty_database_to_a_coached_representative(visit: Visitors, empty: tuple[Flask, str]) -> None:
    brought_in(visit, calls(empty[0]))
    card = published(visit)
    sampled(visit)
    review = reviewed(visit, card)
    calibrated(visit)
    settled(visit, review, card)
    coached(visit, review)


def brought_in(visit: Visitors, raw: bytes) -> None:
    page = visit("Grace Okafor", "/interactions")
    page.get_by_role("link", name="How to import").click()
    page.get_by_label("File", exact=True).set_input_files([{"name": "calls.jsonl", "mimeType": "", "buffer": raw}])
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_role("link", name="See the interactions").click()
    page.get_by_role("heading", name="1,000 interactions").wait_for()
    assert len(visit.table("Grace Okafor", "/interactions.csv")) == THOUSAND


def published(visit: Visitors) -> dict[str, Any]:
    """Publish the telephone card that ships; the value is the card as it is exported."""
    page = visit("Grace Okafor", "/scorecards/")
    page.get_by_role("button", name="Bring in 3 cards").click()
    section = page.locator("section", has=page.get_by_role("heading", name=re.compile("elephone")))
    section.get_by_role("link", name="Version 1").click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("is published and locked").wait_for()
    link = page.get_by_role("link", name="Export as JSON").get_attribute("href")
    return dict(page.request.get(link).json())


def sampled(visit: Visitors) -> None:
    page = visit("Grace Okafor", "/interactions/samples/new")
    today = office_day(now())  # on a Sunday evening there it is a Monday elsewhere, and another week
    page.get_by_label("Name", exact=True).fill("The last four weeks")
    page.get_by_label("Contacts from").fill((today - dt.timedelta(days=35)).isoformat())
    page.get_by_label("To", exact=True).fill(today.isoformat())
    page.get_by_label("Of each representative").fill("6")
    page.get_by_label("Lena Ortiz").uncheck()
    page.get_by_label("Reviewing begins in the week of").fill(today.isoformat())
    page.get_by_role("button", name="Draw").click()
    page.wait_for_url("**/samples/1")
    told = page.locator("main").inner_text()
    drawn = visit.table("Grace Okafor", "/interactions/samples/1.csv")
    assert f"{len(drawn)} of 1,000 contacts" in told
    assert Counter(one["Representative"] for one in drawn) == {"Jordan Ames": 6, "Mai Tran": 6}
    for who, count in Counter(one["Reviewer"] for one in drawn).items():
        assert re.search(rf"{who}\s+{count}\b", told)


def reviewed(visit: Visitors, card: dict[str, Any]) -> int:
    """Grace reviews two contacts of Jordan's and one of Mai's, and releases one of Jordan's: its id."""
    made = [review_one(visit, who, n) for n, who in enumerate(("Jordan Ames", "Mai Tran", "Jordan Ames"))]
    page = visit("Grace Okafor", f"/reviews/{made[0]}")
    page.get_by_role("button", name="Release to Jordan").click()
    page.get_by_text("Released. The representative can read").wait_for()
    figures_follow(visit, card)
    return made[0]


def review_one(visit: Visitors, whose: str, worst: int) -> int:
    page = visit("Grace Okafor", "/reviews/")
    page.get_by_role("button", name=re.compile(f"^Review {whose}")).first.click()
    page.wait_for_url(re.compile(r"/reviews/\d+$"))
    if worst == 0:
        heard(page)
    fill(page, worst)
    return int(page.url.rsplit("/", 1)[1])


def heard(page: Any) -> None:
    """The recording plays beside the transcript, from the line that is chosen."""
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "p"):
        page.keyboard.press(key)
    page.wait_for_function("document.querySelector('[data-sound]').currentTime >= 16")


def fill(page: Any, worst: int = -1) -> None:
    """Answer every item with its best, but for each fourth, which gets its worst where asked; and finish."""
    page.locator("[data-keys]").wait_for()  # shown by the script, which is then ready
    page.evaluate(
        """(worst) => document.querySelectorAll("[data-item]").forEach((item, n) => {
            const inputs = [...item.querySelectorAll("input[type=radio]")].filter((one) => one.value !== "na");
            const points = item.dataset.kind === "points";
            const [best, least] = points ? [inputs.at(-1), inputs[0]] : [inputs[0], inputs.at(-1)];
            (n % 4 === worst ? least : best).checked = true;
            item.querySelector("textarea").value = "As line 3 shows.";
            item.querySelector("[name^=evidence]").value = "3";
            item.dispatchEvent(new Event("input", { bubbles: true }));
        })""",
        worst,
    )
    page.get_by_role("button", name="Finish").click()  # at once: the form takes along what is not saved yet
    page.get_by_text(re.compile("The review is complete|Your card is handed in")).wait_for()


def score_of(rows: list[dict[str, str]], card: dict[str, Any]) -> Fraction:
    """A review's score by the card's own terms, from the answers that were exported."""
    items = {one["id"]: one for section in card["sections"] for one in section["criteria"]}
    fails = any(row["Value"] in items[row["Criterion"]].get("fails", ()) for row in rows)
    if fails and card["automatic_fail"] == "zero":
        return Fraction()
    return min(sum(exact(r["Earned"]) for r in rows) / sum(exact(r["Possible"]) for r in rows) * 100, 100)


def exact(decimals: str) -> Fraction:
    """Thirds and the like are exported to ten decimals."""
    return Fraction(decimals).limit_denominator(10_000)


def one_decimal(figure: Fraction) -> str:
    tenths = int(figure * 10 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}".removesuffix(".0")


def figures_follow(visit: Visitors, card: dict[str, Any]) -> None:
    """What stands on “Reviewed” and “Team” is computed from the answers alone."""
    page = visit("Grace Okafor", "/reviews/finished")
    answers = visit.table("Grace Okafor", "/reviews/answers.csv")
    by: dict[str, list[dict[str, str]]] = {}
    for row in answers:
        by.setdefault(row["Review"], []).append(row)
    scores = {name: score_of(rows, card) for name, rows in by.items()}
    critical = [row["Earned"] == row["Weight"] for row in answers if row["Critical"] and row["Value"] != "na"]
    sums = page.locator("section", has_text="In sum").locator("tbody tr").first.locator("td").all_inner_texts()
    passed = sum(row["Outcome"] == "Pass" for row in visit.table("Grace Okafor", "/reviews/finished.csv"))
    mean = one_decimal(sum(scores.values(), Fraction()) / len(scores))
    assert sums == [str(len(scores)), mean, str(passed), f"{sum(critical)} of {len(critical)}"]
    for row in visit.table("Grace Okafor", "/reviews/finished.csv"):
        assert row["Score"] == one_decimal(scores[row["Review"]])
    shares: dict[tuple[str, str], list[Fraction]] = {}
    for row in (one for one in answers if one["Value"] not in ("", "na")):
        shares.setdefault((row["Title"], row["Day"][:7]), []).append(exact(row["Earned"]) / exact(row["Weight"]))
    team = visit.table("Grace Okafor", "/coaching/team.csv")
    assert {(one["Item"], one["Month"]): (int(one["Samples"]), float(one["Mean of 100"])) for one in team} == {
        key: (len(some), round(float(sum(some) / len(some) * 100), 1)) for key, some in shares.items()
    }
    shown = visit("Grace Okafor", "/coaching/team").locator("main").inner_text()
    assert all(one["Mean of 100"] in shown for one in team)


def calibrated(visit: Visitors) -> None:
    page = visit("Grace Okafor", "/calibration/")
    page.get_by_role("link", name="New calibration").click()
    page.get_by_label("Title").fill("The late fee")
    for name in ("Grace Okafor", "Owen Marsh"):
        page.get_by_role("checkbox", name=name).check()
    page.locator("[name=interactions]").first.check()
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/calibration/1")
    for worst, name in enumerate(("Grace Okafor", "Owen Marsh")):
        page = visit(name, "/calibration/1")
        page.get_by_text("Blind").wait_for()
        page.get_by_role("button", name="Score interaction 1").click()
        fill(page, worst)
        page.wait_for_url("**/calibration/1")  # back in the session
    page = visit("Grace Okafor", "/calibration/1")
    rows = visit.table("Grace Okafor", "/calibration/1/answers.csv")
    apart = sum(row["Grace Okafor"] != row["Owen Marsh"] for row in rows)
    assert apart > 0
    page.get_by_text(f"Reviewers parted on {apart} of {len(rows)} answers.").wait_for()


def settled(visit: Visitors, review: int, card: dict[str, Any]) -> None:
    page = visit("Jordan Ames", "/reviews/")
    page.get_by_role("link", name=re.compile(f"number {review}$")).click()
    page.get_by_role("button", name="I have read it").click()
    item = page.locator(".answered > li", has=page.locator(".state-bad")).first
    item.get_by_text("Dispute this item").click()
    item.get_by_label("Why do you see it otherwise?").fill("Line 3 asks for both items before anything is told.")
    item.get_by_role("button", name="Send the dispute").click()
    page = visit("Grace Okafor", f"/reviews/{review}")
    page.get_by_text("Waits for somebody other than the reviewer.").wait_for()
    page = visit("Lena Ortiz")
    page.get_by_role("link", name=re.compile("Settle")).click()
    page.locator("tbody").get_by_role("link").first.click()
    form = page.locator("form", has=page.get_by_role("button", name="Settle"))
    form.get_by_label("Accepted", exact=True).check()
    form.locator("fieldset.answers input").first.check()
    form.get_by_label("Why", exact=True).fill("Line 3 does ask for both of them.")
    form.get_by_role("button", name="Settle").click()
    page.get_by_text("Both the released and the settled score stay on record.").wait_for()
    rows = visit.table("Lena Ortiz", f"/reviews/{review}/answers.csv")
    assert page.locator(".big-figure").first.inner_text() == one_decimal(score_of(rows, card))
    disputes = visit.table("Lena Ortiz", "/reviews/disputes.csv")
    right = sum(one["State"] in ("accepted", "partly accepted") for one in disputes)
    page = visit("Lena Ortiz", "/reviews/disputes")
    sums = page.locator("section", has_text="Upheld by reviewer").locator("tbody td").all_inner_texts()
    assert sums == [str(right), str(len(disputes))] == ["1", "1"]


def coached(visit: Visitors, review: int) -> None:
    page = visit("Grace Okafor", f"/reviews/{review}")
    page.get_by_role("link", name="Coach", exact=True).click()
    page.get_by_label("What was seen").fill("The closing came before the question was answered.")
    page.get_by_label("Could do it, and it slipped").check()
    page.get_by_label("What was agreed").fill("Ask for the account first, then tell the balance.")
    scenario = page.locator("[name=scenarios]").first
    scenario.check()
    practice = scenario.evaluate("one => one.labels[0].firstChild.textContent.trim()")
    page.get_by_role("button", name="Write and sign").click()
    page.get_by_text("It waits for the other signature.").wait_for()
    note = page.url.rsplit("/", 1)[1]
    page = visit("Jordan Ames")
    page.get_by_text(re.compile("^Coaching: ")).first.wait_for()
    page = visit("Jordan Ames", f"/coaching/{note}")
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_text("Signed.", exact=True).wait_for()
    notes = visit.table("Grace Okafor", "/coaching/notes.csv")
    assert [bool(one["Coach signed"] and one["Person signed"]) for one in notes] == [True]
    causes = visit("Grace Okafor", "/coaching/team").locator("section", has_text="Why things went wrong")
    assert Counter(one["Cause"] for one in notes) == {"Could do it, and it slipped": 1}
    assert causes.locator("tbody tr").inner_text().split("\t") == ["Could do it, and it slipped", "1"]
    visit("Jordan Ames").get_by_text(practice).first.wait_for()
