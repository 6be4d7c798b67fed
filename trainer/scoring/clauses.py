"""Findings as a person would say them, in half a sentence each: in the words of the pack, or by what was owed."""

from __future__ import annotations

from trainer.district.rulelist import Told
from trainer.record.finding import Finding, Judgement


def clause(words: Told, finding: Finding) -> str:
    """The finding as half a sentence that starts in lower case and has no full stop."""
    if finding.verdict.right:
        return _well(words, finding)
    own: str = getattr(words, finding.verdict.value)
    if finding.key.startswith("need:") or (finding.verdict is Judgement.MISSED and not own):
        return _not_done(finding)
    return own or words.wrong or f"this went against the manual: {lower(finding.message)}"


def _well(words: Told, finding: Finding) -> str:
    if finding.key.startswith("refusal:"):
        return words.refused or "you said no where no was right"
    return words.well or f"you did this right: {lower(finding.message)}"


def _not_done(finding: Finding) -> str:
    """What was owed is written as a command, so that its absence can be told of any rule."""
    what = lower(finding.message).rstrip(".").removesuffix(" first")
    what = what if what.startswith("answer") else what.partition(":")[0]
    return f"you were late to {what}" if finding.verdict is Judgement.LATE else f"you did not {what}"


def lower(text: str) -> str:
    """With a small first letter, for the middle of a sentence."""
    return text[:1].lower() + text[1:]


def upper(text: str) -> str:
    """With a capital first letter, for its beginning."""
    return text[:1].upper() + text[1:]
