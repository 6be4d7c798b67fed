"""What may be done with the district in the database: load one, and read it. The only writer of its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.customers.bulk.blocks import Block, Maker
from trainer.customers.bulk.tally import Figures, Tally
from trainer.directory import loading
from trainer.directory.models import ChargeKind, LoadedDistrict
from trainer.directory.rows import rows

_ONE = 1


class DistrictExistsError(Exception):
    """There is a district already, and nobody said that it may go."""


@dataclass(frozen=True)
class Origin:
    """What a district is made from."""

    agency: str
    pack_digest: str
    seed: str


def loaded(session: Session) -> LoadedDistrict | None:
    """The district in the database, or None."""
    return session.get(LoadedDistrict, _ONE)


def figures(district: LoadedDistrict) -> Figures:
    """What its page shows."""
    return Figures.read(district.figures)


def load(
    session: Session, maker: Maker, blocks: Iterable[Block], origin: Origin, *, replace: bool = False,
    advance: Callable[[int], None] = lambda _: None,
) -> LoadedDistrict:  # fmt: skip
    """Load a whole district in one transaction; `advance` hears of the accounts written so far.

    Raises DistrictExistsError when there is one already and `replace` does not say that it may go.
    """
    before = loaded(session)
    if before and not replace:
        raise DistrictExistsError("There is a district in this database already. Give --replace to make another.")
    connection = session.connection()
    loading.clear(connection)
    if before:
        session.expunge(before)
    tally, count = Tally(maker), 0
    with loading.checked_at_the_end(connection):
        loading.write(connection, ChargeKind, _kinds(maker))
        for block in blocks:
            for model, columns in rows(block, maker):
                loading.write(connection, model, columns)
            tally.add(block)
            count += len(block)
            advance(count)
    district = LoadedDistrict(
        id=_ONE, agency=origin.agency, seed=origin.seed, accounts=count, months=maker.calendar.number,
        as_of=maker.calendar.today, pack_digest=origin.pack_digest, figures=tally.figures().plain(),
    )  # fmt: skip
    session.add(district)
    session.commit()
    _analyze(session)
    return district


def _kinds(maker: Maker) -> dict[str, list[object]]:
    places = range(len(maker.kinds))
    return {"id": [*places], "code": [code for code, _ in maker.kinds], "tier": [tier for _, tier in maker.kinds]}


def _analyze(session: Session) -> None:
    """Tell the database's planner what has come."""
    session.execute(sa.text("ANALYZE"))
    session.commit()
