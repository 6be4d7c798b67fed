"""How well a run of words fits what was taught: the nearest example, and what all its words together speak for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from trainer.scenarios.understanding.deeds import deed
from trainer.scenarios.understanding.evidence import Vector, shares
from trainer.scenarios.understanding.features import LEAST_WEIGHT, features, form, spoken
from trainer.scenarios.understanding.index import Index
from trainer.scenarios.understanding.lexicon import Example, Lexicon
from trainer.scenarios.understanding.sentence import Token
from trainer.scenarios.understanding.suits import Run, suits
from trainer.scenarios.understanding.sureness import EXACT, Fit, is_likely

_NEAREST, _BELONGING = 0.6, 0.4
_MISSING, _EXTRA = 0.45, 0.16
TELLING = 0.27
LEAST = 0.33
_KIND = 0.75
_FAIR = 0.15
_TRUST, _AT_LEAST = 2, 0.2
_CANDIDATES = 40
_DENIED = 0.4
_KNOWN_SHARE = 0.5
_FORM = 0.42
_NEARLY_ALL = 0.85
_BELIEVED = 4


def fits(tokens: Sequence[Token], asked: bool, lexicon: Lexicon) -> list[Fit]:
    """The meanings a run of words may have, best first."""
    told = dict.fromkeys(features(tokens))
    whole = _weight(told, lexicon)
    if not whole:
        return []
    run, index = Run(tokens, asked), lexicon.index
    matched, denied = index.matched(told, asked, lexicon.weights)
    about = lexicon.taught.evidence.speaks(spoken(tokens, told))
    kinds = lexicon.taught.kinds.speaks([*told, *form(tokens, asked)])[lexicon.taught.kind]
    summed = about + _KIND * kinds
    beliefs = shares(summed)
    values = frozenset(token.word for token in tokens if token.lifted)
    best: dict[int, tuple[float, float]] = {}
    words = _telling(told, values, lexicon)
    for n, score in _candidates(matched, whole, index):
        example, weight = lexicon.examples[n], float(matched[n])
        if score > EXACT and asked == example.asked:
            best[example.meaning] = (score, 1.0)
            continue
        if not _evident(example, values, words[lexicon.general[example.meaning]], weight, lexicon):
            continue
        heard = lexicon.meanings[example.meaning].act.kind == "unclear"
        belongs = score if heard else float(beliefs[example.meaning]) * min(1.0, _AT_LEAST + _TRUST * score)
        score = score if score > EXACT else _NEAREST * score + _BELONGING * belongs
        score *= suits(example, run, lexicon) * (_DENIED if denied[n] > TELLING else 1.0)
        best[example.meaning] = max(best.get(example.meaning, (0.0, 0.0)), (score, min(1.0, weight / example.weight)))
    found = (_fit(n, score, said, whole, told, lexicon) for n, (score, said) in best.items() if score)
    likely = [fit for fit in found if is_likely(fit, run, lexicon)]
    if not any(fit.score >= LEAST for fit in likely):
        likely += _by_form(tokens, asked, whole, lexicon)
    likely += _by_belief(summed, {fit.meaning for fit in likely}, told, run, bool(values), lexicon)
    spoken_for = (fit._replace(spoken=float(about[fit.meaning])) for fit in likely)
    return sorted(spoken_for, key=lambda fit: (-fit.score, -fit.spoken, fit.meaning))


def weight_of(tokens: Sequence[Token], lexicon: Lexicon) -> float:
    """What all that a run tells weighs together."""
    return _weight(dict.fromkeys(features(tokens)), lexicon)


def _weight(told: Iterable[str], lexicon: Lexicon) -> float:
    return sum(map(lexicon.weight, told))


def _fit(n: int, score: float, said: float, whole: float, told: Iterable[str], lexicon: Lexicon) -> Fit:
    known, telling = _known(told, n, lexicon)
    return Fit(n, score, score * whole * (1 - _KNOWN_SHARE + _KNOWN_SHARE * known), said, known, telling)


def _by_belief(
    summed: Vector, found: set[int], told: Iterable[str], run: Run, valued: bool, lexicon: Lexicon
) -> Iterator[Fit]:
    """What all words together speak for most, though no example is near: never enough to be sure."""
    for n in map(int, np.argsort(-summed, kind="stable")[:_BELIEVED]):
        like_it = Example(n, frozenset(), LEAST_WEIGHT, run.asked, run.manner, frozenset())
        stated = valued or lexicon.meanings[n].act.kind != "state"
        if summed[n] > 0 and n not in found and stated and suits(like_it, run, lexicon):
            yield _fit(n, 0.0, 0.0, 0.0, told, lexicon)


def _candidates(matched: Vector, whole: float, index: Index) -> Iterator[tuple[int, float]]:
    """The examples that share a fair part, and how alike they are, those that share the most first."""
    fair = np.flatnonzero(matched > _FAIR * index.weight)
    shared = matched[fair]
    missing, extra = np.maximum(0.0, index.weight[fair] - shared), np.maximum(0.0, whole - shared)
    scores = shared / (shared + _MISSING * missing + _EXTRA * extra).clip(min=LEAST_WEIGHT)
    best = np.argsort(-scores, kind="stable")[:_CANDIDATES]
    return zip(fair[best].tolist(), scores[best].tolist(), strict=True)


def _by_form(tokens: Sequence[Token], asked: bool, whole: float, lexicon: Lexicon) -> Iterator[Fit]:
    """What words tell by their form alone: enough to be heard, never enough to be sure."""
    kind = "" if asked else deed(tokens, lexicon)
    for n, meaning in enumerate(lexicon.meanings):
        if kind and meaning.act.kind == kind:
            yield Fit(n, _FORM, _FORM * whole, 0.0, 0.0, 0)


def _known(told: Iterable[str], meaning: int, lexicon: Lexicon) -> tuple[float, int]:
    """How much of a run is words that the meaning was taught with: the others may say something else."""
    words = [one.removeprefix("if:") if lexicon.general[meaning] else one for one in told if "+" not in one]
    own = [lexicon.weight(one) for one in words if one in lexicon.words[meaning]]
    return sum(own) / (sum(map(lexicon.weight, words)) or 1.0), sum(weight >= TELLING for weight in own)


def _telling(told: Iterable[str], values: frozenset[str], lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a run that tell much, values aside: as they are, and as a meaning hears them that an "if" leaves."""
    words = [one for one in told if "+" not in one]
    heard = (words, [one.removeprefix("if:") for one in words])
    as_told, as_general = (
        frozenset(one for one in each if one not in values and lexicon.weights.get(one, 0.0) >= TELLING)
        for each in heard
    )
    return as_told, as_general


def _evident(
    example: Example, values: frozenset[str], telling: frozenset[str], weight: float, lexicon: Lexicon
) -> bool:
    """Whether more than small words is shared, and more than what any act of the kind would share.

    A figure needs its value, too: "that was $24.60" states none. That others said something tells nothing of what.
    """
    act = lexicon.meanings[example.meaning].act
    common = lexicon.plain.get(act.kind, frozenset()) if act.slots else frozenset()
    shared = (telling & example.features) - common
    tells = any(act.kind == "unclear" or not one.startswith("saying:") for one in shared)
    if act.kind == "state":
        return (tells or weight > _NEARLY_ALL * example.weight) and example.values <= values
    return tells or (weight > _NEARLY_ALL * example.weight and not common)
