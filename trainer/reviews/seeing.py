"""What somebody opened or took out, told in the audit trail before they get it: another's words, recordings, tables."""

from __future__ import annotations

from typing import Any

from flask import request

from trainer.audit import service as audit
from trainer.db import database
from trainer.reviews.interactions import Interaction
from trainer.web import clock
from trainer.web.access import signed_in
from trainer.web.roles import Role


def opened(found: Interaction, **where: Any) -> None:
    """Tell that the person signed in is about to read or hear an interaction; what is one's own is not told."""
    if found.representative_id == signed_in().id or _goes_on():
        return
    detail = {"person": found.representative_id, **where}
    audit.seen(database(), signed_in(), audit.subject("interaction", found.id), detail, clock.now())


def exported(name: str, form: str, rows: int) -> None:
    """Tell that a supervisor is about to get a table as a file, and what of it was asked for."""
    if Role.SUPERVISOR in signed_in().roles:
        asked = {key: value for key, value in request.args.items() if value and key not in ("form", "rows")}
        detail = {"form": form, "rows": rows, **asked}
        audit.seen(database(), signed_in(), audit.subject("table", name), detail, clock.now(), "exported")


def _goes_on() -> bool:
    """Whether a browser fetches a later part of a recording, whose beginning was told already."""
    asked = request.range
    return bool(asked and asked.ranges and asked.ranges[0][0])
