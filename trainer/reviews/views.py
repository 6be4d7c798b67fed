"""The pages of live interactions, for supervisors: what came in, bringing more in, and one of them with its marks."""

from __future__ import annotations

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_from_directory,
    url_for,
)
from flask.typing import ResponseReturnValue

from trainer.db import session
from trainer.people import service as people
from trainer.people.models import Person
from trainer.people.service import Role
from trainer.reviews import intake, listing, marking, recordings, retention, seeing, service, showing
from trainer.reviews.forms import FindForm, HoldForm, ImportForm
from trainer.reviews.intake.reading import UnknownFormatError
from trainer.reviews.intake.schema import EXAMPLES, SCHEMA
from trainer.reviews.interactions import Interaction
from trainer.reviews.reading_aid import Kind
from trainer.reviews.sheet import download
from trainer.reviews.words import Judged
from trainer.web import clock
from trainer.web.access import allow, may, signed_in, viewer
from trainer.web.content import content
from trainer.web.shell import add_navigation

blueprint = Blueprint("reviews", __name__, template_folder="templates")
add_navigation(blueprint, "Interactions", "reviews.index", order=31, room="Quality")
blueprint.add_app_template_filter(showing.wall)
blueprint.add_app_template_filter(showing.maskings)
supervisors = allow(Role.SUPERVISOR)
LARGEST = 10 * 1024 * 1024


@blueprint.app_url_value_preprocessor
def _room_for_a_file(endpoint: str | None, _values: object) -> None:
    """A file may be longer than other forms, for whoever may send one; it is decided before anything is read."""
    if endpoint == "reviews.upload" and may(endpoint, viewer()):
        request.max_content_length = LARGEST


@blueprint.get("/interactions")
@supervisors
def index() -> str:
    """The list, newest first, with its filters in the address."""
    form = FindForm(request.args)
    form.offer(listing.reasons(session()), representatives())
    wanted = form.wanted() if form.validate() else listing.Wanted()
    number = request.args.get("page", 1, type=int)
    found = listing.page(session(), wanted, signed_in().id, number)
    kept = {name: value for name, value in request.args.items() if name != "page" and value}
    return render_template("reviews/index.html", form=form, found=found, wanted=wanted, names=names(), kept=kept)


@blueprint.get("/interactions.<form>")
@supervisors
def export(form: str) -> ResponseReturnValue:
    """The whole list, filters and all: everything about the interactions but their words."""
    asked = FindForm(request.args)
    asked.offer(listing.reasons(session()), representatives())
    wanted = asked.wanted() if asked.validate() else listing.Wanted()
    return download(listing.sheet(session(), wanted, signed_in().id, names()), form)


@blueprint.get("/interactions/import")
@supervisors
def bring_in() -> str:
    return render_template("reviews/import.html", form=ImportForm(), report=None)


@blueprint.get("/interactions/import/<name>")
@supervisors
def sample_file(name: str) -> ResponseReturnValue:
    """An example of a format, or the schema that its records are checked with, to download."""
    where = SCHEMA.parent if name == SCHEMA.name else EXAMPLES
    return send_from_directory(where, name, as_attachment=True)


@blueprint.post("/interactions/import")
@supervisors
def upload() -> ResponseReturnValue:
    """Read the file in the request, and show what became of each record."""
    form = ImportForm()
    if not form.validate_on_submit():
        return render_template("reviews/import.html", form=form, report=None), 422
    given = form.file.data
    try:
        chosen = intake.format_of(given.filename or "")
    except UnknownFormatError as error:
        form.file.errors = [str(error)]
        return render_template("reviews/import.html", form=form, report=None), 422
    emails = current_app.config["MASK_EMAILS"]
    name = (given.filename or "")[:80]
    records, by = intake.read(given.stream, chosen), signed_in().id
    report = intake.load(session(), records, clock.now(), emails=emails, by=by, file=name)
    return render_template("reviews/import.html", form=ImportForm(formdata=None), report=report, file=name)


@blueprint.get("/interactions/<int:interaction_id>")
@supervisors
def one(interaction_id: int) -> str:
    """The transcript with its marks, its recording and what was done."""
    found = seen(interaction_id)
    marks = marking.shown(session(), content(), found)
    by_turn = {turn.number: [shown for shown in marks if shown.mark.turn == turn.number] for turn in found.turns}
    rules = content().pack.rules
    return render_template(
        "reviews/interaction.html", one=found, marks=marks, by_turn=by_turn, who=names()[found.representative_id],
        hold=HoldForm(), has_audio=recordings.is_there(found), sections={rule: rules[rule].section for rule in rules},
    )  # fmt: skip


@blueprint.post("/interactions/<int:interaction_id>/marks")
@supervisors
def judge_mark(interaction_id: int) -> ResponseReturnValue:
    """Keep or dismiss a mark, or take that back."""
    found, turn = _found(interaction_id), request.form.get("turn", type=int)
    kind, judged = request.form.get("kind", ""), request.form.get("judged", "")
    if turn is None or kind not in set(Kind) or judged not in {*Judged, ""}:
        abort(400)
    decided = Judged(judged) if judged else None
    marking.judge(session(), found, turn, Kind(kind), decided, signed_in().id, clock.now())
    return redirect(url_for("reviews.one", interaction_id=found.id, _anchor=f"turn-{turn}"))


@blueprint.post("/interactions/<int:interaction_id>/hold")
@supervisors
def hold(interaction_id: int) -> ResponseReturnValue:
    """Put on legal hold with a reason, or release."""
    found, form = _found(interaction_id), HoldForm()
    if "release" in request.form:
        retention.release(session(), found, signed_in().id, clock.now())
        flash("It is released. It goes when its time comes.")
    elif form.validate_on_submit():
        retention.hold(session(), found, form.why.data, signed_in().id, clock.now())
        flash("It is on hold, and stays until someone releases it.")
    else:
        flash("Say why it is held, for whoever releases it.", "error")
    return redirect(url_for("reviews.one", interaction_id=found.id))


@blueprint.get("/interactions/<int:interaction_id>/recording")
@supervisors
def recording(interaction_id: int) -> ResponseReturnValue:
    """The sound; a browser may ask for a part of it."""
    return recordings.send(seen(interaction_id))


def seen(interaction_id: int) -> Interaction:
    """An interaction that somebody is about to read, which the trail tells; 404 for one's own, and where none is."""
    found = _found(interaction_id)
    seeing.opened(found)
    return found


def _found(interaction_id: int) -> Interaction:
    found = service.interaction(session(), interaction_id)
    if found is None or found.representative_id == signed_in().id:
        abort(404)
    return found


def representatives() -> list[Person]:
    """Everyone whose interactions there may be, those who left last."""
    return [person for person in people.everyone(session()) if Role.REPRESENTATIVE in person.roles]


def names() -> dict[int, str]:
    """People's names by id."""
    return {person.id: person.name for person in people.everyone(session())}
