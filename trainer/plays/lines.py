"""The play line by line, with each finding at its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from trainer.plays.models import Play, PlayMove
from trainer.plays.stored import DESK, REP, understood, written
from trainer.record.finding import Finding, Judgement
from trainer.scoring.telling import clock

CALLER = "caller"


@dataclass(frozen=True)
class Look:
    """How a verdict is shown: its word, its shape, and the kind of state it is; `more` where the word needs it."""

    word: str
    icon: str
    kind: str
    more: str = ""


LOOKS: Mapping[Judgement, Look] = {
    Judgement.MET: Look("Right", "check-circle-fill", "good"),
    Judgement.LATE: Look("Late", "clock-fill", "care"),
    Judgement.MISSED: Look("Missed", "dash-circle-dotted", "care"),
    Judgement.VIOLATED: Look("Against the manual", "x-octagon-fill", "bad"),
    Judgement.BLIND: Look("Done blind", "eye-slash-fill", "bad", "before you had looked or asked"),
    Judgement.OVER_STRICT: Look("Too strict", "dash-circle-fill", "bad"),
    Judgement.OVER_LENIENT: Look("Too generous", "plus-circle-fill", "bad"),
    Judgement.BEYOND_AUTHORITY: Look("Beyond your authority", "arrow-up-circle-fill", "bad"),
    Judgement.UNTRUE: Look("Untrue", "exclamation-triangle-fill", "bad"),
}


def look(finding: Finding) -> Look:
    """What is critical is bad, whatever its verdict."""
    shown = LOOKS[finding.verdict]
    return replace(shown, kind="bad") if finding.critical else shown


@dataclass(frozen=True)
class Row:
    """One row of the transcript. `number` counts from 1; `acts` stand by typed words, `note` where one was written.

    `whom` says who is spoken with from here on, in a play with several contacts.
    """

    number: int
    who: str
    text: str
    second: int
    move: int
    state: str = ""
    mood: str = ""
    acts: tuple[tuple[str, str, bool], ...] = ()
    contested: bool = False
    note: str = ""
    whom: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def clock(self) -> str:
        return clock(self.second)

    @property
    def wrong(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if not one.verdict.right)

    @property
    def right(self) -> tuple[Finding, ...]:
        """One line each; a question on the way to something else is told with the rest at the end."""
        return tuple(one for one in self.findings if one.verdict.right and not one.key.startswith("need:"))


def rows(play: Play, findings: Sequence[Finding], names: Mapping[str, str] | None = None) -> list[Row]:
    """Every line of the play, in order; what the desk said in a row stands together. `names` are those of contacts."""
    every = [row for move in play.moves for row in _of_move(move, [f for f in findings if f.move == move.number])]
    numbered = [replace(row, number=number) for number, row in enumerate(joined(every), 1)]
    return with_whom(numbered, {move.number: _places(move) for move in play.moves}, names or {})


def spoke(play: Play) -> list[str]:
    """Every contact that spoke, in the order in which they first did."""
    return list(dict.fromkeys(place for move in play.moves for place in _places(move)))


def name_of(place: str, order: Sequence[str], names: Mapping[str, str]) -> str:
    """A contact by name, or, where a play of other versions does not tell it any more, by their order."""
    return names.get(place) or f"Contact {order.index(place) + 1}"


def with_whom(shown: Sequence[Row], places: Mapping[int, Sequence[str]], names: Mapping[str, str]) -> list[Row]:
    """Marks each row at which another contact is turned to; `places` are those whose words each move brought."""
    order = list(dict.fromkeys(place for each in places.values() for place in each))
    made, with_ = list(shown), ""
    for number, row in enumerate(shown) if len(order) > 1 else ():
        place = next(iter(places.get(row.move, ())), with_) if row.who != DESK else with_
        if place != with_:
            made[number], with_ = replace(row, whom=name_of(place, order, names)), place
    return made


def _places(move: PlayMove) -> list[str]:
    """Whose words a move brought, in order."""
    return [line["who"] for line in move.lines if line["who"] not in (REP, DESK)]


def _of_move(move: PlayMove, findings: Iterable[Finding]) -> list[Row]:
    made = [_row(move, line) for line in move.lines]
    found, note = tuple(findings), written(move)
    if not made and (found or note):
        acts = ", ".join(f"{kind}: {about}" if about else kind for kind, about, _ in understood(move))
        made = [Row(0, DESK, acts, move.second, move.number)]
    if made and (found or note):
        place = next((place for place, row in enumerate(made) if row.who == REP), None)
        place = next((n for n, row in enumerate(made) if row.who == DESK), 0) if place is None else place
        made[place] = replace(made[place], findings=found, note=note)
    return made


def _row(move: PlayMove, line: Mapping[str, Any]) -> Row:
    typed = line["who"] == REP and move.move["text"] is not None
    who = line["who"] if line["who"] in (REP, DESK) else CALLER
    return Row(
        0, who, line["text"], line["second"], move.number, line.get("state") or "", line.get("mood") or "",
        tuple(understood(move)) if typed else (), typed and move.contested,
    )  # fmt: skip


def joined(every: Iterable[Row]) -> Iterator[Row]:
    """Desk lines that follow each other, with nothing found in them, are one row."""
    held: Row | None = None
    for row in every:
        quiet = row.who == DESK and not row.wrong and not row.right and not row.note
        if held is not None and quiet and row.state == held.state:
            held = replace(held, text=f"{held.text} · {row.text}", findings=held.findings + row.findings)
            continue
        if held is not None:
            yield held
        held = row if quiet else None
        if not quiet:
            yield row
    if held is not None:
        yield held
