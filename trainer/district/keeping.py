"""How long records are kept: at least as long as the law asks, and as long as the pack says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from trainer.district.pack import Pack
from trainer.district.parameters import UnknownParameterError, Value


class KeepingError(Exception):
    """The pack does not say how long something is kept, or says less than the law; nothing is deleted."""


@dataclass(frozen=True)
class Kept:
    """A kind of record; `least` and `limit` are parameters, what the law asks and what the pack says."""

    what: str
    least: str
    limit: str

    def limit_of(self, pack: Pack, on: dt.date) -> Value:
        """The pack's limit on a day, which may not be under the least. Raises KeepingError."""
        try:
            least, limit = pack.parameter(self.least, on), pack.parameter(self.limit, on)
        except UnknownParameterError as error:
            raise KeepingError(f"{error} It says how long {self.what} are kept.") from None
        if int(limit.value) < int(least.value):
            least_words = f"{least.shown} is the least ({least.source})"
            raise KeepingError(f"The pack keeps {self.what} {limit.shown}, and {least_words}. Raise {self.limit}.")
        return limit


TRANSCRIPTS = Kept("transcripts", "recording_kept_days", "transcript_kept_days")
READINESS = Kept("files of readiness", "personnel_kept_months", "readiness_kept_months")
