"""Players without a person. Each is a function from the case to the next act; the case is all that any of them sees.

expert       discharges what is owed, by precedence and deadline; rules on each request, lifts each "not yet", grants
             as far as permitted, refuses the rest with its reason; stops when nothing is owed
pushover     grants every request at once, without verification or look-up, and says so
stonewaller  refuses every request, without a reason, and ends the call
silent       says and does nothing
rusher       does what is asked in the fewest acts: asks only what the desk will not do without, looks nothing up,
             verifies nobody, writes nothing down, and ends the call

Those who try to pass without doing the job are in `proof/gamers.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trainer.district.rulebook import Rulebook, discharged
from trainer.district.rules.conduct import answers
from trainer.proof.gamers import GAMERS
from trainer.proof.habits import Bot, grant, grant_as_told, in_vain, next_unanswered, pick_up, ring_off
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case, Request
from trainer.record.kinds import KINDS
from trainer.record.ruling import Obligation, Verdict

PATIENCE = 30
DEPTH = 6


@dataclass(frozen=True)
class Expert:
    """By the book. `without` takes one kind of act away, to show that it is missed."""

    rulebook: Rulebook
    without: str | None = None

    def __call__(self, case: Case) -> Act | None:
        for wanted in self._wanted(case):
            chosen = self._attempt(case, wanted)
            if chosen is not None and chosen.kind != self.without and not in_vain(case, chosen):
                return chosen
        return None

    def turning(self, case: Case, wanted: Act) -> Act | None:
        """Turning to somebody else; or what has to be said first to whoever is left, unless that is taken away."""
        return None if wanted.kind == self.without else (self._attempt(case, wanted) or wanted).to(None)

    def _wanted(self, case: Case) -> Iterator[Act]:
        """What to do next, best first: what is owed, then what was asked, then what closes the contact."""
        owed = [one for one in self.rulebook.owed(case) if reachable(case, one) and not discharged(case, one)]
        closing = [one for one in owed if self._closes(one)]
        for one in sorted((one for one in owed if one not in closing), key=self._urgency):
            yield from _ways(case, one)
        for request in case.requests:
            if not any(case.did(answer) for answer in answers(case, request)):
                yield from self._answer(case, request)
        for one in closing:
            yield from _ways(case, one)

    def _closes(self, one: Obligation) -> bool:
        return self.rulebook.entries[one.rule].precedence == "closing"

    def _urgency(self, one: Obligation) -> tuple[bool, bool]:
        """Safety first, then hearing people; the rest keeps the rulebook's order."""
        entry = self.rulebook.entries[one.rule]
        return (entry.precedence != "safety", entry.part != "care")

    def _answer(self, case: Case, request: Request) -> Iterator[Act]:
        wish = request.act.to(request.contact)
        decision = self.rulebook.decide(case, wish)
        if decision.verdict in (Verdict.PERMITTED, Verdict.NOT_YET):
            yield decision.allowed or wish
        asked = case.did(pattern("ask_supervisor", request=request.id))
        if decision.verdict is Verdict.BEYOND_AUTHORITY and not asked:
            yield act("ask_supervisor", request.contact, request=request.id)
        if request.contact is not None and decision.verdict in (Verdict.FORBIDDEN, Verdict.BEYOND_AUTHORITY):
            reasons = decision.leading.reasons if decision.leading else ()
            yield act("refuse", request.contact, request=request.id, reason=next(iter(reasons), "not_allowed"))

    def _attempt(self, case: Case, wanted: Act, depth: int = 0) -> Act | None:
        """The act as far as it is permitted, or else the first thing that lifts what stands before it."""
        decision = self.rulebook.decide(case, wanted)
        if decision.verdict is Verdict.PERMITTED:
            return decision.allowed or wanted
        if decision.verdict is Verdict.NOT_YET and decision.leading and depth < DEPTH:
            tries = (self._attempt(case, n.make(_listener(case)), depth + 1) for n in decision.leading.needs)
            return next((one for one in tries if one and one.kind != self.without and not in_vain(case, one)), None)
        return None


def _ways(case: Case, owed: Obligation) -> Iterator[Act]:
    """What discharges it, the first way first; another way of the same kind, where that one is closed."""
    kind = owed.discharge[0].kind
    return (way.make(_listener(case)) for way in owed.discharge if way.kind == kind)


def _listener(case: Case) -> str | None:
    contact = case.talking or next(iter(case.contacts.values()), None)
    return contact.id if contact else None


def reachable(case: Case, owed: Obligation) -> bool:
    """Whether a bot may do what is owed now: it takes no decision first, and whoever it is owed to is there."""
    contact = case.contact(owed.contact)
    return owed.makes and not (owed.while_open and contact is not None and not contact.open)


def pushover(case: Case) -> Act | None:
    """See the module."""
    return pick_up(case) or next_unanswered(case, grant)


def stonewaller(case: Case) -> Act | None:
    """See the module."""
    return pick_up(case) or next_unanswered(case, _refusing) or ring_off(case)


def silent(case: Case) -> Act | None:
    """See the module."""
    return act("wait", seconds=PATIENCE) if case.talking else None


def rusher(case: Case) -> Act | None:
    """See the module."""
    return pick_up(case) or next_unanswered(case, _rushing) or ring_off(case)


def _refusing(case: Case, request: Request) -> Act | None:
    if request.contact is None or not case.talking:
        return None
    return act("refuse", request.contact, request=request.id)


def _rushing(case: Case, request: Request) -> Act | None:
    """As the pushover, but asks for a place the desk cannot do without."""
    if request.act.kind == "dispatch" and "leak_place" not in case.facts:
        return act("ask", request.contact, topic="leak_place")
    return grant_as_told(case, request)


BOTS: Mapping[str, Bot] = {"pushover": pushover, "stonewaller": stonewaller, "silent": silent, "rusher": rusher}


def bot_named(name: str, rulebook: Rulebook) -> Bot:
    """A bot by name; raises KeyError. `expert-minus-KIND` is the expert without one kind of act."""
    if name == "expert":
        return Expert(rulebook)
    if name.startswith("expert-minus-") and name.removeprefix("expert-minus-") in KINDS:
        return Expert(rulebook, without=name.removeprefix("expert-minus-"))
    return {**BOTS, **GAMERS}[name]
