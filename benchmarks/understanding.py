"""How well typed sentences are understood: a file of sentences with the acts that were meant, measured as Markdown.

    python -m benchmarks.understanding FILE

Prints exact sets of acts, amounts, dates and minutes, right and in all, and then every sentence that was missed. The
file is written as tests/scenarios/understanding/blind2.yaml is. `either` lists sets of acts that are all fair.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from trainer.record.act import Act, act
from trainer.record.parsing import parse_act
from trainer.scenarios.understanding import Lexicon, load_lexicon, understand

LIBRARY = Path(__file__).parents[1] / "scenario_library" / "phrases"
VALUES = {"amounts": ("amount",), "dates": ("on", "by"), "minutes": ("minutes",)}
TO_BE_PAID = {"balance", "bill_total", "past_due", "payoff", "instalment", "deposit_amount", "fee"}

_TAKE_THANKS = {"greet", "goodbye"}

Told = tuple[str, ...]


@dataclass(frozen=True)
class Heard:
    """A sentence with the sets of acts that would be right, and what was understood."""

    say: str
    wanted: list[list[Act]]
    got: Sequence[Act]

    @property
    def exact(self) -> bool:
        return exactly(self.got) in [exactly(acts) for acts in self.wanted]

    def said(self, slots: Sequence[str]) -> bool:
        """Whether such values were said at all."""
        return any(_values(acts, slots) for acts in self.wanted)

    def found(self, slots: Sequence[str]) -> bool:
        """Whether just the values that were said were found, as those of some act."""
        return _values(self.got, slots) in [_values(acts, slots) for acts in self.wanted]

    @property
    def missed(self) -> str:
        meant = " or ".join(dict.fromkeys(", ".join(exactly(one)) for one in self.wanted))
        return f"- “{self.say}” means {meant}; understood: {', '.join(exactly(self.got))}"


def heard(file: Path, lexicon: Lexicon) -> Iterator[Heard]:
    """Every sentence of a file, understood."""
    for item in yaml.safe_load(file.read_text()):
        got = understand(item["say"], lexicon, date.fromisoformat(str(item["on"]))).acts
        yield Heard(item["say"], list(wanted(item)), got)


def wanted(item: dict[str, Any]) -> Iterator[list[Act]]:
    """The acceptable sets of acts; the thanks in a greeting or a goodbye are part of it, whoever set them apart."""
    for given in item.get("either") or [item["acts"]]:
        acts = [parse_act({slot: str(value) for slot, value in one.items()}, partial=True) for one in given]
        absorbed = _TAKE_THANKS & {one.kind for one in acts}
        yield [one for one in acts if one.kind != "thank" or not absorbed]


def canonical(acts: Sequence[Act]) -> list[Act]:
    """An amount to be paid and its day in two acts, however they were told; docs/understanding.md says why."""
    parted = [part for one in acts for part in (_parted(one) if _to_be_paid_on(one) else [one])]
    return list({_told(one): one for one in parted}.values())


def _to_be_paid_on(one: Act) -> bool:
    return one.kind == "state" and one.get("figure") in TO_BE_PAID and bool(one.get("amount") and one.get("on"))


def _parted(one: Act) -> list[Act]:
    slots = {name: value for name, value in one.slots.items() if name != "on"}
    day = one.get("on")
    return [Act(one.kind, slots, one.toward), *([act("state", figure="due_date", on=day)] if day else [])]


def _told(one: Act) -> str:
    return " ".join([one.kind, *(f"{name} {value}" for name, value in sorted(one.slots.items()))])


def exactly(acts: Sequence[Act]) -> Told:
    return tuple(sorted(map(_told, canonical(acts))))


def _values(acts: Sequence[Act], slots: Sequence[str]) -> set[str]:
    return {str(one.get(slot)) for one in acts for slot in slots if one.get(slot)}


def main(file: str) -> None:
    sentences = list(heard(Path(file), load_lexicon(LIBRARY)))
    print("| | right | of | share |\n|---|---|---|---|")
    _row("exact sets of acts", [one.exact for one in sentences])
    for name, slots in VALUES.items():
        _row(name, [one.found(slots) for one in sentences if one.said(slots)])
    print("\n### The misses\n")
    print("\n".join(one.missed for one in sentences if not one.exact))


def _row(name: str, right: list[bool]) -> None:
    share = f"{100 * sum(right) / len(right):.0f} %" if right else ""
    print(f"| {name} | {sum(right)} | {len(right)} | {share} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
