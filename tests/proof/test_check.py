"""What `trainer check` proves, proven in the tests; and that it can fail for each reason it names."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from trainer.district.pack import Pack, load_pack
from trainer.proof import check as checker
from trainer.proof.bots import BOTS, Expert
from trainer.proof.check import SEEDS, Verdict, check, check_scenario
from trainer.proof.gamers import GAMERS
from trainer.proof.kept import code_digest, hashes, read_proofs
from trainer.proof.play import play_bot
from trainer.proof.reach import nowhere, reach
from trainer.record.act import act
from trainer.record.case import Case
from trainer.record.finding import Judgement, Severity
from trainer.scenarios.library import Library, load_library
from trainer.scenarios.needs import served_by
from trainer.scenarios.opening import open_scenario, pick_variant
from trainer.settings import LIBRARY, SEED, packs

AGAIN = ("before-five", "the-last-notice")  # proven anew here; of all others the kept proof is checked by its hash
PLAYERS = {**BOTS, **GAMERS}


def test_proving_again_gives_what_was_kept(library: Library, pack: Pack) -> None:
    """Over seeds 0 to 24. `trainer check --fresh` proves all of them anew."""
    kept, current = read_proofs(LIBRARY), hashes(pack, library, code_digest())
    proven = check(SEED / "smwd", LIBRARY, AGAIN)
    assert proven == [kept[current[verdict.id]] for verdict in proven]


def test_every_scenario_of_the_library_is_proven(library: Library, pack: Pack) -> None:
    kept, current = read_proofs(LIBRARY), hashes(pack, served_by(pack, library).library, code_digest())
    assert sorted(current) == sorted(library.scenarios)
    assert {name: kept[digest].problems for name, digest in current.items() if not kept[digest].ok} == {}
    assert not library.problems


@pytest.mark.parametrize("folder", packs(), ids=lambda folder: folder.name)
def test_the_proofs_that_ship_are_of_what_ships(library: Library, folder: Path) -> None:
    """Stale? Run `trainer check --keep` and commit scenario_library/proofs.json."""
    kept, pack = read_proofs(LIBRARY), load_pack(folder)
    current = hashes(pack, served_by(pack, library).library, code_digest())
    assert [name for name, digest in current.items() if digest not in kept] == []


def test_a_scenario_that_habit_wins_is_not_proven(
    pack: Pack, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checker, "BOTS", {"pushover": Expert(pack.rulebook)})
    verdict = check_scenario(pack, library, "before-five", range(2))
    assert any("pushover passes" in problem for problem in verdict.problems)


def test_a_scenario_that_a_gamer_wins_in_one_variant_is_not_proven(
    pack: Pack, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is asked once a variant: two seeds of "before-five" that turn out alike give one complaint."""
    scenario = library.scenarios["before-five"]
    once = [pick_variant(scenario, seed) for seed in range(SEEDS)]
    twice = next(seed for seed in range(1, SEEDS) if once[seed] == once[0])
    monkeypatch.setattr(checker, "GAMERS", {"asker": Expert(pack.rulebook)})
    verdict = check_scenario(pack, library, "before-five", (0, twice))
    assert [problem for problem in verdict.problems if "asker passes" in problem] == ["seed 0: asker passes with 100"]
    assert (verdict.highest["asker"], verdict.apart) == (100, 0)


def test_a_verdict_says_what_each_player_came_to(pack: Pack, library: Library) -> None:
    verdict = check_scenario(pack, library, "a-first-call", range(2))
    assert set(verdict.highest) == {*BOTS, *GAMERS}
    assert verdict.highest["silent"] == 0
    assert verdict.highest_other == max(verdict.highest.values()) < verdict.lowest_expert
    assert verdict.apart == verdict.lowest_expert - verdict.highest_other


def test_what_a_proof_did_not_reach_is_said(pack: Pack, library: Library) -> None:
    """One seed reaches one variant of several; who met greeting alone met the duty of greeting alone."""
    scenario = library.scenarios["water-outside"]
    found = reach(pack, scenario, replace(check_scenario(pack, library, scenario.id, range(1)), rules=("greet",)))
    assert len(found.variants) == 1
    assert set(found.variants_not) == set(scenario.variants) - set(found.variants)
    assert set(found.duties_not) == set(scenario.duties) - {pack.rules["greet"].duty}


def test_what_no_scenario_calls_for_is_said(pack: Pack) -> None:
    one = Verdict("one", (), (), 100, {}, ("greet", "ask"), ("greet",), (), ())
    found = nowhere(pack, [one])
    assert set(found.rules) == set(pack.rules) - {"greet"}
    assert "ask" not in found.kinds
    assert "finish" not in found.kinds
    assert "look" in found.kinds


def test_a_book_that_loses_is_not_proven(pack: Pack, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checker, "Expert", lambda rulebook, without=None: BOTS["silent"])
    verdict = check_scenario(pack, library, "the-last-notice", range(2))
    assert any("the book scores 0" in problem for problem in verdict.problems)


def test_a_variant_nobody_meets_is_named(pack: Pack, library: Library) -> None:
    verdict = check_scenario(pack, library, "water-outside", range(1))
    assert any("is reached by no seed" in problem for problem in verdict.problems)


def test_an_act_that_costs_nothing_to_leave_out_is_named(pack: Pack, library: Library) -> None:
    worthless = pack.rules["acknowledge_upset"].model_copy(update={"severity": Severity.PRAISE})
    free = {**pack.rules, "acknowledge_upset": worthless}
    lax = replace(pack, rules=free, rulebook=replace(pack.rulebook, entries=free))
    verdict = check_scenario(lax, library, "the-last-notice", range(3))
    assert any("(acknowledge)" in problem for problem in verdict.problems)


@pytest.mark.parametrize("name", sorted(PLAYERS))
def test_bots_see_the_case_and_nothing_else(name: str, pack: Pack, library: Library) -> None:
    """A bot is a function of the case: asked twice about the same case, it answers the same."""
    asked: list[tuple[Case, object]] = []

    def watched(case: Case) -> object:
        answer = PLAYERS[name](case)
        asked.append((case, answer))
        return answer

    play_bot(open_scenario(pack, library, library.scenarios["water-outside"], 3), watched)  # type: ignore[arg-type]
    assert all(PLAYERS[name](case) == answer for case, answer in asked)


def test_the_silent_player_says_and_does_nothing(pack: Pack, library: Library) -> None:
    """Whoever presses is turned to, too late, and a letter turned to is read: that alone is worth a little."""
    for scenario in library.scenarios.values():
        played = play_bot(open_scenario(pack, library, scenario, 1), BOTS["silent"])
        assert {step.act.kind for step in played.steps} <= {"wait", "finish", "switch_to"}
        worth = [one.rule for one in played.findings if one.verdict in (Judgement.MET, Judgement.LATE)]
        assert set(worth) <= {"answer_waiting", "answer_every_request"}
        assert bool(played.score.total) == bool(worth)


def test_the_rusher_verifies_looks_up_and_writes_nothing(pack: Pack, library: Library) -> None:
    for scenario in library.scenarios.values():
        played = play_bot(open_scenario(pack, library, scenario, 1), BOTS["rusher"])
        assert not {step.act.kind for step in played.steps} & {"match", "look", "add_note"}


def test_an_expert_without_an_act_never_does_it(pack: Pack, library: Library) -> None:
    world = open_scenario(pack, library, library.scenarios["the-last-notice"], 2)
    played = play_bot(world, Expert(pack.rulebook, without="look"))
    assert act("look").kind not in {step.act.kind for step in played.steps}


def test_a_broken_scenario_is_left_out_with_file_line_and_remedy(tmp_path: Path, library: Library) -> None:
    folder = tmp_path / "library"
    shutil.copytree(LIBRARY, folder)
    (folder / "scenarios" / "broken.yaml").write_text("id: broken\ntitle: Broken\nfamily: billing\nduties: [4]\n")
    (folder / "scenarios" / "not-yaml.yaml").write_text("id: [unclosed\n")
    loaded = load_library(folder)
    assert set(loaded.scenarios) == set(library.scenarios)
    told = [str(problem) for problem in loaded.problems]
    assert any(line.startswith("scenarios/broken.yaml:1: briefing is required. Add it.") for line in told)
    assert any(line.startswith("scenarios/not-yaml.yaml:") and "is not valid YAML" in line for line in told)
