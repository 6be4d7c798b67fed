"""The phrase files as authors write them, validated so that every mistake names its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from trainer.district.sources import Problem, Source, SourceError, Where, load, read_yaml
from trainer.record.act import Act
from trainer.record.kinds import KINDS, Way
from trainer.record.parsing import parse_act
from trainer.record.topic import NOTE_FACTS

_BLANK = re.compile(r"\{([^}]*)\}")
_BLANKS = {"state": {"amount", "on", "minutes", "units"}, "promise": {"by"}, "offer": {"on", "amount"}}
NAMES = frozenset({"district", "clerk"})
Text = str


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MeaningText(_Strict):
    """One meaning: its act in plain form, wordings that may be spoken, and examples that are only understood.

    `needs` are words of which one must be said, whatever else fits: no 911 is called without a word of it.
    """

    means: dict[str, Any]
    say: list[Text] = []
    hear: list[Text] = Field(min_length=1)
    near: list[Text] = []
    needs: list[Text] = []


class PhraseFile(_Strict):
    """One file of phrases; each part may be left out."""

    meanings: list[MeaningText] = Field(default=[], min_length=1)
    same: list[list[Text]] = Field(default=[], min_length=1)
    absorbs: dict[str, list[str]] = {}
    continues: dict[str, list[str]] = {}
    notes: dict[str, list[Text]] = {}


@dataclass(frozen=True)
class Meaning:
    """What examples stand for: an act without its values."""

    act: Act
    say: tuple[str, ...]
    hear: tuple[str, ...]
    near: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Phrases:
    """Everything the phrase files of a library teach."""

    meanings: tuple[Meaning, ...]
    same: dict[str, str]
    absorbs: dict[str, frozenset[str]]
    continues: dict[str, frozenset[str]]
    notes: dict[str, tuple[str, ...]]


def read_phrases(path: Path) -> Phrases:
    """Read a phrase file, or every one in a folder; raises SourceError with all mistakes found."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        raise SourceError([Problem(path.name, None, "holds no phrase file.", "Add one that ends in .yaml.")])
    sources = [read_yaml(file) for file in files]
    read = [(source, load(PhraseFile, source)) for source in sources]
    problems = [problem for source, file in read for problem in _problems(source, file)] + list(_repeats(read))
    if problems:
        raise SourceError(problems)
    return _together([file for _, file in read])


def _together(files: list[PhraseFile]) -> Phrases:
    return Phrases(
        tuple(
            Meaning(parse_act(one.means), tuple(one.say), tuple(one.hear), tuple(one.near), tuple(one.needs))
            for file in files for one in file.meanings
        ),
        {word: group[0] for file in files for group in file.same for word in group},
        {kind: frozenset(others) for file in files for kind, others in file.absorbs.items()},
        {kind: frozenset(others) for file in files for kind, others in file.continues.items()},
        {fact: tuple(cues) for file in files for fact, cues in file.notes.items()},
    )  # fmt: skip


def _problems(source: Source, file: PhraseFile) -> Iterator[Problem]:
    for n, meaning in enumerate(file.meanings):
        yield from _meaning_problems(source, ("meanings", n), meaning)
    for fact, cues in file.notes.items():
        if fact not in NOTE_FACTS:
            remedy = f"Pick one of: {', '.join(NOTE_FACTS)}."
            yield source.problem(("notes", fact), f"“{fact}” is no fact of a note.", remedy)
        if not cues:
            yield source.problem(("notes", fact), f"“{fact}” has no cue.", "Add one, or remove the fact.")


def _meaning_problems(source: Source, where: Where, meaning: MeaningText) -> Iterator[Problem]:
    kind = str(meaning.means.get("act"))
    try:
        parse_act(meaning.means)
    except ValueError as error:
        yield source.problem((*where, "means"), str(error), "Correct the act.")
        return
    if KINDS[kind].way is not Way.SAY:
        yield source.problem((*where, "means"), f"“{kind}” is not said.", "Give an act that is spoken.")
    for part in ("say", "hear"):
        for n, text in enumerate(getattr(meaning, part)):
            unknown = set(_BLANK.findall(text)) - _BLANKS.get(kind, set()) - NAMES
            if unknown or not re.search(r"\w", text):
                fault = f"“{text}” has an unknown blank." if unknown else "a phrase is empty."
                yield source.problem((*where, part, n), fault, "Write words, and only the blanks this kind has.")


def _repeats(read: list[tuple[Source, PhraseFile]]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for source, file in read:
        for n, meaning in enumerate(file.meanings):
            for part in ("say", "hear"):
                for k, text in enumerate(getattr(meaning, part)):
                    key = " ".join(re.findall(r"\w+", text.lower()))
                    first = seen.setdefault(key, f"{source.file}:{source.line(('meanings', n, part, k))}")
                    here = f"{source.file}:{source.line(('meanings', n, part, k))}"
                    if first != here:
                        message = f"“{text}” already stands at {first}."
                        yield source.problem(("meanings", n, part, k), message, "Keep it under one meaning.")
