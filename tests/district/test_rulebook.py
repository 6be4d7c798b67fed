"""How rulings combine: the strictest leads, then precedence, then gravity; among permits, one that corrects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from trainer.district.pack import Pack
from trainer.district.rulebook import Decision, Rulebook
from trainer.district.rules import RULES, Rule
from trainer.district.situations import Situation, case_of
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.finding import Severity
from trainer.record.ruling import Need, Ruling, Verdict, forbidden, not_yet, permitted

Logic = Callable[[Case, Act], Ruling | None]
ASKED = act("waive_fee", fee="L4", amount=Decimal("11.46"), reason="courtesy")


@pytest.fixture
def decide(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Decision]:
    """What rules made for this test decide about the waiver asked for; `about` is what the pack says of each."""

    def decided(about: dict[str, dict[str, Any]], level: str = "I", **logic: Logic) -> Decision:
        some = pack.rules["courtesy_waiver"].model_copy(update={"authority": {}})
        for name, ruling in logic.items():
            monkeypatch.setitem(RULES, name, Rule(name, frozenset({"waive_fee"}), ruling))
        entries = {name: some.model_copy(update=about.get(name, {})) for name in logic}
        case = case_of(Situation(on=dt.date(2025, 4, 10), level=level), pack)  # type: ignore[arg-type]
        return Rulebook(entries).decide(case, ASKED)

    return decided


def test_where_no_rule_speaks_it_is_permitted(decide: Callable[..., Decision]) -> None:
    decision = decide({}, silent=lambda case, what: None)
    assert (decision.verdict, decision.leading, decision.all) == (Verdict.PERMITTED, None, ())


def test_the_strictest_ruling_leads_whatever_comes_first(decide: Callable[..., Decision]) -> None:
    decision = decide(
        {"allows": {"precedence": "safety"}, "forbids": {"precedence": "closing"}},
        allows=lambda case, what: permitted(what), waits=lambda case, what: not_yet("Look first.", pattern("greet")),
        forbids=lambda case, what: forbidden("No."),
    )  # fmt: skip
    assert decision.verdict is Verdict.FORBIDDEN
    assert [one.rule for one in decision.all] == ["forbids", "waits", "allows"]


def test_among_two_that_forbid_precedence_then_gravity_decides(decide: Callable[..., Decision]) -> None:
    both: dict[str, Logic] = {name: lambda case, what: forbidden("No.") for name in ("first", "second")}
    law = decide({"first": {"precedence": "money"}, "second": {"precedence": "law"}}, **both)
    grave = decide({"first": {"severity": Severity.MINOR}, "second": {"severity": Severity.CRITICAL}}, **both)
    assert [law.leading and law.leading.rule, grave.leading and grave.leading.rule] == ["second", "second"]


def test_what_is_not_known_is_not_yet_and_names_what_would_settle_it(decide: Callable[..., Decision]) -> None:
    def needs(case: Case, what: Act) -> Ruling:
        raise Need("Look at the ledger first.", pattern("look", panel="ledger"))

    decision = decide({}, needs=needs)
    assert decision.verdict is Verdict.NOT_YET
    assert decision.leading is not None
    assert decision.leading.needs == (pattern("look", panel="ledger"),)


def test_a_ruling_that_corrects_leads_over_one_that_takes_it_as_it_is(decide: Callable[..., Decision]) -> None:
    """Both permit. The one of higher precedence repeats what was asked, the other allows ten dollars and no more."""
    ten = Decimal("10.00")
    decision = decide(
        {"as_it_is": {"precedence": "law"}, "corrects": {"precedence": "money"}},
        as_it_is=lambda case, what: permitted(what), corrects=lambda case, what: permitted(what.but(amount=ten)),
    )  # fmt: skip
    assert decision.verdict is Verdict.PERMITTED
    assert decision.allowed is not None
    assert decision.allowed.get("amount") == ten
    assert [one.rule for one in decision.all] == ["corrects", "as_it_is"]


def test_of_two_that_correct_precedence_decides(decide: Callable[..., Decision]) -> None:
    decision = decide(
        {"money": {"precedence": "money"}, "law": {"precedence": "law"}},
        money=lambda case, what: permitted(what.but(amount=Decimal(1))),
        law=lambda case, what: permitted(what.but(amount=Decimal(2))),
    )  # fmt: skip
    assert decision.allowed is not None
    assert decision.allowed.get("amount") == Decimal(2)


def test_a_bare_permit_gives_way_to_one_that_says_how_far(decide: Callable[..., Decision]) -> None:
    """A slot that was not asked for is filled in, and does not correct anything; still it says how far."""
    decision = decide(
        {"bare": {"precedence": "safety"}},
        bare=lambda case, what: permitted(), fills=lambda case, what: permitted(what),
    )  # fmt: skip
    assert decision.leading is not None
    assert decision.leading.rule == "fills"


@pytest.mark.parametrize(
    ("level", "expected"),
    [("I", Verdict.BEYOND_AUTHORITY), ("II", Verdict.PERMITTED), ("supervisor", Verdict.PERMITTED)],
)
def test_a_permit_above_what_the_level_may_decide_is_beyond_it(
    decide: Callable[..., Decision], level: str, expected: Verdict
) -> None:
    """11.46 asked for: level I may decide 11.45, level II 11.46 itself."""
    limits = {"amount": {"I": Decimal("11.45"), "II": Decimal("11.46")}}
    decision = decide({"one": {"authority": limits}}, level, one=lambda case, what: permitted(what))
    assert decision.verdict is expected
