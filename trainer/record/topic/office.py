"""What the desk shows, orders, writes down, hands out, takes in and passes on."""

from __future__ import annotations

from trainer.record.topic.base import Topic, table

# What a note must mention is told by these words; typed notes are searched for them.
NOTE_FACTS = table(
    Topic("high_bill", "what was asked: the high bill"),
    Topic("late_penalty", "what was asked: the late penalty"),
    Topic("leak", "what was asked: the leak"),
    Topic("waived", "what was done: waived"),
    Topic("reversed", "what was done: reversed, our mistake"),
    Topic("refused", "what was done: refused"),
    Topic("adjustment", "what was done: adjustment recommended"),
    Topic("reread_ordered", "what was done: reread ordered"),
    Topic("hold", "what was done: hold placed"),
    Topic("dispatched", "what was done: crew dispatched"),
    Topic("order_made", "what was done: visit ordered"),
    Topic("valve", "what was done: house valve shut"),
    Topic("supervisor", "what was done: supervisor asked"),
    Topic("promise", "what was promised"),
    Topic("abuse", "abusive words and the warning"),
    Topic("service_change", "what was done: service started, changed or ended"),
    Topic("payment", "what was done: payment taken, moved or returned"),
    Topic("refund", "what was done: refund asked for"),
    Topic("arrangement", "what was done: extension or plan"),
    Topic("shutoff", "what was done: shut-off stopped or scheduled"),
    Topic("declaration", "what was done: declaration recorded"),
    Topic("appeal", "what was done: appeal filed"),
    Topic("deposit", "what was done: deposit taken, waived or returned"),
    Topic("routed", "what was done: passed on, and to whom"),
    Topic("form_given", "what was done: form given"),
    Topic("incident", "what was done: added to the incident"),
    Topic("contacted", "what was done: customer contacted"),
    Topic("red_flag", "what was noticed: a red flag"),
)

PANELS = table(
    Topic("summary", "Summary"),
    Topic("bills", "Bills"),
    Topic("use", "Use"),
    Topic("reads", "Reads"),
    Topic("ledger", "Ledger"),
    Topic("orders", "Orders"),
    Topic("people", "People"),
    Topic("notes", "Notes"),
    Topic("estimate", "Estimate"),
    Topic("worksheets", "Worksheet"),
    Topic("payments", "Payments"),
    Topic("arrangements", "Arrangements"),
    Topic("deposits", "Deposits"),
    Topic("notices", "Notices"),
    Topic("protections", "Protections"),
    Topic("documents", "Documents"),
    Topic("variances", "Variances"),
    Topic("meters", "Meters"),
    Topic("portal", "Portal"),
    Topic("search", "Search"),
    Topic("premise", "Premise"),
    Topic("service_area", "Service area"),
    Topic("incidents", "Incidents"),
    Topic("day_log", "Day’s log"),
    Topic("receipts", "Receipts"),
    Topic("drawer", "Drawer"),
    Topic("papers", "Checks in hand"),
    Topic("drops", "Drop log"),
    Topic("safe", "Safe"),
    Topic("balance", "Balance"),
    Topic("night_drop", "Night drop"),
    Topic("mail", "Mail tray"),
    Topic("counter", "Line at the counter"),
    Topic("staff", "Staff list"),
)

WORK = table(
    Topic("reread", "Read the meter again"),
    Topic("meter_test", "Meter test"),
    Topic("leak_check", "Leak check at the meter"),
    Topic("leak_repair", "Repair a slow leak"),
    Topic("turn_on", "Turn on"),
    Topic("turn_off", "Turn off"),
    Topic("final_read", "Final read"),
    Topic("special_read", "Special read"),
    Topic("meter_repair", "Repair or replace the meter"),
    Topic("pressure_check", "Pressure check"),
    Topic("quality_check", "Water quality check"),
    Topic("sewer_check", "Sewer check"),
    Topic("door_notice", "Post a notice at the door"),
    Topic("site_visit", "Visit the premise"),
    Topic("move_construction_meter", "Move a construction meter"),
)

# To whom a contact, a paper or a decision is passed on.
OFFICES = table(
    Topic("supervisor", "a supervisor"),
    Topic("security", "security"),
    Topic("neighbour", "neighboring agency"),
    Topic("clerk", "the District clerk"),
    Topic("claims", "the claims desk"),
    Topic("public_affairs", "public affairs"),
    Topic("human_resources", "human resources"),
    Topic("field_operations", "field operations"),
    Topic("water_quality", "the water quality staff"),
    Topic("finance", "finance"),
    Topic("engineering", "engineering"),
    Topic("conservation", "the conservation staff"),
)

HELP = table(
    Topic("police_911", "911"),
    Topic("crisis_988", "988"),
    Topic("security", "security"),
)

FORMS = table(
    Topic("claim", "claim form"),
    Topic("records_request", "records request form"),
    Topic("authorisation", "authorization form"),
    Topic("owner_consent", "owner’s form for a tenant"),
    Topic("variance", "budget variance form"),
    Topic("leak_adjustment", "leak adjustment form"),
    Topic("income_declaration", "income declaration"),
    Topic("medical_certificate", "medical certificate"),
    Topic("autopay", "automatic payment form"),
    Topic("third_party", "third-party notice form"),
    Topic("appeal", "review and appeal form"),
)

# What is written in the day's log, beside or without an account.
LOGS = table(
    Topic("red_flag", "a red flag"),
    Topic("scam", "a scam"),
    Topic("visitor", "a visitor"),
    Topic("package", "a package"),
    Topic("records_request", "a request for records"),
    Topic("subpoena", "a subpoena"),
    Topic("press", "a question of the press"),
    Topic("claim", "a claim"),
    Topic("returned_mail", "returned mail"),
    Topic("bounced_email", "a bounced e-mail"),
    Topic("sewage_notice", "the minute sewage was first told of"),
    Topic("water_waste", "a report of water waste"),
    Topic("threat", "a threat"),
    Topic("rate_protest", "a rate protest"),
    Topic("night_drop", "the night drop"),
    Topic("counterfeit", "a suspected counterfeit"),
    Topic("own_account", "a request on an own or a friend’s account"),
)

# What may come over the counter or in the mail.
ITEMS = table(
    Topic("package", "a package"),
    Topic("suspicious_package", "a suspicious package"),
    Topic("summons", "a summons"),
    Topic("subpoena", "a subpoena"),
    Topic("claim", "a claim against the District"),
    Topic("bid", "a bid"),
    Topic("rate_protest", "a written rate protest"),
    Topic("payment", "a payment"),
    Topic("form", "a form"),
)

# What is wrong with a check that is sent back.
FLAWS = table(
    Topic("unsigned", "it is not signed"),
    Topic("postdated", "it is dated ahead"),
    Topic("stale", "it is too old"),
    Topic("third_party", "it is made out to someone else"),
    Topic("words_differ", "words and figures differ"),
)
