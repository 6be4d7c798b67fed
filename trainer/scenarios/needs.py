"""What a scenario needs of a District pack, read from what it is made of and from what it states; and what is lacking.

A scenario whose pack lacks something is left out of what that pack offers, with the reason. That is no mistake of
either: an agency without landscape accounts has no use for a call about one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from trainer.customers.recipe import Recipe
from trainer.district.pack import Pack
from trainer.district.rules import RULES
from trainer.district.tariff import Tariff
from trainer.district.tariff.model import ByTier
from trainer.record.kinds import KINDS
from trainer.scenarios.format import Scenario
from trainer.scenarios.library import Library
from trainer.scenarios.needs_format import Bound

# What is read of every pack in making an account, and in making a drawer; see trainer/customers/.
FOR_ACCOUNTS = (
    "default_household", "due_days", "gallons_per_ccf", "late_penalty_percent",
    *(f"et_{month:02}" for month in range(1, 13)),
)  # fmt: skip
FOR_DRAWERS = ("drawer_float",)


@dataclass(frozen=True)
class Unserved:
    """A scenario this pack cannot serve, and why, in sentences."""

    id: str
    title: str
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.id}: {' '.join(self.reasons)}"


@dataclass(frozen=True)
class Served:
    """The library as far as one pack can serve it, and what of it that pack leaves out."""

    library: Library
    left_out: tuple[Unserved, ...]


def served_by(pack: Pack, library: Library) -> Served:
    """What of `library` can be played with `pack`."""
    lacking = {name: tuple(lacks(pack, scenario)) for name, scenario in library.scenarios.items()}
    kept = {name: scenario for name, scenario in library.scenarios.items() if not lacking[name]}
    left_out = (Unserved(name, library.scenarios[name].title, why) for name, why in lacking.items() if why)
    digests = {name: library.digests[name] for name in kept}
    return Served(replace(library, scenarios=kept, digests=digests), tuple(left_out))


def lacks(pack: Pack, scenario: Scenario) -> Iterator[str]:
    """One sentence for each thing that `scenario` needs and `pack` lacks; nothing when it can be played."""
    yield from _rules(pack, scenario)
    yield from _parameters(pack, scenario)
    yield from _customers(pack, scenario)
    yield from _office(pack, scenario)
    yield from _weights(pack, scenario)


def _weights(pack: Pack, scenario: Scenario) -> Iterator[str]:
    try:
        pack.rubric.points(scenario.weights)
    except ValueError as error:
        yield f"Its rubric does not weigh it so: {error}."


def _rules(pack: Pack, scenario: Scenario) -> Iterator[str]:
    for name in scenario.needs.rules:
        if name not in pack.rules:
            yield f"The rule {name} is not in force."
    for kind in sorted(_asked(scenario)):
        if not any(kind in RULES[name].kinds for name in pack.rules):
            yield f"No rule in force decides “{KINDS[kind].label}” ({kind}), which is asked for."
    known = {duty.number for duty in pack.specification.duties}
    for duty in scenario.duties:
        if duty not in known:
            yield f"The class specification has no duty {duty}."


def _asked(scenario: Scenario) -> set[str]:
    """The kinds of act that somebody asks for in any variant."""
    kinds = {str(scenario.task.act["act"])} if scenario.task else set[str]()
    for variant in scenario.variants:
        for spec in scenario.contacts_of(variant).values():
            kinds |= {str(want.act["act"]) for want in spec.wants.values()}
    return kinds


def _parameters(pack: Pack, scenario: Scenario) -> Iterator[str]:
    made = FOR_ACCOUNTS if scenario.account is not None else FOR_DRAWERS if scenario.till is not None else ()
    made = (*made, *_planted(scenario))
    bounds = {**dict.fromkeys(made, Bound()), **scenario.needs.parameters}
    for name, bound in bounds.items():
        entry = pack.parameters.entries.get(name)
        window = pack.identity.window
        if entry is None or entry.values[0].from_ > window.from_:
            yield f"There is no parameter {name} on {window.from_}, when the window begins."
            continue
        for day in (window.from_, *(one.from_ for one in entry.values if window.from_ < one.from_ <= window.to)):
            value = pack.parameter(name, day)
            if not bound.holds(value.value):
                yield f"{value.label}: {value.shown}, and it needs {bound}."
                break


def _planted(scenario: Scenario) -> Iterator[str]:
    """The figures that the problems on its accounts are made with."""
    for recipe in _recipes(scenario):
        yield from (name for plant in recipe.plants for name in plant.parameters)


def _recipes(scenario: Scenario) -> list[Recipe]:
    """The recipes of every account in any variant."""
    first = [one for one in map(scenario.recipe, scenario.variants) if isinstance(one, Recipe)]
    return [*first, *(one for variant in scenario.variants for one in scenario.recipes(variant).values())]


def _customers(pack: Pack, scenario: Scenario) -> Iterator[str]:
    """Every class, community and zone of its accounts, and each feature of a tariff, all through the window."""
    recipes = _recipes(scenario)
    tariffs = _tariffs(pack)
    classes = {one.customer_class for one in recipes} | set(scenario.needs.classes)
    for name in sorted(classes):
        if not all(name in tariff.classes for tariff in tariffs):
            yield f"The tariff has no class {name}."
            continue
        for feature in scenario.needs.tariff:
            if not all(feature in features(tariff, name) for tariff in tariffs):
                yield f"The tariff of {name} has no {feature}."
    for zone in sorted({one.pressure_zone for one in recipes if one.pressure_zone}):
        if zone not in pack.identity.invented.zones:
            yield f"There is no pressure zone {zone}."
    for community in sorted({one.community for one in recipes if one.community}):
        if community not in (name.partition(" (")[0] for name in pack.communities):
            yield f"There is no community {community}."


def _tariffs(pack: Pack) -> list[Tariff]:
    """The tariffs of the pack's own area in force at some time of the window."""
    own = [entry for entry in pack.tariffs.entries if entry.area == pack.identity.id]
    window = pack.identity.window
    at_first = [entry for entry in own if entry.effective <= window.from_][-1:]
    return [one.tariff for one in (*at_first, *(e for e in own if window.from_ < e.effective <= window.to))]


def built_of(pack: Pack) -> set[str]:
    """What any of the pack's own rates are built of through the window."""
    return {feature for tariff in _tariffs(pack) for name in tariff.classes for feature in features(tariff, name)}


def features(tariff: Tariff, customer_class: str) -> set[str]:
    """What a class's rates are built of: tiers, budgets, zones."""
    fields = tariff.rates.classes[customer_class].fields
    found = {"budgets"} if "budget" in fields else set[str]()
    for field in fields.values():
        if any(isinstance(cell, ByTier) for cell in field.cells.values()):
            found.add("tiers")
        if "pressure_zone" in field.columns:
            found.add("zones")
    return found


def _office(pack: Pack, scenario: Scenario) -> Iterator[str]:
    opens, closes = pack.calendar.opens, pack.calendar.closes
    first, last = scenario.hours
    if first < opens or last > closes:
        yield f"It plays from {first:%H:%M} to {last:%H:%M}; the office is open from {opens:%H:%M} to {closes:%H:%M}."
    if scenario.needs.closes not in (None, closes):
        yield f"It needs an office that closes at {scenario.needs.closes:%H:%M}; this one closes at {closes:%H:%M}."
