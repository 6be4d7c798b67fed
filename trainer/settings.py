"""Where things are and how this installation runs, read once from the environment."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _content(name: str) -> Path:
    """An installed package carries its content inside itself; a checkout keeps it at the top."""
    carried = _PACKAGE / "_data" / name
    return carried if carried.is_dir() else _PACKAGE.parent / name


SEED = _content("seed")
LIBRARY = _content("scenario_library")
PACK = SEED / "smwd"  # the pack that is served unless TRAINER_PACK names another, and the demo's
STARTER = SEED / "alder-mesa"  # what a new pack is copied from: small, and nobody's own


def packs() -> list[Path]:
    """The folders of the packs that ship with the product."""
    return sorted(path.parent for path in SEED.glob("*/pack.yaml"))


class SettingsError(Exception):
    """This installation cannot run as it is set up; the message is one sentence for whoever runs it."""


@dataclass(frozen=True)
class Settings:
    """One installation's configuration. `proxies` is how many reverse proxies stand in front and may be believed.

    `mask_emails`: addresses of mail go from imported transcripts, too. Recordings are looked for in `recordings`.
    """

    data_folder: Path
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    https: bool = False
    proxies: int = 0
    demo: bool = False
    pack: Path = PACK
    mask_emails: bool = False

    @property
    def recordings(self) -> Path:
        """The folder of the audio files that interactions name."""
        return self.data_folder / "recordings"

    @classmethod
    def read(cls, environ: Mapping[str, str] | None = None, *, demo: bool = False) -> Settings:
        """Read the environment; creates the data folder and the secret key where there are none.

        The demo keeps to a folder of its own and takes no notice of DATABASE_URL or TRAINER_PACK. Raises SettingsError.
        """
        env = os.environ if environ is None else environ
        folder = data_folder(env) / "demo" if demo else data_folder(env)
        make_folder(folder)
        own = f"sqlite:///{folder / 'trainer.db'}"
        return cls(
            data_folder=folder,
            database_url=own if demo else database_url(env.get("DATABASE_URL") or own),
            secret_key=env.get("TRAINER_SECRET_KEY") or _kept_key(folder / "secret-key"),
            https=_flag(env, "TRAINER_HTTPS"),
            proxies=_count(env, "TRAINER_PROXIES"),
            demo=demo,
            mask_emails=_flag(env, "TRAINER_MASK_EMAILS"),
            pack=PACK if demo else pack_folder(env.get("TRAINER_PACK") or str(PACK)),
        )


def pack_folder(given: str) -> Path:
    """The folder of a District pack: the name of one that ships, or a path to one's own. Raises SettingsError."""
    shipped = {path.name: path for path in packs()}
    folder = shipped.get(given) or Path(given).expanduser().absolute()
    if not (folder / "pack.yaml").is_file():
        raise SettingsError(
            f"There is no District pack “{given}”: give a folder with a pack.yaml, or one of {', '.join(shipped)}."
        )
    return folder


def data_folder(env: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The user's own folder for data: TRAINER_DATA, else where the platform keeps such things."""
    if env.get("TRAINER_DATA"):
        return Path(env["TRAINER_DATA"]).expanduser().absolute()
    home = Path(env["HOME"]) if env.get("HOME") else Path.home()
    if platform == "win32":
        return Path(env.get("LOCALAPPDATA") or home / "AppData" / "Local") / "trainer"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "trainer"
    return Path(env.get("XDG_DATA_HOME") or home / ".local" / "share") / "trainer"


def make_folder(folder: Path) -> None:
    """Make sure that `folder` exists and can be written to; raises SettingsError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / f".writable-{secrets.token_hex(4)}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise SettingsError(
            f"The data folder {folder} cannot be written to ({reason}); set TRAINER_DATA to one that can."
        ) from None


def database_url(given: str) -> str:
    """`given` with the driver this project uses; raises SettingsError for a database it does not know."""
    scheme, colon, rest = given.partition(":")
    if colon and scheme in ("postgresql", "postgres", "postgresql+psycopg"):
        return f"postgresql+psycopg:{rest}"
    if colon and scheme == "sqlite":
        return given
    raise SettingsError("DATABASE_URL must begin with postgresql:// or sqlite:///.")


def _kept_key(path: Path) -> str:
    """The installation's secret, made once and readable by its owner only."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept = path.read_text("ascii").strip()
        if len(kept) < 32:
            raise SettingsError(f"The key file {path} is damaged; delete it and everyone signs in again.") from None
        return kept
    key = secrets.token_hex(32)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key


def _flag(env: Mapping[str, str], name: str) -> bool:
    value = env.get(name, "").strip().lower()
    if value not in ("", "0", "no", "false", "off", "1", "yes", "true", "on"):
        raise SettingsError(f"{name} must be 1 or 0.")
    return value in ("1", "yes", "true", "on")


def _count(env: Mapping[str, str], name: str) -> int:
    value = env.get(name, "").strip() or "0"
    if not value.isdecimal():
        raise SettingsError(f"{name} must be a whole number.")
    return int(value)
