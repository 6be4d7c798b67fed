"""What makes a chapter unusable: each mistake with its file, line and remedy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from trainer.district.manual.chapters import PLACEHOLDER, Block, Draft, rule_of
from trainer.district.sources import Problem

MAX_SECTION = 6_000  # four times what reads well; Markdown made to be slow or deep stays harmless

_LINK = re.compile(r"\]\(\s*([^)\s]*)")
_BRACES = re.compile(r"\{\{.*?\}\}|\{\{|\}\}")
_NUMBER = re.compile(r"[0-9]+\.[0-9]+")
_SOURCE = re.compile(r"^Source:[^\S\n]*\S", re.MULTILINE)


def problems_of(drafts: list[Draft], parameters: Collection[str]) -> list[Problem]:
    """Every mistake in the manual, in reading order; a link may lead to any section of any chapter."""
    numbers = {block.number for draft in drafts for block in draft.sections}
    found = [problem for draft in drafts for problem in _in_draft(draft, numbers, parameters)]
    found.extend(_twice(drafts))
    order = {draft.file: place for place, draft in enumerate(drafts)}
    return sorted(found, key=lambda problem: (order[problem.file], problem.line or 0))


def _in_draft(draft: Draft, numbers: Collection[str], parameters: Collection[str]) -> Iterator[Problem]:
    yield from _chapter_heading(draft)
    for block in draft.sections:
        yield from _section_heading(draft, block)
        yield from _section_text(block)
        for line, text in enumerate(block.lines, start=block.line + 1):
            yield from _placeholders(block, line, text, parameters)
            yield from _links(block, line, text, numbers)


def _chapter_heading(draft: Draft) -> Iterator[Problem]:
    remedy = f"Write “# {draft.number} ” and its title on the first line, and nothing else before the first section."
    headings = [block for block in draft.blocks if block.level == 1]
    if draft.blocks[1:2] != headings[:1] or not headings:
        yield draft.blocks[0].problem(f"does not begin with the heading of chapter {draft.number}.", remedy)
    elif headings[0].number != str(draft.number) or not headings[0].title:
        yield headings[0].problem(f"“{headings[0].heading}” is not chapter {draft.number} with a title.", remedy)
    for block in headings[1:]:
        yield block.problem("a file holds one chapter.", "Move it to a file of its own, or write “##” for a section.")
    for block in draft.blocks:
        if block.level < 2 and block.body:
            yield block.problem("text outside a section would never be shown.", remedy)


def _section_heading(draft: Draft, block: Block) -> Iterator[Problem]:
    example = f"Write it like “## {draft.number}.1 Title”."
    if not re.fullmatch(rf"{draft.number}\.[1-9][0-9]*", block.number):
        yield block.problem(f"“{block.heading}” is not numbered under chapter {draft.number}.", example)
    elif not block.title:
        yield block.problem(f"section {block.number} has no title.", example)
    if "{{" in block.heading:
        yield block.problem("a title stays the same on every day.", "Move the figure into the text.")


def _section_text(block: Block) -> Iterator[Problem]:
    if len(block.body) > MAX_SECTION:
        yield block.problem(f"section {block.number} is longer than {MAX_SECTION:,} characters.", "Split it in two.")
    if not rule_of(block.body):
        remedy = "Begin its text with one sentence between ** and **."
        yield block.problem(f"section {block.number} does not open with its rule in bold.", remedy)
    if not _SOURCE.search(block.body):
        remedy = "End it with “Source: ” and where it comes from, or “Source: illustrative: …”."
        yield block.problem(f"section {block.number} does not say where it comes from.", remedy)


def _placeholders(block: Block, line: int, text: str, parameters: Collection[str]) -> Iterator[Problem]:
    for braces in _BRACES.findall(text):
        name = PLACEHOLDER.fullmatch(braces)
        if not name:
            remedy = "Write {{ parameter_name }} on one line."
            yield block.problem(f"“{braces}” is not a placeholder.", remedy, line)
        elif name[1] not in parameters:
            remedy = "Correct its spelling, or add it under parameters/."
            yield block.problem(f"the pack has no parameter “{name[1]}”.", remedy, line)


def _links(block: Block, line: int, text: str, numbers: Collection[str]) -> Iterator[Problem]:
    for target in _LINK.findall(text):
        if target.removeprefix("#") in numbers and target.startswith("#"):
            continue
        remedy = "Link to a section of this manual, like [5.2](#5.2)."
        yield block.problem(f"the link to “{target}” leads to no section.", remedy, line)


def _twice(drafts: list[Draft]) -> Iterator[Problem]:
    """Chapters and sections whose number is taken, each naming where it was first given."""
    headings = [(f"chapter {draft.number}", draft.blocks[0]) for draft in drafts]
    numbered = [block for draft in drafts for block in draft.sections if _NUMBER.fullmatch(block.number)]
    headings += [(f"section {block.number}", block) for block in numbered]
    first: dict[str, Block] = {}
    for name, block in headings:
        known = first.setdefault(name, block)
        if known is not block:
            message = f"{name} is given twice, first in {known.file}, line {known.line}."
            yield block.problem(message, "Give one of them another number.")
