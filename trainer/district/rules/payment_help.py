"""Chapter 4, help with paying: automatic payment, paperless bills, the portal, payments on their way, and scams."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from trainer.district.delinquency import open_amounts
from trainer.district.rules.registry import owes, rules_on
from trainer.record.account import Bill, OrderStatus
from trainer.record.act import Act, act, pattern, squeezed
from trainer.record.case import Case
from trainer.record.ruling import Need, Obligation, Ruling, all_of, forbidden, not_yet, permitted
from trainer.record.service import Document, Payments

AUTOPAY_FORM = "autopay form"
# What is wrong in the portal, as told, and the step that helps.
PORTAL_STEPS: Mapping[str, str] = {
    "locked_out": "reset_password", "wrong_number": "check_number",
    "pending": "open_history", "not_registered": "use_quick_pay",
}  # fmt: skip
FAKE_COLLECTOR, AT_THE_DOOR = "collector", "at_the_door"


@rules_on("autopay_form", "enrol_autopay")
def autopay_form(case: Case, what: Act) -> Ruling | None:
    """Automatic payment needs a whole form: bank details and a signature, by someone on the account."""
    forms: list[Document] = [one for one in case.see("documents") if one.kind == AUTOPAY_FORM]
    if forms and forms[-1].by and forms[-1].by not in {person.name for person in case.see("people")}:
        return forbidden(f"{forms[-1].by} is not on the account.", reasons=("not_authorised",))
    if (forms and forms[-1].complete) or all_of(
        lambda: case.know("bank_details") is True, lambda: case.know("signature") is True
    ):
        return permitted(credit=True)
    return forbidden(
        "The form is not complete.", reasons=("papers_missing",), instead=(act("give_form", form="autopay"),)
    )  # fmt: skip


@rules_on("autopay_start", "enrol_autopay")
def autopay_start(case: Case, what: Act) -> Ruling | None:
    """The bill that is open now is paid by hand: automatic payment begins after its due date."""
    earliest, start = _first_day(case), what.get("start")
    if isinstance(start, dt.date) and start < earliest:
        return forbidden("The open bill would be left unpaid, or paid twice.", allowed=what.but(start=earliest))
    return permitted()


def _first_day(case: Case) -> dt.date:
    """The first day automatic payment may begin: after the due date of a bill still open, else tomorrow."""
    bills: Sequence[Bill] = case.see("bills")
    tomorrow = case.today + dt.timedelta(days=1)
    if not bills or not open_amounts(bills, case.see("ledger"))[bills[-1].id]:
        return tomorrow
    case.note_reading("due date", bills[-1].due, "bills")
    return max(tomorrow, bills[-1].due + dt.timedelta(days=1))


@owes("autopay_start")
def tell_the_first_bill(case: Case) -> Iterable[Obligation]:
    """Whoever signs up hears which bill is the first, and that the one before is still theirs to pay."""
    contact = case.talking
    if contact is not None and case.did(pattern("enrol_autopay")):
        say = (pattern("explain", topic="autopay_start"),)
        yield Obligation("first", "Say which bill is paid first", say, contact=contact.id, while_open=True)


@rules_on("ebill_address", "enrol_ebill")
def ebill_address(case: Case, what: Act) -> Ruling | None:
    """Paperless bills go to the address they gave, and never to one that bounced."""
    entered, given = squeezed(str(what.text("email"))), case.know("email_on_file")
    if entered != squeezed(str(given)):
        return forbidden("That is not the address they gave.", allowed=what.but(email=str(given)))
    shown: Payments = case.see("payments")
    holder = next((person for person in case.see("people") if person.standing == "holder"), None)
    if shown.email_bounced and holder is not None and entered == squeezed(holder.email):
        case.note_reading("bounced on", shown.email_bounced, "payments")
        return forbidden("Mail to that address came back.", reasons=("papers_missing",))
    return permitted()


@owes("portal_help")
def portal_help(case: Case) -> Iterable[Obligation]:
    """Trouble in the portal is answered with the step that helps, while they are there; not with a referral."""
    contact, step = case.talking, PORTAL_STEPS.get(str(case.told("portal_trouble")))
    if contact is not None and step is not None:
        do = (pattern("instruct", step=step),)
        yield Obligation(f"portal:{step}", "Take them through the portal", do, contact=contact.id, while_open=True)


@rules_on("portal_help", "instruct")
def the_step_that_helps(case: Case, what: Act) -> Ruling | None:
    """Ask what they see before a step, and give the step for that."""
    if what.text("step") not in PORTAL_STEPS.values():
        return None
    right = PORTAL_STEPS.get(str(case.know("portal_trouble", assume="nothing")))
    if right is None or right == what.text("step"):
        return permitted()
    return forbidden("That step does not help with what they see.", allowed=what.but(step=right))


@rules_on("pending_payment", "explain", "take_payment")
def pending_payment(case: Case, what: Act) -> Ruling | None:
    """What is on its way is told as that, and before the same amount is taken again."""
    if what.kind == "explain":
        if what.text("topic") != "pending_payment":
            return None
        shown: Payments = case.see("payments")
        return permitted(credit=True) if shown.pending else forbidden("No payment is pending.", untrue=True)
    on_its_way = case.panels.get("payments", Payments()).pending
    told = pattern("explain", topic="pending_payment")
    if any(one.amount == what.amount() for one in on_its_way) and not case.did(told):
        return not_yet("That amount is on its way already. Tell them first.", told)
    return None


@owes("paid_a_scam")
def paid_a_scam(case: Case) -> Iterable[Obligation]:
    """Who paid a false collector: call the bank, tell the police, know the signs; and the office logs it."""
    contact = case.talking
    if case.told("how_paid") != FAKE_COLLECTOR or contact is None:
        return
    told = {
        "bank": ("Tell them to call the bank", pattern("instruct", step="call_the_bank")),
        "police": ("Tell them to report it to the police", pattern("instruct", step="report_to_police")),
        "signs": ("Explain how to know a scam", pattern("explain", topic="scam")),
    }
    for key, (say, how) in told.items():
        yield Obligation(key, say, (how,), contact=contact.id, while_open=True)
    yield Obligation("log", "Log the scam", (pattern("write_log", log="scam"),))


@owes("man_at_the_door")
def man_at_the_door(case: Case) -> Iterable[Obligation]:
    """Someone at the door says they are ours: unless an open order shows it, nobody is let in, and the police hear."""
    contact = case.talking
    if case.told("purpose") != AT_THE_DOOR or contact is None:
        return
    look = pattern("look", panel="orders")
    yield Obligation("look", "Look whether we sent someone", (look,), contact=contact.id, while_open=True)
    if any(order.status is OrderStatus.OPEN for order in case.panels.get("orders", ())):
        return
    stay = (pattern("instruct", step="do_not_let_in"),)
    yield Obligation("stay", "Tell them not to let anyone in", stay, contact=contact.id, while_open=True)
    if "orders" in case.panels:
        police = (pattern("instruct", step="call_911"), pattern("instruct", step="report_to_police"))
        yield Obligation("police", "Tell them to call the police", police, contact=contact.id, while_open=True)
        yield Obligation("log", "Log the scam", (pattern("write_log", log="scam"),))


@rules_on("man_at_the_door", "instruct")
def send_nobody_of_ours_away(case: Case, what: Act) -> Ruling | None:
    """The police are for someone we did not send: look first, unless there is danger."""
    if case.told("purpose") != AT_THE_DOOR or what.text("step") not in ("call_911", "report_to_police"):
        return None
    if case.told("danger") not in (None, False, "none"):
        return permitted()
    if "orders" not in case.panels:
        raise Need("Look whether we sent someone.", pattern("look", panel="orders"))
    if any(order.status is OrderStatus.OPEN for order in case.see("orders")):
        return forbidden("An open order shows that we sent someone.", untrue=True)
    return permitted()
