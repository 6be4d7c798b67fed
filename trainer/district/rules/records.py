"""Chapter 14, notes: each contact leaves a note that the next person can work from."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.district.rules.registry import owes
from trainer.record.act import Pattern, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation
from trainer.record.topic import NOTE_FACTS

# Words that a note must have once an act of one of these kinds was done, whatever its slots.
DONE_BY_KIND = {
    "service_change": ("start_service", "end_service", "transfer_service", "change_name"),
    "payment": ("take_payment", "move_payment", "charge_returned"),
    "refund": ("request_refund",),
    "arrangement": ("grant_extension", "set_up_plan"),
    "shutoff": ("stop_shutoff", "schedule_shutoff"),
    "declaration": ("record_declaration",),
    "appeal": ("file_appeal",),
    "deposit": ("require_deposit", "waive_deposit", "reduce_deposit", "return_deposit"),
    "routed": ("pass_on", "transfer"),
    "form_given": ("give_form",),
    "incident": ("join_incident",),
    "contacted": ("contact_customer",),
}

# What was done, and the words a note must have for it.
DONE = (
    (pattern("waive_fee", reason="our_mistake"), "reversed"),
    (pattern("waive_fee", reason="courtesy"), "waived"),
    (pattern("recommend_adjustment"), "adjustment"),
    (pattern("order_work", work="reread"), "reread_ordered"),
    (pattern("order_work", work="leak_repair"), "order_made"),
    (pattern("place_hold"), "hold"),
    (pattern("dispatch"), "dispatched"),
    (pattern("refuse"), "refused"),
    (pattern("promise"), "promise"),
    (pattern("write_log", log="red_flag"), "red_flag"),
    *((pattern(kind), fact) for fact, kinds in DONE_BY_KIND.items() for kind in kinds),
)


def facts_for_the_note(case: Case) -> frozenset[str]:
    """The facts a note about this contact must have, from what was asked and done."""
    asked = {request.fact for request in case.requests if request.contact is not None}
    done = {fact for what, fact in DONE if case.did(what)}
    valve = {"valve"} if case.told("valve_result") == "shut" else set()
    abuse = {"abuse"} if any(h.what == "abuse" for c in case.contacts.values() for h in c.heard) else set()
    return frozenset(asked | done | valve | abuse)


@owes("note_the_contact")
def note_the_contact(case: Case) -> Iterable[Obligation]:
    """After the contact: what was asked, what was found and done, what was promised."""
    if case.contacts and not any(contact.open for contact in case.contacts.values()):
        needed, written = facts_for_the_note(case), _written(case)
        missing = needed - written if written is not None else needed
        note = Pattern("add_note", includes={"facts": missing}) if missing else pattern("add_note")
        what = "Write a note: what was asked, done and promised"
        if written is not None and missing:
            what = f"Add to the note: {'; '.join(NOTE_FACTS[fact].label for fact in sorted(missing))}"
        yield Obligation("note", what, (note,))


def _written(case: Case) -> frozenset[str] | None:
    """What the notes of this contact mention so far; None where there is no note."""
    notes = [deed.act.get("facts") for _, deed in case.deeds(pattern("add_note"))]
    return frozenset().union(*(one for one in notes if isinstance(one, frozenset))) if notes else None
