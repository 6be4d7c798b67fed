"""Progress: which competencies a piece of evidence speaks to; what limits retests is a parameter of assessing now."""

import sqlalchemy as sa
from alembic import op

revision = "p0012_speaks_to"
down_revision = "p0011_progress"
branch_labels = None
depends_on = None

cohorts = sa.table("cohorts", sa.column("id", sa.Integer), sa.column("criteria", sa.JSON))
RETESTS = {"days_between": 14, "most_sittings_of_one_scenario": 3}  # what the pack said; nothing ever read it


def upgrade() -> None:
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("speaks_to", sa.String(length=120), server_default="", nullable=False))
    for number, criteria in op.get_bind().execute(sa.select(cohorts)).all():
        _keep(number, {name: said for name, said in criteria.items() if name != "retests"})


def downgrade() -> None:
    for number, criteria in op.get_bind().execute(sa.select(cohorts)).all():
        _keep(number, {**criteria, "retests": RETESTS})
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_column("speaks_to")


def _keep(number: int, criteria: dict[str, object]) -> None:
    op.get_bind().execute(sa.update(cohorts).where(cohorts.c.id == number).values(criteria=criteria))
