"""The words of live interactions that tables, files and pages share."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How a customer reached the District."""

    PHONE = "phone"
    CHAT = "chat"
    EMAIL = "email"
    LETTER = "letter"
    COUNTER = "counter"

    @property
    def label(self) -> str:
        return {"phone": "Telephone", "chat": "Chat", "email": "E-mail", "letter": "Letter", "counter": "Counter"}[self]


class Speaker(StrEnum):
    """Who a line of a transcript is from; `system` is a machine's notice: on hold, transferred, recorded."""

    REPRESENTATIVE = "rep"
    CUSTOMER = "customer"
    SYSTEM = "system"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {"rep": "Representative", "customer": "Customer", "system": "System", "other": "Someone else"}[self]


class Judged(StrEnum):
    """What a person made of a place the reading aid marked."""

    KEPT = "kept"
    DISMISSED = "dismissed"
