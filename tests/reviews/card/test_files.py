"""Cards as files: what ships, what is refused and where, and that a card survives its own export."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from trainer.district.pack import Pack, digest
from trainer.district.sources import SourceError
from trainer.reviews.card import files
from trainer.reviews.card.model import Card
from trainer.settings import PACK


@pytest.fixture(scope="module")
def cards() -> dict[str, Card]:
    return {card.name: card for card in files.load_cards(PACK)}


def test_three_cards_ship_with_about_a_dozen_items_each(cards: dict[str, Card]) -> None:
    assert {name: len(card.criteria) for name, card in cards.items()} == {"counter": 12, "telephone": 13, "written": 11}


def test_shipped_cards_name_only_what_the_pack_has(cards: dict[str, Card], pack: Pack) -> None:
    assert [text for card in cards.values() for text in files.problems(card, pack)] == []


def test_every_point_of_every_scale_has_an_anchor(cards: dict[str, Card]) -> None:
    bare = [
        (card.name, one.id) for card in cards.values() for one in card.criteria for o in one.options if not o.anchor
    ]
    assert bare == []


def test_every_item_is_drawn_from_the_class_specification(cards: dict[str, Card]) -> None:
    assert [one.id for card in cards.values() for one in card.criteria if not one.competencies] == []


def test_a_card_survives_its_export(cards: dict[str, Card]) -> None:
    for card in cards.values():
        again = files.card_from_json(files.as_json(card), "again.json")
        assert again == card
        assert files.digest(again) == files.digest(card)


def test_the_schema_that_ships_is_the_model_s() -> None:
    assert json.loads(files.SCHEMA.read_text(encoding="utf-8")) == files.schema()


def test_a_new_scorecard_leaves_the_pack_s_hash_alone(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("id: x")
    before = digest(tmp_path)
    (tmp_path / "scorecards").mkdir()
    (tmp_path / "scorecards" / "a.yaml").write_text("name: a")
    assert digest(tmp_path) == before


def plain(**criterion: Any) -> dict[str, Any]:
    one = {"id": "a", "title": "A", "kind": "yes_no", "weight": 1, "options": [{"value": "no"}, {"value": "yes"}]}
    return {"name": "x", "title": "X", "sections": [{"title": "S", "criteria": [one | criterion]}]}


@pytest.mark.parametrize(
    ("criterion", "said"),
    [
        ({"weight": 0}, "weight"),
        ({"weight": -3}, "weight"),
        ({"fails": ["maybe"]}, "“maybe” is not an answer"),
        ({"fails": ["na"]}, "cannot fail"),
        ({"options": [{"value": "yes"}, {"value": "no"}]}, "exactly “no”, then “yes”"),
        ({"kind": "scale", "options": [{"value": "1"}]}, "at least two"),
        ({"kind": "scale", "options": [{"value": "1"}, {"value": "1"}]}, "the same value"),
        ({"kind": "points"}, "how many"),
        ({"kind": "choice", "options": [{"value": "a"}, {"value": "b"}]}, "worth"),
        ({"competencies": ["D11"]}, "competencies"),
        ({"shown_when": {"criterion": "later", "is": ["yes"]}}, "must stand before it"),
        ({"color": "red"}, "not a field known here"),
        ({"bonus": True}, "nothing to score"),
    ],
)
def test_a_card_that_cannot_work_is_refused_with_its_reason(criterion: dict[str, Any], said: str) -> None:
    with pytest.raises(SourceError, match=said):
        files.card_from_plain(plain(**criterion), "x.json")


def test_a_mistake_in_json_names_its_line_and_in_a_card_its_field() -> None:
    with pytest.raises(SourceError, match=r"x\.json:2: is not valid JSON"):
        files.card_from_json('{"name": "x",\n oops}', "x.json")
    with pytest.raises(SourceError, match=r"sections\.0\.criteria\.0\.weight"):
        files.card_from_plain(plain(weight="much"), "x.json")


def test_numbers_come_back_exact() -> None:
    assert files.card_from_json(json.dumps(plain(weight=0.1)), "x").criteria[0].weight == Decimal("0.1")
