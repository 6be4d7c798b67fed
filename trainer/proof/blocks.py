"""Two rules that block each other: one owes what the other forbids, and neither comes before the other.

What a rule of higher precedence forbids waits for it, and is no block. Nor is what can be done later in the same play.
What closes a contact comes last in time only: it weighs as housekeeping does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trainer.district.rulebook import Rulebook, discharged
from trainer.district.rulelist import PRECEDENCE
from trainer.proof.bots import DEPTH, reachable
from trainer.record.act import Act
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Verdict
from trainer.scenarios.world import Step

LIGHTEST = PRECEDENCE.index("housekeeping")


@dataclass(frozen=True)
class Block:
    """What one rule owes and another forbids, in a case where nothing else discharges it."""

    obligation: Obligation
    forbids: str
    why: str

    def __str__(self) -> str:
        return (
            f"two rules block each other: {self.obligation.rule} owes “{self.obligation.what}”, "
            f"and {self.forbids} forbids it ({self.why.rstrip('.')})"
        )


def blocks(book: Rulebook, steps: Sequence[Step]) -> list[Block]:
    """The blocks of a play that nothing lifted: still there when the obligation was last owed, and never discharged."""
    matters: dict[tuple[int, str], list[Step]] = {}
    for step in steps:
        matters.setdefault((step.scene, step.matter), []).append(step)
    return [block for mine in matters.values() for block in _of_matter(book, mine)]


def _of_matter(book: Rulebook, steps: Sequence[Step]) -> list[Block]:
    last: dict[tuple[str, str], Block | None] = {}
    cases = [*(step.before for step in steps[:1]), *(step.after for step in steps)]
    for case in cases:
        last.update(((one.rule, one.key), block) for one, block in _judged(book, case))
    return [block for block in last.values() if block and not _settled(book, cases[-1], block.obligation)]


def blocks_in(book: Rulebook, case: Case) -> list[Block]:
    """The blocks of one case."""
    return [block for _, block in _judged(book, case) if block]


def _judged(book: Rulebook, case: Case) -> Iterator[tuple[Obligation, Block | None]]:
    for one in book.owed(case):
        if one.discharge and reachable(case, one) and not discharged(case, one):
            yield one, _block(book, case, one)


def _block(book: Rulebook, case: Case, owed: Obligation) -> Block | None:
    """A block where every act that would discharge it is forbidden, by another rule that does not come first."""
    listener = case.talking.id if case.talking else None
    in_the_way = [_forbidding(book, case, pattern.make(listener)) for pattern in owed.discharge]
    if None in in_the_way:
        return None
    others = [found for found in in_the_way if found and found[0] != owed.rule]
    equals = (found for found in others if book.entries[found[0]].rank >= min(book.entries[owed.rule].rank, LIGHTEST))
    return next((Block(owed, *found) for found in equals), None)


def _forbidding(book: Rulebook, case: Case, wanted: Act, depth: int = 0) -> tuple[str, str] | None:
    """The rule that forbids an act, or everything that the act needs first, and why; None where a way is open."""
    decision = book.decide(case, wanted)
    if decision.leading is None or depth > DEPTH:
        return None
    if decision.verdict is Verdict.FORBIDDEN:
        return decision.leading.rule, decision.leading.why
    if decision.verdict is not Verdict.NOT_YET or not decision.leading.needs:
        return None
    ways = [_forbidding(book, case, need.make(wanted.toward), depth + 1) for need in decision.leading.needs]
    return ways[0] if None not in ways else None


def _settled(book: Rulebook, end: Case, owed: Obligation) -> bool:
    return discharged(end, owed) or book.released(end, owed)
