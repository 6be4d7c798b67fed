"""The lines of an uploaded or named file, one at a time: never more in memory than one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

LONGEST_LINE = 4_000_000  # bytes; a transcript of ten hours fits


@dataclass(frozen=True)
class Line:
    """One line without its end. `text` is None where it could not be read, and `wrong` says why."""

    number: int
    text: str | None
    wrong: str = ""


def lines(stream: BinaryIO) -> Iterator[Line]:
    """Every line; UTF-8, with or without a mark at the beginning, and any way of ending a line."""
    number = 0
    while raw := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE:
            _skip_rest(stream, raw)
            yield Line(number, None, f"is longer than {LONGEST_LINE:,} bytes.")
            continue
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            yield Line(number, None, "is not in UTF-8.")
            continue
        yield Line(number, text)


def _skip_rest(stream: BinaryIO, raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = stream.readline(LONGEST_LINE)
