"""Reading a whole transcript: every finder looks, and their marks come in the order of the lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from trainer.reviews.reading_aid import conduct, money, privacy, waiting
from trainer.reviews.reading_aid.heard import Said, heard
from trainer.reviews.reading_aid.marks import Kind, Limits, Mark
from trainer.reviews.words import Channel
from trainer.scenarios.understanding import Lexicon


def marks(turns: Iterable[Said], channel: Channel, lexicon: Lexicon, day: dt.date, limits: Limits) -> Sequence[Mark]:
    """The places worth a look, at most one of a kind on a line. The same words give the same marks every time."""
    said = heard(turns, lexicon, day)
    found = [
        *privacy.disclosures(said),
        *privacy.cards(said),
        *money.promises(said),
        *conduct.abuse(said),
        *conduct.no_closing(said, channel),
        *waiting.holds(said, channel, limits),
        *waiting.silences(said, channel, limits),
    ]
    order = list(Kind)
    return sorted(found, key=lambda mark: (mark.turn, order.index(mark.kind)))
