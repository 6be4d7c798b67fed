"""The other direction: a natural sentence for an act that was picked from a menu, with its values filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from trainer.record.act import Act, Value
from trainer.record.kinds import KINDS
from trainer.scenarios.understanding.lexicon import Lexicon
from trainer.scenarios.understanding.phrases import NAMES

_BLANK = re.compile(r"\{(\w+)\}")
_VALUES = ("amount", "on", "by", "minutes")


def wording(act: Act, lexicon: Lexicon, pick: int = 0, names: Mapping[str, str] | None = None) -> str:
    """A sentence that says `act`; `pick` chooses among several. An act without wordings is named by its label.

    `names` are those of the district and the clerk: where they are known, the sentences that give them are said.
    """
    fitting = wordings(act, lexicon, names)
    return fitting[pick % len(fitting)] if fitting else f"{KINDS[act.kind].label}."


def wordings(act: Act, lexicon: Lexicon, names: Mapping[str, str] | None = None) -> list[str]:
    """Every sentence that says `act`, the plainest first; only those with names, where there are such."""
    values = {name: spoken(value) for name in _VALUES if (value := act.get(name)) is not None}
    if act.get("figure") == "use" and "amount" in values:
        values = {"units": f"{act.get('amount'):f}".rstrip("0").rstrip(".")}
    known = {name: given for name in sorted(NAMES) if (given := (names or {}).get(name, "").strip())}
    said = [text for meaning in lexicon.meanings if _means(meaning.act, act) for text in meaning.say]
    fitting = [text for text in said if _blanks(text) - known.keys() == values.keys()]
    naming = [text for text in fitting if _blanks(text) & known.keys()]
    spoken_as = values | known
    return [_BLANK.sub(lambda blank: spoken_as[blank[1]], text) for text in naming or fitting]


def _blanks(text: str) -> set[str]:
    return set(_BLANK.findall(text))


def _means(meaning: Act, act: Act) -> bool:
    fixed = {name: value for name, value in act.slots.items() if name not in (*_VALUES, "request")}
    return meaning.kind == act.kind and dict(meaning.slots) == fixed


def spoken(value: Value) -> str:
    """A value as it is said and written in a letter: $24.60, "Friday, October 30", 20."""
    if isinstance(value, Decimal):
        return f"${value:,.2f}"
    return f"{value:%A, %B} {value.day}" if isinstance(value, date) else str(value)
