"""The blueprint that this room's views share: practice, debriefs and the manual."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from flask import Blueprint, current_app, url_for

from trainer.web.words import count

blueprint = Blueprint("plays", __name__, template_folder="templates")


@blueprint.app_template_filter("written")
def written(day: dt.date) -> str:
    """A day as people write it: 3 March 2026."""
    return f"{day.day} {day:%B %Y}"


@blueprint.app_template_filter("points")
def points(value: Decimal) -> str:
    """Points of a score to one decimal, without a zero behind the point."""
    return f"{value:.1f}".removesuffix(".0")


blueprint.add_app_template_filter(count, "counted")
blueprint.add_app_template_filter(id, "ident")  # two findings may say the same: a place is looked up by which one it is


@blueprint.context_processor
def _links() -> dict[str, object]:
    return {"desk_url": desk_url}


def desk_url(play_id: int) -> str:
    """Where a play is gone on with."""
    if "desk.show" not in current_app.view_functions:
        return url_for("plays.index")
    return url_for("desk.show", play_id=play_id)
