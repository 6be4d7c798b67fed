"""What is recorded stays, is known from its day, and can be shown again exactly as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from progress.made import DAY, DUTIES, criteria, pieces
from sqlalchemy.orm import Session

from trainer.audit import service as audit
from trainer.db import Database
from trainer.measure.severity import Against
from trainer.people import service as people
from trainer.people.models import Level, Person
from trainer.progress import service
from trainer.progress.dossier import dossier
from trainer.progress.hashing import content_hash
from trainer.progress.models import EvidenceColumns, EvidenceRow
from trainer.progress.picture import State, Verdict
from trainer.progress.service import Decided, Outcome, RefusedError
from trainer.web.roles import Role

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)
Add = Callable[..., Person]


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.session() as opened:
        yield opened


@pytest.fixture
def add(session: Session) -> Add:
    def made(name: str, *roles: Role) -> Person:
        held = frozenset(roles or {Role.REPRESENTATIVE})
        level = Level.ONE if Role.REPRESENTATIVE in held else None
        details = people.Details(name, f"{name.replace(' ', '.')}@example.org", held, level)
        return people.add(session, details, "seven quiet reservoirs", NOW)

    return made


@pytest.fixture
def hannah(session: Session, add: Add) -> Person:
    """On the way since January 2025, with sixty pieces of good evidence in each duty."""
    person = add("Hannah Whitfield")
    cohort = service.start_cohort(session, None, "January 2025", dt.date(2025, 1, 6), criteria(), "d" * 64, NOW)
    service.join(session, None, person, cohort, dt.date(2025, 1, 6), NOW)
    service.add_evidence(session, person.id, [*pieces(4, 60, 1), *pieces(6, 60, 1)], DAY)
    return person


def look(session: Session, person: Person, day: dt.date = DAY) -> service.Standing:
    return service.standings(session, day, DUTIES, [person.id])[0]


def test_handing_in_again_adds_nothing(session: Session, hannah: Person) -> None:
    assert service.add_evidence(session, hannah.id, pieces(4, 60, 1), DAY) == 0
    assert service.add_evidence(session, hannah.id, pieces(7, 3, 0), DAY) == 3


def test_a_day_is_shown_as_it_was_known_then(session: Session, hannah: Person) -> None:
    before = dossier(look(session, hannah, DAY - dt.timedelta(days=1)))
    late = pieces(4, 0, 30, day=DAY - dt.timedelta(days=20), source="live")
    service.add_evidence(session, hannah.id, late, DAY)
    assert dossier(look(session, hannah, DAY - dt.timedelta(days=1))) == before
    assert look(session, hannah).picture.result("range").state is not State.MET


def test_a_year_old_verdict_is_the_same_whatever_came_after(session: Session, hannah: Person, add: Add) -> None:
    grace, owen = add("Grace Okafor", Role.SUPERVISOR), add("Owen Marsh", Role.SUPERVISOR)
    spoken = look(session, hannah).subject.stated.criterion("spoken")
    signed = service.attest(session, grace, hannah, spoken, "", NOW)
    service.add_evidence(session, hannah.id, pieces(4, 10, 2, source="live", reviewer_id=grace.id), DAY)
    then = dossier(look(session, hannah))
    assert then["verdict"] == "ready"
    assert then["versions"]["reviewers"] == [{"name": "Grace Okafor", "marks_low": None, "against": ""}]
    later = NOW + dt.timedelta(days=365)
    service.note_severity(session, grace, 8.0, later.date(), Against.INDEX)
    early = pieces(6, 0, 40, day=DAY - dt.timedelta(days=20), source="live", reviewer_id=grace.id)
    service.add_evidence(session, hannah.id, early, later.date())
    asked = service.question(session, hannah, 1, "It was owed.", later)
    service.answer(session, owen, asked, Outcome.SET_ASIDE, "It was.", later)
    service.withdraw(session, grace, signed, "I mixed up two people.", later)
    service.leave_class(session, None, hannah, later.date() + dt.timedelta(days=1), later)
    assert dossier(look(session, hannah)) == then
    now = dossier(look(session, hannah, later.date()))
    assert now["versions"]["reviewers"] == [{"name": "Grace Okafor", "marks_low": 8.0, "against": "index"}]
    assert now["verdict"] != "ready"


def test_columns_say_what_the_rows_say_and_where_they_do_not_the_rows_are_read(
    session: Session, hannah: Person
) -> None:
    from_columns = dossier(look(session, hannah))
    columns = session.get_one(EvidenceColumns, hannah.id)
    assert columns.pieces == 122
    session.delete(columns)
    session.commit()
    assert dossier(look(session, hannah)) == from_columns
    service.add_evidence(session, hannah.id, pieces(7, 1, 0), DAY)
    [piece] = service.evidence(session, [1])
    state = {key: value for key, value in vars(piece).items() if key not in ("id", "_sa_instance_state")}
    session.add(EvidenceRow(**state | {"occasion": "behind their back"}))
    session.commit()
    assert look(session, hannah).picture.lines[0].opportunities == 62


def test_other_criteria_are_another_look(session: Session, hannah: Person) -> None:
    """Nothing of a look is kept that a change to what it rests on would leave behind."""
    before = look(session, hannah).picture.lines[0]
    [cohort] = service.cohorts(session)
    raised = criteria().model_dump(mode="json")
    raised["criteria"][0]["measured"]["bar"] = 0.95
    cohort.criteria = raised
    session.commit()
    after = look(session, hannah).picture.lines[0]
    assert (before.state, after.state) == (State.MET, State.OPEN)
    assert not service.as_fixed(cohort)
    assert dossier(look(session, hannah))["versions"]["criteria_hash"] == content_hash(raised)


def test_criteria_are_those_of_the_cohorts_start(session: Session, hannah: Person) -> None:
    stricter = criteria().model_copy(update={"version": 2})
    service.start_cohort(session, None, "January 2026", dt.date(2026, 1, 5), stricter, "e" * 64, NOW)
    subject = look(session, hannah).subject
    assert subject.stated.version == 1
    assert content_hash(subject.stated.model_dump(mode="json")) == subject.cohort.criteria_hash
    assert service.as_fixed(subject.cohort)


def test_a_signature_needs_the_role_and_never_ones_own_name(session: Session, hannah: Person, add: Add) -> None:
    spoken = look(session, hannah).subject.stated.criterion("spoken")
    grace, miriam = add("Grace Okafor", Role.SUPERVISOR), add("Miriam Stein", Role.HR)
    with pytest.raises(RefusedError, match="for Supervisor to sign"):
        service.attest(session, miriam, hannah, spoken, "", NOW)
    owen = add("Owen Marsh", Role.REPRESENTATIVE, Role.SUPERVISOR)
    with pytest.raises(RefusedError, match="Nobody signs about themselves"):
        service.attest(session, owen, owen, spoken, "", NOW)
    signed = service.attest(session, grace, hannah, spoken, "Listened to six calls.", NOW)
    assert look(session, hannah).picture.verdict is Verdict.READY
    service.withdraw(session, grace, signed, "I mixed up two people.", NOW + dt.timedelta(days=5))
    assert look(session, hannah).picture.verdict is Verdict.READY
    assert look(session, hannah, DAY + dt.timedelta(days=5)).picture.result("spoken").state is State.MISSING


def test_evidence_is_questioned_and_answered_by_somebody_else(session: Session, hannah: Person, add: Add) -> None:
    grace, owen = add("Grace Okafor", Role.SUPERVISOR), add("Owen Marsh", Role.SUPERVISOR)
    service.add_evidence(session, hannah.id, pieces(4, 0, 1, source="live", reviewer_id=grace.id), DAY)
    piece = next(one for one in service.evidence(session, range(1, 999)) if one.reviewer_id == grace.id)
    asked = service.question(session, hannah, piece.id, "The customer had been verified by chat.", NOW)
    with pytest.raises(RefusedError, match="had no part in it"):
        service.answer(session, grace, asked, Outcome.SET_ASIDE, "She is right.", NOW)
    assert look(session, hannah).picture.lines[0].opportunities == 62
    service.answer(session, owen, asked, Outcome.SET_ASIDE, "The chat shows it.", NOW)
    assert look(session, hannah).picture.lines[0].opportunities == 61
    with pytest.raises(RefusedError, match="questioned this already"):
        service.question(session, hannah, piece.id, "Again.", NOW)


def test_one_may_not_question_what_is_about_somebody_else(session: Session, hannah: Person, add: Add) -> None:
    with pytest.raises(RefusedError, match="not evidence about you"):
        service.question(session, add("Jordan Ames"), 1, "Why?", NOW)


def test_the_estimate_is_folded_until_a_view_is_kept_and_again_when_evidence_changed(
    session: Session, hannah: Person, add: Add
) -> None:
    miriam = add("Miriam Stein", Role.HR)
    assert not service.may_see_estimate(session, miriam, look(session, hannah))
    with pytest.raises(RefusedError, match="a sentence or two"):
        service.record_view(session, miriam, look(session, hannah), "Fine.", NOW)
    service.record_view(session, miriam, look(session, hannah), "Strong in bills and fees alike.", NOW)
    assert service.may_see_estimate(session, miriam, look(session, hannah))
    service.add_evidence(session, hannah.id, pieces(7, 1, 0), DAY)
    assert not service.may_see_estimate(session, miriam, look(session, hannah))


def test_a_decision_keeps_the_whole_dossier_and_shows_when_it_was_touched(
    session: Session, hannah: Person, add: Add
) -> None:
    miriam, reason = add("Miriam Stein", Role.HR), "All but the signature is there; wait for it."
    with pytest.raises(RefusedError, match="your own view"):
        service.decide(session, miriam, look(session, hannah), Decided.NOT_YET, reason, NOW)
    service.record_view(session, miriam, look(session, hannah), "Strong in bills and fees alike.", NOW)
    rested = dossier(look(session, hannah))
    service.decide(session, miriam, look(session, hannah), Decided.NOT_YET, reason, NOW)
    service.add_evidence(session, hannah.id, pieces(4, 0, 40, source="live"), DAY)
    session.expire_all()
    kept = service.decisions(session, hannah)[0]
    assert kept.dossier == rested
    assert service.intact(kept)
    kept.dossier = {**kept.dossier, "verdict": "ready"}
    assert not service.intact(kept)


def test_leave_is_taken_and_ended(session: Session, hannah: Person) -> None:
    service.begin_leave(session, None, hannah, dt.date(2026, 1, 10), NOW)
    with pytest.raises(RefusedError, match="on leave already"):
        service.begin_leave(session, None, hannah, dt.date(2026, 1, 12), NOW)
    service.end_leave(session, None, hannah, dt.date(2026, 2, 10), NOW)
    served = look(session, hannah).known.service
    assert served is not None
    assert served.leave_days == 31


def test_whoever_has_left_is_not_on_the_way(session: Session, hannah: Person) -> None:
    service.leave_class(session, None, hannah, DAY, NOW)
    assert service.standings(session, DAY, DUTIES) == []
    assert len(service.standings(session, DAY - dt.timedelta(days=1), DUTIES)) == 1


def test_every_change_is_in_the_audit_trail(session: Session, hannah: Person, add: Add) -> None:
    grace = add("Grace Okafor", Role.SUPERVISOR)
    service.attest(session, grace, hannah, look(session, hannah).subject.stated.criterion("spoken"), "", NOW)
    rows = audit.search(session, audit.Asked(words=f"person:{hannah.id}"))
    assert [row.verb for row in rows] == ["signed", "put a start on record"]
    assert audit.verify(session) is None
