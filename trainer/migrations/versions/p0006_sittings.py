"""sittings."""

import sqlalchemy as sa
from alembic import op

revision = "p0006_sittings"
down_revision = "p0005_accommodations"
branch_labels = None
depends_on = None

OLD, NEW = ("learn", "practice"), ("learn", "practice", "assess")


def upgrade() -> None:
    op.create_table(
        "sittings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("idle_minutes", sa.Integer(), nullable=False),
        sa.Column("retest_days", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["opened_by"], ["people.id"], name=op.f("fk_sittings_opened_by")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_sittings_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sittings")),
    )
    with op.batch_alter_table("sittings", schema=None) as batch_op:
        batch_op.create_index("ix_sittings_person_id", ["person_id"], unique=False)
    op.create_table(
        "sitting_parts",
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("scenario", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sittings.id"], name=op.f("fk_sitting_parts_sitting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sitting_id", "place", name=op.f("pk_sitting_parts")),
    )
    _free_the_mode()
    with op.batch_alter_table("plays", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("shared", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("set_aside_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("sitting_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("sitting_place", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("fresh", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("ends_by", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("idle_minutes", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("accommodations", sa.JSON(none_as_null=True), nullable=False, server_default="[]")
        )
        batch_op.create_check_constraint(op.f("ck_plays_mode"), _one_of(NEW))
        batch_op.create_foreign_key(op.f("fk_plays_parent_id"), "plays", ["parent_id"], ["id"])
        batch_op.create_foreign_key(op.f("fk_plays_sitting_id"), "sittings", ["sitting_id"], ["id"])
        batch_op.create_unique_constraint(op.f("uq_plays_sitting_id_sitting_place"), ["sitting_id", "sitting_place"])


def downgrade() -> None:
    op.execute("DELETE FROM plays WHERE mode = 'assess'")
    _free_the_mode()
    with op.batch_alter_table("plays", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("uq_plays_sitting_id_sitting_place"), type_="unique")
        batch_op.drop_constraint(op.f("fk_plays_sitting_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("fk_plays_parent_id"), type_="foreignkey")
        batch_op.create_check_constraint(op.f("ck_plays_mode"), _one_of(OLD))
        for name in ("accommodations", "idle_minutes", "ends_by", "fresh", "sitting_place", "sitting_id",
                     "set_aside_at", "shared", "parent_id"):  # fmt: skip
            batch_op.drop_column(name)
    op.drop_table("sitting_parts")
    with op.batch_alter_table("sittings", schema=None) as batch_op:
        batch_op.drop_index("ix_sittings_person_id")
    op.drop_table("sittings")


def _free_the_mode() -> None:
    """Take the old check away. SQLite loses it by itself when the table is copied, and only then."""
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f("ck_plays_mode"), "plays", type_="check")


def _one_of(values: tuple[str, ...]) -> str:
    return f"mode IN ({', '.join(repr(value) for value in values)})"
