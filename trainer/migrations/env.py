"""What Alembic runs for every command: the connection it was handed, in batch mode because SQLite alters by copying."""

from typing import Literal

import sqlalchemy as sa
from alembic import context


def plain(kind: str, item: object, autogen_context: object) -> str | Literal[False]:
    """Write the project's own column types as what the database sees, so that a migration never imports the project."""
    if kind == "type" and isinstance(item, sa.TypeDecorator):
        inner = item.impl
        return "sa.DateTime(timezone=True)" if isinstance(inner, sa.DateTime) else f"sa.{type(inner).__name__}()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes["metadata"],
    render_as_batch=True,
    render_item=plain,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
