"""The customers of a block: class, people, land, meter and habits, drawn so that they hang together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from trainer.customers.bulk.draws import Draws, Floats, Ints, pick, triangular
from trainer.customers.district import District
from trainer.customers.sketch import AREAS, GALLONS_EACH, LAND_MODE, PEOPLE, WATERING
from trainer.customers.use import UNITS
from trainer.district.population import Population, Size

HOME, APARTMENTS, BUSINESS, LAND = "RESIDENTIAL_SINGLE", "RESIDENTIAL_MULTI", "COMMERCIAL", "IRRIGATION"
CLASSES = (HOME, APARTMENTS, BUSINESS, LAND)
_NOT_LAND = (0, 3000)  # square feet around a business, as for a single account
_YEARS = (2, 18)

Texts = npt.NDArray[np.str_]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Homes:
    """What the use of n customers follows from; every array has the shape (n,).

    `household` is on record and makes the budget, `people` use water; `area` in square feet; `since` in whole months.
    """

    customer_class: Texts
    household: Ints
    people: Ints
    area: Ints
    meter_size: Texts
    zone: Texts
    community: Texts
    gallons_each: Floats
    watering: Floats
    tenant: Truths
    since: Ints
    cycle: Ints


def draw_homes(draws: Draws, district: District, population: Population, standard: int, cycles: int) -> Homes:
    """The customers of a block; `standard` is the household that the District takes for granted."""
    classes = _named(population.classes.shares, draws.pick("class", population.classes.shares))
    meter_size, scale = _meters(draws.unit("meter size"), classes, population.meters.sizes)
    at_home = np.array(list(PEOPLE))[draws.pick("household", PEOPLE)]
    units = np.maximum(1, np.rint(np.where(np.isin(classes, list(UNITS)), _units(classes) * scale, 1)).astype(np.int64))
    return Homes(
        customer_class=classes,
        household=_household(classes, np.maximum(standard, at_home) * units),
        people=np.where(classes == LAND, 0, at_home * units),
        area=_area(draws.unit("land"), classes, np.where(classes == BUSINESS, 1, scale)),
        meter_size=meter_size,
        zone=_zones(draws, district, population),
        community=_named(population.communities.shares, draws.pick("community", population.communities.shares)),
        gallons_each=draws.between("habits", GALLONS_EACH),
        watering=draws.between("watering", WATERING),
        tenant=(classes == HOME) & draws.holds("tenure", population.tenants.percent),
        since=_YEARS[0] * 12 + draws.whole("years", (_YEARS[1] - _YEARS[0] + 1) * 12),
        cycle=draws.whole("cycle", cycles),
    )


def _named(names: Iterable[str], places: Ints) -> Texts:
    return np.array(list(names))[places]


def _meters(drawn: Floats, classes: Texts, sizes: Mapping[str, tuple[Size, ...]]) -> tuple[Texts, Floats]:
    """The meter of each customer, and how much larger such a customer is than the smallest of the class."""
    found, scale = np.empty(len(drawn), "U8"), np.ones(len(drawn))
    for name, listed in sizes.items():
        here = classes == name
        places = pick(drawn[here], dict(enumerate(size.share for size in listed)))
        found[here] = np.array([size.size for size in listed])[places]
        scale[here] = np.array([float(size.scale) for size in listed])[places]
    return found, scale


def _units(classes: Texts) -> Ints:
    return np.array([UNITS.get(name, 1) for name in classes])


def _household(classes: Texts, people: Ints) -> Ints:
    """Only homes have people on record."""
    return np.where(np.isin(classes, (HOME, APARTMENTS)), people, 0)


def _area(drawn: Floats, classes: Texts, scale: Floats) -> Ints:
    """Square feet under irrigation, to the fifty, as plans give it."""
    ends = np.array([AREAS.get(name, _NOT_LAND) for name in classes])
    area = triangular(drawn, ends[:, 0], ends[:, 1], LAND_MODE) * scale
    return np.asarray(area).astype(np.int64) // 50 * 50


def _zones(draws: Draws, district: District, population: Population) -> Texts:
    if population.zones is None:
        return np.full(draws.size, "")
    shares: Mapping[str, Decimal] = population.zones.shares
    return _named(shares, draws.pick("zone", shares))
