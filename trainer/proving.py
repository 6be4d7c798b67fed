"""`trainer check`: prove packs and library, by proofs kept from before where nothing has changed since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from trainer.headless import PACK_HELP, folder_named, read_library, read_pack
from trainer.proof.check import Verdict, check
from trainer.proof.kept import (
    code_digest,
    hashes,
    pack_hash,
    read_pack_proofs,
    read_proofs,
    write_pack_proofs,
    write_proofs,
)
from trainer.proof.pack_checks import PackVerdict, check_pack
from trainer.proof.reach import Nowhere, Reach, nowhere, reach
from trainer.record.plain import as_plain
from trainer.scenarios.library import Library
from trainer.scenarios.needs import Unserved, served_by
from trainer.settings import LIBRARY, packs


@dataclass(frozen=True)
class _Proven:
    """What was proven of one pack: that it holds (None: not asked), its scenarios, and those it cannot serve.

    `reached` says by scenario what its proof came to; `nowhere`, where all were asked for, what none of them calls for.
    """

    pack: str
    holds: PackVerdict | None
    verdicts: tuple[Verdict, ...] = ()
    left_out: tuple[Unserved, ...] = ()
    reached: Mapping[str, Reach] = field(default_factory=dict)
    nowhere: Nowhere | None = None

    @property
    def ok(self) -> bool:
        return (self.holds is None or self.holds.ok) and all(verdict.ok for verdict in self.verdicts)


@click.command(name="check")
@click.argument("scenarios", nargs=-1)
@click.option(
    "--pack", "pack_names", multiple=True, help=f"{PACK_HELP} Give it again for more.  [default: all that ship]"
)
@click.option("--json", "as_json", is_flag=True, help="The verdicts, as JSON.")
@click.option("--fresh", is_flag=True, help="Prove again what is proven already.")
@click.option("--keep", is_flag=True, help="Write new proofs beside the library.")
def check_command(
    scenarios: tuple[str, ...], pack_names: tuple[str, ...], as_json: bool, fresh: bool, keep: bool
) -> None:
    """Prove packs and library, or the SCENARIOs named: exit 1, and a list, when something does not hold.

    A pack: nothing idle, nothing missing, every worked example true. A scenario: won by the book and not by habit, with
    every variant reached, and no two rules that block each other.
    """
    folders = [folder_named(name) for name in pack_names] or packs()
    library = read_library()
    unknown = [name for name in scenarios if name not in library.scenarios]
    if unknown:
        raise click.ClickException(f"There is no scenario {', '.join(unknown)}.")
    shelf = _Shelf(library, fresh=fresh)
    proven = [shelf.prove(folder, scenarios) for folder in folders]
    if keep:
        shelf.keep()
    ok = not library.problems and all(one.ok for one in proven)
    click.echo(json.dumps(_report(ok, proven, library), indent=1) if as_json else "\n".join(_told(proven)))
    if not ok:
        raise click.exceptions.Exit(1)


class _Shelf:
    """The kept proofs, of every pack side by side: what is unchanged is taken from it, and what is new put on it."""

    def __init__(self, library: Library, *, fresh: bool) -> None:
        self.library, self.code, self.fresh = library, code_digest(), fresh
        self.kept = dict(read_proofs(LIBRARY))
        self.packs = dict(read_pack_proofs(LIBRARY))

    def prove(self, folder: Path, named: tuple[str, ...]) -> _Proven:
        """The pack, unless only scenarios were named; and its scenarios, kept proofs where nothing has changed."""
        holds = None if named else self._holds(folder)
        if holds is not None and holds.unreadable:
            return _Proven(folder.name, holds)
        pack = read_pack(folder)
        served = served_by(pack, self.library)
        digests = hashes(pack, served.library, self.code)
        wanted = {name: digests[name] for name in named or self.library.scenarios if name in digests}
        left_out = tuple(one for one in served.left_out if not named or one.id in named)
        verdicts = self._played(folder, wanted)
        reached = {one.id: reach(pack, self.library.scenarios[one.id], one) for one in verdicts}
        return _Proven(pack.identity.id, holds, verdicts, left_out, reached, None if named else nowhere(pack, verdicts))

    def _played(self, folder: Path, wanted: Mapping[str, str]) -> tuple[Verdict, ...]:
        """The verdicts on the scenarios wanted, by their content hashes."""
        new = [name for name, digest in wanted.items() if self.fresh or digest not in self.kept]
        for verdict in check(folder, LIBRARY, new) if new else ():
            self.kept[wanted[verdict.id]] = verdict
        return tuple(self.kept[digest] for digest in wanted.values())

    def _holds(self, folder: Path) -> PackVerdict:
        current = pack_hash(folder)
        if not self.fresh and self.packs.get(folder.name) == current:
            return PackVerdict(folder.name, ())
        verdict = check_pack(folder)
        if verdict.ok:
            self.packs[folder.name] = current
        return verdict

    def keep(self) -> None:
        """Write what is current of the packs that ship, also of those that were not proven now."""
        current = {folder.name: pack_hash(folder) for folder in packs()}
        write_pack_proofs(LIBRARY, {name: held for name, held in self.packs.items() if current.get(name) == held})
        wanted = {digest for folder in packs() for digest in self._digests(folder)}
        write_proofs(LIBRARY, self.kept, wanted)

    def _digests(self, folder: Path) -> Iterable[str]:
        pack = read_pack(folder)
        return hashes(pack, served_by(pack, self.library).library, self.code).values()


def _report(ok: bool, proven: list[_Proven], library: Library) -> dict[str, Any]:
    held = [one.holds for one in proven if one.holds is not None]
    return {
        "ok": ok,
        "packs": [{"id": one.id, "ok": one.ok, "problems": list(map(str, one.problems))} for one in held],
        "scenarios": [
            {"pack": one.pack, **as_plain(verdict), **as_plain(one.reached[verdict.id]), "ok": verdict.ok}
            for one in proven
            for verdict in one.verdicts
        ],
        "nowhere": [{"pack": one.pack, **as_plain(one.nowhere)} for one in proven if one.nowhere is not None],
        "not_served": [{"pack": one.pack, **as_plain(left)} for one in proven for left in one.left_out],
        "left_out": [str(problem) for problem in library.problems],
    }


def _told(proven: Iterable[_Proven]) -> Iterator[str]:
    for one in proven:
        yield f"pack {one.pack}: {_state(one.holds.ok)}" if one.holds else f"pack {one.pack}"
        yield from (f"  {problem}" for problem in (one.holds.problems if one.holds else ()))
        for verdict in one.verdicts:
            spread = f"the book at least {verdict.lowest_expert}, others at most {verdict.highest_other}"
            yield f"  {verdict.id}: {_state(verdict.ok)}; {spread}; {len(verdict.variants)} variants"
            yield from (f"    {problem}" for problem in verdict.problems)
        yield from (f"  {left.id}: not served. {' '.join(left.reasons)}" for left in one.left_out)


def _state(ok: bool) -> str:
    return "proven" if ok else "NOT PROVEN"
