"""What people put their names to: attestations, their own view of the evidence, and the decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.audit import service as audit
from trainer.district.advancement import Criterion
from trainer.people.service import Person, RefusedError, Role
from trainer.progress.dossier import dossier
from trainer.progress.hashing import content_hash
from trainer.progress.models import Attestation, Decided, Decision, ReaderView
from trainer.progress.reading import Standing
from trainer.web.clock import office_day

LEAST_VIEW, LEAST_REASON = 20, 10  # letters: “All criteria met.” is a reason, and says too little as a view
_SIGNERS = {"supervisor": Role.SUPERVISOR, "hr": Role.HR}


def attest(
    session: Session, by: Person, person: Person, criterion: Criterion, note: str, now: dt.datetime
) -> Attestation:
    """Sign the criterion's statement about someone; raises RefusedError."""
    if criterion.attested is None:
        raise RefusedError(f"“{criterion.name}” is not for a person to attest.")
    role = _SIGNERS[criterion.attested.by]
    if role not in by.roles:
        raise RefusedError(f"“{criterion.name}” is for {role.label} to sign.")
    if by.id == person.id:
        raise RefusedError("Nobody signs about themselves.")
    signed = Attestation(
        person_id=person.id, criterion=criterion.id, statement=criterion.attested.asks, note=note.strip(),
        by_id=by.id, by_name=by.name, by_role=role.value, signed_at=now, signed_on=office_day(now),
    )  # fmt: skip
    session.add(signed)
    _told(session, by, "signed", person.id, {"criterion": criterion.id}, now)
    session.commit()
    return signed


def withdraw(session: Session, by: Person, signed: Attestation, why: str, now: dt.datetime) -> None:
    """Take one's own signature back from today; earlier days keep it. Raises RefusedError."""
    if signed.by_id != by.id:
        raise RefusedError("Only whoever signed can withdraw it.")
    if not why.strip():
        raise RefusedError("Say why, in a sentence.", "why")
    signed.withdrawn_on, signed.withdrawn_why = office_day(now), why.strip()
    _told(session, by, "withdrew a signature", signed.person_id, {"criterion": signed.criterion}, now)
    session.commit()


def signed(session: Session, person: Person) -> list[Attestation]:
    """Every signature about someone, the latest first."""
    about = sa.select(Attestation).where(Attestation.person_id == person.id)
    return [*session.scalars(about.order_by(Attestation.id.desc()))]


def record_view(session: Session, by: Person, standing: Standing, view: str, now: dt.datetime) -> ReaderView:
    """Keep what a reader saw before the dossier showed its estimate, and what that was; raises RefusedError."""
    if len(view.strip()) < LEAST_VIEW:
        raise RefusedError(f"Say what it shows in a sentence or two, of {LEAST_VIEW} letters or more.", "view")
    kept = ReaderView(
        person_id=standing.subject.person.id, by_id=by.id, as_of=standing.picture.as_of, at=now, view=view.strip(),
        verdict=standing.picture.verdict.value, picture_hash=content_hash(dossier(standing)),
    )  # fmt: skip
    session.add(kept)
    _told(session, by, "recorded a view", kept.person_id, {"picture": kept.picture_hash}, now)
    session.commit()
    return kept


def views(session: Session, person: Person) -> list[ReaderView]:
    """What readers saw in the evidence about someone, the latest first."""
    return [
        *session.scalars(sa.select(ReaderView).where(ReaderView.person_id == person.id).order_by(ReaderView.id.desc()))
    ]


def own_view(session: Session, decision: Decision) -> str:
    """What the decider saw in the evidence, recorded before the dossier showed them what was decided on."""
    seen = sa.select(ReaderView.view).where(
        ReaderView.person_id == decision.person_id, ReaderView.by_id == decision.by_id,
        ReaderView.picture_hash == content_hash(decision.dossier),
    )  # fmt: skip
    return session.scalars(seen.order_by(ReaderView.id)).first() or ""


def may_see_estimate(session: Session, by: Person, standing: Standing) -> bool:
    """Whether the reader has recorded a view of this very picture."""
    mine = sa.select(ReaderView.picture_hash).where(
        ReaderView.person_id == standing.subject.person.id, ReaderView.by_id == by.id
    )  # fmt: skip
    return content_hash(dossier(standing)) in set(session.scalars(mine))


def decide(
    session: Session, by: Person, standing: Standing, decided: Decided, reason: str, now: dt.datetime
) -> Decision:
    """Decide on someone, on a picture the decider has read first; raises RefusedError."""
    if Role.HR not in by.roles:
        raise RefusedError("HR decides.")
    if not may_see_estimate(session, by, standing):
        raise RefusedError("Record your own view of the evidence first.", "reason")
    if len(reason.strip()) < LEAST_REASON:
        raise RefusedError(f"Give the reason in a sentence, of {LEAST_REASON} letters or more.", "reason")
    rested = dossier(standing)
    kept = Decision(
        person_id=standing.subject.person.id, by_id=by.id, by_name=by.name, at=now, as_of=standing.picture.as_of,
        decided=decided, reason=reason.strip(), dossier=rested,
        dossier_hash=content_hash([decided.value, reason.strip(), rested]),
    )  # fmt: skip
    session.add(kept)
    _told(session, by, "decided", kept.person_id, {"so": decided.value, "dossier": kept.dossier_hash}, now)
    session.commit()
    return kept


def decisions(session: Session, person: Person) -> list[Decision]:
    """What was decided about someone, the latest first."""
    return [*session.scalars(sa.select(Decision).where(Decision.person_id == person.id).order_by(Decision.id.desc()))]


@dataclass(frozen=True)
class LastDecided:
    """The decision that stands about someone: its number, what was decided, and on which day."""

    id: int
    decided: Decided
    on: dt.date


def last_decided(session: Session, people: Iterable[int], by_day: dt.date) -> dict[int, LastDecided]:
    """The latest decision about each of these people that was taken by a day; nothing for who has none."""
    chosen = sa.select(Decision.person_id, Decision.id, Decision.decided, Decision.at)
    rows = session.execute(chosen.where(Decision.person_id.in_([*people])).order_by(Decision.id))
    return {row.person_id: LastDecided(row.id, row.decided, office_day(row.at)) for row in rows
            if office_day(row.at) <= by_day}  # fmt: skip


def intact(decision: Decision) -> bool:
    """Whether a decision is what was recorded: its content still has its hash."""
    return content_hash([decision.decided.value, decision.reason, decision.dossier]) == decision.dossier_hash


def _told(session: Session, by: Person, verb: str, person_id: int, detail: Mapping[str, str], now: dt.datetime) -> None:
    audit.record(session, by, verb, audit.subject("person", person_id), detail, now)
