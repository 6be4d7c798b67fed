"""Drawing a form: fresh scenarios first, never one used too often, and a caller who was not met."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from trainer.plays.sittings.drawing import Candidate, draw, draw_seed
from trainer.scenarios.opening import pick_variant
from trainer.web.content import Content


def one(name: str, **more: object) -> Candidate:
    facts = {"played": False, "unseen": True, "assessed": False, "used": 0, **more}
    return Candidate(name, **facts)  # type: ignore[arg-type]


def drawn(*candidates: Candidate, count: int = 2, repeats: bool = False, seed: int = 1) -> list[str]:
    return draw(random.Random(seed), candidates, count, 5, repeats=repeats)


def test_what_was_never_played_comes_first_and_then_what_was_used_least() -> None:
    often, seldom = one("often", used=4), one("seldom", used=1)
    assert drawn(often, one("played", played=True), seldom, count=3) == ["seldom", "often", "played"]


def test_what_is_not_fresh_fills_up_only_when_asked() -> None:
    lately, known = one("lately", assessed=True), one("known", unseen=False, played=True)
    assert drawn(one("new"), lately, known, count=3) == ["new"]
    assert drawn(one("new"), lately, known, count=3, repeats=True) == ["new", "known", "lately"]


def test_what_was_used_too_often_is_never_drawn() -> None:
    assert drawn(one("worn", used=5), one("new"), repeats=True) == ["new"]


def test_chance_decides_between_equals() -> None:
    equals = [one(name) for name in "abcdef"]
    assert {drawn(*equals, count=1, seed=seed)[0] for seed in range(60)} == set("abcdef")


@given(st.integers(0, 10_000), st.data())
def test_a_caller_not_met_is_found_while_there_is_one(content: Content, seed: int, data: st.DataObject) -> None:
    scenario = content.library.scenarios["the-last-notice"]
    met = data.draw(st.sets(st.sampled_from(sorted(scenario.variants)), max_size=len(scenario.variants) - 1))
    found = draw_seed(random.Random(seed), scenario, dict.fromkeys(met, 1))
    assert pick_variant(scenario, found) not in met


def test_when_all_were_met_the_one_met_least_comes_again(content: Content) -> None:
    scenario = content.library.scenarios["the-last-notice"]
    names = sorted(scenario.variants)
    met = dict.fromkeys(names, 2) | {names[3]: 1}
    assert pick_variant(scenario, draw_seed(random.Random(3), scenario, met)) == names[3]
