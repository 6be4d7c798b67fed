"""What the proof of a scenario came to, what it did not, and how far the scenario separates good from poor.

Of one scenario: its variants, and the duties it names. Of a library: the rules in force, and the kinds of acts, that no
scenario of it calls for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trainer.district.pack import Pack
from trainer.proof.check import FREE, Verdict
from trainer.record.kinds import KINDS
from trainer.scenarios.format import Scenario


@dataclass(frozen=True)
class Reach:
    """One scenario: variants reached and not, kinds of acts and rules met, and duties it names that nothing found."""

    variants: tuple[str, ...]
    variants_not: tuple[str, ...]
    kinds: tuple[str, ...]
    rules: tuple[str, ...]
    duties_not: tuple[int, ...]
    lowest_expert: int
    highest: Mapping[str, int]
    apart: int


@dataclass(frozen=True)
class Nowhere:
    """What no scenario calls for: rules in force, and kinds of acts, by id."""

    rules: tuple[str, ...]
    kinds: tuple[str, ...]


def reach(pack: Pack, scenario: Scenario, verdict: Verdict) -> Reach:
    met = {pack.rules[rule].duty for rule in verdict.rules if rule in pack.rules}
    return Reach(
        variants=verdict.variants, variants_not=tuple(one for one in scenario.variants if one not in verdict.variants),
        kinds=verdict.kinds, rules=verdict.rules,
        duties_not=tuple(duty for duty in scenario.duties if duty not in met),
        lowest_expert=verdict.lowest_expert, highest=verdict.highest, apart=verdict.apart,
    )  # fmt: skip


def nowhere(pack: Pack, verdicts: Iterable[Verdict]) -> Nowhere:
    """What none of the verdicts on a whole library met, in the pack's order."""
    verdicts = tuple(verdicts)
    rules = {rule for verdict in verdicts for rule in verdict.rules}
    kinds = {kind for verdict in verdicts for kind in verdict.kinds}.union(FREE)
    return Nowhere(
        tuple(rule for rule in pack.rules if rule not in rules), tuple(kind for kind in KINDS if kind not in kinds)
    )
