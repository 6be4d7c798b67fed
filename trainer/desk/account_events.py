"""What happens in looking at an account and in keeping its record."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.desk.events import on_account, open_panel
from trainer.desk.state import Desk, Matched
from trainer.record.account import FollowUp, Note
from trainer.record.case import shown
from trainer.record.service import AreaAnswer
from trainer.record.topic import QUESTIONS


@dataclass(frozen=True)
class ItemMatched:
    contact: str
    item: str
    ok: bool

    def apply(self, desk: Desk) -> Desk:
        return replace(desk, matches=(*desk.matches, Matched(self.contact, self.item, self.ok)))

    @property
    def receipt(self) -> str:
        label = QUESTIONS[self.item].label
        return f"Matched: {label}" if self.ok else f"Does not match: {label}"


@dataclass(frozen=True)
class AreaLookedUp:
    answer: AreaAnswer

    def apply(self, desk: Desk) -> Desk:
        return open_panel(replace(desk, area=self.answer), "service_area")

    @property
    def receipt(self) -> str:
        one = self.answer
        return f"{one.address}: " + (
            "in our service area" if one.ours else f"served by {one.agency or 'nobody we know'}"
        )


@dataclass(frozen=True)
class NoteAdded:
    note: Note

    def apply(self, desk: Desk) -> Desk:
        return desk if desk.account is None else on_account(desk, notes=(*desk.account.notes, self.note))

    @property
    def receipt(self) -> str:
        return "Note saved"


@dataclass(frozen=True)
class FollowUpAdded:
    follow_up: FollowUp

    def apply(self, desk: Desk) -> Desk:
        return desk if desk.account is None else on_account(desk, follow_ups=(*desk.account.follow_ups, self.follow_up))

    @property
    def receipt(self) -> str:
        return f"Follow-up for {self.follow_up.by:%A}, {shown(self.follow_up.by)}"
