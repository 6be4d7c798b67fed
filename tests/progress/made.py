"""Evidence, people and criteria made by hand for the tests of progress."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np

from trainer.district.advancement import Advancement
from trainer.progress.body import Body, Words
from trainer.progress.evidence import Piece
from trainer.progress.picture import Known, Reviewer, Service, Signature
from trainer.record.finding import Severity

DAY = dt.date(2026, 3, 10)
DUTIES = {4: "Bills", 6: "Fees", 7: "Cashier"}


def criteria(*extra: Mapping[str, object]) -> Advancement:
    """Two duties measured, one signature, and whatever else is given."""
    measured = {"bar": 0.75, "least": 12, "months": 12, "how_set": "Chosen by hand for a test."}
    return Advancement.model_validate({
        "version": 1, "title": "From I to II",
        "evidence": {
            "counts": ["assess", "live"], "severity": {"critical": 3, "major": 2, "minor": 1, "praise": 0},
            "late_share": 0.5, "half_life_days": 180, "alike_in_one_sitting": 0.0, "risk": 0.05, "how_set": "By hand.",
        },
        "near": {"most_open": 1},
        "criteria": [
            {
                "id": "range", "name": "Full range", "plain": "Every duty.", "mark": "illustrative",
                "source": {"part": "practice", "quote": "Made for a test"},
                "measured": {**measured, "each_duty": [4, 6]},
            },
            {
                "id": "spoken", "name": "English, spoken", "plain": "Speaks well.", "mark": "illustrative",
                "source": {"part": "practice", "quote": "Made for a test"},
                "attested": {"by": "supervisor", "asks": "I have listened, and it is clear.", "months": 12},
            },
            *extra,
        ],
    })  # fmt: skip


def pieces(
    duty: int, right: int, wrong: int, *, day: dt.date = DAY, source: str = "assess", each: int = 1,
    severity: Severity = Severity.MAJOR, reviewer_id: int | None = None,
) -> list[Piece]:  # fmt: skip
    """So many right and wrong opportunities of one duty, `each` of them in one sitting."""
    return [
        Piece(
            source, f"{source}:{duty}:{day:%j}:{n // each}", n, day, float(n < right), f"rule_{duty}", severity, duty,  # type: ignore[arg-type]
            "work", f"Piece {n} of duty {duty}", "A sitting", reviewer_id=reviewer_id,
        )
        for n in range(right + wrong)
    ]  # fmt: skip


def body(given: Sequence[Piece]) -> Body:
    return Body(
        np.arange(1, len(given) + 1), np.array([one.day.toordinal() for one in given], dtype=np.int64),
        np.array([one.right for one in given], dtype=np.float64), np.array([one.duty for one in given], dtype=np.int64),
        np.array([one.reviewer_id or 0 for one in given], dtype=np.int64),
        np.array([one.answer for one in given], dtype=np.bool_), np.array([one.whole for one in given], dtype=np.bool_),
        *(Words.of([getattr(one, name) for one in given])
          for name in ("source", "occasion", "rule", "part", "severity")),
        Words.of([" ".join(one.speaks_to) for one in given]),
    )  # fmt: skip


def known(
    given: Sequence[Piece], signatures: Sequence[Signature] = (), service: Service | None = None,
    strict: Mapping[int, float] | None = None,
) -> Known:  # fmt: skip
    marking = {who: Reviewer(f"Reviewer {who}", points) for who, points in (strict or {}).items()}
    return Known(body(given), signatures, service, marking, DUTIES)


SPOKEN = Signature("spoken", 9, "G. Okafor", dt.date(2026, 2, 12))
