"""WebVTT: cues with a voice (`<v rep>`), and before them a note that says which interaction they are of.

    WEBVTT

    NOTE interaction
    source: phone-system
    source_id: C-20260303-0142

    00:00:00.000 --> 00:00:04.500
    <v rep>Thank you for calling.

Several interactions may stand in one file, each begun by its note. Read here and not by a library, because a file may
hold thousands, and each mistake is told by its line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from trainer.reviews.intake.lines import Line, lines
from trainer.reviews.intake.record import BadRecord, Raw

_TIMES = re.compile(r"((?:\d+:)?\d\d:\d\d\.\d{3})\s+-->\s+((?:\d+:)?\d\d:\d\d\.\d{3})(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[\w.-]+)*\s+([^>]*)>")
_TAG = re.compile(r"</?[a-z][^>]*>|<[\d:.]+>")
_NOTE = "NOTE interaction"


def read(stream: BinaryIO) -> Iterator[Raw | BadRecord]:
    """The records of the file; what stands before the first note, styles, regions and other notes are passed over."""
    current: _Building | None = None
    for block in _blocks(stream):
        unread = next((line for line in block if line.text is None), None)
        if unread:
            yield BadRecord(unread.number, "", unread.wrong, "Save the file as UTF-8.")
        elif _text(block[0]).strip() == _NOTE:
            if current:
                yield current.done()
            current = _Building(block)
        elif _is_cue(block):
            if current is None:
                yield BadRecord(block[0].number, "", "a cue stands before any interaction.", f"Begin with “{_NOTE}”.")
                return
            current.add(block)
    if current:
        yield current.done()


def _blocks(stream: BinaryIO) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines(stream):
        if line.text is None or line.text.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _text(line: Line) -> str:
    return line.text or ""


def _is_cue(block: list[Line]) -> bool:
    return any("-->" in _text(line) for line in block[:2])


class _Building:
    """An interaction whose cues are still being read; the first mistake in it is kept."""

    def __init__(self, note: list[Line]) -> None:
        self._line = note[0].number
        self._data: dict[str, Any] = {}
        self._turns: list[dict[str, Any]] = []
        self._turn_lines: list[int] = []
        self._bad: BadRecord | None = None
        for line in note[1:]:
            name, colon, value = _text(line).partition(":")
            if not colon:
                self._wrong(line.number, "", "says neither a field nor its value.", "Write lines like “source: name”.")
            self._data[name.strip()] = value.strip() or None

    def add(self, block: list[Line]) -> None:
        at = next(n for n, line in enumerate(block) if "-->" in _text(line))
        times = _TIMES.fullmatch(_text(block[at]).strip())
        if times is None:
            self._wrong(block[at].number, "start", "is no time as WebVTT writes it.", "Write 00:00:04.500.")
            return
        said = " ".join(_text(line).strip() for line in block[at + 1 :])
        voice = _VOICE.match(said)
        if voice is None:
            self._wrong(block[at].number, "speaker", "is not said.", "Begin the words with <v rep> or <v customer>.")
            return
        text = html.unescape(_TAG.sub("", said[voice.end() :])).strip()
        start, end = (_seconds(times[n]) for n in (1, 2))
        self._turns.append({"speaker": voice[1].strip(), "text": text, "start": start, "end": end})
        self._turn_lines.append(block[at].number)

    def done(self) -> Raw | BadRecord:
        data = {name: value for name, value in self._data.items() if value is not None}
        return self._bad or Raw(self._line, {**data, "turns": self._turns}, tuple(self._turn_lines))

    def _wrong(self, line: int, field: str, message: str, remedy: str) -> None:
        self._bad = self._bad or BadRecord(line, field, message, remedy)


def _seconds(time: str) -> float:
    total = 0.0
    for part in time.split(":"):
        total = 60 * total + float(part)
    return total
