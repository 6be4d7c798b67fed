"""What is done on a customer's account: who they are, their service, their charges, credit and collection."""

from __future__ import annotations

from trainer.record import topic
from trainer.record.kinds.base import ARRIVAL, ActKind, Way, amount, choice, count, day, text, words

_ITEMS = {
    item: topic.QUESTIONS[item]
    for item in (*topic.IDENTITY_ITEMS, *topic.COUNTER_ITEMS, *topic.WRITTEN_ITEMS)
}  # fmt: skip
_REASONS = words(courtesy="courtesy", our_mistake="our mistake")
_RELIEF = words(
    courtesy="courtesy", our_mistake="our mistake", not_delivered="the notice was not delivered",
    cap="the cap of the law", low_income="low income",
)  # fmt: skip
_CAUSES = words(
    misread="misread meter", leak="leak", estimate="estimated read", crossed="crossed meters", fast_meter="fast meter"
)
_KINDS = words(owner="owner", tenant="tenant", business="business", construction="temporary construction")
_DEPOSIT_REASONS = words(
    credit_letter="letter of credit", rent_proof="proof of paying rent", owner_agreement="agreement of the owner",
    low_income="low income",
)  # fmt: skip
_SHUTOFF_REASONS = words(
    non_payment="non-payment", unauthorised_use="unauthorized use", backflow="backflow test overdue", request="request"
)
_STOPS = words(
    paid="paid", arrangement="extension or plan", appeal="appeal or dispute", medical="medical protection",
    tenant="occupants who are not the customer", notice="notice not given as the law asks", our_mistake="our mistake",
    safety="someone would not be safe",
    bankruptcy="bankruptcy",
)  # fmt: skip
_NOTICES = words(
    reminder="reminder", final_notice="final notice", door_tag="notice at the door", occupants="notice to occupants",
    plan_default="final notice after a broken plan",
)  # fmt: skip
_HOW = words(phone="by telephone", mail="by mail", email="by e-mail", visit="by a visit", door="posted at the door")
_DECLARATIONS = words(
    medical="certificate of a care provider", physician="certificate of a physician", benefit="a benefit",
    income="income below the limit", willing="willing to arrange",
)  # fmt: skip
_VARIANCES = words(
    people="more people", landscape="more landscape", medical="medical need", care="licensed care", animals="animals"
)
_HOURS = words(office="in office hours", after="after hours")
_FLAGS = words(
    protected="protected address", deceased="the customer has died", bankruptcy="bankruptcy", threat="threat to a crew",
    life_support="depends on water for life", restraining="restraining order",
)  # fmt: skip

CUSTOMER = (
    # Identity and people
    ActKind("match", Way.DO, "Match an identity item", {
        "item": choice(_ITEMS, "Item"), "given": text("As given"),
    }, 5),
    ActKind("add_person", Way.DO, "Add an authorized person", {"name": text("Name")}, 15, changes=True),
    ActKind("remove_person", Way.DO, "Remove a person", {"name": text("Name")}, 12, changes=True),
    ActKind("set_flag", Way.DO, "Set a flag on the account", {
        "flag": choice(_FLAGS, "Flag"), "on": day("From", required=False),
    }, 12),
    # Service
    ActKind("start_service", Way.DO, "Start service", {
        "customer": choice(_KINDS, "For"), "place": text("Address"), "on": day("From"),
        "name": text("Name", required=False),
    }, 60),
    ActKind("end_service", Way.DO, "End service", {"on": day("Last day")}, 40, changes=True),
    ActKind("transfer_service", Way.DO, "Transfer service", {
        "place": text("New address"), "on": day("From"),
    }, 60, changes=True),
    ActKind("change_name", Way.DO, "Change the name", {"name": text("New name")}, 25, changes=True),
    ActKind("change_address", Way.DO, "Change the mailing address", {
        "place": text("New address"), "arrival": ARRIVAL,
    }, 25, changes=True),
    ActKind("quote_payoff", Way.DO, "Quote a payoff", {"amount": amount(), "on": day("As of")}, 25, changes=True),
    ActKind("lend_meter", Way.DO, "Lend a construction meter", {
        "deposit": amount("Deposit, $"), "fee": amount("Fee, $"),
    }, 60),
    ActKind("return_meter", Way.DO, "Take back a construction meter", {
        "refund": amount("Refund, or due with a minus, $", signed=True),
    }, 45, changes=True),
    # Charges
    ActKind("waive_fee", Way.DO, "Waive or reverse a late penalty", {
        "fee": text("Ledger line"), "amount": amount(required=False), "reason": choice(_REASONS, "Reason"),
    }, 12, changes=True),
    ActKind("reduce_charge", Way.DO, "Take off or reduce another charge", {
        "charge": text("Ledger line"), "amount": amount("Amount taken off, $"), "reason": choice(_RELIEF, "Reason"),
    }, 12, changes=True),
    ActKind("estimate_bill", Way.DO, "Estimate a bill at another read", {
        "bill": text("Bill"), "read": count("Read at the end"),
    }, 15),
    ActKind("work_out_leak", Way.DO, "Work out a leak adjustment", {"bill": text("Bill")}, 20),
    ActKind("recommend_adjustment", Way.DO, "Recommend an adjustment", {
        "bill": text("Bill"), "amount": amount(), "cause": choice(_CAUSES, "Cause", required=False),
    }, 20, changes=True),
    ActKind("approve_adjustment", Way.DO, "Approve an adjustment", {"bill": text("Bill")}, 20, changes=True),
    ActKind("rebill", Way.DO, "Cancel a bill and make it out anew", {
        "bill": text("Bill"), "read": count("Right read"),
    }, 60, changes=True),
    ActKind("approve_variance", Way.DO, "Enter a budget variance", {
        "variance": choice(_VARIANCES, "Kind"), "start": day("From"), "units": count("Units a month", required=False),
        "people": count("People in all", required=False), "area": count("Square feet in all", required=False),
    }, 30, changes=True),
    # Credit
    ActKind("require_deposit", Way.DO, "Ask for a deposit", {"amount": amount()}, 15),
    ActKind("waive_deposit", Way.DO, "Waive a deposit", {"reason": choice(_DEPOSIT_REASONS, "Reason")}, 12),
    ActKind("reduce_deposit", Way.DO, "Reduce a deposit", {"amount": amount("Amount taken off, $")}, 12),
    ActKind("return_deposit", Way.DO, "Return a deposit", {
        "deposit": text("Deposit"), "amount": amount(),
        "how": choice(words(credit="on the account", check="by check"), "How"),
    }, 20, changes=True),
    # Collection
    ActKind("place_hold", Way.DO, "Place a dispute hold", {"bill": text("Bill")}, 10, changes=True),
    ActKind("release_hold", Way.DO, "Release a dispute hold", {"bill": text("Bill")}, 10, changes=True),
    ActKind("file_appeal", Way.DO, "File a review or appeal", {"bill": text("Bill")}, 20, changes=True),
    ActKind("grant_extension", Way.DO, "Grant an extension", {"until": day("New due date")}, 12, changes=True),
    ActKind("set_up_plan", Way.DO, "Set up a payment plan", {
        "instalments": count("Months"), "amount": amount("Each instalment, $", required=False),
    }, 25, changes=True),
    ActKind("record_declaration", Way.DO, "Record a declaration", {
        "declaration": choice(_DECLARATIONS, "What"), "until": day("Valid until", required=False),
    }, 15, changes=True),
    ActKind("send_notice", Way.DO, "Send a notice", {
        "notice": choice(_NOTICES, "Notice"), "how": choice(_HOW, "How"),
        "to": choice(words(customer="the customer", occupant="the occupants", third_party="the third party"), "To"),
    }, 15, changes=True),
    ActKind("schedule_shutoff", Way.DO, "Schedule a shut-off", {
        "on": day("Day"), "reason": choice(_SHUTOFF_REASONS, "Reason"),
    }, 15, changes=True),
    ActKind("stop_shutoff", Way.DO, "Stop a shut-off", {"reason": choice(_STOPS, "Because")}, 10, changes=True),
    ActKind("restore_service", Way.DO, "Restore service", {
        "when": choice(_HOURS, "When"), "fee": amount("Fee, $", required=False),
    }, 15, changes=True),
    ActKind("contact_customer", Way.DO, "Contact the customer", {
        "how": choice(_HOW, "How"), "arrival": ARRIVAL,
    }, 30, changes=True),
)  # fmt: skip
