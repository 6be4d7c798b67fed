"""Who may use which route: every view says so, and a route that says nothing is refused to everyone.

    @blueprint.get("/plays")
    @allow(Role.REPRESENTATIVE, Role.SUPERVISOR)
    def index() -> str: ...

`@allow.anyone_signed_in` and `@allow.public` are the two other declarations.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user  # type: ignore[import-untyped]

from trainer.web.roles import Role, Viewer

View = TypeVar("View", bound=Callable[..., Any])
_MARK = "_allowed_roles"
_EVERYONE = frozenset({"public"})


class _Allow:
    """The declaration itself: called with roles, or used bare for the two general cases."""

    def __call__(self, *roles: Role) -> Callable[[View], View]:
        if not roles:
            raise TypeError("name at least one role, or use allow.anyone_signed_in")
        return lambda view: _mark(view, frozenset(roles))

    def anyone_signed_in(self, view: View) -> View:
        return _mark(view, frozenset(Role))

    def public(self, view: View) -> View:
        return _mark(view, _EVERYONE)


allow = _Allow()


def _mark(view: View, who: frozenset[str]) -> View:
    setattr(view, _MARK, who)
    return view


def init_app(app: Flask) -> None:
    app.before_request(_guard)


def viewer() -> Viewer | None:
    """The signed-in person, or None."""
    return cast(Viewer, current_user) if current_user.is_authenticated else None


def signed_in() -> Viewer:
    """The signed-in person, for views that only they can reach."""
    return viewer() or abort(401)


def may(endpoint: str, person: Viewer | None) -> bool:
    """Whether `person` may use `endpoint`; what a link should ask before it is shown."""
    who = declared(current_app, endpoint)
    return who == _EVERYONE or (person is not None and not person.roles.isdisjoint(who))


def declared(app: Flask, endpoint: str) -> frozenset[str]:
    """What a route declared; empty when it declared nothing. Static files are everybody's."""
    if endpoint == "static" or endpoint.endswith(".static"):
        return _EVERYONE
    found: frozenset[str] = getattr(app.view_functions.get(endpoint), _MARK, frozenset())
    return found


def _guard() -> ResponseReturnValue | None:
    endpoint = request.endpoint
    if endpoint is None or declared(current_app, endpoint) == _EVERYONE:
        return None
    if not declared(current_app, endpoint):
        current_app.logger.error("%s declares nobody who may use it, so nobody may", endpoint)
        abort(403)
    person = viewer()
    if person is None:
        return _ask_to_sign_in()
    return None if may(endpoint, person) else abort(403)


def _ask_to_sign_in() -> ResponseReturnValue:
    """A page asked for leads to signing in and back; anything else is told plainly that nobody is signed in."""
    if request.method != "GET" or request.headers.get("X-CSRFToken"):
        abort(401)
    target = request.full_path.rstrip("?")
    return redirect(url_for("people.sign_in", next=None if target == "/" else target))


def safe_next(target: str | None) -> str | None:
    """`target` when it is a path of this site, else None: nobody is sent elsewhere by a link with our address."""
    if not target or not target.startswith("/") or target[1:2] in ("/", "\\"):
        return None
    return target if target.isprintable() and " " not in target and "\\" not in target else None
