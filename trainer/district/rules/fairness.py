"""Chapter 13, conduct: language and access, a supervisor when asked, true answers, and no favors.

Told, where it is so: relay, cannot_read_bill, asks_supervisor, asks_recording; staff_tie, what the account is to the
person at the desk: own, relative, coworker or director. An access_need of “sight” is one of reading.
"""

from __future__ import annotations

from collections.abc import Iterable

from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.kinds import KINDS
from trainer.record.panels import ACCOUNT_PANELS
from trainer.record.ruling import Obligation, Ruling, forbidden, not_yet, permitted

ENGLISH = "English"
INTERPRETERS = (pattern("offer", offer="interpreter"), pattern("get_interpreter"))
OTHERS_DECIDE = ("own", "relative", "coworker", "director")
CHANGES = tuple(kind.id for kind in KINDS.values() if kind.changes)
SUPERVISOR = pattern("pass_on", to="supervisor")


def language_of(case: Case) -> str:
    """The language the contact prefers: as told, or else as their entry on the account says."""
    told = case.told("language")
    on_file = (one.language for one in case.panels.get("people", ()) if one.name == case.told("caller_name"))
    return str(told) if told else next(on_file, ENGLISH)


@owes("offer_interpreter")
def offer_interpreter(case: Case) -> Iterable[Obligation]:
    """Whoever would rather speak another language is offered an interpreter, before having to ask."""
    language = language_of(case)
    if case.talking and language != ENGLISH:
        yield Obligation("interpreter", f"Offer an interpreter for {language}", INTERPRETERS)


@rules_on("offer_interpreter", "get_interpreter")
def interpreter_for(case: Case, what: Act) -> Ruling | None:
    """The interpreter speaks the caller's language, and costs nothing: the customer may insist."""
    language = language_of(case)
    if language == ENGLISH:
        return None
    case.note_reading("language", language, "told, or on file")
    return permitted(what.but(language=language), entitled=True)


@rules_on("who_interprets", "let_interpret")
def who_interprets(case: Case, what: Act) -> Ruling | None:
    """Never a child; an adult they choose, once an interpreter was offered. Running water waits for nobody."""
    if case.told("leak") is True:
        return None
    offer = act("offer", offer="interpreter")
    if what.text("who") == "child":
        return forbidden("A child does not interpret.", reasons=("not_allowed",), instead=(offer,))
    if what.text("who") == "adult" and not any(case.did(one) for one in INTERPRETERS):
        return not_yet("Offer an interpreter first.", *INTERPRETERS)
    return permitted()


@owes("relay_is_the_caller")
def relay_is_the_caller(case: Case) -> Iterable[Obligation]:
    """A relay call is taken as the caller's own."""
    if case.told("relay") is True:
        yield Obligation("relay", "Speak through the relay operator", (pattern("let_interpret", who="relay"),))


@rules_on("relay_is_the_caller", "refuse")
def relay_is_no_third_party(case: Case, what: Act) -> Ruling | None:
    """Nobody is refused because an operator speaks for them: the caller is who types."""
    if case.told("relay") is not True:
        return None
    if what.text("reason") == "wrong_channel":
        return forbidden("A relay call is a call like any other.", untrue=True)
    if what.text("reason") != "not_authorised":
        return None
    name, people = case.know("caller_name"), case.see("people")
    if any(person.name == name for person in people):
        return forbidden(f"{name} is on the account: the operator is not a third party.", untrue=True)
    return None


@owes("accessible_bill")
def accessible_bill(case: Case) -> Iterable[Obligation]:
    """Who cannot read the bill for their sight is offered one that they can read; why they cannot is asked."""
    asked = case.told("access_need")
    if case.told("cannot_read_bill") is True and asked is None:
        asked = case.know("access_need", assume="sight")
    if asked == "sight":
        yield Obligation("bill", "Offer a bill that they can read", (pattern("offer", offer="large_print"),))


@owes("supervisor_on_request")
def supervisor_on_request(case: Case) -> Iterable[Obligation]:
    """Whoever asks for a supervisor is offered one."""
    if case.told("asks_supervisor") is True:
        ways = (pattern("offer", offer="supervisor"), pattern("transfer", to="supervisor"), SUPERVISOR)
        yield Obligation("supervisor", "Offer a supervisor", ways)


@rules_on("supervisor_on_request", "transfer")
def a_supervisor_is_theirs(case: Case, what: Act) -> Ruling | None:
    """The customer may insist on a supervisor; another office is not one."""
    if case.told("asks_supervisor") is not True:
        return None
    return permitted(what.but(to="supervisor"), entitled=True)


@owes("recording_truth")
def recording_truth(case: Case) -> Iterable[Obligation]:
    """“Are you recording me?” gets a true answer."""
    if case.told("asks_recording") is True:
        yield Obligation("recording", "Say whether calls are recorded", (pattern("explain", topic="recording"),))


@rules_on("recording_truth", "explain")
def recording_explained(case: Case, what: Act) -> Ruling | None:
    """Who asks is entitled to the answer, and to how long recordings are kept."""
    if case.told("asks_recording") is not True or what.text("topic") != "recording":
        return None
    days = case.parameter("recording_kept_days")
    return permitted(why=f"Recordings are kept at least {days} days, and longer where a claim exists.", entitled=True)


@owes("no_favours")
def no_favours(case: Case) -> Iterable[Obligation]:
    """What concerns one's own account, or that of someone close or in power, is passed on and written down."""
    if case.told("staff_tie") in OTHERS_DECIDE:
        yield Obligation("pass on", "Pass it on to a supervisor", (SUPERVISOR,))
        yield Obligation("log", "Write it in the log", (pattern("write_log", log="own_account"),))


@rules_on("no_favours", "look", "open_account", *CHANGES)
def hands_off(case: Case, what: Act) -> Ruling | None:
    """Such an account is neither opened nor changed, not even for something small and right."""
    if case.told("staff_tie") not in OTHERS_DECIDE:
        return None
    if what.kind == "look" and what.text("panel") not in ACCOUNT_PANELS:
        return None
    return forbidden(
        "That account is someone else's to work on.",
        reasons=("own_interest",),
        instead=(act("pass_on", to="supervisor"),),
    )
