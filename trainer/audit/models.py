"""The table of the audit trail. Rows are added, never changed; each row's hash covers the one before it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from trainer.db import Base, Json, UtcDateTime


class AuditRow(Base):
    """One thing seen or done. No reference to other tables: the trail outlives what it tells of."""

    __tablename__ = "audit_rows"
    __table_args__ = (
        sa.Index("ix_audit_rows_at", "at"),
        sa.Index("ix_audit_rows_actor_id", "actor_id"),
        sa.Index("ix_audit_rows_subject", "subject"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    actor_id: Mapped[int | None]
    actor: Mapped[str] = mapped_column(sa.String(120))
    verb: Mapped[str] = mapped_column(sa.String(40))
    subject: Mapped[str] = mapped_column(sa.String(120))
    detail: Mapped[Any] = mapped_column(Json)
    previous: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))
