"""Settling before a page is read: what ended by itself is ended in a transaction of its own, then read afresh."""

from __future__ import annotations

from trainer.db import database, session
from trainer.plays.sittings import service
from trainer.web import clock
from trainer.web.content import content


def settle_now(person_id: int | None = None) -> None:
    """End what is overdue, of one person or of everyone; a page's own session reads and writes nothing."""
    now = clock.now()
    if not service.anything_overdue(session(), now, person_id):
        return
    session().rollback()
    with database().session() as writing:
        service.settle(writing, content(), now, person_id)
