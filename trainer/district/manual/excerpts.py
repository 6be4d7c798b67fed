"""The stretch of a text that shows best why it was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

LENGTH = 160
_LEAD = 40


@dataclass(frozen=True, order=True)
class Match:
    """A word of the text, from `start` to `end`, that the query's word number `query` stands for."""

    start: int
    end: int
    query: int


def excerpt(text: str, matches: Iterable[Match]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """About LENGTH letters of the text on one line, where most of the query's words meet, and the places that match."""
    flat, found = text.replace("\n", " "), sorted(matches)
    start = _edge(flat, max(min(_densest(found) - _LEAD, len(flat) - LENGTH), 0))
    end = max(_edge(flat, start + LENGTH), min(start + _LEAD, len(flat)))
    before, after = "… " if start else "", " …" if end < len(flat) else ""
    shift = len(before) - start
    marks = [(match.start + shift, match.end + shift) for match in found if start <= match.start and match.end <= end]
    return before + flat[start:end].rstrip() + after, _joined(marks)


def _densest(found: list[Match]) -> int:
    """Where the first stretch starts that holds the most of the query's words; the beginning when there are none."""
    held = [len({match.query for match in _stretch(found, place)}) for place in range(len(found))]
    return found[held.index(max(held))].start if held else 0


def _stretch(found: list[Match], place: int) -> Iterator[Match]:
    reach = found[place].start + LENGTH - _LEAD
    return takewhile(lambda match: match.end <= reach, islice(found, place, None))


def _edge(text: str, at: int) -> int:
    """The beginning of the word that `at` falls in or, on a space, of the next one; at most the text's end."""
    return len(text) if at >= len(text) else text.rfind(" ", 0, at + 1) + 1


def _joined(marks: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Marks in order, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in marks:
        if joined and start < joined[-1][1]:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    return tuple(joined)
