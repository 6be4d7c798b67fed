"""What a representative explains, gives as a reason, offers, instructs, states, promises or confirms."""

from __future__ import annotations

from trainer.record.topic.base import Topic, about, private, table

# What can be explained: general knowledge, and what touches one account.
EXPLANATIONS = table(
    *about(
        "The common ones",
        Topic("appeal", "review and appeal"),
        Topic("how_to_be_added", "how to be authorized"),
        Topic("late_penalty_rule", "how late penalties work"),
        Topic("bill_makeup", "how a bill is made up"),
        Topic("next_steps", "what happens next"),
        Topic("their_side", "whose side of the meter"),
        Topic("verification", "why we verify"),
        *private(Topic("misread", "the misread meter"), Topic("high_use", "the high use")),
    ),
    *about(
        "Service",
        Topic("service_area", "whose service area it is"),
        Topic("start_papers", "papers for starting service"),
        Topic("revert_to_owner", "service between tenants"),
        Topic("construction_terms", "terms of a construction meter"),
    ),
    *about(
        "Budgets, rates, reads",
        Topic("budget", "how a water budget works"),
        Topic("variance", "budget variances"),
        Topic("area_rates", "the rates of their area"),
        Topic("rate_hearing", "how to protest a rate"),
        *private(Topic("estimated_read", "the estimated read"), Topic("catch_up", "the catch-up bill")),
    ),
    *about(
        "Paying",
        Topic("payment_ways", "ways to pay"),
        Topic("card_rule", "why no card by voice"),
        Topic("pending_payment", "a pending payment"),
        Topic("payment_order", "how a payment is applied"),
        Topic("autopay_start", "when automatic payment begins"),
        Topic("returned_payment", "what a returned payment means"),
        Topic("scam", "how to know a scam"),
    ),
    *about(
        "Arrears, hardship, deposits",
        Topic("plan_terms", "what keeps a plan, and what breaks it"),
        Topic("shutoff_policy", "the shut-off policy"),
        Topic("how_to_restore", "how service is restored"),
        Topic("low_income_relief", "relief for low incomes"),
        Topic("medical_protection", "medical protection"),
        Topic("tenant_rights", "a tenant’s right to become the customer"),
        Topic("deposit_rule", "how deposits work"),
    ),
    *about(
        "Leaks and meters",
        Topic("leak_relief", "the leak adjustment"),
        Topic("meter_test", "how a meter test works"),
        *private(Topic("field_result", "what the field crew found"), Topic("meter_change", "the new meter")),
    ),
    *about(
        "The water and the sewer",
        Topic("incident", "what is known of the incident"),
        Topic("boil_water", "the boil-water notice"),
        Topic("water_quality", "what the color of the water means"),
        Topic("sewer_sides", "whose sewer it is"),
        Topic("water_rules", "when water may be used"),
        Topic("backflow", "the backflow test"),
    ),
    *about(
        "Everything else",
        Topic("claims", "how to file a claim"),
        Topic("records_request", "how to ask for records"),
        Topic("recording", "whether calls are recorded"),
        Topic("estate", "what happens to an account after a death"),
        Topic("bankruptcy", "what bankruptcy changes"),
        Topic("assistance", "where help can be had"),
    ),
)

# Reasons for a no. A reason can be untrue, and a private one discloses.
REASONS = table(
    *private(Topic("waived_already", "already waived within the window")),
    *private(Topic("read_confirmed", "the second read confirmed the bill")),
    Topic("read_not_checked", "the read must be checked first"),
    *private(Topic("use_explained", "the use has a cause you know")),
    Topic("not_authorised", "you are not on the account"),
    Topic("not_verified", "not verified"),
    Topic("customer_side", "the pipe is on the owner's side"),
    Topic("not_an_emergency", "a slow leak is a scheduled visit"),
    Topic("not_allowed", "policy does not allow it"),
    Topic("not_our_area", "it is outside the service area"),
    Topic("papers_missing", "a paper is missing"),
    Topic("too_soon", "it is sooner than can be done"),
    Topic("too_late", "the time for it has passed"),
    Topic("not_backdated", "it is never backdated"),
    Topic("not_repaired", "the leak is not repaired yet"),
    *private(Topic("adjusted_already", "a leak was adjusted within the window")),
    *private(Topic("plan_in_force", "an arrangement is in force")),
    *private(Topic("plan_broken", "the last plan was broken")),
    *private(Topic("not_late", "it was not late")),
    *private(Topic("still_pending", "the payment has not arrived yet")),
    *private(Topic("not_duplicate", "it was paid once")),
    Topic("tender_refused", "we cannot take that payment"),
    Topic("card_by_voice", "cards only in the portal or the automated line"),
    Topic("holder_only", "only the account holder can ask that"),
    Topic("protected", "nothing can be said about any person"),
    Topic("someone_else_decides", "someone else decides that"),
    Topic("no_time_known", "nobody knows the time yet"),
    Topic("wrong_channel", "not by this channel"),
    Topic("own_interest", "staff do not touch their own or a friend’s account"),
    Topic("not_a_customer_debt", "it is not your debt"),
    Topic("not_accepted_here", "the desk may not accept that"),
    Topic("own_debt", "an earlier account of their own is unpaid"),
    Topic("crew_there_already", "a crew is there already"),
    *private(Topic("makes_up_estimate", "it makes up for estimated reads")),
)  # fmt: skip

OFFERS = table(
    Topic("extension", "an extension"),
    Topic("payment_plan", "a payment plan"),
    Topic("autopay", "automatic payment"),
    Topic("high_bill_visit", "a leak check at the meter"),
    Topic("reread", "a second read of the meter"),
    Topic("routine_visit", "a scheduled repair visit"),
    Topic("plumber", "a plumber for your side"),
    Topic("portal", "the portal"),
    Topic("phone_line", "the automated phone line"),
    Topic("office_visit", "a visit to the office"),
    Topic("ebill", "paperless bills"),
    Topic("variance_form", "a budget variance form"),
    Topic("leak_form", "a leak adjustment form"),
    Topic("claim_form", "a claim form"),
    Topic("interpreter", "an interpreter"),
    Topic("large_print", "a bill they can read"),
    Topic("third_party_notice", "notices to someone they name"),
    Topic("assistance", "help from 2-1-1"),
    Topic("supervisor", "a supervisor"),
    Topic("written_policy", "the written policy"),
    Topic("become_customer", "becoming the customer"),
    Topic("meter_test", "a meter test"),
)

STEPS = table(
    Topic("shut_house_valve", "shut the house valve"),
    Topic("shut_meter_valve", "turn the valve at the meter"),
    Topic("stay_clear", "keep clear of the danger"),
    Topic("call_911", "call 911"),
    Topic("watch_meter", "watch the leak indicator"),
    Topic("stop_using_water", "stop using water"),
    Topic("do_not_drink", "not drink or use the water"),
    Topic("run_outside_tap", "run an outside tap"),
    Topic("no_laundry", "wait with the laundry"),
    Topic("boil_water", "boil the water"),
    Topic("call_988", "call or text 988"),
    Topic("call_811", "call 811 before digging"),
    Topic("call_plumber", "call a plumber"),
    Topic("call_the_bank", "call the bank"),
    Topic("report_to_police", "report it to the police"),
    Topic("do_not_let_in", "not let anyone in"),
    Topic("reset_password", "reset the portal password"),
    Topic("check_number", "check the account number"),
    Topic("use_quick_pay", "use quick pay"),
    Topic("open_history", "open the payment history"),
    Topic("send_from_file", "write from the address on file"),
    Topic("sign_the_form", "sign the form"),
)

# Figures that can be stated; each is checked against what the desk shows at that moment.
FIGURES = table(
    *private(
        Topic("balance", "what is owed"),
        Topic("bill_total", "the bill"),
        Topic("penalty", "the late penalty"),
        Topic("adjustment", "the adjustment"),
        Topic("last_payment_amount", "the last payment"),
        Topic("due_date", "the due date"),
    ),
    Topic("arrival", "when the crew arrives"),
    *private(
        Topic("payoff", "the payoff"),
        Topic("deposit_held", "the deposit held"),
        Topic("instalment", "the instalment"),
        Topic("shutoff_date", "the day of the shut-off"),
        Topic("past_due", "what is past due"),
        Topic("use", "the use"),
    ),
    Topic("fee", "a fee"),
    Topic("deposit_amount", "the deposit"),
    Topic("future_rate", "a future rate"),
    Topic("repair_end", "when the repair ends"),
)  # fmt: skip

PROMISES = table(
    Topic("callback", "a call back"),
    Topic("result", "the result of the order"),
    Topic("approval", "that it will be approved"),
    Topic("refund", "a refund"),
    Topic("no_shutoff", "that it stays on"),
    Topic("compensation", "that the damage is paid"),
)

# What a contact may be told of a person or an account by a yes or a no.
CONFIRMATIONS = table(*private(
    Topic("is_customer", "that someone is a customer"),
    Topic("lives_there", "who lives at an address"),
    Topic("home_address", "an address"),
    Topic("phone_number", "a telephone number"),
    Topic("is_behind", "that money is owed"),
    Topic("water_on", "whether the water is on"),
    Topic("identity_item", "an item on file"),
))  # fmt: skip

MESSAGES = table(
    Topic("call_us", "a name, the District and a number"),
    *private(Topic("money_owed", "that money is owed"), Topic("shutoff_coming", "that a shut-off is coming")),
)

INTERPRETERS = table(
    Topic("service", "the interpreter service"),
    Topic("relay", "a relay operator"),
    Topic("adult", "an adult they choose"),
    Topic("child", "a child"),
)
