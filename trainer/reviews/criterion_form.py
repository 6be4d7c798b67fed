"""One criterion as a browser sends it: plain data in the exchange format, so that what was typed is never lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import MultiDict

from trainer.reviews.card.editing import slug
from trainer.reviews.card.model import NOT_APPLICABLE

MOST_OPTIONS = 12
MORE_ROWS = 2  # empty rows below the answers of a choice
_FLAGS = ("critical", "bonus", "needs_recording", "applicable_always")
_COMMENTS = ("never", "always", "not_full")


def read(form: MultiDict[str, str], kind: str, name: str) -> dict[str, Any]:
    """The criterion that the form describes; empty fields are left out, and mistakes are the model's to find."""
    made: dict[str, Any] = {"id": name, "kind": kind, "title": form.get("title", "").strip()}
    made["weight"] = form.get("weight", "").strip().replace(",", ".") or "0"
    made |= {flag: True for flag in _FLAGS if form.get(flag)}
    for key in ("help", "rule"):
        if form.get(key, "").strip():
            made[key] = form[key].strip()
    for key in ("manual", "competencies"):
        listed = [one.strip() for one in form.get(key, "").replace(";", ",").split(",") if one.strip()]
        if listed:
            made[key] = [one.upper() for one in listed] if key == "competencies" else listed
    if kind == "points":
        made["points"] = int(form["points"]) if form.get("points", "").strip().isdecimal() else 0
    options = list(_options(form, kind))
    return made | ({"options": options} if options else {}) | _conditions(form, options)


def _options(form: MultiDict[str, str], kind: str) -> Iterator[dict[str, Any]]:
    taken = set[str]()
    for row in range(MOST_OPTIONS):
        value, label = form.get(f"value-{row}", "").strip(), form.get(f"label-{row}", "").strip()
        anchor, worth = form.get(f"anchor-{row}", "").strip(), form.get(f"worth-{row}", "").strip().rstrip("%").strip()
        if form.get(f"drop-{row}") or not (value or label or anchor):
            continue
        if not value:
            value = slug(label, "answer")[:36]
            value = value if value not in taken else f"{value}_{row}"
        taken.add(value)
        made = {"value": value, "label": label, "anchor": anchor, "worth": worth.replace(",", ".")}
        yield {key: given for key, given in made.items() if given}


def _conditions(form: MultiDict[str, str], options: list[dict[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    known = {one["value"] for one in options} | {NOT_APPLICABLE}
    fails = [value for value in form.getlist("fails") if value in known]
    if fails:
        made["fails"] = fails
    when = form.get("comment_when", "not_full")
    if when in _COMMENTS:
        made["comment_when"] = when
    else:
        made["comment_when"] = [value for value in form.getlist("comment_for") if value in known]
    source, _, _ = form.get("shown_by", "").partition(":")
    wanted = [one.partition(":")[2] for one in form.getlist("shown_is") if one.partition(":")[0] == source]
    if source:
        made["shown_when"] = {"criterion": source, "is": wanted}
    return made
