"""An act put into words is understood as that act again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from trainer.record import topic
from trainer.record.act import Act, act
from trainer.record.kinds import KINDS, Way
from trainer.scenarios.understanding import load_lexicon, understand, wording, wordings
from trainer.scenarios.understanding.teaching import filled

LEXICON = load_lexicon(Path(__file__).parents[3] / "scenario_library" / "phrases")
TODAY = date(2024, 10, 22)
DAY = date(2024, 11, 1)
TOPICS = {
    "ask": ("topic", topic.QUESTIONS), "explain": ("topic", topic.EXPLANATIONS), "offer": ("offer", topic.OFFERS),
    "refuse": ("reason", topic.REASONS), "instruct": ("step", topic.STEPS), "promise": ("what", topic.PROMISES),
    "state": ("figure", topic.FIGURES), "confirm": ("what", topic.CONFIRMATIONS),
    "leave_message": ("what", topic.MESSAGES), "let_interpret": ("who", topic.INTERPRETERS),
}  # fmt: skip


def spoken_acts() -> list[Act]:
    plain = [act(kind.id) for kind in KINDS.values() if kind.way is Way.SAY and kind.id not in {*TOPICS, "unclear"}]
    chosen = [act(kind, **{slot: one}) for kind, (slot, topics) in TOPICS.items() for one in topics]
    return [with_values(one) for one in [*plain, act("refuse"), *chosen]] + [
        one.but(by=DAY) for one in chosen if one.get("what") in ("callback", "result", "refund")
    ]


def with_values(one: Act) -> Act:
    figure = one.get("figure")
    if figure is None:
        return one
    if figure in ("due_date", "shutoff_date", "repair_end"):
        return one.but(on=DAY)
    return one.but(minutes=25) if figure == "arrival" else one.but(amount=Decimal("1024.60"))


def key(one: Act) -> str:
    return " ".join([one.kind, *map(str, one.slots.values())])


def test_the_library_has_words_for_every_choice() -> None:
    """A phrase file that is lost would empty the tests below."""
    assert len(spoken_acts()) >= 240


@pytest.mark.parametrize("one", spoken_acts(), ids=key)
def test_every_wording_of_every_act_gives_the_act_back(one: Act) -> None:
    texts = wordings(one, LEXICON)
    assert texts, "an act that can be picked needs a wording"
    for text in texts:
        assert [(key(got), got.sure) for got in understand(text, LEXICON, TODAY).acts] == [(key(one), True)], text


def test_every_example_is_understood_as_its_meaning() -> None:
    wrong = []
    for meaning in LEXICON.meanings:
        for text in meaning.hear:
            kinds = [got.kind for got in understand(filled(text), LEXICON, date(2024, 10, 1)).acts]
            if meaning.act.kind not in kinds:
                wrong.append((text, meaning.act.kind, kinds))
    assert not wrong


def test_every_meaning_has_enough_examples() -> None:
    for meaning in LEXICON.meanings:
        assert len({*meaning.say, *meaning.hear}) >= 6, key(meaning.act)


def test_values_are_written_as_in_a_letter() -> None:
    assert wording(act("state", figure="balance", amount=Decimal("1024.6")), LEXICON) == "You owe $1,024.60."
    assert wording(act("promise", what="callback", by=DAY), LEXICON) == "I'll call you back by Friday, November 1."
    assert wording(act("state", figure="arrival", minutes=20), LEXICON) == "They will be there in 20 minutes."


NAMES = [
    ("Santa Margarita Water District", "Jordan"), ("SMWD", "Pat"), ("City of Elm Public Works", "Ana María"),
    ("East Bay Municipal Utility District", "Will"), ("Moulton Niguel Water", "Bill"), ("Elm Water", "May"),
]  # fmt: skip


@pytest.mark.parametrize(("district", "clerk"), NAMES)
def test_a_greeting_with_names_gives_both_and_is_a_greeting(district: str, clerk: str) -> None:
    texts = wordings(act("greet"), LEXICON, {"district": district, "clerk": clerk})
    assert len(texts) > 1
    for text in texts:
        assert district in text
        assert clerk in text
        assert [(got.kind, got.sure) for got in understand(text, LEXICON, TODAY).acts] == [("greet", True)], text


@pytest.mark.parametrize("names", [None, {}, {"clerk": "Sam"}, {"district": "SMWD", "clerk": " "}])
def test_without_both_names_a_greeting_needs_none(names: dict[str, str] | None) -> None:
    assert wording(act("greet"), LEXICON, names=names) == "Thank you for calling, how can I help you?"


def test_names_leave_other_wordings_as_they_are() -> None:
    names = {"district": "Elm Water", "clerk": "Sam"}
    assert wordings(act("thank"), LEXICON, names) == wordings(act("thank"), LEXICON)


def test_water_is_told_in_units() -> None:
    assert wording(act("state", figure="use", amount=Decimal("21.00")), LEXICON) == "You used 21 units of water."
    (used,) = understand("You used 21 units of water.", LEXICON, TODAY).acts
    assert used.get("amount") == Decimal("21.00")


def test_pick_goes_round() -> None:
    greetings = wordings(act("greet"), LEXICON)
    assert len(greetings) > 1
    assert wording(act("greet"), LEXICON, len(greetings)) == greetings[0]


def test_an_act_without_wording_is_named() -> None:
    assert wording(act("look", panel="ledger"), LEXICON) == "Look at."
