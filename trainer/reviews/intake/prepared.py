"""A record made ready for the tables: masked, its times in milliseconds, and known again by its hash."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainer.reviews.intake.record import Given, InteractionGiven
from trainer.reviews.masking import mask
from trainer.reviews.words import Speaker


@dataclass(frozen=True)
class Prepared:
    """The rows of one interaction, but for its id. `content_hash` does not depend on what the settings mask."""

    line: int
    columns: Mapping[str, Any]
    turns: tuple[Mapping[str, Any], ...]
    actions: tuple[Mapping[str, Any], ...]
    maskings: Mapping[str, int]
    content_hash: str

    @property
    def source(self) -> str:
        return str(self.columns["source"])

    @property
    def source_id(self) -> str:
        return str(self.columns["source_id"])

    @property
    def key(self) -> tuple[str, str]:
        return self.source, self.source_id

    def row(self, now: dt.datetime) -> dict[str, Any]:
        kept = {"maskings": self.maskings, "content_hash": self.content_hash, "imported_at": now}
        return {**self.columns, **kept, "held": False, "held_why": ""}


def prepare(given: Given, representative: int, *, emails: bool = False) -> Prepared:
    """Mask what was said and done, and lay it out as rows."""
    record = given.record
    turns, actions, counts = _masked(record, emails)
    columns = {
        "source": record.source, "source_id": record.source_id, "channel": record.channel, "reason": record.reason,
        "started_at": record.started_at, "seconds": record.seconds, "representative_id": representative,
        "audio": record.audio,
    }  # fmt: skip
    return Prepared(given.line, columns, turns, actions, counts, _hash(record, turns, actions, emails))


Rows = tuple[Mapping[str, Any], ...]


def _masked(record: InteractionGiven, emails: bool) -> tuple[Rows, Rows, Mapping[str, int]]:
    said = mask([turn.text for turn in record.turns], [turn.speaker for turn in record.turns], emails=emails)
    done = [mask([action.text], [Speaker.SYSTEM], emails=emails) for action in record.actions]
    turns = tuple(
        {"number": n, "speaker": turn.speaker, "start_ms": _ms(turn.start), "end_ms": _ms(turn.end), "text": text}
        for n, (turn, text) in enumerate(zip(record.turns, said.turns, strict=True), start=1)
    )
    actions = tuple(
        {"number": n, "kind": action.kind, "text": masked.turns[0], "at_ms": _ms(action.at)}
        for n, (action, masked) in enumerate(zip(record.actions, done, strict=True), start=1)
    )
    counts = Counter(said.counts)
    for one in done:
        counts.update(one.counts)
    return turns, actions, dict(counts)


def _hash(record: InteractionGiven, turns: Rows, actions: Rows, emails: bool) -> str:
    """Of everything masked, addresses of mail too: a hash of what was not kept could be tried out number by number."""
    if not emails and any("@" in one["text"] for one in (*turns, *actions)):
        turns, actions, _ = _masked(record, True)
    head = record.model_dump(mode="json", exclude={"turns", "actions"})
    head["started_at"] = record.started_at.astimezone(dt.UTC).isoformat()
    return hashlib.sha256(json.dumps([head, turns, actions], sort_keys=True).encode()).hexdigest()


def _ms(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * 1000)
