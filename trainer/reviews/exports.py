"""Reviews and disputes in full, as tables that every figure of the pages can be computed from again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from trainer.reviews import standing
from trainer.reviews.card.scoring import Line, score
from trainer.reviews.evidence import written
from trainer.reviews.ledger import day_of
from trainer.reviews.models import Dispute, Review
from trainer.reviews.scorecards import card_of
from trainer.reviews.sheet import Sheet, figure
from trainer.web.clock import OFFICE

ANSWERED = (
    "Criterion", "Title", "Weight", "Value", "Answer", "Earned", "Possible", "Comment", "Lines", "Critical",
    "Value as released", "Earned as released", "Possible as released",
)  # fmt: skip
EVERY = ("Review", "Representative", "Day", "Sample", "Card", "Version", *ANSWERED)
DISPUTED = (
    "Review", "Item", "Representative", "Reviewer", "Raised", "Was", "Is", "State", "Reason", "Arbiter", "Answer",
)  # fmt: skip
_NONE = Fraction()


def answers_sheet(one: Review) -> Sheet:
    """One review in full: what every criterion was answered, is worth and earned, now and as it was released.

    What was not released has no figures of a release: those columns are empty.
    """
    return Sheet(f"review-{one.id}", ANSWERED, list(_answered(one)))


def every_answer(found: Sequence[Review], known: Mapping[int, str]) -> Sheet:
    """Many reviews in full, one row an answer."""
    rows = []
    for one in found:
        head = (
            str(one.id), known[one.interaction.representative_id], day_of(one.interaction).isoformat(),
            one.purpose.label, one.version.title, str(one.version.number),
        )  # fmt: skip
        rows += [(*head, *cells) for cells in _answered(one)]
    return Sheet("answers", EVERY, rows)


def _answered(one: Review) -> Iterator[tuple[str, ...]]:
    """Every criterion that is asked now, or was before a dispute was settled, in the card's order."""
    card, answers = standing.card(one), standing.latest(one)
    lines = _lines(one)
    before = _lines(one, before_disputes=True) if one.disputes else lines
    for criterion in card.criteria:
        if criterion.id not in lines and criterion.id not in before:
            continue
        line, released = (each.get(criterion.id, Line(criterion.id, None, _NONE, _NONE)) for each in (lines, before))
        answer = answers.get(criterion.id)
        yield (
            criterion.id, criterion.title, f"{criterion.weight.normalize():f}", line.value or "",
            criterion.label(line.value) if line.value else "", figure(line.earned), figure(line.possible),
            answer.comment if answer else "", written(answer.evidence or ()) if answer else "",
            "yes" if criterion.critical else "", *(_figures(released) if one.released_at else ("", "", "")),
        )  # fmt: skip


def _figures(line: Line) -> tuple[str, str, str]:
    return line.value or "", figure(line.earned), figure(line.possible)


def _lines(one: Review, *, before_disputes: bool = False) -> dict[str, Line]:
    chosen = standing.chosen(one, before_disputes=before_disputes)
    return {line.criterion: line for line in score(standing.card(one), chosen).lines}


def item(one: Review, criterion: str) -> str:
    """The title of a criterion of the review's card."""
    found = card_of(one.version).criterion(criterion)
    return found.title if found else criterion


def before_and_after(one: Dispute) -> tuple[str, str]:
    """What the disputed answer was, and is, in words."""
    criterion = card_of(one.review.version).criterion(one.criterion)
    say = criterion.label if criterion else str
    return say(one.value_before) if one.value_before else "–", say(one.value_after) if one.value_after else "–"


def disputes_sheet(found: Sequence[Dispute], known: Mapping[int, str]) -> Sheet:
    """Disputes as their page shows them, with the reasons given on both sides."""
    rows = []
    for one in found:
        was, is_ = before_and_after(one)
        rows.append((
            str(one.review_id), item(one.review, one.criterion), known[one.review.interaction.representative_id],
            known[one.review.reviewer_id], f"{one.raised_at.astimezone(OFFICE):%Y-%m-%d}", was,
            is_ if one.outcome else "", one.outcome.value if one.outcome else "open", one.reason,
            known[one.arbiter_id] if one.arbiter_id else "", one.answer,
        ))  # fmt: skip
    return Sheet("disputes", DISPUTED, rows)
