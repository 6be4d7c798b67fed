"""The desk's front door: perform one act, or refuse it and change nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trainer.desk import (  # noqa: F401 - importing registers the actions
    account_actions,
    adjust_actions,
    arrival_actions,
    budget_actions,
    cash_actions,
    collection_actions,
    deposit_actions,
    drawer_actions,
    field_actions,
    finding_actions,
    holder_actions,
    identity_actions,
    others_actions,
    payment_actions,
    service_actions,
    shutoff_actions,
    signup_actions,
)
from trainer.desk.events import Event, fold
from trainer.desk.registry import ACTIONS, ON_ARRIVALS, RefusedError, Systems
from trainer.desk.state import Desk
from trainer.record.act import Act
from trainer.record.arrivals import SLOT


def perform(desk: Desk, act: Act, systems: Systems) -> tuple[Desk, Sequence[Event]]:
    """The desk after `act` and what happened; raises RefusedError."""
    special = ON_ARRIVALS.get(act.kind) if act.text(SLOT) else None
    doing = special or ACTIONS.get(act.kind)
    if doing is None:
        raise RefusedError("The desk cannot do that.")
    events = doing(desk, act, systems)
    return fold(desk, events), events


def approve(desk: Desk, bill: str, systems: Systems) -> tuple[Desk, list[str]]:
    """The desk after somebody who may has approved the adjustment of a bill, and what it confirms."""
    after, events = perform(replace(desk, approves=True), Act("approve_adjustment", {"bill": bill}), systems)
    return replace(after, approves=desk.approves), [event.receipt for event in events if event.receipt]


__all__ = ["RefusedError", "approve", "perform"]
