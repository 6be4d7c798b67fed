"""What it is worth to take a run of clauses for one act, and what to take it for none.

A sentence may be divided in many ways. Each part of a division has traits: how well it fits what was taught, how much
its words speak for the act together, how long it is, which kind of act it would be. Their weights are learned from
sentences that were read, so that the right divisions come out best: `python -m benchmarks.worth` learns them anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.scenarios.understanding.sentence import Token
from trainer.scenarios.understanding.sureness import EXACT, Fit

Traits = Mapping[str, float]

_SHORT = 3
_MANY = 3
_LONG = 8
_SCALE = 50.0  # what words speak for an act together, brought to the size of the other traits
WEIGHTS: Mapping[str, float] = {
    "act": -1.05, "explained": 1.19, "spoken for": 1.42, "exact": 1.1, "whole": 1.33, "telling": -0.14,
    "shaded": -0.25, "merged": 1.48, "short": -0.52, "long": 0.98, "none": 0.19, "left": -0.21,
    "is greet": -0.42, "is ask": -0.71, "is acknowledge": -0.78, "is apologise": -0.51, "is thank": -0.85,
    "is assure": -1.61, "is explain": -1.0, "is state": -0.48, "is tell_done": 0.6, "is offer": -0.99,
    "is refuse": -1.75, "is promise": -0.99, "is confirm": -1.71, "is set_boundary": -0.31,
    "is instruct": -0.71, "is take_card": -0.68, "is admit_fault": 0.82, "is leave_message": -2.25,
    "is let_interpret": -2.68, "is ask_anything_else": -1.23, "is goodbye": -0.4, "is hold_please": -0.27,
    "is small_talk": -0.42, "is argue": -2.52, "is unclear": -1.16,
}  # fmt: skip


def traits(fit: Fit, kind: str, run: Sequence[Token], clauses: int) -> Traits:
    """The traits of a run of so many clauses taken for an act of that kind."""
    joined = run[0].raw == "and" and kind == "ask"  # what else is asked in one breath is no further thing to say
    return {
        "act": float(not joined), "explained": fit.explained * fit.score, "spoken for": fit.spoken / _SCALE,
        "exact": float(fit.score > EXACT), "whole": fit.whole, "telling": min(fit.telling, _MANY) / _MANY,
        "shaded": float(any(token.shade or token.negated for token in run)), "merged": clauses - 1.0,
        "short": float(len(run) <= _SHORT), "long": len(run) / _LONG, f"is {kind}": 1.0,
    }  # fmt: skip


def of_none(weight: float) -> Traits:
    """Those of a run of words of that weight taken for no act."""
    return {"none": 1.0, "left": weight}


def worth(of: Traits) -> float:
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in of.items())
