"""Players who try to pass without doing the job. None of them may, in any variant of any scenario.

asker      asks every question there is, looks at nothing, and does what was asked
looker     opens every panel, verifies nobody, and does what was asked
escalator  takes every request to a supervisor, says so, and leaves it there
paster     recites the manual: explains everything there is to explain, then ends
kind       says every kind thing there is, and does nothing
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trainer.proof.habits import Bot, grant_as_told, next_unanswered, pick_up, ring_off
from trainer.record import topic
from trainer.record.act import Act, act
from trainer.record.case import Case

KIND = ("acknowledge", "apologise", "assure", "thank", "small_talk", "ask_anything_else", "goodbye")


def asker(case: Case) -> Act | None:
    """See the module."""
    questions = (act("ask", topic=name) for name in topic.QUESTIONS)
    return pick_up(case) or _first_new(case, questions) or next_unanswered(case, grant_as_told) or ring_off(case)


def looker(case: Case) -> Act | None:
    """See the module."""
    looks = (act("look", panel=name) for name in topic.PANELS)
    looked = pick_up(case) or _first_new(case, looks, aloud=False)
    return looked or next_unanswered(case, grant_as_told) or ring_off(case)


def escalator(case: Case) -> Act | None:
    """See the module."""
    asks = (act("ask_supervisor", request=request.id) for request in case.requests)
    steps = (act("explain", topic="next_steps") for _ in case.requests)
    return pick_up(case) or _first_new(case, asks, aloud=False) or _first_new(case, steps) or ring_off(case)


def paster(case: Case) -> Act | None:
    """See the module."""
    pages = (act("explain", topic=name) for name in topic.EXPLANATIONS)
    return pick_up(case) or _first_new(case, pages) or ring_off(case)


def kind(case: Case) -> Act | None:
    """See the module."""
    return pick_up(case) or _first_new(case, (act(name) for name in KIND))


def _first_new(case: Case, acts: Iterator[Act], *, aloud: bool = True) -> Act | None:
    """The first of these that was not tried yet; what is said aloud needs someone to hear it."""
    if aloud and not case.talking:
        return None
    listener = case.talking.id if case.talking else None
    tried = {(deed.act.kind, *deed.act.slots.values()) for deed in case.history}
    return next((one.to(listener) for one in acts if (one.kind, *one.slots.values()) not in tried), None)


GAMERS: Mapping[str, Bot] = {"asker": asker, "looker": looker, "escalator": escalator, "paster": paster, "kind": kind}
