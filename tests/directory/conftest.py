"""One small district for the tests about keeping districts."""

from __future__ import annotations

import pytest

from trainer.customers.bulk.blocks import Maker
from trainer.directory.making import Wanted
from trainer.settings import PACK

WANTED = Wanted(PACK, 240, 14, "7")


@pytest.fixture(scope="package")
def maker() -> Maker:
    return WANTED.maker()
