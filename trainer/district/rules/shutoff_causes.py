"""What stands against a shut-off for non-payment: one short answer for each cause, and which of them stand now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence

from trainer.district.delinquency import past_due
from trainer.district.rules.extensions import in_force
from trainer.district.rules.hardship import medical_reason
from trainer.district.rules.registry import RulingLogic
from trainer.district.rules.shutoff_notices import (
    notice_in_their_language,
    occupant_copy,
    two_days_before,
    visit_when_mail_returns,
)
from trainer.district.rules.shutoff_timing import (
    NON_PAYMENT,
    after_a_broken_plan,
    contact_in_time,
    is_home,
    late_bill,
    mailed_notice,
    open_days_only,
    sixty_days,
)
from trainer.district.rules.tenants import tenants_ten_days
from trainer.record.account import NO_MONEY, EntryKind
from trainer.record.act import act
from trainer.record.case import Case
from trainer.record.credit import NoticeKind
from trainer.record.ruling import Verdict
from trainer.record.service import FlagKind

CHILD_ALONE = "child alone"
Cause = Callable[[Case, dt.date], str | None]


def appeal_pending(case: Case, on: dt.date) -> str | None:
    """An adult at the residence has asked for a review or appeal that is not decided."""
    waiting = any(one.decided is None for one in case.see("protections").appeals)
    return "An appeal is pending: nothing is shut off before it is decided." if waiting else None


def dispute_open(case: Case, on: dt.date) -> str | None:
    """A disputed bill is being investigated."""
    return "A disputed bill is being investigated." if case.see("protections").holds else None


def arrangement_kept(case: Case, on: dt.date) -> str | None:
    """An extension or plan runs on that day and has not been broken."""
    kept = in_force(case.see("arrangements"), on)
    return f"The {kept.kind} is kept and runs until {kept.until:%-d %B %Y}." if kept else None


def medical(case: Case, on: dt.date) -> str | None:
    """All three medical conditions hold in a home."""
    return medical_reason(case) if is_home(case) else None


def paid_enough(case: Case, on: dt.date) -> str | None:
    """Nothing is unpaid, or something was paid since the final notice and the rest is not late enough."""
    bill = late_bill(case)
    if bill is None:
        return "Nothing is unpaid."
    sent = max((one.on for one in case.see("notices") if one.kind is NoticeKind.FINAL), default=None)
    payments = (one.on for one in case.see("ledger") if one.kind is EntryKind.PAYMENT)
    late = (on - bill.due).days
    enough = late < (case.parameter("shutoff_delinquent_days") if is_home(case) else 1)
    paid = sent is not None and any(day >= sent for day in payments)
    return f"It was paid, but for what is {max(late, 0)} days past due, which is too few." if enough and paid else None


def payment_pending(case: Case, on: dt.date) -> str | None:
    """A payment that covers what is past due is on its way."""
    coming_in = sum((one.amount for one in case.see("payments").pending), NO_MONEY)
    owed = past_due(case.see("bills"), case.see("ledger"), case.today)
    case.note_reading("pending payment", coming_in, "payments")
    return "A payment that covers what is past due is on its way." if owed and coming_in >= owed else None


def not_safe(case: Case, on: dt.date) -> str | None:
    """Someone's life depends on water, or a child is home alone on the day."""
    if any(flag.kind is FlagKind.LIFE_SUPPORT for flag in case.see("summary").flags):
        return "Someone there depends on water for life."
    if case.told("people_at_home") == CHILD_ALONE and on == case.today:
        return "A child is home alone: nobody turns the water off today."
    return None


def bankrupt(case: Case, on: dt.date) -> str | None:
    """A petition in bankruptcy was filed: collecting stops, and with it a shut-off for what was owed before."""
    flagged = any(flag.kind is FlagKind.BANKRUPTCY for flag in case.see("summary").flags)
    return "A petition in bankruptcy was filed: collecting stops." if flagged or case.told("petition") is True else None


STEPS = (
    sixty_days, contact_in_time, mailed_notice, two_days_before, open_days_only, after_a_broken_plan, occupant_copy,
    notice_in_their_language, visit_when_mail_returns,
)  # fmt: skip


def falls_short(case: Case, on: dt.date) -> str | None:
    """What the law still asks for before a shut-off on a day."""
    return _unmet(case, on, STEPS)


def tenants_not_told(case: Case, on: dt.date) -> str | None:
    """People who rent were not told in time that their landlord's service ends."""
    return _unmet(case, on, (tenants_ten_days,))


def _unmet(case: Case, on: dt.date, steps: Sequence[RulingLogic]) -> str | None:
    wanted = act("schedule_shutoff", on=on, reason=NON_PAYMENT)
    rulings = (logic(case, wanted) for logic in steps)
    return next((one.why for one in rulings if one is not None and one.verdict is not Verdict.PERMITTED), None)


CAUSES: Mapping[str, tuple[Cause, ...]] = {
    "paid": (paid_enough, payment_pending), "arrangement": (arrangement_kept,),
    "appeal": (appeal_pending, dispute_open), "medical": (medical,), "safety": (not_safe,), "notice": (falls_short,),
    "tenant": (tenants_not_told,), "bankruptcy": (bankrupt,), "our_mistake": (falls_short, tenants_not_told),
}  # fmt: skip


def stands(case: Case, reason: str, on: dt.date) -> str | None:
    """Why a shut-off on a day must stop for this reason, or None; raises Need."""
    return next((found for found in (cause(case, on) for cause in CAUSES[reason]) if found), None)


def standing_causes(case: Case, on: dt.date) -> Iterator[tuple[str, str]]:
    """The reasons for which a shut-off on a day must stop, each with why; raises Need."""
    for reason in CAUSES:
        why = stands(case, reason, on)
        if why:
            yield reason, why
