"""The cash drawer as it stands before the cashier: what lies in it once looked at, and how it balances once counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from trainer.plays.desk.tools import named_piece
from trainer.plays.desk.words import amount
from trainer.record.case import Case
from trainer.record.change import ROLLS
from trainer.record.till import DENOMINATIONS, Balance, Receipt, Till
from trainer.scenarios.world import World

NOTE_STEP, NOTE_WIDTH, NOTE_HEIGHT, COIN, ROW, ROLL_WIDTH = 5, 26, 14, 7, 5, 44


@dataclass(frozen=True)
class Piece:
    x: float
    y: float


@dataclass(frozen=True)
class Pile:
    """One group as it lies there: its pieces drawn apart just enough to be counted."""

    pieces: Sequence[Piece]
    width: float
    height: float
    rolled: bool = False


@dataclass(frozen=True)
class Line:
    """One denomination: its name, its worth in cents for the browser's sum, its piles, and what was last counted."""

    id: str
    label: str
    coin: bool
    cents: int
    piles: Sequence[Pile]
    spoken: str
    last: int | None
    roll: int


@dataclass(frozen=True)
class Drawer:
    """The drawer's page. Each part is None until it was looked at."""

    number: str
    float_amount: Decimal
    float_mark: str
    closed: bool
    lines: Sequence[Line] | None
    receipts: Sequence[Mapping[str, object]] | None
    papers: Sequence[Mapping[str, object]] | None
    drops: Sequence[object] | None
    safe: Sequence[object] | None
    balance: Balance | None
    statement: Sequence[tuple[str, Decimal, str]]
    difference: Decimal | None
    papers_difference: Decimal | None


def drawer(world: World, case: Case) -> Drawer | None:
    """None where this desk has no drawer."""
    till = world.desk.till
    if till is None:
        return None
    balance: Balance | None = case.panels.get("balance")
    counted = balance if balance is not None and balance.counts else None
    return Drawer(
        number=till.number,
        float_amount=till.float_amount,
        float_mark=world.setting.pack.parameter("drawer_float", world.desk.today).mark,
        closed=till.closed,
        lines=_lines(till) if "drawer" in case.panels else None,
        receipts=_receipts(case) if "receipts" in case.panels else None,
        papers=_papers(till) if "papers" in case.panels else None,
        drops=case.panels.get("drops"),
        safe=case.panels.get("safe"),
        balance=counted,
        statement=_statement(case, counted) if counted else (),
        difference=counted.difference if counted else None,
        papers_difference=_papers_difference(counted),
    )


def _lines(till: Till) -> list[Line]:
    last = till.counts[-1].pieces if till.counts else {}
    return [_line(name, till.piles.get(name, ()), last.get(name)) for name in DENOMINATIONS]


def _line(name: str, groups: Sequence[int], last: int | None) -> Line:
    coin = name.endswith("c")
    rolled = ROLLS.get(name)
    loose = [(_coins if coin else _notes)(number) for number in groups if number and number != rolled]
    piles = [_roll() for number in groups if number == rolled] + loose
    cents = int(DENOMINATIONS[name] * 100)
    return Line(name, named_piece(name), coin, cents, piles, _spoken(groups, rolled), last, rolled or 0)


def _notes(number: int) -> Pile:
    """Notes fanned out: every edge can be seen."""
    pieces = [Piece(0.5 + place * NOTE_STEP, 0.5) for place in range(number)]
    return Pile(pieces, NOTE_WIDTH + (number - 1) * NOTE_STEP + 1, NOTE_HEIGHT + 1)


def _roll() -> Pile:
    """A full roll of coin: one thing, and its number stands on the paper."""
    return Pile((), ROLL_WIDTH, NOTE_HEIGHT + 1, rolled=True)


def _coins(number: int) -> Pile:
    """Coins in rows of five."""
    pieces = [
        Piece(COIN / 2 + (place % ROW) * (COIN + 1), COIN / 2 + place // ROW * (COIN + 1)) for place in range(number)
    ]
    rows = -(-number // ROW)
    return Pile(pieces, min(number, ROW) * (COIN + 1), rows * (COIN + 1))


def _spoken(groups: Sequence[int], rolled: int | None) -> str:
    """The piles for someone who cannot see them: group by group, not the sum."""
    words = [f"a roll of {number}" if number == rolled else str(number) for number in groups if number]
    if not words:
        return "none"
    return f"in groups of {', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else f"one group of {words[0]}"


def _receipts(case: Case) -> list[Mapping[str, object]]:
    """Receipts with what was counted in hand beside them, once it was."""
    balance: Balance | None = case.panels.get("balance")
    in_hand = balance.paper_count if balance and balance.counts and balance.paper_count else {}
    return [
        {"receipt": one, "detail": _detail(one), "differs": _differs(one, in_hand)} for one in case.panels["receipts"]
    ]


def _detail(receipt: Receipt) -> str:
    parts = []
    if receipt.voided_by:
        parts.append(f"void, signed by {receipt.voided_by}")
    if receipt.tendered is not None:
        parts.append(f"tendered\u00a0{amount(receipt.tendered)}")
    if receipt.change is not None:
        parts.append(f"change\u00a0{amount(receipt.change)}")
    return ", ".join(parts)


def _differs(receipt: Receipt, in_hand: Mapping[str, Decimal]) -> Decimal | None:
    held = in_hand.get(receipt.number)
    return None if held is None or held == receipt.amount else held - receipt.amount


def _papers(till: Till) -> list[Mapping[str, object]]:
    counted = till.paper_count or {}
    return [{"paper": one, "last": counted.get(one.receipt)} for one in till.papers]


def _statement(case: Case, balance: Balance) -> list[tuple[str, Decimal, str]]:
    """How what is expected comes about, as far as the records behind it were looked at."""
    expected = balance.expected or Decimal("0.00")
    rest = expected - balance.float_amount
    lines = [("Float at opening", balance.float_amount, "")]
    if "receipts" in case.panels and "drops" in case.panels:
        bags = [(f"Drop {bag.number}", -bag.amount, "") for bag in case.panels["drops"]]
        lines += [("Cash receipts", rest - sum((one for _, one, _ in bags), Decimal("0.00")), ""), *bags]
    else:
        lines.append(("Cash receipts less drops", rest, ""))
    return [*lines, ("Expected", expected, "sum"), ("Counted", balance.counts[-1].total, "strong")]


def _papers_difference(balance: Balance | None) -> Decimal | None:
    if balance is None or balance.paper_count is None or balance.papers_expected is None:
        return None
    return sum(balance.paper_count.values(), Decimal("0.00")) - balance.papers_expected
