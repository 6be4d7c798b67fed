"""Playing without a browser: a bot or a list of moves, from the opening to the score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.proof.attending import next_act
from trainer.proof.habits import Bot
from trainer.record.act import act
from trainer.record.finding import Finding
from trainer.scenarios.engine import step
from trainer.scenarios.world import Line, Move, Step, World
from trainer.scoring.judge import judge
from trainer.scoring.score import Score, score

MOST_MOVES = 400


@dataclass(frozen=True)
class Played:
    """One whole play, judged."""

    world: World
    lines: tuple[Line, ...]
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    score: Score


def play_bot(world: World, bot: Bot) -> Played:
    """Let `bot` play until it has nothing more to do; then each scene is finished for it."""
    lines: list[Line] = []
    steps: list[Step] = []
    for _ in range(MOST_MOVES):
        if world.ended:
            break
        world, outcome = step(world, Move((next_act(world, bot) or act("finish"),)))
        lines.extend(outcome.lines)
        steps.extend(outcome.steps)
    return _finished(world, lines, steps)


def play_moves(world: World, moves: Iterable[Move]) -> Played:
    """Play the moves given, and finish the play unless they did."""
    lines: list[Line] = []
    steps: list[Step] = []
    for move in moves:
        world, outcome = step(world, move)
        lines.extend(outcome.lines)
        steps.extend(outcome.steps)
    return _finished(world, lines, steps)


def _finished(world: World, lines: list[Line], steps: list[Step]) -> Played:
    while not world.ended:
        world, outcome = step(world, Move((act("finish"),)))
        lines.extend(outcome.lines)
        steps.extend(outcome.steps)
    findings = judge(world.setting.pack, steps)
    marks = score(world.setting.pack.rubric, findings, world.setting.scenario.weights)
    return Played(world, tuple(lines), tuple(steps), findings, marks)
