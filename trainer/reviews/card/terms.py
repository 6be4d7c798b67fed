"""The terms of reviewing that an agency decides: how long a dispute is open, and what stays private how long."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from trainer.district.parameters import Mark
from trainer.district.sources import load, read_yaml

FILE = "reviews.yaml"


class Term(BaseModel):
    """One number, with its mark and source."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    value: int = Field(ge=1, le=365)
    mark: Mark = "illustrative"
    source: str = "The product's own suggestion, until the agency sets it."


class Terms(BaseModel):
    """Days to dispute after release, days a reviewer's severity is theirs alone, reviews a coaching note waits for."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    dispute_days: Term = Term(value=10)
    severity_private_days: Term = Term(value=14)
    follow_up_reviews: Term = Term(value=5)


def load_terms(folder: Path) -> Terms:
    """The terms of the pack in `folder`; suggestions where it has none. Raises SourceError."""
    path = folder / FILE
    return load(Terms, read_yaml(path)) if path.is_file() else Terms()
