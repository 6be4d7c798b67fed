"""What a feature adds to the shared pages: an entry in the navigation, things waiting at home, a section there.

A feature says so beside its blueprint, and registering the blueprint puts it in place:

    blueprint = Blueprint("plays", __name__, url_prefix="/practice", template_folder="templates")
    add_navigation(blueprint, "Practice", "plays.index", order=20)

    @on_home(blueprint, Role.REPRESENTATIVE)
    def home(session: Session, person: Viewer) -> Home:
        return Home(waiting=[Waiting(...)], section=render_template("plays/home.html", ...))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Blueprint, Flask, current_app, request
from sqlalchemy.orm import Session

from trainer.web.access import may
from trainer.web.roles import Role, Viewer


@dataclass(frozen=True)
class Entry:
    """One page of the navigation. Entries of one `room` stand together behind one word of the top bar."""

    label: str
    endpoint: str
    order: int
    room: str = ""

    @property
    def current(self) -> str | None:
        """What aria-current says: this very page, a page in the same room, or nothing."""
        if request.endpoint == self.endpoint:
            return "page"
        return "true" if self.leads_to(request.endpoint or "") and self._nearest(request.endpoint or "") else None

    def leads_to(self, endpoint: str) -> bool:
        """Whether a page belongs to this entry: plays.index has all of plays, plays.manual all of plays.manual_…"""
        room, _, page = self.endpoint.rpartition(".")
        return endpoint.startswith(f"{room}." if page == "index" else f"{self.endpoint}_")

    def _nearest(self, endpoint: str) -> bool:
        others = (entry for entry in shell().entries if entry.leads_to(endpoint) or entry.endpoint == endpoint)
        return not any(len(entry.endpoint) > len(self.endpoint) for entry in others)


@dataclass(frozen=True)
class Room:
    """One word of the top bar, and the pages behind it that one person may use; a room of one page has its name."""

    entries: tuple[Entry, ...]

    @property
    def label(self) -> str:
        first = self.entries[0]
        return first.room if first.room and len(self.entries) > 1 else first.label

    @property
    def endpoint(self) -> str:
        return self.entries[0].endpoint

    @property
    def current(self) -> str | None:
        """As of an entry; the page behind the word itself is "page", every other of its room is "true"."""
        marks = [entry.current for entry in self.entries]
        return marks[0] or next(("true" for mark in marks if mark), None)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for someone: what it is, one sentence more, and the page where it is dealt with.

    `order` sorts the list, smallest first; `button` is one verb; `icon` is a name of Bootstrap's icons.
    """

    title: str
    text: str
    url: str
    button: str
    icon: str = "arrow-right-circle"
    order: int = 50


@dataclass(frozen=True)
class Suggestion:
    """What to do when nothing waits. `url` and `button` go together, or are both left out."""

    title: str
    text: str
    url: str | None = None
    button: str = ""


@dataclass(frozen=True)
class Home:
    """What one feature shows one person at the start: things that wait, what to do when nothing does, and a section.

    `section` is HTML from a template: `<section aria-labelledby="…">` with a heading of its own.
    """

    waiting: list[Waiting] = field(default_factory=list)
    suggestion: Suggestion | None = None
    section: str = ""


SETTLED = Suggestion("You are all set", "What is asked of you will stand here, the most pressing first.")


HomeView = Callable[[Session, Viewer], Home]


@dataclass
class Shell:
    """Everything that features have added to one application."""

    entries: list[Entry] = field(default_factory=list)
    homes: list[tuple[int, frozenset[Role], HomeView]] = field(default_factory=list)

    def navigation(self, person: Viewer | None) -> list[Room]:
        """The rooms that lead somewhere for this person, in the order of the first page of each."""
        rooms: dict[str, list[Entry]] = {}
        for entry in sorted(self.entries, key=lambda one: one.order):
            if may(entry.endpoint, person):
                rooms.setdefault(entry.room or entry.endpoint, []).append(entry)
        return [Room(tuple(entries)) for entries in rooms.values()]

    def home(self, session: Session, person: Viewer) -> list[Home]:
        """What each feature shows this person, in order."""
        ordered = sorted(self.homes, key=lambda item: item[0])
        return [view(session, person) for _, roles, view in ordered if roles & person.roles]


def init_app(app: Flask) -> None:
    app.extensions["shell"] = Shell()


def shell() -> Shell:
    found: Shell = current_app.extensions["shell"]
    return found


def add_navigation(blueprint: Blueprint, label: str, endpoint: str, *, order: int, room: str = "") -> None:
    """Add a page to the navigation, in a room or by itself. Whoever may use it sees it; Home is 0 and People 90."""
    entry = Entry(label, endpoint, order, room)
    blueprint.record(lambda state: state.app.extensions["shell"].entries.append(entry))


def on_home(blueprint: Blueprint, *roles: Role, order: int = 50) -> Callable[[HomeView], HomeView]:
    """Let the decorated function add to the home page of everyone who holds one of `roles`."""

    def register(view: HomeView) -> HomeView:
        blueprint.record(lambda state: state.app.extensions["shell"].homes.append((order, frozenset(roles), view)))
        return view

    return register
