"""Progress: everyone's evidence once more in columns; the hash of criteria that p0012 took retests out of; what a
reviewer's severity was told against; legal hold of somebody's file."""

import datetime as dt
import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "p0014_readiness"
down_revision = "p0013_discretion"
branch_labels = None
depends_on = None

RETESTS = {"days_between": 14, "most_sittings_of_one_scenario": 3}  # what was hashed, and is not there any more
cohorts = sa.table(
    "cohorts", sa.column("id", sa.Integer), sa.column("criteria", sa.JSON), sa.column("criteria_hash", sa.String)
)
trail = sa.table(
    "audit_rows", sa.column("number", sa.Integer), sa.column("at", sa.DateTime(timezone=True)),
    sa.column("actor_id", sa.Integer), sa.column("actor", sa.String), sa.column("verb", sa.String),
    sa.column("subject", sa.String), sa.column("detail", sa.JSON), sa.column("previous", sa.String),
    sa.column("hash", sa.String),
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "evidence_columns",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("numbers", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_evidence_columns_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_evidence_columns")),
    )
    with op.batch_alter_table("known_severities", schema=None) as batch_op:
        against = sa.Enum("index", "others", name="against", native_enum=False, create_constraint=True, length=24)
        batch_op.add_column(sa.Column("against", against, server_default="others", nullable=False))
    with op.batch_alter_table("in_class", schema=None) as batch_op:
        batch_op.add_column(sa.Column("held", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("held_why", sa.String(length=400), server_default="", nullable=False))
    for number, criteria, kept in op.get_bind().execute(sa.select(cohorts)).all():
        # Only what p0012 explains is mended: any other difference is for the page of cohorts to show.
        if kept == _hash({**criteria, "retests": RETESTS}):
            _mend(number, kept, _hash(criteria))


def downgrade() -> None:
    with op.batch_alter_table("in_class", schema=None) as batch_op:
        batch_op.drop_column("held_why")
        batch_op.drop_column("held")
    with op.batch_alter_table("known_severities", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_known_severities_against"), type_="check")
        batch_op.drop_column("against")
    op.drop_table("evidence_columns")


def _hash(value: Any) -> str:
    return _digest(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _mend(number: int, was: str, now_is: str) -> None:
    """Give a cohort the hash of what is in force, and tell the audit trail, in which the old one stands."""
    op.get_bind().execute(sa.update(cohorts).where(cohorts.c.id == number).values(criteria_hash=now_is))
    why = "what limits retests had left the criteria, and their hash still covered it"
    _tell("mended the hash of criteria", f"cohort:{number}", {"was": was, "is": now_is, "why": why})


def _tell(verb: str, subject: str, detail: dict[str, str]) -> None:
    """A row of the trail, sealed as the trail's rows are."""
    latest = sa.select(trail.c.number, trail.c.hash).order_by(trail.c.number.desc()).limit(1)
    last = op.get_bind().execute(latest).one_or_none()
    number, previous = (last.number + 1, last.hash) if last else (1, "0" * 64)
    at = dt.datetime.now(dt.UTC)
    said = [number, at.isoformat(), None, "", verb, subject, detail, previous]
    row = {
        "number": number, "at": at if op.get_bind().dialect.name == "postgresql" else at.replace(tzinfo=None),
        "actor_id": None, "actor": "", "verb": verb, "subject": subject, "detail": detail, "previous": previous,
        "hash": _digest(json.dumps(said, sort_keys=True, ensure_ascii=False)),
    }  # fmt: skip
    op.get_bind().execute(sa.insert(trail).values(row))
