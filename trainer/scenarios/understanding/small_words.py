"""The small words by which it is told how a sentence is made."""

from __future__ import annotations

from trainer.scenarios.understanding.tokens import listed

AUXILIARIES = frozenset(
    listed("can could may might will would shall should do does did is are am was were have has had must")
)
ASKING = frozenset(listed("what where when who whom why how which whose"))
SUBJECTS = frozenset(listed("i we you they he she it"))
ARTICLES = frozenset(("the", "your", "our"))
POINTING = frozenset(listed("that this there one"))
TITLES = frozenset(("mr", "mrs", "ms", "dr"))
COMMANDS = frozenset(listed("keep stay call dial hang turn shut close move let give tell"))
