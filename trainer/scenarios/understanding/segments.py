"""A sentence divided into the runs of clauses that, together, are best explained by what was taught."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from trainer.scenarios.understanding.clauses import Sentence, Token
from trainer.scenarios.understanding.kin import corrected
from trainer.scenarios.understanding.lexicon import Lexicon
from trainer.scenarios.understanding.matching import LEAST, fits
from trainer.scenarios.understanding.questions import asks
from trainer.scenarios.understanding.sureness import EXACT, Fit, is_sure
from trainer.scenarios.understanding.tokens import listed
from trainer.scenarios.understanding.walls import plainly_anew, walls

_PER_ACT = 0.4
_SAVED = 0.25
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


def segments(sentence: Sentence, lexicon: Lexicon) -> list[Segment]:
    """The division of the sentence whose parts explain the most; what nothing explains has no meaning."""
    tokens = tuple(corrected(token, lexicon) for token in sentence.tokens)
    cuts = [*sentence.cuts[:_MOST_CLAUSES], len(tokens)]
    apart = walls(tokens, cuts, lexicon)
    best: list[tuple[float, list[Segment]]] = [(0.0, [])]
    for end in range(1, len(cuts)):
        options = []
        wall = max((one for one in apart if one < end), default=0)
        for start in range(max(0, end - _LONGEST, wall), end):
            run = tokens[cuts[start] : cuts[end]]
            segment, value = _segment(run, asks(sentence, cuts[start], cuts[end]), lexicon, end - start)
            saved = _SAVED if segment.meaning is not None and plainly_anew(sentence, cuts[start]) else 0.0
            options.append((best[start][0] + value + saved, [*best[start][1], segment]))
        best.append(max(options, key=lambda option: option[0]))
    parts = best[-1][1]
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


def _segment(run: tuple[Token, ...], asked: bool, lexicon: Lexicon, clauses: int) -> tuple[Segment, float]:
    found = fits(run, asked, lexicon)
    top = found[0] if found else None
    broken_off = run[-1].raw in _BROKEN_OFF and top is not None and top.score <= EXACT
    if top is None or top.score < LEAST or broken_off:
        return Segment(run, None, top.score if top else 0.0, False, asked), -0.001 * clauses
    plain = not any(token.shade or token.negated for token in run)
    sure = is_sure(found, lexicon, plain)
    joined = run[0].raw == "and" and lexicon.meanings[top.meaning].act.kind == "ask"
    segment = Segment(run, top.meaning, top.score, sure, asked, _may_state(found, lexicon))
    return segment, top.explained * top.score - (0.0 if joined else _PER_ACT)


def _may_state(found: list[Fit], lexicon: Lexicon) -> bool:
    return any(fit.score >= _STATED and lexicon.meanings[fit.meaning].act.kind == "state" for fit in found)
