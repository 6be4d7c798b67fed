"""Writing an account down from its plan: premise, meter, reads, bills and ledger."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from decimal import Decimal

from trainer.customers.days import DAY
from trainer.customers.ledger import ledger
from trainer.customers.numbers import account_number, meter_number
from trainer.customers.places import address
from trainer.customers.plan import Plan
from trainer.customers.pricing import bill_of, priced_use
from trainer.customers.recipe import Recipe
from trainer.customers.streams import stream
from trainer.district.dates import months_back
from trainer.record.account import Account, Bill, Meter, Premise, Read

_FOUR_DIGITS = 9_999
_NO_BUDGET = Decimal(0)
_PREMISES = {
    "RESIDENTIAL_SINGLE": "home", "RESIDENTIAL_MULTI": "apartments",
    "COMMERCIAL": "business", "IRRIGATION": "association",
}  # fmt: skip


def write_account(plan: Plan, recipe: Recipe, autopay: bool) -> Account:
    """The account as the desk would show it on the plan's day."""
    bills = tuple(_bills(plan))
    since = recipe.since or min(months_back(plan.today, plan.profile.months), plan.months[0].period_from)
    paperless = stream(plan.seed, "paperless").random() < 0.4
    return Account(
        number=account_number(plan.serial),
        customer_class=recipe.customer_class,
        since=since,
        people=plan.people,
        premise=_premise(plan, recipe),
        meter=_meter(plan, since, max(bill.read_to for bill in bills)),
        reads=_reads(plan, bills),
        bills=bills,
        entries=ledger(plan, bills),
        orders=plan.orders,
        notes=tuple(sorted(plan.notes, key=lambda note: note.on)),
        autopay=autopay,
        paperless=paperless if recipe.paperless is None else recipe.paperless,
        tenure=recipe.tenure or "owner",
    )


def _bills(plan: Plan) -> Iterator[Bill]:
    register = plan.start
    for number, month in enumerate(plan.months):
        priced = bill_of(plan, number)
        end = register + month.billed if month.register is None else month.register
        yield Bill(
            id=f"B{month.bill_on:%y%m%d}",
            on=month.bill_on,
            due=month.due,
            period_from=month.period_from,
            period_to=month.read_on,
            read_from=register,
            read_to=end,
            use=priced_use(plan, number),
            budget=priced.budget if priced.budget is not None else _NO_BUDGET,
            charges=priced.charges,
        )
        register = end


def _reads(plan: Plan, bills: tuple[Bill, ...]) -> tuple[Read, ...]:
    first = Read(plan.months[0].period_from - DAY, plan.start)
    ends = zip(bills, plan.months, strict=True)
    return (first, *(Read(bill.period_to, bill.read_to, month.source) for bill, month in ends))


def _premise(plan: Plan, recipe: Recipe) -> Premise:
    community = stream(plan.seed, "community").choice(plan.district.communities)
    return Premise(
        address=recipe.address or address(plan.serial, plan.district.streets),
        community=recipe.community or community,
        postcode=plan.district.invented.postcode,
        household=plan.profile.household,
        irrigated_area=plan.profile.irrigated_area,
        pressure_zone=plan.profile.pressure_zone,
        kind=_PREMISES[recipe.customer_class],
    )


def _meter(plan: Plan, since: dt.date, highest: int) -> Meter:
    """A four-digit register, or a longer one where so much flows that four would roll over."""
    rng = stream(plan.seed, "meter")
    digits = 4 if max(highest, plan.last_read) <= _FOUR_DIGITS else 6
    return Meter(meter_number(plan.serial), plan.profile.meter_size, _installed(rng, since, plan), digits)


def _installed(rng: random.Random, since: dt.date, plan: Plan) -> dt.date:
    """On an office day before the first read kept here."""
    latest = plan.months[0].period_from - DAY * 30
    earliest = min(since, latest) - DAY * 365
    day = earliest + DAY * rng.randint(0, (latest - earliest).days)
    return plan.district.policy.add_business_days(day, -1)
