"""Retention: not under the law's least, not over the pack's limit, and never what is held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
import sqlalchemy as sa
from reviews.records import NOW, add_to, as_lines, bring_in, record
from sqlalchemy.orm import Session

from trainer.db import Database
from trainer.district.keeping import TRANSCRIPTS, KeepingError
from trainer.district.pack import Pack
from trainer.reviews import retention
from trainer.reviews.interactions import ActionTaken, Interaction, Turn

DAY = dt.date(2026, 3, 10)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.session() as opened:
        add_to(opened, "Jordan Ames")
        yield opened


def keeping(pack: Pack, days: int) -> Pack:
    """The pack, with another limit."""
    entry = pack.parameters.entries[TRANSCRIPTS.limit]
    changed = entry.model_copy(update={"values": (entry.values[0].model_copy(update={"value": Decimal(days)}),)})
    return replace(
        pack, parameters=replace(pack.parameters, entries={**pack.parameters.entries, TRANSCRIPTS.limit: changed})
    )


def fill(session: Session) -> None:
    """One interaction on each of the last 130 days but ten, in California in the late evening."""
    records = []
    for back in range(0, 130, 10):
        day = DAY - dt.timedelta(days=back)
        more = {"started_at": f"{day}T23:30:00-08:00", "actions": [{"kind": "note", "text": "Noted."}]}
        records.append(record(f"{back}", **more))
    bring_in(session, as_lines(records))


def with_words(session: Session) -> list[str]:
    ids = sa.select(Turn.interaction_id)
    return list(
        session.scalars(sa.select(Interaction.source_id).where(Interaction.id.in_(ids)).order_by(Interaction.id))
    )


def test_words_past_the_limit_go_and_the_rest_of_the_record_stays(session: Session, pack: Pack) -> None:
    """110 days: what began on the 110th day back stays, in the office's own days; the 120th goes."""
    fill(session)
    done = retention.purge(session, keeping(pack, 110), DAY, NOW)
    assert (done.purged, done.held, done.before) == (1, 0, dt.date(2025, 11, 20))
    assert with_words(session) == [str(back) for back in range(0, 120, 10)]
    assert session.scalar(sa.select(sa.func.count()).select_from(Interaction)) == 13
    assert session.scalar(sa.select(sa.func.count()).select_from(ActionTaken)) == 12
    gone = session.scalars(sa.select(Interaction).where(Interaction.purged_at.is_not(None))).one()
    assert (gone.source_id, gone.purged_at, gone.seconds) == ("120", NOW, 246)


def test_a_dry_run_tells_and_deletes_nothing(session: Session, pack: Pack) -> None:
    fill(session)
    assert retention.purge(session, keeping(pack, 100), DAY, NOW, dry_run=True).purged == 2
    assert len(with_words(session)) == 13


def test_what_is_held_stays_until_it_is_released(session: Session, pack: Pack) -> None:
    fill(session)
    old = session.scalars(sa.select(Interaction).where(Interaction.source_id == "120")).one()
    retention.hold(session, old, "Claim 2026-11", old.representative_id, NOW)
    assert retention.purge(session, keeping(pack, 110), DAY, NOW).held == 1
    assert "120" in with_words(session)
    retention.release(session, old, old.representative_id, NOW)
    assert retention.purge(session, keeping(pack, 110), DAY, NOW).purged == 1


def test_a_limit_under_the_laws_least_is_refused(session: Session, pack: Pack) -> None:
    """Gov. Code §53160: 100 days."""
    fill(session)
    with pytest.raises(KeepingError, match="100 days is the least"):
        retention.purge(session, keeping(pack, 99), DAY, NOW)
    assert len(with_words(session)) == 13


def test_what_was_purged_does_not_come_back_with_its_file(session: Session, pack: Pack) -> None:
    fill(session)
    retention.purge(session, keeping(pack, 110), DAY, NOW)
    fill(session)
    assert "120" not in with_words(session)
