"""Nothing that a contact keeps to themselves, and nothing of a panel nobody opened, is in the page or in an answer."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from trainer.district.manual import Manual
from trainer.people.models import Person
from trainer.plays import service
from trainer.plays.models import Mode
from trainer.proof.bots import Expert
from trainer.record.kinds import KINDS, SlotType
from trainer.record.parsing import plain
from trainer.scenarios.case_of import case_of
from trainer.scenarios.contact_format import ContactSpec
from trainer.scenarios.library import load_library
from trainer.scenarios.placeholders import fill, fill_slot
from trainer.scenarios.world import World
from trainer.settings import LIBRARY
from trainer.web.roles import Role

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)
SCENARIOS = sorted(load_library(LIBRARY).scenarios)
SEEDS = {Mode.LEARN: 918_270, Mode.PRACTICE: 918_273, Mode.ASSESS: 918_270}  # two callers among three modes
MOVES = 8


def whole(text: str, page: str) -> bool:
    """Whether `text` stands in the page as a word of its own."""
    return text in page and re.search(rf"(?<![\w.,$]){re.escape(text)}(?![\w,]|\.\d)", page) is not None


def kept_by_the_contact(world: World) -> Iterator[str]:
    """What the contact knows and has not said: the values, and the words they would say it in."""
    for name, spec in world.setting.specs.items():
        if name in world.actors:
            yield from _kept(world.at(name), spec)


def _kept(world: World, spec: ContactSpec) -> Iterator[str]:
    truth, told = world.truth, [fact.value for fact in world.facts.values()]
    for topic, answer in spec.knows.items():
        if topic in world.facts:
            continue
        value = fill_slot(answer.value, truth)
        if value in told:
            continue  # the same place may answer two questions
        if isinstance(value, str) and len(value) > 6:
            yield f'"{value}"' if value.isalpha() and value.islower() else value  # a code, or words
        yield from (fill(line, {**truth, "value": value}) for line in answer.says)
    for reaction in spec.reacts:
        yield from (fill(line, truth) for line in reaction.says)


def kept_by_the_seed(world: World) -> Iterator[str]:
    yield world.setting.variant
    yield str(world.setting.seed)
    truth, opened = world.setting.truth, world.desk.opened
    yield from (value for value in truth.values() if isinstance(value, str) and "_" in value)
    if "caller_name" not in world.facts and "people" not in opened:
        yield from (truth[name] for name in ("stranger_name", "authorised_name") if name in truth)
    listed = {hit.listing.phone for found in world.desk.found for hit in found.hits}
    phone = truth.get("phone_on_file")
    dialed = any(
        spec.called for spec in world.setting.specs.values()
    )  # whom one is to call has a number to be called at
    if phone and not dialed and phone not in listed and "phone_on_file" not in world.facts and "people" not in opened:
        yield phone


def kept_by_the_panels(world: World) -> Iterator[str]:
    """Numbers and words that only an unopened panel shows."""
    account, till, opened = world.desk.account, world.desk.till, set(world.desk.opened)
    if account is not None:
        yield from (entry.id for entry in account.entries if not opened & {"ledger"})
        yield from (bill.id for bill in account.bills if not opened & {"bills", "use", "ledger", "estimate", "summary"})
        yield from (order.id for order in account.orders if not opened & {"orders"})
        yield from (order.result for order in account.orders if order.result and not opened & {"orders"})
        yield from (note.text for note in account.notes if note.text and not opened & {"notes"})
    if till is not None:
        own = sum(
            deed.effect and deed.act.kind == "take_payment" for one in world.matters.values() for deed in one.history
        )
        before = till.receipts[: len(till.receipts) - own]  # whoever writes a receipt is told its number
        yield from (one.number for one in before if not opened & {"receipts", "papers"})
        yield from (bag.number for bag in (*till.safe, *till.log) if not opened & {"safe", "drops"})
        if "drawer" not in opened:
            yield 'class="pile"'
        if not till.counts:
            yield f"{till.expected:,.2f}"


def secrets(world: World) -> list[str]:
    """All of it, but what the head of the account shows of any account."""
    account = world.desk.account
    shown = (account.holder.name, account.premise.address, account.number) if account else ()
    kept = (*kept_by_the_contact(world), *kept_by_the_seed(world), *kept_by_the_panels(world))
    return [secret for secret in kept if secret not in shown]


def as_move(world: World) -> dict[str, Any] | None:
    act = Expert(world.setting.pack.rulebook)(case_of(world))
    if act is None:
        return None
    data = {name: value for name, value in plain(act).items() if name not in ("toward", "sure")}
    way = str(KINDS[act.kind].way)
    return {"look": data["panel"]} if act.kind == "look" else {way: data}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # a page is the same over either database
@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("mode", list(Mode))
def test_nothing_hidden_reaches_the_browser(
    app: Flask, client: FlaskClient, sign_in: Callable[..., Person], scenario: str, mode: Mode
) -> None:
    person, content = sign_in(Role.REPRESENTATIVE), app.extensions["content"]
    with app.extensions["database"].session() as session:
        play = service.start(session, content, service.Player(person.id, "Jordan", "I"), scenario, NOW, SEEDS[mode])
        play.mode = mode
        session.commit()
        play_id = play.id
    for number in range(1, MOVES + 1):
        world = now(app, play_id, person)
        page = client.get(f"/plays/{play_id}").text
        check(world, page, page)
        move = as_move(world)
        if move is None or move == {"do": {"act": "finish"}}:
            break
        sent = {"number": number, "token": f"t{number}", "move": move}
        answer = client.post(f"/plays/{play_id}/moves", json=sent)
        assert answer.status_code == 200, answer.text
        data = answer.get_json()
        check(now(app, play_id, person), " ".join([*data["parts"].values(), data["lines"]]), answer.text)


def now(app: Flask, play_id: int, person: Person) -> World:
    with app.extensions["database"].session() as session:
        return service.world_of(service.find(session, play_id, person.id), app.extensions["content"])


@cache
def quotable(manual: Manual, day: dt.date) -> tuple[str, ...]:
    """What the coach may quote: the manual's rules, which everyone may read."""
    return tuple(manual.rule(section.number, day) for section in manual.sections)


@cache
def menus() -> re.Pattern[str]:
    """The names of topics as menus list them, each alone in its element: the same on every page of every play."""
    slots = [slot for kind in KINDS.values() for slot in kind.slots.values() if slot.type is SlotType.CHOICE]
    choices = [choice for slot in slots for choice in slot.choices.values()]
    listed = "|".join(map(re.escape, sorted({one.label for one in choices}, key=len, reverse=True)))
    codes = "|".join(map(re.escape, sorted({one.id for one in choices})))
    return re.compile(rf'(?<=>)\s*(?:{listed})\s*(?=<)|<option value="(?:{codes})">', re.IGNORECASE)


def check(world: World, page: str, raw: str) -> None:
    page = menus().sub("", html.unescape(page))
    for rule in quotable(world.setting.pack.manual, world.desk.today):
        page = page.replace(rule, "")
    spoken = " ".join(line for line in re.findall(r"</span>([^<]*)</p>", page))
    for secret in secrets(world):
        if secret in spoken and secret not in (world.setting.variant, str(world.setting.seed)):
            continue  # two questions may share one wording
        assert not whole(secret, page), secret
    assert f'"{world.setting.seed}"' not in raw
    assert world.setting.variant not in raw
