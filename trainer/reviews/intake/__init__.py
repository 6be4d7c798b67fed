"""Live interactions in: three formats, one record, read as a stream; what is bad is told and the rest goes in."""

from trainer.reviews.intake.loading import Report, load
from trainer.reviews.intake.reading import FORMATS, Format, format_of, read

__all__ = ["FORMATS", "Format", "Report", "format_of", "load", "read"]
