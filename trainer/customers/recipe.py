"""The recipe of an account: what a scenario's author fixes, and what is left to be drawn."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf, model_validator

from trainer.customers.plants import Plant, contradiction, read_plant
from trainer.customers.spans import Span

CustomerClass = Literal["RESIDENTIAL_SINGLE", "RESIDENTIAL_MULTI", "COMMERCIAL", "IRRIGATION"]
Habit = Literal["on_time", "sometimes_late", "late"]
Use = Literal["low", "usual", "high"]
MeterSize = Literal['3/4"', '1"', '1 1/2"', '2"', '2 1/2"', '3"', '4"', '6"', '8"', '10"']


class Recipe(BaseModel):
    """One account. Spans are [low, high] or one value; whatever is left out is drawn so that it hangs together.

    `years` as a customer, `household` in people as on record, `irrigated_area` in square feet; `use` of water for a
    household and a garden of that size. Habits default to paying on time, so that nothing is wrong with an account that
    no plant put there; a customer owns the home unless `tenure` says that they rent it. `holder`, `address`, `phone`
    and `since` are those of a listing in the directory, which says them before the account is made.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    customer_class: CustomerClass = "RESIDENTIAL_SINGLE"
    years: Span = (2, 18)
    household: Span | None = None
    irrigated_area: Span | None = None
    meter_size: MeterSize | None = None
    pressure_zone: Annotated[str, BeforeValidator(str)] | None = None
    community: str | None = None
    use: Use = "usual"
    holder: str | None = Field(None, pattern=r"^\S+( \S+)+$")
    address: str | None = Field(None, pattern=r"^\d+ \S")
    phone: str | None = Field(None, pattern=r"^\(\d{3}\) \d{3}-\d{4}$")
    since: dt.date | None = None
    payment_habit: Habit = "on_time"
    autopay: bool | None = None
    paperless: bool | None = None
    authorised: Span | None = None
    tenure: Literal["owner", "tenant"] | None = None
    language: str = Field("English", min_length=2, max_length=40)
    plants: tuple[Annotated[InstanceOf[Plant], BeforeValidator(read_plant)], ...] = ()

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.authorised is not None and self.authorised[1] > 2:
            raise ValueError("authorised: no more than 2 others can stand on an account")
        if self.since is not None and "years" in self.model_fields_set:
            raise ValueError("since contradicts years: give one of them")
        if self.autopay and self.payment_habit != "on_time":
            raise ValueError("autopay: true contradicts payment_habit: " + self.payment_habit)
        lines = {name: getattr(self, name) for name in type(self).model_fields}
        problem = contradiction(self.plants, lines, bills=max(1, self.years[0] * 12))
        if problem:
            raise ValueError(problem)
        return self
