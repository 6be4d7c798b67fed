"""One way to write plain data down, so that the same content always has the same hash."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from trainer.record.plain import as_plain


def content_hash(value: Any) -> str:
    """The SHA-256 of `value` as JSON, with its keys in order and nothing to spare; in hexadecimal."""
    return plain_hash(as_plain(value))


def plain_hash(value: Any) -> str:
    """The same of what is plain already, such as long columns of numbers, without a look at each entry."""
    written = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
