"""What every response says to the browser: what it may load, what it may keep, and for how long."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # Bootstrap draws its check marks as data: images
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
# Plotly sets styles of its own; only pages with a chart of its making may.
CHARTS_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
_ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_YEAR = 365 * 24 * 3600


def init_app(app: Flask, *, https: bool) -> None:
    app.url_defaults(_stamp)
    app.after_request(_secure)
    app.after_request(_cache)
    if https:
        app.after_request(_insist_on_https)


def with_charts(page: str) -> Response:
    """The answer for a page with Plotly charts, whose styles stand inline."""
    return Response(page, headers={"Content-Security-Policy": CHARTS_POLICY})


def _secure(response: Response) -> Response:
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    return response


def _insist_on_https(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = f"max-age={_YEAR}"
    return response


def _cache(response: Response) -> Response:
    """Pages are personal and never kept. A file asked for by its own hash can be kept for good."""
    if not _is_static(request.endpoint):
        response.headers.setdefault("Cache-Control", "no-store")
    elif request.args.get("v") and response.status_code in (200, 304):
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return response


def _is_static(endpoint: str | None) -> bool:
    return endpoint is not None and (endpoint == "static" or endpoint.endswith(".static"))


def _stamp(endpoint: str, values: dict[str, Any]) -> None:
    """Every address of a static file carries the file's hash, so that a new version has a new address."""
    if not _is_static(endpoint) or "v" in values or "filename" not in values:
        return
    folder = _static_folder(endpoint)
    path = Path(folder or "") / values["filename"]
    if folder and path.is_file():
        values["v"] = _hash(path, path.stat().st_mtime_ns)


def _static_folder(endpoint: str) -> str | None:
    blueprint = current_app.blueprints.get(endpoint.rpartition(".")[0])
    return blueprint.static_folder if blueprint else current_app.static_folder


@lru_cache(maxsize=512)
def _hash(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
