"""`trainer policy explain` and `trainer policy diff`, as they are typed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from trainer import settings
from trainer.cli import main
from trainer.policy import commands
from trainer.proof.rests import Rests

# A bill of $114.59 due on 3 March, paid late: a penalty of $11.46. Nobody waived anything before.
ACCOUNT = """\
bills:
  - {id: B1, on: 2025-02-10, due: 2025-03-03, total: 114.59}
entries:
  - {id: L3, on: 2025-02-10, kind: bill, amount: 114.59, concerns: B1}
  - {id: L4, on: 2025-03-04, kind: late penalty, amount: 11.46, concerns: B1}
  - {id: L5, on: 2025-03-10, received: 2025-03-10, kind: payment, amount: -114.59, concerns: B1}
"""
WAIVE = '{"act": "waive_fee", "fee": "L4", "amount": 5.00, "reason": "courtesy"}'


@pytest.fixture
def account(tmp_path: Path) -> str:
    path = tmp_path / "account.yaml"
    path.write_text(ACCOUNT)
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ("policy", *arguments))


def explained(*arguments: str) -> dict[str, object]:
    result = run("explain", *arguments, "--json")
    assert result.exit_code == 0, result.output
    told: dict[str, object] = json.loads(result.stdout)
    return told


def test_a_ruling_comes_with_its_working(account: str) -> None:
    told = explained("courtesy_waiver", "--account", account, "--act", WAIVE, "--on", "2025-04-10")
    assert (told["verdict"], told["entitled"], told["section"], told["mark"]) == (
        "permitted",
        True,
        "5.2",
        "illustrative",
    )
    assert told["allowed"] == {
        "act": "waive_fee", "fee": "L4", "amount": "11.46", "reason": "courtesy", "toward": "caller",
    }  # fmt: skip
    assert told["authority"] == {"amount": {"I": "25.00", "II": "75.00"}}
    assert {"label": "late penalty", "shown": "$11.46", "source": "ledger", "mark": None} in told["read"]  # type: ignore[operator]
    assert any(one["shown"] == "12 months" and one["mark"] == "illustrative" for one in told["read"])  # type: ignore[attr-defined]
    keys = {"rule", "title", "citation", "why", "untrue", "reasons", "needs", "instead", "owed", "on", "level"}
    assert keys <= told.keys()


def test_the_same_account_as_json_gives_the_same(account: str, tmp_path: Path) -> None:
    given = {
        "bills": [{"id": "B1", "on": "2025-02-10", "due": "2025-03-03", "total": 114.59}],
        "entries": [
            {"id": "L3", "on": "2025-02-10", "kind": "bill", "amount": 114.59, "concerns": "B1"},
            {"id": "L4", "on": "2025-03-04", "kind": "late penalty", "amount": 11.46, "concerns": "B1"},
            {"id": "L5", "on": "2025-03-10", "received": "2025-03-10", "kind": "payment", "amount": -114.59,
             "concerns": "B1"},
        ],
    }  # fmt: skip
    path = tmp_path / "account.json"
    path.write_text(json.dumps(given))
    asked = ("--act", WAIVE, "--on", "2025-04-10")
    as_json = explained("courtesy_waiver", "--account", str(path), *asked)
    assert as_json == explained("courtesy_waiver", "--account", account, *asked)


def test_a_whole_situation_says_its_own_day_and_who_asks(tmp_path: Path) -> None:
    """A penalty of $30.00 is above what a Representative I decides, and within what a II does."""
    path = tmp_path / "situation.yaml"
    path.write_text(
        "on: 2025-04-10\nlevel: I\naccount:\n  entries: [{id: L4, on: 2025-03-04, kind: late penalty, amount: 30.00}]\n"
    )
    asked = ("courtesy_waiver", "--account", str(path), "--act", WAIVE)
    assert explained(*asked)["verdict"] == "beyond_authority"
    assert explained(*asked, "--level", "II")["verdict"] == "permitted"
    assert explained(*asked, "--on", "2025-05-01")["on"] == "2025-05-01"


def test_without_an_act_it_tells_what_is_owed(tmp_path: Path) -> None:
    path = tmp_path / "leak.yaml"
    path.write_text("on: 2025-04-10\nknown: {leak: true}\n")
    told = explained("locate_emergency", "--account", str(path))
    assert told["verdict"] is None
    assert told["owed"][0]["discharge"] == [{"act": "ask", "topic": "leak_place"}]  # type: ignore[index]
    assert explained("courtesy_waiver", "--on", "2025-04-10")["owed"] == []


def test_it_reads_like_an_explanation(account: str) -> None:
    text = run("explain", "courtesy_waiver", "--account", account, "--act", WAIVE, "--on", "2025-04-10").output
    assert "Manual 5.2 Courtesy waiver, as of 10 April 2025." in text
    assert "Answer: Permitted. " in text
    assert "The customer is entitled to it." in text
    assert "A courtesy waiver, at most once in: 12 months (" in text
    assert "Representative I: amount up to $25.00" in text


def test_a_no_says_what_to_do_instead(tmp_path: Path) -> None:
    path = tmp_path / "twice.yaml"
    path.write_text(
        "entries:\n"
        "  - {id: L2, on: 2024-05-10, kind: courtesy waiver, amount: -9.80, concerns: L1}\n"
        "  - {id: L4, on: 2025-03-04, kind: late penalty, amount: 11.46}\n"
    )
    asked = ("courtesy_waiver", "--account", str(path), "--act", WAIVE, "--on", "2025-04-10")
    told = explained(*asked)
    assert (told["verdict"], told["reasons"]) == ("forbidden", ["waived_already"])
    assert {"act": "offer", "offer": "extension"} in told["instead"]  # type: ignore[operator]
    assert "Answer: Not permitted." in run("explain", *asked).output
    assert "Offer instead: " in run("explain", *asked).output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("courtesy_wavier", "--on", "2025-04-10"),
            "No rule “courtesy_wavier” is in force. Did you mean: courtesy_waiver",
        ),
        (("courtesy_waiver",), "says no day. Give it with --on"),
        (("courtesy_waiver", "--on", "2025-04-10", "--act", "{act: fly}"), "--act: not JSON"),
        (("courtesy_waiver", "--on", "2025-04-10", "--act", "[]"), "--act: write an object"),
        (("courtesy_waiver", "--on", "2025-04-10", "--act", '{"act": "fly"}'), "--act: “fly” is not an act"),
        (("courtesy_waiver", "--on", "2025-04-10", "--pack", "atlantis"), "There is no pack “atlantis”. There are: "),
    ],
)
def test_a_mistake_gets_one_sentence(arguments: tuple[str, ...], says: str) -> None:
    result = run("explain", *arguments)
    assert result.exit_code == 1
    assert says in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("entries:\n  - {id: L4, on: 2025-03-04, kind: late penalty, amount: 11.46}\n  - {id: L5, kind: payment}\n",
         "file.yaml:3: account.entries.1.on: Field required"),
        ("autopay: true\nbils: []\n", "file.yaml:2: account.bils: an account has no such field. It has: number,"),
        ("on: 2025-04-10\nclosed: [legder]\n", "file.yaml:2: closed.legder: is no panel. Give one of: "),
        ("on: 2025-04-10\ndesk:\n  papers: [{receipt: 1}]\n", "file.yaml:3: desk.papers.0."),
        ("on: 2025-04-10\nknwon: {}\n", "file.yaml:2: knwon is not a field known here"),
        ("on: 2025-04-10\ndone:\n  - {act: fly}\n", "file.yaml:3: done.0: “fly” is not an act"),
        ("- one\n", "file.yaml:1: holds no account and no situation"),
        ("autopay: [true\n", "file.yaml:"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_file_is_named_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "file.yaml"
    path.write_text(text)
    result = run("explain", "courtesy_waiver", "--account", str(path), "--on", "2025-04-10")
    assert result.exit_code == 1
    assert says in result.output
    assert "Traceback" not in result.output


# What changed between two days.


@pytest.fixture
def seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack in which two figures, and the tariff, change on 1 March 2025; two scenarios, resting on what is said."""
    folder = Path(shutil.copytree(settings.PACK, tmp_path / "seed" / settings.PACK.name))
    _dated(folder / "parameters/05-late-fees-and-waivers.yaml", "courtesy_waiver_months", "24, mark: published")
    _dated(folder / "parameters/12-cash-office.yaml", "drawer_float", "300.00, mark: illustrative")
    _later_tariff(folder)
    monkeypatch.setattr(settings, "SEED", folder.parent)
    monkeypatch.setattr(commands, "rests_by_scenario", lambda *_: {
        "a-waiver": Rests(rules=frozenset({"courtesy_waiver"}), areas=frozenset({"smwd"})),
        "a-drawer": Rests(figures=frozenset({"drawer_float"})),
    })  # fmt: skip
    return folder


def _dated(path: Path, name: str, value: str) -> None:
    """Append a value from 1 March 2025 to one parameter."""
    head, found, tail = path.read_text(encoding="utf-8").partition(f"\n  {name}:\n")
    own, gap, rest = tail.partition("\n\n")
    added = f"\n      - {{from: 2025-03-01, value: {value}, source: Board of February 2025}}"
    path.write_text(head + found + own.rstrip() + added + (gap + rest or "\n"), encoding="utf-8")


def _later_tariff(folder: Path) -> None:
    """The tariff of 2022 again from 1 March 2025, with the first tier of homes at $2.50 instead of $2.46."""
    text = (folder / "tariffs/smwd-2022-01-01.owrs").read_text(encoding="utf-8")
    changed = text.replace("effective_date: 2022-01-01", "effective_date: 2025-03-01").replace(
        "- 2.46\n", "- 2.50\n", 1
    )
    (folder / "tariffs/smwd-2025-03-01.owrs").write_text(changed, encoding="utf-8")
    with (folder / "tariffs.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "\n  - {effective: 2025-03-01, area: smwd, file: smwd-2025-03-01.owrs, reading: whole_budgets, "
            "mark: published, source: Board of February 2025}\n"
        )


def diff(*arguments: str) -> dict[str, object]:
    result = run("diff", *arguments, "--json")
    assert result.exit_code == 0, result.output
    told: dict[str, object] = json.loads(result.stdout)
    return told


@pytest.mark.usefixtures("seed")
def test_what_changed_comes_with_its_readers() -> None:
    told = diff("2025-02-28", "2025-03-01")
    figures = {one["name"]: one for one in told["parameters"]}  # type: ignore[attr-defined]
    assert figures.keys() == {"courtesy_waiver_months", "drawer_float"}
    waiver = figures["courtesy_waiver_months"]
    assert (waiver["old"]["shown"], waiver["new"]["shown"], waiver["effective"]) == (
        "12 months",
        "24 months",
        "2025-03-01",
    )
    assert (waiver["old"]["mark"], waiver["new"]["mark"]) == ("illustrative", "published")
    assert (waiver["rules"], waiver["sections"], waiver["scenarios"]) == (
        ["courtesy_waiver", "final_notice_fee", "shutoff_fee_relief"],
        waiver["sections"],
        ["a-waiver"],
    )
    assert "5.2" in waiver["sections"]
    assert figures["drawer_float"]["rules"] == ["over_and_short", "count_at_opening"]
    assert figures["drawer_float"]["scenarios"] == ["a-drawer"]
    assert told["scenarios"] == ["a-drawer", "a-waiver"]


@pytest.mark.usefixtures("seed")
def test_a_new_tariff_comes_with_the_prices_that_changed() -> None:
    (tariff,) = diff("2025-02-28", "2025-03-01")["tariffs"]  # type: ignore[misc]
    assert (tariff["area"], tariff["old"], tariff["new"]) == ("smwd", "2022-01-01", "2025-03-01")
    assert tariff["scenarios"] == ["a-waiver"]
    assert {
        "customer_class": "RESIDENTIAL_SINGLE", "field": "tier_prices", "key": "",
        "old": "2.46, 2.86, 3.76, 6.17", "new": "2.5, 2.86, 3.76, 6.17",
    } in tariff["prices"]  # fmt: skip
    assert len(tariff["prices"]) == 1


@pytest.mark.usefixtures("seed")
def test_days_between_which_nothing_took_effect() -> None:
    assert diff("2025-03-01", "2025-06-30")["parameters"] == []
    text = run("diff", "2025-03-01", "2025-06-30").output
    assert "Nothing: every figure and every tariff is the same on both days." in text


@pytest.mark.usefixtures("seed")
def test_the_change_read_backwards_is_the_change_back() -> None:
    figures = {one["name"]: one for one in diff("2025-03-01", "2025-02-28")["parameters"]}  # type: ignore[attr-defined]
    assert figures["drawer_float"]["old"]["shown"] == "$300.00"
    assert figures["drawer_float"]["new"]["shown"] == "$200.00"


@pytest.mark.usefixtures("seed")
def test_it_reads_like_the_start_of_a_bulletin() -> None:
    text = run("diff", "2025-02-28", "2025-03-01").output
    assert "what changed from 28 February 2025 to 1 March 2025" in text
    assert "12 months → 24 months, since 1 March 2025 (published)" in text
    assert "Rules: One courtesy waiver in the window, in full (courtesy_waiver)" in text
    assert "Manual: 5.2 Courtesy waiver" in text
    assert "Tariff of smwd: of 1 January 2022 → of 1 March 2025 (published)" in text


def test_before_its_first_value_a_figure_has_none() -> None:
    figures = {
        one["name"]: one
        for one in diff(
            "2019-12-31",
            "2020-01-01",
        )["parameters"]
    }  # type: ignore[attr-defined]
    assert figures["courtesy_waiver_months"]["old"] is None
    assert figures["courtesy_waiver_months"]["new"]["shown"] == "12 months"


def test_a_day_that_is_none_is_refused() -> None:
    result = run("diff", "2025-02-30", "2025-03-01")
    assert result.exit_code == 2
    assert "2025-02-30" in result.output
