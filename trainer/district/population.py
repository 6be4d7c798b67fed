"""The shape of a whole district, from the pack's district.yaml: who is served, by what meters, and how they pay."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from trainer.district.sources import load, read_yaml
from trainer.district.tariff.proration import Provenance

FILE = "district.yaml"
Share = Annotated[Decimal, Field(gt=0)]
Percent = Annotated[Decimal, Field(ge=0, le=100)]


class Count(Provenance):
    """How many there are."""

    value: int = Field(ge=1)


class Shares(Provenance):
    """How often each of several names comes about: shares of their sum, whatever that is."""

    shares: dict[str, Share] = Field(min_length=1)


class Part(Provenance):
    """Of how many in a hundred something holds."""

    percent: Percent


class Swing(Part):
    """Of how many in a hundred something changes the use, and by which factors, from the least to the most."""

    factor: tuple[Share, Share]


class Behind(Part):
    """How many in a hundred of those who pay by hand are behind, and with how many bills."""

    bills: dict[int, Share] = Field(min_length=1)


class Size(BaseModel):
    """One size of meter: its share in the class, and how much more such a customer is than the smallest."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    size: str
    share: Share
    scale: Share = Decimal(1)


class Meters(Provenance):
    """The meters of each customer class."""

    sizes: dict[str, Annotated[tuple[Size, ...], Field(min_length=1)]]


class Population(BaseModel):
    """Everything about a district as a whole; each part with its mark and source. Zones may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    connections: Count
    classes: Shares
    meters: Meters
    communities: Shares
    zones: Shares | None = None
    tenants: Part
    families: Shares
    other_languages: Part
    paperless: Part
    autopay: Part
    habits: Shares
    channels: Shares
    behind: Behind
    thrift: Swing
    excess: Swing
    leaks: Swing
    absences: Swing

    @model_validator(mode="after")
    def _meters_for_each_class(self) -> Self:
        lacking = self.classes.shares.keys() - self.meters.sizes.keys()
        if lacking:
            raise ValueError(f"meters: give the sizes of {', '.join(sorted(lacking))}, which classes names")
        return self


def load_population(folder: Path) -> Population | None:
    """What the pack in `folder` says of its whole district, or None where it says nothing; raises SourceError."""
    path = folder / FILE
    return load(Population, read_yaml(path)) if path.exists() else None
