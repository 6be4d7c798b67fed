"""Which format a file has, and its records checked one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from trainer.reviews.intake import csv_rows, json_lines, webvtt
from trainer.reviews.intake.record import BadRecord, Given, Raw, checked


@dataclass(frozen=True)
class Format:
    """One documented format: what it is called, how its files end, and who reads it."""

    name: str
    endings: tuple[str, ...]
    read: Callable[[BinaryIO], Iterator[Raw | BadRecord]]


FORMATS: Mapping[str, Format] = {
    "jsonl": Format("JSON Lines", (".jsonl", ".ndjson"), json_lines.read),
    "csv": Format("CSV", (".csv",), csv_rows.read),
    "vtt": Format("WebVTT", (".vtt",), webvtt.read),
}


class UnknownFormatError(Exception):
    """The name of a file does not tell its format."""


def format_of(file_name: str) -> Format:
    """The format by the ending of the name; raises UnknownFormatError, saying which endings there are."""
    ending = PurePath(file_name).suffix.lower()
    for one in FORMATS.values():
        if ending in one.endings:
            return one
    known = ", ".join(ending for one in FORMATS.values() for ending in one.endings)
    raise UnknownFormatError(f"“{file_name}” does not say its format: its name should end in one of {known}.")


def read(stream: BinaryIO, form: Format) -> Iterator[Given | BadRecord]:
    """Every record of the file, checked, or what is wrong with it."""
    for one in form.read(stream):
        yield checked(one) if isinstance(one, Raw) else one
