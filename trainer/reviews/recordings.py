"""Recordings beside their transcripts: whether a file is there, and sending it or a part of it."""

from __future__ import annotations

from flask import abort, current_app, send_from_directory
from flask.typing import ResponseReturnValue

from trainer.reviews.interactions import Interaction


def is_there(found: Interaction) -> bool:
    """Whether the recording that an interaction names is in the folder of recordings."""
    return bool(found.audio) and (current_app.config["RECORDINGS"] / str(found.audio)).is_file()


def send(found: Interaction) -> ResponseReturnValue:
    """The sound; a browser may ask for a part of it. 404 where there is none."""
    if not found.audio:
        abort(404)
    return send_from_directory(current_app.config["RECORDINGS"], found.audio, conditional=True)
