"""The page of the whole district: what it is like, so that someone who has worked at a utility can believe it."""

from __future__ import annotations

from decimal import Decimal
from importlib.resources import files

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from trainer.db import session
from trainer.directory import service
from trainer.directory.charts import charts
from trainer.web.access import allow
from trainer.web.content import content
from trainer.web.headers import with_charts
from trainer.web.roles import Role
from trainer.web.shell import add_navigation

blueprint = Blueprint("directory", __name__, template_folder="templates")
add_navigation(blueprint, "District", "directory.district", order=60)

# Plotly's own script, out of the installed package; only pages with a chart ask for it.
plotly = Blueprint("plotly", __name__, static_folder=str(files("plotly") / "package_data"), static_url_path="/plotly")


@blueprint.get("/district")
@allow(Role.SUPERVISOR, Role.ADMINISTRATOR)
def district() -> ResponseReturnValue:
    """Five plots with the tables behind them, or how to make a district where there is none."""
    found, pack = service.loaded(session()), content().pack
    if found is None or found.agency != pack.identity.id:
        return render_template("directory/empty.html", pack=pack, other=found)
    figures = service.figures(found)
    published = Decimal(pack.parameter("average_home_use", found.as_of).value)
    page = render_template(
        "directory/district.html", district=found, charts=charts(figures, published), pack=pack,
        bills=sum(one.bills for one in figures.rounds), average=figures.average_home_use(), published=published,
    )  # fmt: skip
    return with_charts(page)
