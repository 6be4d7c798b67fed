"""Drawing a profile from a recipe: household, land, meter and zone that hang together."""

from __future__ import annotations

import random

from trainer.customers.district import District
from trainer.customers.profile import Profile
from trainer.customers.recipe import Recipe
from trainer.customers.spans import Span
from trainer.customers.streams import Seed, stream

_LARGE_GARDEN = 4500
_USE = {"low": 0.6, "usual": 1.0, "high": 1.5}  # times what is usual
_SIZES = {
    "RESIDENTIAL_MULTI": ('1"', '1 1/2"'),
    "COMMERCIAL": ('1"', '1 1/2"', '2"'),
    "IRRIGATION": ('1 1/2"', '2"', '3"'),
}
AREAS = {"RESIDENTIAL_SINGLE": (1300, 3600), "RESIDENTIAL_MULTI": (600, 2500), "IRRIGATION": (15_000, 45_000)}
PEOPLE = {1: 4, 2: 18, 3: 24, 4: 30, 5: 16, 6: 8}  # at home, and how often of a hundred
GALLONS_EACH = (42, 58)
WATERING = (0.8, 1.2)
LAND_MODE = 0.45  # where between the ends most gardens lie
_ZONE_WEIGHTS = (5, 8, 10, 10, 9, 7, 5, 3, 2)


def draw_profile(recipe: Recipe, seed: Seed, district: District, standard_household: int) -> Profile:
    """The profile that `recipe` and `seed` give; `standard_household` is what the District takes for granted."""
    household, at_home = _household(recipe, stream(seed, "household"), standard_household)
    area = _area(recipe, stream(seed, "land"))
    habits = stream(seed, "habits")
    return Profile(
        customer_class=recipe.customer_class,
        household=household,
        at_home=at_home,
        irrigated_area=area,
        meter_size=recipe.meter_size or _meter_size(recipe.customer_class, area, stream(seed, "meter size")),
        pressure_zone=recipe.pressure_zone or _zone(district.invented.zones, stream(seed, "zone")),
        gallons_each=habits.uniform(*GALLONS_EACH) * _USE[recipe.use],
        watering=habits.uniform(*WATERING) * _USE[recipe.use],
        months=_between(recipe.years, stream(seed, "years")) * 12 + stream(seed, "months").randrange(12),
    )


def _between(span: Span, rng: random.Random) -> int:
    return rng.randint(*span)


def _household(recipe: Recipe, rng: random.Random, standard: int) -> tuple[int, int]:
    """People on record and people at home. Unless it was shown that more live there, the standard is on record."""
    if recipe.customer_class == "IRRIGATION":
        return 0, 0
    at_home = rng.choices(list(PEOPLE), weights=list(PEOPLE.values()))[0]
    if recipe.household is not None:
        people = _between(recipe.household, rng)
        return people, people
    return max(standard, at_home), at_home


def _area(recipe: Recipe, rng: random.Random) -> int:
    """Square feet under irrigation, to the nearest fifty, as plans give it."""
    low, high = AREAS.get(recipe.customer_class, (0, 3000))
    drawn = int(rng.triangular(low, high, low + (high - low) * LAND_MODE)) // 50 * 50
    return drawn if recipe.irrigated_area is None else _between(recipe.irrigated_area, rng)


def _meter_size(customer_class: str, area: int, rng: random.Random) -> str:
    if customer_class in _SIZES:
        return rng.choice(_SIZES[customer_class])
    return '1"' if area > _LARGE_GARDEN or rng.random() < 0.15 else '3/4"'


def _zone(zones: tuple[str, ...], rng: random.Random) -> str:
    if not zones:
        return ""
    weights = _ZONE_WEIGHTS if len(zones) == len(_ZONE_WEIGHTS) else None
    return rng.choices(zones, weights=weights)[0]
