"""discretion."""

import sqlalchemy as sa
from alembic import op

revision = "p0013_discretion"
down_revision = "p0012_speaks_to"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reasons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("play_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["play_id"], ["plays.id"], name=op.f("fk_reasons_play_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reasons")),
        sa.UniqueConstraint("play_id", "place", name=op.f("uq_reasons_play_id_place")),
    )
    op.create_table(
        "reason_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reason_id", sa.Integer(), nullable=False),
        sa.Column("marked_by", sa.Integer(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "judged",
            sa.Enum(
                "convincing",
                "thin",
                "not_defensible",
                name="judged",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["marked_by"], ["people.id"], name=op.f("fk_reason_marks_marked_by")),
        sa.ForeignKeyConstraint(
            ["reason_id"], ["reasons.id"], name=op.f("fk_reason_marks_reason_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reason_marks")),
        sa.UniqueConstraint("reason_id", "marked_by", name=op.f("uq_reason_marks_reason_id_marked_by")),
    )


def downgrade() -> None:
    op.drop_table("reason_marks")
    op.drop_table("reasons")
