"""Reading the record back: findings, score and moves as they were stored, whatever is served now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from trainer.plays.models import Play, PlayMove
from trainer.record.finding import Finding, Judgement, Severity
from trainer.record.parsing import BadActError
from trainer.record.ruling import Reading
from trainer.scenarios.moves import move_from_data
from trainer.scenarios.scenes import DIVIDER
from trainer.scenarios.state import DESK, REP
from trainer.scoring.debrief import Course, Result
from trainer.scoring.telling import describe


@dataclass(frozen=True)
class Part:
    """One part of the score: points earned of the points it was worth."""

    label: str
    earned: Decimal
    points: Decimal
    right: int
    findings: int

    @property
    def share(self) -> float:
        return float(self.earned / self.points) if self.points else 0.0


def findings(play: Play) -> list[Finding]:
    return [finding(one.finding) for one in play.findings]


def finding(data: Mapping[str, Any]) -> Finding:
    """The finding that was stored as `data`; what a later version no longer knows is left aside."""
    known = {one.name for one in fields(Finding)}
    return Finding(**{
        **{name: value for name, value in data.items() if name in known},
        "verdict": Judgement(data["verdict"]), "severity": Severity(data["severity"]),
        "read": tuple(Reading(**one) for one in data["read"]),
        "hangs": tuple((rule, why) for rule, why in data["hangs"]),
        "besides": tuple(data.get("besides", ())),
    })  # fmt: skip


def result(play: Play) -> Result:
    return Result(play.score or 0, bool(play.passed), play.critical or 0, play.pass_mark or 0)


def parts(play: Play) -> list[Part]:
    return [
        Part(one["label"], Decimal(one["earned"]), Decimal(one["points"]), one["right"], one["findings"])
        for one in play.parts or ()
    ]


def day(play: Play) -> dt.datetime:
    """The day and time the play stands for."""
    return dt.datetime.fromisoformat(play.opening["start"])


def moods(play: Play) -> list[tuple[int, str]]:
    """The caller's mood as it was heard, by second."""
    lines = (line for move in play.moves for line in move.lines)
    return [(line["second"], line["mood"]) for line in lines if line.get("mood")]


def moods_of(play: Play, contact: str) -> list[tuple[int, str]]:
    """As `moods`, of one contact alone."""
    lines = (line for move in play.moves for line in move.lines if line["who"] == contact)
    return [(line["second"], line["mood"]) for line in lines if line.get("mood")]


def scenes(play: Play) -> list[int]:
    """The second at which each scene after the first began."""
    lines = (line for move in play.moves for line in move.lines)
    return [line["second"] for line in lines if line.get("state") == DIVIDER]


def course(play: Play) -> Course:
    """How the play went on the outside."""
    lines = [line for move in play.moves for line in move.lines]
    acts = [act["act"] for move in play.moves for act in move.move["acts"]]
    return Course(
        moods=tuple(mood for _, mood in moods(play)),
        did=any(act not in ("wait", "finish") for act in acts),
        hung_up=any(line["who"] == DESK and line["text"].startswith("The caller hung up") for line in lines),
        seconds=seconds(play),
        contact=play.opening.get("till") is None,
    )


def seconds(play: Play) -> int:
    return play.moves[-1].second if play.moves else 0


def hints(play: Play) -> int:
    """How many moves were made with a hint opened for them."""
    return sum(bool(move.move.get("hinted")) for move in play.moves)


def understood(move: PlayMove) -> list[tuple[str, str, bool]]:
    """The acts a move was understood as: what kind, what about, and whether that was sure."""
    try:
        acts = move_from_data(move.move).acts
    except BadActError:  # a kind of act that is no more
        return [(str(act.get("act", "")).replace("_", " "), "", True) for act in move.move["acts"]]
    named = [(*describe(act).partition(": ")[::2], act.sure) for act in acts]
    return [(kind, about, sure) for kind, about, sure in named]


def written(move: PlayMove) -> str:
    """The words of a note that the move wrote; empty where it wrote none."""
    return "\n".join(str(act["text"]) for act in move.move["acts"] if act.get("act") == "add_note" and act.get("text"))


__all__ = ["DESK", "REP", "Part", "course", "day", "finding", "findings", "hints", "moods", "moods_of", "parts",
           "result", "scenes", "seconds", "understood", "written"]  # fmt: skip
