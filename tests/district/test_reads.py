"""Which parameters a rule reads, told from its code: every way a rule may come to a name, and never one too few."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from trainer.district.examples import Example, failures
from trainer.district.pack import Pack
from trainer.district.parameters import Value
from trainer.district.reads import asked_for, read_by_code, read_by_rule
from trainer.district.rules import RULES, Rule
from trainer.district.situations import CALLER, case_of
from trainer.record.parsing import parse_act

NAMES = {"fee", "fee_first", "fee_later", "et_01", "et_12", "days", "hours", "other"}
BY_KIND = {"first": "fee_first", "later": "fee_later"}
THE_FEE = "fee"


def _limit(case: Any, name: str) -> Any:
    return case.parameter(name)


def plainly(case: Any) -> Iterator[Any]:
    """The other fee is not read here."""
    yield case.parameter("fee")


def by_a_word_of_the_module(case: Any) -> Any:
    return case.parameter(THE_FEE)


def by_a_table(case: Any) -> Any:
    return case.parameter(BY_KIND[case.kind])


def by_a_helper(case: Any) -> Any:
    return _limit(case, "days")


def either(case: Any) -> Any:
    return case.parameter("days" if case.long else "hours")


def put_together(case: Any) -> Any:
    return case.parameter(f"et_{case.month:02}")


def joined(case: Any) -> Any:
    return case.parameter("fee_" + case.which)


def in_a_lambda(case: Any) -> Any:
    return sorted(case.bills, key=lambda bill: bill.use > case.parameter("fee"))


def without_a_letter(case: Any) -> str:
    return f"{case.left}_{case.right}"


def made(name: str) -> Callable[[Any], Any]:
    def reads(case: Any) -> Any:
        return case.parameter(name)

    return reads


@pytest.mark.parametrize(
    ("code", "reads"),
    [
        (plainly, {"fee"}),
        (by_a_word_of_the_module, {"fee"}),
        (by_a_table, {"fee_first", "fee_later"}),
        (by_a_helper, {"days"}),
        (either, {"days", "hours"}),
        (put_together, {"et_01", "et_12"}),
        (joined, {"fee_first", "fee_later"}),
        (in_a_lambda, {"fee"}),
        (without_a_letter, set()),
        (made("hours"), {"hours"}),
        (partial(_limit, name="days"), {"days"}),
        (lambda case: case.parameter("other"), {"other"}),
    ],
)
def test_a_name_counts_however_it_is_spelled(code: object, reads: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.district.spelled.PACKAGE", __name__.partition(".")[0])
    assert read_by_code([code], NAMES) == reads


def test_a_rule_reads_what_it_rules_and_owes_and_its_hurry() -> None:
    """From the chapters: the waiver's window; and the seconds by which a leak is placed, and a crew sent."""
    names = {"courtesy_waiver_months", "emergency_location_seconds", "emergency_dispatch_seconds", "extension_days"}
    assert read_by_rule("courtesy_waiver", names) == {"courtesy_waiver_months"}
    assert read_by_rule("locate_emergency", names) == {"emergency_location_seconds", "emergency_dispatch_seconds"}
    assert read_by_rule("ask_about_danger", names) == {"emergency_dispatch_seconds"}


def test_what_a_rule_asks_for_outright_is_told_whether_the_pack_has_it_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.district.spelled.PACKAGE", __name__.partition(".")[0])
    monkeypatch.setitem(RULES, "invented", Rule("invented", owed=either, hurry="haste"))
    assert asked_for("invented") == {"days", "hours", "haste"}


class _Recorder:
    """A pack that writes down which parameters it was asked for."""

    def __init__(self, pack: Pack) -> None:
        self.pack, self.names = pack, set[str]()

    def parameter(self, name: str, on: dt.date) -> Value:
        self.names.add(name)
        return self.pack.parameter(name, on)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.pack, name)


def _asked(pack: Pack, example: Example) -> set[str]:
    """What the example's rule really reads; nothing for an example that cannot be read, which fails elsewhere."""
    recorder, rule = _Recorder(pack), RULES[example.rule]
    if any("cannot be read" in failure for failure in failures(example, pack.rulebook, pack)):
        return set()
    case = case_of(example.situation, recorder)
    toward = CALLER if example.situation.contact else None
    if example.given.act is not None and rule.ruling is not None:
        pack.rulebook.ruling(example.rule, case, parse_act(example.given.act, toward))
    alone = type(pack.rulebook)({example.rule: pack.rules[example.rule]})
    alone.owed(case)
    return recorder.names


def test_no_example_reads_what_the_code_was_not_seen_to_read(pack: Pack) -> None:
    names = pack.parameters.entries.keys()
    really = [(example.rule, _asked(pack, example)) for example in pack.examples]
    assert any(read for _, read in really)
    assert [(rule, read - read_by_rule(rule, names)) for rule, read in really if read - read_by_rule(rule, names)] == []
