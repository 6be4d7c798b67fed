"""A review as a browser sends it: a whole form, or one answer at a time as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from trainer.reviews.card.model import Card
from trainer.reviews.evidence import read_lines
from trainer.reviews.refusals import RefusedError
from trainer.reviews.reviewing import Given


def from_form(form: MultiDict[str, str], card: Card, lines: int) -> dict[str, Given]:
    """Every criterion that the form shows; raises RefusedError for evidence that leads nowhere."""
    return {
        one.id: Given(
            form.get(f"answer-{one.id}") or None, form.get(f"comment-{one.id}", "").strip().replace("\r\n", "\n"),
            read_lines(form.get(f"evidence-{one.id}", ""), lines),
        )
        for one in card.criteria
        if f"comment-{one.id}" in form
    }  # fmt: skip


def from_json(data: Any, lines: int) -> tuple[int, dict[str, Given]]:
    """The revision and answers of an autosave; raises RefusedError for what is not one."""
    if not isinstance(data, Mapping) or not isinstance(data.get("revision"), int):
        raise RefusedError("That did not arrive as expected. Load the page again.")
    answers = data.get("answers")
    if not isinstance(answers, Mapping):
        raise RefusedError("That did not arrive as expected. Load the page again.")
    return data["revision"], {str(name): _given(what, lines) for name, what in answers.items()}


def _given(what: Any, lines: int) -> Given:
    if not isinstance(what, Mapping):
        raise RefusedError("That did not arrive as expected. Load the page again.")
    value = what.get("value")
    return Given(
        str(value) if value else None, str(what.get("comment") or "").strip(),
        read_lines(str(what.get("evidence") or ""), lines),
    )  # fmt: skip
