"""What differs between two versions of a card, in sentences people can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trainer.reviews.card.model import Card, Criterion

WORDS = {
    "title": "title", "about": "purpose", "channels": "channels", "not_applicable": "how “not applicable” counts",
    "automatic_fail": "what an automatic fail does", "pass_mark": "pass mark", "help": "help", "kind": "kind",
    "weight": "weight", "points": "points", "options": "answers and anchors", "applicable_always": "always applicable",
    "critical": "critical", "bonus": "bonus", "needs_recording": "asked only with a recording",
    "fails": "answers that fail the card", "comment_when": "comment required",
    "shown_when": "condition", "rule": "rule", "manual": "manual", "competencies": "competencies",
}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One change: of the card or of a criterion (its title), which part, before and after; None: was not there."""

    of: str
    part: str
    before: str | None
    after: str | None


def differences(before: Card, after: Card) -> list[Difference]:
    """Every change from one version to the other, in the order of the later card, what was removed last."""
    return [*_card(before, after), *_criteria(before, after)]


def _card(before: Card, after: Card) -> Iterator[Difference]:
    for part in ("title", "about", "channels", "not_applicable", "automatic_fail", "pass_mark"):
        yield from _part("The card", part, getattr(before, part), getattr(after, part))
    if [s.title for s in before.sections] != [s.title for s in after.sections]:
        yield Difference("The card", "sections", _said([s.title for s in before.sections]),
                         _said([s.title for s in after.sections]))  # fmt: skip


def _criteria(before: Card, after: Card) -> Iterator[Difference]:
    for one in after.criteria:
        old = before.criterion(one.id)
        if old is None:
            yield Difference(one.title, "criterion", None, f"added, weight {one.weight.normalize():f}")
        else:
            yield from _criterion(old, one)
    for old in before.criteria:
        if after.criterion(old.id) is None:
            yield Difference(old.title, "criterion", f"weight {old.weight.normalize():f}", None)
    kept = [one.id for one in before.criteria if after.criterion(one.id)]
    if kept != [one.id for one in after.criteria if before.criterion(one.id)]:
        yield Difference("The card", "order of criteria", "as it was", "changed")


def _criterion(before: Criterion, after: Criterion) -> Iterator[Difference]:
    for part in Criterion.model_fields:
        if part != "id":
            yield from _part(after.title, part, getattr(before, part), getattr(after, part))


def _part(of: str, part: str, before: Any, after: Any) -> Iterator[Difference]:
    if before != after:
        yield Difference(of, WORDS[part], _said(before), _said(after))


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value in ("", ()):
        return "none"
    if isinstance(value, tuple | list):
        return ", ".join(_said(one) for one in value)
    if hasattr(value, "value"):
        worth = "" if value.worth is None else f", {value.worth.normalize():f} %"
        return f"{value.shown}{worth}: {value.anchor}" if value.anchor else f"{value.shown}{worth}"
    if hasattr(value, "is_"):
        return f"when {value.criterion} is {' or '.join(value.is_)}"
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)
