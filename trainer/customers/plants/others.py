"""People whom a plant brings to an account, on it or only near it. None of them exists."""

from __future__ import annotations

from trainer.customers.names import draw_names, draw_pool, plain
from trainer.customers.plan import Plan
from trainer.record.account import Person

_LINES = range(100)


def another(plan: Plan, plant: str, standing: str, family: bool = False) -> Person:
    """Someone new, the same whenever the same plant asks; `family` shares the holder's last name.

    Nobody whom the account began with has their name or their telephone number.
    """
    rng = plan.stream(f"plant {plant}: person")
    names, phones = ({getattr(one, what) for one in plan.people} for what in ("name", "phone"))
    last = plan.people[0].name.rpartition(" ")[2]
    drawn = (draw_names(rng, draw_pool(rng), 1)[0] for _ in range(len(names) + 40))
    named = (f"{name.partition(' ')[0]} {last}" if family else name for name in drawn)
    name = next(one for one in named if one not in names)
    lines = (f"({plan.district.invented.area_code}) 555-01{line:02}" for line in rng.sample(_LINES, len(_LINES)))
    return Person(name, standing, next(one for one in lines if one not in phones), f"{plain(name)}@example.com")
