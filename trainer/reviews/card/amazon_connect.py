"""Evaluation forms of Amazon Connect, as its API describes them, carried over as far as the two formats agree.

The shape is that of DescribeEvaluationForm: Items of Section or Question, ScoringStrategy, weights in percent, options
with a Score from 0 to 10 and AutomaticFail. What cannot be carried is reported line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from trainer.district.sources import Problem, SourceError
from trainer.reviews.card.files import card_from_plain, read_json
from trainer.reviews.card.model import Card

_MOST_SCORE = Decimal(10)  # an option scores 0 to 10 there


@dataclass
class Carried:
    """A form carried over, and what was left behind or changed, each in one sentence."""

    card: Card
    report: list[str]


@dataclass
class _Reading:
    name: str
    report: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)

    def id_of(self, ref: str, taken: str = "q") -> str:
        """An id of our spelling for theirs, each its own."""
        made = re.sub(r"[^a-z0-9_]+", "_", ref.lower()).strip("_")[:36] or taken
        made = made if made[0].isalpha() else f"{taken}_{made}"[:36]
        while made in self.ids.values():
            made = f"{made[:32]}_{len(self.ids) + 1}"
        self.ids[ref] = made
        return made


def carry(raw: bytes | str, name: str) -> Carried:
    """Read an exported form; raises SourceError when it is not one, or when nothing in it can be scored."""
    data = read_json(raw, name)
    form = data.get("EvaluationForm", data) if isinstance(data, dict) else None
    if not isinstance(form, dict) or not isinstance(form.get("Items"), list):
        problem = Problem(name, None, "is not an evaluation form: it has no list “Items”.", "Export it by the API.")
        raise SourceError([problem])
    reading = _Reading(name)
    try:
        sections = [one for one in _sections(reading, form) if one["criteria"]]
    except (KeyError, TypeError, AttributeError) as error:
        message = f"is not shaped like an evaluation form: {error!r}."
        raise SourceError([Problem(name, None, message, "Export it by the API.")]) from None
    if not sections:
        raise SourceError([Problem(name, None, "holds no question that can be scored.", "Add one there.")])
    reading.report.append("The pass mark is not part of such a form: it is 80 until you change it.")
    plain = {
        "name": reading.id_of(str(form.get("Title") or "form"), "card"), "title": str(form.get("Title") or name)[:160],
        "about": str(form.get("Description") or "")[:1200], "not_applicable": "leaves", "automatic_fail": "zero",
        "sections": sections,
    }  # fmt: skip
    return Carried(card_from_plain(plain, name), reading.report)


def _sections(reading: _Reading, form: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each section with its questions; questions that stand outside of any come first."""
    strategy = form.get("ScoringStrategy") or {}
    scored = strategy.get("Status", "DISABLED") == "ENABLED"
    if not scored:
        reading.report.append("Scoring is off in the form: every question is carried with the weight 1.")
    by_section = scored and strategy.get("Mode") == "SECTION_ONLY"
    loose = [item for item in form["Items"] if "Question" in item]
    if loose:
        yield {"title": "Questions", "criteria": _criteria(reading, loose, scored and not by_section, Decimal(1))}
    for item in form["Items"]:
        if "Section" in item:
            yield from _section(reading, item["Section"], scored, by_section, Decimal(1), "")


def _section(
    reading: _Reading, section: dict[str, Any], scored: bool, by_section: bool, factor: Decimal, above: str
) -> Iterator[dict[str, Any]]:
    title = f"{above}: {section['Title']}" if above else str(section["Title"])
    if section.get("Enablement"):
        reading.report.append(f"Section “{title}” is shown on a condition there; here it is always shown.")
    if by_section and "Weight" in section:
        factor *= Decimal(str(section["Weight"])) / 100
    inner = section.get("Items") or []
    questions = [item for item in inner if "Question" in item]
    # Where sections carry the weights, a section's is shared evenly among its questions.
    share = factor / len(questions) if by_section and questions else factor
    if section.get("Instructions"):
        reading.report.append(f"The instructions of section “{title}” are not carried.")
    yield {"title": title[:160], "criteria": _criteria(reading, questions, scored and not by_section, share)}
    for item in inner:
        if "Section" in item:
            reading.report.append(
                f"Section “{item['Section']['Title']}” stood inside another; here it stands beside it."
            )
            yield from _section(reading, item["Section"], scored, by_section, factor, title)


def _criteria(
    reading: _Reading, items: Sequence[dict[str, Any]], weighted: bool, factor: Decimal
) -> list[dict[str, Any]]:
    made = (_criterion(reading, item["Question"], weighted, factor) for item in items)
    return [one for one in made if one is not None]


def _criterion(reading: _Reading, q: dict[str, Any], weighted: bool, factor: Decimal) -> dict[str, Any] | None:
    title, kind = str(q["Title"])[:160], q["QuestionType"]
    weight = Decimal(str(q.get("Weight", 0))) if weighted else factor * (100 if factor != 1 else 1)
    answers = _answers(reading, q, title) if kind in ("SINGLESELECT", "NUMERIC") else None
    if answers is None:
        reading.report.append(f"“{title}” is of type {kind} and cannot be scored here: left out.")
        return None
    if weight <= 0:
        reading.report.append(f"“{title}” counts nothing there; here it has the least weight, 0.001.")
        weight = Decimal("0.001")
    made: dict[str, Any] = {
        "id": reading.id_of(str(q["RefId"])), "title": title, "weight": weight.quantize(Decimal("0.001")),
        "help": str(q.get("Instructions") or "")[:1200], "applicable_always": not q.get("NotApplicableEnabled", False),
        "comment_when": "never", **answers,
    }  # fmt: skip
    reading.values[str(q["RefId"])] = answers.pop("_refs", {})
    made.pop("_refs", None)
    condition = _condition(reading, q.get("Enablement"), title)
    return made | ({"shown_when": condition} if condition else {})


def _answers(reading: _Reading, q: dict[str, Any], title: str) -> dict[str, Any] | None:
    properties = q.get("QuestionTypeProperties") or {}
    if q["QuestionType"] == "SINGLESELECT":
        given = properties["SingleSelect"]["Options"]
        if properties["SingleSelect"].get("Automation"):
            reading.report.append(f"“{title}” is answered by a rule of Contact Lens there; here by a person.")
        labels = [str(option["Text"]) for option in given]
    else:
        given = properties["Numeric"].get("Options") or []
        if not given:
            return None
        labels = [f"{option['MinValue']} to {option['MaxValue']}" for option in given]
        reading.report.append(f"“{title}” asks for a number; here its ranges are the answers to choose from.")
    options = [
        {"value": f"o{n}", "label": label[:80], "worth": Decimal(str(option.get("Score", 0))) / _MOST_SCORE * 100}
        for n, (option, label) in enumerate(zip(given, labels, strict=True), 1)
    ]  # fmt: skip
    fails = [f"o{n}" for n, option in enumerate(given, 1) if option.get("AutomaticFail")]
    refs = {str(option.get("RefId", n)): f"o{n}" for n, option in enumerate(given, 1)}
    return {"kind": "choice", "options": options, "fails": fails, "_refs": refs}


def _condition(reading: _Reading, enablement: dict[str, Any] | None, title: str) -> dict[str, Any] | None:
    """One question answered with some of its options; anything richer is shown always, and said so."""
    if not enablement:
        return None
    operands = enablement["Condition"]["Operands"]
    expression = operands[0].get("Expression") if len(operands) == 1 else None
    source = str(((expression or {}).get("Source") or {}).get("RefId"))
    known = reading.values.get(source)
    simple = expression and enablement.get("Action") == "ENABLE" and expression.get("Comparator") == "IN"
    wanted = (
        [known.get(str(one.get("RefId"))) for one in expression["Values"]] if expression and simple and known else []
    )
    if not wanted or None in wanted:
        reading.report.append(f"“{title}” is shown on a condition that this format does not have: always shown here.")
        return None
    return {"criterion": reading.ids[source], "is": wanted}
