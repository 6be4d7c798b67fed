"""Chapter 1, identity: what shows who someone is, by each channel, before anything of an account is said or changed."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.district.rules.emergencies import dealt_with
from trainer.district.rules.registry import rules_on
from trainer.record.account import EntryKind
from trainer.record.act import Act, Pattern, pattern, squeezed
from trainer.record.case import WRITTEN, Case, Contact, Told
from trainer.record.kinds import KINDS, SlotType
from trainer.record.pointing import POINTERS, listed, to_find
from trainer.record.ruling import Need, Ruling, forbidden, permitted
from trainer.record.topic import IDENTITY_ITEMS

ESCROW = "escrow"

# Elsewhere items prove who someone is; at the counter and in the portal one thing is enough.
ENOUGH_ALONE = {"chat": "portal_sign_in", "counter": "photo_id"}
ITEMS_WANTED = {
    "outbound": "identity_items_outbound", "chat": "identity_items_chat", "counter": "identity_items_counter",
}  # fmt: skip


def touches_account(case: Case, what: Act) -> bool:
    """Whether an act says something private of an account or changes it."""
    if what.kind == "tell_done":
        request = case.request(what.text("request"))
        return request is None or KINDS[request.act.kind].changes
    if KINDS[what.kind].changes:
        return True
    chosen = (
        slot.choices.get(what.text(name) or "")
        for name, slot in KINDS[what.kind].slots.items()
        if slot.type is SlotType.CHOICE and KINDS[what.kind].way == "say" and what.kind not in ("ask", "refuse")
    )
    reason = KINDS["refuse"].slots["reason"].choices.get(what.text("reason") or "") if what.kind == "refuse" else None
    return any(topic.private for topic in (*chosen, reason) if topic)


@rules_on("verify_before_disclosure")
def verify_before_disclosure(case: Case, what: Act) -> Ruling | None:
    """So much that the contact gives must match, by channel, before anything of the account is said or changed."""
    contact = case.contact(what.toward)
    if what.kind == "match" and contact is not None:
        if case.account == "":
            raise to_find(case)
        return _given_by_caller(case, what)
    if contact is None or contact.channel in WRITTEN or not opens_account(case, what):
        return None
    if contact.channel == "voicemail":
        return forbidden("Nobody knows who hears a message.", reasons=("not_verified",))
    wanted = items_wanted(case, contact)
    matched = [item for item in contact.matched if item in _items(contact) and _as_said(case, item)]
    if enough(contact, matched, wanted):
        case.note_reading("items matched", len(matched), "the call")
        return permitted(credit=True)
    steps = list(_steps_to_verify(case, contact))
    if not steps:
        return forbidden("The caller could not be verified.", reasons=("not_verified",))
    raise Need(f"Match {wanted} items the caller gives first.", *steps)


def items_wanted(case: Case, contact: Contact) -> int:
    """How many items must match by the channel of this contact."""
    return int(case.parameter(ITEMS_WANTED.get(contact.channel, "identity_items_phone")))


def enough(contact: Contact, matched: Sequence[str], wanted: int) -> bool:
    """Whether what matched shows who it is: so many items, or the one thing that is enough by this channel."""
    return len(matched) >= wanted or ENOUGH_ALONE.get(contact.channel) in matched


def _items(contact: Contact) -> tuple[str, ...]:
    """What counts by this channel, best first; a number that we dialled ourselves proves nothing."""
    alone = ENOUGH_ALONE.get(contact.channel)
    known = tuple(item for item in IDENTITY_ITEMS if contact.channel != "outbound" or item != "phone_on_file")
    return (alone, *known) if alone else known


def _given_by_caller(case: Case, what: Act) -> Ruling:
    """An item is entered as the caller said it; one read off the screen proves nothing."""
    item, entered = str(what.text("item")), squeezed(str(what.text("given")))
    said = case.told(item)
    if said is None:
        return forbidden("The caller never gave that item.")
    if entered != squeezed(str(said)) and entered in _on_screen(case, item):
        return forbidden("What was entered is what the account shows, and not what the caller said.")
    return permitted()


def _as_said(case: Case, item: str) -> bool:
    """Whether an item was entered as the caller gave it; one that matched before the acts told of stands as it is."""
    entries = [deed for _, deed in case.deeds(pattern("match", item=item))]
    return not entries or any(
        squeezed(str(deed.act.text("given"))) == squeezed(str(case.told(item))) for deed in entries
    )


def _on_screen(case: Case, item: str) -> set[str]:
    """What the opened panels show for an identity item."""
    values: list[str] = []
    summary, people = case.panels.get("summary"), case.panels.get("people", ())
    if summary is not None and item in ("service_address", "account_number"):
        values.append(summary.premise.address if item == "service_address" else summary.number)
    if item == "phone_on_file":
        values += [person.phone for person in people]
    if item == "last_payment":
        values += [str(-e.amount) for e in case.panels.get("ledger", ()) if e.kind is EntryKind.PAYMENT]
    if item in POINTERS and case.account:
        listing = listed(case, case.account)
        values += [POINTERS[item](listing)] if listing else []
    return {squeezed(value) for value in values}


def opens_account(case: Case, what: Act) -> bool:
    """Whether an act says something private of an account or changes it, and nothing lets it through before that."""
    return touches_account(case, what) and not outside_the_account(case, what) and not for_escrow(case, what)


def for_escrow(case: Case, what: Act) -> bool:
    """A payoff for a sale rests on the holder's written authority, not on what the escrow officer knows."""
    request = case.request(what.text("request"))
    asked = request.act if what.kind == "tell_done" and request else what
    payoff = asked.kind == "quote_payoff" or asked.text("figure") == "payoff" or asked.text("work") == "special_read"
    return payoff and case.told("relation") == ESCROW


def outside_the_account(case: Case, what: Act) -> bool:
    """Nobody verifies while water is running; a leak needs a place, and who starts service has shown their papers."""
    work = what.text("work") if what.kind == "order_work" else None
    theirs = work == "turn_on" and case.did(pattern("start_service"))
    return work == "leak_repair" or theirs or (case.told("leak") is True and not dealt_with(case))


def _steps_to_verify(case: Case, contact: Contact) -> list[Pattern]:
    """What would verify the caller, best first: match what was given, then ask for another item."""
    items = _items(contact)
    given = [item for item in items if case.told(item) is not None and item not in contact.tried]
    unasked = [item for item in items if case.state_of(item) is Told.UNASKED]
    matches = [pattern("match", item=item, given=str(case.told(item))) for item in given]
    return [*matches, *(pattern("ask", topic=item) for item in unasked)]
