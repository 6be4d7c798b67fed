"""What may be done about progress: the only way in for others, and the only place that changes it.

Each command is one transaction and raises `RefusedError` with a sentence when it may not be done.
"""

from __future__ import annotations

from trainer.people.service import RefusedError
from trainer.progress.handing_in import add_evidence, answer, evidence, note_severity, question, questions
from trainer.progress.models import Decided, Outcome
from trainer.progress.reading import Standing, Subject, months_to_ready, reviewers, standings, subjects
from trainer.progress.records import records
from trainer.progress.retention import hold, release
from trainer.progress.roster import (
    as_fixed,
    away,
    begin_leave,
    cohorts,
    end_leave,
    join,
    leave_class,
    on_record,
    start_cohort,
)
from trainer.progress.signing import (
    LEAST_REASON,
    LEAST_VIEW,
    attest,
    decide,
    decisions,
    intact,
    last_decided,
    may_see_estimate,
    own_view,
    record_view,
    signed,
    views,
    withdraw,
)

__all__ = [
    "LEAST_REASON", "LEAST_VIEW", "Decided", "Outcome", "RefusedError", "Standing", "Subject", "add_evidence",
    "answer", "as_fixed", "attest", "away", "begin_leave", "cohorts", "decide", "decisions", "end_leave", "evidence",
    "hold", "intact", "join", "last_decided", "leave_class", "may_see_estimate", "months_to_ready", "note_severity",
    "on_record", "own_view", "question", "questions", "record_view", "records", "release", "reviewers", "signed",
    "standings", "start_cohort", "subjects", "views", "withdraw",
]  # fmt: skip
