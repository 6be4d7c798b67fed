"""Progress: everyone's evidence once more in columns."""

import sqlalchemy as sa
from alembic import op

revision = "p0014_readiness"
down_revision = "p0013_discretion"
branch_labels = None
depends_on = None


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


def downgrade() -> None:
    op.drop_table("evidence_columns")
