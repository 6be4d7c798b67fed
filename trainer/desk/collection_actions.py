"""Collection: more time, plans, holds, appeals, declarations, notices."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from trainer.desk.events import Event
from trainer.desk.record_events import Amended, Filed
from trainer.desk.registry import RefusedError, Systems, a_count, a_date, action, not_past, the_account, the_bill
from trainer.desk.state import Desk
from trainer.district.dates import months_ahead
from trainer.district.delinquency import open_amounts, past_due
from trainer.district.money import dollars
from trainer.district.rules.extensions import PLAN, instalments
from trainer.district.rules.shutoff_notices import languages_in
from trainer.record.account import NO_MONEY, Account, Note
from trainer.record.act import Act
from trainer.record.case import shown
from trainer.record.credit import EXTENSION, Appeal, Arrangement, Declaration, Notice, NoticeKind
from trainer.record.kinds import KINDS

LONGEST = 36  # instalments that the system can hold
NOTICES = {
    "reminder": NoticeKind.REMINDER, "final_notice": NoticeKind.FINAL, "door_tag": NoticeKind.DOOR_TAG,
    "occupants": NoticeKind.OCCUPANTS, "plan_default": NoticeKind.PLAN_DEFAULT,
}  # fmt: skip
NOTICE_LANGUAGES = "notice_languages"


@action("place_hold")
def place_hold(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    bill = the_bill(desk, act)
    if bill.id in the_account(desk).holds:
        raise RefusedError("That bill is on hold already.")
    return [Filed("holds", bill.id, f"Dispute hold on bill {bill.id}")]


@action("release_hold")
def release_hold(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    account, bill = the_account(desk), the_bill(desk, act)
    if bill.id not in account.holds:
        raise RefusedError(f"{bill.id} is not on hold. On hold: {', '.join(account.holds) or 'no bill'}.")
    others = tuple(one for one in account.holds if one != bill.id)
    return [Amended({"holds": others}, f"Dispute hold on bill {bill.id} released")]


@action("file_appeal")
def file_appeal(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    account, bill = the_account(desk), the_bill(desk, act)
    if any(one.bill == bill.id and one.decided is None for one in account.appeals):
        raise RefusedError(f"A review of {bill.id} is pending already.")
    return [Filed("appeals", Appeal(bill.id, desk.today), f"Review of {bill.id} filed, pending until it is decided")]


@action("grant_extension")
def grant_extension(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    until = a_date(act, "until")
    the_account(desk)
    if until <= desk.today:
        raise RefusedError("An extension ends after today.")
    return [Filed("arrangements", Arrangement(EXTENSION, until, agreed=desk.today), f"Extension until {shown(until)}")]


@action("set_up_plan")
def set_up_plan(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    """Monthly instalments of what is past due, or else owed; left out, the amount of each is worked out."""
    account, months, amount = the_account(desk), a_count(act, "instalments"), act.amount()
    if account.balance <= 0:
        raise RefusedError("Nothing is owed on this account.")
    if not 2 <= months <= LONGEST:
        raise RefusedError(f"A plan has between 2 and {LONGEST} instalments.")
    owed = to_divide(account, desk) or account.balance
    each, last = instalments(owed, months) if amount is None else (amount, owed - amount * (months - 1))
    if last <= 0:
        raise RefusedError(f"{months} instalments of {dollars(each)} come to more than the {dollars(owed)} owed.")
    plan = Arrangement(PLAN, months_ahead(desk.today, months), months, desk.today, each)
    said = f"{months} instalments of {dollars(each)}" + (f", the last {dollars(last)}" if last != each else "")
    return [Filed("arrangements", plan, f"Payment plan until {shown(plan.until)}: {said}")]


def to_divide(account: Account, desk: Desk) -> Decimal:
    """What a plan divides, in dollars: what is past due, or else what of the bills is open."""
    late = past_due(account.bills, account.entries, desk.today)
    return late or sum(open_amounts(account.bills, account.entries).values(), NO_MONEY)


@action("record_declaration")
def record_declaration(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    account, kind, until = the_account(desk), str(act.text("declaration")), act.get("until")
    ends = not_past(desk, a_date(act, "until"), "The day until which it holds") if until is not None else None
    if any(one.kind == kind and (one.until is None or one.until >= desk.today) for one in account.declarations):
        raise RefusedError("That is on record already, and has not run out.")
    label = KINDS["record_declaration"].slots["declaration"].choices[kind].label
    said = f"Recorded: {label}" + (f", until {shown(ends)}" if ends else "")
    return [Filed("declarations", Declaration(kind, desk.today, "customer", ends), said)]


@action("send_notice")
def send_notice(desk: Desk, act: Act, systems: Systems) -> Sequence[Event]:
    """In every language of the law: the form is printed in all of them."""
    account, kind, how = the_account(desk), NOTICES[str(act.text("notice"))], str(act.text("how"))
    if account.status == "closed":
        raise RefusedError("The account is closed: write to the customer instead.")
    bill, to = account.latest_bill, str(act.text("to")).replace("_", " ")
    languages = ("English", *sorted(languages_in(systems.parameter(NOTICE_LANGUAGES) or "")))
    number = f"N{len(account.notices) + 1}"
    notice = Notice(number, kind, desk.today, how, to, languages, concerns=bill.id if bill else "")
    label = KINDS["send_notice"].slots["how"].choices[how].label
    return [Filed("notices", notice, f"{kind.value.capitalize()} to the {to.removeprefix('the ')}, {label}: {number}")]


@action("contact_customer")
def contact_customer(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    label = KINDS["contact_customer"].slots["how"].choices[str(act.text("how"))].label
    the_account(desk)
    said = f"Customer contacted {label}"
    return [Filed("notes", Note(desk.today, desk.clerk, f"{said}."), said)]
