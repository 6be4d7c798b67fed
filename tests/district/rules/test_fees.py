"""The fees a customer may be told: dollar amounts whose name says so, in force that day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from trainer.district.parameters import load_parameters

LISTED = """\
parameters:
  reread_fee:
    label: A reread
    unit: usd
    values:
      - {from: 2020-01-01, value: 35.00, mark: illustrative, source: Suggested}
      - {from: 2025-01-01, value: 39.00, mark: illustrative, source: Suggested}
  reconnection_cap_office:
    label: The most a reconnection may cost
    unit: usd
    values: [{from: 2026-01-01, value: 50.00, mark: law, source: A statute}]
  drawer_float:
    label: Float
    unit: usd
    values: [{from: 2020-01-01, value: 200.00, mark: illustrative, source: Suggested}]
  feeder_days:
    label: Not a fee at all
    unit: days
    values: [{from: 2020-01-01, value: 3, mark: illustrative, source: Suggested}]
"""


def told(folder: Path, day: dt.date) -> list[str]:
    (folder / "fees.yaml").write_text(LISTED)
    return [fee.shown for fee in load_parameters(folder).fees(day)]


def test_a_fee_is_told_as_it_is_on_the_day(tmp_path: Path) -> None:
    assert told(tmp_path, dt.date(2024, 12, 31)) == ["$35.00"]
    assert told(tmp_path, dt.date(2025, 1, 1)) == ["$39.00"]


def test_a_cap_counts_once_it_is_in_force_and_a_float_never(tmp_path: Path) -> None:
    assert told(tmp_path, dt.date(2026, 1, 1)) == ["$39.00", "$50.00"]
