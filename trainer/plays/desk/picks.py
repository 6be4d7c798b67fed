"""What can be said by picking: groups of acts, each with its topics, made from the kinds themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from trainer.plays.desk.call import Asked
from trainer.record.act import act
from trainer.record.kinds import KINDS, SlotType
from trainer.scenarios.understanding.lexicon import Lexicon

KEYS = "1234567890"
_TOPICS = {
    "ask": "topic", "explain": "topic", "offer": "offer", "refuse": "reason", "instruct": "step",
}  # fmt: skip
_WORDS = {"tell_done": "Tell"}
_PLAIN = ("greet", "apologise", "thank", "set_boundary", "hold_please", "ask_anything_else", "small_talk", "goodbye")
_RARE = ("admit_fault", "take_card")
_SLOTTED = {
    "confirm": "what",
    "leave_message": "what",
    "let_interpret": "who",
}  # said seldom: each of their choices is a line of its own
_ORDER = (
    "acknowledge", "ask", "explain", "offer", "refuse", "state", "promise", "instruct", "tell_done", "more",
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """One line of a menu: its key, its words, the act it says, and the heading it stands under."""

    key: str
    label: str
    act: Mapping[str, Any]
    group: str = ""


@dataclass(frozen=True)
class Field:
    """A value to give with an act; `when` names the choices it belongs to."""

    name: str
    label: str
    type: str
    when: tuple[str, ...]
    required: bool


@dataclass(frozen=True)
class Group:
    """A button of the composer. It says one act at once, opens a menu of choices, or a small form."""

    id: str
    label: str
    key: str
    act: Mapping[str, Any] | None = None
    choices: Sequence[Choice] = ()
    requests: Sequence[Choice] = ()
    slot: str = ""
    options: Sequence[Choice] = ()
    fields: Sequence[Field] = ()


_FIGURES = ("balance", "bill_total", "penalty", "adjustment", "last_payment_amount")
_FORMS: Mapping[str, tuple[str, tuple[Field, ...]]] = {
    "state": ("figure", (
        Field("amount", "Amount, $", "amount", _FIGURES, True),
        Field("on", "Date", "date", ("due_date",), True),
        Field("minutes", "In how many minutes", "count", ("arrival",), True),
    )),
    "promise": ("what", (Field("by", "By", "date", ("callback", "result", "approval"), False),)),
}  # fmt: skip


def groups(asked: Sequence[Asked], lexicon: Lexicon, pointless: Collection[str] = ()) -> list[Group]:
    """The composer's buttons in order; what was asked for can be chosen where there is more than one.

    Only what the library has words for can be picked: an act that nobody could say in words is no choice. `pointless`
    are the topics that this agency has no use for.
    """
    made = (_group(name, KEYS[place], asked, lexicon) for place, name in enumerate(_ORDER))
    return [
        replace(one, choices=_useful(one.choices, pointless), options=_useful(one.options, pointless)) for one in made
    ]


def _useful(choices: Sequence[Choice], pointless: Collection[str]) -> list[Choice]:
    kept = [one for one in choices if not set(pointless) & set(map(str, one.act.values()))]
    return [replace(one, key=KEYS[place : place + 1] if one.key else "") for place, one in enumerate(kept)]


def _group(name: str, key: str, asked: Sequence[Asked], lexicon: Lexicon) -> Group:
    if name == "more":
        return Group(name, "More", key, choices=_more(lexicon))
    label = _WORDS.get(name, KINDS[name].label)
    if name in _FORMS:
        slot, fields = _FORMS[name]
        return Group(name, label, key, slot=slot, options=_options(name, slot, lexicon), fields=fields)
    if name == "tell_done":
        return Group(name, label, key, **_telling(asked))
    if name not in _TOPICS:
        return Group(name, label, key, act={"act": name})
    choices = _options(name, _TOPICS[name], lexicon)
    if name == "refuse":
        choices = [*choices, Choice(KEYS[len(choices) : len(choices) + 1], "no reason given", {"act": "refuse"})]
        return Group(name, label, key, choices=choices, requests=_requests(asked))
    return Group(name, label, key, choices=choices)


def _more(lexicon: Lexicon) -> list[Choice]:
    """What is said on every call, then what is said on few."""
    plain, rare = ([(KINDS[one].label, {"act": one}) for one in kinds] for kinds in (_PLAIN, _RARE))
    slotted = [
        (f"{KINDS[kind].label}: {one.label}", one.act)
        for kind, slot in _SLOTTED.items()
        for one in _options(kind, slot, lexicon)
    ]
    return _numbered([*plain, *slotted, *rare])


def _telling(asked: Sequence[Asked]) -> dict[str, Any]:
    """Telling what was done: said at once while there is at most one thing to tell of."""
    if len(asked) < 2:
        return {"act": {"act": "tell_done"}}
    return {"choices": _numbered([(one.words, {"act": "tell_done", "request": one.id}) for one in asked])}


def _requests(asked: Sequence[Asked]) -> list[Choice]:
    return [Choice("", one.words, {"request": one.id}) for one in asked] if len(asked) > 1 else []


def _options(kind: str, slot: str, lexicon: Lexicon) -> list[Choice]:
    wanted = KINDS[kind].slots[slot]
    assert wanted.type is SlotType.CHOICE  # noqa: S101 - the tables above name only choices
    topics = [one for one in wanted.choices.values() if lexicon.has_words_for(act(kind, None, **{slot: one.id}))]
    numbered = _numbered([(topic.label, {"act": kind, slot: topic.id}) for topic in topics])
    return [replace(one, group=topic.group) for one, topic in zip(numbered, topics, strict=True)]


def _numbered(items: Sequence[tuple[str, Mapping[str, Any]]]) -> list[Choice]:
    """Each with its key while there are keys; the rest are found by their words."""
    return [Choice(KEYS[place : place + 1], label, act) for place, (label, act) in enumerate(items)]
