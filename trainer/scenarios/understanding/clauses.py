"""Typed text as sentences of tokens, and each sentence as the short clauses that acts are looked for in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from trainer.scenarios.understanding.asides import beside
from trainer.scenarios.understanding.begins import begins
from trainer.scenarios.understanding.dates import WEEKDAYS, date_at
from trainer.scenarios.understanding.days import MONTHS
from trainer.scenarios.understanding.feasts import FIRST_WORDS
from trainer.scenarios.understanding.numbers import ORDINALS, SCALES, TENS, UNITS
from trainer.scenarios.understanding.sentence import Sentence, Token
from trainer.scenarios.understanding.slips import day_name
from trainer.scenarios.understanding.small_words import TITLES
from trainer.scenarios.understanding.tokens import HARD, SOFT, Lifted, Piece, listed, pieces
from trainer.scenarios.understanding.values import amount_at, minutes_at, water_at
from trainer.scenarios.understanding.words import formed

_VALUES = frozenset({*UNITS, *TENS, *SCALES, *WEEKDAYS, *MONTHS, *listed(
    "tomorrow today tonight yesterday eod cob"
), *FIRST_WORDS})  # fmt: skip
_LEADING = frozenset(listed("a an half the in within inside over end close next this coming last past day"))
_LED = frozenset({*UNITS, *TENS, *SCALES, *ORDINALS, *WEEKDAYS, *MONTHS, *listed(
    "a an the next of after before week weeks month hour half quarter couple day end close coming past buck about "
    "around roughly approximately under another like maybe "
    "morning afternoon evening eod"
)})  # fmt: skip
_BEGINNING = _VALUES | _LEADING
_DIGITS = frozenset("$0123456789")
_NAMED_DAYS = frozenset((*WEEKDAYS, *MONTHS)) - {"may"}


Repair = Callable[[str], tuple[str, ...]]


def _as_typed(word: str) -> tuple[str, ...]:
    return (word,)


def sentences(text: str, today: date, same: Mapping[str, str], repair: Repair = _as_typed) -> list[Sentence]:
    """The sentences of `text`; `same` gives the word that stands for each of its synonyms, `repair` mends slips."""
    found: list[Sentence] = []
    tokens: list[Token] = []
    commas: set[int] = set()
    read = _undotted(pieces(text))
    words = [day_name(_mended(piece.text, repair)) for piece in read]
    at, quoted = 0, False
    while at < len(read):
        if words[at] in HARD:
            if not _passed_over(read, words, at):
                _close(found, tokens, commas, asked=words[at] == "?")
            at += 1
        elif words[at] in SOFT:
            if words[at] == '"':
                quoted = not quoted and '"' in words[at + 1 :]
            commas.add(len(tokens))
            at += 1
        else:
            at = _take(tokens, read, words, at, today, same, repair, "quoted" if quoted else "")
    _close(found, tokens, commas, asked=False)
    return found


def _passed_over(read: list[Piece], words: list[str], at: int) -> bool:
    """A stop that ends nothing: the dot of "Mr. Park", the colon of "balance: $86"."""
    if words[at] == ":":
        return at + 1 < len(read) and (read[at + 1].text[0] in _DIGITS or words[at + 1] in _NAMED_DAYS)
    return words[at] == "." and at > 0 and words[at - 1] in TITLES


def _mended(word: str, repair: Repair) -> str:
    """The word without its slip, where it is one word."""
    meant = repair(word)
    return meant[0] if len(meant) == 1 else word


def _undotted(read: list[Piece]) -> list[Piece]:
    """Without the dots of shortened months: "Nov. 5" is one date, not two sentences."""
    around = zip([None, *read], read, [*read[1:], None], strict=False)
    return [
        one for before, one, after in around
        if not (one.text == "." and before and before.text in MONTHS and after and after.text[0].isdigit())
    ]  # fmt: skip


def _lifted(words: list[str], at: int, today: date) -> Lifted | None:
    """The value that starts at `at`; most words can start none, and are passed over at once."""
    if words[at] not in _BEGINNING and words[at][0] not in _DIGITS:
        return None
    if words[at] in _LEADING:
        after = words[at + 1] if at + 1 < len(words) else ""
        if after not in _LED and after[:1] not in _DIGITS:
            return None
    return date_at(words, at, today) or water_at(words, at) or amount_at(words, at) or minutes_at(words, at)


def _take(tokens: list[Token], read: list[Piece], words: list[str], at: int, today: date, same: Mapping[str, str],
          repair: Repair, shade: str) -> int:  # fmt: skip
    lifted = _lifted(words, at, today)
    if lifted is not None:
        end = read[at + lifted.pieces - 1].end
        tokens.append(Token(lifted.word, lifted.word, read[at].start, end, shade, lifted=lifted))
        return at + lifted.pieces
    piece = read[at]
    after = words[at + 1] if at + 1 < len(words) else ""
    for mended in repair(words[at]):
        for raw, plain, past in formed(mended, after):
            tokens.append(Token(same.get(plain, plain), raw, piece.start, piece.end, shade, False, past))
    return at + 1


def _close(found: list[Sentence], tokens: list[Token], commas: set[int], asked: bool) -> None:
    if tokens:
        asked = _leave_asides(tokens, commas, asked)
        cuts = sorted({0} | {n for n in range(len(tokens)) if n in commas or begins(tokens, n)})
        found.append(Sentence(tuple(tokens), tuple(cuts), frozenset(commas - {0, len(tokens)}), asked))
    elif asked and found:
        found[-1] = replace(found[-1], asked=True)
    tokens.clear()
    commas.clear()


def _leave_asides(tokens: list[Token], commas: set[int], asked: bool) -> bool:
    """Take out what is beside the matter; tells whether the sentence without it still asks."""
    aside, asks = beside(tokens, commas)
    if not aside:
        return asked
    kept = [n for n in range(len(tokens)) if n not in aside]
    places = {sum(one < comma for one in kept) for comma in commas}
    tokens[:] = [tokens[n] for n in kept]
    commas.clear()
    commas.update(places)
    return asked and not asks
