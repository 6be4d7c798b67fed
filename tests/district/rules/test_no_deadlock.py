"""What one rule owes no other rule forbids: in every situation of the examples, what is owed may be done in time."""

from __future__ import annotations

import pytest

from trainer.district.examples import Example, load_examples
from trainer.district.pack import Pack
from trainer.district.situations import CALLER, case_of
from trainer.record.ruling import Verdict
from trainer.settings import SEED

WAITS = "water_before_paperwork"  # forbids only until the water is seen to
CHAPTERS = ("09", "10", "11")
EXAMPLES = [
    pytest.param(example, id=f"{example.rule}: {example.tells[:60]}")
    for example in load_examples(SEED / "smwd" / "examples")
    if example.source.file.split("/")[-1][:2] in CHAPTERS
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_is_owed_may_be_done(example: Example, pack: Pack) -> None:
    case = case_of(example.situation, pack)
    toward = CALLER if case.contacts else None
    owed = [one for one in pack.rulebook.owed(case) if one.makes and one.discharge]
    decided = {one.what: pack.rulebook.decide(case, one.discharge[0].make(toward)) for one in owed}
    blocked = {what: found.leading for what, found in decided.items() if found.verdict is Verdict.FORBIDDEN}
    assert {what: (one.rule, one.why) for what, one in blocked.items() if one and one.rule != WAITS} == {}
