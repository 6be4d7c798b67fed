"""How the pages of live interactions write a moment and a line with maskings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from trainer.reviews.masking.masking import WORDS
from trainer.web.clock import OFFICE

_MASKED = re.compile(rf"(\[(?:{'|'.join(WORDS.values())}) masked\])")


def wall(moment: dt.datetime) -> str:
    """A moment as a list shows it, by the office's clock: 2026-03-03 10:42."""
    return f"{moment.astimezone(OFFICE):%Y-%m-%d %H:%M}"


def maskings(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a line, and of each whether it stands for something masked."""
    for part in _MASKED.split(text):
        if part:
            yield part.strip("[]") if _MASKED.fullmatch(part) else part, bool(_MASKED.fullmatch(part))
