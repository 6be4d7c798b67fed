"""Masking what no transcript should keep: cards, social security numbers, bank accounts, dates of birth."""

from trainer.reviews.masking.masking import Masked, mask

__all__ = ["Masked", "mask"]
