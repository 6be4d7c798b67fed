"""Reviewers of known severity are found again, as often as the interval says, whatever calls they were given."""

from __future__ import annotations

import math

import pytest

from trainer.measure.drift import drifts
from trainer.measure.resampling import generator
from trainer.measure.severity import Against, Scored, severities

TRUE = {"mild": -6.0, "middle": 0.0, "strict": 4.0, "sound": 2.0}


def scored(seed: str, interactions: int, drift: float = 0.0, error: float = 5.0) -> list[Scored]:
    """Each interaction scored by two of the four in turn; “strict” gains `drift` points a month. The worse calls,
    by 30 points, all go to “mild” and “middle”."""
    draws, names, cards = generator(seed), list(TRUE), []
    for n in range(interactions):
        pair = (names[n % 4], names[(n + 1 + n // 4 % 3) % 4])
        call = 70 + 10 * _normal(draws) - (30 if set(pair) == {"mild", "middle"} else 0)
        for name in pair:
            gained = drift * 2 * n / 30 if name == "strict" else 0.0
            cards.append(Scored(f"i{n}", name, call - TRUE[name] - gained + error * _normal(draws), 2 * n))
    return cards


def _normal(draws: object) -> float:
    return float(sum(draws.random(12)) - 6)  # type: ignore[attr-defined]


def test_by_hand_with_plenty_of_even_cards() -> None:
    """Two reviewers, always eight points apart, on calls far apart: four from their average."""
    cards = []
    for n in range(200):
        wobble = 1 if n % 2 else -1
        cards += [Scored(f"i{n}", "a", 50 + 20 * (n % 3) + 4 + wobble), Scored(f"i{n}", "b", 50 + 20 * (n % 3) - 4)]
    found = severities(cards)
    assert found["b"].points == pytest.approx(4, abs=0.05)
    assert found["a"].points == pytest.approx(-4, abs=0.05)
    assert found["b"].words.startswith("Stricter than the others by 3.")


def test_the_interval_covers_the_true_severity() -> None:
    held = tries = 0
    centre = sum(TRUE.values()) / 4
    for n in range(150):
        for name, one in severities(scored(f"s{n}", 48), confidence=0.9).items():
            assert one.interval is not None
            held += one.interval.low <= TRUE[name] - centre <= one.interval.high
            tries += 1
    assert abs(held / tries - 0.9) < 4 * math.sqrt(0.9 * 0.1 / tries)


def test_against_an_index_the_middle_is_where_it_lies() -> None:
    """Three of four are mild against the index; among themselves alone they would look strict and mild in turn."""
    held = tries = 0
    for n in range(100):
        cards = scored(f"x{n}", 48)
        calls = {card.interaction: card.score + TRUE[card.reviewer] for card in cards}
        expert = [Scored(name, "index", call) for name, call in list(calls.items())[:24]]
        found = severities([*cards, *expert], confidence=0.9, index="index")
        assert found.keys() == TRUE.keys()
        for name, one in found.items():
            assert one.interval is not None
            held += one.interval.low <= TRUE[name] <= one.interval.high
            tries += 1
    assert abs(held / tries - 0.9) < 4 * math.sqrt(0.9 * 0.1 / tries)
    assert one.words.endswith(("than the index, as far as these interactions show.", "points."))


def test_too_few_index_cards_are_no_middle() -> None:
    cards = [Scored(f"i{n}", who, 60.0 - 5 * (who == "b") + n % 3) for n in range(20) for who in "ab"]
    found = severities([*cards, *(Scored(f"i{n}", "index", 60) for n in range(4))], index="index")
    assert found == severities(cards)
    assert found["b"].against is Against.OTHERS


def test_little_evidence_is_pulled_towards_the_average() -> None:
    cards = [
        Scored(f"i{n}", name, 60 - 3 * (name == "b") + (4 if (n + (name == "b")) % 2 else -4))
        for n in range(6)
        for name in "ab"
    ]
    found = severities(cards)["b"]
    assert found.points is not None
    assert 0 < found.points < 1.5  # half of the three points that part them would be 1.5
    assert found.words.startswith("No stricter or milder")


def test_too_few_shared_says_so() -> None:
    cards = [Scored("i1", "a", 80), Scored("i1", "b", 70), *(Scored(f"own{n}", "a", 60) for n in range(20))]
    assert severities(cards)["a"].words == "Too few to say: 1 scored by others too, and 5 are needed."


def test_reviewers_with_nothing_in_common_are_not_compared() -> None:
    apart = [
        Scored(f"{pair}{n}", who, 50.0 + 20 * (pair == "cd") + n % 3)
        for pair in ("ab", "cd")
        for who in pair
        for n in range(30)
    ]
    assert all(abs(one.points or 0) < 1 for one in severities(apart).values())


def test_drift_is_found_and_steadiness_is_not_called_drift() -> None:
    found = drifts(scored("d", 160, drift=3.0))
    assert found["strict"].interval is not None
    assert found["strict"].interval.low < 3.0 < found["strict"].interval.high
    assert found["strict"].words.startswith("Growing stricter by ")
    calm = [drifts(scored(f"calm{n}", 80))["strict"].words.startswith("Growing") for n in range(60)]
    assert sum(calm) <= 8  # three are expected at one in twenty; more than eight come once in a hundred


def test_drift_needs_time() -> None:
    assert drifts(scored("d", 12))["strict"].points is None
