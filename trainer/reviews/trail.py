"""What is done with interactions, reviews and cards, told in the audit trail: one way to say it for the whole room.

A row is added to the caller's transaction, so that it is kept exactly when what it tells of is. Answers are not told
one by one: each is kept for good with who gave it and when.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from trainer.audit import service as audit
from trainer.people import service as people
from trainer.reviews.models import Review


def told(
    session: Session, by: int | None, verb: str, kind: str, ident: object, now: dt.datetime, **detail: Any
) -> None:
    """Add a row on what `by` did (None: the program by itself) to the `kind` with that id."""
    actor = people.by_id(session, by) if by is not None else None
    audit.record(session, actor, verb, audit.subject(kind, ident), detail, now)


def told_of(session: Session, one: Review, by: int, verb: str, now: dt.datetime, **detail: Any) -> None:
    """The same of a review, with whose contact it is of."""
    told(session, by, verb, "review", one.id, now, person=one.interaction.representative_id, **detail)
