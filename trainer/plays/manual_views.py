"""The manual: its chapters, a section in its place, on paper, search, the desk's pane, and what is to be confirmed."""

from __future__ import annotations

import datetime as dt

from flask import abort, render_template, request, url_for

from trainer.district.manual import Hit, Manual, Section
from trainer.district.parameters import UnknownParameterError
from trainer.plays import confirming
from trainer.plays.room import blueprint, written
from trainer.web.access import allow
from trainer.web.content import content


@blueprint.context_processor
def _links() -> dict[str, object]:
    return {"section_url": section_url, "asked": request.args.get("on")}


@blueprint.get("/manual")
@allow.anyone_signed_in
def manual() -> str:
    """Every chapter with its sections, or what was searched for."""
    query = request.args.get("q", "").strip()
    day = the_day()
    return render_template(
        "plays/manual.html", chapters=_manual().chapters, rules=_rules(day), query=query, hits=_found(query, day),
        day_words=written(day), unconfirmed=confirming.count(content().pack, day),
    )  # fmt: skip


@blueprint.get("/manual/search")
@allow.anyone_signed_in
def manual_search() -> str:
    """What was found, as a list to put under a search box while someone types."""
    query = request.args.get("q", "").strip()
    return render_template("plays/manual_hits.html", query=query, hits=_found(query, the_day()))


@blueprint.get("/manual/to-confirm")
@allow.anyone_signed_in
def to_confirm() -> str:
    """Everything the agency has yet to confirm, on one page."""
    day, served = the_day(), content()
    return render_template(
        "plays/to_confirm.html", groups=confirming.groups(served.pack, day), day_words=written(day),
        count=confirming.count(served.pack, day), strict=served.pack.identity.assess_requires_confirmed,
        resting=confirming.resting(served.pack, served.library, served.rests, day),
    )  # fmt: skip


@blueprint.get("/manual/print")
@allow.anyone_signed_in
def manual_print() -> str:
    """The whole manual, or one chapter of it (`?chapter=5`), on one page that prints well."""
    asked, day = request.args.get("chapter"), the_day()
    chapters = [one for one in _manual().chapters if asked in (None, str(one.number))] or abort(404)
    here = {section.number for chapter in chapters for section in chapter.sections}

    def link(number: str) -> str:
        return f"#s{number}" if number in here else section_url(number)

    pages = {number: _manual().render(number, day, link) for number in here}
    return render_template(
        "plays/manual_print.html", chapters=chapters, whole=asked is None, pages=pages, judged=_judged(),
        day_words=written(day), district=content().pack.identity.name,
    )  # fmt: skip


@blueprint.get("/manual/<number>")
@allow.anyone_signed_in
def manual_section(number: str) -> str:
    """A section where it stands: the whole chapter, with that section marked."""
    section, day = _section(number), the_day()
    chapter = _manual().chapter_of(section)
    pages = [(one, _manual().render(one.number, day, section_url)) for one in chapter.sections]
    return render_template(
        "plays/manual_section.html", chapter=chapter, current=section, pages=pages, judged=_judged(),
        chapters=_manual().chapters, day_words=written(day),
    )  # fmt: skip


@blueprint.get("/manual/<number>/fragment")
@allow.anyone_signed_in
def manual_fragment(number: str) -> str:
    """One section alone, for the desk's side pane."""
    section = _section(number)
    rendered = _manual().render(number, the_day(), section_url)
    return render_template("plays/manual_fragment.html", section=section, rendered=rendered)


def section_url(number: str) -> str:
    """A section's place on its chapter's page, on the day that was asked for."""
    return url_for("plays.manual_section", number=number, on=request.args.get("on"), _anchor=f"s{number}")


def the_day() -> dt.date:
    """The day whose figures are shown: `?on=`, or the last one that plays fall on. Days no figure is known for: 404."""
    asked = request.args.get("on")
    if not asked:
        return content().pack.identity.window.to
    try:
        day = dt.date.fromisoformat(asked)
        _rules(day)
    except (ValueError, UnknownParameterError):
        abort(404)
    return day


def _manual() -> Manual:
    return content().pack.manual


def _section(number: str) -> Section:
    return _manual().section(number) if _manual().has(number) else abort(404)


def _found(query: str, day: dt.date) -> list[Hit]:
    return _manual().search(query, day)


def _rules(day: dt.date) -> dict[str, str]:
    """Each section's rule, as one sentence with the figures of the day."""
    return {section.number: _manual().rule(section.number, day) for section in _manual().sections}


def _judged() -> dict[str, list[tuple[str, str]]]:
    """By section, the rules that plays are judged by: title and severity."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in content().pack.rules.values():
        found.setdefault(entry.section, []).append((entry.title, entry.severity.value))
    return found
