"""Someone whose interactions come in, and records of them to bring in, for the tests of live interactions."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from trainer.people import service as people
from trainer.people.models import Level, Person
from trainer.reviews.intake import FORMATS, Report, load, read
from trainer.web.roles import Role

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)
PASSWORD = "seven quiet reservoirs"


def add_to(session: Session, name: str, *roles: Role) -> Person:
    held = frozenset(roles or {Role.REPRESENTATIVE})
    level = Level.ONE if Role.REPRESENTATIVE in held else None
    details = people.Details(name, f"{name.split()[0].lower()}@example.com", held, level)
    return people.add(session, details, PASSWORD, NOW)


def record(source_id: str, *said: tuple[str, str] | tuple[str, str, float], **more: Any) -> dict[str, Any]:
    """A record of one call: who said what, and when where that matters."""
    turns = [
        {"speaker": one[0], "text": one[1], **({"start": one[2]} if len(one) > 2 else {})}
        for one in said or (("rep", "Thank you for calling, this is Jordan."),)
    ]
    return {
        "source": "phone-system", "source_id": source_id, "channel": "phone", "reason": "late penalty",
        "started_at": "2026-03-03T10:42:00-08:00", "seconds": 246, "representative": "jordan@example.com",
        "turns": turns, **more,
    }  # fmt: skip


def as_lines(records: Sequence[Any]) -> bytes:
    return "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in records).encode()


def bring_in(session: Session, raw: bytes, form: str = "jsonl", **more: Any) -> Report:
    return load(session, read(io.BytesIO(raw), FORMATS[form]), NOW, **more)
