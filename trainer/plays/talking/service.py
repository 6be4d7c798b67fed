"""What may be said about an ended play, and the only writer of these tables.

The stored findings are never changed. Where a contest is upheld, the finding stands in the record as withdrawn, and
whoever counts findings leaves it out (`withdrawn`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.audit import service as audit
from trainer.plays.models import Mode, Play
from trainer.plays.refusing import NotFoundError, RefusedError
from trainer.plays.talking.models import Contest, Question, SelfNote
from trainer.record.finding import Judgement

__all__ = ["ANSWERS", "Contest", "NotFoundError", "Question", "RefusedError", "Said", "answer", "ask", "contest",
           "explain", "find_contest", "find_question", "note", "open_to_supervisors", "said", "settle", "waiting",
           "withdrawn"]  # fmt: skip

LONGEST = 2000
ANSWERS = {True: "Withdraw the finding", False: "It stands"}  # to a contest, by whether it is upheld
Row = TypeVar("Row")


@dataclass(frozen=True)
class Said:
    """Everything said about one play; the note only for its player."""

    contests: Sequence[Contest]
    questions: Sequence[Question]
    note: str

    def of_finding(self, place: int) -> list[Contest]:
        return [one for one in self.contests if one.place == place]

    def of_words(self, move: int) -> list[Contest]:
        return [one for one in self.contests if one.move == move]

    def asked(self, move: int) -> list[Question]:
        return [one for one in self.questions if one.move == move]


def said(session: Session, play: Play) -> Said:
    contests = session.scalars(sa.select(Contest).where(Contest.play_id == play.id).order_by(Contest.id)).all()
    questions = session.scalars(sa.select(Question).where(Question.play_id == play.id).order_by(Question.id)).all()
    note = session.get(SelfNote, play.id)
    return Said(contests, questions, note.text if note else "")


def contest(
    session: Session, play: Play, now: dt.datetime, *, place: int | None = None, move: int | None = None
) -> Contest:
    """Contest one finding, by its place, or the understanding of one's typed words; raises RefusedError."""
    _ended(play)
    _there(play, place, move)
    before = said(session, play)
    if any(one.settled_at is None for one in (before.of_finding(place) if place is not None else ())):
        raise RefusedError("You contested this already. A supervisor will answer it here.")
    row = Contest(play_id=play.id, place=place, move=move, raised_at=now)
    session.add(row)
    session.commit()
    return row


def explain(session: Session, row: Contest, why: str) -> None:
    """Say why, while it is not settled yet; raises RefusedError."""
    if row.settled_at is not None:
        raise RefusedError("It was settled already. Contest it again to say more.")
    row.why = _text(why)
    session.commit()


def settle(session: Session, by: audit.Actor, row: Contest, now: dt.datetime, *, upheld: bool, answer: str) -> None:
    """Say whether the player was right, and why; raises RefusedError. Nobody settles what they played themselves."""
    play = session.get_one(Play, row.play_id)
    if play.person_id == by.id:
        raise RefusedError("You played this yourself. Another supervisor settles it.")
    if row.settled_at is not None:
        raise RefusedError("It was settled already.")
    row.upheld, row.answer, row.settled_by, row.settled_at = upheld, _text(answer), by.id, now
    told = {"person": play.person_id, "contest": row.id, "finding": row.place, "answer": ANSWERS[upheld]}
    audit.record(session, by, "settled", audit.subject("play", play.id), told, now)
    session.commit()


def ask(session: Session, play: Play, move: int, text: str, now: dt.datetime) -> Question:
    """Ask a supervisor about a line; raises RefusedError."""
    _ended(play)
    if not any(one.number == move for one in play.moves):
        raise RefusedError("There is no such line in this play.")
    row = Question(play_id=play.id, move=move, asked_at=now, text=_text(text))
    session.add(row)
    session.commit()
    return row


def answer(session: Session, by: audit.Actor, row: Question, text: str, now: dt.datetime) -> None:
    """Answer a question once; raises RefusedError."""
    if row.answered_at is not None:
        raise RefusedError("It was answered already.")
    row.answer, row.answered_by, row.answered_at = _text(text), by.id, now
    audit.record(session, by, "answered", audit.subject("play", row.play_id), {"question": row.id}, now)
    session.commit()


def note(session: Session, play: Play, text: str, now: dt.datetime) -> None:
    """Keep a note to self, instead of the one before; an empty one takes it away."""
    row = session.get(SelfNote, play.id)
    text = text.strip()[:LONGEST]
    if row is not None and not text:
        session.delete(row)
    elif row is not None:
        row.text, row.at = text, now
    elif text:
        session.add(SelfNote(play_id=play.id, text=text, at=now))
    session.commit()


def withdrawn(session: Session, plays: Iterable[Play]) -> Mapping[int, frozenset[int]]:
    """The places of the findings that no longer hold, by play: contested and upheld, or resting on misread words."""
    known = {play.id: play for play in plays}
    upheld = sa.select(Contest).where(Contest.play_id.in_(known), Contest.upheld.is_(True))
    found: dict[int, set[int]] = {}
    for row in session.scalars(upheld):
        found.setdefault(row.play_id, set()).update(_places(known[row.play_id], row))
    return {play: frozenset(places) for play, places in found.items()}


def _places(play: Play, row: Contest) -> list[int]:
    if row.place is not None:
        return [row.place]
    return [one.place for one in play.findings if one.move == row.move and not Judgement(one.verdict).right]


def waiting(session: Session) -> tuple[Sequence[tuple[Contest, Play]], Sequence[tuple[Question, Play]]]:
    """What no supervisor has answered yet, the oldest first."""
    contests = sa.select(Contest, Play).join(Play, Play.id == Contest.play_id).where(Contest.settled_at.is_(None))
    questions = sa.select(Question, Play).join(Play, Play.id == Question.play_id).where(Question.answered_at.is_(None))
    return (
        [(row, play) for row, play in session.execute(contests.order_by(Contest.raised_at))],
        [(row, play) for row, play in session.execute(questions.order_by(Question.asked_at))],
    )


def settled(session: Session, limit: int = 50) -> Sequence[tuple[Contest, Play]]:
    """What was settled, the latest first."""
    found = sa.select(Contest, Play).join(Play, Play.id == Contest.play_id).where(Contest.settled_at.is_not(None))
    return [(row, play) for row, play in session.execute(found.order_by(Contest.settled_at.desc()).limit(limit))]


def open_to_supervisors(session: Session, play: Play) -> bool:
    """Practice is one's own: others read it where its player asked something. An assessment is read by who answers."""
    if not play.ended:
        return False
    everything = said(session, play)
    return play.mode is Mode.ASSESS or bool(everything.contests or everything.questions)


def find_contest(session: Session, contest_id: int) -> Contest:
    """Raises NotFoundError."""
    return _found(session.get(Contest, contest_id), contest_id)


def find_question(session: Session, question_id: int) -> Question:
    """Raises NotFoundError."""
    return _found(session.get(Question, question_id), question_id)


def _found(row: Row | None, number: int) -> Row:
    if row is None:
        raise NotFoundError(str(number))
    return row


def _ended(play: Play) -> None:
    if not play.ended:
        raise RefusedError("This play goes on. It can be talked about once it has ended.")


def _there(play: Play, place: int | None, move: int | None) -> None:
    typed = any(one.number == move and one.move.get("text") is not None for one in play.moves)
    if not any(one.place == place for one in play.findings) and not typed:
        raise RefusedError("There is nothing of that kind to contest here.")


def _text(text: str) -> str:
    text = text.strip()
    if not text:
        raise RefusedError("Write a sentence first.")
    if len(text) > LONGEST:
        raise RefusedError(f"That is longer than {LONGEST:,} characters. Say it more shortly.")
    return text
