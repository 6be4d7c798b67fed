"""The recipe of a cashier's day, and what may be wrong with it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf, ValidationError, model_validator

from trainer.customers.spans import Span


def _decimal(given: Any) -> Any:
    return Decimal(str(given)) if isinstance(given, float) else given


Dollars = Annotated[Decimal, BeforeValidator(_decimal), Field(gt=0, le=60, decimal_places=2)]


class TillPlant(BaseModel):
    """One thing that is wrong with a drawer; its fields are its options."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: ClassVar[str]


class Nothing(TillPlant):
    """The drawer is right."""

    name: ClassVar[str] = "none"


class CheckKeyedAsCash(TillPlant):
    """A check is in hand whose receipt says cash, so that cash is short by its amount."""

    name: ClassVar[str] = "check_keyed_as_cash"


class UnloggedDrop(TillPlant):
    """A bag is in the safe that the log lacks, so that cash is short by its amount."""

    name: ClassVar[str] = "unlogged_drop"


class WrongChange(TillPlant):
    """One receipt's change is more than what was tendered less what was due, by one of `amount` in dollars."""

    name: ClassVar[str] = "wrong_change"
    amount: tuple[Dollars, ...] = Field((Decimal(15), Decimal(20), Decimal(40)), min_length=1)


class SmallWrongChange(WrongChange):
    """The same, by less than ten dollars."""

    name: ClassVar[str] = "small_wrong_change"
    amount: tuple[Annotated[Dollars, Field(ge=1, lt=10)], ...] = Field(
        tuple(map(Decimal, ("1.00", "2.00", "4.50", "5.00", "6.00", "9.00", "9.99"))), min_length=1
    )


class FloatOff(TillPlant):
    """In the morning the float is over, or short with a minus, by one of `amount` in dollars."""

    name: ClassVar[str] = "float_off"
    amount: tuple[Annotated[Decimal, BeforeValidator(_decimal), Field(ge=-60, le=60, decimal_places=2)], ...] = Field(
        tuple(map(Decimal, ("-20.00", "-10.00", "-5.00", "-1.00", "-0.25", "1.00", "5.00", "10.00"))), min_length=1
    )


TILL_PLANTS: dict[str, type[TillPlant]] = {
    kind.name: kind for kind in (Nothing, CheckKeyedAsCash, UnloggedDrop, WrongChange, SmallWrongChange, FloatOff)
}


def read_till_plant(given: Any) -> TillPlant:
    """A plant as a recipe writes it: its name, or its name with options. Raises ValueError."""
    if isinstance(given, TillPlant):
        return given
    if not isinstance(given, str) and not (isinstance(given, dict) and len(given) == 1):
        raise ValueError("write each plant as its name, or as name: {option: value}")
    name, options = (given, {}) if isinstance(given, str) else next(iter(given.items()))
    if name not in TILL_PLANTS:
        raise ValueError(f"there is no till plant “{name}”; there are {', '.join(TILL_PLANTS)}")
    try:
        return TILL_PLANTS[name].model_validate(options or {})
    except ValidationError as error:
        first = error.errors()[0]
        option = ".".join(str(step) for step in first["loc"])
        known = ", ".join(TILL_PLANTS[name].model_fields) or "none"
        raise ValueError(f"till plant {name}: {option}: {first['msg']}; its options are: {known}") from None


class TillRecipe(BaseModel):
    """A day at one drawer: how many receipts and drops, whether a receipt is voided (None: perhaps), and one plant.

    A `morning` has nothing but the float in it yet, and only that can be off.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    receipts: Span = (9, 14)
    drops: Span = (0, 2)
    void: bool | None = None
    morning: bool = False
    plants: tuple[Annotated[InstanceOf[TillPlant], BeforeValidator(read_till_plant)], ...] = ()

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if len(self.plants) > 1:
            named = " and ".join(plant.name for plant in self.plants)
            raise ValueError(f"till plants {named} contradict each other: one drawer has one problem")
        if isinstance(self.plant, FloatOff) and not self.morning:
            raise ValueError("till plant float_off: that is found in the morning; add morning: true")
        if self.morning and not isinstance(self.plant, Nothing | FloatOff):
            raise ValueError(f"till plant {self.plant.name}: in the morning only the float can be off (float_off)")
        if not 4 <= self.receipts[0] <= self.receipts[1] <= 30:
            raise ValueError("receipts: give 4 to 30")
        if self.drops[1] > 2:
            raise ValueError("drops: no more than 2")
        return self

    @property
    def plant(self) -> TillPlant:
        return self.plants[0] if self.plants else Nothing()
