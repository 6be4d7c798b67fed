"""When something goes wrong: which words a person reads, and what they can do next."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app, g, render_template
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError  # type: ignore[import-untyped]
from werkzeug.exceptions import HTTPException, InternalServerError


@dataclass(frozen=True)
class Words:
    """The heading of an error page and the sentence under it."""

    title: str
    text: str


WORDS = {
    400: Words("That did not arrive as expected", "Go back, check what you entered and try again."),
    401: Words("You are signed out", "Sign in again. What you had saved is still there."),
    403: Words(
        "This page is not open to you",
        "It belongs to another role. If you need it for your work, ask an administrator.",
    ),
    404: Words(
        "There is no page here",
        "The address may be mistyped, or what it led to may have been removed.",
    ),
    405: Words("This address works differently", "It can be reached from its page, but not opened directly."),
    413: Words("That is too large", "Send something smaller, or send it in parts. Nothing was changed."),
    429: Words("Too many tries", "Wait a little, then try again."),
    500: Words(
        "Something broke on our side",
        "It was not your doing, and it is noted. Go back and try again; if it happens twice, tell an administrator.",
    ),
}
EXPIRED = Words(
    "This page has been open too long",
    "For your safety a page's forms stop working after a while. Go back, reload the page and send it again.",
)


def init_app(app: Flask) -> None:
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _expired(error: CSRFError) -> ResponseReturnValue:
    return _page(400, EXPIRED)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    response = current_app.make_response(_page(error.code, WORDS.get(error.code, WORDS[400])))
    kept = [item for item in error.get_headers() if item[0] in ("Allow", "Retry-After")]
    response.headers.extend(kept)
    return response


def _unexpected(error: Exception) -> ResponseReturnValue:
    if current_app.testing:
        raise error
    current_app.logger.error("unexpected error", exc_info=error)
    return _http(InternalServerError())


def _page(code: int, words: Words) -> tuple[str, int]:
    """When the failure is ours the page asks nothing of the database, so it shows no navigation."""
    g.bare = code >= 500
    if request_ctx.url_adapter is None:  # refused before any address was known, so no page can be linked to
        return f"{words.title}. {words.text}", code
    return render_template("web/error.html", code=code, words=words), code
