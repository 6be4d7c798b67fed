"""The pack's worked examples hold, and one that does not hold or cannot be read is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.district.examples import Example, failures, load_examples
from trainer.district.pack import Pack, load_pack
from trainer.district.sources import SourceError
from trainer.settings import SEED

PACKS = sorted(path.parent.name for path in SEED.glob("*/pack.yaml"))
EXAMPLES = [
    pytest.param(name, example, id=f"{name}: {example.rule}: {example.tells[:60]}")
    for name in PACKS
    for example in load_examples(SEED / name / "examples")
]

WAIVER = """\
situations:
  plain: {on: 2025-04-10, account: {entries: [{id: L4, on: 2025-03-04, kind: late penalty, amount: 9.00}]}}
examples:
  - rule: courtesy_waiver
    tells: The first waiver in a year.
    case: {like: plain}
    act: {act: waive_fee, fee: L4, amount: 9.00, reason: courtesy}
    says: permitted
"""


@pytest.fixture(scope="module")
def packs() -> dict[str, Pack]:
    return {name: load_pack(SEED / name) for name in PACKS}


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_what_the_rule_says(name: str, example: Example, packs: dict[str, Pack]) -> None:
    assert list(failures(example, packs[name].rulebook, packs[name])) == []


def read(folder: Path, text: str) -> Example:
    (folder / "05-fees.yaml").write_text(text)
    return load_examples(folder)[0]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("says: permitted", "says: forbidden", "should say forbidden, and says permitted"),
        ("says: permitted", "says: permitted\n    allowed: {amount: 8.00}", "should allow amount 8.00"),
        ("says: permitted", "says: permitted\n    entitled: false", "should not be entitled"),
        ("says: permitted", "says: permitted\n    reads: [13 months]", "should have read “13 months”"),
        ("says: permitted", "says: permitted\n    owes: [{act: greet}]", "should owe {'act': 'greet'}"),
        ("amount: 9.00, reason", "amuont: 9.00, reason", "has no slot amuont"),
    ],
)
def test_an_example_that_does_not_hold_says_what_differs(
    tmp_path: Path, pack: Pack, old: str, new: str, says: str
) -> None:
    found = list(failures(read(tmp_path, WAIVER.replace(old, new)), pack.rulebook, pack))
    assert [text for text in found if says in text], found


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("like: plain", "like: plane", "there is no situation “plane”"),
        ("tells: The first", "tales: The first", "tells"),
        ("case: {like: plain}", "case: {on: soon}", "on: Input should be a valid date"),
    ],
)
def test_an_example_that_cannot_be_read_is_named_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(SourceError) as raised:
        read(tmp_path, WAIVER.replace(old, new))
    problem = raised.value.problems[0]
    assert says in str(problem)
    assert problem.line in (4, 5)
