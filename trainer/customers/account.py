"""One account from a recipe and a seed, with the truth behind it. A district is many of these.

built = make_account(Recipe(plants=["misread"]), seed=7, today=dt.date(2024, 10, 17), district=district)
built.account.latest_bill.total, built.truth["corrected_total"]
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from trainer.customers.district import District
from trainer.customers.numbers import SERIALS
from trainer.customers.paying import pay
from trainer.customers.people import draw_people, draw_stranger
from trainer.customers.periods import MOST_MONTHS, bill_days, periods
from trainer.customers.plan import Hidden, Plan, Truth
from trainer.customers.plants import Plant, Setting, in_order
from trainer.customers.recipe import Recipe
from trainer.customers.sketch import draw_profile
from trainer.customers.streams import Seed, stream
from trainer.customers.use import use_water
from trainer.customers.writing import write_account
from trainer.district.dates import months_between
from trainer.record.account import Account, EntryKind, year_before
from trainer.record.service import PremiseRecord

REGISTER = 9_999
ROOM = 700  # what the register keeps free for plants, so that a home's four digits never roll over


@dataclass(frozen=True)
class Built:
    """An account and its premise, and what nobody at the desk knows yet: words, counts, dollars and dates by name."""

    account: Account
    truth: Truth
    premise: PremiseRecord


def make_account(recipe: Recipe, seed: Seed, today: dt.date, district: District, serial: int | None = None) -> Built:
    """The account that `recipe` describes as it stands on `today`, a business day.

    `serial` numbers the accounts of one district, so that numbers and addresses differ; without it, it is drawn.
    Raises ValueError for a day the office is closed, and for a plant that does not fit.
    """
    if not district.policy.is_business_day(today):
        raise ValueError(f"{today} is not a business day; accounts are made for days on which the office is open")
    plants = in_order(recipe.plants)
    recipe = recipe.model_copy(update={name: value for plant in plants for name, value in plant.asks.items()})
    number = stream(seed, "serial").randrange(SERIALS) if serial is None else serial
    plan = _planned(recipe, plants, Setting(seed, today, district), number)
    account = write_account(plan, recipe, autopay=_autopay(recipe, plants, seed))
    for plant in plants:
        account = plant.finish(plan, account)
    premise = PremiseRecord(account.premise.address, water_on=account.status == "active")
    for plant in plants:
        premise = plant.at_premise(plan, account, premise)
    revealed = [plant.reveal(plan, account) for plant in plants]
    return Built(account, _truth(plan, account, revealed), premise)


def _planned(recipe: Recipe, plants: Sequence[Plant], setting: Setting, serial: int) -> Plan:
    seed, today, district = setting
    standard = int(district.number("default_household", today))
    profile = draw_profile(recipe, seed, district, standard)
    if recipe.since is not None:
        profile = replace(profile, months=_since(recipe.since, plants, setting))
    number = max(1, min(MOST_MONTHS, profile.months) // district.cycle)
    months = periods(_latest(plants, setting), number, district)
    months = use_water(months, profile, district, seed)
    people = draw_people(recipe, seed, district.invented.area_code)
    plan = Plan(seed, today, district, profile, 0, months, serial=serial, people=people)
    plan = replace(plan, start=_first_read(plan))
    for plant in plants:
        plan = plant.use(plan)
    paid = pay(months, recipe.payment_habit, _autopay(recipe, plants, seed), district.policy, seed)
    plan = replace(plan, payments=paid)
    for plant in plants:
        plan = plant.pay(plan)
    return plan


def _since(day: dt.date, plants: Sequence[Plant], setting: Setting) -> int:
    """The whole months of bills that a customer since `day` has; raises ValueError where there is no room for them."""
    months = months_between(day, setting.today) - 1
    needed = max([setting.district.cycle, *(plant.needs_bills for plant in plants)])
    if months < needed:
        raise ValueError(f"since {day}: too few months before {setting.today} for {needed} months of bills")
    return months


def _latest(plants: Sequence[Plant], setting: Setting) -> dt.date:
    """The day of the latest bill, among those that every plant can do with."""
    days = bill_days(setting.today, setting.district)
    for plant in plants:
        days = plant.bill_days(days, setting)
    return days[int(stream(setting.seed, "latest bill").random() * len(days))]


def _first_read(plan: Plan) -> int:
    """Where a meter stands that was read before: some years of the same use, with room for what is to come."""
    total = sum(month.use for month in plan.months)
    years = stream(plan.seed, "first read").uniform(0.6, 9)
    most = max(REGISTER - ROOM - total, 150)
    return min(most, 100 + round(total / len(plan.months) * plan.district.bills_a_year * years))


def _autopay(recipe: Recipe, plants: Sequence[Plant], seed: Seed) -> bool:
    """Nobody on autopay pays late."""
    drawn = stream(seed, "autopay").random() < 0.3
    late = recipe.payment_habit != "on_time" or any(plant.pays_late for plant in plants)
    return drawn and not late if recipe.autopay is None else recipe.autopay


def _truth(plan: Plan, account: Account, revealed: list[Truth]) -> Truth:
    """What every account can tell, and then what its plants reveal."""
    bill = account.bills[-1]
    known: dict[str, Hidden] = {
        "caller_name": account.holder.name,
        "holder_name": account.holder.name,
        "stranger_name": draw_stranger(account.people, plan.seed),
        "people_at_home": plan.profile.at_home,
        "latest_bill": bill.id,
        "latest_total": bill.total,
        "latest_use": bill.use,
        "true_read": plan.last_read,
    }
    others = [person.name for person in account.people if person.standing == "authorised"]
    known |= {f"authorised_name{number if number > 1 else ''}": name for number, name in enumerate(others, 1)}
    before = year_before(account.bills, bill)
    if before is not None:
        known["year_ago_use"] = before.use
    payments = [entry for entry in account.entries if entry.kind is EntryKind.PAYMENT]
    if payments:
        known |= {"last_payment": -payments[-1].amount, "last_payment_on": payments[-1].received or payments[-1].on}
    for one in (plan.truth, *revealed):
        known |= one
    return MappingProxyType(known)
