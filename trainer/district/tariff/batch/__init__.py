"""Many bills at once, in arrays: the same reading of the standard as one bill at a time, and the same cents."""

from trainer.district.tariff.batch.bills import Bills, bill_many
from trainer.district.tariff.batch.layout import Layout, Tier, layout

__all__ = ["Bills", "Layout", "Tier", "bill_many", "layout"]
