"""`trainer play`: one scenario without a browser or a database; and the content that such commands work on."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from trainer.district.pack import Pack, load_pack
from trainer.district.sources import SourceError
from trainer.proof.bots import BOTS, bot_named
from trainer.proof.play import Played, play_bot, play_moves
from trainer.record.parsing import BadActError
from trainer.record.plain import as_plain
from trainer.scenarios.engine import EndedError
from trainer.scenarios.library import Library, load_library
from trainer.scenarios.moves import read_move
from trainer.scenarios.needs import Served, served_by
from trainer.scenarios.opening import open_scenario
from trainer.scenarios.world import Move, World
from trainer.scoring.telling import clock
from trainer.settings import LIBRARY, PACK, SettingsError, pack_folder

PACK_HELP = "The District pack: the name of one that ships, or a folder."


@click.command()
@click.argument("scenario")
@click.option(
    "--seed", default=0, show_default=True, type=click.IntRange(0), help="What the seed decides, it decides again."
)
@click.option("--bot", "bot_name", help=f"Who plays: expert, expert-minus-KIND, {', '.join(BOTS)}.")
@click.option("--moves", "moves_file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="A file of moves, one JSON object a line.")  # fmt: skip
@click.option("--level", default="I", show_default=True, type=click.Choice(["I", "II"]), help="The player's level.")
@click.option("--pack", "pack_name", help=PACK_HELP)
@click.option("--json", "as_json", is_flag=True, help="Everything, as JSON.")
def play(
    scenario: str, seed: int, bot_name: str | None, moves_file: Path | None, level: str, pack_name: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Play SCENARIO without a browser, and show score, findings and transcript."""
    folder = folder_named(pack_name) if pack_name else _served()
    pack, library = read_pack(folder), read_library()
    served = served_by(pack, library)
    _be_served(scenario, served, library, pack)
    library = served.library
    if (bot_name is None) == (moves_file is None):
        raise click.ClickException("Say who plays: --bot NAME, or --moves FILE.")
    world = open_scenario(pack, library, library.scenarios[scenario], seed, level)
    played = _by_file(world, moves_file) if moves_file else _by_bot(world, bot_name or "", pack)
    click.echo(json.dumps(_report(played, bot_name), indent=1) if as_json else _told(played))


def folder_named(name: str) -> Path:
    """The folder of a pack that ships, or of one's own."""
    try:
        return pack_folder(name)
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


def _served() -> Path:
    """The pack that the server would serve."""
    return folder_named(os.environ.get("TRAINER_PACK") or str(PACK))


def read_pack(folder: Path) -> Pack:
    """The pack in a folder, or all that is wrong with it."""
    try:
        return load_pack(folder)
    except SourceError as error:
        problems = "\n".join(f"{folder.name}/{problem}" for problem in error.problems)
        raise click.ClickException(problems) from None


def read_library() -> Library:
    """The library that ships with the product; what had to be left out is said on the way."""
    try:
        library = load_library(LIBRARY)
    except SourceError as error:
        raise click.ClickException(str(error)) from None
    for problem in library.problems:
        click.echo(f"Left out: {problem}", err=True)
    return library


def _be_served(scenario: str, served: Served, library: Library, pack: Pack) -> None:
    """Refuse a scenario there is not, and one this pack cannot serve, each in its own words."""
    for one in served.left_out:
        if one.id == scenario:
            reasons = " ".join(one.reasons)
            raise click.ClickException(f"“{scenario}” is not played with {pack.identity.short_name}: {reasons}")
    if scenario not in library.scenarios:
        known = ", ".join(sorted(served.library.scenarios))
        raise click.ClickException(f"There is no scenario “{scenario}”. There are: {known}.")


def _by_bot(world: World, name: str, pack: Pack) -> Played:
    try:
        return play_bot(world, bot_named(name, pack.rulebook))
    except KeyError:
        known = ", ".join(("expert", "expert-minus-KIND", *BOTS))
        raise click.ClickException(f"There is no bot “{name}”. There are: {known}.") from None


def _by_file(world: World, path: Path) -> Played:
    try:
        return play_moves(world, list(_moves(path, world)))
    except EndedError as error:
        raise click.ClickException(f"{path.name}: {error} Take out the moves after “finish”.") from None


def _moves(path: Path, world: World) -> Iterator[Move]:
    """The moves of a JSON Lines file; a line that does not fit is named."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield read_move(json.loads(line), world.setting.library.lexicon, world.desk.today)
        except json.JSONDecodeError as error:
            raise click.ClickException(
                f"{path.name}:{number}: not JSON ({error.msg}). Write one object a line."
            ) from None
        except BadActError as error:
            raise click.ClickException(f"{path.name}:{number}: {error}") from None


def _report(played: Played, bot: str | None) -> dict[str, Any]:
    setting, result = played.world.setting, played.score
    findings = [
        {**as_plain(one), "verdict": one.verdict.value, "severity": one.severity.value} for one in played.findings
    ]
    return {
        "scenario": setting.scenario.id, "seed": setting.seed, "bot": bot, "level": setting.level,
        "passed": result.passed, "score": result.total, "critical": result.critical, "pass_mark": result.pass_mark,
        "parts": as_plain(result.parts), "findings": findings, "transcript": as_plain(played.lines),
    }  # fmt: skip


def _told(played: Played) -> str:
    result = played.score
    verdict = "passed" if result.passed else "not passed"
    head = f"{played.world.setting.scenario.title}: {result.total} of 100, {verdict}, {result.critical} critical"
    lines = [f"  {clock(line.second):>5}  {line.who:<7} {line.text}" for line in played.lines]
    found = [
        f"  {one.verdict.value:<16} {one.severity.value:<8} {one.message}" + (f" ({one.why})" if one.why else "")
        for one in played.findings
    ]
    return "\n".join([head, "", *lines, "", "Findings", *found])
