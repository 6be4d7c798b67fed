"""Learn what the traits of a part are worth, from sentences with the acts that were meant; see understanding/worth.py.

    python -m benchmarks.worth FILE...

Every division of every sentence is tried. The weights are those that make the right ones likeliest against the others
(a log-linear model; the logarithm of the likelihood of the right divisions together, with a small pull to zero). A new
trait is written into WEIGHTS first, as 0. Prints how many texts come out right with the weights as they are and with
the new ones, and the new ones. The files are such as have been read; a blind set is never among them.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from benchmarks.understanding import LIBRARY, exactly, wanted
from trainer.record.act import Act
from trainer.scenarios.understanding import Lexicon, load_lexicon, understand
from trainer.scenarios.understanding.segments import Segment, options, put_together
from trainer.scenarios.understanding.sentence import Sentence
from trainer.scenarios.understanding.worth import WEIGHTS, worth

PULL, STEPS, RATE = 5.0, 150, 0.08
BEAM, ALL, EACH = 120, 240, 6
A_TUESDAY = date(2024, 10, 22)
UNREAD = ("kept_out", "today")

Vector = npt.NDArray[np.float64]
understanding = import_module("trainer.scenarios.understanding.understand")


@dataclass(frozen=True)
class Division:
    """One way to divide a sentence: its parts, and the sum of their traits."""

    parts: tuple[Segment, ...] = ()
    traits: tuple[tuple[str, float], ...] = ()

    @property
    def worth(self) -> float:
        return worth(dict(self.traits))


@dataclass(frozen=True)
class Text:
    """The divisions of a text by their traits, one row each, the one that is taken now first; which are right."""

    traits: Vector
    right: npt.NDArray[np.bool_]


def divisions(sentence: Sentence, lexicon: Lexicon) -> list[Division]:
    """The divisions of a sentence, the one that is taken now first."""
    upto: list[list[Division]] = [[Division()]]
    for ending in options(sentence, lexicon):
        found = [
            Division((*before.parts, one.segment), _added(dict(before.traits), one.traits))
            for one in ending
            for before in upto[one.start]
        ]
        upto.append(sorted(found, key=lambda each: -each.worth)[:BEAM])
    return upto[-1]


def _added(one: dict[str, float], other: Any) -> tuple[tuple[str, float], ...]:
    return tuple({name: one.get(name, 0.0) + other.get(name, 0.0) for name in {**one, **other}}.items())


def choices(ways: Sequence[Sequence[Division]]) -> list[tuple[int, ...]]:
    """Which divisions of the sentences of a text are tried together: all, or where they are many, the best and each."""
    sizes = list(map(len, ways))
    if np.prod(sizes) <= ALL:
        return list(itertools.product(*map(range, sizes)))
    some = set(itertools.islice(itertools.product(*(range(min(EACH, size)) for size in sizes)), ALL))
    each = {tuple(n if at == place else 0 for place in range(len(sizes))) for at, size in enumerate(sizes)
            for n in range(size)}  # fmt: skip
    return sorted(some | each)  # that of the best comes first


def texts(file: Path, lexicon: Lexicon, names: dict[str, int]) -> Iterator[Text]:
    for say, day, is_right in sentences_in(file):
        ways = [divisions(sentence, lexicon) for sentence in lexicon.read(say, day)]
        tried = [[ways[at][n] for at, n in enumerate(one)] for one in choices(ways)] if ways else []
        if tried:
            right = np.array([is_right(_acts(say, day, one, lexicon)) for one in tried])
            yield Text(np.array([_row(one, names) for one in tried]), right)


def sentences_in(file: Path) -> Iterator[tuple[str, date, Callable[[Sequence[Act]], bool]]]:
    """Each sentence, its day, and whether acts are what was meant; written as blind.yaml is, or as dialogues.yaml."""
    read = yaml.safe_load(file.read_text())
    if isinstance(read, list):
        for item in read:
            meant = {exactly(acts) for acts in wanted(item)}
            yield item["say"], date.fromisoformat(str(item["on"])), lambda acts, meant=meant: exactly(acts) in meant
        return
    for part, rows in read.items():
        for row in rows if part not in UNREAD else ():
            if isinstance(row, list):
                yield row[0], A_TUESDAY, lambda acts, row=row: sorted(map(_short, acts)) == sorted(row[1:])


def _short(act: Act) -> str:
    return " ".join([act.kind, *map(str, act.slots.values())])


def _row(taken: Sequence[Division], names: dict[str, int]) -> Vector:
    row = np.zeros(len(names))
    for name, value in itertools.chain.from_iterable(one.traits for one in taken):
        row[names[name]] += value
    return row


def _acts(text: str, day: date, taken: Sequence[Division], lexicon: Lexicon) -> Sequence[Act]:
    """What is understood where the sentences are divided so."""
    parts = iter([put_together(list(one.parts), lexicon) for one in taken])
    before = understanding.segments
    understanding.segments = lambda *_: next(parts)
    try:
        return understand(text, lexicon, day).acts
    finally:
        understanding.segments = before


def learned(found: Sequence[Text]) -> Vector:
    """The weights, by gradient ascent with the steps of Adam, on traits brought to one spread."""
    telling = [one for one in found if one.right.any() and not one.right.all()]
    spread = np.sqrt(np.mean(np.concatenate([one.traits - one.traits.mean(0) for one in telling]) ** 2, 0)) + 1e-6
    scaled = [one.traits / spread for one in telling]
    weights, first, second = np.zeros_like(spread), np.zeros_like(spread), np.zeros_like(spread)
    for step in range(1, STEPS + 1):
        slope = PULL * weights
        for rows, one in zip(scaled, telling, strict=True):
            value = rows @ weights
            likely = np.exp(value - value.max())
            likely /= likely.sum()
            right = likely * one.right
            slope -= (right / right.sum() - likely) @ rows
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        weights = weights - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return np.asarray(weights / spread)


def right(found: Sequence[Text], weights: Vector) -> int:
    return sum(bool(one.right[np.argmax(one.traits @ weights)]) for one in found)


def main(*files: str) -> None:
    lexicon, names = load_lexicon(LIBRARY), {name: at for at, name in enumerate(WEIGHTS)}
    found = {file: list(texts(Path(file), lexicon, names)) for file in files}
    weights = learned([one for each in found.values() for one in each])
    for file, each in found.items():
        now, can = sum(bool(one.right[0]) for one in each), sum(bool(one.right.any()) for one in each)
        others = [one for name, some in found.items() if name != file for one in some]
        unseen = f", {right(each, learned(others))} by those of the other files" if others else ""
        print(
            f"{Path(file).name}: of {len(each)} right now {now}, learned {right(each, weights)}{unseen}; can be {can}"
        )
    print({name: round(float(weights[at]), 2) for name, at in names.items()})


if __name__ == "__main__":
    main(*sys.argv[1:])
