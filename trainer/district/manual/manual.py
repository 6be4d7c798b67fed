"""The manual as its readers use it: by chapter, by section on a day, and by searching."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from trainer.district.manual import rendering
from trainer.district.manual.chapters import Chapter, Section, read_drafts
from trainer.district.manual.checks import problems_of
from trainer.district.manual.rendering import Link, Rendered, anchor
from trainer.district.manual.search import Entry, Hit, Index, index
from trainer.district.parameters import Parameters, Value
from trainer.district.sources import SourceError

Version = tuple[dt.date, ...]  # since when each of some figures holds: names their values whatever the day


class UnknownSectionError(KeyError):
    """A section the manual does not have."""

    def __str__(self) -> str:
        return f"The manual has no section {self.args[0]}."


class Manual:
    """The chapters of one pack. What is worked out for a day is kept for every day on which the same values hold.

    Whatever takes a day raises UnknownParameterError when a figure it needs has no value yet.
    """

    def __init__(self, chapters: Iterable[Chapter], parameters: Parameters) -> None:
        self.chapters = tuple(chapters)
        self._parameters = parameters
        self._sections = {section.number: section for chapter in self.chapters for section in chapter.sections}
        self._bodies: dict[tuple[str, Version], str] = {}
        self._indexes: dict[Version, Index] = {}

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(self._sections.values())

    def has(self, number: str) -> bool:
        return number in self._sections

    def section(self, number: str) -> Section:
        """The section of that number, such as “5.2”; raises UnknownSectionError."""
        try:
            return self._sections[number]
        except KeyError:
            raise UnknownSectionError(number) from None

    def chapter_of(self, section: Section) -> Chapter:
        return next(chapter for chapter in self.chapters if chapter.number == section.chapter)

    def rule(self, number: str, on: dt.date) -> str:
        """The sentence a section opens with, as plain text with the figures of the day."""
        section = self.section(number)
        return rendering.filled(section.rule, self._values(section, on))

    def render(self, number: str, on: dt.date, link: Link = anchor) -> Rendered:
        """A section's HTML with the figures of the day; `link` gives the address of another section by its number."""
        section = self.section(number)
        values = self._values(section, on)
        figures = tuple(rendering.figure(value) for value in values.values())
        return Rendered(rendering.linked(self._body(section, values), link), figures)

    def plain(self, number: str, on: dt.date) -> str:
        """A section's text on the day, without its heading: one line for each paragraph or item."""
        section = self.section(number)
        return rendering.plain(self._body(section, self._values(section, on)))

    def search(self, query: str, on: dt.date, limit: int = 8) -> list[Hit]:
        """The sections that match what has been typed so far, best first; none for an empty query."""
        return self._index(on).search(query, limit) if query.strip() else []

    def _values(self, section: Section, on: dt.date) -> dict[str, Value]:
        return {name: self._parameters.on(name, on) for name in section.figures}

    def _body(self, section: Section, values: dict[str, Value]) -> str:
        key = section.number, _version(values.values())
        if key not in self._bodies:
            self._bodies[key] = rendering.body(section, values)
        return self._bodies[key]

    def _index(self, on: dt.date) -> Index:
        key = _version(value for section in self.sections for value in self._values(section, on).values())
        if key not in self._indexes:
            self._indexes[key] = index(tuple(self._entry(section, on) for section in self.sections))
        return self._indexes[key]

    def _entry(self, section: Section, on: dt.date) -> Entry:
        number, labels = section.number, " ".join(value.label for value in self._values(section, on).values())
        return Entry(section, self.chapter_of(section).title, self.rule(number, on), self.plain(number, on), labels)


def _version(values: Iterable[Value]) -> Version:
    return tuple(value.since for value in values)


def load_manual(folder: Path, parameters: Parameters) -> Manual:
    """Read every NN-slug.md of the folder; raises SourceError with each mistake's file, line and remedy."""
    drafts = read_drafts(folder)
    problems = problems_of(drafts, parameters.entries)
    if problems:
        raise SourceError(problems)
    return Manual([draft.chapter() for draft in drafts], parameters)
