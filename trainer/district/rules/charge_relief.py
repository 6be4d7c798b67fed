"""Chapter 5, other charges: when a final notice fee, interest or a shut-off fee comes off, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from trainer.district.dates import months_back
from trainer.district.delinquency import open_on
from trainer.district.money import to_cents
from trainer.district.rules.hardship import NEEDS, declared, shown_by
from trainer.district.rules.penalties import earlier_courtesy, not_reversed
from trainer.district.rules.registry import rules_on
from trainer.record.account import Entry, EntryKind
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.credit import Notice, NoticeKind, Protections, Shutoff
from trainer.record.ruling import Need, Ruling, forbidden, permitted

SHUTOFF_FEES = (EntryKind.SHUTOFF_FEE, EntryKind.RECONNECTION)
CREDITS = (EntryKind.WAIVER, EntryKind.REVERSAL, EntryKind.ADJUSTMENT)
OTHER_WAYS = (act("offer", offer="extension"), act("offer", offer="payment_plan"))


def charge_named(case: Case, what: Act, *kinds: EntryKind) -> Entry | None:
    """The charge of one of these kinds that an act names; needs the ledger."""
    ledger: Sequence[Entry] = case.see("ledger")
    return next((e for e in ledger if e.id == what.text("charge") and e.kind in kinds), None)


def income_qualified(case: Case) -> bool:
    """Whether the household has shown a benefit or an income below the law's limit; needs asking, then recording."""
    if declared(case, *NEEDS):
        return True
    kind = shown_by(case, case.know("income", assume=False))
    if kind is None:
        return False
    raise Need("Record the declaration first.", pattern("record_declaration", declaration=kind))


def _used_up() -> Ruling:
    why = "A charge was already waived as a courtesy in the window."
    return forbidden(why, reasons=("waived_already",), instead=OTHER_WAYS)


@rules_on("final_notice_fee", "reduce_charge")
def final_notice_fee(case: Case, what: Act) -> Ruling | None:
    """The fee comes off when the notice came back or should not have been sent; otherwise once, as a courtesy."""
    fee = charge_named(case, what, EntryKind.NOTICE_FEE)
    if fee is None:
        return None
    left = not_reversed(case.see("ledger"), fee)
    case.note_reading("final notice fee", left, "ledger")
    cause = _notice_fault(case, fee)
    if cause:
        why = {"not_delivered": "The notice never reached them.", "our_mistake": "Nothing was past due that day."}
        return permitted(what.but(amount=left, reason=cause), why[cause], entitled=True)
    if earlier_courtesy(case, fee):
        return _used_up()
    return permitted(what.but(amount=left, reason="courtesy"), "No courtesy was used up in the window.")


def _notice_fault(case: Case, fee: Entry) -> str:
    """Why the fee should not be there: the notice did not arrive, or nothing was past due when it was sent."""
    notices: Sequence[Notice] = case.see("notices")
    sent = [one for one in notices if one.kind is NoticeKind.FINAL and one.on <= fee.on]
    if sent and sent[-1].reached is False:
        return "not_delivered"
    day = sent[-1].on if sent else fee.on
    return "" if open_on(case.see("bills"), case.see("ledger"), day) else "our_mistake"


@rules_on("interest_waiver", "reduce_charge")
def interest_waiver(case: Case, what: Act) -> Ruling | None:
    """A household below the law's limit has its interest waived once in so many months; several lines count once."""
    fee = charge_named(case, what, EntryKind.INTEREST)
    if fee is None:
        return None
    months = case.parameter("interest_waiver_months")
    start = months_back(case.today, months)
    ledger: Sequence[Entry] = case.see("ledger")
    lines = {e.id for e in ledger if e.kind is EntryKind.INTEREST}
    earlier = [e for e in ledger if e.kind in CREDITS and e.concerns in lines and start < e.on < case.today]
    if earlier:
        case.note_reading("interest last waived", earlier[-1].on, "ledger")
        return forbidden(
            f"Interest was already waived within {months} months.", reasons=("waived_already",), instead=OTHER_WAYS
        )
    if not income_qualified(case):
        return forbidden(
            "The waiver is for households below the limit.", reasons=("not_allowed",), instead=OTHER_WAYS
        )  # fmt: skip
    return permitted(
        what.but(amount=not_reversed(ledger, fee), reason="low_income"), "The household is below the limit.",
        entitled=True,
    )  # fmt: skip


@rules_on("shutoff_fee_relief", "reduce_charge")
def shutoff_fee_relief(case: Case, what: Act) -> Ruling | None:
    """A fee for a shut-off that was wrong comes off whole; otherwise a part may, once in the window, as a courtesy."""
    fee = charge_named(case, what, *SHUTOFF_FEES)
    if fee is None:
        return None
    left = not_reversed(case.see("ledger"), fee)
    case.note_reading("fee", left, "ledger")
    wrong = _wrongly_shut(case, fee)
    if wrong:
        return permitted(what.but(amount=left, reason="our_mistake"), wrong, entitled=True)
    if what.text("reason") in ("cap", "low_income"):
        return None
    return _used_up() if earlier_courtesy(case, fee) else _part_of(case, what, left)


def _part_of(case: Case, what: Act, fee: Decimal) -> Ruling:
    """The band: anything up to the percentage, decided by who is asked."""
    most = to_cents(fee * case.parameter("shutoff_fee_courtesy_percent") / 100)
    asked = what.amount()
    why = f"As a courtesy, anything up to ${most:,.2f} may come off."
    if asked is not None and asked > most:
        return forbidden(why, allowed=what.but(amount=most, reason="courtesy"))
    return permitted(what.but(amount=asked or most, reason="courtesy"), why, discretion=why)


def _wrongly_shut(case: Case, fee: Entry) -> str:
    """Why the shut-off behind a fee should not have been made; empty when nothing shows that."""
    shown: Protections = case.see("protections")
    done = [one.done for one in shown.shutoffs if _is_behind(one, fee)]
    if not done or done[-1] is None:
        return ""
    day = done[-1]
    if any(a.on <= day and (a.decided is None or a.decided > day) for a in shown.appeals):
        return "An appeal was pending that day."
    return "" if open_on(case.see("bills"), case.see("ledger"), day) else "Nothing was past due that day."


def _is_behind(one: Shutoff, fee: Entry) -> bool:
    return one.reason == "non_payment" and one.done is not None and one.done <= fee.on
