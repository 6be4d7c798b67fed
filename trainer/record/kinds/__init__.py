"""The kinds of acts of a front office: what each is called, its slots, how long it takes, and what it touches."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from trainer.record.kinds.base import ActKind, Slot, SlotType, Way
from trainer.record.kinds.customer import CUSTOMER
from trainer.record.kinds.money import MONEY
from trainer.record.kinds.office import LOOKED, OFFICE, WAITED
from trainer.record.kinds.said import SAID

KINDS: Mapping[str, ActKind] = MappingProxyType(
    {kind.id: kind for kind in (*SAID, *LOOKED, *CUSTOMER, *MONEY, *OFFICE, *WAITED)}
)

__all__ = ["KINDS", "ActKind", "Slot", "SlotType", "Way"]
