"""The scenario library: scenarios, voices, moods and phrases, loaded so that one broken file leaves the rest usable."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from trainer.district.pack import digest
from trainer.district.sources import Problem, SourceError, load, read_yaml
from trainer.scenarios.format import Scenario
from trainer.scenarios.moods import Moods, load_moods
from trainer.scenarios.strict import Lines
from trainer.scenarios.understanding import Lexicon, load_lexicon


class _Voices(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    voices: dict[str, dict[str, Lines]]


class _PlainWords(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    words: dict[str, str]


@dataclass(frozen=True)
class Library:
    """Everything authored. `digests` are the scenarios' content hashes, each with all that its callers share.

    `plain_words` gives a plain word for each word of the trade.
    """

    scenarios: Mapping[str, Scenario]
    digests: Mapping[str, str]
    voices: Mapping[str, Mapping[str, tuple[str, ...]]]
    moods: Moods
    lexicon: Lexicon
    problems: tuple[Problem, ...] = field(default=())
    plain_words: Mapping[str, str] = field(default_factory=dict)

    def lines(self, voice: str, situation: str) -> tuple[str, ...]:
        """How a voice speaks in a situation; the plain voice where it has nothing of its own."""
        return self.voices.get(voice, {}).get(situation) or self.voices["plain"].get(situation, ())


def load_library(folder: Path) -> Library:
    """Load `folder`: voices, moods and phrases must be right; a broken scenario is left out and reported."""
    voices = load(_Voices, read_yaml(folder / "voices.yaml")).voices
    moods = load_moods(folder / "moods.yaml")
    taught = digest(folder / "phrases")
    lexicon = _lexicon(folder / "phrases", taught)
    shared = _hash(folder / "voices.yaml", folder / "moods.yaml") + taught
    scenarios: dict[str, Scenario] = {}
    digests: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted((folder / "scenarios").rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        try:
            scenario = _scenario(path, name, voices, scenarios)
        except SourceError as error:
            problems.extend(error.problems)
            continue
        scenarios[scenario.id] = scenario
        digests[scenario.id] = hashlib.sha256((_hash(path) + shared).encode()).hexdigest()
    plain = load(_PlainWords, read_yaml(folder / "plain_words.yaml")).words
    return Library(scenarios, digests, voices, moods, lexicon, tuple(problems), plain)


@lru_cache(maxsize=4)
def _lexicon(folder: Path, taught: str) -> Lexicon:
    """Read once for what is `taught` there, and so indexed once, when the first sentence is to be understood."""
    return load_lexicon(folder)


def _scenario(path: Path, name: str, voices: Mapping[str, object], known: Mapping[str, Scenario]) -> Scenario:
    source = read_yaml(path, name)
    scenario = load(Scenario, source)
    if scenario.id in known:
        raise source.error(("id",), f"the id “{scenario.id}” is taken.", "Give it another.")
    for variant in scenario.variants:
        for name, spec in scenario.contacts_of(variant).items():
            if spec.voice not in voices:
                where = ("contact", "voice") if scenario.contact else ("contacts", name, "voice")
                raise source.error(where, f"there is no voice “{spec.voice}”.", f"Use {', '.join(voices)}.")
    return scenario


def _hash(*paths: Path) -> str:
    return "".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)
