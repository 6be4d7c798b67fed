"""The one command, `trainer`. Each subcommand imports what it needs, so that those without a web page start quickly."""

from __future__ import annotations

import importlib
import importlib.util
import logging
import os
import secrets
import socket
import sys
import threading
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from flask import Flask

    from trainer.db import Database
    from trainer.settings import Settings

NEEDED = (3, 11)
DEMO_PORT = 8484
HERE = "127.0.0.1"


# Commands that live elsewhere, imported only when they are asked for.
ELSEWHERE = {
    "audit": ("trainer.audit.commands", "audit"),
    "bill": ("trainer.billing", "bill"),
    "check": ("trainer.proving", "check_command"),
    "district": ("trainer.populating", "district"),
    "import": ("trainer.importing", "import_command"),
    "pack": ("trainer.packing", "pack"),
    "play": ("trainer.headless", "play"),
    "policy": ("trainer.policy.commands", "policy"),
    "readiness": ("trainer.progress.commands", "readiness"),
    "office": ("trainer.progress.office.commands", "office"),
    "retention": ("trainer.importing", "retention"),
    "rescore": ("trainer.rescoring", "rescore"),
}


class OneSentence(click.Group):
    """Says in one sentence what went wrong, without a traceback, and exits with 1. TRAINER_DEBUG=1 shows it all."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *ELSEWHERE])

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in ELSEWHERE:
            return super().get_command(ctx, name)
        module, attribute = ELSEWHERE[name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if os.environ.get("TRAINER_DEBUG"):
                raise
            raise click.ClickException(_sentence(error)) from None


def _sentence(error: Exception) -> str:
    from sqlalchemy.exc import DBAPIError

    if isinstance(error, DBAPIError):
        return f"The database said no: {str(error.orig).strip().splitlines()[0]}."
    return str(error).strip() or f"It stopped with {type(error).__name__}."


@click.group(cls=OneSentence)
@click.version_option(package_name="trainer")
def main() -> None:
    """Practice and quality assurance for a water district's customer service representatives."""
    check_python(sys.version_info[:2])


def check_python(running: tuple[int, int]) -> None:
    if running < NEEDED:
        raise click.ClickException(
            f"Trainer needs Python {NEEDED[0]}.{NEEDED[1]} or newer; this is {running[0]}.{running[1]}."
        )


@main.command()
@click.option("--port", default=DEMO_PORT, show_default=True, type=click.IntRange(1, 65535), help="Where to listen.")
@click.option("--reset", is_flag=True, help="Start afresh: forget everything done in the demo.")
def demo(port: int, reset: bool) -> None:
    """A ready database with demo people and plays, and the server, in one step."""
    from trainer.app import create_app
    from trainer.db import upgrade
    from trainer.settings import Settings

    settings = Settings.read(demo=True)
    check_port(HERE, port)
    if reset:
        forget_demo(settings)
    app = create_app(settings)
    database: Database = app.extensions["database"]
    upgrade(database.engine)
    fill_demo(database)
    click.echo(_welcome(port, settings))
    run(app, HERE, port, settings)


def forget_demo(settings: Settings) -> None:
    """Delete the demo's own database, and nothing else."""
    for ending in ("", "-wal", "-shm"):
        (settings.data_folder / f"trainer.db{ending}").unlink(missing_ok=True)


def fill_demo(database: Database) -> None:
    """Put the demo's people, their history, their live interactions and a small district into an empty database."""
    from trainer.directory import demo as directory
    from trainer.people import demo as people
    from trainer.progress import demo as progress
    from trainer.reviews import demo as reviews
    from trainer.reviews import judging_demo as judging
    from trainer.web.clock import utc

    with database.session() as session:
        # Plays of earlier weeks come from the feature that keeps plays.
        if people.fill(session, utc()) and importlib.util.find_spec("trainer.plays.demo"):
            importlib.import_module("trainer.plays.demo").fill(session, utc())
        reviews.fill(session, utc())
        judging.fill(session, utc())
        progress.fill(session, utc())
        directory.fill(session)


def _welcome(port: int, settings: Settings) -> str:
    from trainer.people.demo import read

    demo = read()
    widths = [
        max(len(row) for row in column) for column in zip(*((p.email, p.words) for p in demo.people), strict=True)
    ]
    rows = [f"  {p.email:<{widths[0]}}  {p.words:<{widths[1]}}  {p.story}" for p in demo.people]
    head = [f"Trainer's demo is ready: open http://{HERE}:{port} in a browser.", "", "Sign in as"]
    foot = [f"  All share the password: {demo.password}", "", f"Kept in {settings.data_folder}", "Stop with Ctrl+C."]
    return "\n".join(["", *head, *rows, "", *foot, ""])


@main.command()
@click.option("--host", default=HERE, show_default=True, help="The network address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Where to listen.")
@click.option("--admin-email", help="E-mail of the first administrator, when there is nobody yet.")
@click.option("--admin-name", help="Their name; the password is read from TRAINER_ADMIN_PASSWORD.")
def serve(host: str, port: int, admin_email: str | None, admin_name: str | None) -> None:
    """The server, for a configured database; the first start asks for an administrator."""
    from trainer.app import create_app
    from trainer.db import upgrade
    from trainer.settings import Settings

    settings = Settings.read()
    check_port(host, port)
    app = create_app(settings)
    upgrade(app.extensions["database"].engine)
    first_start(app, admin_email, admin_name, f"http://{_named(host)}:{port}")
    click.echo(f"Trainer is ready: http://{_named(host)}:{port} (stop with Ctrl+C).")
    if host not in (HERE, "localhost", "::1") and not settings.https:
        click.echo(
            "Without HTTPS anyone on this network can read passwords: put HTTPS in front and set TRAINER_HTTPS=1."
        )
    run(app, host, port, settings)


def _named(host: str) -> str:
    """How a browser would write this host; one that listens everywhere is reached by this machine's name."""
    if host in ("0.0.0.0", "::"):  # noqa: S104
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host


def first_start(app: Flask, email: str | None, name: str | None, address: str) -> None:
    """Where there is nobody yet, get a first administrator: as given, asked for here, or by a link to open once."""
    from trainer.people import service

    database: Database = app.extensions["database"]
    with database.session(writes=False) as session:
        if service.anyone_exists(session):
            return
    if email or name:
        _add_administrator(database, email or "", name or "", os.environ.get("TRAINER_ADMIN_PASSWORD", ""))
    elif has_terminal():
        _ask_for_administrator(database)
    else:
        app.config["SETUP_TOKEN"] = secrets.token_urlsafe(24)
        click.echo(
            f"Nobody can sign in yet. Open this link, once, to become the first administrator:\n"
            f"  {address}/setup/{app.config['SETUP_TOKEN']}"
        )


def has_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _ask_for_administrator(database: Database) -> None:
    from trainer.people.service import RefusedError

    click.echo("Nobody can sign in yet. Who is the first administrator?")
    while True:
        name, email = click.prompt("Name"), click.prompt("E-mail address")
        password = click.prompt("Password, at least 12 characters", hide_input=True, confirmation_prompt="Again")
        try:
            return _add_administrator(database, email, name, password)
        except RefusedError as refused:
            click.echo(refused.message)


def _add_administrator(database: Database, email: str, name: str, password: str) -> None:
    from trainer.people import service
    from trainer.web.clock import utc

    if not (email and name and password):
        raise click.ClickException("Give --admin-email and --admin-name, and the password in TRAINER_ADMIN_PASSWORD.")
    with database.session() as session:
        service.add_first_administrator(session, service.Details(name, email), password, utc())
    click.echo(f"{name} is the first administrator and signs in with {email}.")


def check_port(host: str, port: int) -> None:
    """Say it plainly when another program listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name == "posix":  # elsewhere the option would let two programs share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            message = f"Port {port} on {host} cannot be used ({reason}); choose another with --port."
            raise click.ClickException(message) from None


def run(app: Flask, host: str, port: int, settings: Settings) -> None:
    """Serve until stopped. Proxies' headers reach the application only where proxies were announced."""
    import waitress  # type: ignore[import-untyped]

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a second request at once is no news
    lexicon = app.extensions["content"].library.lexicon
    threading.Thread(target=lambda: lexicon.taught, daemon=True).start()  # so that nobody's first sentence waits for it
    waitress.serve(app, host=host, port=port, ident=None, clear_untrusted_proxy_headers=not settings.proxies)
