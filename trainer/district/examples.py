"""Worked examples: what one rule says in one situation, written by a person from the law and the manual.

They are the pack's own: an agency that changes a figure learns at once which examples no longer hold. A file may name
situations that several examples share; `like` takes one over, and what is given beside it stands above.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from trainer.district.rulebook import Rulebook
from trainer.district.situations import CALLER, Situation, case_of
from trainer.district.sources import Problem, Source, SourceError, Where, load, read_parts
from trainer.record.act import Act
from trainer.record.case import Case, Policy
from trainer.record.parsing import BadActError, parse_act, plain
from trainer.record.reading import ReadingError
from trainer.record.ruling import Obligation, Ruling

Says = Literal["permitted", "beyond_authority", "not_yet", "forbidden", "nothing"]


class _Given(BaseModel):
    """One example as written. What is left out is not asked about; `owes: []` says that nothing is owed."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rule: str
    tells: str = Field(min_length=10)
    case: dict[str, Any]
    act: dict[str, Any] | None = None
    says: Says | None = None
    allowed: dict[str, Any] = Field(default_factory=dict)
    entitled: bool | None = None
    untrue: bool | None = None
    reasons: tuple[str, ...] = ()
    needs: tuple[dict[str, Any], ...] = ()
    instead: tuple[dict[str, Any], ...] = ()
    reads: tuple[str, ...] = ()
    why: str = ""
    owes: tuple[dict[str, Any], ...] | None = None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    situations: dict[str, dict[str, Any]] = Field(default_factory=dict)
    examples: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Example:
    """One worked example, read and ready to ask."""

    given: _Given
    situation: Situation
    source: Source
    where: Where

    @property
    def rule(self) -> str:
        return self.given.rule

    @property
    def tells(self) -> str:
        return self.given.tells

    def problem(self, message: str) -> Problem:
        told = f"the example of {self.rule} “{self.tells.strip()}” {message}."
        return self.source.problem(self.where, told, "Correct the rule, the figure or the example.")


def load_examples(folder: Path) -> tuple[Example, ...]:
    """Every example under `folder`; raises SourceError with every one that cannot be read."""
    problems: list[Problem] = []
    examples: list[Example] = []
    for source in read_parts(folder):
        try:
            file = load(_File, source)
        except SourceError as error:
            problems.extend(error.problems)
            continue
        for number, entry in enumerate(file.examples):
            try:
                examples.append(_example(source, ("examples", number), entry, file.situations))
            except (ValidationError, ReadingError) as error:
                problems.append(source.problem(("examples", number), _first(error), "Correct it."))
    if problems:
        raise SourceError(problems)
    return tuple(examples)


def _first(error: ValidationError | ReadingError) -> str:
    if isinstance(error, ReadingError):
        return f"examples: {error}"
    item = error.errors()[0]
    return f"examples: {'.'.join(map(str, item['loc']))}: {item['msg']}."


def _example(source: Source, where: Where, entry: Mapping[str, Any], shared: Mapping[str, Any]) -> Example:
    given = _Given.model_validate(entry)
    return Example(given, Situation.model_validate(_whole(given.case, shared)), source, where)


def _whole(case: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    """A situation with the one it is like filled in underneath; maps join, anything else is replaced."""
    base = case.get("like")
    own = {name: value for name, value in case.items() if name != "like"}
    if base is None:
        return own
    if base not in shared:
        raise ReadingError(("case", "like"), f"there is no situation “{base}” in this file.")
    return _joined(_whole(shared[base], shared), own)


def _joined(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = {name for name in above if isinstance(above[name], Mapping) and isinstance(below.get(name), Mapping)}
    return {**below, **above, **{name: _joined(below[name], above[name]) for name in both}}


def failures(example: Example, rulebook: Rulebook, policy: Policy) -> Iterator[str]:
    """How the rules in force differ from what the example says; nothing when it holds."""
    try:
        case = case_of(example.situation, policy)
        given = example.given
        if given.act is not None:
            what = parse_act(given.act, CALLER if given.act and example.situation.contact else None)
            yield from _ruled(given, rulebook.ruling(example.rule, case, what))
        if given.owes is not None:
            yield from _owed(given.owes, case, [one for one in rulebook.owed(case) if one.rule == example.rule])
    except (ReadingError, BadActError) as error:
        yield f"cannot be read: {error}"


def _ruled(given: _Given, ruling: Ruling | None) -> Iterator[str]:
    said = ruling.verdict.name.lower() if ruling else "nothing"
    if given.says is not None and said != given.says:
        yield f"should say {given.says}, and says {said}{f' ({ruling.why})' if ruling and ruling.why else ''}"
    if ruling is None:
        return
    yield from _allowed(given, ruling)
    for name in ("entitled", "untrue"):
        wanted = getattr(given, name)
        if wanted is not None and getattr(ruling, name) is not wanted:
            yield f"should {'' if wanted else 'not '}be {name}"
    if given.why not in ruling.why:
        yield f"should give “{given.why}” as the reason, and says “{ruling.why}”"
    shown = " | ".join(f"{reading.label} {reading.shown}" for reading in ruling.read)
    yield from (f"should have read “{one}”, and read {shown}" for one in given.reads if one not in shown)
    yield from (f"should give the reason {one}" for one in given.reasons if one not in ruling.reasons)
    for wanted_act in map(_partial, given.needs):
        if not any(need.matches(wanted_act) for need in ruling.needs):
            yield f"should need {plain(wanted_act)}"
    for wanted_act in map(_partial, given.instead):
        if not any(one.kind == wanted_act.kind and one.slots == wanted_act.slots for one in ruling.instead):
            yield f"should offer {plain(wanted_act)} instead"


def _allowed(given: _Given, ruling: Ruling) -> Iterator[str]:
    if not given.allowed:
        return
    if ruling.allowed is None:
        yield "should say how far the act is allowed"
        return
    wanted = _partial({"act": ruling.allowed.kind, **given.allowed})
    for name, value in wanted.slots.items():
        if ruling.allowed.get(name) != value:
            yield f"should allow {name} {value}, and allows {ruling.allowed.get(name)}"


def _owed(wanted: tuple[dict[str, Any], ...], case: Case, owed: list[Obligation]) -> Iterator[str]:
    acts = [_partial(one) for one in wanted]
    for one in acts:
        if not any(_is_owed(one, obligation) for obligation in owed):
            yield f"should owe {plain(one)}, and owes {'; '.join(x.what for x in owed) or 'nothing'}"
    for obligation in owed:
        if not any(_is_owed(one, obligation) for one in acts):
            yield f"should not owe “{obligation.what}”"


def _is_owed(one: Act, obligation: Obligation) -> bool:
    """Whether the act named discharges it; where it leaves slots out, an act of that kind with others is enough."""
    return any(
        pattern.matches(one) or (pattern.kind == one.kind and one.slots.items() <= pattern.make().slots.items())
        for pattern in obligation.discharge
    )


def _partial(given: Mapping[str, Any]) -> Act:
    return parse_act(given, partial=True)
