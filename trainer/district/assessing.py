"""How the agency assesses: how much is played, how long it stays open, and when a repeat tells something new."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from trainer.district.pack import Pack


@dataclass(frozen=True)
class Assessing:
    """The pack's figures on a day. `exposure` is how many sittings may use one scenario within `retest_days`."""

    retest_days: int
    scenarios: int
    window_days: int
    idle_minutes: int
    exposure: int


def assessing(pack: Pack, on: dt.date) -> Assessing:
    """What holds for a sitting opened on that day; raises UnknownParameterError."""
    return Assessing(
        retest_days=int(pack.parameter("retest_days", on).value),
        scenarios=int(pack.parameter("sitting_scenarios", on).value),
        window_days=int(pack.parameter("sitting_window_days", on).value),
        idle_minutes=int(pack.parameter("sitting_idle_minutes", on).value),
        exposure=int(pack.parameter("exposure_sittings", on).value),
    )
