"""The audit trail's page, for HR: search it, and see whether it holds."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, render_template, request

from trainer.audit import naming, service, wording
from trainer.audit.service import Asked
from trainer.db import session
from trainer.web import clock
from trainer.web.access import allow
from trainer.web.roles import Role
from trainer.web.shell import add_navigation

blueprint = Blueprint("audit", __name__, template_folder="templates")
add_navigation(blueprint, "Audit trail", "audit.trail", order=85)
SHOWN = 200
CHECKED = 1000  # rows looked at for every page; the whole trail when asked


@blueprint.get("/audit")
@allow(Role.HR)
def trail() -> str:
    """The latest rows that match, and the seal of the whole. A search is not itself an entry: it shows no file."""
    words, verb = request.args.get("q", "")[:200], request.args.get("verb", "")
    asked = Asked(words, verb, _day("since"), _day("until", days=1))
    whole, names = "whole" in request.args, naming.names(session())
    broken = service.verify(session(), last=None if whole else CHECKED)
    return render_template(
        "audit/trail.html", rows=service.search(session(), asked, SHOWN, names), verbs=service.verbs(session()),
        broken=broken, seal=service.seal(session()), given=request.args, most=SHOWN, years=service.KEPT_YEARS,
        whole=whole, checked=CHECKED, exact=clock.day_and_time, names=names, named=naming.named,
        told=wording.told,
    )  # fmt: skip


def _day(name: str, days: int = 0) -> dt.datetime | None:
    """A day of the office as a moment; nothing for what is no day."""
    try:
        day = dt.date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return dt.datetime.combine(day, dt.time(), clock.OFFICE) + dt.timedelta(days=days)
