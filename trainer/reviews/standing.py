"""How a review stands: who may read it, the answers that hold, its score, and what in it still needs a word."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from trainer.reviews.card.model import Card, Criterion
from trainer.reviews.card.scoring import CardScore, Outcome, asked, missing_comments, score
from trainer.reviews.evidence import lines_in
from trainer.reviews.models import Moment, Purpose, Review, ReviewAnswer
from trainer.reviews.scorecards import card_of


def may_read(one: Review, person_id: int, *, supervisor: bool) -> bool:
    """The reviewer reads their own; the person reviewed reads what was released; supervisors read the rest.

    A calibration stays blind: its reviews are read through the calibration, once it is open.
    """
    if one.reviewer_id == person_id:
        return True
    if one.interaction.representative_id == person_id:
        return one.released_at is not None
    return supervisor and one.purpose is not Purpose.CALIBRATION and (one.purpose is not Purpose.SELF or done(one))


def card(one: Review) -> Card:
    """The card as it is filled in: what needs a recording is asked only where one is linked.

    Retention takes the link away with the words; what was judged by ear before that stays on the card.
    """
    whole = card_of(one.version)
    by_ear = {criterion.id for criterion in whole.criteria if criterion.needs_recording}
    heard = bool(one.interaction.audio) or any(answer.criterion in by_ear for answer in one.answers)
    return whole if heard or not by_ear else card_of(one.version, recording=False)


def done(one: Review) -> bool:
    return one.finished_at is not None


def latest(one: Review, *, before_disputes: bool = False) -> dict[str, ReviewAnswer]:
    """The answers that hold, by criterion; those taken back are not there."""
    found: dict[str, ReviewAnswer] = {}
    for answer in one.answers:
        if not (before_disputes and answer.dispute_id):
            found[answer.criterion] = answer
    return {name: answer for name, answer in found.items() if answer.value is not None or answer.comment}


def chosen(one: Review, *, before_disputes: bool = False) -> dict[str, str]:
    """Criterion → value, of everything answered."""
    answers = latest(one, before_disputes=before_disputes)
    return {name: answer.value for name, answer in answers.items() if answer.value is not None}


def counting(one: Review) -> dict[str, str]:
    """Of these, what the card still asks for: one answer may have made it ask no more for another."""
    answers = chosen(one)
    return {criterion.id: answers[criterion.id] for criterion in shown_criteria(one) if criterion.id in answers}


def score_of(one: Review, *, before_disputes: bool = False) -> CardScore:
    """The score as it stands now, or as it was before any dispute was settled."""
    return score(card(one), chosen(one, before_disputes=before_disputes))


@dataclass(frozen=True)
class Kept:
    """A score as it was put on record, without its lines; `critical_right` of `critical_judged` were fully right."""

    percent: Fraction | None
    outcome: Outcome
    critical_right: int
    critical_judged: int

    @classmethod
    def read(cls, plain: dict[str, Any]) -> Kept:
        """From what `CardScore.plain` wrote."""
        percent = plain["percent"]
        return cls(None if percent is None else Fraction(percent), Outcome(plain["outcome"]), *plain["critical"])


def kept(one: Review, *, before_disputes: bool = False) -> Kept:
    """The score of a finished review as it was put on record last, or last before any dispute was settled."""
    scores = [each for each in one.scores if not (before_disputes and each.why == Moment.SETTLED)]
    return Kept.read(scores[-1].score)


def unexplained(one: Review) -> tuple[str, ...]:
    """The criteria whose answer still needs a comment."""
    comments = {name: answer.comment for name, answer in latest(one).items()}
    return missing_comments(card(one), chosen(one), comments)


def cited(one: Review) -> dict[int, list[str]]:
    """Line of the transcript → criteria it is evidence for, in the card's order."""
    answers, found = latest(one), dict[int, list[str]]()
    for criterion in card(one).criteria:
        answer = answers.get(criterion.id)
        for line in sorted(lines_in(answer.evidence)) if answer else ():
            found.setdefault(line, []).append(criterion.id)
    return found


def shown_criteria(one: Review) -> tuple[Criterion, ...]:
    """The criteria that are asked with the answers as they stand."""
    return asked(card(one), chosen(one))
