"""Chapters and sections as read from Markdown files, before any figure is filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from trainer.district.sources import MAX_BYTES, Problem, SourceError

PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_FILE = re.compile(r"(\d\d)-[a-z0-9-]+\.md", re.ASCII)
_HEADING = re.compile(r"(#{1,2})(?!#)\s*(.*?)\s*#*\s*")
_RULE = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class Section:
    """One section: `rule` is the sentence it opens with, as plain text that may still hold placeholders, as
    `markdown` does; `figures` names its parameters in the order they appear."""

    number: str
    title: str
    chapter: int
    rule: str
    markdown: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """One chapter with its sections, in the order of its file."""

    number: int
    title: str
    sections: tuple[Section, ...]


@dataclass
class Block:
    """A heading and the lines under it. `level` is 0 for what stands before the first heading."""

    file: str
    line: int
    level: int
    heading: str
    lines: list[str] = field(default_factory=list)

    @property
    def number(self) -> str:
        return self.heading.partition(" ")[0]

    @property
    def title(self) -> str:
        return self.heading.partition(" ")[2].strip()

    @property
    def body(self) -> str:
        return "\n".join(self.lines).strip()

    def problem(self, message: str, remedy: str, line: int | None = None) -> Problem:
        return Problem(self.file, line or self.line, message, remedy)


@dataclass(frozen=True)
class Draft:
    """One file of the manual, cut at its headings; nothing about it has been checked but its name."""

    file: str
    number: int
    blocks: list[Block]

    @property
    def sections(self) -> list[Block]:
        return [block for block in self.blocks if block.level == 2]

    def chapter(self) -> Chapter:
        """The chapter, once nothing is wrong with the draft."""
        title = next(block.title for block in self.blocks if block.level == 1)
        return Chapter(self.number, title, tuple(_section(self.number, block) for block in self.sections))


def rule_of(body: str) -> str:
    """The bold words that a section's text opens with, as plain text; empty when it opens otherwise."""
    bold = _RULE.match(body)
    return " ".join(_LINK.sub(r"\1", bold[1]).replace("*", "").split()) if bold else ""


def _section(chapter: int, block: Block) -> Section:
    figures = tuple(dict.fromkeys(PLACEHOLDER.findall(block.body)))
    return Section(block.number, block.title, chapter, rule_of(block.body), block.body, figures)


def read_drafts(folder: Path) -> list[Draft]:
    """Every chapter file of the folder, in order; raises SourceError for names and files that cannot be used."""
    paths = sorted(folder.glob("*.md"))
    if not paths:
        problem = Problem(folder.name, None, "holds no chapter.", "Add one, such as 01-identity.md.")
        raise SourceError([problem])
    return [_read(path) for path in paths]


def _read(path: Path) -> Draft:
    named = _FILE.fullmatch(path.name)
    if not named:
        problem = Problem(path.name, None, "is not named like a chapter.", "Name it like 05-late-fees.md.")
        raise SourceError([problem])
    return Draft(path.name, int(named[1]), _cut(path.name, _text(path)))


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
        if len(raw) > MAX_BYTES:
            raise SourceError([Problem(path.name, None, f"is larger than {MAX_BYTES:,} bytes.", "Split it.")])
        return raw.decode("utf-8-sig")
    except OSError as error:
        problem = Problem(path.name, None, f"cannot be read: {error.strerror}.", "Check that it is a file.")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problem = Problem(path.name, line, "is not UTF-8 text.", "Save it as UTF-8.")
    raise SourceError([problem])


def _cut(file: str, text: str) -> list[Block]:
    blocks = [Block(file, 1, 0, "")]
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        heading = _HEADING.fullmatch(line)
        if heading:
            blocks.append(Block(file, number, len(heading[1]), heading[2]))
        else:
            blocks[-1].lines.append(line)
    return blocks
