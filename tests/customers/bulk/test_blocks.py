"""A whole district holds together: its bills are the tariff's, its ledgers balance, and nothing precedes its cause."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from trainer.customers.account import make_account
from trainer.customers.bulk.blocks import Block, Maker
from trainer.customers.bulk.entries import KINDS, penalties
from trainer.customers.bulk.flow import expected_use
from trainer.customers.bulk.homes import HOME
from trainer.customers.bulk.payments import NEVER, pay_months
from trainer.customers.names import POOLS
from trainer.customers.paying import CHANNELS, LATE_CHANCE, pay_month
from trainer.customers.pricing import facts
from trainer.customers.profile import Profile
from trainer.customers.recipe import Recipe
from trainer.district.money import to_cents
from trainer.district.pack import Pack
from trainer.record.account import EntryKind

BILL, PENALTY, PAYMENT = (KINDS.index(kind) for kind in (EntryKind.BILL, EntryKind.PENALTY, EntryKind.PAYMENT))


def profile(block: Block, place: int) -> Profile:
    homes = block.homes
    return Profile(
        customer_class=str(homes.customer_class[place]), household=int(homes.household[place]),
        at_home=int(homes.people[place]), irrigated_area=int(homes.area[place]),
        meter_size=str(homes.meter_size[place]), pressure_zone=str(homes.zone[place]),
        gallons_each=float(homes.gallons_each[place]), watering=float(homes.watering[place]), months=24,
    )  # fmt: skip


def billed_alone(maker: Maker, block: Block, place: int, number: int) -> Any:
    month = maker.calendar.months[block.homes.cycle[place]][number]
    whose, district = profile(block, place), maker.district
    known = facts(district, whose, month.period_from, month.read_on, month.bill_on)
    known["usage_ccf"] = int(block.flow.use[place, number])
    return district.tariffs.bill(district.area, whose.customer_class, month.period_from, month.read_on, known)


def assert_bill_is_the_tariffs(maker: Maker, block: Block, place: int, number: int) -> None:
    alone = billed_alone(maker, block, place, number)
    assert Decimal(int(block.bills.total[place, number])) / 100 == alone.total
    assert alone.budget is None or block.bills.budget[place, number] == alone.budget
    lines = dict[tuple[str, int], Decimal]()
    for charge in alone.charges:
        kind = charge.code, charge.tier or 0
        lines[kind] = lines.get(kind, Decimal(0)) + charge.amount
    cents = block.bills.lines[place, number]
    kept = {kind: Decimal(int(cents[at])) / 100 for at, kind in enumerate(maker.kinds) if cents[at]}
    assert kept == {kind: amount for kind, amount in lines.items() if amount}


def test_every_bill_is_the_tariffs_to_the_cent(maker: Maker, block: Block) -> None:
    draw = random.Random(1)
    for _ in range(80):
        assert_bill_is_the_tariffs(maker, block, draw.randrange(len(block)), draw.randrange(maker.calendar.number))


def test_bills_over_a_change_of_rates_are_split_by_days(pack: Pack) -> None:
    """The rates of 2022 began on January 1: every cycle has one period that both rates are charged in."""
    maker = Maker.of(pack, "7", 12, today=dt.date(2022, 6, 30))
    block = maker.make(0, 12)
    split = 0
    for place in range(len(block)):
        for number, month in enumerate(maker.calendar.months[block.homes.cycle[place]]):
            if month.period_from < dt.date(2022, 1, 1) <= month.read_on:
                assert_bill_is_the_tariffs(maker, block, place, number)
                split += 1
    assert split == len(block)


def test_lines_and_totals_and_use_agree(block: Block) -> None:
    assert (block.bills.lines.sum(axis=2) == block.bills.total).all()
    assert (np.diff(block.flow.reads, axis=1) == block.flow.use).all()
    assert (block.flow.reads.max(axis=1) < 10**block.flow.digits).all()


def test_ledgers_balance_on_every_day(maker: Maker, block: Block) -> None:
    calendar, cycle, lines = maker.calendar, block.homes.cycle, block.entries
    owed = penalties(calendar, cycle, block.bills.total)
    today = calendar.today.toordinal()
    for day in range(calendar.bill_on.min(), today + 1, 7):
        past = lines.on <= day
        balance = np.bincount(lines.account[past], lines.amount[past], len(block)).astype(np.int64)
        fined = (block.payments.posted > calendar.due[cycle]) & (calendar.penalty_on[cycle] <= day)
        paid = (block.payments.posted <= day) * (block.bills.total + np.where(block.payments.late, owed, 0))
        billed = (calendar.bill_on[cycle] <= day) * block.bills.total
        assert (balance == (billed + fined * owed - paid).sum(axis=1)).all()
        assert (balance >= 0).all()
    last = np.bincount(lines.account, lines.amount, len(block)).astype(np.int64)
    assert (last == block.entries.open.sum(axis=1)).all()


def test_no_event_precedes_its_cause(maker: Maker, block: Block) -> None:
    calendar, lines = maker.calendar, block.entries
    cycle = block.homes.cycle[lines.account]
    bill_on, due = calendar.bill_on[cycle, lines.bill], calendar.due[cycle, lines.bill]
    bill, penalty, payment = (lines.kind == kind for kind in (BILL, PENALTY, PAYMENT))
    assert (lines.on[bill] == bill_on[bill]).all()
    assert (lines.on[penalty] > due[penalty]).all()
    assert (lines.received[payment] > bill_on[payment]).all()
    assert (lines.on[payment] >= lines.received[payment]).all()
    assert (lines.on <= calendar.today.toordinal()).all()
    same = lines.account[1:] == lines.account[:-1]
    assert (np.diff(lines.on)[same] >= 0).all()
    assert (np.diff(lines.number)[same] == 1).all()
    for day in np.unique(lines.on[payment | penalty]).tolist():
        assert maker.district.policy.is_business_day(dt.date.fromordinal(day))


def test_a_penalty_stands_for_each_bill_not_posted_by_its_due_date(maker: Maker, block: Block) -> None:
    lines, calendar = block.entries, maker.calendar
    fined = {
        (account, bill): amount
        for account, bill, amount, kind in zip(lines.account, lines.bill, lines.amount, lines.kind, strict=True)
        if kind == PENALTY
    }
    assert fined
    for place in range(len(block)):
        for number, month in enumerate(calendar.months[block.homes.cycle[place]]):
            posted = int(block.payments.posted[place, number])
            late = posted == NEVER or dt.date.fromordinal(posted) > month.due
            known = late and maker.district.policy.add_business_days(month.due, 1) <= calendar.today
            ten_percent = to_cents(Decimal(int(block.bills.total[place, number])) / 100 / 10)
            assert fined.get((place, number)) == (int(ten_percent * 100) if known else None)


def test_many_payments_are_what_each_would_be_alone(maker: Maker) -> None:
    draw, calendar, names = np.random.default_rng(3), maker.calendar, list(CHANNELS)
    size, habits = 40, ("on_time", "sometimes_late", "late")
    cycle, habit = draw.integers(0, calendar.cycles, size), draw.integers(0, 3, size)
    usual, autopay = draw.integers(0, 4, size), (habit == 0) & (draw.random(size) < 0.4)
    draws = (draw.random((size, 24)), draw.random((size, 24)), draw.random((size, 24)))
    chance = np.array([LATE_CHANCE[name] for name in habits])[habit]
    many = pay_months(calendar, cycle, chance, usual, autopay, names, draws)
    for place in range(size):
        for number, month in enumerate(calendar.months[cycle[place]]):
            three = tuple(float(one[place, number]) for one in draws)
            alone = pay_month(
                month, habits[habit[place]], names[usual[place]], bool(autopay[place]), maker.district.policy,
                (three[0], three[1], three[2]),
            )  # fmt: skip
            assert many.received[place, number] == alone.received.toordinal()
            assert many.posted[place, number] == alone.posted.toordinal()
            assert many.channels[many.channel[place, number]] == alone.channel
            assert many.late[place, number] == alone.penalised


def test_channels_are_those_of_a_single_account(maker: Maker) -> None:
    assert {name: int(share) for name, share in maker.population.channels.shares.items()} == CHANNELS


def test_use_is_reckoned_as_for_a_single_account(maker: Maker, block: Block) -> None:
    """55 gallons indoors and eight tenths of the evapotranspiration, by hand for one home and one month."""
    place = int(np.flatnonzero(block.homes.customer_class == HOME)[0])
    one = profile(block, place)
    month = maker.calendar.months[block.homes.cycle[place]][5]
    inches = float(facts(maker.district, one, month.period_from, month.read_on, month.bill_on)["et_amount"])
    indoors = one.gallons_each * one.at_home * month.days / 748
    outdoors = inches / 12 * one.irrigated_area / 100 * 0.8 * one.watering
    assert expected_use(block.homes, maker.calendar)[place, 5] == pytest.approx(indoors + outdoors)


def test_homes_are_like_single_accounts(maker: Maker, block: Block) -> None:
    """People, garden and use of a hundred homes, made one by one and in a block."""
    today = dt.date(2025, 6, 30)
    alone = [make_account(Recipe(), seed, today, maker.district).account for seed in range(60)]
    homes = block.homes.customer_class == HOME
    for here, there in (
        (block.homes.household[homes].mean(), np.mean([one.premise.household for one in alone])),
        (block.homes.area[homes].mean(), np.mean([one.premise.irrigated_area for one in alone])),
        (block.flow.use[homes].mean(), np.mean([bill.use for one in alone for bill in one.bills])),
        (block.bills.total[homes].mean() / 100, np.mean([float(bill.total) for one in alone for bill in one.bills])),
    ):
        assert here == pytest.approx(there, rel=0.12)


def test_an_average_home_uses_what_is_published(maker: Maker) -> None:
    published = float(maker.district.number("average_home_use", maker.calendar.today))
    homes = maker.make(3, 1500)
    use = homes.flow.use[homes.homes.customer_class == HOME, -12:]
    assert use.mean() == pytest.approx(published, rel=0.03)


def test_summer_is_thirstier_than_winter(maker: Maker, block: Block) -> None:
    homes = block.homes.customer_class == HOME
    by_round = block.flow.use[homes].mean(axis=0)
    august, february = 13, 19  # the rounds end in June
    assert by_round[august] > 1.4 * by_round[february]


def test_a_smaller_block_is_the_beginning_of_a_larger_one(maker: Maker, block: Block) -> None:
    smaller = maker.make(0, 40)
    assert smaller.numbers == block.numbers[:40]
    assert smaller.holders.names == block.holders.names[:40]
    for name in ("use", "reads", "digits"):
        assert (getattr(smaller.flow, name) == getattr(block.flow, name)[:40]).all()
    assert (smaller.bills.total == block.bills.total[:40]).all()
    mine = block.entries.account < 40
    assert (smaller.entries.amount == block.entries.amount[mine]).all()
    assert (smaller.entries.on == block.entries.on[mine]).all()


def test_another_seed_is_another_district(pack: Pack, block: Block) -> None:
    other = Maker.of(pack, "8", 24).make(0, 40)
    assert set(other.numbers).isdisjoint(block.numbers)
    assert (other.flow.use != block.flow.use[:40]).any()


def test_nobody_in_it_exists(maker: Maker, block: Block) -> None:
    other = maker.make(1, 200)
    for sequence in ("numbers", "meters", "addresses"):
        both = [*getattr(block, sequence), *getattr(other, sequence)]
        assert len(set(both)) == len(both)
    phones = [*block.holders.phones, *other.holders.phones]
    assert len(set(phones)) == len(phones)
    assert all(phone.startswith(("(949) 0", "(949) 1")) for phone in phones)
    assert {mail.partition("@")[2] for mail in block.holders.emails} == {"example.com", "example.org", "example.net"}


def test_names_and_languages_are_as_diverse_as_the_pack_says(maker: Maker) -> None:
    """Half the families are English, a fifth Spanish; an English given name never goes with another language."""
    block = maker.make(2, 1500)
    homes = zip(block.holders.languages, block.homes.customer_class, strict=True)
    spoken = Counter(language for language, kind in homes if kind == HOME)
    assert spoken["English"] > 0.8 * spoken.total()
    assert [name for name, _ in spoken.most_common(2)] == ["English", "Spanish"]
    assert spoken["Vietnamese"] > spoken["Japanese"] > 0
    english = {given for pool in POOLS if pool.language == "English" for given in pool.given}
    spoken_by = zip(block.holders.names, block.holders.languages, strict=True)
    spanish = [name for name, language in spoken_by if language == "Spanish"]
    assert not english & {name.split()[0] for name in spanish}


def test_namesakes_are_there_and_rare(maker: Maker) -> None:
    block = maker.make(2, 1500)
    homes = [name for name, kind in zip(block.holders.names, block.homes.customer_class, strict=True) if kind == HOME]
    assert 0.9 * len(homes) < len(set(homes)) < len(homes)


def test_a_pack_without_a_district_says_what_to_add(pack: Pack) -> None:
    with pytest.raises(ValueError, match=r"district\.yaml"):
        Maker.of(replace(pack, population=None), "7", 24)


def test_months_that_cannot_be_made_are_refused(pack: Pack) -> None:
    with pytest.raises(ValueError, match="1 to 60 months, not 61"):
        Maker.of(pack, "7", 61)


def test_a_habit_that_nobody_knows_is_named(pack: Pack) -> None:
    assert pack.population is not None
    habits = pack.population.habits.model_copy(update={"shares": {"on_time": Decimal(1), "weekly": Decimal(1)}})
    odd = pack.population.model_copy(update={"habits": habits})
    with pytest.raises(ValueError, match=r"habits\.shares: there is no “weekly”\. Give some of on_time"):
        Maker.of(replace(pack, population=odd), "7", 24)
