"""Chapter 13, conduct: threats, someone who may take their life, a bomb threat. Help first; the account waits.

Told, where it is so: threat (crew or staff), threat_now, crisis, with_help (someone is with them), bomb_threat.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trainer.district.rules.conduct import THREAT
from trainer.district.rules.registry import owes, rules_on
from trainer.record.account import Account
from trainer.record.act import Act, Pattern, act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, forbidden, not_yet, permitted
from trainer.record.service import FlagKind

TELL_SOMEONE = (pattern("pass_on", to="supervisor"), pattern("pass_on", to="security"))
POLICE = pattern("call_help", who="police_911")
FLAG = pattern("set_flag", flag="threat")
LEAVING = ("end_contact", "goodbye", "transfer", "hold_please")


def threatened(case: Case) -> bool:
    """Whether anyone was threatened: heard in the contact, or told."""
    heard = any(one.what == THREAT for contact in case.contacts.values() for one in contact.heard)
    return heard or bool(case.told("threat"))


def _at_once(case: Case, since: str, key: str, what: str, *discharge: Pattern) -> Obligation:
    """Owed within seconds of the moment that `since` was told."""
    return Obligation(key, what, discharge, by=case.told_at(since) + case.parameter("crisis_word_seconds"))


@owes("threat_reported")
def threat_reported(case: Case) -> Iterable[Obligation]:
    """A threat is told to someone who can act, logged, and flagged where crews go."""
    if not threatened(case):
        return
    if case.told("threat_now") is True:
        yield _at_once(case, "threat_now", "police", "Call 911", POLICE)
    yield Obligation("tell", "Tell a supervisor or security", TELL_SOMEONE)
    yield Obligation("log", "Write the threat in the log", (pattern("write_log", log="threat"),))
    if _crew_unwarned(case):
        yield Obligation("flag", "Flag the account for the crews", (FLAG,))


def _crew_unwarned(case: Case) -> bool:
    """Whether crews are threatened and the account, which is open, does not say so yet."""
    account: Account | None = case.panels.get("summary")
    if case.told("threat") != "crew" or account is None:
        return False
    return all(flag.kind is not FlagKind.THREAT for flag in account.flags)


@rules_on("threat_reported", "order_work", "schedule_shutoff", "restore_service")
def no_crew_unwarned(case: Case, what: Act) -> Ruling | None:
    """No crew is sent where crews were threatened before the account says so."""
    if case.told("threat") != "crew" or "summary" not in case.panels:
        return None
    if _crew_unwarned(case) and not case.did(FLAG):
        return not_yet("Flag the account first, so that the crew is warned.", FLAG)
    return permitted()


def in_crisis(case: Case) -> bool:
    """Whether someone speaks of taking their life, and nobody is with them yet."""
    return case.told("crisis") is True and case.told("with_help") is not True


@owes("crisis_help")
def crisis_help(case: Case) -> Iterator[Obligation]:
    """Hear them, name 988, ask whether they are safe now; where they may not be: 911. A supervisor knows."""
    if case.told("crisis") is not True:
        return
    yield Obligation("hear", "Tell them that you hear them", (pattern("acknowledge"),))
    line = (pattern("instruct", step="call_988"), pattern("call_help", who="crisis_988"))
    yield _at_once(case, "crisis", "988", "Name or call the crisis line, 988", *line)
    yield Obligation("tell", "Let a supervisor know", (pattern("pass_on", to="supervisor"),))
    if case.know("safe_now", assume=False) is not True:
        yield _at_once(case, "safe_now", "police", "Call 911", POLICE)


@rules_on("crisis_help", "refuse", "state")
def the_bill_waits(case: Case, what: Act) -> Ruling | None:
    """Nobody is told a figure or a no while their life may be in danger."""
    if not in_crisis(case):
        return None
    return forbidden("The account waits: their life comes first.", instead=(act("instruct", step="call_988"),))


@rules_on("stay_on_the_line", *LEAVING)
def stay_on_the_line(case: Case, what: Act) -> Ruling | None:
    """Nobody in such danger is left, held or passed around before someone is with them."""
    if case.told("crisis") is not True:
        return None
    if in_crisis(case):
        return forbidden("Stay on the line until someone is with them.", instead=(act("acknowledge"),))
    return permitted(credit=True)


@owes("bomb_threat")
def bomb_threat(case: Case) -> Iterable[Obligation]:
    """911 and security at once, and the caller's words in the log."""
    if case.told("bomb_threat") is not True:
        return
    yield _at_once(case, "bomb_threat", "police", "Call 911", POLICE)
    security = (pattern("call_help", who="security"), pattern("pass_on", to="security"))
    yield _at_once(case, "bomb_threat", "security", "Tell security", *security)
    yield Obligation("log", "Write down their words", (pattern("write_log", log="threat"),))


@rules_on("bomb_threat", *LEAVING)
def keep_them_talking(case: Case, what: Act) -> Ruling | None:
    """Whoever threatens with a bomb hangs up, not the representative."""
    if case.told("bomb_threat") is not True:
        return None
    return forbidden("Keep them talking: they hang up, and not you.")
