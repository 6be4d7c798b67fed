"""Chapter 13, conduct: greeting, hearing people, abuse, answering what was asked, and promises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from trainer.district.rules.opening import concerns
from trainer.district.rules.registry import owes, releases, rules_on
from trainer.record.act import Act, Pattern, act, pattern
from trainer.record.case import WRITTEN, Case, Contact, Request
from trainer.record.kinds import KINDS
from trainer.record.ruling import Obligation, Ruling, forbidden, permitted

ABUSE, THREAT = "abuse", "threat"
PENDING = (
    pattern("recommend_adjustment"),
    pattern("order_work", work="reread"),
    pattern("order_work", work="meter_test"),
    pattern("order_work", work="leak_check"),
)


@owes("greet")
def greet(case: Case) -> Iterable[Obligation]:
    """Every contact begins with the District's name, your own, and an offer to help."""
    within = case.parameter("greeting_seconds")
    for contact in case.contacts.values():
        if contact.waiting:
            continue
        by = None if contact.channel in WRITTEN else contact.began + within
        yield Obligation(
            f"greet:{contact.id}", "Greet the caller", (pattern("greet"),), by=by, contact=contact.id, while_open=True,
        )  # fmt: skip


@owes("acknowledge_upset")
def acknowledge_upset(case: Case) -> Iterable[Obligation]:
    """When someone is frustrated or angry, say that you hear it, before you explain."""
    heard = (pattern("acknowledge"), pattern("apologise"))
    for contact in case.contacts.values():
        if contact.upset_since is not None:
            yield Obligation(
                f"acknowledge:{contact.id}", "Acknowledge that they are upset", heard,
                contact=contact.id, while_open=True, since=contact.upset_since,
            )  # fmt: skip


@rules_on("no_blame", "argue")
def no_blame(case: Case, what: Act) -> Ruling | None:
    """Never argue, never tell anyone to calm down, never blame the caller or a colleague."""
    return forbidden("Arguing makes it worse.", instead=(act("acknowledge"),))


@owes("set_boundary")
def set_boundary(case: Case) -> Iterable[Obligation]:
    """Abusive words get one calm warning."""
    for contact in case.contacts.values():
        abuse = [heard for heard in contact.heard if heard.what == ABUSE]
        if abuse:
            yield Obligation(
                f"boundary:{contact.id}", "Set a boundary, calmly", (pattern("set_boundary"),),
                contact=contact.id, while_open=True, since=abuse[0].index,
            )  # fmt: skip


@rules_on("set_boundary", "set_boundary")
def boundary_needs_abuse(case: Case, what: Act) -> Ruling | None:
    """Anger alone is not abuse, and is not warned about."""
    contact = case.contact(what.toward)
    if contact is None or any(heard.what in (ABUSE, THREAT) for heard in contact.heard):
        return permitted()
    return forbidden("The caller was upset, and not abusive.", instead=(act("acknowledge"),))


@rules_on("end_on_abuse", "end_contact")
def end_on_abuse(case: Case, what: Act) -> Ruling | None:
    """A call with open requests ends only after a warning that abuse went past."""
    contact = case.contact(what.toward)
    if contact is not None and not contact.spoke:
        return forbidden("You ended the call before anyone could say why they called.")
    waiting = unanswered(case, contact) if contact else []
    if contact is None or not waiting:
        return permitted()
    if abused_past_warning(case, contact):
        return permitted()
    why = f"“{waiting[0].words}” was not answered"
    abusive = any(heard.what == ABUSE for heard in contact.heard)
    return forbidden(f"{why}, and no warning was given." if abusive else f"{why}.")


def abused_past_warning(case: Case, contact: Contact) -> bool:
    """Whether abuse went on after as many warnings as policy asks for."""
    warnings = [index for index, _ in case.deeds(pattern("set_boundary"))]
    needed = case.parameter("abuse_warnings")
    abuse = (heard for heard in contact.heard if heard.what == ABUSE)
    return any(sum(warning < heard.index for warning in warnings) >= needed for heard in abuse)


@releases("answer_every_request")
def not_owed_to_an_abuser(case: Case, owed: Obligation) -> bool:
    """Who went on abusing after the warning, and was cut off, is owed no answer; who has spoken was heard."""
    contact = case.contact(owed.contact)
    if contact is not None and owed.key.startswith("hear:"):
        return contact.spoke
    return contact is not None and not contact.open and abused_past_warning(case, contact)


@releases("close_kindly")
def no_closing_for_who_is_gone(case: Case, owed: Obligation) -> bool:
    """A caller who hangs up first needs no closing; a call cut off for abuse never comes to owe one."""
    contact = case.contact(owed.contact)
    return contact is not None and contact.ended_by == contact.id


def answers(case: Case, request: Request) -> tuple[Pattern, ...]:
    """The acts that answer a request to the one who asked; the office's own is answered by doing it.

    What was taken to someone who can decide is answered by saying when they will hear, or, until it is decided, what
    happens next.
    """
    if request.contact is None:
        return (Pattern.of(request.act),)
    told = (pattern("tell_done", request=request.id), pattern("refuse", request=request.id))
    if request.act.kind == "transfer":  # whoever is put through is gone, and needs no telling
        return (*told, Pattern.of(request.act))
    if not case.did(pattern("ask_supervisor", request=request.id)):
        return told
    pending = () if request.id in case.approved else (pattern("explain", topic="next_steps"),)
    return (*told, *pending, pattern("promise", what="callback"), pattern("promise", what="result"))


def unanswered(case: Case, contact: Contact) -> list[Request]:
    """The contact's requests that nobody has answered yet."""
    return [
        request
        for request in case.requests
        if request.contact == contact.id and not any(case.did(one) for one in answers(case, request))
    ]


@owes("answer_every_request")
def answer_every_request(case: Case) -> Iterable[Obligation]:
    """Each request is granted, refused with its reason, or taken to someone who decides; and the caller is told."""
    for contact in case.contacts.values():
        if not contact.spoke:
            unread = contact.waiting and contact.channel in WRITTEN
            opens = (pattern("switch_to", contact=contact.id),) if unread else ()
            yield Obligation(
                f"hear:{contact.id}", "Read what they write" if unread else "Hear why they call", opens,
                contact=contact.id, while_open=True, makes=unread, answer=True,
            )  # fmt: skip
    for request in case.requests:
        yield Obligation(
            f"answer:{request.id}", f"Answer what was asked: {request.words}", answers(case, request),
            contact=request.contact, while_open=request.contact is not None,
            makes=_was_granted(case, request), answer=True,
        )  # fmt: skip


def _was_granted(case: Case, request: Request) -> bool:
    """Whether only the telling is left; until then nobody knows yet which answer is right."""
    return request.contact is not None and granted(case, request)


def granted(case: Case, request: Request) -> bool:
    """Whether an act of the kind asked for was done, for the same thing, and on an account that the work is about."""
    subject = {slot: value for slot, value in request.act.slots.items() if slot in ("bill", "fee")}
    done = (deed for _, deed in case.deeds(Pattern(request.act.kind, subject)))
    return any(not KINDS[deed.act.kind].changes or concerns(case, deed.account) for deed in done)


@rules_on("answer_every_request", "tell_done")
def tell_only_what_is_done(case: Case, what: Act) -> Ruling | None:
    """Nobody is told that a thing is done before it is."""
    request = case.request(what.text("request"))
    if request is None or granted(case, request):
        return permitted()
    return forbidden(f"You said it was done: {request.words}. It was not.", untrue=True)


@rules_on("explain_refusal", "refuse")
def explain_refusal(case: Case, what: Act) -> Ruling | None:
    """A no comes with its reason."""
    if what.text("reason") is None:
        return forbidden("The caller was not told why.")
    return permitted()


@rules_on("ask_prepared", "ask_supervisor")
def ask_prepared(case: Case, what: Act) -> Ruling | None:
    """A supervisor is asked about something, and about that once. Whether it was theirs to decide, the judge finds."""
    request = case.request(what.text("request"))
    if request is None:
        return forbidden("There was nothing yet to ask a supervisor about.")
    if case.did(pattern("ask_supervisor", request=request.id)):
        return forbidden("A supervisor had been asked about this already.")
    return permitted()


@owes("close_kindly")
def close_kindly(case: Case) -> Iterable[Obligation]:
    """When all is answered: anything else? Then end the contact."""
    for contact in case.contacts.values():
        if case.requests and contact.channel != "voicemail" and not unanswered(case, contact):
            if contact.channel in WRITTEN:
                yield Obligation(f"end:{contact.id}", "Send the reply", (pattern("send_reply"),), contact=contact.id,
                                 while_open=True)  # fmt: skip
                continue
            more = (pattern("ask_anything_else"),)
            yield Obligation(f"more:{contact.id}", "Ask whether there is anything else", more, contact=contact.id,
                             while_open=True)  # fmt: skip
            yield Obligation(f"end:{contact.id}", "End the contact", (pattern("end_contact"), pattern("goodbye")),
                             contact=contact.id, while_open=True)  # fmt: skip


@owes("keep_promises")
def keep_promises(case: Case) -> Iterable[Obligation]:
    """What is pending is promised for a day, and each promise is written down with it."""
    latest = case.policy.add_business_days(case.today, case.parameter("callback_business_days"))
    contact = case.talking or next(iter(case.contacts.values()), None)
    if contact is not None and any(case.did(one) for one in PENDING):
        say = tuple(Pattern("promise", {"what": what}, at_most={"by": latest}) for what in ("callback", "result"))
        yield Obligation("promise", "Say by when they will hear", say, contact=contact.id, while_open=True)
    for _, deed in case.deeds(pattern("promise")):
        by = deed.act.get("by")
        if isinstance(by, dt.date):
            note = pattern("add_follow_up", by=by)
            yield Obligation(f"follow up:{by}", f"Write down the promise for {by:%A, %-d %B}", (note,))


@rules_on("keep_promises", "promise")
def promise_what_holds(case: Case, what: Act) -> Ruling | None:
    """Only what you can keep: a business day within the limit, and never another person's decision."""
    if what.text("what") == "approval":
        return forbidden("The decision is someone else's.", untrue=True)
    by = what.get("by")
    latest = case.policy.add_business_days(case.today, case.parameter("callback_business_days"))
    if not isinstance(by, dt.date):
        return forbidden("A promise without a day cannot be kept.", allowed=what.but(by=latest))
    if by > latest or not case.policy.is_business_day(by) or by < case.today:
        return forbidden(f"Promise a business day, {latest:%-d %B} at the latest.", allowed=what.but(by=latest))
    return permitted(what)
