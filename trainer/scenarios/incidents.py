"""What many call about: the incidents that a scenario, or one of its scenes, has on the board."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from trainer.record.service import Incident
from trainer.scenarios.format import IncidentSpec
from trainer.scenarios.placeholders import fill


def on_the_board(
    specs: Iterable[IncidentSpec], start: dt.datetime, truth: Mapping[str, Any], before: int = 0
) -> tuple[Incident, ...]:
    """The incidents with what the seed decided filled in, numbered after the so many that were there `before`."""
    return tuple(
        Incident(
            f"I-{number}", one.kind, start - dt.timedelta(minutes=one.began_minutes_ago),
            tuple(fill(place, truth) for place in one.places), fill(one.words, truth), one.open,
        )
        for number, one in enumerate(specs, before + 1)
    )  # fmt: skip
