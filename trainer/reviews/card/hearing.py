"""What of a card can be judged where no recording is linked: everything but what needs one."""

from __future__ import annotations

from trainer.reviews.card.files import as_plain, card_from_plain
from trainer.reviews.card.model import Card


def without_recording(card: Card) -> Card:
    """The card without the criteria that need a recording, and without those that only they bring up.

    A card that would be left with nothing to score stays as it is, and its reviewer says what does not apply.
    """
    gone: set[str] = set()
    for one in card.criteria:
        if one.needs_recording or (one.shown_when is not None and one.shown_when.criterion in gone):
            gone.add(one.id)
    if not gone or all(one.bonus or one.id in gone for one in card.criteria):
        return card
    plain = as_plain(card)
    for section in plain["sections"]:
        section["criteria"] = [one for one in section["criteria"] if one["id"] not in gone]
    plain["sections"] = [section for section in plain["sections"] if section["criteria"]]
    return card_from_plain(plain, card.title)
