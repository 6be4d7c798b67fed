"""What a District pack must be, beyond what loading it asks: nothing idle, nothing missing, every example true.

Every rule in force has examples, and they hold; every section has its rules; every parameter is read or stated, and has
a value on each day that plays fall on; authority is over something, and rises with the level; no two rules block each
other in the cases of the examples. Loading has refused already what cannot be read, values out of order, rules without
their section, and authority that falls.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import trainer.customers
import trainer.district.assessing
import trainer.scenarios.opening
from trainer.district.examples import failures
from trainer.district.keeping import READINESS, TRANSCRIPTS
from trainer.district.pack import Pack, load_pack
from trainer.district.reads import asked_for, read_by_code, read_by_rule
from trainer.district.rulelist import LEVELS
from trainer.district.rules import RULES
from trainer.district.situations import case_of
from trainer.district.sources import Problem, SourceError
from trainer.proof.blocks import blocks_in
from trainer.proof.places import Places, places
from trainer.record.kinds import KINDS, SlotType
from trainer.record.reading import ReadingError


@dataclass(frozen=True)
class PackVerdict:
    """What stands against one pack; `id` is the name of its folder, `unreadable` one that could not be loaded."""

    id: str
    problems: tuple[Problem, ...]
    unreadable: bool = False

    @property
    def ok(self) -> bool:
        return not self.problems


def check_pack(folder: Path) -> PackVerdict:
    """Prove the pack in `folder`; one that cannot be loaded has the mistakes that stopped it."""
    try:
        pack = load_pack(folder)
    except SourceError as error:
        return PackVerdict(folder.name, tuple(error.problems), unreadable=True)
    return PackVerdict(folder.name, tuple(problems_of(pack, places(folder))))


def problems_of(pack: Pack, at: Places) -> Iterator[Problem]:
    """Everything that stands against a pack that could be loaded."""
    yield from _sections(pack, at)
    yield from _parameters(pack, at)
    yield from _authority(pack, at)
    yield from _examples(pack, at)


def _sections(pack: Pack, at: Places) -> Iterator[Problem]:
    ruled = {entry.section for entry in pack.rules.values()}
    for section in pack.manual.sections:
        if section.number not in ruled:
            message = f"section {section.number} {section.title} has no rule in force."
            yield at.problem("sections", section.number, message, "Add its rule under rules/, or join it to another.")


def _parameters(pack: Pack, at: Places) -> Iterator[Problem]:
    names, window = pack.parameters.entries, pack.identity.window
    for name in sorted(names.keys() - used(pack)):
        message = f"parameters.{name} is used by nothing: no rule reads it and no section states it."
        yield at.problem("parameters", name, message, "State it in the manual, let a rule read it, or take it out.")
    for name, entry in names.items():
        first = entry.values[0].from_
        if first > window.from_:
            message = f"parameters.{name} begins on {first}, and plays fall on days from {window.from_}."
            yield at.problem("parameters", name, message, "Give the value in force before.")
        if not all(value.source.strip() for value in entry.values):
            yield at.problem("parameters", name, f"parameters.{name} has no source.", "Say where it comes from.")
    for rule in pack.rules:
        for name in sorted(asked_for(rule) - names.keys()):
            message = f"rules.{rule} reads {name}, which is no parameter of the pack."
            yield at.problem("rules", rule, message, "Add it under parameters/, or take the rule out of force.")


def used(pack: Pack) -> frozenset[str]:
    """The parameters that a rule in force reads, a section states, customers or their drawers are made with, or that
    assessing and keeping records go by.
    """
    names = pack.parameters.entries
    stated = {name for section in pack.manual.sections for name in section.figures}
    making = [importlib.import_module(one.name) for one in _modules()]
    going_by = (trainer.scenarios.opening, trainer.district.assessing, READINESS, TRANSCRIPTS)
    return read_by_code([*making, *going_by], names).union(stated, *(read_by_rule(rule, names) for rule in pack.rules))


def _modules() -> Iterator[pkgutil.ModuleInfo]:
    return pkgutil.walk_packages(trainer.customers.__path__, "trainer.customers.")


def _authority(pack: Pack, at: Places) -> Iterator[Problem]:
    for name, entry in pack.rules.items():
        kinds = [KINDS[kind] for kind in RULES[name].kinds]
        sized = {slot for kind in kinds for slot, one in kind.slots.items() if one.type is SlotType.AMOUNT}
        for slot, limits in entry.authority.items():
            if slot not in sized:
                message = f"rules.{name}: authority over “{slot}”, which no act it rules on has as an amount."
                remedy = f"Use {', '.join(sorted(sized))}." if sized else "Take it out."
                yield at.problem("rules", name, message, remedy)
            for level in limits.keys() - set(LEVELS):
                message = f"rules.{name}: there is no level “{level}”."
                yield at.problem("rules", name, message, f"The levels are {', '.join(LEVELS)}.")


def _examples(pack: Pack, at: Places) -> Iterator[Problem]:
    shown = {example.rule for example in pack.examples}
    for rule in pack.rules:
        if rule not in shown:
            message = f"rules.{rule} has no worked example."
            yield at.problem("rules", rule, message, "Write what it says in one situation under examples/.")
    for example in pack.examples:
        if example.rule not in pack.rules:
            yield example.problem("is of a rule that is not in force")
            continue
        yield from (example.problem(failure) for failure in failures(example, pack.rulebook, pack))
        try:
            case = case_of(example.situation, pack)
        except ReadingError:
            continue  # said already
        yield from (example.problem(f"comes to a stop: {block}") for block in blocks_in(pack.rulebook, case))
