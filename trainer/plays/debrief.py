"""What the debrief shows of an ended play: the record as it was stored, and beside it what the book would have done.

Only a play of the versions served now can be played again; of any other, the record stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from trainer.desk.state import Desk
from trainer.plays import service, stored
from trainer.plays.lines import CALLER, Row, joined, name_of, rows, spoke, with_whom
from trainer.plays.measures import measures
from trainer.plays.models import Play
from trainer.plays.rebuild import ChangedError, opening_world, replay
from trainer.plays.timeline import Timeline, timeline, with_lanes
from trainer.proof.bots import Expert
from trainer.proof.play import Played, play_bot
from trainer.record.finding import Finding
from trainer.scenarios.labels import named
from trainer.scenarios.world import Line
from trainer.scoring import ends
from trainer.scoring.beside import Measure
from trainer.scoring.debrief import GRAVITY, Alternative, Matter, alternatives, lede, three, verdict
from trainer.scoring.water import Lost, lost
from trainer.web.content import Content


@dataclass(frozen=True)
class Again:
    """What is worked out by playing it again: the ends, the book's play, the water, and whether the record holds."""

    ends: tuple[ends.Row, ...]
    book: Played
    water: Lost | None
    book_water: Lost | None
    differs: tuple[str, ...]
    names: Mapping[str, str]

    @property
    def has_account(self) -> bool:
        return self.book.world.desk.account is not None

    @property
    def has_till(self) -> bool:
        return self.book.world.desk.till is not None

    @property
    def book_rows(self) -> list[Row]:
        """The book's play as a transcript, each of several contacts by name."""
        lines = (Row(0, _who(line), line.text, line.second, line.move, line.state) for line in self.book.lines)
        places: dict[int, list[str]] = {}
        for line in self.book.lines:
            if _who(line) == CALLER:
                places.setdefault(line.move, []).append(line.who)
        return with_whom(list(joined(lines)), places, self.names)

    def book_moods(self, place: str | None = None) -> list[tuple[int, str]]:
        """The mood in the book's play as it was heard, by second: of one contact, where one is named."""
        heard = [line for line in self.book.lines if line.mood and place in (None, line.who)]
        return [(line.second, line.mood.value) for line in heard if line.mood]

    @property
    def heard(self) -> list[str]:
        """Every contact that spoke in the book's play, in the order in which they first did."""
        return list(dict.fromkeys(line.who for line in self.book.lines if _who(line) == CALLER))


@dataclass(frozen=True)
class Debrief:
    """One page. `again` is None when the play was made with other versions."""

    play: Play
    verdict: str
    lede: str
    three: tuple[Matter, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    parts: tuple[stored.Part, ...]
    timeline: Timeline
    again: Again | None
    beside: tuple[Measure, ...] = ()
    contacts: tuple[str, ...] = ()

    @property
    def missed(self) -> tuple[Finding, ...]:
        """What was never done, the gravest first: it has no line of its own."""
        missed = [one for one in self.findings if one.move is None and not one.verdict.right]
        return tuple(sorted(missed, key=lambda one: GRAVITY[one.severity]))

    @property
    def alternatives(self) -> list[Alternative]:
        """What else would have been right."""
        return alternatives(self.findings)

    @property
    def right(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.verdict.right)

    @property
    def wrong(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if not one.verdict.right)

    @property
    def contact(self) -> bool:
        """Whether someone called; else it was a drawer to close."""
        return self.play.opening.get("till") is None

    @property
    def seconds(self) -> int:
        return stored.seconds(self.play)

    @property
    def names(self) -> Mapping[str, str]:
        """Every contact by name, or else by their order."""
        known = self.again.names if self.again else {}
        return {place: name_of(place, self.contacts, known) for place in self.contacts}

    def about(self, finding: Finding) -> str:
        """Whom a finding is about, by name; empty where there was but one, or where it is about nobody."""
        return self.names.get(finding.contact, "") if len(self.contacts) > 1 else ""

    def mood_at(self, second: int, contact: str = "") -> str:
        """The caller's mood as it was last heard by then; of `contact` alone, where one of several is named."""
        moods = stored.moods_of(self.play, contact) if contact in self.contacts else stored.moods(self.play)
        return next((mood for at, mood in reversed(moods) if at <= second), "")

    def found_before(self, finding: Finding) -> int | None:
        """The line at which the same was wrong already, so that it need not be told twice."""
        same = (one for one in self.wrong if (one.rule, one.verdict) == (finding.rule, finding.verdict))
        first = next(same)
        return self.line_of.get(first.move) if first is not finding and first.move else None

    def lines_of(self, matter: Matter) -> list[int]:
        """Where a matter is to be seen."""
        return sorted({self.line_of[move] for move in matter.moves if move in self.line_of})

    @property
    def line_of(self) -> dict[int, int]:
        return lines_of(self.rows)


def debrief(play: Play, content: Content) -> Debrief:
    """The debrief of an ended play."""
    findings, course, result = stored.findings(play), stored.course(play), stored.result(play)
    again = play_again(play, content)
    names = again.names if again else {}
    shown = rows(play, findings, names)
    return Debrief(
        play=play, verdict=verdict(findings, result, course), lede=lede(findings, result, course),
        three=tuple(three(findings)), rows=tuple(shown), findings=tuple(findings), parts=tuple(stored.parts(play)),
        timeline=_picture(play, findings, shown, again), again=again, contacts=tuple(spoke(play)),
        beside=measures(play, content, findings, again.book.world.second if again else None),
    )  # fmt: skip


def play_again(play: Play, content: Content) -> Again | None:
    """The play replayed, and the book's play of the same caller; None for a play of other versions."""
    try:
        opening = opening_world(play, content)
    except ChangedError:
        return None
    world, _, steps = replay(play, content)
    book = play_bot(opening, Expert(content.pack.rulebook))
    rate = opening.setting.gallons_per_minute
    return Again(
        ends=tuple(_ends(opening.desk, world.desk, book.world.desk)), book=book, water=lost(steps, rate),
        book_water=lost(book.steps, rate), differs=tuple(service.verify(play, content)),
        names={place: named(opening.setting, place) for place in opening.setting.specs},
    )  # fmt: skip


def _ends(before: Desk, left: Desk, book: Desk) -> Iterator[ends.Row]:
    """How each account that lay ready was left, by number where there are several."""
    ready = (*((before.account,) if before.account else ()), *(one.account for one in before.parked))
    for number in [account.number for account in ready] or [""]:
        for row in ends.rows(*(desk.turned(number) if number else desk for desk in (before, left, book))):
            yield replace(row, label=f"{row.label}, {number}") if len(ready) > 1 else row


def _who(line: Line) -> str:
    return line.who if line.who in (stored.REP, stored.DESK) else CALLER


def _picture(play: Play, findings: Sequence[Finding], shown: Sequence[Row], again: Again | None) -> Timeline:
    scenes, end, book_end = stored.scenes(play), stored.seconds(play), again.book.world.second if again else 0
    order = list(dict.fromkeys([*spoke(play), *(again.heard if again else ())]))
    if len(order) > 1:
        contacts = [_contact(play, place, order, again) for place in order]
        return with_lanes(contacts, end, findings, lines_of(shown), scenes, book_end)
    heard = again.book_moods() if again else []
    return timeline(stored.moods(play), end, findings, lines_of(shown), heard, book_end, scenes)


def _contact(
    play: Play, place: str, order: Sequence[str], again: Again | None
) -> tuple[str, list[tuple[int, str]], list[tuple[int, str]]]:
    """One of several contacts: by name, with their moods, and with those of the book's play."""
    name = name_of(place, order, again.names if again else {})
    return name, stored.moods_of(play, place), again.book_moods(place) if again else []


def lines_of(shown: Sequence[Row]) -> dict[int, int]:
    """The row at which each move stands: the one that holds its findings, or its first."""
    found: dict[int, int] = {}
    for row in shown:
        found.setdefault(row.move, row.number)
        for one in row.findings:
            if one.move is not None:
                found[one.move] = row.number
    return found
