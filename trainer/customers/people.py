"""The people of an account: who holds it, who else may speak for it, and how they are reached. None of them exists."""

from __future__ import annotations

import random

from trainer.customers.names import draw_household, draw_names, draw_pool, plain
from trainer.customers.numbers import quiet_phone
from trainer.customers.recipe import Recipe
from trainer.customers.streams import Seed, stream
from trainer.record.account import Person

DOMAINS = ("example.com", "example.org", "example.net")
_NUMBERS = 100  # 555-0100 to 555-0199 are kept for fiction in every area
_OTHERS = ((0, 1, 2), (45, 40, 15))


def draw_people(recipe: Recipe, seed: Seed, area_code: str) -> tuple[Person, ...]:
    """The holder first, then those authorised."""
    rng = stream(seed, "people")
    others = _others(recipe, stream(seed, "authorised"))
    names = _names(recipe, rng)[: 1 + others]
    phones = _phones(recipe, stream(seed, "phones"), len(names), area_code)
    mail = stream(seed, "mail")
    return tuple(
        Person(name, "authorised" if number else "holder", phone, _address(name, mail), recipe.language)
        for number, (name, phone) in enumerate(zip(names, phones, strict=True))
    )


def draw_stranger(people: tuple[Person, ...], seed: Seed) -> str:
    """The name of someone who is not on the account."""
    rng = stream(seed, "stranger")
    names = (draw_names(rng, draw_pool(rng), 1)[0] for _ in range(len(people) + 20))
    return next(name for name in names if name not in {person.name for person in people})


def _names(recipe: Recipe, rng: random.Random) -> list[str]:
    if recipe.holder is not None:
        return draw_household(rng, recipe.holder, 1 + 2)
    return draw_names(rng, draw_pool(rng, recipe.language), 1 + 2)


def _others(recipe: Recipe, rng: random.Random) -> int:
    drawn = rng.choices(_OTHERS[0], weights=_OTHERS[1])[0]
    return drawn if recipe.authorised is None else rng.randint(*recipe.authorised)


def _phones(recipe: Recipe, rng: random.Random, number: int, area_code: str) -> list[str]:
    """Whoever may be a contact has a number kept for fiction; where the holder's is stated, nobody's can be dialled."""
    if recipe.phone is not None:
        return [recipe.phone, *(quiet_phone(rng, area_code) for _ in range(number - 1))]
    return [f"({area_code}) 555-01{line:02}" for line in rng.sample(range(_NUMBERS), number)]


def _address(name: str, rng: random.Random) -> str:
    return f"{plain(name)}@{rng.choice(DOMAINS)}"
