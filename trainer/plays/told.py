"""Lines of a transcript as they are stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trainer.plays.models import Play
from trainer.record.plain import as_plain
from trainer.scenarios.world import Line


def line_as_data(line: Line) -> dict[str, Any]:
    """One line of the transcript, fit for JSON: who, text, second, move, acts as understood, mood, state."""
    data: dict[str, Any] = as_plain(line)
    data["acts"] = [{"kind": act.kind, "slots": as_plain(act.slots), "sure": act.sure} for act in line.acts]
    return data


def transcript(play: Play) -> list[Mapping[str, Any]]:
    """Every stored line of the play, in order."""
    return [line for stored in play.moves for line in stored.lines]
