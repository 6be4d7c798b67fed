"""Whether a sentence so made can mean a kind of act at all: plans are no deeds, and "I haven't" is no "I won't"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from trainer.record.act import Act
from trainer.scenarios.understanding.grave import is_grave
from trainer.scenarios.understanding.lexicon import Example, Lexicon
from trainer.scenarios.understanding.manners import first_person, main, manner, refusing, undone
from trainer.scenarios.understanding.sentence import Token
from trainer.scenarios.understanding.tokens import listed

_NOT_ASKED, _ASKED, _MANNER = 0.72, 0.5, 0.6
_QUESTIONS = frozenset({"ask", "offer", "hold_please", "ask_anything_else", "greet", "small_talk", "instruct",
                        "acknowledge", "apologise", "thank", "goodbye", "unclear"})  # fmt: skip
_MANNERED = frozenset({"tell_done", "offer", "promise", "assure"})
_ANNOUNCING = frozenset({"assure", "hold_please", "offer", "promise"})
_UNSAID = 0.6
_LACKING = 0.7
_COMMANDED = 0.8
_POLITE = frozenset(listed("please just and then so now okay first next also go ahead"))
_HANDS_OFF = frozenset(listed("alone avoid already who crew ours"))
_VALVES = ("shut_house_valve", "shut_meter_valve")
_GIVING = ("compensation", "refund", "approval")
_SUFFERING = frozenset(listed("be been was were get gets got"))
_REQUESTING = frozenset(listed("please tell give need confirm verify describe know spell"))
_PROMISING = frozenset(listed("promise guarantee"))
_AWAITING = frozenset(listed("once when until unless"))
_BRIEF = 4
_REFUSING = frozenset(listed("only decline stand stands stay stays remain no unable before until"))


def _acted(token: Token) -> bool:
    return token.past or token.raw == "shut"


class Run:
    """How a run of words is said."""

    def __init__(self, tokens: Sequence[Token], asked: bool) -> None:
        self.asked = asked
        self.first = next((token.word for token in tokens if token.raw not in _POLITE), "")
        self.manner = manner(tokens)
        self.of_self = first_person(tokens)
        self.undone = undone(tokens)
        self.forbids = [token.raw for token in tokens if token.raw not in _POLITE][:2] == ["do", "not"]
        self.done = any(token.past for token in tokens)
        words = {token.raw for token in tokens}
        self.words = frozenset(token.word for token in tokens)
        self.suffered = any(one.raw in _SUFFERING and _acted(other) for one, other in pairwise(tokens))
        self.relieves = "you" in words and bool(words & {"anymore", "longer"})
        self.later = ("next", "time") in pairwise(token.raw for token in tokens)
        self.denies = any(token.negated for token in tokens)
        first = bool(tokens) and tokens[-1].raw == "first"  # "I need your address first", and no "first late payment"
        self.refuses = refusing(tokens) or first or any(token.raw in _REFUSING for token in tokens)
        self.hands_off = bool(_HANDS_OFF & {token.raw for token in main(tokens)})
        self.unpromised = any(token.negated and token.raw in _PROMISING for token in tokens)
        self.awaits = bool(tokens) and tokens[0].raw in _AWAITING
        self.long = len(tokens) > _BRIEF and not words & _REQUESTING
        self.asks_you = "you" in words and bool(words & {"can", "could", "would", "will"})

    def commands(self, lexicon: Lexicon) -> bool:
        """Whether it begins as what a contact is told to do begins."""
        return not self.asked and (self.first in lexicon.commands or self.forbids)


def suits(example: Example, run: Run, lexicon: Lexicon) -> float:
    """0 where a sentence so made cannot mean this; less than 1 where it is unlike what was taught."""
    act, needed = lexicon.meanings[example.meaning].act, lexicon.needs[example.meaning]
    kind = act.kind
    lacking = bool(needed) and not needed & run.words
    if (lacking and is_grave(act)) or (run.suffered and act.text("step") in _VALVES):
        return 0.0
    if kind == "promise" and run.denies and act.text("what") in _GIVING:
        return 0.0
    if _barred(act, run) or (kind == "assure" and run.asked and not example.asked):
        return 0.0
    unlike = kind in _MANNERED and run.manner and example.manner not in ("", run.manner)
    announced = kind in _ANNOUNCING and run.manner == "done" != example.manner
    factor = (_LACKING if lacking else 1.0) * (_MANNER if unlike or announced else 1.0)
    if kind == "explain" and run.commands(lexicon):
        factor *= _COMMANDED
    if kind == "refuse" and not run.refuses:
        factor *= _UNSAID
    if run.asked and not example.asked and kind not in _QUESTIONS:
        return factor * _ASKED
    return factor * _NOT_ASKED if example.asked and not run.asked else factor


def _barred(act: Act, run: Run) -> bool:
    """Plans are no deeds, deeds no offers, "I haven't" is no "I won't", and "I can waive it" is no refusal.

    A question instructs only as "could you …".
    """
    kind = act.kind
    if kind == "refuse":
        return run.later or (run.of_self and (run.undone or (run.manner == "modal" and not run.refuses)))
    if kind == "promise":
        return run.forbids or run.unpromised or (run.of_self and run.undone)
    if kind == "explain":
        return run.forbids
    if kind == "tell_done":
        return run.awaits or (run.manner == "modal" and not (run.done or run.relieves))
    if kind == "offer":
        return run.of_self and run.manner == "done"
    if kind == "ask":
        return not run.asked and (run.of_self or run.long)
    if kind == "instruct":
        return (run.hands_off and act.text("step") in _VALVES) or (run.of_self if not run.asked else not run.asks_you)
    return False
