"""The demo's district: small enough to be there in a second or two, and the beginning of a larger one."""

from __future__ import annotations

from sqlalchemy.orm import Session

from trainer.customers.bulk.blocks import Maker
from trainer.directory import service
from trainer.web.content import load_content

ACCOUNTS, MONTHS, SEED = 1_000, 24, "7"


def fill(session: Session) -> None:
    """Load it, where the pack that is served says what its district is like and none is there."""
    pack = load_content().pack
    if pack.population is None or service.loaded(session):
        return
    maker = Maker.of(pack, SEED, MONTHS)
    blocks = (maker.make(block, size) for block, size in maker.sizes(ACCOUNTS))
    service.load(session, maker, blocks, service.Origin(pack.identity.id, pack.digest, SEED))
