"""The application: settings, database, what all features share, and the features themselves."""

from __future__ import annotations

from flask import Flask
from flask_bootstrap import Bootstrap5  # type: ignore[import-untyped]
from flask_wtf import CSRFProtect  # type: ignore[import-untyped]
from werkzeug.middleware.proxy_fix import ProxyFix

from trainer import db
from trainer.accommodations import views as accommodations
from trainer.audit import views as audit
from trainer.directory import views as directory
from trainer.people import administration as staff
from trainer.people import views as people
from trainer.plays import views as plays
from trainer.plays.assigning import views as assigning
from trainer.plays.bill_views import bills
from trainer.plays.desk_views import desk
from trainer.plays.discretion import views as discretion
from trainer.plays.looking import views as looking
from trainer.plays.sittings import views as sittings
from trainer.plays.talking import views as talking
from trainer.progress import pages as progress
from trainer.reviews import calibrating_views, card_views, coaching_views, judging_views
from trainer.reviews.sample_views import blueprint as reviews
from trainer.settings import Settings
from trainer.web import access, clock, content, errors, headers, shell
from trainer.web import views as web

MEGABYTE = 1024 * 1024


def create_app(settings: Settings | None = None) -> Flask:
    """The WSGI application; `gunicorn "trainer.app:create_app()"` serves it too."""
    settings = settings or Settings.read()
    app = Flask("trainer.web")
    _configure(app, settings)
    db.init_app(app, settings.database_url)
    CSRFProtect(app)
    Bootstrap5(app)
    for part in (shell, errors, access):
        part.init_app(app)
    content.init_app(app, settings.pack)
    headers.init_app(app, https=settings.https)
    _register_features(app)
    _believe_proxies(app, settings.proxies)
    return app


def _register_features(app: Flask) -> None:
    """One line for each feature."""
    app.register_blueprint(web.blueprint)
    app.register_blueprint(people.blueprint)
    app.register_blueprint(staff.blueprint)
    app.register_blueprint(audit.blueprint)
    app.register_blueprint(accommodations.blueprint)
    app.register_blueprint(plays.blueprint)
    app.register_blueprint(desk)
    for part in (sittings, assigning, talking, discretion, looking):
        app.register_blueprint(part.blueprint)
    app.register_blueprint(looking.team_pages)
    app.register_blueprint(bills)
    app.register_blueprint(directory.blueprint)
    app.register_blueprint(directory.plotly)
    app.register_blueprint(reviews)
    app.register_blueprint(judging_views.blueprint)
    app.register_blueprint(card_views.blueprint)
    app.register_blueprint(calibrating_views.blueprint)
    app.register_blueprint(coaching_views.blueprint)
    app.register_blueprint(progress.blueprint)


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        DEMO=settings.demo,
        CLOCK=clock.utc,
        MASK_EMAILS=settings.mask_emails,
        RECORDINGS=settings.recordings,
        SESSION_COOKIE_NAME="trainer",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        # Else an answer that is still on its way when someone signs out would bring the old cookie back.
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=MEGABYTE,
        WTF_CSRF_TIME_LIMIT=12 * 3600,
        BOOTSTRAP_SERVE_LOCAL=True,
    )
    if settings.demo:  # served to this machine only, so no other name can lead here
        app.config["TRUSTED_HOSTS"] = ["127.0.0.1", "localhost"]
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.filters.update(day=clock.day, moment=clock.ago)


def _believe_proxies(app: Flask, count: int) -> None:
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
