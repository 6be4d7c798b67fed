"""Any agency's pack is served: the second one that ships, and one from elsewhere that cannot serve all."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from trainer.app import create_app
from trainer.cli import main
from trainer.customers.account import make_account
from trainer.customers.district import District
from trainer.customers.recipe import Recipe
from trainer.district.pack import Pack, load_pack
from trainer.district.sources import SourceError
from trainer.plays import service
from trainer.plays.models import Play
from trainer.proof.check import check_scenario
from trainer.record.account import Account, year_before
from trainer.scenarios.format import Scenario
from trainer.scenarios.library import Library
from trainer.scenarios.needs import lacks, served_by
from trainer.scenarios.needs_format import Bound, Needs
from trainer.settings import SEED, Settings, SettingsError, pack_folder, packs

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def other() -> Pack:
    """The invented agency: one price, a bill every two months."""
    return load_pack(SEED / "alder-mesa")


@pytest.fixture(scope="module")
def account(other: Pack) -> Account:
    recipe = Recipe(years=(3, 3), meter_size='3/4"')
    return make_account(recipe, 5, dt.date(2025, 3, 12), District.of(other)).account


def test_the_code_names_no_agency() -> None:
    """Settings choose a pack where nobody chose; nothing else may know one by name."""
    names = re.compile("smwd|santa margarita|alder.mesa", re.IGNORECASE)
    files = [*ROOT.glob("trainer/**/*.py"), *ROOT.glob("trainer/**/*.html")]
    named = {path.name for path in files if names.search(path.read_text(encoding="utf-8"))}
    assert named == {"settings.py"}


def test_every_two_months_one_bill_at_one_price(account: Account) -> None:
    """Rates of 2025, as the pack gives them: $36.00 for a 3/4-inch meter and $4.15 for each CCF."""
    bill = account.bills[-1]
    assert bill.on >= dt.date(2025, 1, 15)
    assert bill.total == Decimal("36.00") + bill.use * Decimal("4.15")
    assert 55 <= bill.days <= 68
    assert bill.budget == 0
    assert len(account.bills) == 12
    assert all(55 <= (late.on - early.on).days <= 68 for early, late in pairwise(account.bills))


def test_a_year_ago_is_six_bills_ago_there(account: Account) -> None:
    before = year_before(account.bills, account.bills[-1])
    assert before is account.bills[-7]


def test_people_and_places_are_the_packs_own(account: Account) -> None:
    assert account.premise.community in ("Alder Mesa", "Quillan Flat", "Sorrel Bend")
    assert re.fullmatch(r"\d+ [A-Z][a-z]+ (Lane|Court|Way|Row|Loop)", account.premise.address)
    assert account.premise.postcode == "00000"
    assert account.holder.phone.startswith("(555) 555-01")


@pytest.mark.parametrize(
    "scenario", ["a-first-call", "before-five", "more-than-usual", "the-last-notice", "water-outside"]
)
def test_what_it_serves_is_proven(other: Pack, library: Library, scenario: str) -> None:
    """Over a handful of seeds; `trainer check` proves all, and wants every variant reached."""
    verdict = check_scenario(other, served_by(other, library).library, scenario, range(4))
    assert [problem for problem in verdict.problems if "reached by no seed" not in problem] == []


# What a scenario needs.


def test_what_ships_serves_its_own_scenarios(pack: Pack, library: Library) -> None:
    assert served_by(pack, library).left_out == ()


def needing(library: Library, **needs: object) -> Scenario:
    stated = Needs.model_validate(needs)
    return library.scenarios["the-last-notice"].model_copy(update={"needs": stated})


@pytest.mark.parametrize(
    ("needs", "says"),
    [
        ({"rules": ["one_reread"]}, "The rule one_reread is not in force."),
        ({"classes": ["IRRIGATION"]}, "The tariff has no class IRRIGATION."),
        ({"tariff": ["tiers"]}, "The tariff of RESIDENTIAL_SINGLE has no tiers."),
        ({"tariff": ["zones"]}, "The tariff of RESIDENTIAL_SINGLE has no zones."),
        ({"parameters": {"meter_test_fee": {}}}, "There is no parameter meter_test_fee on 2024-07-01"),
        (
            {"parameters": {"courtesy_waiver_months": {"at_least": 12}}},
            "A courtesy waiver, at most once in: 6 months, and it needs at least 12.",
        ),
        ({"closes": "16:30"}, "It needs an office that closes at 16:30; this one closes at 17:00."),
    ],
)
def test_what_is_stated_and_lacking_is_said(other: Pack, library: Library, needs: dict[str, object], says: str) -> None:
    (reason,) = lacks(other, needing(library, **needs))
    assert reason.startswith(says)


@pytest.mark.parametrize(
    "needs",
    [
        {"rules": ["courtesy_waiver"], "classes": ["IRRIGATION"], "closes": "17:00"},
        {"tariff": ["tiers", "budgets", "zones"], "parameters": {"courtesy_waiver_months": {"at_most": 12}}},
    ],
)
def test_what_is_there_is_enough(pack: Pack, library: Library, needs: dict[str, object]) -> None:
    assert list(lacks(pack, needing(library, **needs))) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"duties": (6, 11)}, "The class specification has no duty 11."),
        ({"hours": (dt.time(7), dt.time(16))}, "It plays from 07:00 to 16:00; the office is open from 07:30 to 17:00."),
        ({"account": {"customer_class": "IRRIGATION"}}, "The tariff has no class IRRIGATION."),
        ({"account": {"community": "Talega"}}, "There is no community Talega."),
        ({"account": {"pressure_zone": "3"}}, "There is no pressure zone 3."),
    ],
)
def test_what_follows_from_a_scenario_is_not_stated(
    other: Pack, library: Library, change: dict[str, object], says: str
) -> None:
    scenario = library.scenarios["a-first-call"]
    assert list(lacks(other, scenario)) == []
    assert list(lacks(other, scenario.model_copy(update=change))) == [says]


def test_an_act_asked_for_needs_a_rule_that_decides_it(other: Pack, library: Library) -> None:
    waivers = ("courtesy_waiver", "reverse_our_mistake")
    without = replace(other, rules={name: rule for name, rule in other.rules.items() if name not in waivers})
    reasons = list(lacks(without, library.scenarios["a-first-call"]))
    assert reasons[0] == "The rule courtesy_waiver is not in force."
    assert "(waive_fee), which is asked for." in reasons[1]


def test_a_need_for_a_rule_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no rule waiver"):
        Needs(rules=("waiver",))


def test_bounds_take_their_ends_in() -> None:
    bound = Bound(at_least=Decimal(6), at_most=Decimal(12))
    assert [bound.holds(value) for value in (5, 6, 12, 13)] == [False, True, True, False]


# Which pack is served.


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """The second pack in a folder of one's own, with no rule about waivers."""
    folder = Path(shutil.copytree(SEED / "alder-mesa", tmp_path / "our agency"))
    rules = folder / "rules" / "03-late-charges-and-time-to-pay.yaml"
    text = rules.read_text(encoding="utf-8")
    start, end = text.index("  courtesy_waiver:"), text.index("  offer_arrangement:")
    rules.write_text(text[:start] + text[end:], encoding="utf-8")
    (folder / "examples" / "03-late-charges-and-time-to-pay.yaml").write_text("examples: []\n")
    return folder


def test_the_environment_names_the_pack(tmp_path: Path, elsewhere: Path) -> None:
    data = {"TRAINER_DATA": str(tmp_path)}
    assert Settings.read(data).pack.name == "smwd"
    assert Settings.read({**data, "TRAINER_PACK": "alder-mesa"}).pack == SEED / "alder-mesa"
    assert Settings.read({**data, "TRAINER_PACK": str(elsewhere)}).pack == elsewhere
    assert Settings.read({**data, "TRAINER_PACK": "alder-mesa"}, demo=True).pack.name == "smwd"
    with pytest.raises(SettingsError, match=r"no District pack “nowhere”: .* alder-mesa, smwd\."):
        Settings.read({**data, "TRAINER_PACK": "nowhere"})


def test_the_packs_that_ship() -> None:
    assert [path.name for path in packs()] == ["alder-mesa", "smwd"]
    assert pack_folder("smwd") == SEED / "smwd"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.output


def test_a_play_with_another_pack() -> None:
    code, output = run("play", "a-first-call", "--pack", "alder-mesa", "--bot", "expert")
    assert code == 0
    assert "passed, 0 critical" in output


def test_what_a_pack_leaves_out_is_told_on_the_command_line(elsewhere: Path) -> None:
    code, output = run("play", "a-first-call", "--pack", str(elsewhere), "--bot", "expert")
    assert code == 1
    assert "“a-first-call” is not played with Alder Mesa: The rule courtesy_waiver is not in force." in output


def test_check_leaves_it_out_without_failing(elsewhere: Path) -> None:
    code, output = run("check", "a-first-call", "--pack", str(elsewhere), "--json")
    told = json.loads(output)
    assert (code, told["ok"], told["scenarios"]) == (0, True, [])
    (one,) = told["not_served"]
    assert (one["pack"], one["id"]) == ("alder-mesa", "a-first-call")
    _, output = run("check", "a-first-call", "--pack", str(elsewhere))
    assert "a-first-call: not served. The rule courtesy_waiver is not in force." in output


def test_a_broken_pack_is_named_with_its_file(elsewhere: Path) -> None:
    (elsewhere / "rubric.yaml").write_text("version: 1\n")
    code, output = run("check", "--pack", str(elsewhere))
    assert code == 1
    assert "pack our agency: NOT PROVEN\n  rubric.yaml:1: pass_mark is required." in output


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("bill_unit: ccf", "bill_unit: kgal", "bill_unit is KGAL, and the desk shows CCF. Convert its prices"),
        (
            "bill_frequency: bimonthly",
            "bill_frequency: weekly",
            "does not say how many months a bill is for.",
        ),
    ],
)
def test_rates_that_cannot_be_shown_are_refused(elsewhere: Path, old: str, new: str, says: str) -> None:
    path = elsewhere / "tariffs" / "alder-mesa-2025-01-01.owrs"
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(SourceError, match=re.escape(says)):
        load_pack(elsewhere)


def test_rates_that_begin_too_late_are_refused(elsewhere: Path) -> None:
    path = elsewhere / "tariffs.yaml"
    path.write_text(path.read_text().replace("effective: 2020-01-01", "effective: 2024-02-01"))
    rates = elsewhere / "tariffs" / "alder-mesa-2020-01-01.owrs"
    rates.write_text(rates.read_text().replace("effective_date: 2020-01-01", "effective_date: 2024-02-01"))
    with pytest.raises(SourceError, match="no tariff of the area “alder-mesa” holds on 2022-04-01"):
        load_pack(elsewhere)


# Served.


@pytest.fixture
def app(settings: Settings, elsewhere: Path) -> Iterator[Flask]:
    """The application with the pack from elsewhere."""
    made = create_app(replace(settings, pack=elsewhere))
    made.config.update(TESTING=True, WTF_CSRF_ENABLED=False, CLOCK=lambda: NOW)
    yield made
    made.extensions["database"].close()


def test_a_play_is_served_and_what_is_left_out_says_why(
    app: Flask, client: FlaskClient, sign_in: Callable[..., Any]
) -> None:
    sign_in()
    page = client.get("/practice").text
    assert "Not offered here" in page
    assert "<strong>Good morning</strong>: The rule courtesy_waiver is not in force." in page
    assert client.get("/practice/a-first-call").status_code == 404
    begun = client.post("/practice/more-than-usual")
    assert begun.status_code == 302
    desk = client.get(begun.location)
    assert desk.status_code == 200
    with app.extensions["database"].session() as session:
        played = session.scalars(sa.select(Play)).one()
        number = service.world_of(played, app.extensions["content"]).setting.truth["account_number"]
    for place, look in enumerate(({"act": "open_account", "account": number}, "use"), 1):
        move = {"number": place, "token": f"t{place}", "move": {"look": look}}
        assert client.post(f"{begun.location}/moves", json=move).status_code == 200
    page = client.get(begun.location).text
    assert "Use per bill" in page
    assert "budget" not in page


def test_the_manual_is_the_packs_own(client: FlaskClient, sign_in: Callable[..., Any]) -> None:
    sign_in()
    page = client.get("/manual").text
    assert "Late charges and time to pay" in page
    assert "Santa Margarita" not in page
