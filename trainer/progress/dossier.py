"""A dossier: everything a verdict rests on, as plain data that can be kept, printed, and compared by its hash."""

from __future__ import annotations

from typing import Any

from trainer import __version__
from trainer.district.advancement import Criterion
from trainer.progress.body import reviewers_of
from trainer.progress.hashing import content_hash, plain_hash
from trainer.progress.picture import Line, Result, Reviewer, model_of
from trainer.progress.reading import Standing
from trainer.progress.wording import found, needed
from trainer.record.plain import as_plain

_PLACES = 6  # of a share: more is noise of the arithmetic


def dossier(standing: Standing) -> dict[str, Any]:
    """The same data for the page, the command, the export and the record. Shares are from 0 to 1."""
    subject, picture = standing.subject, standing.picture
    return {
        "person": {"id": subject.person.id, "name": subject.person.name},
        "as_of": picture.as_of.isoformat(),
        "in_class_since": subject.in_class.starts_on.isoformat(),
        "leave_days": standing.known.service.leave_days if standing.known.service else 0,
        "cohort": subject.cohort.name,
        "title": subject.stated.title,
        "verdict": picture.verdict.value,
        "confidence": round(picture.confidence, _PLACES),
        "criteria": [_criterion(one) for one in picture.results],
        "evidence": {"pieces": picture.pieces, "hash": _evidence_hash(standing)},
        "versions": _versions(standing),
    }


def _criterion(result: Result) -> dict[str, Any]:
    return {
        **_stated(result.criterion), "needed": needed(result), "found": found(result), "state": result.state.value,
        "lines": [_line(line) for line in result.lines],
        "signatures": [{"by": one.by, "on": one.on.isoformat()} for one in result.signatures],
        "done_on_the_job": sorted(result.observed),
        "months_in_class": result.months, "due": result.due.isoformat() if result.due else None,
    }  # fmt: skip


def _stated(one: Criterion) -> dict[str, Any]:
    return {
        "id": one.id, "name": one.name, "plain": one.plain, "clause": one.source.shown, "quote": one.source.quote,
        "mark": one.mark, "confirm": one.confirm, "ways": list(one.ways),
        "how_set": one.measured.how_set if one.measured else "", "asks": one.attested.asks if one.attested else "",
    }  # fmt: skip


def _line(line: Line) -> dict[str, Any]:
    shares = {name: getattr(line, name) for name in ("estimate", "low", "high", "right", "worth")}
    return {
        "label": line.label, "duty": line.duty, "state": line.state.value, "bar": line.bar, "least": line.least,
        "opportunities": line.opportunities, "occasions": line.occasions,
        **{name: None if value is None else round(value, _PLACES) for name, value in shares.items()},
    }  # fmt: skip


def _evidence_hash(standing: Standing) -> str:
    body = standing.known.body
    columns = (body.id, body.day, body.right, body.duty, body.reviewer, body.occasion, body.rule, body.severity,
               body.speaks_to)  # fmt: skip
    return plain_hash([column.tolist() for column in columns])


def _versions(standing: Standing) -> dict[str, Any]:
    cohort, stated = standing.subject.cohort, standing.subject.stated
    return {
        "product": __version__, "criteria": stated.version, "criteria_hash": content_hash(cohort.criteria),
        "pack_digest": cohort.pack_digest, "model": as_plain(model_of(stated)),
        "counts": list(stated.evidence.counts),
        "reviewers": [_reviewer(one) for one in _marking(standing)],
    }  # fmt: skip


def _marking(standing: Standing) -> list[Reviewer]:
    """Those who reviewed this person, by name."""
    theirs = reviewers_of(standing.known.body)
    return [one for who, one in standing.known.reviewers.items() if who in theirs]


def _reviewer(one: Reviewer) -> dict[str, Any]:
    known = one.points is not None
    return {"name": one.name, "marks_low": round(one.points, 2) if one.points is not None else None,
            "against": one.against.value if known else ""}  # fmt: skip
