"""A block of accounts as rows of the tables: for each table its columns, as lists that run beside one another."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from typing import Any

import numpy as np

from trainer.customers.bulk.blocks import Block, Maker
from trainer.customers.bulk.charges import NO_BUDGET
from trainer.customers.bulk.draws import Ints
from trainer.customers.bulk.entries import KINDS
from trainer.db import Base
from trainer.directory.models import (
    DistrictAccount,
    DistrictBill,
    DistrictEntry,
    DistrictLine,
    DistrictMeter,
    DistrictRead,
)

Columns = dict[str, list[Any]]
Rows = tuple[type[Base], Columns]


def rows(block: Block, maker: Maker) -> Iterator[Rows]:
    """The rows of every table, parents first, each table's in the order of its key."""
    yield DistrictAccount, _accounts(block, maker)
    yield DistrictMeter, _meters(block)
    yield DistrictRead, _reads(block, maker)
    yield DistrictBill, _bills(block, maker)
    yield DistrictLine, _lines(block)
    yield DistrictEntry, _entries(block)


def folded(text: str) -> str:
    """Plain lower case without accents, as the keys for searching are written."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def _accounts(block: Block, maker: Maker) -> Columns:
    homes, holders = block.homes, block.holders
    return {
        "id": _ids(block).tolist(),
        "number": list(block.numbers),
        "name": list(holders.names),
        "name_key": [folded(name) for name in holders.names],
        "customer_class": homes.customer_class.tolist(),
        "tenure": np.where(homes.tenant, "tenant", "owner").tolist(),
        "since": _days(block.since),
        "language": list(holders.languages),
        "phone": list(holders.phones),
        "email": list(holders.emails),
        "address": list(block.addresses),
        "address_key": [folded(address) for address in block.addresses],
        "community": homes.community.tolist(),
        "postcode": [maker.district.invented.postcode] * len(block),
        "household": homes.household.tolist(),
        "irrigated_area": homes.area.tolist(),
        "pressure_zone": homes.zone.tolist(),
        "autopay": block.payments.autopay.tolist(),
        "paperless": block.paperless.tolist(),
    }


def _meters(block: Block) -> Columns:
    return {
        "account_id": _ids(block).tolist(),
        "number": list(block.meters),
        "size": block.homes.meter_size.tolist(),
        "digits": block.flow.digits.tolist(),
        "installed": _days(block.installed),
    }


def _reads(block: Block, maker: Maker) -> Columns:
    read_on, first = maker.calendar.read_on, maker.calendar.period_from[:, :1] - 1
    days = np.concatenate([first, read_on], axis=1)[block.homes.cycle]
    account, number = _grid(block, days.shape[1], 0)
    return {"account_id": account, "number": number, "on": _days(days), "value": block.flow.reads.ravel().tolist()}


def _bills(block: Block, maker: Maker) -> Columns:
    calendar, cycle = maker.calendar, block.homes.cycle
    account, number = _grid(block, calendar.number, 1)
    days = {
        "on": calendar.bill_on,
        "due": calendar.due,
        "period_from": calendar.period_from,
        "period_to": calendar.read_on,
    }
    return {
        "account_id": account,
        "number": number,
        **{name: _days(column[cycle]) for name, column in days.items()},
        "use": block.flow.use.ravel().tolist(),
        "budget": _without(block.bills.budget.ravel(), NO_BUDGET),
        "total": block.bills.total.ravel().tolist(),
        "open": block.entries.open.ravel().tolist(),
    }


def _lines(block: Block) -> Columns:
    """Lines of nothing are left out, as on a bill."""
    found = np.nonzero(block.bills.lines)
    account, bill, kind = found
    return {
        "account_id": (account + block.first).tolist(),
        "bill": (bill + 1).tolist(),
        "kind": kind.tolist(),
        "amount": block.bills.lines[found].tolist(),
        "quantity": _without(block.bills.quantity[found], 0),
    }


def _entries(block: Block) -> Columns:
    lines = block.entries
    channels = [*block.payments.channels, None]
    return {
        "account_id": (lines.account + block.first).tolist(),
        "number": lines.number.tolist(),
        "on": _days(lines.on),
        "kind": np.array([kind.value for kind in KINDS], object)[lines.kind].tolist(),
        "amount": lines.amount.tolist(),
        "bill": (lines.bill + 1).tolist(),
        "received": _days(lines.received),
        "channel": np.array(channels, object)[lines.channel].tolist(),
    }


def _ids(block: Block) -> Ints:
    return np.arange(block.first, block.first + len(block))


def _grid(block: Block, width: int, start: int) -> tuple[list[int], list[int]]:
    ids = np.repeat(_ids(block), width)
    return ids.tolist(), np.tile(np.arange(start, start + width), len(block)).tolist()


def _days(ordinals: Ints) -> list[str | None]:
    """Days as both databases take them; the same few texts stand for all. A day of -1 is none."""
    known, places = np.unique(ordinals, return_inverse=True)
    texts = [dt.date.fromordinal(day).isoformat() if day > 0 else None for day in known.tolist()]
    return np.array(texts, object)[places.ravel()].tolist()  # type: ignore[no-any-return]


def _without(numbers: Ints, nothing: int) -> list[int | None]:
    found = numbers.astype(object)
    found[numbers == nothing] = None
    return found.tolist()  # type: ignore[no-any-return]
