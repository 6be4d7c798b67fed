"""Opening a scenario: the seed decides the day, the variant, the account and every hidden value."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from trainer.customers.account import Built as BuiltAccount
from trainer.customers.account import make_account
from trainer.customers.around import LAST_HOUSE, street_of
from trainer.customers.arriving.recipe import Brought, bring
from trainer.customers.directory import Directory
from trainer.customers.district import District
from trainer.customers.newcomers import area, new_account
from trainer.customers.pricing import reprice
from trainer.customers.recipe import Recipe
from trainer.customers.till_day import BuiltTill, make_till
from trainer.customers.till_recipe import TillRecipe
from trainer.desk.account_actions import identity_value
from trainer.desk.state import Desk, Parked
from trainer.district.pack import Pack
from trainer.district.parameters import UnknownParameterError
from trainer.record.account import Account, Bill, Estimate
from trainer.record.case import Fact, Request
from trainer.record.listing import Found
from trainer.record.service import AreaAnswer
from trainer.record.topic import COUNTER_ITEMS, IDENTITY_ITEMS, WRITTEN_ITEMS
from trainer.scenarios.arrivals import enter
from trainer.scenarios.authored import authored_act
from trainer.scenarios.contact_format import ContactSpec
from trainer.scenarios.format import Scenario
from trainer.scenarios.incidents import on_the_board
from trainer.scenarios.library import Library
from trainer.scenarios.placeholders import fill_slot
from trainer.scenarios.state import OFFICE, Matter
from trainer.scenarios.world import Setting, World

SUPERVISOR = "supervisor"
AHEAD = {"next_open_day": 1, "in_a_week": 5}  # days that a contact may name, in business days from today
CLERK = "Jordan"
TWENTY = Decimal("20.00")


def open_scenario(
    pack: Pack, library: Library, scenario: Scenario, seed: int, level: str = "I", clerk: str = CLERK
) -> World:
    """The world before the first move. Same pack, scenario, seed, level and clerk: the same world."""
    variant = pick_variant(scenario, seed)
    start, district = _start(pack, scenario, seed), District.of(pack)
    built = _build(scenario, variant, seed, start.date(), pack, district, clerk)
    account = built.account if isinstance(built, BuiltAccount) else None
    till = built.till if isinstance(built, BuiltTill) else None
    further = _further(scenario, variant, seed, start.date(), district)
    specs = scenario.contacts_of(variant)
    water = scenario.variants[variant].water
    truth = {**_truth(pack, account, start), **(built.truth if built else {}), "clerk": clerk}
    owners = {name: further[spec.account].account if spec.account else account for name, spec in specs.items()}
    about = {name: _about(pack, further.get(spec.account), truth, start) for name, spec in specs.items()}
    directory = Directory(district, _seed(scenario, seed), start.date(), account)
    others = tuple(one.account for one in further.values())
    setting = Setting(
        pack=pack, library=library, scenario=scenario, seed=seed, variant=variant, level=level, clerk=clerk,
        start=start, truth=truth, specs=specs, systems=_Systems(district, directory, others),
        truths={name: with_caller(about[name], spec) for name, spec in specs.items()},
        given={name: one.number for name, one in owners.items() if one},
        scenes=scenario.scenes_of(variant), gallons_per_minute=water.gallons_per_minute if water else 0,
        to_find=scenario.to_find,
    )  # fmt: skip
    shown = None if scenario.to_find else account
    premises = (directory.at_premise(built.premise),) if isinstance(built, BuiltAccount) else ()
    brought = _brought(scenario, variant, seed, start.date(), pack, district)
    desk = Desk(
        start.date(), clerk, shown, till, opened=scenario.open_panels, premises=premises,
        parked=tuple(Parked(one, scenario.open_panels) for one in others),
        incidents=on_the_board(scenario.incidents, start, setting.truth), approves=level == SUPERVISOR,
        trays=brought.trays, staff=brought.staff,
    )  # fmt: skip
    ours = account.number if account and any(spec.matter == OFFICE for spec in specs.values()) else ""
    office = Matter(OFFICE, _seen(setting, brought), _tasks(setting), account=ours, given=ours)
    return enter(World(setting, desk, matters={OFFICE: office}))


def _further(
    scenario: Scenario, variant: str, seed: int, today: dt.date, district: District
) -> Mapping[str, BuiltAccount]:
    """The accounts beside the first, each from a seed of its own."""
    return {
        name: make_account(recipe, f"{_seed(scenario, seed)}:{name}", today, district)
        for name, recipe in scenario.recipes(variant).items()
    }


def _about(pack: Pack, further: BuiltAccount | None, first: Mapping[str, Any], start: dt.datetime) -> Mapping[str, Any]:
    """What can be named of the account that a contact is about."""
    if further is None:
        return first
    return {**_truth(pack, further.account, start), **further.truth, "clerk": first["clerk"]}


def pick_variant(scenario: Scenario, seed: int) -> str:
    """Each variant in turn, in an order shuffled anew for each round, as often as it weighs."""
    names = [name for name, variant in scenario.variants.items() for _ in range(variant.weight)]
    round_number, place = divmod(seed, len(names))
    random.Random(f"{scenario.id}:variants:{round_number}").shuffle(names)  # noqa: S311 - a seed, not a secret
    return names[place]


def _start(pack: Pack, scenario: Scenario, seed: int) -> dt.datetime:
    """A business day of the pack's window, and a time within the scenario's hours."""
    rng = random.Random(f"{scenario.id}:{seed}:day")  # noqa: S311 - a seed, not a secret
    window = pack.identity.window
    days = [window.from_ + dt.timedelta(days=n) for n in range((window.to - window.from_).days + 1)]
    day = rng.choice([day for day in days if pack.is_business_day(day)])
    first, last = (dt.datetime.combine(day, time) for time in scenario.hours)
    return first + dt.timedelta(minutes=rng.randrange(int((last - first).total_seconds() // 60) + 1))


def _seed(scenario: Scenario, seed: int) -> str:
    return f"{scenario.id}:{seed}"


def _build(
    scenario: Scenario, variant: str, seed: int, today: dt.date, pack: Pack, district: District, clerk: str
) -> BuiltAccount | BuiltTill | None:
    recipe = scenario.recipe(variant)
    name = _seed(scenario, seed)
    if isinstance(recipe, Recipe):
        return make_account(recipe, name, today, district)
    if isinstance(recipe, TillRecipe):
        return make_till(recipe, name, today, Decimal(pack.parameter("drawer_float", today).value), clerk)
    return None


def _brought(scenario: Scenario, variant: str, seed: int, today: dt.date, pack: Pack, district: District) -> Brought:
    """What came in, where the scenario has something come in."""
    recipe = scenario.arrivals_of(variant)
    if recipe is None:
        return Brought({}, ())
    return bring(recipe, _seed(scenario, seed), today, district, pack.identity.name)


@dataclass(frozen=True)
class _Systems:
    """The District's own tariff, and the directory of this play."""

    district: District
    directory: Directory
    further: tuple[Account, ...] = ()

    def reprice(self, account: Account, bill: Bill, read: int) -> Estimate:
        return reprice(self.district, account, bill, read)

    def find(self, query: str) -> Found:
        return self.directory.search(query)

    def account(self, number: str) -> Account | None:
        own = next((one for one in self.further if one.number == number), None)
        return own or self.directory.account(number)

    def area(self, place: str) -> AreaAnswer | None:
        return area(self.directory, place)

    def new_account(self, place: str, name: str, on: dt.date) -> Account:
        return new_account(self.directory, place, name, on)

    def parameter(self, name: str) -> Any:
        try:
            return self.district.policy.parameter(name, self.directory.today).value
        except UnknownParameterError:
            return None


def _truth(pack: Pack, account: Account | None, start: dt.datetime) -> dict[str, Any]:
    """What authored text may name in any scenario."""
    known: dict[str, Any] = {"today": start.date(), "district": pack.identity.name}
    known |= {name: pack.add_business_days(start.date(), days) for name, days in AHEAD.items()}
    if account is None:
        return known
    bills = account.bills
    known |= {item: identity_value(account, item) for item in (*IDENTITY_ITEMS, *COUNTER_ITEMS, *WRITTEN_ITEMS)}
    known |= {"address": account.premise.address, "community": account.premise.community}
    known["beyond_address"] = f"{LAST_HOUSE + 413} {street_of(account.premise.address)}"
    if bills:
        known |= _in_twenties(bills[-1].total)
    if len(bills) > 1:
        known |= {"previous_total": bills[-2].total, "previous_use": bills[-2].use}
        known["demanded"] = max(bills[-1].total - bills[-2].total, bills[-1].total / 10).quantize(bills[-1].total)
    return known


def _in_twenties(total: Decimal) -> dict[str, Any]:
    """What somebody hands over who pays a bill with twenties alone, and what they are to get back."""
    handed = (total // TWENTY + 1) * TWENTY
    return {"one_twenty": TWENTY, "handed_over": handed, "change_due": handed - total}


def with_caller(truth: Mapping[str, Any], spec: ContactSpec) -> dict[str, Any]:
    """Who is on the line, by name."""
    if "holder_name" not in truth:
        return dict(truth)
    names = {"holder": "holder_name", "authorised": "authorised_name"}
    name = truth.get(names.get(spec.who, "stranger_name"), truth["holder_name"])
    return {**truth, "caller_name": name, "first_name": str(name).split()[0]}


def _seen(setting: Setting, brought: Brought) -> Mapping[str, Fact]:
    """What is known of the office's own work from having it on the desk."""
    task = setting.scenario.task
    tells = {topic: fill_slot(value, setting.truth) for topic, value in task.tells.items()} if task else {}
    tells |= {"came_in": ", ".join(brought.trays)} if brought.trays else {}
    return {topic: Fact(topic, value, 0, "") for topic, value in tells.items()}


def _tasks(setting: Setting) -> tuple[Request, ...]:
    task = setting.scenario.task
    if task is None:
        return ()
    act = authored_act(task.act, setting.truth)
    return (Request("task", None, act, task.words, "", 0, 0),)
