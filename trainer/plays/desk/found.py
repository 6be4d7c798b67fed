"""What the last search found, as the account pane lists it: listings only, and nothing of an account behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.plays.desk.words import short_day
from trainer.record.case import Case
from trainer.record.listing import Found, Hit, Listing, Standing


@dataclass(frozen=True)
class FoundRow:
    """One listing. `number` is empty where there is no account to open; `state` stands beside the name."""

    number: str
    name: str
    state: str
    place: str
    phone: str
    field: str
    exact: bool
    open: bool


@dataclass(frozen=True)
class FoundList:
    """`words` say how many were found; `fresh` while it is the last thing that was done."""

    words: str
    rows: Sequence[FoundRow]
    fresh: bool


def found(case: Case) -> FoundList | None:
    """The last search; None where nothing was searched for."""
    searches: Sequence[Found] = case.panels.get("search", ())
    if not searches:
        return None
    last = case.history[-1] if case.history else None
    rows = [_row(hit, case.account) for hit in searches[-1].hits]
    return FoundList(_words(searches[-1]), rows, last is not None and last.act.kind == "find_account" and last.effect)


def _words(found: Found) -> str:
    if not found.hits:
        return f"Nothing found for “{found.query}”"
    if found.more:
        return f"The best {len(found.hits)} of {len(found.hits) + found.more} for “{found.query}”"
    return f"{len(found.hits)} found for “{found.query}”"


def _row(hit: Hit, opened: str | None) -> FoundRow:
    one = hit.listing
    return FoundRow(
        number=one.number, name=one.holder or one.address, state=_state(one), place=_place(one), phone=one.phone,
        field=hit.field, exact=hit.exact, open=bool(one.number) and one.number == opened,
    )  # fmt: skip


def _state(one: Listing) -> str:
    if one.standing is Standing.ELSEWHERE:
        return "not ours"
    return f"left {short_day(one.until)}" if one.standing is Standing.FORMER else ""


def _place(one: Listing) -> str:
    if one.standing is Standing.ELSEWHERE:
        return f"Served by {one.agency}"
    if one.protected:
        return "Address protected"
    return f"{one.address}, {one.community}"
