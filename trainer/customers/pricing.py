"""What a period costs: the facts a tariff asks for, taken from the account alone, and the bill it gives.

The desk prices a bill again at another read through the same functions, so both always agree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from trainer.customers.district import District
from trainer.customers.periods import evapotranspiration
from trainer.customers.plan import Month, Plan
from trainer.customers.profile import Profile
from trainer.district.tariff import Bill as Priced
from trainer.district.tariff import Variance
from trainer.district.tariff.estimates import Payer, Period, caught_up, spread
from trainer.record.account import NO_MONEY, Account, Bill, Estimate, ReadSource

Facts = dict[str, Decimal | int | str]
# How the pack's tariffs call the variances of an account, and what of one they count.
VARIANCES = {"people": ("more_residents", "people"), "landscape": ("more_landscape", "area")}


def facts(district: District, place: Profile | Account, first: dt.date, last: dt.date, bill_on: dt.date) -> Facts:
    """What the tariff asks about a customer and a period, but for the use."""
    if isinstance(place, Account):
        home = place.premise
        known: Facts = {"hhsize": home.household, "irr_area": home.irrigated_area, "meter_size": place.meter.size}
        known["pressure_zone"] = home.pressure_zone
    else:
        known = {"hhsize": place.household, "irr_area": place.irrigated_area, "meter_size": place.meter_size}
        known["pressure_zone"] = place.pressure_zone
    inches = evapotranspiration(district, first, last, bill_on)
    return {**district.invented.facts, **known, "et_amount": inches}


def price(plan: Plan, month: Month, use: int) -> Priced:
    """The bill of one month of the plan at some use, in CCF."""
    known = facts(plan.district, plan.profile, month.period_from, month.read_on, month.bill_on)
    return plan.district.tariffs.bill(
        plan.district.area,
        plan.profile.customer_class,
        month.period_from,
        month.read_on,
        {**known, "usage_ccf": use},
        variances=plan.variances,
    )


def period_of(plan: Plan, month: Month) -> Period:
    """A month as the tariffs know it, at the use it is billed for."""
    known = facts(plan.district, plan.profile, month.period_from, month.read_on, month.bill_on)
    return Period(month.period_from, month.read_on, Decimal(month.billed), known)


def total_of(priced: Priced) -> Decimal:
    """What a bill comes to, in dollars."""
    return sum((charge.amount for charge in priced.charges), NO_MONEY)


def bill_of(plan: Plan, number: int) -> Priced:
    """The bill of a month of the plan; one that was read after estimates makes up for them."""
    month, behind = plan.months[number], estimated_before(plan, number)
    if not behind:
        return price(plan, month, month.billed)
    payer = Payer(plan.district.area, plan.profile.customer_class, plan.variances)
    billed = [period_of(plan, one) for one in behind]
    return caught_up(plan.district.tariffs, payer, billed, period_of(plan, month), _since(behind, month))


def priced_use(plan: Plan, number: int) -> int:
    """The use that a month's own lines are made out for: its share, where it makes up for estimates."""
    month, behind = plan.months[number], estimated_before(plan, number)
    if not behind:
        return month.billed
    return int(list(spread(_since(behind, month), [one.days for one in (*behind, month)]))[-1])


def estimated_before(plan: Plan, number: int) -> list[Month]:
    """The months right before one that was read, all estimated, oldest first; none before one that was not read."""
    months = plan.months[: number % len(plan.months) + 1]
    if months[-1].source is ReadSource.ESTIMATED:
        return []
    return list(takewhile(lambda month: month.source is ReadSource.ESTIMATED, reversed(months[:-1])))[::-1]


def reprice(district: District, account: Account, bill: Bill, read: int) -> Estimate:
    """The bill worked out again as if its read had been `read`; raises ValueError for a read below the one before."""
    behind = list(_estimated_bills(account, bill))
    use = sum(one.read_to - one.read_from for one in behind) if behind else 0
    used = read - bill.read_from + use if behind else bill.use + read - bill.read_to
    if used < 0:
        raise ValueError(f"The read before was {bill.read_from}; {read} is below it.")
    payer = Payer(district.area, account.customer_class, _enlarged(account))
    current = _again(district, account, bill, used)
    if behind:
        earlier = [_again(district, account, one, one.use) for one in behind]
        priced = caught_up(district.tariffs, payer, earlier, current, Decimal(used))
    else:
        priced = district.tariffs.bill(
            payer.area, payer.customer_class, bill.period_from, bill.period_to,
            {**current.facts, "usage_ccf": used}, variances=payer.variances,
        )  # fmt: skip
    return Estimate(bill.id, read, priced.charges, bill.total)


def _since(behind: Sequence[Month], month: Month) -> Decimal:
    """The use since the read before the estimates, in CCF."""
    return Decimal(sum(one.billed for one in behind) + month.billed)


def _again(district: District, account: Account, bill: Bill, use: int) -> Period:
    known = facts(district, account, bill.period_from, bill.period_to, bill.on)
    return Period(bill.period_from, bill.period_to, Decimal(use), known)


def _estimated_bills(account: Account, bill: Bill) -> Iterator[Bill]:
    """The bills right before one that was read, all of them estimated, oldest first."""
    guessed = {read.on for read in account.reads if read.source is ReadSource.ESTIMATED}
    before = [one for one in account.bills if one.period_to < bill.period_from]
    if bill.period_to in guessed:
        return iter(())
    return reversed(list(takewhile(lambda one: one.period_to in guessed, reversed(before))))


def _enlarged(account: Account) -> tuple[Variance, ...]:
    """The account's variances as the tariffs know them."""
    known = ((one, *VARIANCES[one.kind]) for one in account.variances if one.kind in VARIANCES)
    return tuple(Variance(name, Decimal(getattr(one, what)), one.start, one.until) for one, name, what in known)
