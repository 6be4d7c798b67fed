"""Acts on which much may rest, and which are taken for said only on good evidence."""

from __future__ import annotations

from trainer.record.act import Act
from trainer.scenarios.understanding.lexicon import PRIVATE

_GRAVE = frozenset({"state", "tell_done", "argue"})
_HARMFUL = frozenset({"shut_meter_valve", "shut_house_valve", "approval"})


def is_grave(act: Act) -> bool:
    """Whether much may rest on it: figures and deeds told, what is private, what may do harm, a blaming word."""
    told = {act.text("topic"), act.text("step"), act.text("what")}
    return act.kind in _GRAVE or act.text("reason") is not None or bool(told & (PRIVATE | _HARMFUL))
