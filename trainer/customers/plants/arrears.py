"""Arrears: bills left unpaid, and what the office has done about them, up to the shut-off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from trainer.customers.days import DAY, open_day_from, open_day_until
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.customers.plants.visits import order_number
from trainer.district.delinquency import past_due
from trainer.record.account import Account, Entry, EntryKind, Order, OrderStatus
from trainer.record.credit import Notice, NoticeKind, Shutoff

LATEST_PAYMENT = "how the bill before the latest was paid"
UNPAID = "which bills were left unpaid"
_STAGES = ("reminder", "final_notice", "scheduled", "off")
_LEAST = {"scheduled": 2, "off": 3}  # bills unpaid, before the law allows it
_TAG_DAYS = 3
_TAGGED = ("Tag left on door, nobody home.", "Posted 48 hr tag, front door.", "Knocked, n/a. Tag on gate.")
_OFF = ("Off at curb, locked. Read {read:04}.", "Shut & locked, rd {read:04}. No one out.")


@dataclass(frozen=True)
class Chain:
    """The days of collection, each from the oldest unpaid bill and by the law; a shut-off only where one is due."""

    reminder: dt.date
    final: dt.date
    tag: dt.date | None = None
    shutoff: dt.date | None = None


class Arrears(Plant):
    """The `unpaid` bills before the latest were not paid.

    `stage`: a reminder was sent; then a final notice, with its fee; then a shut-off is scheduled; or water is off.
    """

    name: ClassVar[str] = "arrears"
    decides: ClassVar[frozenset[str]] = frozenset({LATEST_PAYMENT, UNPAID})
    parameters: ClassVar[tuple[str, ...]] = (
        "final_notice_fee", "shutoff_delinquent_days", "shutoff_notice_business_days", "mailed_notice_days",
        "mailed_notice_begins_days",
    )  # fmt: skip
    needs_bills: ClassVar[int] = 8
    pays_late: ClassVar[bool] = True

    unpaid: int = Field(3, ge=1, le=6)
    stage: Literal["reminder", "final_notice", "scheduled", "off"] = "final_notice"

    @model_validator(mode="after")
    def _late_enough(self) -> Self:
        least = _LEAST.get(self.stage, 1)
        if self.unpaid < least:
            raise ValueError(f"stage: {self.stage} contradicts unpaid: {self.unpaid}; it takes {least} or more")
        return self

    def pay(self, plan: Plan) -> Plan:
        for number in range(-1 - self.unpaid, -1):
            plan = plan.with_payment(number, None)
        chain, oldest = self.chain(plan), plan.months[-1 - self.unpaid]
        if self._reached("final_notice"):
            fee = plan.district.number("final_notice_fee", chain.final)
            plan = plan.adding(Entry("", chain.final, EntryKind.NOTICE_FEE, fee, f"B{oldest.bill_on:%y%m%d}"))
        return plan.ordering(*self._visits(plan, chain))

    def finish(self, plan: Plan, account: Account) -> Account:
        chain = self.chain(plan)
        notices = (*account.notices, *self._notices(plan, account, chain))
        account = replace(account, notices=notices, status="off" if self.stage == "off" else account.status)
        if chain.shutoff is None:
            return account
        done = chain.shutoff if self.stage == "off" else None
        return replace(account, shutoffs=(*account.shutoffs, Shutoff("non_payment", chain.shutoff, done)))

    def reveal(self, plan: Plan, account: Account) -> Truth:
        chain, oldest = self.chain(plan), account.bills[-1 - self.unpaid]
        known: Truth = {
            "oldest_unpaid": oldest.id, "oldest_unpaid_due": oldest.due, "unpaid_bills": self.unpaid,
            "past_due": past_due(account.bills, account.entries, plan.today),
        }  # fmt: skip
        if self._reached("final_notice"):
            fee = next(entry for entry in account.entries if entry.kind is EntryKind.NOTICE_FEE)
            known = {**known, "final_notice_on": chain.final, "notice_fee": fee.id, "notice_fee_amount": fee.amount}
        return {**known, "shutoff_on": chain.shutoff} if chain.shutoff else known

    def chain(self, plan: Plan) -> Chain:
        rng, due = plan.stream("plant arrears"), plan.months[-1 - self.unpaid].due
        reminder, final = (due + DAY * rng.randint(*after) for after in ((4, 6), (9, 12)))
        ahead, ago = rng.randint(1, 5), rng.randint(1, 3)
        reminder, final = (self._open(plan, day) for day in (reminder, final))
        if self.stage == "off":
            shutoff = open_day_until(plan.today - DAY * ago, plan.district.policy)
        elif self.stage == "scheduled":
            shutoff = open_day_from(max(plan.today + DAY * ahead, _lawful(plan, due, final)), plan.district.policy)
        else:
            return Chain(reminder, final)
        return Chain(reminder, final, shutoff - DAY * _TAG_DAYS, shutoff)

    def _open(self, plan: Plan, day: dt.date) -> dt.date:
        """An office day from `day` on that is past."""
        policy = plan.district.policy
        return open_day_until(min(open_day_from(day, policy), plan.today - DAY), policy)

    def _reached(self, stage: str) -> bool:
        return _STAGES.index(self.stage) >= _STAGES.index(stage)

    def _notices(self, plan: Plan, account: Account, chain: Chain) -> Iterator[Notice]:
        bill, number = account.bills[-1 - self.unpaid].id, len(account.notices)
        spoken = account.holder.language
        languages = ("English",) if spoken == "English" else ("English", spoken)
        sent = [(NoticeKind.REMINDER, chain.reminder, "mail")]
        if self._reached("final_notice"):
            sent.append((NoticeKind.FINAL, chain.final, "mail"))
        if chain.tag and chain.tag < plan.today:
            sent.append((NoticeKind.DOOR_TAG, chain.tag, "door"))
        for place, (kind, on, how) in enumerate(sent, number + 1):
            yield Notice(f"N{place}", kind, on, how, languages=languages, concerns=bill)

    def _visits(self, plan: Plan, chain: Chain) -> Iterator[Order]:
        rng = plan.stream("plant arrears: words")
        tagged, off = rng.choice(_TAGGED), rng.choice(_OFF).format(read=plan.last_read)
        if chain.tag and chain.tag < plan.today:
            made = plan.district.policy.add_business_days(chain.tag, -1)
            name = order_number(plan, "arrears: tag")
            yield Order(name, "door_notice", made, OrderStatus.DONE, done_on=chain.tag, result=tagged)
        if self.stage == "off" and chain.shutoff:
            made = plan.district.policy.add_business_days(chain.shutoff, -1)
            name = order_number(plan, "arrears: off")
            yield Order(name, "turn_off", made, OrderStatus.DONE, done_on=chain.shutoff, result=off)


def _lawful(plan: Plan, due: dt.date, final: dt.date) -> dt.date:
    """The first day on which all of the law's days have run."""
    number = {name: int(plan.district.number(name, plan.today)) for name in Arrears.parameters[1:]}
    mailed = DAY * (number["mailed_notice_days"] + number["mailed_notice_begins_days"])
    noticed = plan.district.policy.add_business_days(final, number["shutoff_notice_business_days"])
    return max(due + DAY * number["shutoff_delinquent_days"], final + mailed, noticed)
