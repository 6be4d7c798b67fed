"""Every plant with its options, and which of them stand together: what the tests of plants draw from."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from pydantic import ValidationError

from trainer.customers.plants import PLANTS
from trainer.customers.recipe import Recipe

Given = dict[str, dict[str, Any]]

OPTIONS: dict[str, list[dict[str, Any]]] = {
    "absence": [{"bills": 1}, {"bills": 4}],
    "high_use": [{"cause": "leak"}],
    "crossed_meters": [{"visited": False}],
    "running_toilet": [{"bills": 1}, {"bills": 3, "checked": False}],
    "leak": [{"repaired": False}, {"place": "slab", "late": True}, {"place": "irrigation", "proof": False}],
    "stuck_meter": [{"visited": False}],
    "estimated_reads": [{"bills": 1}, {"bills": 3}, {"caught_up": False}],
    "late_penalty": [{"paid": "never"}],
    "arrears": [
        {"unpaid": 1, "stage": "reminder"}, {"unpaid": 2, "stage": "scheduled"}, {"stage": "scheduled"},
        {"unpaid": 5, "stage": "off"},
    ],
    "broken_plan": [{"paid": 0, "posted": True}, {"instalments": 6}],
    "cancel_rebill": [{"penalty": "standing"}],
    "posted_to_neighbor": [{"moved": True}],
    "pending_payment": [{"covers": "all"}, {"posted": True}],
    "returned_check": [{"charged": False, "why": "closed"}],
    "bounced_autopay": [{"charged": True}],
    "association": [{"meters": 2, "ended": True}],
    "landlord_behind": [{"told": True}],
    "bankruptcy": [{"flagged": True}],
    "deceased": [{"flagged": True}],
    "estranged_spouse": [{"order": False}],
    "protected_address": [{"flagged": False}],
    "impostor": [{"calls": 0}, {"calls": 4}],
    "hardship": [{"certificate": "physician", "inability": "benefit", "life_support": True}, {"willing": False}],
    "deposit_held": [{"months": 6}],
    "application": [{"mistake": one} for one in ("none", "routing", "number", "slip", "stranger")]
    + [{"form": "ebill", "mistake": one} for one in ("none", "unsigned", "number", "email")],
    "portal_trouble": [{"trouble": "wrong_number"}],
    "construction_meter": [{"state": "damaged"}, {"state": "lost"}],
    "former_debt": [{"owner_agreed": True}],
}  # fmt: skip


def _with_needs(names: tuple[str, ...]) -> tuple[str, ...]:
    needed = sorted({need for name in names for need in PLANTS[name].needs} - set(names))
    return (*names, *needed)


def _recipe(names: tuple[str, ...], options: Given) -> Recipe | None:
    """The recipe of these plants and what they need, of a class that they happen to; None where they clash."""
    kinds = [PLANTS[name].classes for name in names if PLANTS[name].classes]
    kind = sorted(frozenset.intersection(*kinds))[-1:] if kinds else ["RESIDENTIAL_SINGLE"]
    given = [{name: options.get(name, {})} for name in _with_needs(names)]
    try:
        return Recipe.model_validate({"plants": given, "customer_class": kind[0]}) if kind else None
    except ValidationError as refused:
        if "contradict" in str(refused):
            return None
        raise


def alone() -> list[Recipe]:
    """Each plant by itself, with its defaults and with every other option."""
    tried = [_recipe((name,), {name: options}) for name in PLANTS for options in ({}, *OPTIONS.get(name, ()))]
    assert all(tried), "a plant contradicts itself"
    return [recipe for recipe in tried if recipe is not None]


def pairs() -> list[Recipe]:
    """Each two plants that do not clash."""
    tried = (_recipe(pair, {}) for pair in combinations(PLANTS, 2))
    return [recipe for recipe in tried if recipe is not None]
