"""audit."""

import sqlalchemy as sa
from alembic import op

revision = "p0004_audit"
down_revision = "p0003_district"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_rows",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("detail", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_rows")),
    )
    with op.batch_alter_table("audit_rows", schema=None) as batch_op:
        batch_op.create_index("ix_audit_rows_actor_id", ["actor_id"], unique=False)
        batch_op.create_index("ix_audit_rows_at", ["at"], unique=False)
        batch_op.create_index("ix_audit_rows_subject", ["subject"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("audit_rows", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_rows_subject")
        batch_op.drop_index("ix_audit_rows_at")
        batch_op.drop_index("ix_audit_rows_actor_id")

    op.drop_table("audit_rows")
