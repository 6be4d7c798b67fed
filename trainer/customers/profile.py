"""The profile of a customer: what their use of water, and the price of it, follow from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """What a customer's use follows from.

    `household` is on record with the District, `at_home` who really lives there; `gallons_each` a day indoors;
    `watering` how much is watered for each unit of what the land needs; `months` as a customer, whole ones.
    """

    customer_class: str
    household: int
    at_home: int
    irrigated_area: int
    meter_size: str
    pressure_zone: str
    gallons_each: float
    watering: float
    months: int
