"""The policy manual: chapters that state the rules, with every figure as of a day, and a search that forgives."""

from trainer.district.manual.chapters import Chapter, Section
from trainer.district.manual.manual import Manual, UnknownSectionError, load_manual
from trainer.district.manual.rendering import Figure, Rendered, anchor
from trainer.district.manual.search import Hit

__all__ = [
    "Chapter",
    "Figure",
    "Hit",
    "Manual",
    "Rendered",
    "Section",
    "UnknownSectionError",
    "anchor",
    "load_manual",
]
