"""The criteria for advancing: refused with file, line and remedy, and true to the class specification they quote."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from trainer.district.pack import Pack, load_pack
from trainer.district.sources import SourceError
from trainer.settings import SEED


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEED / "smwd", tmp_path / "smwd"))


@pytest.mark.parametrize(
    ("old", "new", "says", "later"),
    [
        ("quote: performance of the full range", "quote: performance of the narrow range", "does not say “perf", 0),
        ("{part: abilities, number: 6,", "{part: abilities, number: 5,", "does not say “Reach sound", 0),
        ("7, 8, 9]", "7, 8, 10]", "rule in force is of duty 10", -1),
        ("part: duties, number: 10, quote: Performs related", "part: practice, quote: Related", "for duty 10", None),
        ("knowledge: [1,", "knowledge: [3,", "no finding speaks to K3", -1),
        ("parts: [truth]", "parts: [charm]", "the rubric has no part charm", -1),
        ("rules: [count_at_opening,", "rules: [count_at_closing,", "count_at_closing is no rule in force", -1),
        ("- id: related_duties", "- id: full_range", "the criterion full_range is there twice", 0),
        ("bar: 0.75", "bar: 75", "bar input should be less than 1", 0),
        ("    on_record: {months: 12}", "", "says not how it is known", None),
        ("counts: [assess, live]", "counts: [assess, hearsay]", "counts", 0),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line_and_remedy(
    folder: Path, old: str, new: str, says: str, later: int | None
) -> None:
    path = folder / "advancement.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SourceError) as raised:
        load_pack(folder)
    told = [str(one) for one in raised.value.problems if says in str(one)]
    assert told
    assert told[0].startswith("advancement.yaml:")
    if later is not None:
        line = text[: text.index(old)].count("\n") + 1 + later
        assert told[0].startswith(f"advancement.yaml:{line}:")


def test_a_pack_may_have_no_criteria(folder: Path) -> None:
    (folder / "advancement.yaml").unlink()
    assert load_pack(folder).advancement is None


def test_what_the_issue_asks_for_is_asked(pack: Pack) -> None:
    """Full range, independence, judgment, rules explained, cash, English both ways, and what no play can show."""
    assert pack.advancement is not None
    ways = {one.id: one.ways for one in pack.advancement.criteria}
    assert ways["full_range"] == ways["independence"] == ways["rules_explained"] == ways["cash"] == ("measured",)
    assert ways["judgment"] == ("measured", "attested")
    assert all(ways[one] == ("attested",) for one in ("written_english", "spoken_english", "experience", "license"))
    assert ways["time_in_class"] == ("on record",)
    assert ways["on_the_job"] == ("observed",)


def test_practice_counts_for_nothing_here_and_somewhere_else_it_does(pack: Pack) -> None:
    other = load_pack(SEED / "alder-mesa")
    assert pack.advancement is not None
    assert other.advancement is not None
    assert "practice" not in pack.advancement.evidence.counts
    assert "practice" in other.advancement.evidence.counts


def test_no_bar_is_passed_off_as_the_districts_own(pack: Pack) -> None:
    assert pack.advancement is not None
    assert {one.mark for one in pack.advancement.criteria if one.measured or one.on_record} == {"illustrative"}
