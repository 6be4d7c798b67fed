"""Searching the directory: by name, address, telephone, account or meter number, near-misses below what is exact."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from trainer.record.listing import Found, Hit, Listing, Standing

NAME, ADDRESS, PHONE, NUMBER, METER = "name", "address", "telephone", "account number", "meter number"
_EXACT = 100.0
_ENOUGH = 72.0  # below this nobody would take one for the other
_ONE_SLIP, _TWO_SLIPS, _PART = 88.0, 76.0, 90.0
_FEWEST_DIGITS = 4
_HOUSE = re.compile(r"(\d{1,4}) (\S.*)")
_ORDER = tuple(Standing)


@dataclass(frozen=True)
class _Score:
    place: int
    field: str
    score: float


class Index:
    """Listings made ready to be searched once, and searched many times."""

    def __init__(self, listings: Sequence[Listing]) -> None:
        self.listings = listings
        self._names = [folded(one.holder) for one in listings]
        self._houses = [one.address.partition(" ")[0] for one in listings]
        self._streets = [folded(one.address.partition(" ")[2]) for one in listings]
        self._digits = {
            NUMBER: [_digits(one.number) for one in listings],
            PHONE: [_digits(one.phone) for one in listings],
            METER: [_digits(one.meter) for one in listings],
        }

    def search(self, query: str, limit: int) -> Found:
        """The best `limit` listings for what was typed; each once, by the field in which it fits best."""
        best: dict[int, _Score] = {}
        for found in self._scores(query):
            if found.score >= _ENOUGH and found.score > (best[found.place].score if found.place in best else 0):
                best[found.place] = found
        ranked = sorted(best.values(), key=self._rank)
        hits = tuple(Hit(self.listings[one.place], one.field, one.score == _EXACT) for one in ranked[:limit])
        return Found(query, hits, max(0, len(ranked) - limit))

    def _rank(self, found: _Score) -> tuple[float, int, str, str]:
        listing = self.listings[found.place]
        return -found.score, _ORDER.index(listing.standing), listing.holder, listing.number

    def _scores(self, query: str) -> Iterator[_Score]:
        words, digits = folded(query.partition(",")[0]), _digits(query)
        house = _HOUSE.fullmatch(words)
        if house and any(letter.isalpha() for letter in house[2]):
            yield from self._at(house[1], house[2])
        elif len(digits) >= _FEWEST_DIGITS:
            yield from self._numbered(digits)
        elif words:
            yield from self._named(words)
            yield from self._at("", words)

    def _named(self, words: str) -> Iterator[_Score]:
        """A whole name, in any order, or one word of it."""
        for _, score, place in process.extract(
            words, self._names, scorer=_name_score, limit=None, score_cutoff=_ENOUGH
        ):
            yield _Score(place, NAME, score)

    def _at(self, house: str, street: str) -> Iterator[_Score]:
        """An address: the street as it was spelled, the house as it was heard."""
        for _, score, place in process.extract(street, self._streets, scorer=fuzz.ratio, limit=None, score_cutoff=80):
            near = _house_score(house, self._houses[place])
            yield _Score(place, ADDRESS, score * near / _EXACT)

    def _numbered(self, digits: str) -> Iterator[_Score]:
        for field, known in self._digits.items():
            for place, number in enumerate(known):
                if number:
                    yield _Score(place, field, _number_score(digits, number))


def folded(text: str) -> str:
    """Lower case without accents, one space between words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(plain.lower().replace(".", " ").split())


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isascii() and letter.isdigit())


def _name_score(one: str, other: str, score_cutoff: float | None = None) -> float:
    """Whole names by their letters in any order of words; a single word by the word of the name that it is nearest."""
    if one == other:
        return _EXACT
    if " " in one:
        return min(max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other)), _EXACT - 1)
    return max((fuzz.ratio(one, word) for word in other.split()), default=0) * _PART / _EXACT


def _house_score(asked: str, house: str) -> float:
    """How near a house number is to the one asked for; without one, the whole street fits alike."""
    if not asked:
        return _PART
    if asked == house:
        return _EXACT
    if OSA.distance(asked, house) == 1 and len(asked) == len(house):
        return _PART
    return _ONE_SLIP if abs(int(asked) - int(house)) <= 10 else _TWO_SLIPS


def _number_score(asked: str, known: str) -> float:
    """All digits, the last ones as people give them, or all but for a slip or two."""
    if asked == known or asked == known[-7:] or asked == known[:8]:
        return _EXACT
    if known.startswith(asked) or known.endswith(asked):
        return _PART
    if len(asked) < 7:
        return 0
    tail = known[-len(asked) :] if len(asked) < len(known) else known
    slips = OSA.distance(asked, tail, score_cutoff=2)
    return {1: _ONE_SLIP, 2: _TWO_SLIPS}.get(slips, 0)
