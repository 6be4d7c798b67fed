"""Chapter 3, water budgets: who may have a larger one, with which papers, from when and until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from trainer.district.rules.registry import owes, rules_on
from trainer.record.account import Account
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, any_of, forbidden, permitted
from trainer.record.service import Document, Variance

# The paper each kind needs, as it is asked about; on file it has the same name, in words.
PAPERS: Mapping[str, str] = {
    "people": "residency_proof", "landscape": "landscape_sketch",
    "medical": "medical_certificate", "care": "business_papers",
}  # fmt: skip
PEOPLE = "people"


@rules_on("variance_papers", "approve_variance")
def variance_papers(case: Case, what: Act) -> Ruling | None:
    """Each kind of variance has its paper: proof for every resident, a sketch, a doctor's note, a license."""
    paper = PAPERS.get(str(what.text("variance")))
    if paper is None:
        return None
    if any_of(lambda: case.know(paper) is True, lambda: _on_file(case, paper)):
        return permitted(credit=True)
    return forbidden(
        "The paper for it is missing, or does not cover everyone.",
        reasons=("papers_missing",), instead=(act("give_form", form="variance"),),
    )  # fmt: skip


def _on_file(case: Case, paper: str) -> bool:
    documents: Sequence[Document] = case.see("documents")
    return any(one.kind == paper.replace("_", " ") and one.complete for one in documents)


@rules_on("variance_people", "approve_variance")
def variance_people(case: Case, what: Act) -> Ruling | None:
    """More people than the budget counts already, and for good: guests are no residents."""
    if what.text("variance") != PEOPLE:
        return None
    account: Account = case.see("summary")
    counted = max(account.premise.household, case.parameter("default_household"))
    case.note_reading("people the budget counts", counted, "summary")
    living = case.know("people_at_home")
    if isinstance(living, int) and living > counted:
        return permitted()
    return forbidden(f"The budget counts {counted} people already.", reasons=("not_allowed",))


@rules_on("variance_from_approval", "approve_variance")
def variance_from_approval(case: Case, what: Act) -> Ruling | None:
    """A variance counts from the day it is approved: never backwards, and not later either."""
    start = what.get("start")
    if start == case.today:
        return permitted(what)
    early = isinstance(start, dt.date) and start < case.today
    return forbidden(
        "A variance counts from the day it is approved.",
        reasons=("not_backdated",) if early else (), allowed=what.but(start=case.today),
    )  # fmt: skip


@owes("variance_renewal")
def variance_renewal(case: Case) -> Iterable[Obligation]:
    """Around the day a variance runs out, whoever is in contact hears how to renew it, unless it was renewed."""
    contact, held = case.talking, case.panels.get("variances", ())
    if contact is None or not held:
        return
    around = dt.timedelta(days=case.parameter("variance_notice_days"))
    say = (
        pattern("explain", topic="variance"), pattern("offer", offer="variance_form"),
        pattern("give_form", form="variance"),
    )  # fmt: skip
    for one in held:
        if one.until is not None and abs(one.until - case.today) <= around and not _renewed(held, one):
            yield Obligation(f"renew:{one.kind}", "Say how the budget variance is renewed", say,
                             contact=contact.id, while_open=True)  # fmt: skip


def _renewed(held: Sequence[Variance], old: Variance) -> bool:
    """Whether another of the same kind runs longer."""
    others = (one for one in held if one.kind == old.kind and one is not old)
    return any(one.until is None or (old.until is not None and one.until > old.until) for one in others)
