"""Who holds each account, and how they are reached. No person, number or address here exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from trainer.customers.bulk.draws import Draws, Ints
from trainer.customers.bulk.homes import APARTMENTS, BUSINESS, HOME, LAND, Homes
from trainer.customers.names import POOLS, plain
from trainer.customers.people import DOMAINS
from trainer.district.population import Population

T = TypeVar("T")

# How often a family name is of another people, a given name is English all the same, and an initial stands between.
_OWN_FAMILY, _ENGLISH_GIVEN, _INITIAL = 0.12, 0.4, 0.62
_ENGLISH = "English"
_ENGLISH_POOLS = tuple(pool for pool in POOLS if pool.language == _ENGLISH)
_INITIALS = "ABCDEFGHIJKLMNOPRSTVWYZ"
_TRADES = (
    "Dental Group", "Bakery", "Family Medicine", "Auto Care", "Preschool", "Kitchen", "Dry Cleaners",
    "Veterinary Clinic", "Fitness", "Market", "Nursery", "Storage", "Church", "Office Park", "Coffee", "Salon",
)  # fmt: skip
_BODIES = ("Homeowners Association", "Maintenance Association", "Community Association", "Landscape District")
_HOUSES = ("Apartments", "Villas", "Terrace Homes", "Townhomes")
# Exchanges that begin with 0 or 1 cannot be dialled: two hundred of them, ten thousand numbers each.
_NUMBERS, _STEP = 2_000_000, 618_031


@dataclass(frozen=True)
class Holders:
    """The holders of n accounts, in their order; a language is the one they would rather use."""

    names: Sequence[str]
    languages: Sequence[str]
    phones: Sequence[str]
    emails: Sequence[str]


def draw_holders(
    draws: Draws, homes: Homes, serials: Ints, streets: Sequence[str], area_code: str, population: Population
) -> Holders:
    """Who holds the accounts at `streets`, the addresses; `serials` give each a telephone number of its own."""
    people, languages = _people(draws, population)
    titles = _titles(draws, streets)
    classes = homes.customer_class.tolist()
    names = [
        name if kind == HOME else titles[kind][place]
        for place, (name, kind) in enumerate(zip(people, classes, strict=True))
    ]
    spoken = [language if kind == HOME else _ENGLISH for language, kind in zip(languages, classes, strict=True)]
    domains = draws.whole("mail", len(DOMAINS)).tolist()
    emails = [f"{plain(name)}@{DOMAINS[domain]}" for name, domain in zip(names, domains, strict=True)]
    return Holders(names, spoken, [phone_number(serial, area_code) for serial in serials.tolist()], emails)


def phone_number(serial: int, area_code: str) -> str:
    """A number that nobody can dial, alike only after two million serials."""
    digits = f"{serial * _STEP % _NUMBERS:07}"
    return f"({area_code}) {digits[:3]}-{digits[3:]}"


def _people(draws: Draws, population: Population) -> tuple[list[str], list[str]]:
    """Names, and the language that each would rather use."""
    weights = _weights(population)
    kin, others = (draws.pick(purpose, weights).tolist() for purpose in ("family", "other family"))
    rather = draws.holds("language", population.other_languages.percent).tolist()
    parts = ("own", "english", "pool", "given", "family", "initial", "letter")
    names, languages = list[str](), list[str]()
    for place, drawn in enumerate(zip(*(draws.unit(f"name, {part}").tolist() for part in parts), strict=True)):
        own, english, pool, given, family, initial, letter = drawn
        first = _at(_ENGLISH_POOLS, pool) if english < _ENGLISH_GIVEN else POOLS[kin[place]]
        last = POOLS[others[place] if own < _OWN_FAMILY else kin[place]]
        middle = f" {_at(_INITIALS, letter)}." if initial < _INITIAL else ""
        names.append(f"{_at(first.given, given)}{middle} {_at(last.family, family)}")
        languages.append(first.language if rather[place] else _ENGLISH)
    return names, languages


def _weights(population: Population) -> dict[int, Decimal]:
    """How often names come from each pool; pools of one language share its families."""
    spoken = Counter(pool.language for pool in POOLS)
    shares = population.families.shares
    return {place: shares.get(pool.language, Decimal(0)) / spoken[pool.language] for place, pool in enumerate(POOLS)}


def _at(names: Sequence[T], drawn: float) -> T:
    return names[int(drawn * len(names))]


def _titles(draws: Draws, streets: Sequence[str]) -> dict[str, list[str]]:
    """What a business, an association or apartments would be called, after the street they stand in."""
    drawn = draws.unit("title").tolist()
    words = [street.partition(" ")[2] for street in streets]
    lists = {BUSINESS: _TRADES, LAND: _BODIES, APARTMENTS: _HOUSES}
    return {
        kind: [f"{word} {_at(ends, part)}" for word, part in zip(words, drawn, strict=True)]
        for kind, ends in lists.items()
    }
