"""Acts as scenarios write them, with placeholders for what the seed decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trainer.record.act import Act
from trainer.record.parsing import parse_act
from trainer.scenarios.placeholders import fill_slot


def authored_act(given: Mapping[str, Any], truth: Mapping[str, Any]) -> Act:
    """An act of the scenario with its placeholders filled; slots may be left out, as a wish leaves them out."""
    return parse_act({name: fill_slot(value, truth) for name, value in given.items()}, partial=True)
