"""Truth by hand for the rules: what each must say, worked out from the law and its sources and not from the rules.

The pack's own examples are written beside its rules, and may share their mistakes; these were written apart. They have
the form that docs/policy.md explains, and name the section of the law they stand on, or say that the figure is the
pack's own.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.district.examples import Example, failures, load_examples
from trainer.district.pack import Pack

EXAMPLES = load_examples(Path(__file__).parent / "truth")


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{one.rule}: {one.tells}" for one in EXAMPLES])
def test_the_rule_says_what_the_source_says(example: Example, pack: Pack) -> None:
    assert not list(failures(example, pack.rulebook, pack))


def test_half_of_them_protect_from_a_finding() -> None:
    """Half say what may be done, what a rule does not speak of, or what is not owed: a rule may also say too much."""
    guards = [one for one in EXAMPLES if one.given.says in ("permitted", "nothing") or one.given.owes == ()]
    assert len(guards) * 2 >= len(EXAMPLES) >= 180
