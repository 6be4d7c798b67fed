"""What the agency has yet to confirm: every value and rule that is not its own, or that someone must check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trainer.district.manual import Chapter
from trainer.district.pack import Pack
from trainer.district.parameters import Parameter
from trainer.district.tariff import Dated, TariffError
from trainer.proof.rests import Rests, may_be_assessed, unconfirmed
from trainer.scenarios.library import Library


@dataclass(frozen=True)
class Open:
    """One thing to confirm: what it is, as it stands now, how firmly it is known, why, and what to find out."""

    label: str
    shown: str
    mark: str
    source: str
    confirm: str = ""
    sections: tuple[str, ...] = ()
    since: dt.date | None = None


@dataclass(frozen=True)
class Group:
    title: str
    items: tuple[Open, ...]


def groups(pack: Pack, on: dt.date) -> list[Group]:
    """Figures by the chapter that states them first, then tariffs, rules of policy, and facts about the agency."""
    figures = {name: _figure(pack, name, one, on) for name, one in pack.parameters.entries.items() if _open(one, on)}
    found = [Group(chapter.title, tuple(_stated(chapter, figures))) for chapter in pack.manual.chapters]
    found.append(Group("Figures the manual does not state", tuple(figures.values())))
    found.append(Group("Tariffs", tuple(tariffs(pack, on))))
    found.append(Group("Rules of policy", tuple(_rules(pack))))
    found.append(Group("Criteria for advancing", tuple(_criteria(pack))))
    facts = (*_calendar(pack), *_facts(pack.identity.model_extra or {}))
    found.append(Group("About the District", facts))
    return [group for group in found if group.items]


def count(pack: Pack, on: dt.date) -> int:
    return sum(len(group.items) for group in groups(pack, on))


def _open(parameter: Parameter, on: dt.date) -> bool:
    return any(one.mark == "illustrative" or one.confirm for one in parameter.values[-1:] if one.from_ <= on)


def _figure(pack: Pack, name: str, parameter: Parameter, on: dt.date) -> Open:
    value = pack.parameter(name, on)
    sections = tuple(section.number for section in pack.manual.sections if name in section.figures)
    return Open(value.label, value.shown, value.mark, value.source, value.dated.confirm, sections, value.since)


def _stated(chapter: Chapter, figures: dict[str, Open]) -> Iterator[Open]:
    """The figures this chapter states that no earlier one did; each is taken out once it is listed."""
    for section in chapter.sections:
        yield from (figures.pop(name) for name in section.figures if name in figures)


def tariffs(pack: Pack, on: dt.date) -> Iterator[Open]:
    """Of the tariffs in force: each charge, and the way they are read, that is chosen or carried from before."""
    for area in pack.tariffs.areas:
        found = _in_force(pack, area, on)
        if found is None:
            continue
        named = {**found.charges} or {"": found.whole}
        for code, known in named.items():
            label = f"{code.replace('_', ' ').capitalize() or 'All charges'}, {area}"
            if known.mark == "illustrative" or known.carried:
                shown = "carried forward from an earlier tariff" if known.carried else "as the tariff states it"
                yield Open(label, shown, known.mark, known.source, since=found.effective)
        if found.reading.mark == "illustrative":
            yield Open(f"How the tariff is read, {area}", "", found.reading.mark, found.reading.source)


def _in_force(pack: Pack, area: str, on: dt.date) -> Dated | None:
    try:
        return pack.tariffs.entry(on, area)
    except TariffError:
        return None


def _calendar(pack: Pack) -> Iterator[Open]:
    for one in pack.calendar.bases:
        if one.mark == "illustrative" or one.confirm:
            yield Open(one.label, one.shown, one.mark, one.source, one.confirm)


def _rules(pack: Pack) -> Iterator[Open]:
    for entry in pack.rules.values():
        if entry.mark == "illustrative":
            limits = "; ".join(
                f"level {level}: {slot} up to ${limit:,.2f}"
                for slot, by_level in entry.authority.items() for level, limit in by_level.items()
            )  # fmt: skip
            yield Open(entry.title, limits, entry.mark, entry.citation, "", (entry.section,))


def _criteria(pack: Pack) -> Iterator[Open]:
    for one in pack.advancement.criteria if pack.advancement else ():
        if one.mark == "illustrative" or one.confirm:
            shown = f"bar {100 * one.measured.bar:.0f} %, least {one.measured.least}" if one.measured else ""
            yield Open(one.name, shown, one.mark, one.source.shown, one.confirm)


def _facts(given: Any, label: str = "") -> Iterator[Open]:
    """Whatever of pack.yaml says that it is illustrative, or what is to be confirmed, wherever it stands."""
    if isinstance(given, Mapping):
        if given.get("confirm") or given.get("mark") == "illustrative":
            shown = given.get("name") or ", ".join(given.get("names", ()))
            yield Open(label, str(shown), given.get("mark", ""), given.get("source", ""), given.get("confirm", ""))
        for name, value in given.items():
            yield from _facts(value, name.replace("_", " ").capitalize())
    elif isinstance(given, list):
        for value in given:
            yield from _facts(value, label.removesuffix("s"))


@dataclass(frozen=True)
class Resting:
    """One scenario and the labels of the figures it rests on that nobody confirmed; None: not proven as it stands.

    `assess`: whether the pack lets people be assessed by it all the same.
    """

    title: str
    figures: tuple[str, ...] | None
    assess: bool = True


def resting(pack: Pack, library: Library, rests: Mapping[str, Rests], on: dt.date) -> list[Resting]:
    """Every scenario with what it rests on that is to be confirmed, those that rest on most first."""
    found = []
    for name, scenario in library.scenarios.items():
        if name not in rests:
            found.append(Resting(scenario.title, None, not pack.identity.assess_requires_confirmed))
            continue
        labels = tuple(pack.parameters.entries[one].label for one in unconfirmed(pack, rests[name], on))
        found.append(Resting(scenario.title, labels, may_be_assessed(pack, rests[name], on)))
    return sorted(found, key=lambda one: (-len(one.figures or ()), one.title))
