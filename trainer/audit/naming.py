"""Whose number a row names: people are kept a floor above, and tell their names here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, current_app
from sqlalchemy.orm import Session

from trainer.audit.searching import PERSONAL

Names = Callable[[Session], Mapping[int, str]]
_KEY = "audit_names"


def tell_names(blueprint: Blueprint, names: Names) -> None:
    """Let the trail's page ask for everyone's name, by number, once the blueprint is registered."""
    blueprint.record_once(lambda state: state.app.extensions.update({_KEY: names}))


def names(session: Session) -> Mapping[int, str]:
    """Everyone's name by number, as it is today."""
    told: Names = current_app.extensions[_KEY]
    return told(session)


def named(subject: str, known: Mapping[int, str]) -> str:
    """The name of the person a subject such as `person:7` is about; nothing where it is about something else."""
    kind, _, number = subject.partition(":")
    return known.get(int(number), "") if kind in PERSONAL and number.isdecimal() else ""
