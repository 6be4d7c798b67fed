"""The commands for whoever makes a District pack: a sheet of its figures, a filled sheet read back, and a new pack."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click

from trainer.district.appending import append_values
from trainer.district.parameters import Parameters, load_parameters
from trainer.district.sources import SourceError
from trainer.settings import PACK, STARTER, SettingsError, pack_folder
from trainer.sheets.columns import SheetError
from trainer.sheets.reading import read_sheet
from trainer.sheets.writing import write_sheet


@click.group()
def pack() -> None:
    """Make a District pack: docs/packs.md leads through a day of it."""


@pack.command()
@click.option("--pack", "name", default=str(PACK), help="The pack: the name of one that ships, or a folder.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="A .xlsx or .csv file.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def sheet(name: str, out: Path, force: bool) -> None:
    """Write every figure of a pack to a spreadsheet to fill in."""
    if out.exists() and not force:
        raise click.ClickException(f"{out} is there already; give --force to write over it.")
    parameters = _parameters(_folder(name))
    try:
        write_sheet(parameters, out)
    except (SheetError, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{out}: {len(parameters.entries)} figures. Fill the columns on the right, then import it.")


@pack.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--into", required=True, help="The folder of the pack that takes the values.")
def import_command(file: Path, into: str) -> None:
    """Append the new values of a filled sheet to a pack's parameters; nothing is written if anything is wrong."""
    folder = _folder(into)
    parameters = _parameters(folder)
    try:
        values = read_sheet(parameters, file)
        changed = append_values(folder / "parameters", values)
    except (SheetError, SourceError, OSError) as error:
        raise click.ClickException(f"{error}\nNothing was changed.") from None
    if not values:
        click.echo(f"{file.name} gives no new value; nothing was changed.")
        return
    for value in values:
        click.echo(f"{value.parameter}: {value.value} from {value.from_} ({value.mark})")
    click.echo(f"Written to {', '.join(path.name for path in changed)}. Now: trainer check --pack {into}")


@pack.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--like", default=STARTER.name, show_default=True, help="The pack to start from: a name, or a folder.")
@click.option("--name", "agency", required=True, help="The agency's full name.")
def new(folder: Path, like: str, agency: str) -> None:
    """Start a pack of one's own in FOLDER, with another's content to be replaced piece by piece."""
    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty; choose a new folder.")
    slug = re.sub(r"[^a-z0-9]+", "-", folder.name.lower()).strip("-")
    if not re.match("[a-z]", slug):
        raise click.ClickException(f"“{folder.name}” cannot be a pack's id; begin the folder's name with a letter.")
    shutil.copytree(_folder(like), folder, dirs_exist_ok=True)
    _rename(folder, slug, agency)
    click.echo(f"{folder} is a pack now. Everything in it is illustrative until you make it yours: docs/packs.md.")


def _rename(folder: Path, slug: str, agency: str) -> None:
    """Its own id, name and rate area; what another agency published is nobody's published figure here."""
    shown = '"' + agency.replace("\\", "\\\\").replace('"', '\\"') + '"'
    old = _id(folder)
    for path in folder.rglob("*.yaml"):
        text = re.sub(r"\bmark: published\b", "mark: illustrative", path.read_text(encoding="utf-8"))
        if path == folder / "pack.yaml":
            for key, value in (("id", slug), ("name", shown), ("short_name", shown)):
                text = _set(text, key, value)
        if path == folder / "tariffs.yaml":
            text = re.sub(rf"^(\s+area: ){re.escape(old)}$", rf"\g<1>{slug}", text, flags=re.M)
        path.write_text(text, encoding="utf-8")


def _set(text: str, key: str, value: str) -> str:
    """`text` with the value of a key at its margin replaced."""
    return re.sub(rf"^{key}: .*$", lambda _: f"{key}: {value}", text, count=1, flags=re.M)


def _id(folder: Path) -> str:
    """The id in a pack.yaml."""
    found = re.search(r"^id: *(\S+)", (folder / "pack.yaml").read_text(encoding="utf-8"), re.M)
    return found[1] if found else folder.name


def _folder(name: str) -> Path:
    try:
        return pack_folder(name)
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


def _parameters(folder: Path) -> Parameters:
    try:
        return load_parameters(folder / "parameters")
    except SourceError as error:
        raise click.ClickException(str(error)) from None
