"""What an open calibration shows, as tables: answers side by side, the cards' scores, and how far reviewers agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from trainer.measure.ratings import Level
from trainer.measure.saying import Agreement
from trainer.reviews import calibrating, standing
from trainer.reviews import calibration_figures as figures
from trainer.reviews.ledger import day_of
from trainer.reviews.models import Calibration
from trainer.reviews.sheet import Sheet, figure
from trainer.web.clock import office_day

COMPARED = {Level.NOMINAL: "name", Level.ORDINAL: "order", Level.INTERVAL: "distance"}
CARDS = ("Calibration", "Title", "Interaction", "Day", "Reviewer", "Index", "Handed in", "Score", "Outcome")
AGREEMENT = ("Item", "Figure", "Value", "From", "To", "Interactions", "In words")
OUTCOME = "Whether the card passed"


def answers(one: Calibration, known: Mapping[int, str]) -> Sheet:
    """Everything side by side: what agreement and alignment can be computed from again."""
    people = [each.person_id for each in one.reviewers]
    rows = [
        (str(row.interaction), row.criterion.id, row.criterion.title, COMPARED[figures.LEVELS[row.criterion.kind]],
         f"{row.criterion.weight.normalize():f}", *(row.values[person] or "" for person in people))
        for row in figures.side_by_side(one)
    ]  # fmt: skip
    head = ("Interaction", "Criterion", "Title", "Compared by", "Weight")
    return Sheet(f"calibration-{one.id}", (*head, *(known[person] for person in people)), rows)


def cards(sessions: Sequence[Calibration], known: Mapping[int, str]) -> Sheet:
    """Every card handed in, with its exact score and its day: what severity and its drift rest on."""
    rows = []
    for each in sessions:
        for one in calibrating.handed_in(each):
            score = standing.score_of(one)
            rows.append((
                str(each.id), each.title, str(one.interaction_id), day_of(one.interaction).isoformat(),
                known[one.reviewer_id], "yes" if one.reviewer_id == each.expert_id else "",
                office_day(one.finished_at).isoformat() if one.finished_at else "",
                "" if score.percent is None else figure(Fraction(score.percent)), score.outcome.value.capitalize(),
            ))  # fmt: skip
    return Sheet("calibration-cards", CARDS, rows)


def agreement(one: Calibration, _known: Mapping[int, str]) -> Sheet:
    """How far reviewers agree, one row for each item and figure, as the page shows it: too few give words alone."""
    rows = [
        (each.criterion.title if each.criterion else OUTCOME, *_cells(found))
        for each in figures.agreed([one])
        for found in each.figures.values()
    ]
    return Sheet(f"agreement-{one.id}", AGREEMENT, rows)


def _cells(one: Agreement) -> tuple[str, ...]:
    ends = (one.interval.low, one.interval.high) if one.interval else (None, None)
    told = ("" if each is None else f"{each:.2f}" for each in (one.told, *ends))
    return one.measure.label, *told, str(one.units), one.words


# What there is of one session, by the name it has in an address.
OF_ONE: Mapping[str, Callable[[Calibration, Mapping[int, str]], Sheet]] = {
    "answers": answers, "agreement": agreement, "cards": lambda one, known: cards([one], known),
}  # fmt: skip
