"""The real District of the seed pack, for every test about its customers."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.customers.district import District
from trainer.district.pack import load_pack

SMWD = Path(__file__).parents[2] / "seed" / "smwd"


@pytest.fixture(scope="session")
def district() -> District:
    return District.of(load_pack(SMWD))
