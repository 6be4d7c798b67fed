"""One way to write plain data down, so that the same content always has the same hash."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from trainer.record.plain import as_plain


def canonical(value: Any) -> str:
    """`value` as JSON with its keys in order and nothing to spare."""
    return json.dumps(as_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_hash(value: Any) -> str:
    """The SHA-256 of `canonical(value)`, in hexadecimal."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()
