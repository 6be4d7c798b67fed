"""From one scene to the next: the day moves on, and what was ordered or recommended comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from trainer.desk.actions import approve
from trainer.desk.events import account_of, on_account
from trainer.desk.registry import Systems
from trainer.desk.state import Desk
from trainer.record.account import Order, OrderStatus
from trainer.scenarios.arrivals import enter
from trainer.scenarios.format import Result, Scene
from trainer.scenarios.incidents import on_the_board
from trainer.scenarios.placeholders import fill, fill_slot, spoken
from trainer.scenarios.state import OFFICE, Matter
from trainer.scenarios.telling import desk_line
from trainer.scenarios.world import Line, World

DIVIDER = "scene"  # the state of the line that opens a scene


def is_last(world: World) -> bool:
    return world.scene > len(world.setting.scenes)


def next_scene(world: World) -> tuple[World, list[Line]]:
    """The next scene's opening, and what the desk says of it."""
    scene = world.setting.scenes[world.scene - 1]
    start = begins(world, scene)
    desk, back = _came_back(world, scene, start.date())
    came_up = on_the_board(scene.incidents, start, world.setting.truth, before=len(desk.incidents))
    desk = replace(desk, incidents=(*desk.incidents, *came_up))
    matters = {one.id: replace(one, account=_account_of(world, one)) for one in world.matters.values()}
    world = replace(
        world, desk=desk, scene=world.scene + 1, scene_start=start,
        scene_second=world.second, actors={}, past={**world.past, **matters}, matters={OFFICE: matters[OFFICE].later()},
        attending=OFFICE,
    )  # fmt: skip
    world = enter(world)
    told = [fill(scene.briefing, world.setting.truth), *back, fill(scene.bulletin, world.setting.truth)]
    lines = [desk_line(world, text.strip()) for text in told if text]
    return world, [desk_line(world, f"{spoken(start.date())}, {_hour(start)}", DIVIDER), *lines]


def _account_of(world: World, matter: Matter) -> str:
    """The account that lies open for a matter, or that was put aside with it."""
    if matter.id != world.matter.id:
        return matter.account
    return world.desk.account.number if world.desk.account else ""


def begins(world: World, scene: Scene) -> dt.datetime:
    """When a scene begins, from the day on which the one before was played."""
    day = world.now.date()
    day = world.setting.pack.add_business_days(day, scene.business_days) if scene.business_days else day
    return dt.datetime.combine(day, scene.at)


def _hour(start: dt.datetime) -> str:
    return f"{start.hour % 12 or 12}:{start.minute:02} {'AM' if start.hour < 12 else 'PM'}"


def _came_back(world: World, scene: Scene, today: dt.date) -> tuple[Desk, list[str]]:
    """The desk with the results of open orders and what was decided on every account; its panels closed again."""
    front = world.desk.account.number if world.desk.account else ""
    numbers = [*((front,) if front else ()), *(one.account.number for one in world.desk.parked)]
    desk, told = replace(world.desk, today=today), list[str]()
    for number in numbers:
        desk, back = _reported(desk.turned(number), scene.results, world.setting.truth)
        desk, decided = _decided(desk, scene, world.setting.systems)
        told += [*back, *decided]
    panels = world.setting.scenario.open_panels
    desk = desk.turned(front)
    return replace(desk, opened=panels, parked=tuple(replace(one, opened=panels) for one in desk.parked)), told


def _reported(desk: Desk, results: Mapping[str, Result], truth: Mapping[str, Any]) -> tuple[Desk, list[str]]:
    account = account_of(desk)
    orders = tuple(_done(one, results.get(one.work), truth, desk.today) for one in account.orders)
    back = [one for one, before in zip(orders, account.orders, strict=True) if one is not before]
    words = [f"Order {one.id} came back for account {account.number}." for one in back]
    return on_account(desk, orders=orders), words


def _done(order: Order, result: Result | None, truth: Mapping[str, Any], today: dt.date) -> Order:
    if result is None or order.status is not OrderStatus.OPEN:
        return order
    read = fill_slot(result.read, truth)
    return replace(
        order, status=OrderStatus.DONE, done_on=today, read=read if isinstance(read, int) else None,
        result=fill(result.says, truth),
    )  # fmt: skip


def _decided(desk: Desk, scene: Scene, systems: Systems) -> tuple[Desk, list[str]]:
    """An approved adjustment is posted; one that was declined is gone, and the desk says so."""
    account, told = account_of(desk), list[str]()
    if scene.approves is False:
        gone = [f"Not approved: the adjustment for account {account.number}." for _ in account.recommendations]
        return on_account(desk, recommendations=()), gone
    for one in account.recommendations if scene.approves else ():
        desk, words = approve(desk, one.bill, systems)
        told += words
    return desk, told
