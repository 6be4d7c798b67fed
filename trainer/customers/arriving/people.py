"""Who comes to the counter and is no caller: visitors, drivers, process servers, bidders, reporters."""

from __future__ import annotations

from typing import ClassVar, Literal

from trainer.customers.arriving.base import SEEN, Draw, Kind, seen
from trainer.record.arrivals import Arrival
from trainer.record.ruling import Readable

_FIRMS = ("Pump Works", "Delgado Surveying", "Coastline Valves", "Harper & Sons Paving", "Bright Meter Supply")
_ABOUT = ("the bid walk-through", "an interview", "the meter samples", "the drawings for the new tank")


class _AtTheCounter(Kind):
    tray: ClassVar[str] = "counter"


class Visitor(_AtTheCounter):
    """Someone with an appointment, who names the employee and not the office. `tells`: all, or not what it is about."""

    name: ClassVar[str] = "visitor"
    tells: Literal["all", "no_purpose"] = "all"

    def draw(self, day: Draw) -> Arrival:
        guest, firm = day.name(), day.rng.choice(_FIRMS)
        person = day.rng.choice([one for one in day.staff if one.office in SEEN])
        about = day.rng.choice(_ABOUT) if self.tells == "all" else None
        words = f"“Good morning. {guest}, {firm}. I have an appointment with {person.name}.”"
        why = f"“It’s about {about}.”" if about else "“It’s private, if you don’t mind.”"
        known: dict[str, Readable] = {
            "visitor": True, "caller_name": guest, "organization": firm, "asks_for_person": person.name,
        }  # fmt: skip
        known |= {"purpose": about} if about else {}
        return seen("counter", "person", ["In a jacket, with a folder; looks at the clock"], {}, (words, why), known)


class Package(_AtTheCounter):
    """An ordinary parcel, brought by a driver."""

    name: ClassVar[str] = "package"

    def draw(self, day: Draw) -> Arrival:
        firm, person = day.rng.choice(_FIRMS), day.rng.choice(day.staff)
        marks = ["A driver in uniform with a hand truck and a box", f"Label: {firm}, to {person.name}"]
        return seen("counter", "parcel", marks, {}, ("“Morning! One for you. Sign here?”",), {"handed": "package"})


class StrangePackage(_AtTheCounter):
    """A parcel that looks wrong; it stands there already."""

    name: ClassVar[str] = "strange_package"

    def draw(self, day: Draw) -> Arrival:
        looks = day.rng.choice((
            "Wrapped in far too much tape, an oily stain at one corner, no sender",
            "No sender, a smell of fuel, and “YOU WILL ALL PAY” in felt pen",
            "A wire shows at one corner, and the address is cut from a newspaper",
        ))  # fmt: skip
        marks = ["A parcel on the bench by the door; nobody saw who left it", looks]
        return seen("counter", "parcel", marks, {"handed": "suspicious_package"})


class Server(_AtTheCounter):
    """Someone who brings a legal paper and would like to be rid of it."""

    name: ClassVar[str] = "server"
    paper: Literal["summons", "subpoena"] = "summons"

    def draw(self, day: Draw) -> Arrival:
        words = {
            "summons": "“Legal papers for the District. You work here? Great. Just take these and I’m gone.”",
            "subpoena": "“Subpoena for billing records. It’s only paper. Anybody at the desk will do.”",
        }[self.paper]
        marks = ["A man with a clipboard and a flat envelope under his arm"]
        return seen("counter", "person", marks, {}, (words,), {"handed": self.paper})


class Bidder(_AtTheCounter):
    """Someone with a sealed bid, and little time."""

    name: ClassVar[str] = "bidder"

    def draw(self, day: Draw) -> Arrival:
        firm = day.rng.choice(_FIRMS)
        words = f"“{firm}. This is our bid for the pipeline job, it has to be in by ten. Can you stamp it?”"
        marks = ["A woman, out of breath, with a thick sealed envelope"]
        return seen("counter", "person", marks, {}, (words,), {"handed": "bid"})


class Reporter(_AtTheCounter):
    """Someone who asks about last night, and has a recorder in hand."""

    name: ClassVar[str] = "reporter"

    def draw(self, day: Draw) -> Arrival:
        words = f"“{day.name()}, the Canyon Herald. Off the record: is it true that the main was fifty years old?”"
        marks = ["A young man with a recorder and a press card"]
        return seen("counter", "person", marks, {}, (words,), {"press": True})


class WalkIn(_AtTheCounter):
    """Someone who wants one office and does not know what it is called."""

    name: ClassVar[str] = "walk_in"
    wants: Literal["conservation", "engineering", "human_resources", "water_quality"] = "conservation"

    def draw(self, day: Draw) -> Arrival:
        words = {
            "conservation": "“Somebody told me you pay people to take out their lawn?”",
            "engineering": "“I need to know where your pipe runs before we pour the foundation.”",
            "human_resources": "“I saw you’re hiring. Who takes the applications?”",
            "water_quality": "“Who can explain this report about what’s in the water?”",
        }[self.wants]
        marks = ["Someone who looks around for a sign"]
        return seen("counter", "person", marks, {}, (words,), {"asks_for": self.wants})
