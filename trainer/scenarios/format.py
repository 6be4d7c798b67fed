"""The scenario format: the situation, and never the answer.

One YAML file states an account or a drawer by recipe, problems planted, who makes contact and what they know and
want, and several variants of which the seed picks one. What should have been done follows from the District's rules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from trainer.customers.arriving.recipe import ArrivalsRecipe
from trainer.customers.recipe import Recipe
from trainer.customers.till_recipe import TillRecipe
from trainer.record.topic import PANELS
from trainer.scenarios.contact_format import ContactSpec
from trainer.scenarios.needs_format import Needs
from trainer.scenarios.strict import Lines, Strict, TimeOfDay

CALLER = "caller"  # the name of a scenario's only contact
Family = Literal["service", "billing", "fees", "cash", "counter", "mail", "emergency"]


class Task(Strict):
    """What the office itself asks for, where no one is calling; `tells` is known from seeing what there is to do."""

    act: Mapping[str, Any]
    words: str
    tells: Mapping[str, str | bool | int | Decimal] = {}


class Result(Strict):
    """What a field order comes back with: the read found, and what the technician writes."""

    read: str | int | None = None
    says: str


class IncidentSpec(Strict):
    """What many call about that day; places are streets, words the approved wording, both with placeholders."""

    kind: Literal["main_break", "outage", "discolored", "sewage", "boil_water", "system_down"]
    began_minutes_ago: int = Field(default=30, ge=0, le=10_000)
    places: Lines = ()
    words: str = ""
    open: bool = True


class Scene(Strict):
    """A later stretch of the play: so many business days on, at that time of day.

    `results` by the work of an order placed earlier and still open; `approves` the adjustments recommended before, or
    not; `bulletin` is an instruction that is new, `incidents` what has come up since and many call about now.
    """

    business_days: int = Field(default=1, ge=0)
    at: TimeOfDay
    briefing: str
    bulletin: str = ""
    results: Mapping[str, Result] = {}
    approves: bool | None = None
    incidents: tuple[IncidentSpec, ...] = ()


class Water(Strict):
    """How fast water is lost until it is dealt with, gallons a minute."""

    gallons_per_minute: int = Field(gt=0)


class Variant(Strict):
    """One way the situation turns out; it changes what is right, not only the names.

    `account`, `accounts`, `till` and `arrivals` are laid over the scenario's own recipes; `contacts` and `scenes` over
    its contacts, by name, and its later scenes, by number.
    """

    weight: int = Field(default=1, ge=1, le=9)
    account: Mapping[str, Any] = {}
    till: Mapping[str, Any] = {}
    arrivals: Mapping[str, Any] = {}
    plants: tuple[Any, ...] = ()
    contact: Mapping[str, Any] = {}
    contacts: Mapping[str, Mapping[str, Any]] = {}
    accounts: Mapping[str, Mapping[str, Any]] = {}
    scenes: Mapping[int, Mapping[str, Any]] = {}
    water: Water | None = None


class Scenario(Strict):
    """One scenario. `day` times are the District's own; `duties` are those of the class specification.

    `typing: required` asks a person being assessed for words of their own instead of picked sentences.
    `to_find`: the account is not open when the play begins; finding it among the others is part of the work.
    `weights`: points by which a part of the score weighs more or less here, within what the pack's rubric allows.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: str = Field(max_length=60)
    family: Family
    duties: tuple[int, ...] = Field(min_length=1)
    minutes: int = Field(ge=1, le=60)
    briefing: str
    guided: bool = False
    typing: Literal["free", "required"] = "free"
    hours: tuple[TimeOfDay, TimeOfDay] = (dt.time(8, 20), dt.time(16, 20))
    account: Mapping[str, Any] | None = None
    to_find: bool = False
    till: Mapping[str, Any] | None = None
    arrivals: Mapping[str, Any] | None = None
    open_panels: tuple[str, ...] = ()
    accounts: Mapping[str, Mapping[str, Any]] = {}
    contact: ContactSpec | None = None
    contacts: Mapping[str, ContactSpec] = {}
    scenes: tuple[Scene, ...] = ()
    task: Task | None = None
    incidents: tuple[IncidentSpec, ...] = ()
    needs: Needs = Needs()
    weights: Mapping[str, int] = {}
    variants: Mapping[str, Variant] = Field(min_length=1)

    @model_validator(mode="after")
    def _playable(self) -> Self:
        if self.contact is not None and self.contacts:
            raise ValueError("contact: is the short form for one; name each under contacts instead")
        if self.contact is None and not self.contacts and self.task is None:
            raise ValueError("a scenario has a contact, several contacts, or a task of the office")
        unknown = [panel for panel in self.open_panels if panel not in PANELS]
        if unknown:
            raise ValueError(f"open_panels: there is no panel {', '.join(unknown)}")
        if self.to_find and (self.account is None or not (self.contact or self.contacts)):
            raise ValueError("to_find: there is an account to find, and a contact who speaks of it, or it is left out")
        if self.to_find and self.open_panels:
            raise ValueError("to_find: no panel is open of an account that has yet to be found; leave open_panels out")
        for name in self.variants:
            self.recipe(name)
            self.arrivals_of(name)
            self.recipes(name)
            self._in_place(self.contacts_of(name), self.scenes_of(name))
        return self

    def _in_place(self, contacts: Mapping[str, ContactSpec], scenes: tuple[Scene, ...]) -> None:
        """Everyone comes in a scene that there is, about an account that there is."""
        for name, spec in contacts.items():
            if spec.arrives.scene > len(scenes) + 1:
                raise ValueError(f"contacts.{name}: there is no scene {spec.arrives.scene}")
            if spec.account and spec.account not in self.accounts:
                raise ValueError(f"contacts.{name}: there is no account “{spec.account}” under accounts")

    def recipe(self, variant: str) -> Recipe | TillRecipe | None:
        """The account's or drawer's recipe with the variant's plants."""
        chosen = self.variants[variant]
        if self.account is not None:
            plants = [*self.account.get("plants", ()), *chosen.plants]
            return Recipe.model_validate({**self.account, **chosen.account, "plants": plants})
        if self.till is not None:
            return TillRecipe.model_validate({**self.till, **chosen.till, "plants": chosen.plants})
        return None

    def arrivals_of(self, variant: str) -> ArrivalsRecipe | None:
        """What comes in; the variant's trays stand for the common ones."""
        if self.arrivals is None:
            return None
        return ArrivalsRecipe.model_validate({**self.arrivals, **self.variants[variant].arrivals})

    def recipes(self, variant: str) -> Mapping[str, Recipe]:
        """The recipes of the further accounts, by name, as the variant has them."""
        laid = self.variants[variant].accounts
        unknown = set(laid) - set(self.accounts)
        if unknown:
            raise ValueError(f"variants.{variant}.accounts: there is no account {', '.join(sorted(unknown))}")
        return {name: Recipe.model_validate({**given, **laid.get(name, {})}) for name, given in self.accounts.items()}

    def contacts_of(self, variant: str) -> Mapping[str, ContactSpec]:
        """The contacts by name as the variant has them: its parts laid over the common ones."""
        chosen = self.variants[variant]
        common = {CALLER: self.contact} if self.contact else dict(self.contacts)
        laid = {CALLER: chosen.contact} if self.contact else chosen.contacts
        unknown = set(laid) - set(common)
        if unknown:
            raise ValueError(f"variants.{variant}.contacts: there is no contact {', '.join(sorted(unknown))}")
        return {
            name: ContactSpec.model_validate(_over(spec.model_dump(exclude_unset=True), laid.get(name, {})))
            for name, spec in common.items()
        }

    def scenes_of(self, variant: str) -> tuple[Scene, ...]:
        """The later scenes as the variant has them; the second scene of a play is the first of these."""
        laid = self.variants[variant].scenes
        unknown = set(laid) - set(range(2, len(self.scenes) + 2))
        if unknown:
            raise ValueError(f"variants.{variant}.scenes: there is no scene {', '.join(map(str, sorted(unknown)))}")
        return tuple(
            Scene.model_validate(_over(scene.model_dump(exclude_unset=True), laid.get(number, {})))
            for number, scene in enumerate(self.scenes, 2)
        )


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Mappings merge key by key, lists of reactions are put before the common ones, anything else replaces."""
    merged = dict(below)
    for name, value in above.items():
        if name == "reacts":
            merged[name] = [*value, *below.get(name, ())]
        elif isinstance(value, Mapping) and isinstance(below.get(name), Mapping):
            merged[name] = _over(below[name], value)
        else:
            merged[name] = value
    return merged
