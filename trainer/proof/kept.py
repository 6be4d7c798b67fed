"""Proofs, kept by content hash: a scenario that nothing has touched since it was proven needs no new proof.

A hash covers the scenario with what its callers share, the District pack, and the code that plays and judges. That a
pack holds is kept in the same way, by its name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from typing import Any

from trainer.district.pack import Pack, digest
from trainer.proof.check import SEEDS, Verdict
from trainer.proof.rests import Rests, rests_of
from trainer.scenarios.library import Library

ROOMS = ("record", "district", "customers", "desk", "scenarios", "scoring", "proof")
FILE, PACK_FILE = "proofs.json", "pack_proofs.json"


@cache
def code_digest() -> str:
    """A hash of the core's code."""
    package, total = Path(__file__).resolve().parent.parent, hashlib.sha256()
    for room in ROOMS:
        for path in sorted((package / room).rglob("*.py")):
            total.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def hashes(pack: Pack, library: Library, code: str) -> Mapping[str, str]:
    """The content hash under which each scenario's proof is kept."""
    return {
        name: hashlib.sha256(f"{digest}:{pack.digest}:{code}:{SEEDS}".encode()).hexdigest()
        for name, digest in library.digests.items()
    }


def read_proofs(folder: Path) -> Mapping[str, Verdict]:
    """The proofs kept in `folder`, by content hash; none when there is no file."""
    path = folder / FILE
    if not path.is_file():
        return {}
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    found = {digest: _verdict(given) for digest, given in kept.items()}
    return {digest: verdict for digest, verdict in found.items() if verdict is not None}


def _verdict(given: Mapping[str, Any]) -> Verdict | None:
    """A verdict as it was kept; None where it was written before verdicts said as much as they do now."""
    if set(given) != {one.name for one in fields(Verdict)}:
        return None
    read: dict[str, Any] = {name: tuple(item) if isinstance(item, list) else item for name, item in given.items()}
    return Verdict(**read)


def kept_proofs(pack: Pack, library: Library, folder: Path) -> Mapping[str, Verdict]:
    """The kept proof of each scenario, without those that are not of what is there now."""
    current, kept = hashes(pack, library, code_digest()), read_proofs(folder)
    return {name: kept[digest] for name, digest in current.items() if digest in kept}


def rests_by_scenario(pack: Pack, library: Library, folder: Path) -> Mapping[str, Rests]:
    """What each scenario rests on: as its kept proof says, or else by playing it."""
    kept = kept_proofs(pack, library, folder)
    return {name: kept[name].rests if name in kept else rests_of(pack, library, name) for name in library.scenarios}


def write_proofs(folder: Path, proven: Mapping[str, Verdict], current: Iterable[str]) -> None:
    """Keep what is proven and still current; a proof whose content is gone is dropped."""
    wanted = set(current)
    kept = {digest: asdict(verdict) for digest, verdict in sorted(proven.items()) if digest in wanted and verdict.ok}
    (folder / FILE).write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def pack_hash(folder: Path) -> str:
    """The content hash under which it is kept that a pack holds."""
    return hashlib.sha256(f"{digest(folder)}:{code_digest()}".encode()).hexdigest()


def read_pack_proofs(folder: Path) -> Mapping[str, str]:
    """The hashes of the packs that were proven, by name; none when there is no file."""
    path = folder / PACK_FILE
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return kept


def write_pack_proofs(folder: Path, proven: Mapping[str, str]) -> None:
    """Keep which packs hold as they stand, and forget all others."""
    (folder / PACK_FILE).write_text(json.dumps(proven, indent=1, sort_keys=True) + "\n", encoding="utf-8")
