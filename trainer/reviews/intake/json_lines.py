"""JSON Lines: each line one interaction, as `interaction.schema.json` describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from trainer.reviews.intake.lines import lines
from trainer.reviews.intake.record import BadRecord, Raw

_REMEDY = "Write one whole interaction on each line."


def read(stream: BinaryIO) -> Iterator[Raw | BadRecord]:
    """The records of the file; a line that is no JSON object is told, and the next one is read."""
    for line in lines(stream):
        if line.text is None:
            yield BadRecord(line.number, "", line.wrong, "Save the file as UTF-8, one interaction a line.")
        elif line.text.strip():
            yield _record(line.number, line.text)


def _record(number: int, text: str) -> Raw | BadRecord:
    try:
        data = json.loads(text)
    except ValueError as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "a number is out of bounds"
        return BadRecord(number, "", f"is not JSON ({reason}).", _REMEDY)
    except RecursionError:
        return BadRecord(number, "", "is nested too deeply.", _REMEDY)
    if not isinstance(data, dict):
        return BadRecord(number, "", "is no JSON object.", _REMEDY)
    return Raw(number, data)
