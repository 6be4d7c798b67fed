"""How far a fit may be trusted: wrong and sure is worse than unclear, so doubt is cheap and certainty is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from trainer.record.act import Act
from trainer.scenarios.understanding.grave import is_grave
from trainer.scenarios.understanding.lexicon import Lexicon
from trainer.scenarios.understanding.suits import Run

EXACT = 0.98
_NEEDED, _NEEDED_GRAVE, _NEEDED_BLAME, _NEEDED_DENIED = 0.25, 0.4, 0.6, 0.6
_SCORE, _KNOWN, _APART = 0.52, 0.7, 0.1
_TELLING_WORDS = 2
_LIGHT = frozenset({"acknowledge", "ask", "greet", "ask_anything_else", "goodbye", "assure", "offer", "thank"})
_LIGHT_SCORE, _LIGHT_KNOWN, _LIGHT_APART = 0.4, 0.5, 0.04
_GRAVE_SCORE, _GRAVE_KNOWN, _GRAVE_APART, _GRAVE_WHOLE = 0.6, 0.8, 0.12, 0.6


class Fit(NamedTuple):
    """A meaning with its score from 0 to 1, and the weight of the words it explains.

    `whole` is the share of the nearest example that was said, `known` the share of the words that the meaning was
    taught with, `telling` how many of those tell much, `spoken` how far all words together speak for it.
    """

    meaning: int
    score: float
    explained: float
    whole: float
    known: float
    telling: int
    spoken: float = 0.0


def is_likely(fit: Fit, run: Run, lexicon: Lexicon) -> bool:
    """Whether enough of a run is accounted for to take it so at all; a word or two blame nobody."""
    act = lexicon.meanings[fit.meaning].act
    return fit.score > EXACT or (fit.known >= _needed(act, run) and (fit.telling > 1 or act.kind != "argue"))


def _needed(act: Act, run: Run) -> float:
    """The share of a run's words that a meaning must know: "don't touch …" depends on what is not to be touched."""
    if act.kind == "instruct" and run.denies:
        return _NEEDED_DENIED
    if act.kind == "argue":
        return _NEEDED_BLAME
    return _NEEDED_GRAVE if is_grave(act) else _NEEDED


def is_sure(found: Sequence[Fit], lexicon: Lexicon, plain: bool = False) -> bool:
    """Whether the first of `found` is well evidenced, and no other act comes near it.

    `plain` words are neither denied nor supposed: in them, what carries no risk needs only ordinary evidence.
    """
    top, act = found[0], lexicon.meanings[found[0].meaning].act
    others = (fit.score for fit in found[1:] if lexicon.meanings[fit.meaning].act != act)
    ahead = top.score - max(others, default=0.0)
    if top.score > EXACT:
        return ahead > 0
    if plain and act.kind in _LIGHT:
        return top.score >= _LIGHT_SCORE and top.known >= _LIGHT_KNOWN and ahead >= _LIGHT_APART
    if top.telling < _TELLING_WORDS:
        return False
    if is_grave(act):
        evident = top.whole >= _GRAVE_WHOLE and top.known >= _GRAVE_KNOWN
        return evident and top.score >= _GRAVE_SCORE and ahead >= _GRAVE_APART
    return top.score >= _SCORE and top.known >= _KNOWN and ahead >= _APART
