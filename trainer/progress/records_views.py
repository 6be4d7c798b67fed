"""HR's records: decisions, views and signatures, by person and by day."""

from __future__ import annotations

import datetime as dt

from flask import render_template, request

from trainer.audit import service as audit
from trainer.db import database, session
from trainer.district.keeping import READINESS, KeepingError
from trainer.progress import service
from trainer.progress.records import Kind, Wanted
from trainer.progress.room import blueprint, me
from trainer.web import clock
from trainer.web.access import allow
from trainer.web.content import content
from trainer.web.roles import Role
from trainer.web.shell import add_navigation

add_navigation(blueprint, "Records", "progress.records", order=84)
SHOWN = 200


@blueprint.get("/records")
@allow(Role.HR)
def records() -> str:
    """The latest entries that match; each shows whose file it is, so looking is on record, too."""
    wanted = Wanted(request.args.get("q", "")[:120], _day("since"), _day("until"), _kind())
    found = service.records(session(), wanted, SHOWN)
    shown = sorted({one.person_id for one in found})
    if shown:
        audit.seen(database(), me(session()), audit.subject("page", "records"), {"people": shown}, clock.now())
    return render_template(
        "progress/records.html", records=found, given=request.args, kinds=[*Kind], kept=_kept(), most=SHOWN,
        exact=clock.day_and_time,
    )  # fmt: skip


def _kept() -> str:
    """How long files are kept, as the pack says it today; nothing where it does not."""
    try:
        return READINESS.limit_of(content().pack, clock.office_day(clock.now())).shown
    except KeepingError:
        return ""


def _kind() -> Kind | None:
    given = request.args.get("kind", "")
    return Kind(given) if given in set(Kind) else None


def _day(name: str) -> dt.date | None:
    """A day, or nothing for what is no day."""
    try:
        return dt.date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
