"""Cards as files: YAML in a pack, JSON in exchange, and the JSON Schema that describes both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from trainer.district.pack import Pack
from trainer.district.sources import MAX_BYTES, Problem, Source, SourceError, load, read_yaml
from trainer.reviews.card.model import Card, Criterion

SCHEMA = Path(__file__).with_name("scorecard.schema.json")
FOLDER = "scorecards"


def load_cards(folder: Path) -> tuple[Card, ...]:
    """The cards of a pack, in order of file; none where it has no folder for them. Raises SourceError."""
    paths = sorted((folder / FOLDER).glob("*.yaml"))
    return tuple(load(Card, read_yaml(path, f"{FOLDER}/{path.name}")) for path in paths)


def read_json(raw: bytes | str, name: str) -> Any:
    """JSON with exact numbers; raises SourceError naming `name` and the line."""
    if len(raw) > MAX_BYTES:
        raise SourceError([Problem(name, None, f"is larger than {MAX_BYTES:,} bytes.", "Split it.")])
    try:
        return json.loads(raw, parse_float=Decimal)
    except json.JSONDecodeError as error:
        problem = Problem(name, error.lineno, f"is not valid JSON: {error.msg}.", "Export it again, or correct it.")
        raise SourceError([problem]) from None
    except (UnicodeDecodeError, RecursionError) as error:
        raise SourceError([Problem(name, None, f"is not valid JSON: {error}.", "Save it as UTF-8.")]) from None


def card_from_json(raw: bytes | str, name: str) -> Card:
    """The card in a JSON document; raises SourceError with every mistake and its field."""
    return card_from_plain(read_json(raw, name), name)


def card_from_plain(data: Any, name: str) -> Card:
    return load(Card, Source(name, data, {}))


def as_plain(card: Card) -> dict[str, Any]:
    """The card as JSON holds it: what was left out stays out, numbers are written as text so that none is rounded."""
    return card.model_dump(mode="json", by_alias=True, exclude_defaults=True) | {"format": card.format}


def as_json(card: Card) -> str:
    return json.dumps(as_plain(card), ensure_ascii=False, indent=2) + "\n"


def digest(card: Card) -> str:
    """The hash under which a version is known: of its content, whatever the layout of the file."""
    text = json.dumps(as_plain(card), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def schema() -> dict[str, Any]:
    """The JSON Schema of the format, as the model states it; SCHEMA holds a copy that ships with the product."""
    made = Card.model_json_schema(by_alias=True, mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def problems(card: Card, pack: Pack) -> Iterator[str]:
    """What a card names that the pack does not have: rules, manual sections, clauses of the class specification."""
    for one in card.criteria:
        yield from (f"“{one.title}” {words}" for _, words in amiss(one, pack))


def amiss(one: Criterion, pack: Pack) -> Iterator[tuple[str, str]]:
    """The same of one criterion, each with the field it is about."""
    if one.rule and one.rule not in pack.rules:
        yield "rule", f"is tied to the rule “{one.rule}”, which is not in force."
    for number in one.manual:
        if not pack.manual.has(number):
            yield "manual", f"names section {number}, and the manual has no section {number}."
    duties = {f"D{duty.number}" for duty in pack.specification.duties}
    for name in one.competencies:
        if name.startswith("D") and name not in duties:
            yield "competencies", f"names {name}, and the class specification has no duty {name[1:]}."
