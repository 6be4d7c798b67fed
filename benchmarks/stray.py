"""Ten thousand moves of every kind, over every scenario and many seeds, by someone who does anything at all.

    python -m benchmarks.stray [MOVES]

Prints how many moves were made of how many kinds, how many of them the desk refused, and the time beside that of
opening the same plays. The first error ends it, and says by which scenario and seed.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from trainer.district.pack import load_pack
from trainer.proof.stray import play_astray
from trainer.record.kinds import KINDS
from trainer.scenarios.library import load_library
from trainer.scenarios.opening import open_scenario
from trainer.settings import LIBRARY, PACK

AT_A_TIME = 120


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    pack, library = load_pack(PACK), load_library(LIBRARY)
    kinds, refused, made, seed = Counter[str](), 0, 0, 0
    opening = playing = 0.0
    while made < wanted:
        for scenario in library.scenarios.values():
            begun = time.perf_counter()
            world = open_scenario(pack, library, scenario, seed)
            opened = time.perf_counter()
            try:
                played = play_astray(world, seed, AT_A_TIME)
            except Exception as error:
                raise SystemExit(f"{scenario.id}, seed {seed}: {type(error).__name__}: {error}") from error
            opening, playing = opening + opened - begun, playing + time.perf_counter() - opened
            kinds.update(one.act.kind for one in played.steps)
            refused += sum(not one.effect for one in played.steps)
            made += len(played.steps)
        seed += 1
    print(f"{made} moves of {len(kinds)} kinds of {len(KINDS)}, {refused} refused, over {seed} seeds; no error")
    print(f"{1000 * playing / made:.1f} ms a move with its judgement; {playing / opening:.0f} times opening the plays")


if __name__ == "__main__":
    main()
