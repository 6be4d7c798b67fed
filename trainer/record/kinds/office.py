"""What is ordered, dispatched, passed on, handed out, taken in and written down."""

from __future__ import annotations

from trainer.record import topic
from trainer.record.kinds.base import ARRIVAL, REQUEST, ActKind, Slot, SlotType, Way, choice, count, day, text, words

_SIDES = words(street="street side", house="house side")
_CREWS = words(water="water", sewer="sewer", quality="water quality")
_PRIORITIES = words(now="at once", hour="within the hour", today="today")
_WINDOWS = words(morning="morning", afternoon="afternoon")

LOOKED = (
    ActKind(
        "look",
        Way.LOOK,
        "Look at",
        {
            "panel": choice(topic.PANELS, "panel"),
            "place": text("Address, for the service area", required=False),
        },
        seconds=4,
    ),
    ActKind("find_account", Way.LOOK, "Find an account", {"query": text("Name, address or number")}, seconds=8),
    ActKind("switch_to", Way.LOOK, "Turn to someone else", {"contact": text("Whom")}, seconds=3),
    ActKind("open_account", Way.LOOK, "Open an account", {"account": text("Account number")}, seconds=4),
)

OFFICE = (
    # Field orders
    ActKind("order_work", Way.DO, "Order field work", {
        "work": choice(topic.WORK, "Work"), "place": text("Place, if not the premise", required=False),
        "on": day("Day", required=False), "window": choice(_WINDOWS, "Window", required=False),
    }, 15, changes=True),
    ActKind("dispatch", Way.DO, "Dispatch an emergency crew", {
        "place": text("Place"), "side": choice(_SIDES, "Side of the meter", required=False),
        "crew": choice(_CREWS, "Crew", required=False), "priority": choice(_PRIORITIES, "How soon", required=False),
    }, 12),
    ActKind("cancel_order", Way.DO, "Cancel an order", {"order": text("Order")}, 10, changes=True),
    ActKind("join_incident", Way.DO, "Add to an incident", {"incident": text("Incident")}, 10),
    # Asking others
    ActKind("ask_supervisor", Way.DO, "Ask a supervisor", {"request": REQUEST}, 40, others=True),
    ActKind("transfer", Way.DO, "Transfer the call", {"to": choice(topic.OFFICES, "To")}, 15),
    ActKind("pass_on", Way.DO, "Pass a matter on", {"to": choice(topic.OFFICES, "To"), "arrival": ARRIVAL}, 15),
    ActKind("call_help", Way.DO, "Call for help", {
        "who": choice(topic.HELP, "Whom"), "arrival": ARRIVAL,
    }, 20, others=True),
    ActKind("get_interpreter", Way.DO, "Get an interpreter", {"language": text("Language", required=False)}, 40,
            others=True),
    # Counter and mail
    ActKind("give_form", Way.DO, "Give or send a form", {"form": choice(topic.FORMS, "Form")}, 10),
    ActKind("open_item", Way.DO, "Open it, or turn to them", {"arrival": text("Which that came in")}, 8),
    ActKind("accept_item", Way.DO, "Accept what is handed over", {
        "item": choice(topic.ITEMS, "Item"), "arrival": ARRIVAL,
    }, 10),
    ActKind("return_item", Way.DO, "Send it back", {
        "reason": choice(topic.FLAWS, "Because"), "arrival": ARRIVAL,
    }, 30),
    ActKind("hand_over_desk", Way.DO, "Hand over to the next", seconds=20),
    # Records
    ActKind("add_note", Way.DO, "Write a note", {
        "facts": Slot(SlotType.FACTS, "Facts", topic.NOTE_FACTS, required=False), "text": text("Note", required=False),
        "arrival": ARRIVAL,
    }, 30),
    ActKind("write_log", Way.DO, "Write in the log", {"log": choice(topic.LOGS, "What"), "arrival": ARRIVAL}, 15),
    ActKind("add_follow_up", Way.DO, "Write down a promise", {
        "what": text("What", required=False), "by": day("Due"),
    }, 10),
    ActKind("end_contact", Way.DO, "End the call", seconds=3),
    ActKind("send_reply", Way.DO, "Send the reply", seconds=5),
    ActKind("finish", Way.DO, "Finish the play", seconds=0),
)  # fmt: skip

WAITED = (ActKind("wait", Way.WAIT, "Wait", {"seconds": count("Seconds")}, 0),)
