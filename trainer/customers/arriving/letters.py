"""Mail that is no payment: what came back, bounced bills, protests, claims, letters to the clerk or an office."""

from __future__ import annotations

from typing import ClassVar, Literal

from trainer.customers.arriving.base import SEEN, Draw, Kind, day_of, seen
from trainer.customers.days import DAY
from trainer.record.arrivals import Arrival
from trainer.record.ruling import Readable

_ORDINARY = "A first-class stamp"


class _CameBack(Kind):
    """`on_file` is what else the account has to reach them by."""

    tray: ClassVar[str] = "mail"
    on_file: Literal["all", "no_phone", "no_other"] = "all"


class ReturnedBill(_CameBack):
    """A bill that the post office sent back; its sticker may name another address."""

    name: ClassVar[str] = "returned_bill"
    sticker: Literal["unknown", "moved", "no_unit"] = "unknown"

    def draw(self, day: Draw) -> Arrival:
        holder = day.name()
        marks = [
            f"To {holder}, {day.place()}", f"Account {day.account()}, our bill of {day_of(day.today - DAY * 19)}",
            *self._sticker(day), *self._on_file(day),
        ]  # fmt: skip
        facts: dict[str, Readable] = {"returned_mail": True}
        closed = {"no_phone": ("no_phone",), "no_other": ("no_email",)}.get(self.on_file, ())
        return seen("letter", "returned", marks, {**facts, **dict.fromkeys(closed, True)})

    def _sticker(self, day: Draw) -> list[str]:
        if self.sticker == "moved":
            return ["RETURN TO SENDER", f"NOTIFY SENDER OF NEW ADDRESS: {day.place()}"]
        return ["RETURN TO SENDER", "INSUFFICIENT ADDRESS" if self.sticker == "no_unit" else "ATTEMPTED, NOT KNOWN"]

    def _on_file(self, day: Draw) -> list[str]:
        phone = "disconnected" if self.on_file == "no_phone" else day.phone()
        email = "no e-mail" if self.on_file == "no_other" else "an e-mail that works"
        return [f"On file: telephone {phone}; {email}"]


class BouncedBill(_CameBack):
    """A paperless bill that bounced. Where the mail came back before, only the telephone is left."""

    name: ClassVar[str] = "bounced_bill"
    why: Literal["full", "unknown"] = "unknown"

    def draw(self, day: Draw) -> Arrival:
        holder = day.name()
        reason = "550 No such user here" if self.why == "unknown" else "552 Mailbox full"
        phone = "disconnected" if self.on_file == "no_phone" else day.phone()
        mail = "mail came back in an earlier month" if self.on_file == "no_other" else f"mail to {day.place()}"
        marks = [
            f"To {holder}, account {day.account()}", f"Your bill of {day_of(day.today - DAY * 2)}: not delivered",
            reason, f"On file: telephone {phone}; {mail}",
        ]  # fmt: skip
        closed = {"no_phone": ("no_phone",), "no_other": ("no_mail",)}.get(self.on_file, ())
        return seen("email", "bounce", marks, {"bounced_email": True, **dict.fromkeys(closed, True)})


class ClerkLetter(Kind):
    """A certified letter to the clerk: what is in it, nobody at this desk reads."""

    name: ClassVar[str] = "clerk_letter"
    tray: ClassVar[str] = "mail"

    def draw(self, day: Draw) -> Arrival:
        firm = day.name().rpartition(" ")[2]
        marks = [
            "CERTIFIED MAIL, return receipt requested", f"To the District Clerk, {day.agency}",
            f"From {firm} & {day.name().rpartition(' ')[2]}, Attorneys at Law",
        ]  # fmt: skip
        inside = ("A summons, with a complaint of forty pages.",)
        return seen("letter", "certified", marks, {"for_clerk": True}, inside, {"handed": "summons"})


class ClaimLetter(Kind):
    """A plain envelope with a filled-in claim in it."""

    name: ClassVar[str] = "claim_letter"
    tray: ClassVar[str] = "mail"

    def draw(self, day: Draw) -> Arrival:
        writer, on = day.name(), day.today - DAY * day.rng.randint(12, 150)
        inside = (
            f"Claim form, filled in and signed by {writer}.",
            f"“On {day_of(on)} your pipe burst in front of my house and the water went through my garage.”",
        )
        return seen("letter", "plain", [f"From {writer}, {day.place()}", _ORDINARY], {}, inside, {"handed": "claim"})


class Protest(Kind):
    """A letter against the new rates, signed, with the parcel's address."""

    name: ClassVar[str] = "protest"
    tray: ClassVar[str] = "mail"

    def draw(self, day: Draw) -> Arrival:
        writer, place = day.name(), day.place()
        inside = (f"“I protest the proposed water rates. I own {place}.”", f"Signed {writer}")
        known: dict[str, Readable] = {"purpose": "rate_protest"}
        return seen("letter", "plain", [f"From {writer}, {place}", _ORDINARY], {}, inside, known)


class LetterFor(Kind):
    """A letter to someone who works here, by name only."""

    name: ClassVar[str] = "letter_for"
    tray: ClassVar[str] = "mail"

    def draw(self, day: Draw) -> Arrival:
        person = day.rng.choice([one for one in day.staff if one.office in SEEN])
        inside = (f"“Dear {person.name}, here are the papers that you asked for.”",)
        known: dict[str, Readable] = {"asks_for_person": person.name}
        return seen("letter", "plain", [f"Attention: {person.name}", _ORDINARY], {}, inside, known)


class AskForRecords(Kind):
    """A letter that asks for copies of what the District has, and calls it nothing."""

    name: ClassVar[str] = "ask_for_records"
    tray: ClassVar[str] = "mail"

    def draw(self, day: Draw) -> Arrival:
        writer = day.name()
        inside = (
            "“Please let me have the test results for the water in our street for the last two years, and what was "
            "paid for the new pump station.”",
            f"{writer}, {day.place()}",
        )
        return seen("letter", "plain", [f"From {writer}", _ORDINARY], {}, inside, {"records_request": True})
