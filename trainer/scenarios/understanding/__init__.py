"""Typed sentences understood as acts, and acts put into words; taught by the example phrases of the library."""

from trainer.scenarios.understanding.lexicon import Lexicon
from trainer.scenarios.understanding.notes import note_facts
from trainer.scenarios.understanding.teaching import load_lexicon
from trainer.scenarios.understanding.understand import Span, Understood, understand
from trainer.scenarios.understanding.wording import wording, wordings

__all__ = ["Lexicon", "Span", "Understood", "load_lexicon", "note_facts", "understand", "wording", "wordings"]
