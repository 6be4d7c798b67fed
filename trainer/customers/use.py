"""How much water a customer uses, bill by bill: people indoors, and the garden as the season asks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from trainer.customers.district import District
from trainer.customers.periods import evapotranspiration
from trainer.customers.plan import Month
from trainer.customers.profile import Profile
from trainer.customers.streams import Seed, stream

_INCHES_FEET_CCF = 1200  # inches over square feet, in CCF
_LANDSCAPE = 0.8
LEAST = 2
SWING = (0.9, 1.1)  # one bill against what is expected of it
_STEADY = 1.4  # a bill is never this much above the one of a year ago, unless a plant makes it so
UNITS = {"RESIDENTIAL_MULTI": 4, "COMMERCIAL": 5}


def use_water(months: tuple[Month, ...], profile: Profile, district: District, seed: Seed) -> tuple[Month, ...]:
    """The same months with their use, in whole CCF."""
    weather = stream(seed, "use")
    used, year = list[int](), district.bills_a_year
    for number, month in enumerate(months):
        expected = _indoors(month, profile, district) + _outdoors(month, profile, district)
        drawn = max(LEAST, round(expected * weather.uniform(*SWING)))
        if number >= year:
            before = used[number - year]
            drawn = min(drawn, max(before, int(before * _STEADY)))
        used.append(drawn)
    return tuple(replace(month, use=use, billed=use) for month, use in zip(months, used, strict=True))


def _indoors(month: Month, profile: Profile, district: District) -> float:
    gallons = float(district.number("gallons_per_ccf", month.bill_on))
    people = profile.at_home * UNITS.get(profile.customer_class, 1)
    return float(indoor_use(profile.gallons_each, people, month.days, gallons))


def indoor_use(gallons_each: Any, people: Any, days: Any, gallons: float) -> Any:
    """CCF that people use indoors, for one customer or for arrays of them; `gallons` make one CCF."""
    return gallons_each * people * days / gallons


def outdoor_use(inches: Any, area: Any, watering: Any) -> Any:
    """CCF that `area` square feet are watered with, for one customer or for arrays of them."""
    return inches * area * _LANDSCAPE * watering / _INCHES_FEET_CCF


def _outdoors(month: Month, profile: Profile, district: District) -> float:
    inches = float(evapotranspiration(district, month.period_from, month.read_on, month.bill_on))
    return float(outdoor_use(inches, profile.irrigated_area, profile.watering))
