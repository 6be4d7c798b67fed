"""`trainer policy explain`: one ruling with its working. `trainer policy diff`: what changed between two days."""

from __future__ import annotations

import datetime as dt
import difflib
import json
from pathlib import Path

import click

from trainer.district.explaining import explain
from trainer.district.pack import Pack, load_pack
from trainer.district.situation_files import read_case
from trainer.district.situations import CALLER
from trainer.district.sources import SourceError
from trainer.policy import changed, explained
from trainer.proof.kept import rests_by_scenario
from trainer.record.act import Act
from trainer.record.case import Case
from trainer.record.parsing import BadActError, parse_act
from trainer.scenarios.library import load_library
from trainer.settings import LIBRARY, PACK, packs

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])
_pack_option = click.option("--pack", "pack_name", default=PACK.name, show_default=True, help="Which District pack.")
_json_option = click.option("--json", "as_json", is_flag=True, help="Everything, as JSON.")


def _date(_: click.Context, __: click.Parameter, given: dt.datetime | None) -> dt.date | None:
    return given.date() if given else None


@click.group()
def policy() -> None:
    """What the rules say, with their working, and what changed between two days."""


@policy.command(name="explain")
@click.argument("rule")
@click.option("--account", "file", type=_FILE, help="An account, or a whole situation: YAML or JSON.")
@click.option("--act", "act_text", help='The act asked about, as JSON: {"act": "waive_fee", …}. None: what is owed.')
@click.option("--on", type=_DAY, callback=_date, help="As of which day; stands above the file's own.")
@click.option("--level", type=click.Choice(["I", "II", "supervisor"]), help="Who decides.")
@_pack_option
@_json_option
def explain_command(
    rule: str, file: Path | None, act_text: str | None, on: dt.date | None, level: str | None, pack_name: str,
    as_json: bool,
) -> None:  # fmt: skip
    """What RULE says of an act in a situation, or owes in it: the answer, why, and every value it read."""
    pack = _pack(pack_name)
    if rule not in pack.rules:
        near = difflib.get_close_matches(rule, pack.rules, n=3) or sorted(pack.rules)
        raise click.ClickException(f"No rule “{rule}” is in force. Did you mean: {', '.join(near)}?")
    case = _case(file, pack, on, level)
    found = explain(pack, rule, case, _act(act_text, case))
    click.echo(json.dumps(explained.as_data(found), indent=1) if as_json else explained.told(pack, found))


@policy.command(name="diff")
@click.argument("first", type=_DAY, callback=_date, metavar="DATE1")
@click.argument("second", type=_DAY, callback=_date, metavar="DATE2")
@_pack_option
@_json_option
def diff_command(first: dt.date, second: dt.date, pack_name: str, as_json: bool) -> None:
    """What changed from DATE1 to DATE2, which rules and sections read it, and which scenarios it touches."""
    pack = _pack(pack_name)
    rests = rests_by_scenario(pack, load_library(LIBRARY), LIBRARY) if pack_name == PACK.name else {}
    found = changed.changes(pack, first, second, rests)
    click.echo(json.dumps(changed.as_data(found), indent=1) if as_json else changed.told(pack, found))


def _pack(name: str) -> Pack:
    known = {folder.name: folder for folder in packs()}
    if name not in known:
        raise click.ClickException(f"There is no pack “{name}”. There are: {', '.join(known)}.")
    try:
        return load_pack(known[name])
    except SourceError as error:
        raise click.ClickException(str(error)) from None


def _case(file: Path | None, pack: Pack, on: dt.date | None, level: str | None) -> Case:
    try:
        return read_case(file, pack, on, level)
    except SourceError as error:
        raise click.ClickException(str(error)) from None


def _act(text: str | None, case: Case) -> Act | None:
    """The act asked about, towards whoever is there."""
    if text is None:
        return None
    try:
        given = json.loads(text)
        if not isinstance(given, dict):
            raise click.ClickException('--act: write an object, such as {"act": "waive_fee", "fee": "L4"}.')
        return parse_act(given, CALLER if case.contacts else None)
    except json.JSONDecodeError as error:
        message = f"--act: not JSON ({error.msg} at character {error.pos + 1}). Put the whole of it in single quotes."
        raise click.ClickException(message) from None
    except BadActError as error:
        raise click.ClickException(f"--act: {error}") from None
