"""Typed sentences of a representative, understood as acts: locally, the same way every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from trainer.record.act import Act, act
from trainer.scenarios.understanding.leftovers import coming, leftovers
from trainer.scenarios.understanding.lexicon import Lexicon
from trainer.scenarios.understanding.segments import Segment, segments
from trainer.scenarios.understanding.sentence import Sentence
from trainer.scenarios.understanding.slots import FALLING_DUE, figures_in, with_values
from trainer.scenarios.understanding.sureness import EXACT
from trainer.scenarios.understanding.tokens import MAX_LENGTH, listed

_NOD = 3
_GOOD, _BESIDE = 0.62, 0.5  # beside a good act a thin one counts for nothing; learned on examples left out
_BILLS = frozenset(listed("bill statement balance current new"))
_ACROSS = frozenset(["thank", "greet", "leave_message"])  # part of the act beside it though a stop stands between
_WAITING = frozenset(listed(
    "hold holding wait waiting patience patient bearing hanging coming stopping visiting calling"
))  # fmt: skip
_COURTEOUS = frozenset(["thank", "apologise", "acknowledge"])


@dataclass(frozen=True)
class Span:
    """Where in the text an act was said: from `start` up to `end`."""

    start: int
    end: int


@dataclass(frozen=True)
class Understood:
    """The acts of a text in the order they were said, each with its place."""

    acts: tuple[Act, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class _Said:
    """An act with its place; a `nod` is an "okay" or "got it" that only counts where nothing else is said.

    What is said `in_passing`, "thanks for holding, your balance is …", counts where its sentence is all courtesy.
    """

    act: Act
    span: Span
    nod: bool = False
    in_passing: bool = False
    score: float = 1.0


def understand(text: str, lexicon: Lexicon, today: date) -> Understood:
    """The acts in `text`; one `unclear` when it says something else, none when it says nothing.

    `sure` is False on an act whose sentence fits middling well, or fits two meanings about alike.
    """
    text = text[:MAX_LENGTH]
    if not text.strip():
        return Understood()
    said = [one for sentence in lexicon.read(text, today) for one in _sentence(sentence, lexicon)]
    said = list(_once(_unabsorbed(said, lexicon, _ACROSS)))
    said = [one for one in said if not one.nod] or said[:1]
    if any(one.score >= _GOOD and one.act.kind != "state" for one in said):
        said = [one for one in said if one.score >= _BESIDE or one.act.kind == "state"]
    if not said:
        return Understood((act("unclear"),), (Span(0, len(text)),))
    said.sort(key=lambda one: one.span.start)
    return Understood(tuple(one.act for one in said), tuple(one.span for one in said))


def _sentence(sentence: Sentence, lexicon: Lexicon) -> list[_Said]:
    parts = segments(sentence, lexicon)
    said = [one for n in range(len(parts)) for one in _part(parts, n, lexicon)]
    acts = [one.act for one in said]
    said += [_Said(left, Span(at.start, at.end)) for part in parts for left, at in leftovers(part, acts, lexicon)]
    said = list(_dated(sorted(said, key=lambda one: one.span.start), sentence))
    if any(one.act.kind not in _COURTEOUS for one in said):
        said = [one for one in said if not one.in_passing]
    return list(_unabsorbed(said, lexicon))


def _dated(said: list[_Said], sentence: Sentence) -> Iterator[_Said]:
    """What is past due takes the day it is to be paid by, told right after it: "$86 is past due, pay it by Friday"."""
    at = 0
    while at < len(said):
        one, after = said[at], said[at + 1] if at + 1 < len(said) else None
        day = after.act.get("on") if after is not None and _is_day(after, sentence) else None
        if after is not None and day is not None and _to_be_paid(one.act):
            yield replace(one, act=replace(one.act.but(on=day), sure=one.act.sure and after.act.sure))
            at += 1
        else:
            yield one
        at += 1


def _to_be_paid(act: Act) -> bool:
    return act.kind == "state" and act.get("figure") in FALLING_DUE and bool(act.get("amount")) and not act.get("on")


def _is_day(said: _Said, sentence: Sentence) -> bool:
    """Whether a due date is told of nothing else: "and your current bill is due …" is another's."""
    words = {token.raw for token in sentence.tokens if said.span.start <= token.start < said.span.end}
    return said.act.get("figure") == "due_date" and not _BILLS & words


def _part(parts: list[Segment], at: int, lexicon: Lexicon) -> Iterator[_Said]:
    part = parts[at]
    span = Span(part.tokens[0].start, part.tokens[-1].end)
    stated = None
    if part.meaning is not None and not _only_figures(part, lexicon):
        meant = lexicon.meanings[part.meaning].act
        stated = coming(part, lexicon) or with_values(meant, parts, at, lexicon)
        if meant.kind != "unclear" and stated is not None:
            nod = meant.kind == "assure" and len(part.tokens) <= _NOD
            passing = meant.kind == "thank" and bool(_WAITING & {token.raw for token in part.tokens})
            yield _Said(Act(stated.kind, stated.slots, None, part.sure and stated.sure), span, nod, passing, part.score)
    due = (stated is None or stated.get("figure") == "due_date") and _falls_due(parts, lexicon)
    for figure, place in figures_in(part, stated, lexicon, due):
        yield _Said(figure, Span(place.start, place.end))


def _falls_due(parts: list[Segment], lexicon: Lexicon) -> bool:
    """Whether the sentence tells a due date."""
    meant = (lexicon.meanings[part.meaning].act for part in parts if part.meaning is not None)
    return any(act.get("figure") == "due_date" for act in meant)


def _only_figures(part: Segment, lexicon: Lexicon) -> bool:
    """Whether nothing is explained but what the figures tell: "for a hydrant meter the deposit is $1,200"."""
    explains = part.meaning is not None and lexicon.meanings[part.meaning].act.kind == "explain"
    return explains and part.figures and part.score <= EXACT and any(figures_in(part, None, lexicon))


def _unabsorbed(said: list[_Said], lexicon: Lexicon, kinds: frozenset[str] | None = None) -> Iterator[_Said]:
    """Without what is part of the act beside it; `kinds` are those that may be so, where not all may."""
    for n, one in enumerate(said):
        before, after = said[max(0, n - 1) : n], said[n + 1 : n + 2]
        may_be = kinds is None or one.act.kind in kinds
        part = any(_absorbs(other.act, one.act, lexicon) for other in (*before, *after))
        part = part or any(one.act.kind in lexicon.phrases.continues.get(other.act.kind, ()) for other in before)
        if not (may_be and part):
            yield one


def _absorbs(whole: Act, part: Act, lexicon: Lexicon) -> bool:
    """A bare no belongs to the no with its reason; the other cases are the authors' to state."""
    bare_no = whole.kind == part.kind == "refuse" and not part.slots and bool(whole.slots)
    one_message = whole.kind == part.kind == "leave_message" and part.get("what") == "call_us" != whole.get("what")
    return bare_no or one_message or part.kind in lexicon.phrases.absorbs.get(whole.kind, ())


def _once(said: Iterable[_Said]) -> Iterator[_Said]:
    """The same thing said twice is one act; the surer saying counts."""
    kept: list[_Said] = []
    for one in said:
        same = next((n for n, old in enumerate(kept) if _same(old.act, one.act)), None)
        if same is None:
            kept.append(one)
        else:
            surer = kept[same] if kept[same].act.sure else one
            score = max(kept[same].score, one.score)
            kept[same] = replace(kept[same], act=surer.act, nod=kept[same].nod and one.nod, score=score)
    yield from kept


def _same(one: Act, other: Act) -> bool:
    return one.kind == other.kind and dict(one.slots) == dict(other.slots)
