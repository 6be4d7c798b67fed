"""The pages of scorecards, for supervisors: the list, one version, editing a draft, what changed, files in and out."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trainer.db import session
from trainer.district.sources import SourceError
from trainer.reviews import criterion_form, scorecards, seeing
from trainer.reviews.card import amazon_connect, editing, files
from trainer.reviews.card.comparing import differences
from trainer.reviews.card.model import Card, Criterion
from trainer.reviews.models import CardVersion, State
from trainer.reviews.refusals import NotFoundError, RefusedError
from trainer.reviews.words import Channel
from trainer.web import clock
from trainer.web.access import allow, signed_in
from trainer.web.content import content
from trainer.web.roles import Role
from trainer.web.shell import add_navigation

blueprint = Blueprint("scorecards", __name__, url_prefix="/scorecards", template_folder="templates")
add_navigation(blueprint, "Scorecards", "scorecards.index", order=33, room="Quality")


@blueprint.get("/")
@allow(Role.SUPERVISOR)
def index() -> str:
    """Every card with its versions, or how to get the first."""
    cards = scorecards.everything(session())
    known = {card.name for card in cards}
    shipped = [card for card in files.load_cards(content().folder) if card.name not in known]
    uses = {one.id: scorecards.uses(session(), one) for card in cards for one in card.versions}
    return render_template("reviews/cards/index.html", cards=cards, shipped=shipped, uses=uses)


@blueprint.post("/")
@allow(Role.SUPERVISOR)
def create() -> ResponseReturnValue:
    """A new, almost empty draft."""
    title = request.form.get("title", "").strip()
    if not title:
        return _back("Give the card a title.", url_for(".index"))
    return _added(lambda: [(editing.blank(title[:160]), ())])


@blueprint.post("/shipped")
@allow(Role.SUPERVISOR)
def shipped() -> ResponseReturnValue:
    """The cards that ship with the pack, as drafts."""
    known = {card.name for card in scorecards.everything(session())}
    return _added(lambda: [(card, ()) for card in files.load_cards(content().folder) if card.name not in known])


@blueprint.post("/import")
@allow(Role.SUPERVISOR)
def bring_in() -> ResponseReturnValue:
    """A card from a file: in the exchange format, or an evaluation form of Amazon Connect."""
    file = request.files.get("file")
    raw = file.read() if file else b""
    name = (file.filename if file else None) or "the file"
    if not raw:
        return _back("Choose a file: a scorecard as JSON, or an evaluation form of Amazon Connect.", url_for(".index"))

    def read() -> list[tuple[Card, tuple[str, ...]]]:
        data = files.read_json(raw, name)
        if isinstance(data, dict) and ("Items" in data or "EvaluationForm" in data):
            carried = amazon_connect.carry(raw, name)
            return [(carried.card, tuple(carried.report))]
        return [(files.card_from_plain(data, name), ())]

    return _added(read)


def _added(read: object) -> ResponseReturnValue:
    """Add drafts of what `read` gives and go to the last, or say why not."""
    try:
        cards = read()  # type: ignore[operator]
        made = [scorecards.add(session(), card, signed_in().id, clock.now(), report) for card, report in cards]
    except (SourceError, RefusedError) as error:
        return _back(str(error), url_for(".index"))
    if not made:
        return _back("There is nothing to add: those cards are here already.", url_for(".index"))
    flash("The draft is ready. Look it over, then publish it." if len(made) == 1 else f"{len(made)} drafts are ready.")
    return redirect(url_for(".show", version_id=made[-1].id) if len(made) == 1 else url_for(".index"))


@blueprint.get("/<int:version_id>")
@allow(Role.SUPERVISOR)
def show(version_id: int) -> str:
    """One version: as a reviewer will see it, with the means to change it while it is a draft."""
    one = _version(version_id)
    card = scorecards.card_of(one)
    earlier = [other for other in one.scorecard.versions if other.number < one.number]
    return render_template(
        "reviews/cards/version.html", version=one, card=card, problems=list(files.problems(card, content().pack)),
        uses=scorecards.uses(session(), one), earlier=earlier[-1] if earlier else None,
        total=sum(c.weight for c in card.criteria if not c.bonus),
        channels=[each.label for each in Channel if each.value in card.channels],
    )  # fmt: skip


@blueprint.get("/<int:version_id>/export")
@allow(Role.SUPERVISOR)
def export(version_id: int) -> Response:
    one = _version(version_id)
    name = f"{one.scorecard.name}-{one.number}.json"
    seeing.exported(f"scorecard-{one.scorecard.name}-{one.number}", "json", len(scorecards.card_of(one).criteria))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(files.as_json(scorecards.card_of(one)), mimetype="application/json", headers=headers)


@blueprint.get("/<int:version_id>/changes")
@allow(Role.SUPERVISOR)
def changes(version_id: int) -> str:
    """What differs from an earlier version: the one before, or the one asked for."""
    one = _version(version_id)
    others = [other for other in one.scorecard.versions if other.id != one.id]
    since = next((o for o in others if o.id == request.args.get("since", type=int)), None)
    since = since or next((o for o in reversed(others) if o.number < one.number), None) or abort(404)
    found = differences(scorecards.card_of(since), scorecards.card_of(one))
    return render_template("reviews/cards/changes.html", version=one, since=since, others=others, found=found)


@blueprint.post("/<int:version_id>")
@allow(Role.SUPERVISOR)
def act(version_id: int) -> ResponseReturnValue:
    """One press of a button on the page of a version: `do` says which, with what it concerns after colons."""
    one = _version(version_id)
    what, *about = request.form.get("do", "").split(":")
    here = url_for(".show", version_id=one.id)
    try:
        return _state_change(one, what) or _content_change(one, what, about) or _back("Nothing was asked for.", here)
    except (RefusedError, SourceError) as error:
        return _back(str(error), here)
    except (ValueError, IndexError, KeyError):
        return _back("That part of the card is not there any more. Look at it as it is now.", here)


def _state_change(one: CardVersion, what: str) -> ResponseReturnValue | None:
    now, revision = clock.now(), request.form.get("revision", type=int)
    if what == "publish":
        problems = files.problems(scorecards.card_of(one), content().pack)
        scorecards.publish(session(), one, problems, signed_in().id, now, revision)
        flash(f"Version {one.number} is published and locked. Reviews can be made with it.")
    elif what == "archive":
        scorecards.archive(session(), one, signed_in().id, now)
        flash(f"Version {one.number} is archived. Its reviews stay.")
    elif what == "discard":
        scorecards.discard(session(), one, signed_in().id, now, revision)
        flash("The draft is gone.")
        return redirect(url_for(".index"))
    elif what == "draft":
        one = scorecards.draft_from(session(), one, signed_in().id, now)
        flash(f"Version {one.number} is a draft. The published version stays in use until you publish this one.")
    else:
        return None
    return redirect(url_for(".show", version_id=one.id))


def _content_change(one: CardVersion, what: str, about: list[str]) -> ResponseReturnValue | None:
    card, title = scorecards.card_of(one), request.form.get("title", "").strip()
    anchor = about[0] if about else ""
    if what in ("up", "down"):
        card = editing.move_criterion(card, about[0], -1 if what == "up" else 1)
    elif what in ("remove", "remove-section"):
        section = editing.alone_in(card, about[0])
        if section and what == "remove":
            raise RefusedError(f"This is the last item of “{section}”. Remove both, or add another item first.")
        card, anchor = editing.remove_criterion(card, about[0]), ""
    elif what == "add" and about[1] in editing.NEW:
        kind = next(kind for kind in editing.NEW if kind == about[1])
        card, name = editing.add_criterion(card, int(about[0]), kind)
        _save(one, card)
        return redirect(url_for(".criterion", version_id=one.id, name=name))
    elif what == "section":
        card, anchor = editing.add_section(card, title), ""
    elif what == "rename":
        card, anchor = editing.rename_section(card, int(about[0]), title), ""
    else:
        return None
    fewer = len(card.sections) < len(scorecards.card_of(one).sections)
    _save(one, card)
    if fewer:  # also by a move: the last item went over the edge
        flash("The section is gone: its last item left it.")
    return redirect(url_for(".show", version_id=one.id, _anchor=f"c-{anchor}" if anchor else None))


def _save(one: CardVersion, card: Card) -> None:
    revision = request.form.get("revision", type=int) or 0
    scorecards.save(session(), one, card, revision, signed_in().id, clock.now())


@blueprint.route("/<int:version_id>/settings", methods=["GET", "POST"])
@allow(Role.SUPERVISOR)
def settings(version_id: int) -> ResponseReturnValue:
    """Title, purpose, channels, and the written choices about “not applicable” and automatic fails."""
    one = _version(version_id)
    given = files.as_plain(scorecards.card_of(one))
    wrong = ""
    if request.method == "POST":
        keys = ("title", "about", "not_applicable", "automatic_fail", "pass_mark")
        given |= {key: request.form.get(key, "").strip() for key in keys}
        given["channels"] = request.form.getlist("channels")
        try:
            _save(one, editing.settings(scorecards.card_of(one), given))
        except (SourceError, RefusedError) as error:
            wrong = str(error)
        else:
            return redirect(url_for(".show", version_id=one.id))
    page = render_template("reviews/cards/settings.html", version=one, given=given, wrong=wrong, channels=list(Channel))
    return page, 422 if wrong else 200


@blueprint.route("/<int:version_id>/criteria/<name>", methods=["GET", "POST"])
@allow(Role.SUPERVISOR)
def criterion(version_id: int, name: str) -> ResponseReturnValue:
    """Edit one criterion, with its preview beside it."""
    one = _version(version_id)
    card = scorecards.card_of(one)
    held = card.criterion(name) or abort(404)
    given, wrong = next(c for s in files.as_plain(card)["sections"] for c in s["criteria"] if c["id"] == name), ""
    if one.state is not State.DRAFT:
        return redirect(url_for(".show", version_id=one.id, _anchor=f"c-{name}"))
    if request.method == "POST":
        given = criterion_form.read(request.form, held.kind, _id_for(card, name, request.form.get("title", "")))
        try:
            changed = editing.replace_criterion(card, name, given)
            _save(one, changed)
        except (SourceError, RefusedError) as error:
            wrong = str(error)
        else:
            return _kept(one, changed.criterion(given["id"]))
    page = render_template("reviews/cards/criterion.html", version=one, card=card, name=name, given=given, wrong=wrong,
        before=_before(card, name), preview=held, amiss=[] if wrong else list(files.amiss(held, content().pack)),
        rules=content().pack.rules, more=criterion_form.MORE_ROWS,
    )  # fmt: skip
    return page, 422 if wrong else 200


def _kept(one: CardVersion, criterion: Criterion | None) -> ResponseReturnValue:
    """Back to the card, or to the first field that names what the pack does not have."""
    wrong = next(files.amiss(criterion, content().pack), None) if criterion else None
    if criterion and wrong:
        flash("Saved. It can be published once what is marked below is put right.", "error")
        return redirect(url_for(".criterion", version_id=one.id, name=criterion.id, _anchor=wrong[0]))
    return redirect(url_for(".show", version_id=one.id, _anchor=f"c-{criterion.id}" if criterion else None))


@blueprint.post("/<int:version_id>/criteria/<name>/preview")
@allow(Role.SUPERVISOR)
def preview(version_id: int, name: str) -> ResponseReturnValue:
    """The criterion as the form has it now, drawn as reviewers will see it; nothing is kept."""
    card = scorecards.card_of(_version(version_id))
    held = card.criterion(name) or abort(404)
    try:
        changed = editing.replace_criterion(card, name, criterion_form.read(request.form, held.kind, name))
    except SourceError as error:
        return render_template("reviews/cards/preview.html", wrong=str(error), one=None), 422
    return render_template("reviews/cards/preview.html", wrong="", one=changed.criterion(name))


def _id_for(card: Card, name: str, title: str) -> str:
    """A criterion takes its id from its first real title, and keeps it from then on."""
    if not name.startswith("criterion_"):
        return name
    made = editing.slug(title, "criterion")
    return made if card.criterion(made) is None else name


def _before(card: Card, name: str) -> list[object]:
    """The criteria above this one, which may decide whether it is shown."""
    names = [one.id for one in card.criteria]
    return list(card.criteria[: names.index(name)])


def _version(version_id: int) -> CardVersion:
    try:
        return scorecards.version(session(), version_id)
    except NotFoundError:
        abort(404)


def _back(message: str, url: str) -> ResponseReturnValue:
    flash(message, "error")
    return redirect(url)
