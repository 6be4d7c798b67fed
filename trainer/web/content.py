"""The District pack and the scenario library that this process serves, loaded once and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from flask import Flask, current_app

from trainer.district.pack import Pack, load_pack
from trainer.proof.check import Verdict
from trainer.proof.kept import kept_proofs
from trainer.proof.rests import Rests
from trainer.scenarios.library import Library, load_library
from trainer.scenarios.needs import Unserved, served_by
from trainer.settings import LIBRARY, PACK


@dataclass(frozen=True)
class Content:
    """What everything is played and judged by.

    `left_out` are the scenarios that the pack cannot serve; `proofs` are of those that are proven as they stand.
    `folder` is where the pack came from.
    """

    pack: Pack
    library: Library
    left_out: tuple[Unserved, ...] = ()
    proofs: Mapping[str, Verdict] = field(default_factory=dict)
    folder: Path = PACK

    @property
    def rests(self) -> Mapping[str, Rests]:
        """What each scenario that is proven as it stands rests on."""
        return {name: proof.rests for name, proof in self.proofs.items()}


@cache
def load_content(folder: Path = PACK) -> Content:
    """The pack in `folder`, and what it can serve of the library that ships with the product, read once in a process.

    Raises SourceError.
    """
    pack = load_pack(folder)
    served = served_by(pack, load_library(LIBRARY))
    return Content(pack, served.library, served.left_out, kept_proofs(pack, served.library, LIBRARY), folder)


def init_app(app: Flask, folder: Path = PACK) -> None:
    loaded = load_content(folder)
    for problem in loaded.library.problems:
        app.logger.warning("left out of the library: %s", problem)
    for scenario in loaded.left_out:
        app.logger.info("not served by %s: %s", loaded.pack.identity.short_name, scenario)
    app.extensions["content"] = loaded


def content() -> Content:
    """The current application's content."""
    found: Content = current_app.extensions["content"]
    return found
