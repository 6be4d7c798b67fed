"""Topics: what can be asked, told, explained, offered, instructed or promised at a front office."""

from trainer.record.topic.asked import COUNTER_ITEMS, IDENTITY_ITEMS, QUESTIONS, WRITTEN_ITEMS
from trainer.record.topic.base import Table, Topic, table
from trainer.record.topic.office import FLAWS, FORMS, HELP, ITEMS, LOGS, NOTE_FACTS, OFFICES, PANELS, WORK
from trainer.record.topic.told import (
    CONFIRMATIONS,
    EXPLANATIONS,
    FIGURES,
    INTERPRETERS,
    MESSAGES,
    OFFERS,
    PROMISES,
    REASONS,
    STEPS,
)

__all__ = [
    "CONFIRMATIONS",
    "COUNTER_ITEMS",
    "EXPLANATIONS",
    "FIGURES",
    "FLAWS",
    "FORMS",
    "HELP",
    "IDENTITY_ITEMS",
    "INTERPRETERS",
    "ITEMS",
    "LOGS",
    "MESSAGES",
    "NOTE_FACTS",
    "OFFERS",
    "OFFICES",
    "PANELS",
    "PROMISES",
    "QUESTIONS",
    "REASONS",
    "STEPS",
    "WORK",
    "WRITTEN_ITEMS",
    "Table",
    "Topic",
    "table",
]
