"""Lines of a transcript as evidence: `5, 9-11` as people type it, [[5, 5], [9, 11]] as it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trainer.reviews.refusals import RefusedError

Ranges = list[list[int]]
_PART = re.compile(r"(\d{1,5})\s*(?:[-–]\s*(\d{1,5}))?")


def read_lines(text: str, most: int) -> Ranges:
    """The ranges in `text`, in order and merged; `most` is the last line there is. Raises RefusedError."""
    lines: set[int] = set()
    for part in filter(None, (one.strip() for one in text.split(","))):
        match = _PART.fullmatch(part)
        if match is None:
            raise RefusedError(f"“{part}” is not a line. Write lines as 5, 9-11.")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= most:
            raise RefusedError(f"“{part}” does not lead to lines of this transcript, which has {most}.")
        lines.update(range(first, last + 1))
    return merged(lines)


def merged(lines: Iterable[int]) -> Ranges:
    """Single lines as ranges."""
    ranges: Ranges = []
    for line in sorted(lines):
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    return ranges


def written(ranges: Iterable[Iterable[int]]) -> str:
    """`5, 9–11`."""
    pairs = (tuple(one) for one in ranges)
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in pairs)


def lines_in(ranges: Iterable[Iterable[int]]) -> set[int]:
    """Every line of the ranges."""
    return {line for first, last in (tuple(one) for one in ranges) for line in range(first, last + 1)}
