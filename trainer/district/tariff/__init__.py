"""Tariffs in the Open Water Rate Specification: bills one at a time, each line explained (many at once: batch/)."""

from trainer.district.tariff.conventions import REFERENCE, BudgetRounding, Conventions, FixedStart, PercentStart
from trainer.district.tariff.errors import MissingFact, TariffError
from trainer.district.tariff.labels import Labels, Span
from trainer.district.tariff.listing import load_timeline
from trainer.district.tariff.proration import Provenance
from trainer.district.tariff.tariff import Bill, Tariff, load_tariff
from trainer.district.tariff.timeline import Dated, Timeline
from trainer.district.tariff.variances import Variance

__all__ = [
    "REFERENCE",
    "Bill",
    "BudgetRounding",
    "Conventions",
    "Dated",
    "FixedStart",
    "Labels",
    "MissingFact",
    "PercentStart",
    "Provenance",
    "Span",
    "Tariff",
    "TariffError",
    "Timeline",
    "Variance",
    "load_tariff",
    "load_timeline",
]
