"""Write the next migration from what the models say: `python -m trainer.migrations "add plays"`.

The step is computed against a fresh SQLite database that the existing steps have brought up to date. Read it before
committing it, and give it a short name.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command

import trainer.app  # noqa: F401  every feature's models
from trainer.db import make_engine, migration_config, upgrade


def main(message: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'fresh.db'}")
        upgrade(engine)
        with engine.begin() as connection:
            command.revision(migration_config(connection), message, autogenerate=True)
        engine.dispose()


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]) or "change")
