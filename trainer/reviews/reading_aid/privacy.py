"""Facts of an account told before anyone asked who was calling, and card numbers by voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trainer.record import topic
from trainer.record.act import Act
from trainer.record.topic.asked import COUNTER_ITEMS, IDENTITY_ITEMS, WRITTEN_ITEMS
from trainer.reviews.masking.masking import words as masked
from trainer.reviews.reading_aid.heard import Heard
from trainer.reviews.reading_aid.marks import Kind, Mark

_ITEMS = frozenset({*IDENTITY_ITEMS, *COUNTER_ITEMS, *WRITTEN_ITEMS})
_VERIFYING = re.compile(
    r"\b(?:verif|for (?:your )?security|date of birth|last four|(?:who|whom) (?:am i|i am|i'm|i’m) speaking"
    r"|(?:may|can|could) i (?:see|have|get) (?:your|some|a photo) (?:id|identification|address|phone|account))",
    re.IGNORECASE,
)
_ITEM_SAID = (
    re.compile(r"\baccount (?:number )?(?:is|number)\b", re.IGNORECASE),
    re.compile(r"\b\d{1,5} [A-Z]\w+(?: [A-Z]\w+)*"),
    re.compile(r"\b(?:phone|number on file|cell)\b[^.?!]*\d{3}", re.IGNORECASE),
    re.compile(r"\b(?:i|last) pa(?:id|yment)\b[^.?!]*\$?\d", re.IGNORECASE),
)
_FIGURE = re.compile(
    r"\byou(?:’ve|'ve| have)? (?:still |currently |only )?(?:owe|used|paid|are behind)\b[^.?!]*\d"
    r"|\byour (?:\w+ ){0,2}(?:balance|bill|payment|usage|use|autopay|account) (?:is|was|of|shows|came to)\b[^.?!]*\d",
    re.IGNORECASE,
)
_PRIVATE = frozenset(
    one.id
    for table in (topic.EXPLANATIONS, topic.REASONS, topic.FIGURES, topic.CONFIRMATIONS)
    for one in table.values()
    if one.private
)


def disclosures(said: Sequence[Heard]) -> Iterator[Mark]:
    """The first private fact told before the caller answered anything that shows who they are."""
    asked = False
    for turn in said:
        if turn.by_customer and (asked or _volunteers(turn.text)):
            return
        if not turn.by_rep:
            continue
        told = next((act for act in turn.acts if _discloses(act)), None)
        if told is not None or _FIGURE.search(turn.text):
            why = f"{_named(told)} is told, and nobody had shown who is calling yet."
            yield Mark(turn.number, Kind.DISCLOSURE, why, "verify_before_disclosure")
            return
        asked = asked or _asks_who(turn)


def _asks_who(turn: Heard) -> bool:
    return any(act.kind == "ask" and act.text("topic") in _ITEMS for act in turn.acts) or bool(
        _VERIFYING.search(turn.text)
    )


def _volunteers(text: str) -> bool:
    """Whether a caller gives two items unasked."""
    return sum(bool(item.search(text)) for item in _ITEM_SAID) > 1


def _discloses(act: Act) -> bool:
    slot = {"state": "figure", "explain": "topic", "refuse": "reason", "confirm": "what"}.get(act.kind)
    return slot is not None and act.text(slot) in _PRIVATE and (act.sure or act.kind == "state")


def _named(act: Act | None) -> str:
    figure = act.text("figure") if act else None
    return topic.FIGURES[figure].label.capitalize() if figure else "Something of the account"


_INVITES = re.compile(
    r"\b(?:read|give|tell|say|repeat)\b[^.?!]{0,30}\bcard\b"
    r"|\b(?:what(?:’s|'s| is)|go ahead with|i(?:’ll| will|'ll)? (?:just )?need|(?:may|can|could) i (?:have|get|take))"
    r"\b[^.?!]{0,20}\b(?:card number|number on (?:the|your) (?:card|front)|card details|debit card|credit card)\b"
    r"|\b(?:cvv|expiration date|three digits on the back)\b[^.?!]*\?",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"\b(?:not|never|stop|instead|rather than|hold on|let me stop)\b|n[’']t\b|automated line|portal", re.IGNORECASE
)
_SPOKEN = masked("card")
_TOGETHER = 4  # turns


def cards(said: Sequence[Heard]) -> Iterator[Mark]:
    """Where a card number is asked for, or said and nobody stops it; what follows within a few turns belongs to it."""
    last = -_TOGETHER
    for place, turn in enumerate(said):
        why = _card(turn, said[place + 1 : place + 3])
        if why and place - last >= _TOGETHER:
            yield Mark(turn.number, Kind.CARD, why, "no_card_by_voice")
        last = place if why else last


def _card(turn: Heard, after: Sequence[Heard]) -> str:
    if turn.by_rep and not _STOPS.search(turn.text) and (turn.did("take_card") or _INVITES.search(turn.text)):
        return "A card number is asked for."
    if _SPOKEN in turn.text and not _stopped(after):
        return "A card number is said, and nothing after it says to stop."
    return ""


def _stopped(after: Sequence[Heard]) -> bool:
    answer = next((turn for turn in after if turn.by_rep), None)
    return answer is not None and bool(_STOPS.search(answer.text))
