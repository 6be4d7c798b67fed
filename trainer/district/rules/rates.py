"""Chapter 3, rates and bills: true figures, the rates of the right area, estimated reads, and rates to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from trainer.district.rules.figures import DATED, IN_CCF, true_values
from trainer.district.rules.high_bills import HIGH_BILL
from trainer.district.rules.registry import owes, rules_on
from trainer.record.account import Account, Bill, Read, ReadSource
from trainer.record.act import Act, act, pattern
from trainer.record.arrivals import CAME_BY
from trainer.record.case import Case, Contact, shown
from trainer.record.ruling import Need, Obligation, Readable, Ruling, forbidden, permitted
from trainer.record.service import AreaAnswer

WRITTEN = ("letter", "counter")
RATE_PROTEST = "rate_protest"
HOW_TO_PROTEST = act("explain", topic="rate_hearing")


@rules_on("true_figures", "state")
def true_figures(case: Case, what: Act) -> Ruling | None:
    """An amount, a date or a use that is said must be so, as the account shows it at that moment."""
    figure = str(what.text("figure"))
    said = what.get("on") if figure in DATED else what.get("amount")
    true = true_values(case, figure) if said is not None else None
    if true is None:
        return None
    if said in true:
        return permitted(credit=True)
    for value in true[-1:]:
        case.note_reading("as the account shows it", _told(figure, value), "desk")
    right = f"the account shows {_told(figure, true[-1])}" if true else "the account shows no such figure"
    return forbidden(f"You said {_told(figure, said)}; {right}.", untrue=True)


def _told(figure: str, value: object) -> str:
    """A figure as it is spoken: dollars, a date, or a use in CCF."""
    if figure in IN_CCF and isinstance(value, Decimal):
        return f"{value.normalize():f} CCF"
    return shown(value) if isinstance(value, Readable) else str(value)


def _rate_area(case: Case) -> str | None:
    """The area whose rates the premise has, empty for the main ones; None while nothing opened shows it."""
    answer: AreaAnswer | None = case.panels.get("service_area")
    account: Account | None = case.panels.get("summary")
    if answer is not None:
        return answer.rate_area
    return account.premise.rate_area if account is not None else None


@rules_on("own_area_rates", "explain")
def own_area_rates(case: Case, what: Act) -> Ruling | None:
    """A premise in an area with rates of its own hears those, and never another area's."""
    topic, area = what.text("topic"), _rate_area(case)
    if topic == "area_rates" and area is None:
        look = (pattern("look", panel="summary"), pattern("look", panel="service_area"))
        raise Need("Look which area the premise is in.", *look)
    if topic not in ("area_rates", "bill_makeup") or area is None:
        return None
    case.note_reading("rate area", area or "the main rates", "summary")
    if bool(area) is (topic == "area_rates"):
        return permitted(credit=True)
    right = "area_rates" if area else "bill_makeup"
    return forbidden("Those are another area’s rates.", untrue=True, instead=(act("explain", topic=right),))


@owes("own_area_rates")
def tell_their_rates(case: Case) -> Iterable[Obligation]:
    """Who asks about a bill, and lives where rates differ, hears that they do."""
    for request in case.requests:
        if request.fact == HIGH_BILL and request.contact is not None and _rate_area(case):
            say = (pattern("explain", topic="area_rates"),)
            yield Obligation(f"area:{request.id}", "Say that their area has its own rates", say,
                             contact=request.contact, while_open=True)  # fmt: skip


def _estimates(reads: Sequence[Read], bill: Bill) -> Iterator[str]:
    """What an estimated read explains of a bill: its end was estimated, or it catches up with one that was."""
    guessed = {(read.value, read.on <= bill.period_from) for read in reads if read.source is ReadSource.ESTIMATED}
    if (bill.read_to, False) in guessed:
        yield "estimated_read"
    elif (bill.read_from, True) in guessed:
        yield "catch_up"


@rules_on("estimated_read", "explain")
def estimated_read(case: Case, what: Act) -> Ruling | None:
    """An estimated read, or the bill that catches up with it, is explained where the reads show it, and only there."""
    topic = what.text("topic")
    if topic not in ("estimated_read", "catch_up"):
        return None
    bills: Sequence[Bill] = case.see("bills")
    if bills and topic in _estimates(case.see("reads"), bills[-1]):
        return permitted(credit=True)
    return forbidden("The reads do not show that.", untrue=True)


@owes("estimated_read")
def explain_the_estimate(case: Case) -> Iterable[Obligation]:
    """Who asks about a bill that was estimated, or catches up, is told so and not left to guess."""
    bills: Sequence[Bill] = case.panels.get("bills", ())
    for request in case.requests if bills and "reads" in case.panels else ():
        for topic in _estimates(case.see("reads"), bills[-1]) if request.fact == HIGH_BILL else ():
            say = (pattern("explain", topic=topic),)
            yield Obligation(f"{topic}:{request.id}", "Explain the estimated read", say,
                             contact=request.contact, while_open=True)  # fmt: skip


@rules_on("no_future_rate", "state")
def no_future_rate(case: Case, what: Act) -> Ruling | None:
    """Nobody states a rate that is not in force."""
    if what.text("figure") != "future_rate":
        return None
    return forbidden("Nobody knows a rate before the board has set it.", untrue=True, instead=(HOW_TO_PROTEST,))


def _protester(case: Case) -> Contact | None:
    return case.talking or next(iter(case.contacts.values()), None)


def _channel(case: Case) -> str | None:
    """How the protest came: by the contact's channel, or as the tray shows."""
    contact, came_by = _protester(case), case.told(CAME_BY)
    return contact.channel if contact else came_by if isinstance(came_by, str) else None


@rules_on("rate_protest", "write_log", "accept_item")
def protest_in_writing(case: Case, what: Act) -> Ruling | None:
    """A rate protest counts in writing: it is taken over the counter or by mail, and never logged from a call."""
    if RATE_PROTEST not in (what.text("log"), what.text("item")):
        return None
    channel = _channel(case)
    if channel is None or channel in WRITTEN:
        return permitted(entitled=True)
    return forbidden("A protest is made in writing.", reasons=("wrong_channel",), instead=(HOW_TO_PROTEST,))


@owes("rate_protest")
def take_the_protest(case: Case) -> Iterable[Obligation]:
    """A written protest is taken, logged and passed to the clerk; on any other channel they hear how one is made."""
    contact, channel = _protester(case), _channel(case)
    if case.told("purpose") != RATE_PROTEST or channel is None:
        return
    if contact is not None and channel not in WRITTEN:
        say = (pattern("explain", topic="rate_hearing"),)
        yield Obligation("how", "Say how a rate is protested", say, contact=contact.id, while_open=True)
        return
    yield Obligation("take", "Take the written protest", (pattern("accept_item", item=RATE_PROTEST),))
    yield Obligation("log", "Log the day it came", (pattern("write_log", log=RATE_PROTEST),))
    yield Obligation("clerk", "Pass it to the clerk", (pattern("pass_on", to="clerk"),))
