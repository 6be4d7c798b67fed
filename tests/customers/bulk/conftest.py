"""One small district for the tests about districts: the beginning of the one that seed 7 gives."""

from __future__ import annotations

import pytest

from trainer.customers.bulk.blocks import Block, Maker
from trainer.district.pack import Pack

SEED, MONTHS, SIZE = "7", 24, 300


@pytest.fixture(scope="package")
def maker(pack: Pack) -> Maker:
    return Maker.of(pack, SEED, MONTHS)


@pytest.fixture(scope="package")
def block(maker: Maker) -> Block:
    return maker.make(0, SIZE)
