"""The recipe of what comes in, and drawing it: the same seed, the same trays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, InstanceOf, ValidationError

from trainer.customers.arriving import letters, payments, people
from trainer.customers.arriving.base import SEEN, Draw, Kind
from trainer.customers.district import District
from trainer.customers.streams import Seed, stream
from trainer.record.arrivals import Arrival, Employee

_ALL: tuple[type[Kind], ...] = (
    payments.MailedPayment, payments.DroppedPayment, letters.ReturnedBill, letters.BouncedBill, letters.ClerkLetter,
    letters.ClaimLetter, letters.Protest, letters.LetterFor, letters.AskForRecords, people.Visitor, people.Package,
    people.StrangePackage, people.Server, people.Bidder, people.Reporter, people.WalkIn,
)  # fmt: skip
KINDS: Mapping[str, Mapping[str, type[Kind]]] = {
    tray: {kind.name: kind for kind in _ALL if kind.tray == tray} for tray in ("night_drop", "mail", "counter")
}
_LETTERS = {"night_drop": "N", "mail": "M", "counter": "C"}


def _reader(tray: str) -> Any:
    """Reads what a recipe writes: a kind's name, or its name with options. Raises ValueError."""

    def read(given: Any) -> Any:
        if isinstance(given, Kind):
            return given
        if not isinstance(given, str) and not (isinstance(given, dict) and len(given) == 1):
            raise ValueError("write each as its name, or as name: {option: value}")
        name, options = (given, {}) if isinstance(given, str) else next(iter(given.items()))
        kind = KINDS[tray].get(name)
        if kind is None:
            raise ValueError(f"nothing called “{name}” comes there; there are {', '.join(KINDS[tray])}")
        try:
            return kind.model_validate(options or {})
        except ValidationError as error:
            first = error.errors()[0]
            option, known = ".".join(map(str, first["loc"])), ", ".join(kind.model_fields) or "none"
            raise ValueError(f"{name}: {option}: {first['msg']}; its options are: {known}") from None

    return BeforeValidator(read)


class ArrivalsRecipe(BaseModel):
    """What comes into each tray, in an order that the seed decides."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    night_drop: tuple[Annotated[InstanceOf[Kind], _reader("night_drop")], ...] = ()
    mail: tuple[Annotated[InstanceOf[Kind], _reader("mail")], ...] = ()
    counter: tuple[Annotated[InstanceOf[Kind], _reader("counter")], ...] = ()


@dataclass(frozen=True)
class Brought:
    """The trays that hold something, and who works here."""

    trays: Mapping[str, tuple[Arrival, ...]]
    staff: tuple[Employee, ...]


def bring(recipe: ArrivalsRecipe, seed: Seed, today: dt.date, district: District, agency: str) -> Brought:
    """What the recipe says, drawn by the seed."""
    day = Draw(stream(seed, "arrivals"), today, district.policy, agency, district.streets, district.invented.area_code)
    day.staff = tuple(sorted((Employee(day.name(), office) for office in (*SEEN, *SEEN)), key=lambda one: one.name))
    trays = {tray: tuple(_drawn(tray, getattr(recipe, tray), day)) for tray in KINDS}
    return Brought(MappingProxyType({tray: held for tray, held in trays.items() if held}), day.staff)


def _drawn(tray: str, kinds: tuple[Kind, ...], day: Draw) -> Iterator[Arrival]:
    order = list(kinds)
    day.rng.shuffle(order)
    return (replace(kind.draw(day), id=f"{_LETTERS[tray]}{place}") for place, kind in enumerate(order, 1))
