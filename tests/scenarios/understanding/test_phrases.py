"""Mistakes in phrase files name the file, the line and the remedy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from trainer.district.sources import SourceError
from trainer.scenarios.understanding import load_lexicon, understand

GOOD = """\
meanings:
  - means: {act: thank}
    say:
      - Thank you kindly.
    hear:
      - Much obliged
same:
  - [kindly, gladly]
notes:
  leak: [lk]
"""


def write(folder: Path, text: str, name: str = "phrases.yaml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_one_file_is_a_lexicon(tmp_path: Path) -> None:
    lexicon = load_lexicon(write(tmp_path, GOOD))
    assert [act.kind for act in understand("thank you gladly", lexicon, date(2024, 10, 22)).acts] == ["thank"]


def test_a_folder_is_a_lexicon(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, "notes:\n  hold: [hld]\n", "more.yaml")
    assert set(load_lexicon(tmp_path).cues) == {"leak", "hold"}


def test_without_a_needed_word_nothing_is_meant(tmp_path: Path) -> None:
    lexicon = load_lexicon(write(tmp_path, GOOD.replace("    say:", "    needs: [kindly]\n    say:")))
    said = {text: understand(text, lexicon, date(2024, 10, 22)).acts[0].kind for text in ("thanks", "thank you gladly")}
    assert said == {"thanks": "unclear", "thank you gladly": "thank"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{act: thank}", "{act: thanks}", "phrases.yaml:2: “thanks” is not an act"),
        ("{act: thank}", "{act: ask, topic: shoe_size}", "phrases.yaml:2: “Ask”, about: 'shoe_size' does not fit"),
        ("{act: thank}", "{act: finish}", "phrases.yaml:2: “finish” is not said"),
        ("      - Much obliged", "      - thank you, kindly", "phrases.yaml:6: “thank you, kindly” already stands at"),
        ("    hear:\n      - Much obliged", "    hear: []", "phrases.yaml:5: meanings.0.hear"),
        ("Much obliged", "Much obliged {name}", "phrases.yaml:6: “Much obliged {name}” has an unknown blank"),
        ("- Much obliged", "- '...'", "phrases.yaml:6: a phrase is empty"),
        ("leak: [lk]", "dragon: [lk]", "phrases.yaml:10: “dragon” is no fact of a note"),
        ("leak: [lk]", "leak: []", "phrases.yaml:10: “leak” has no cue"),
        ("hear:", "heard:", "phrases.yaml:5: meanings.0.heard is not a field known here"),
    ],
)
def test_mistakes(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(SourceError) as caught:
        load_lexicon(write(tmp_path, GOOD.replace(old, new, 1)))
    assert message in str(caught.value)
    assert all(problem.remedy or "hear" in problem.message for problem in caught.value.problems)


def test_a_repeat_in_another_file_is_found(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, "meanings:\n  - means: {act: greet}\n    hear:\n      - much obliged!\n", "a.yaml")
    with pytest.raises(SourceError, match=r"already stands at a\.yaml:4"):
        load_lexicon(tmp_path)


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no phrase file"):
        load_lexicon(tmp_path)
