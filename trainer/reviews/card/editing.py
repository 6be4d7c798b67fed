"""Changes to a draft, one at a time: each takes a card and gives the changed one, or raises SourceError."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

from trainer.district.sources import Problem, SourceError
from trainer.reviews.card.files import as_plain, card_from_plain
from trainer.reviews.card.model import Card, Kind

NEW: dict[Kind, dict[str, Any]] = {
    "yes_no": {"options": [{"value": "no"}, {"value": "yes"}]},
    "scale": {"options": [{"value": str(number)} for number in range(1, 5)]},
    "points": {"points": 5},
    "choice": {"options": [
        {"value": "wrong", "label": "Wrong", "worth": "0"}, {"value": "partly", "label": "Partly", "worth": "50"},
        {"value": "right", "label": "Right", "worth": "100"},
    ]},
}  # fmt: skip
BLANK_TITLE = "New criterion"


def blank(title: str) -> Card:
    """A card to begin with: one section with one yes or no."""
    section = {"title": "Opening", "criteria": [_new("criterion_1", "yes_no")]}
    return card_from_plain({"name": slug(title, "card"), "title": title, "sections": [section]}, title)


def slug(text: str, otherwise: str) -> str:
    """A short id made of a title: `Greets with a name` → `greets_with_a_name`."""
    made = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:40].strip("_")
    return made if made and made[0].isalpha() else f"{otherwise}_{made}"[:40].strip("_")


def _new(name: str, kind: Kind) -> dict[str, Any]:
    return {"id": name, "title": BLANK_TITLE, "kind": kind, "weight": "5", **copy.deepcopy(NEW[kind])}


def _changed(card: Card, change: Callable[[list[dict[str, Any]]], None]) -> Card:
    plain = as_plain(card)
    change(plain["sections"])
    return card_from_plain(plain, card.title)


def add_section(card: Card, title: str) -> Card:
    """A section at the end, with one criterion in it."""
    return _changed(card, lambda all_: all_.append({"title": title, "criteria": [_new(_free(card), "yes_no")]}))


def add_criterion(card: Card, section: int, kind: Kind) -> tuple[Card, str]:
    """A criterion at the end of a section, and its id."""
    name = _free(card)
    return _changed(card, lambda all_: all_[section]["criteria"].append(_new(name, kind))), name


def _free(card: Card) -> str:
    taken = {one.id for one in card.criteria}
    return next(f"criterion_{n}" for n in range(1, len(taken) + 2) if f"criterion_{n}" not in taken)


def place(card: Card, name: str) -> tuple[int, int]:
    """Where a criterion stands: its section and its place in it; raises KeyError."""
    for s, section in enumerate(card.sections):
        for c, one in enumerate(section.criteria):
            if one.id == name:
                return s, c
    raise KeyError(name)


def replace_criterion(card: Card, name: str, plain: dict[str, Any]) -> Card:
    """The card with one criterion as `plain` states it; its id may change, and conditions on it follow."""
    s, c = place(card, name)

    def change(sections: list[dict[str, Any]]) -> None:
        sections[s]["criteria"][c] = plain
        for section in sections:
            for one in section["criteria"]:
                if one.get("shown_when", {}).get("criterion") == name:
                    one["shown_when"]["criterion"] = plain["id"]

    return _changed(card, change)


def alone_in(card: Card, name: str) -> str | None:
    """The title of the section that would be left empty without a criterion; raises KeyError."""
    section = card.sections[place(card, name)[0]]
    return section.title if len(section.criteria) == 1 else None


def remove_criterion(card: Card, name: str) -> Card:
    """The card without a criterion; a section left empty goes with its last one."""
    s, c = place(card, name)

    def change(sections: list[dict[str, Any]]) -> None:
        del sections[s]["criteria"][c]
        if not sections[s]["criteria"]:
            del sections[s]

    if len(card.criteria) == 1:
        raise SourceError([Problem(card.title, None, "would be left without a criterion.", "Add another first.")])
    return _changed(card, change)


def move_criterion(card: Card, name: str, by: int) -> Card:
    """One place up (-1) or down (1), over the edge into the neighboring section; unchanged at either end."""
    s, c = place(card, name)

    def change(sections: list[dict[str, Any]]) -> None:
        here = sections[s]["criteria"]
        if 0 <= c + by < len(here):
            here[c], here[c + by] = here[c + by], here[c]
        elif 0 <= s + by < len(sections):
            there = sections[s + by]["criteria"]
            there.insert(len(there) if by < 0 else 0, here.pop(c))
            if not here:
                del sections[s]

    return _changed(card, change)


def rename_section(card: Card, section: int, title: str) -> Card:
    return _changed(card, lambda all_: all_[section].update(title=title))


def settings(card: Card, given: dict[str, Any]) -> Card:
    """The card with its title, choices, channels and pass mark as given."""
    return card_from_plain(as_plain(card) | given, card.title)
