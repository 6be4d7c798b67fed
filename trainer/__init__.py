"""Trainer: practice and quality assurance for a water district's customer service representatives."""

__version__ = "0.1.0"
