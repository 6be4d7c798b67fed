"""accommodations."""

import sqlalchemy as sa
from alembic import op

revision = "p0005_accommodations"
down_revision = "p0004_audit"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accommodations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "lifts",
            sa.Enum(
                "extra_time",
                "no_clock",
                "picking",
                "spelling",
                "pause",
                name="lifts",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_accommodations_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accommodations")),
    )
    with op.batch_alter_table("accommodations", schema=None) as batch_op:
        batch_op.create_index("ix_accommodations_person_id", ["person_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("accommodations", schema=None) as batch_op:
        batch_op.drop_index("ix_accommodations_person_id")

    op.drop_table("accommodations")
