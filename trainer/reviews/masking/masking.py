"""Masking a transcript: what is found is replaced by words that say what stood there, and counted by kind.

Two things tell that a number must go: its own form (a card's check digit, a social security number's hyphens), or what
was being talked of when it was said. Of a card nothing is kept, not even its last four digits. A number that is a
meter's, a telephone's, an amount or the District's own account stays, because a reviewer needs it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trainer.reviews.masking.births import births
from trainer.reviews.masking.cards import LONGEST, SHORTEST, card_among
from trainer.reviews.masking.cues import Cue, cue_before, has_cue
from trainer.reviews.masking.digits import NUMBER_WORD, Group, Run, runs

WORDS: Mapping[str, str] = {
    "card": "card number", "ssn": "social security number", "bank": "bank account number", "cvv": "security code",
    "birth": "date of birth", "email": "e-mail address",
}  # fmt: skip
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ANYTHING = re.compile(rf"\d|\b(?:{NUMBER_WORD})\b", re.IGNORECASE)
_SSN = (3, 2, 4)
_PHONES = ((3, 3, 4), (1, 3, 3, 4))
_LAST = 4
# How many digits a number of each kind has, where only what was talked of tells that it is one.
_LENGTHS: Mapping[str, range] = {
    Cue.CARD: range(SHORTEST - 1, LONGEST + 1), Cue.SSN: range(9, 20), Cue.BANK: range(6, 18), Cue.CVV: range(3, 5),
}  # fmt: skip


def words(kind: str) -> str:
    """What stands where something of this kind was masked."""
    return f"[{WORDS[kind]} masked]"


@dataclass(frozen=True)
class Masked:
    """The turns of a transcript as they may be kept, and how many of each kind were masked."""

    turns: tuple[str, ...]
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, order=True)
class _Place:
    start: int
    end: int
    kind: str


def mask(turns: Sequence[str], speakers: Sequence[str], *, emails: bool = False) -> Masked:
    """Mask the turns of one transcript. `speakers` says of each whose it is, because a number may be said in pieces."""
    heard = [runs(text) if _ANYTHING.search(text) else [] for text in turns]
    found = [list(_in_turn(turns, turn, heard[turn], emails)) for turn in range(len(turns))]
    for turn, place in _in_pieces(turns, speakers, heard):
        found[turn].append(place)
    counts: Counter[str] = Counter()
    kept = tuple(_replaced(text, sorted(places), counts) for text, places in zip(turns, found, strict=True))
    return Masked(kept, dict(sorted(counts.items())))


def _in_turn(turns: Sequence[str], turn: int, heard: Sequence[Run], emails: bool) -> Iterator[_Place]:
    text = turns[turn]
    for run in heard:
        yield from _in_run(run, turns, turn)
    if heard or "/" in text or "-" in text:  # written dates are no runs
        for start, end in births(text, asked=turns[turn - 1] if turn else ""):
            yield _Place(start, end, "birth")
    if emails and "@" in text:
        for match in _EMAIL.finditer(text):
            yield _Place(match.start(), match.end(), "email")


def _in_run(run: Run, turns: Sequence[str], turn: int) -> Iterator[_Place]:
    if card_among(run.groups):  # and what is read out with it is its date and its code
        yield _Place(run.start, run.end, "card")
        return
    cue, ending = cue_before(turns, turn, run.start)
    if cue is not Cue.SAFE:
        for first in range(len(run.groups) - 2):
            if run.shape[first : first + 3] == _SSN:
                yield _Place(run.groups[first].start, run.groups[first + 2].end, "ssn")
    if cue and cue in _LENGTHS and not run.measured and run.shape not in _PHONES:
        size = len(run.digits)
        if size in _LENGTHS[cue] or (ending and size == _LAST):
            yield _Place(run.start, run.end, cue.value)


def _in_pieces(
    turns: Sequence[str], speakers: Sequence[str], heard: Sequence[Sequence[Run]]
) -> Iterator[tuple[int, _Place]]:
    """A number read out over several turns, with an "okay" of the other between them."""
    for speaker in dict.fromkeys(speakers):
        pieces: list[tuple[int, Group]] = []
        for turn, text in enumerate(turns):
            if speakers[turn] != speaker:
                if pieces and has_cue(text):
                    yield from _pieced(pieces, turns)
                    pieces = []
                continue
            found = heard[turn]
            if len(found) == 1 and _mostly(found[0], text):
                pieces.extend((turn, group) for group in found[0].groups)
                continue
            yield from _pieced(pieces, turns)
            pieces = []
        yield from _pieced(pieces, turns)


def _mostly(run: Run, text: str) -> bool:
    """Whether a turn is little else than this run."""
    return len((text[: run.start] + text[run.end :]).split()) <= _LAST


def _pieced(pieces: Sequence[tuple[int, Group]], turns: Sequence[str]) -> Iterator[tuple[int, _Place]]:
    groups = [group for _, group in pieces]
    said_in = dict.fromkeys(turn for turn, _ in pieces)
    if len(said_in) < 2:
        return
    card = card_among(groups)
    chosen, kind = (pieces[card[0] : card[1]], "card") if card else (pieces, "")
    if card is None:
        cue, _ = cue_before(turns, pieces[0][0], groups[0].start)
        size = sum(len(group.digits) for group in groups)
        if cue is None or size not in _LENGTHS.get(cue, ()):
            return
        kind = cue.value
    for turn in said_in:
        own = [group for at, group in chosen if at == turn]
        if own:
            yield turn, _Place(own[0].start, own[-1].end, kind)


def _replaced(text: str, places: Sequence[_Place], counts: Counter[str]) -> str:
    """`text` with each place replaced; of two that overlap, the first counts."""
    parts, done = [], 0
    for place in places:
        if place.start < done:
            continue
        parts += [text[done : place.start], words(place.kind)]
        counts[place.kind] += 1
        done = place.end
    return "".join(parts) + text[done:]
