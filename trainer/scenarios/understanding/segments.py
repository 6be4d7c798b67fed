"""A sentence divided into the runs of clauses that, together, are best explained by what was taught."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from trainer.record.act import Act
from trainer.scenarios.understanding.grave import is_grave
from trainer.scenarios.understanding.kin import corrected
from trainer.scenarios.understanding.lexicon import Lexicon
from trainer.scenarios.understanding.matching import LEAST, fits, weight_of
from trainer.scenarios.understanding.questions import asks
from trainer.scenarios.understanding.sentence import Sentence, Token
from trainer.scenarios.understanding.sureness import EXACT, Fit, is_sure
from trainer.scenarios.understanding.tokens import listed
from trainer.scenarios.understanding.walls import walls
from trainer.scenarios.understanding.worth import Traits, of_none, traits, worth

_NEAR, _FAR, _FAINT = 3, 2, 0.2
_ENOUGH = 0.4
_SELDOM = frozenset(["leave_message", "let_interpret"])
_LONGEST = 6
_MOST_CLAUSES = 60
_GOES_ON = frozenset(listed("and on or what which day date time when how much why where was it that about at"))
_CLEAR = 0.6
_STATED = 0.44
_BROKEN_OFF = frozenset(listed("the a an my your our and or because if"))


@dataclass(frozen=True)
class Segment:
    """A run of tokens taken together, with what it means and how surely; `figures` where they may be all."""

    tokens: tuple[Token, ...]
    meaning: int | None
    score: float
    sure: bool
    asked: bool
    figures: bool = False


@dataclass(frozen=True)
class Option:
    """One way to take a run of clauses, which began at clause `start`, and its traits."""

    start: int
    segment: Segment
    traits: Traits


def segments(sentence: Sentence, lexicon: Lexicon) -> list[Segment]:
    """The division of the sentence whose parts are worth most; what nothing explains has no meaning."""
    best: list[tuple[float, list[Segment]]] = [(0.0, [])]
    for ending in options(sentence, lexicon):
        ways = ((best[one.start][0] + worth(one.traits), [*best[one.start][1], one.segment]) for one in ending)
        best.append(max(ways, key=lambda way: way[0]))
    taught = (one for one in ending if one.start == 0 and one.traits.get("exact"))
    whole = max(taught, key=lambda one: worth(one.traits), default=None)  # what was taught word for word is taken so
    return put_together([whole.segment] if whole else best[-1][1], lexicon)


def options(sentence: Sentence, lexicon: Lexicon) -> Iterator[list[Option]]:
    """For each clause, every way to take a run of clauses that ends with it."""
    tokens = tuple(corrected(token, lexicon) for token in sentence.tokens)
    cuts = [*sentence.cuts[:_MOST_CLAUSES], len(tokens)]
    apart = walls(tokens, cuts, lexicon)
    for end in range(1, len(cuts)):
        wall = max((one for one in apart if one < end), default=0)
        yield [
            Option(start, *taken)
            for start in range(max(0, end - _LONGEST, wall), end)
            for taken in _taken(
                tokens[cuts[start] : cuts[end]], asks(sentence, cuts[start], cuts[end]), end - start, lexicon
            )
        ]


def put_together(parts: list[Segment], lexicon: Lexicon) -> list[Segment]:
    """The parts of a sentence without what only goes on with the one before; a no takes its reason."""
    told = [one for before, one in pairwise([None, *parts]) if one and not _idly_asked(one, before, lexicon)]
    return _reasoned(told, lexicon)


def _idly_asked(part: Segment, before: Segment | None, lexicon: Lexicon) -> bool:
    """Whether a question only goes on with the one before: "how did you pay, and on what day?"."""
    return (
        before is not None and _kind(before, lexicon) == _kind(part, lexicon) == "ask"
        and {token.raw for token in part.tokens} <= _GOES_ON
    )  # fmt: skip


def _kind(part: Segment, lexicon: Lexicon) -> str:
    return "" if part.meaning is None else lexicon.meanings[part.meaning].act.kind


def _reasoned(parts: list[Segment], lexicon: Lexicon) -> list[Segment]:
    """A no takes the reason that stands next to it; a bare one, where none is understood there, is doubtful."""
    for n, part in enumerate(parts):
        if not _is_no(part, lexicon):
            continue
        for first in (n - 1, n):
            pair = parts[max(0, first) : first + 2]
            other = next((one for one in pair if one is not part), None)
            if len(pair) == 2 and other is not None and _may_be_reason(other, lexicon):
                merged = _refusal(pair, part, lexicon)
                if merged is not None:
                    return [*parts[:first], merged, *_reasoned(parts[first + 2 :], lexicon)]
                if not lexicon.meanings[part.meaning or 0].act.slots:
                    parts = [*parts[:n], replace(part, sure=False), *parts[n + 1 :]]
    return parts


def _is_no(part: Segment, lexicon: Lexicon) -> bool:
    return _kind(part, lexicon) == "refuse"


def _may_be_reason(part: Segment, lexicon: Lexicon) -> bool:
    return _kind(part, lexicon) in ("", "explain")


def _refusal(pair: list[Segment], no: Segment, lexicon: Lexicon) -> Segment | None:
    """Both taken together, where they give a reason; a no that has one already must not lose by it."""
    run = pair[0].tokens + pair[1].tokens
    found = fits(run, False, lexicon)
    top = next((fit for fit in found if fit.score >= LEAST and lexicon.meanings[fit.meaning].act.text("reason")), None)
    reasoned = lexicon.meanings[no.meaning or 0].act.text("reason") is not None
    if top is None or (reasoned and not (top is found[0] and top.score >= min(no.score, _CLEAR))):
        return None
    return Segment(run, top.meaning, top.score, top is found[0] and is_sure(found, lexicon), False)


def _taken(run: tuple[Token, ...], asked: bool, clauses: int, lexicon: Lexicon) -> Iterator[tuple[Segment, Traits]]:
    """A run taken for none, and for each of the acts that fit it best."""
    found = fits(run, asked, lexicon)
    top = found[0] if found else None
    yield Segment(run, None, top.score if top else 0.0, False, asked), of_none(weight_of(run, lexicon))
    if top is None or (run[-1].raw in _BROKEN_OFF and top.score <= EXACT):
        return
    plain = not any(token.shade or token.negated for token in run)
    sure, figures = is_sure(found, lexicon, plain), _may_state(found, lexicon)
    for fit in _different([one for one in found if _may_be(one, plain, lexicon)], lexicon):
        act = lexicon.meanings[fit.meaning].act
        segment = Segment(run, fit.meaning, fit.score, sure and fit is top, asked, figures)
        yield segment, traits(fit, act.kind, run, clauses)


def _may_be(fit: Fit, plain: bool, lexicon: Lexicon) -> bool:
    """Whether a run may mean it: what is denied or supposed, and what is grave, needs an example that is near."""
    act = lexicon.meanings[fit.meaning].act
    light = plain and not is_grave(act) and act.kind not in _SELDOM
    return light or (fit.score >= LEAST and fit.explained * fit.score >= _ENOUGH)


def _different(found: Sequence[Fit], lexicon: Lexicon) -> Iterator[Fit]:
    """The best fits of different acts: the nearest, and some that only all words together speak for."""
    told: list[Act] = []
    near = far = 0
    for fit in found:
        act = lexicon.meanings[fit.meaning].act
        wanted = near < _NEAR if fit.score >= _FAINT else fit.score == 0 and far < _FAR
        if wanted and act not in told:
            told.append(act)
            near, far = near + (fit.score > 0), far + (fit.score == 0)
            yield fit


def _may_state(found: list[Fit], lexicon: Lexicon) -> bool:
    return any(fit.score >= _STATED and lexicon.meanings[fit.meaning].act.kind == "state" for fit in found)
