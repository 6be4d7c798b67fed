"""A section as HTML and as plain text, with the figures in force."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import nh3
from markdown import Markdown

from trainer.district.manual.chapters import PLACEHOLDER, Section
from trainer.district.parameters import Value

Link = Callable[[str], str]
Values = Mapping[str, Value]

_TAGS = {"a", "br", "em", "h3", "h4", "li", "ol", "p", "strong", "ul"}
_HREF = re.compile(r'<a href="#([0-9.]+)"')
_TARGET = re.compile(r"#[0-9]+\.[0-9]+", re.ASCII)
_BLOCK_END = re.compile(r"</(?:p|li|h3|h4)>|<br>")


@dataclass(frozen=True)
class Figure:
    """A figure of policy that a section states: how it is shown, how firmly it is known, and since when it holds."""

    name: str
    label: str
    shown: str
    mark: str
    since: dt.date
    carried: bool
    source: str


@dataclass(frozen=True)
class Rendered:
    """A section's text as HTML that is safe to show, without its heading; `figures` in order of appearance."""

    html: str
    figures: tuple[Figure, ...]


def anchor(number: str) -> str:
    """Where a link to a section leads on a page that shows the whole manual: 5.2 is at #s5-2."""
    return f"#s{number.replace('.', '-')}"


def figure(value: Value) -> Figure:
    return Figure(
        value.name, value.label, value.shown, value.mark, value.since, carried=value.carried, source=value.source
    )


def body(section: Section, values: Values) -> str:
    """The section as clean HTML with its figures in place; its links still lead to #5.2, for `linked`.

    Figures are put in after cleaning, so that nothing an author writes can pass for one, and no value is read as
    Markdown. Cleaning leaves no attribute that could hold a placeholder.
    """
    cleaned = nh3.clean(
        _markdown().convert(section.markdown),
        tags=_TAGS,
        attributes={"a": {"href"}},
        attribute_filter=lambda _tag, _name, value: value if _TARGET.fullmatch(value) else None,
        link_rel=None,
    )
    return PLACEHOLDER.sub(lambda found: _span(values[found[1]]) if found[1] in values else found[0], cleaned)


def linked(text: str, link: Link) -> str:
    """A body with its links leading where `link` says."""
    return _HREF.sub(lambda found: f'<a href="{html.escape(link(found[1]))}"', text)


def plain(text: str) -> str:
    """A body as plain text: one line for each paragraph or item."""
    lines = _BLOCK_END.sub("\n", " ".join(text.split()))
    bare = (html.unescape(nh3.clean(line, tags=set())) for line in lines.split("\n"))
    return "\n".join(line.strip() for line in bare if line.strip())


def filled(text: str, values: Values) -> str:
    """Plain text with its placeholders replaced."""
    return PLACEHOLDER.sub(lambda found: values[found[1]].shown, text)


def _markdown() -> Markdown:
    """Markdown whose HTML is taken as text: what an author writes between < and > is shown, never run."""
    made = Markdown(output_format="html")
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    return made


def _span(value: Value) -> str:
    return f'<span class="figure" data-mark="{html.escape(value.mark)}">{html.escape(value.shown)}</span>'
