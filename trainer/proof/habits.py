"""What players by habit share: picking up, granting what is asked as it is asked, not doing in vain what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from trainer.district.rules.conduct import answers, granted
from trainer.record.act import Act, act
from trainer.record.case import Case, Request
from trainer.record.kinds import KINDS, SlotType

Bot = Callable[[Case], Act | None]


def in_vain(case: Case, wanted: Act) -> bool:
    """Whether this very act was tried and refused, or done as often as it could be owed."""
    tries = [deed for deed in case.history if deed.act.kind == wanted.kind and deed.act.slots == wanted.slots]
    return len(tries) > 1 or any(not deed.effect for deed in tries)


def pick_up(case: Case) -> Act | None:
    """Someone has to answer the telephone before anyone asks for anything."""
    contact = case.talking
    return act("greet", contact.id) if contact and not case.history else None


def ring_off(case: Case) -> Act | None:
    return act("end_contact", case.talking.id) if case.talking else None


def next_unanswered(case: Case, answer: Callable[[Case, Request], Act | None]) -> Act | None:
    """The answer to the first request that has none, where there is one to give."""
    for request in case.requests:
        if any(case.did(one) for one in answers(case, request)):
            continue
        chosen = answer(case, request)
        if chosen is not None and not in_vain(case, chosen):
            return chosen
    return None


def grant(case: Case, request: Request, known: Mapping[str, str] | None = None) -> Act | None:
    """What was asked, done; and once it is, said. `known` are words for slots that the desk insists on."""
    if granted(case, request):
        return act("tell_done", request.contact, request=request.id) if case.talking else None
    return _completed(request.act, known or {}).to(request.contact)


def grant_as_told(case: Case, request: Request) -> Act | None:
    """As `grant`, at the place that was told of."""
    place = case.told("leak_place")
    return grant(case, request, {"place": str(place)} if place else None)


def _completed(wish: Act, known: Mapping[str, str]) -> Act:
    """The act asked for, with whatever the desk insists on filled in somehow."""
    missing: dict[str, str] = {}
    for name, slot in KINDS[wish.kind].slots.items():
        if slot.required and name not in wish.slots:
            missing[name] = known.get(name) or (next(iter(slot.choices)) if slot.type is SlotType.CHOICE else "unknown")
    return wish.but(**missing)
