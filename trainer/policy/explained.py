"""A ruling told: as data, and as a text that a supervisor could forward."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from trainer.district.explaining import NOTHING, Explained
from trainer.district.money import dollars
from trainer.district.pack import Pack
from trainer.district.rules import RULES
from trainer.record.act import Act, Pattern
from trainer.record.case import shown
from trainer.record.parsing import plain
from trainer.record.plain import as_plain
from trainer.record.ruling import Obligation, Reading, Ruling, Verdict
from trainer.record.topic import REASONS
from trainer.scoring.telling import clock, describe

_ANSWERS = {
    "permitted": "Permitted", "beyond_authority": "Beyond this level’s authority", "not_yet": "Not yet",
    "forbidden": "Not permitted", NOTHING: "This rule has nothing to say of it",
}  # fmt: skip


_SILENT = Ruling(Verdict.PERMITTED)


def as_data(found: Explained) -> dict[str, Any]:
    """The ruling and what is owed, with stable names, fit for JSON."""
    ruling = found.ruling or _SILENT
    return {
        "rule": found.rule, "title": found.title, "section": found.section, "citation": found.citation,
        "mark": found.mark, "on": str(found.on), "level": found.level, "authority": as_plain(found.authority),
        "act": plain(found.act) if found.act else None, "verdict": found.verdict, "why": ruling.why,
        "allowed": plain(ruling.allowed) if ruling.allowed else None, "entitled": ruling.entitled,
        "untrue": ruling.untrue, "reasons": list(ruling.reasons), "needs": _patterns(ruling.needs),
        "instead": [plain(one) for one in ruling.instead], "read": [as_plain(one) for one in found.read],
        "owed": [_owed_as_data(one) for one in found.owed],
    }  # fmt: skip


def _patterns(patterns: Sequence[Pattern]) -> list[dict[str, Any]]:
    return [plain(one.make()) for one in patterns]


def _owed_as_data(one: Obligation) -> dict[str, Any]:
    return {"key": one.key, "what": one.what, "discharge": _patterns(one.discharge), "by": one.by,
            "while_open": one.while_open, "read": as_plain(one.read)}  # fmt: skip


def told(pack: Pack, found: Explained) -> str:
    """An explanation in words, which stands without the file it was made from."""
    section = pack.manual.section(found.section)
    lines = [f"{found.title}", f"Manual {section.number} {section.title}, as of {shown(found.on)}.",
             f"Source: {found.citation} ({found.mark})."]  # fmt: skip
    if found.act is not None:
        lines += ["", f"Asked: {describe(found.act)}, by a {_who(found.level)}.", *_answer(found)]
    lines += _owed(found)
    if found.read:
        lines += ["", "What this rests on:", *(f"  {_reading(one)}" for one in found.read)]
    if found.authority:
        lines += ["", "Who decides alone:", *_authority(found)]
    return "\n".join(lines)


def _who(level: str) -> str:
    return level if level == "supervisor" else f"Representative {level}"


def _answer(found: Explained) -> Iterator[str]:
    ruling = found.ruling
    yield f"Answer: {_ANSWERS[found.verdict or NOTHING]}." + (f" {ruling.why}" if ruling and ruling.why else "")
    if ruling is None:
        return
    if ruling.allowed is not None:
        yield f"As far as policy goes: {describe(ruling.allowed)}."
    if ruling.entitled:
        yield "The customer is entitled to it."
    if ruling.untrue:
        yield "Saying it would be untrue."
    yield from _listed("First", [one.make() for one in ruling.needs])
    yield from _listed("Offer instead", ruling.instead)
    if ruling.reasons:
        reasons = (REASONS[one].label if one in REASONS else one for one in ruling.reasons)
        yield f"Reason to give: {'; or '.join(reasons)}."


def _listed(head: str, acts: Sequence[Act]) -> Iterator[str]:
    if acts:
        yield f"{head}: {'; or '.join(describe(one) for one in acts)}."


def _owed(found: Explained) -> list[str]:
    """What is owed; a rule that never owes anything is only spoken of where it was asked."""
    if RULES[found.rule].owed is None:
        return [] if found.act else ["", "This rule owes nothing by itself: ask it about an act."]
    lines = [f"  {one.what}" + (f" (by {clock(one.by)} of the call)" if one.by is not None else "")
             for one in found.owed]  # fmt: skip
    return ["", "Owed here:", *lines] if lines else ["", "It owes nothing here."]


def _reading(one: Reading) -> str:
    known = f"{one.source}, {one.mark}" if one.mark else one.source
    return f"{one.label}: {one.shown} ({known})"


def _authority(found: Explained) -> Iterator[str]:
    for slot, limits in found.authority.items():
        yield from (f"  {_who(level)}: {slot} up to {dollars(limit)}" for level, limit in limits.items())
