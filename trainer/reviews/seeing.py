"""That somebody opened the words or the recording of another's contact, told in the audit trail before it is shown."""

from __future__ import annotations

from typing import Any

from flask import request

from trainer.audit import service as audit
from trainer.db import database
from trainer.reviews.interactions import Interaction
from trainer.web import clock
from trainer.web.access import signed_in


def opened(found: Interaction, **where: Any) -> None:
    """Tell that the person signed in is about to read or hear an interaction; what is one's own is not told."""
    if found.representative_id == signed_in().id or _goes_on():
        return
    detail = {"person": found.representative_id, **where}
    audit.seen(database(), signed_in(), audit.subject("interaction", found.id), detail, clock.now())


def _goes_on() -> bool:
    """Whether a browser fetches a later part of a recording, whose beginning was told already."""
    asked = request.range
    return bool(asked and asked.ranges and asked.ranges[0][0])
