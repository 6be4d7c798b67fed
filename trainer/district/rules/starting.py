"""Chapter 2, starting service: whose area, which papers, from which day, whose debt, and who is there at turn-on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal

from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, act, pattern, squeezed
from trainer.record.case import Case
from trainer.record.ruling import Need, Obligation, Ruling, all_of, forbidden, not_yet, permitted
from trainer.record.service import FormerCustomer, PremiseRecord

STARTS = ("start_service", "transfer_service")
PAPERS: Mapping[str, tuple[str, ...]] = {
    "owner": ("ownership_papers",),
    "tenant": ("lease", "owner_consent"),
    "business": ("business_papers",),
}
EXPLAIN_AREA, EXPLAIN_PAPERS = act("explain", topic="service_area"), act("explain", topic="start_papers")
HAND_OVER = act("transfer", to="neighbour")


def shown(case: Case, paper: str) -> bool:
    """Whether a paper was shown; what nobody can ask about any more was not. Raises Need(the question)."""
    return case.know(paper, assume=False) not in (False, "none", "")


def under_agreement(case: Case, what: Act) -> bool:
    """Whether service goes back to an owner who has agreed to it, so that nothing need be shown again."""
    premise: PremiseRecord | None = case.panels.get("premise")
    if premise is None or not premise.reverts_to_owner or what.kind != "start_service":
        return False
    there = squeezed(what.text("place") or "") == squeezed(premise.address)
    return there and what.text("customer") == "owner" and what.text("name") == premise.owner


SAID = ("place_wanted", "service_address")  # where a place is said that service is wanted at


@rules_on("service_area_first", *STARTS)
def service_area_first(case: Case, what: Act) -> Ruling | None:
    """Before papers and days: whether the address is the District's to serve."""
    if under_agreement(case, what):
        return None
    place = what.text("place") or str(case.know("place_wanted"))
    if "service_area" not in case.panels and not any(case.told(topic) for topic in SAID):
        ask, look = pattern("ask", topic="place_wanted"), pattern("look", panel="service_area")
        raise Need("Ask where service is wanted.", ask, look)  # a wish may name a place that nobody has said yet
    area = case.see("service_area")
    if squeezed(area.address) != squeezed(place):
        return not_yet(f"Look {place} up in the service area.", pattern("look", panel="service_area"))
    if area.ours:
        return permitted()
    return forbidden(
        f"{place} is served by {area.agency or 'another agency'}.",
        reasons=("not_our_area",), instead=(EXPLAIN_AREA,),
    )  # fmt: skip


@owes("service_area_first")
def say_whose_area(case: Case) -> Iterable[Obligation]:
    """Who asks at the wrong District hears which is the right one."""
    for request in case.requests:
        if request.act.kind in STARTS and _elsewhere(case):
            explain = pattern("explain", topic="service_area")
            yield Obligation(f"area:{request.id}", "Say who serves the address", (explain,),
                             contact=request.contact, while_open=True)  # fmt: skip


def _elsewhere(case: Case) -> bool:
    area = case.panels.get("service_area")
    return area is not None and not area.ours


@rules_on("start_papers", *STARTS)
def start_papers(case: Case, what: Act) -> Ruling | None:
    """An owner shows ownership; a tenant the lease and the owner's form; a business its papers."""
    if under_agreement(case, what):
        return None
    kind = what.text("customer") or str(case.know("customer_kind"))
    wanted = PAPERS.get(kind, ())
    if not wanted:
        return None
    if all_of(*(lambda paper=paper: shown(case, paper) for paper in wanted)):
        return permitted()
    form = act("give_form", form="owner_consent")
    instead = form if "owner_consent" in _missing(case, wanted) else EXPLAIN_PAPERS
    return forbidden("A paper is missing.", reasons=("papers_missing",), instead=(instead,))


def _missing(case: Case, papers: Iterable[str]) -> list[str]:
    """The papers known not to be there."""
    return [paper for paper in papers if paper in case.facts and not shown(case, paper)]


@owes("start_papers")
def say_what_is_missing(case: Case) -> Iterable[Obligation]:
    """Whoever lacks a paper hears which, or has the form in hand."""
    for request in case.requests:
        kind = request.act.text("customer") or str(case.told("customer_kind") or "")
        if request.act.kind in STARTS and _missing(case, PAPERS.get(kind, ())):
            ways = (pattern("explain", topic="start_papers"), pattern("give_form", form="owner_consent"))
            yield Obligation(f"papers:{request.id}", "Say which paper is missing, or give the form", ways,
                             contact=request.contact, while_open=True)  # fmt: skip


@rules_on("identity_at_start", "start_service")
def identity_at_start(case: Case, what: Act) -> Ruling | None:
    """A new account is opened for someone who has shown who they are."""
    if under_agreement(case, what):
        return None
    if shown(case, "photo_id"):
        return permitted()
    return forbidden("Nobody has shown who they are.", reasons=("papers_missing",), instead=(EXPLAIN_PAPERS,))


@rules_on("service_notice", "start_service", "transfer_service", "end_service")
def service_notice(case: Case, what: Act) -> Ruling | None:
    """Service starts and ends on a day a crew works, so many business days ahead, and never in the past."""
    on = what.get("on") or case.know("end_date" if what.kind == "end_service" else "start_date")
    if not isinstance(on, dt.date):
        return None
    earliest = case.policy.add_business_days(case.today, case.parameter("start_notice_business_days"))
    case.note_reading("earliest day", earliest, "calendar")
    if on < case.today:
        return forbidden("That day is past.", reasons=("not_backdated",), allowed=what.but(on=earliest))
    if on < earliest:
        return forbidden(f"{earliest:%-d %B} is the earliest.", reasons=("too_soon",), allowed=what.but(on=earliest))
    if not case.policy.is_business_day(on):
        after = case.policy.add_business_days(on, 1)
        return forbidden(f"No crew works that day; {after:%-d %B} is the next.", reasons=("not_allowed",),
                         allowed=what.but(on=after))  # fmt: skip
    return permitted(what.but(on=on))


def left_unpaid(case: Case, what: Act) -> tuple[list[FormerCustomer], list[FormerCustomer]]:
    """What former customers of the premise owe: the applicant's own, and others'."""
    name = squeezed(what.text("name") or str(case.know("caller_name", assume="")))
    owing = [one for one in case.see("premise").former if one.owed > 0]
    own = [one for one in owing if squeezed(one.name) == name]
    return own, [one for one in owing if one not in own]


@rules_on("former_debt_not_theirs", "start_service")
def former_debt_not_theirs(case: Case, what: Act) -> Ruling | None:
    """What a former customer left unpaid keeps nobody else from service."""
    own, others = left_unpaid(case, what)
    if own or not others:
        return None
    case.note_reading(f"left unpaid by {others[0].name}", others[0].owed, "premise")
    return permitted(None, "What a former customer left unpaid is not theirs to pay.", entitled=True)


@rules_on("own_debt_first", "start_service")
def own_debt_first(case: Case, what: Act) -> Ruling | None:
    """Who left an account of their own unpaid settles it first, or arranges to; a name alone proves nothing."""
    own, _ = left_unpaid(case, what)
    owed = sum((one.owed for one in own), Decimal(0))
    if not own or not shown(case, "photo_id"):
        return None
    case.note_reading("left unpaid on their own account", owed, "premise")
    return forbidden(
        "They left an account of their own unpaid.", reasons=("own_debt",),
        instead=(act("offer", offer="payment_plan"),),
    )  # fmt: skip


@rules_on("turn_on_attended", "order_work")
def turn_on_attended(case: Case, what: Act) -> Ruling | None:
    """Water goes on where someone is there and every tap is closed."""
    if what.text("work") != "turn_on":
        return None
    premise = case.panels.get("premise")
    if premise is not None and premise.water_on:
        return forbidden("The water is on already.")
    if shown(case, "someone_there"):
        return permitted()
    return forbidden(
        "Nobody is there to see where the water runs.", reasons=("not_allowed",),
        instead=(act("explain", topic="next_steps"),),
    )  # fmt: skip


@owes("turn_on_attended")
def order_the_turn_on(case: Case) -> Iterable[Obligation]:
    """An account alone brings no water: where it is off, a crew is ordered."""
    premise = case.panels.get("premise")
    if premise is not None and not premise.water_on and any(case.did(pattern(kind)) for kind in STARTS):
        yield Obligation("turn on", "Order the turn-on", (pattern("order_work", work="turn_on"),))
