"""Search in the manual as one types: how long it takes, beside two plain scans of the same text in the same run.

    python -m benchmarks.manual_search [ROUNDS]

One scan only asks of each section whether it has the words; the other compares each word of the manual with what was
typed, letter by letter, as forgiving typing errors needs without an index. Prints times and ratios. It is no test: a
machine that is busy is slow, and the ratios say more than the seconds.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable

from rapidfuzz.distance import OSA

from trainer.district.manual import Manual, load_manual
from trainer.district.manual.words import typed, words
from trainer.district.parameters import load_parameters
from trainer.settings import SEED

ROUNDS = 50
PACK = SEED / "smwd"
DAY = dt.date(2024, 9, 3)
QUERIES = (
    "w",
    "waver",
    "the customer",
    "a b c d e",
    "extention emergancy suprvisor adjustmnt correctng recipts qwertyuiop",
)


def timed(work: Callable[[str], object], query: str, rounds: int) -> float:
    """The median time of one answer, in milliseconds."""
    took = []
    for _round in range(rounds):
        start = time.perf_counter()
        work(query)
        took.append(time.perf_counter() - start)
    return statistics.median(took) * 1000


def containing(texts: list[str]) -> Callable[[str], list[int]]:
    """A scan that forgives nothing: the sections in which every word stands, as it was typed."""
    return lambda query: [n for n, text in enumerate(texts) if all(word in text for word in query.split())]


def comparing(texts: list[str]) -> Callable[[str], list[set[int]]]:
    """A scan that forgives: for each word typed, the sections in which some word is at most two letters off."""
    split = [[word.text for word in words(text)] for text in texts]

    def scan(query: str) -> list[set[int]]:
        return [
            {n for n, held in enumerate(split) if any(OSA.distance(asked, word, score_cutoff=2) <= 2 for word in held)}
            for asked in typed(query)
        ]

    return scan


def main(rounds: int) -> None:
    manual: Manual = load_manual(PACK / "manual", load_parameters(PACK / "parameters"))
    texts = [manual.plain(section.number, DAY).casefold() for section in manual.sections]
    plain, forgiving = containing(texts), comparing(texts)
    manual.search(QUERIES[0], DAY)  # builds the index, once
    print(f"{len(texts)} sections, {sum(map(len, texts)):,} letters; {rounds} rounds, medians")
    for query in QUERIES:
        search = timed(lambda asked: manual.search(asked, DAY), query, rounds)
        beside = [timed(scan, query, rounds) for scan in (plain, forgiving)]
        print(
            f"  {query[:24]:24} {search:7.2f} ms   {search / beside[0]:6.1f} × a plain scan"
            f"   {search / beside[1]:6.2f} × a forgiving one"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
