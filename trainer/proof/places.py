"""Where in a pack's files a rule, a parameter, a section or an example stands, so that a problem can say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from trainer.district.manual.chapters import read_drafts
from trainer.district.sources import Problem, SourceError, Where, read_parts

LISTS = ("rules", "parameters")


@dataclass(frozen=True)
class Places:
    """File and line by what stands there: ("rules", id), ("parameters", name), ("sections", number)."""

    at: Mapping[tuple[str, str], tuple[str, int | None]]

    def problem(self, kind: str, name: str, message: str, remedy: str) -> Problem:
        file, line = self.at.get((kind, name), (kind, None))
        return Problem(file, line, message, remedy)


def places(folder: Path) -> Places:
    """The places of one pack; of a file that cannot be read there are none."""
    found: dict[tuple[str, str], tuple[str, int | None]] = {}
    for kind in LISTS:
        try:
            sources = read_parts(folder / kind)
        except SourceError:
            continue
        for source in sources:
            for name in (source.data or {}).get(kind, {}):
                where: Where = (kind, name)
                found[kind, name] = source.file, source.line(where)
    for draft in read_drafts(folder / "manual"):
        found |= {("sections", block.number): (f"manual/{draft.file}", block.line) for block in draft.sections}
    return Places(found)
