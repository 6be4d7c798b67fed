"""Names of people by id, asked of the people's room once for a page."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from trainer.people import service as people


def names(session: Session) -> Mapping[int, str]:
    """Everybody's name by id, also of those who have left."""
    return {person.id: person.name for person in people.everyone(session)}
