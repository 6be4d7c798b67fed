"""Reading a move from plain data: what a browser posts and what a file of moves holds.

{"say": text or {"act": …}}, {"look": panel or {"act": …}}, {"do": {"act": …}}, {"wait": seconds};
each with optional "seconds".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from trainer.record.act import Act
from trainer.record.kinds import KINDS, Way
from trainer.record.parsing import BadActError, parse_act, plain
from trainer.scenarios.understanding import Lexicon, note_facts, understand
from trainer.scenarios.world import Move

WAYS = ("say", "look", "do", "wait")
LONGEST = 2000


def read_move(data: Any, lexicon: Lexicon, today: dt.date) -> Move:
    """The move that `data` gives, typed words understood; raises BadActError naming what does not fit."""
    if not isinstance(data, Mapping) or sum(way in data for way in WAYS) != 1:
        raise BadActError("A move is one of say, look, do or wait.")
    way = next(way for way in WAYS if way in data)
    seconds = _seconds(data.get("seconds"))
    if way == "say" and isinstance(data["say"], str):
        return _typed(data["say"], lexicon, today, seconds)
    return Move((_act(way, data[way], lexicon),), None, seconds)


def _typed(text: str, lexicon: Lexicon, today: dt.date, seconds: int | None) -> Move:
    text = text.strip()
    if not text:
        raise BadActError("Nothing was said. Type a sentence, or pick one.")
    if len(text) > LONGEST:
        raise BadActError(f"That is longer than {LONGEST:,} characters. Say it in parts.")
    return Move(understand(text, lexicon, today).acts, text, seconds)


def _act(way: str, given: Any, lexicon: Lexicon) -> Act:
    if way == "look" and not isinstance(given, Mapping):
        return parse_act({"act": "look", "panel": given})
    if way == "wait":
        return parse_act({"act": "wait", "seconds": given})
    if not isinstance(given, Mapping):
        raise BadActError('An act is written as {"act": kind, …}.')
    act = parse_act(given)
    if KINDS[act.kind].way is not Way(way):
        raise BadActError(f"“{KINDS[act.kind].label}” is something to {KINDS[act.kind].way}, not to {way}.")
    if act.kind == "add_note" and act.text("text"):
        return act.but(facts=note_facts(str(act.text("text")), lexicon))
    return act


def _seconds(value: Any) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadActError("Seconds are a whole number, zero or more.")
    return value


def move_as_data(move: Move) -> dict[str, Any]:
    """The move as it was understood, fit for JSON."""
    return {"acts": [plain(act) for act in move.acts], "text": move.text, "seconds": move.seconds}


def move_from_data(data: Mapping[str, Any]) -> Move:
    """The same move again: what was understood then, not what would be understood now."""
    return Move(tuple(parse_act(act) for act in data["acts"]), data["text"], data["seconds"])
