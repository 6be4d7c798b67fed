"""A player who does anything at all: acts of every kind with whatever may stand in their slots, right or absurd.

Nothing such a player does may bring an error, a broken ledger, or a play that cannot be ended.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from trainer.proof.play import Played
from trainer.record.account import NO_MONEY, Account, EntryKind
from trainer.record.act import Act, Value
from trainer.record.arrivals import TRAYS
from trainer.record.case import Case
from trainer.record.kinds import KINDS, Slot, SlotType
from trainer.record.till import DENOMINATIONS
from trainer.scenarios.case_of import case_of
from trainer.scenarios.engine import step
from trainer.scenarios.world import Line, Move, Step, World
from trainer.scoring.judge import judge
from trainer.scoring.score import score

ODD_WORDS = ("", "0", "nobody", "🚰 ½ “quoted” <b>", "x" * 200, "-1", "DROP TABLE")
ODD_AMOUNTS = (Decimal("0.01"), Decimal("9999999.99"), Decimal("10.00"), Decimal("-3.50"))
ODD_DAYS = (-400, -3, 0, 1, 5, 30, 4000)
ODD_COUNTS = (0, 1, 2, 3, 12, 36, 4400, 9_999_999)
NAMED = ("ledger", "bills", "orders", "deposits", "receipts", *TRAYS)
ENDS = ("finish",)


@dataclass
class Stray:
    """A bot that draws its acts from a seed; it never finishes by itself."""

    seed: int

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)  # noqa: S311 - a seed, not a secret

    def __call__(self, case: Case) -> Act:
        kind = self.rng.choice([name for name in KINDS if name not in ENDS])
        slots = KINDS[kind].slots.items()
        given = {name: self._value(slot, case) for name, slot in slots if slot.required or self.rng.random() < 0.6}
        if kind == "wait":
            given["seconds"] = self.rng.choice((1, 5, 30))
        toward = self.rng.choice((None, *case.contacts, "nobody"))
        return Act(kind, given, toward)

    def _value(self, slot: Slot, case: Case) -> Value:
        kind, pick = slot.type, self.rng.choice
        if kind is SlotType.CHOICE:
            return pick(list(slot.choices))
        if kind is SlotType.AMOUNT:
            return self._amount(case, signed=slot.signed)
        if kind is SlotType.DATE:
            return case.today + dt.timedelta(days=pick(ODD_DAYS))
        if kind is SlotType.COUNT:
            return pick(ODD_COUNTS)
        if kind is SlotType.TEXT:
            return pick((*_names(case), *ODD_WORDS))
        if kind is SlotType.FACTS:
            return frozenset(self.rng.sample(list(slot.choices), 2))
        if kind is SlotType.PIECES:
            return {name: pick((0, 0, 1, 7, 400)) for name in DENOMINATIONS}
        return {name: self._amount(case) for name in self.rng.sample(_names(case), 2)}

    def _amount(self, case: Case, *, signed: bool = False) -> Decimal:
        seen: list[Decimal] = [abs(entry.amount) for entry in case.panels.get("ledger", ()) if entry.amount]
        drawn = self.rng.choice((*ODD_AMOUNTS, *seen))
        return drawn if signed or drawn > 0 else -drawn


def _names(case: Case) -> list[str]:
    """Whatever on this desk has a name: entries, bills, orders, requests, accounts, contacts, people."""
    panels: Mapping[str, Any] = case.panels
    named = [str(one.id) for panel in NAMED for one in _listed(panels, panel)]
    requests = [request.id for request in case.requests]
    return [*named, *requests, *case.contacts, case.account or "none", case.given or "none", "B1", "L1"]


def _listed(panels: Mapping[str, Any], panel: str) -> Iterator[Any]:
    shown = panels.get(panel)
    yield from (one for one in shown if hasattr(one, "id")) if isinstance(shown, tuple | list) else ()


def play_astray(world: World, seed: int, moves: int) -> Played:
    """So many stray moves, then the end; raises whatever breaks, and AssertionError for a ledger that does not hold."""
    bot, lines, steps = Stray(seed), list[Line](), list[Step]()
    for _ in range(moves):
        if world.ended:
            break
        world, outcome = step(world, Move((bot(case_of(world)),)))
        assert_sound(world)
        lines.extend(outcome.lines)
        steps.extend(outcome.steps)
    for _ in range(len(getattr(world.setting.scenario, "scenes", ())) + 2):
        if world.ended:
            break
        world, outcome = step(world, Move((Act("finish"),)))
        steps.extend(outcome.steps)
    if not world.ended:
        raise AssertionError("the play cannot be ended")
    findings = judge(world.setting.pack, steps)
    marks = score(world.setting.pack.rubric, findings, world.setting.scenario.weights)
    return Played(world, tuple(lines), tuple(steps), findings, marks)


def assert_sound(world: World) -> None:
    """Every account this desk has touched: entries of the past, sums in cents, nothing taken off that never stood."""
    desk = world.desk
    for account in filter(None, (desk.account, *(parked.account for parked in desk.parked))):
        _assert_ledger(account, desk.today)


def _assert_ledger(account: Account, today: dt.date) -> None:
    by_id = {entry.id: entry for entry in account.entries}
    if len(by_id) != len(account.entries):
        raise AssertionError(f"{account.number}: two ledger lines have one number")
    if sum((entry.amount for entry in account.entries), NO_MONEY) != account.balance:
        raise AssertionError(f"{account.number}: the ledger is not the balance")
    for entry in account.entries:
        if entry.on > today:
            raise AssertionError(f"{account.number}: {entry.id} lies in the future")
        if entry.amount != entry.amount.quantize(Decimal("0.01")):
            raise AssertionError(f"{account.number}: {entry.id} has a part of a cent")
    for charge in (one for one in account.entries if one.kind is EntryKind.PENALTY):
        taken = -sum((x.amount for x in account.entries if x.concerns == charge.id and x.amount < 0), NO_MONEY)
        if taken > charge.amount:
            raise AssertionError(f"{account.number}: more was taken off {charge.id} than it was")
