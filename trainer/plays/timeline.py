"""The contact as a picture: the caller's mood over time, the book's beside it, and what was found where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from trainer.plays.lines import look
from trainer.record.case import Mood
from trainer.record.finding import Finding, Judgement
from trainer.scoring.debrief import GRAVITY
from trainer.scoring.telling import clock

WIDTH, LEFT, RIGHT = 1136.0, 84.0, 1128.0
TOP, BOTTOM = 18.0, 112.0
LABEL, MARK = 104.0, 13.0
LANE = 66.0
_STEPS = (15, 30, 60, 120, 300, 600, 1200, 3600)
_MOODS = tuple(Mood)
Heard = Sequence[tuple[int, str]]


@dataclass(frozen=True)
class Marker:
    """Everything found at one move; `shape` is met, wrong, critical, late or missed. Labels may be left out."""

    x: float
    at: float
    second: int
    shape: str
    findings: tuple[Finding, ...]
    label: str = ""
    under: str = ""
    anchor: str = "middle"


@dataclass(frozen=True)
class Lane:
    """One of several contacts: who, and the path of their mood, between the heights `top` and `bottom`.

    `book` is the path of the same contact in the play by the book; either is empty where that contact never spoke.
    """

    name: str
    path: str
    book: str
    top: float
    bottom: float


@dataclass(frozen=True)
class Timeline:
    """Geometry for the template; `path` and `book` are SVG paths, empty where nobody was on the line.

    With several contacts each has a lane, from calm below to angry above, and there is no single path. `book_end` is
    empty where no book is drawn. `scenes` are the places at which a later scene began.
    """

    height: float
    base: float
    levels: tuple[tuple[str, float], ...]
    path: str
    book: str
    book_end: str
    ticks: tuple[tuple[str, float], ...]
    markers: tuple[Marker, ...]
    spoken: str
    lanes: tuple[Lane, ...] = ()
    scenes: tuple[float, ...] = ()


def timeline(
    moods: Heard, end: int, findings: Sequence[Finding], lines: dict[int, int], book: Heard = (), book_end: int = 0,
    scenes: Sequence[int] = (),
) -> Timeline:  # fmt: skip
    """`moods` by second, `lines` the row of each move; `book` the same of the play by the book."""
    last = max(end, book_end, 1)
    heard = bool(moods or book)
    base = BOTTOM + 34 if heard else 24.0
    levels = tuple((mood.value, _level(mood.value)) for mood in _MOODS) if heard else ()
    return Timeline(
        height=base + 66, base=base, levels=levels, path=_path(moods, end, last), book=_path(book, book_end, last),
        book_end=clock(book_end) if book else "", ticks=_ticks(last),
        markers=tuple(_labelled(_markers(findings, last), lines)), spoken=_spoken(moods, findings, end),
        scenes=tuple(_x(second, last) for second in scenes),
    )  # fmt: skip


def with_lanes(
    contacts: Sequence[tuple[str, Heard, Heard]], end: int, findings: Sequence[Finding], lines: dict[int, int],
    scenes: Sequence[int] = (), book_end: int = 0,
) -> Timeline:  # fmt: skip
    """A timeline of several contacts, each by name with their moods, and with those of the play by the book."""
    base, last = TOP + LANE * len(contacts) + 34, max(end, book_end, 1)
    lanes = tuple(_lane(place, *contact, last) for place, contact in enumerate(contacts))
    told = " ".join(_mood_told(f"{name}: ", moods) for name, moods, _ in contacts)
    return Timeline(
        height=base + 66, base=base, levels=(), path="", book="", ticks=_ticks(last),
        book_end=clock(book_end) if any(lane.book for lane in lanes) else "",
        markers=tuple(_labelled(_markers(findings, last), lines)), spoken=f"{told} {_spoken((), findings, end)}",
        lanes=lanes, scenes=tuple(_x(second, last) for second in scenes),
    )  # fmt: skip


def _lane(place: int, name: str, moods: Heard, book: Heard, last: int) -> Lane:
    """A contact is drawn from their first word to their last: between those of others, as they were left."""
    top = TOP + LANE * place + 26
    bottom = top + LANE - 38
    mine, by_book = (_path(heard, heard[-1][0] if heard else 0, last, top, bottom) for heard in (moods, book))
    return Lane(name, mine, by_book, top, bottom)


def _x(second: float, last: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * second / last, 1)


def _level(mood: str, top: float = TOP, bottom: float = BOTTOM) -> float:
    return round(bottom - (bottom - top) * [one.value for one in _MOODS].index(mood) / (len(_MOODS) - 1), 1)


def _path(moods: Heard, end: int, last: int, top: float = TOP, bottom: float = BOTTOM) -> str:
    """A line through the moods as they were heard: it holds each until shortly before the next."""
    if not moods:
        return ""
    points = [(_x(second, last), _level(mood, top, bottom)) for second, mood in moods]
    path = f"M{points[0][0]} {points[0][1]}"
    for (x0, y0), (x1, y1) in pairwise(points):
        if y0 == y1:
            path += f"H{x1}"
            continue
        bend = max(x0, x1 - 36)
        middle = round((bend + x1) / 2, 1)
        path += f"H{bend}C{middle} {y0} {middle} {y1} {x1} {y1}"
    return f"{path}H{_x(max(end, moods[-1][0]), last)}"


def _ticks(last: int) -> tuple[tuple[str, float], ...]:
    step = next((one for one in _STEPS if last / one <= 10), _STEPS[-1])
    return tuple((clock(second), _x(second, last)) for second in range(0, last + 1, step))


def _markers(findings: Iterable[Finding], last: int) -> list[Marker]:
    """One for each move with findings; what was missed stands together where it could no longer be done."""
    groups: dict[tuple[bool, int], list[Finding]] = {}
    for one in findings:
        if not (one.verdict.right and one.key.startswith("need:")):
            groups.setdefault((one.move is None, one.move if one.move is not None else one.second), []).append(one)
    made: list[Marker] = []
    for group in sorted(groups.values(), key=lambda group: group[0].second):
        at = _x(group[0].second, last)
        x = max(at, made[-1].x + MARK) if made else at
        made.append(Marker(round(x, 1), at, group[0].second, _shape(group), tuple(group)))
    over = made[-1].x - RIGHT + 6 if made else 0
    return [_back(marker, over) for marker in made] if over > 0 else made


def _back(marker: Marker, over: float) -> Marker:
    """What was pushed past the right edge moves back by as much as it must."""
    moved = max(marker.at - over, LEFT) if marker.x == marker.at else marker.x - over
    return Marker(round(moved, 1), marker.at, marker.second, marker.shape, marker.findings)


def _shape(group: Sequence[Finding]) -> str:
    wrong = sorted((one for one in group if not one.verdict.right), key=lambda one: GRAVITY[one.severity])
    if not wrong:
        return "met"
    if wrong[0].critical:
        return "critical"
    return {Judgement.MISSED: "missed", Judgement.LATE: "late"}.get(wrong[0].verdict, "wrong")


def _labelled(markers: Sequence[Marker], lines: dict[int, int]) -> list[Marker]:
    """Words under the gravest first, as many as fit beside each other."""
    order = sorted(range(len(markers)), key=lambda n: (_rank(markers[n]), markers[n].x))
    taken: list[float] = []
    made = list(markers)
    for place in order:
        one = markers[place]
        if all(abs(one.x - x) >= LABEL for x in taken):
            taken.append(one.x)
            made[place] = _with_words(one, lines)
    return made


def _rank(marker: Marker) -> int:
    return ("critical", "wrong", "missed", "late", "met").index(marker.shape)


def _with_words(marker: Marker, lines: dict[int, int]) -> Marker:
    wrong = [one for one in marker.findings if not one.verdict.right]
    leading = min(wrong or marker.findings, key=lambda one: GRAVITY[one.severity])
    label = look(leading).word
    if marker.shape == "missed" and len(wrong) > 1:
        label = f"{len(wrong)} missed"
    under = f"line {lines[leading.move]}" if leading.move in lines else "before the end"
    anchor = "end" if marker.x > RIGHT - 50 else "start" if marker.x < LEFT + 44 else "middle"
    return Marker(marker.x, marker.at, marker.second, marker.shape, marker.findings, label, under, anchor)


def _spoken(moods: Heard, findings: Sequence[Finding], end: int) -> str:
    """The picture in words."""
    heard = f"{_mood_told('The caller’s mood: ', moods)} " if moods else ""
    right = sum(1 for one in findings if one.verdict.right)
    found = "finding" if right == 1 else "findings"
    return f"{heard}{right} {found} right, {len(findings) - right} not, over {clock(end)}."


def _mood_told(whose: str, moods: Heard) -> str:
    changes = [f"{mood} from {clock(second)}" for (second, mood), before in _changes(moods) if mood != before]
    return f"{whose}{', '.join(changes) or 'nothing said'}."


def _changes(moods: Heard) -> list[tuple[tuple[int, str], str]]:
    return list(zip(moods, ["", *(mood for _, mood in moods)], strict=False))
