"""The tables of a whole district. Loading writes them in bulk, and nothing changes them afterwards.

Keys are those that accounts have anyway: an account's number in the district, and the number of its bill, read or line.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from trainer.db import Base, Cents, Json

_PLAIN: dict[str, Any] = {"sqlite_with_rowid": False}  # SQLite keeps the rows in the order of their own key
_BILL = (["account_id", "bill"], ["bills.account_id", "bills.number"])


class LoadedDistrict(Base):
    """The one district that is loaded: what it was made from, and its figures as `Figures.plain` gives them."""

    __tablename__ = "districts"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    agency: Mapped[str] = mapped_column(sa.String(40))
    seed: Mapped[str] = mapped_column(sa.String(40))
    accounts: Mapped[int]
    months: Mapped[int]
    as_of: Mapped[dt.date]
    pack_digest: Mapped[str] = mapped_column(sa.String(64))
    figures: Mapped[Any] = mapped_column(Json)


class DistrictAccount(Base):
    """One customer's account. `name_key` and `address_key` are plain lower case without accents, for searching."""

    __tablename__ = "accounts"
    __table_args__ = (
        sa.UniqueConstraint("number"),
        sa.Index("ix_accounts_name_key", "name_key"),
        sa.Index("ix_accounts_address_key", "address_key"),
        sa.Index("ix_accounts_phone", "phone"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(sa.String(16))
    name: Mapped[str] = mapped_column(sa.String(120))
    name_key: Mapped[str] = mapped_column(sa.String(120))
    customer_class: Mapped[str] = mapped_column(sa.String(40))
    tenure: Mapped[str] = mapped_column(sa.String(12))
    since: Mapped[dt.date]
    language: Mapped[str] = mapped_column(sa.String(40))
    phone: Mapped[str] = mapped_column(sa.String(20))
    email: Mapped[str] = mapped_column(sa.String(160))
    address: Mapped[str] = mapped_column(sa.String(120))
    address_key: Mapped[str] = mapped_column(sa.String(120))
    community: Mapped[str] = mapped_column(sa.String(80))
    postcode: Mapped[str] = mapped_column(sa.String(10))
    household: Mapped[int]
    irrigated_area: Mapped[int]
    pressure_zone: Mapped[str] = mapped_column(sa.String(10))
    autopay: Mapped[bool]
    paperless: Mapped[bool]


class DistrictMeter(Base):
    """An account's meter, under the account's own id; size as the tariff writes it."""

    __tablename__ = "meters"
    __table_args__ = (sa.UniqueConstraint("number"),)

    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"), primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(sa.String(16))
    size: Mapped[str] = mapped_column(sa.String(8))
    digits: Mapped[int]
    installed: Mapped[dt.date]


class DistrictRead(Base):
    """What a meter showed, in CCF; read 0 stands before the first bill, and read n ends bill n."""

    __tablename__ = "meter_reads"
    __table_args__ = (_PLAIN,)

    account_id: Mapped[int] = mapped_column(sa.ForeignKey("meters.account_id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[dt.date]
    value: Mapped[int]


class DistrictBill(Base):
    """One bill: use and budget in CCF (None: the class has no budget); `open` is what is still owed of it."""

    __tablename__ = "bills"
    __table_args__ = (_PLAIN,)

    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[dt.date]
    due: Mapped[dt.date]
    period_from: Mapped[dt.date]
    period_to: Mapped[dt.date]
    use: Mapped[int]
    budget: Mapped[int | None]
    total: Mapped[Decimal] = mapped_column(Cents)
    open: Mapped[Decimal] = mapped_column(Cents)


class ChargeKind(Base):
    """A kind of line: the tariff's own name for the charge, and the tier, or 0 where it has none."""

    __tablename__ = "charge_kinds"
    __table_args__ = (sa.UniqueConstraint("code", "tier"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(sa.String(60))
    tier: Mapped[int]


class DistrictLine(Base):
    """One line of a bill; `quantity` is the use charged in a tier, in hundredths of a unit."""

    __tablename__ = "bill_lines"
    __table_args__ = (sa.ForeignKeyConstraint(*_BILL), _PLAIN)

    account_id: Mapped[int] = mapped_column(primary_key=True)
    bill: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[int] = mapped_column(sa.ForeignKey("charge_kinds.id"), primary_key=True)
    amount: Mapped[Decimal] = mapped_column(Cents)
    quantity: Mapped[int | None]


class DistrictEntry(Base):
    """One line of a ledger, numbered from 1 in its account: charges positive, credits negative; `kind` an EntryKind."""

    __tablename__ = "ledger_entries"
    __table_args__ = (sa.ForeignKeyConstraint(*_BILL), _PLAIN)
    account_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[dt.date]
    kind: Mapped[str] = mapped_column(sa.String(24))
    amount: Mapped[Decimal] = mapped_column(Cents)
    bill: Mapped[int]
    received: Mapped[dt.date | None]
    channel: Mapped[str | None] = mapped_column(sa.String(24))


# Parents before what refers to them.
TABLES: tuple[type[Base], ...] = (
    LoadedDistrict, ChargeKind, DistrictAccount, DistrictMeter, DistrictRead, DistrictBill, DistrictLine, DistrictEntry,
)  # fmt: skip
