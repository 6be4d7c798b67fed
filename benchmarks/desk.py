"""What someone at the desk waits for: a typed sentence understood, a move judged, a whole play judged.

    python -m benchmarks.desk

Prints times, and each as a multiple of parsing the same scenario's YAML, which every machine does at its own speed.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

from trainer.district.pack import load_pack
from trainer.district.sources import read_yaml
from trainer.proof.bots import Expert
from trainer.proof.play import play_bot
from trainer.scenarios.engine import step
from trainer.scenarios.library import load_library
from trainer.scenarios.opening import open_scenario
from trainer.scenarios.understanding import understand
from trainer.scenarios.world import Move
from trainer.scoring.judge import judge
from trainer.settings import LIBRARY, PACK

SENTENCE = "I’m sorry, that sounds frustrating. May I have the service address and your last payment?"
SCENARIO = "the-last-notice"
TIMES = 20


def seconds(work: Callable[[], object], times: int = TIMES) -> float:
    """The quickest of so many runs."""
    best = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


def main() -> None:
    pack, library = load_pack(PACK), load_library(LIBRARY)
    path = LIBRARY / "scenarios" / f"{SCENARIO}.yaml"
    world = open_scenario(pack, library, library.scenarios[SCENARIO], 0)
    played = play_bot(world, Expert(pack.rulebook))
    first = Move((played.steps[0].act,))
    yardstick = seconds(lambda: read_yaml(path))
    measured = {
        "a sentence understood": seconds(lambda: understand(SENTENCE, library.lexicon, dt.date(2024, 10, 22))),
        "a move made": seconds(lambda: step(world, first)),
        "an account and a caller made": seconds(
            lambda: open_scenario(pack, library, library.scenarios[SCENARIO], 1), times=5
        ),
        "a whole play judged": seconds(lambda: judge(pack, played.steps), times=3),
    }
    print(f"reading the scenario’s file: {yardstick * 1000:.1f} ms")
    for what, took in measured.items():
        print(f"{what}: {took * 1000:.1f} ms, {took / yardstick:.2f} times as long")


if __name__ == "__main__":
    main()
