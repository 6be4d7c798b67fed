"""The reading aid: places in a transcript that are worth a look, each with its reason. A person decides."""

from trainer.reviews.reading_aid.aid import marks
from trainer.reviews.reading_aid.marks import Kind, Limits, Mark

__all__ = ["Kind", "Limits", "Mark", "marks"]
