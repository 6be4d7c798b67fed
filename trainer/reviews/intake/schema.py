"""The JSON Schema of one interaction, for programs that write such files."""

from __future__ import annotations

import json
from pathlib import Path

from trainer.reviews.intake.record import InteractionGiven

EXAMPLES = Path(__file__).parent / "examples"
SCHEMA = Path(__file__).parent / "interaction.schema.json"


def schema_text() -> str:
    """The schema as its file holds it; `python -m trainer.reviews.intake.schema` writes it anew."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **InteractionGiven.model_json_schema()}
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
