"""What a scenario rests on: known from its plays, kept with its proof, and what nobody confirmed among it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from trainer.district.pack import Pack, load_pack
from trainer.district.parameters import Parameter, Parameters
from trainer.proof import kept
from trainer.proof.bots import Expert
from trainer.proof.check import Verdict
from trainer.proof.kept import read_proofs, rests_by_scenario, write_proofs
from trainer.proof.play import play_bot
from trainer.proof.rests import Rests, may_be_assessed, opened, rests_of, unconfirmed
from trainer.record.finding import Finding
from trainer.scenarios.library import Library
from trainer.settings import SEED

DAY = dt.date(2025, 1, 15)


@pytest.fixture(scope="module")
def waiver(pack: Pack, library: Library) -> Rests:
    return rests_of(pack, library, "a-first-call")


def test_a_scenario_rests_on_its_rules_its_bills_and_its_rate_area(waiver: Rests) -> None:
    """A penalty on a bill, and whether it may be waived."""
    assert {"courtesy_waiver", "verify_before_disclosure", "greet"} <= waiver.rules
    assert not waiver.rules & {"dispatch_emergency", "count_the_drawer"}
    assert {"due_days", "late_penalty_percent"} <= waiver.figures
    assert waiver.areas == {"smwd"}


def test_a_drawer_rests_on_its_float_and_on_no_tariff(pack: Pack, library: Library) -> None:
    drawer = rests_of(pack, library, "before-five")
    assert "drawer_float" in drawer.figures
    assert drawer.areas == frozenset()
    assert "courtesy_waiver_months" not in drawer.parameters(pack)


def test_the_figures_of_a_scenario_are_those_of_its_rules_and_its_world(pack: Pack, waiver: Rests) -> None:
    read = waiver.parameters(pack)
    assert {"courtesy_waiver_months", "identity_items_phone", "due_days"} <= read
    assert not read & {"drawer_float", "emergency_dispatch_seconds", "extension_days"}


def test_opening_a_scenario_to_listen_changes_nothing(pack: Pack, library: Library) -> None:
    world, _ = opened(pack, library, library.scenarios["the-last-notice"], 4)
    assert world.setting.pack is pack
    assert play_bot(world, Expert(pack.rulebook)).score.passed


def _with(pack: Pack, name: str, **changed: object) -> Pack:
    """The pack with every value of one parameter changed."""
    entry = pack.parameters.entries[name]
    values = tuple(value.model_copy(update=changed) for value in entry.values)
    entries = {**pack.parameters.entries, name: entry.model_copy(update={"values": values})}
    return replace(pack, parameters=Parameters(entries))


def test_unconfirmed_is_what_is_illustrative_or_still_to_be_found_out(pack: Pack) -> None:
    rests = Rests(rules=frozenset({"courtesy_waiver"}))
    assert "courtesy_waiver_months" in unconfirmed(pack, rests, DAY)
    ours = _with(pack, "courtesy_waiver_months", mark="published", confirm="")
    assert "courtesy_waiver_months" not in unconfirmed(ours, rests, DAY)
    asked = _with(pack, "courtesy_waiver_months", mark="law", confirm="That the section governs")
    assert "courtesy_waiver_months" in unconfirmed(asked, rests, DAY)


def test_a_figure_confirmed_from_a_later_day_is_unconfirmed_before_it(pack: Pack) -> None:
    entry: Parameter = pack.parameters.entries["courtesy_waiver_months"]
    later = entry.values[0].model_copy(update={"from_": dt.date(2025, 3, 1), "mark": "published", "confirm": ""})
    entries = {**pack.parameters.entries}
    entries["courtesy_waiver_months"] = entry.model_copy(update={"values": (*entry.values, later)})
    dated = replace(pack, parameters=Parameters(entries))
    rests = Rests(rules=frozenset({"courtesy_waiver"}))
    assert "courtesy_waiver_months" in unconfirmed(dated, rests, dt.date(2025, 2, 28))
    assert "courtesy_waiver_months" not in unconfirmed(dated, rests, dt.date(2025, 3, 1))


def test_only_a_pack_that_says_so_forbids_assessing_by_what_is_unconfirmed(pack: Pack) -> None:
    rests = Rests(rules=frozenset({"courtesy_waiver"}))
    assert may_be_assessed(pack, rests, DAY)
    strict = replace(pack, identity=pack.identity.model_copy(update={"assess_requires_confirmed": True}))
    assert not may_be_assessed(strict, rests, DAY)
    assert may_be_assessed(strict, Rests(rules=frozenset({"offer_arrangement"})), DAY)


def test_the_pack_says_in_its_file_whether_assessing_waits(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SEED / "smwd", tmp_path / "smwd"))
    text = (folder / "pack.yaml").read_text(encoding="utf-8")
    changed = text.replace("assess_requires_confirmed: false", "assess_requires_confirmed: true")
    (folder / "pack.yaml").write_text(changed, encoding="utf-8")
    assert load_pack(folder).identity.assess_requires_confirmed


VERDICT = Verdict("one", (), ("a",), 100, {"silent": 10}, ("greet",), ("courtesy_waiver",), ("due_days",), ("smwd",))


def test_a_kept_proof_says_again_what_the_scenario_rests_on(tmp_path: Path) -> None:
    write_proofs(tmp_path, {"abc": VERDICT}, ["abc"])
    assert read_proofs(tmp_path) == {"abc": VERDICT}
    assert read_proofs(tmp_path)["abc"].rests.rules == {"courtesy_waiver"}


def test_a_proof_kept_in_an_older_form_is_proven_again(tmp_path: Path) -> None:
    write_proofs(tmp_path, {"abc": VERDICT}, ["abc"])
    told = json.loads((tmp_path / "proofs.json").read_text())
    del told["abc"]["rules"]
    (tmp_path / "proofs.json").write_text(json.dumps(told))
    assert read_proofs(tmp_path) == {}


def test_what_is_kept_is_not_played_again(
    pack: Pack, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "rests_of", lambda *_: Rests(rules=frozenset({"played"})))
    current = kept.hashes(pack, library, kept.code_digest())
    write_proofs(tmp_path, {current["before-five"]: VERDICT}, current.values())
    found = rests_by_scenario(pack, library, tmp_path)
    assert found["before-five"] == VERDICT.rests
    assert found["a-first-call"].rules == {"played"}


def test_no_play_reads_what_its_rules_were_not_seen_to_read(pack: Pack, library: Library) -> None:
    """The values that findings show are parameters of their rules; told by label, since readings are for people."""
    labels = {entry.label: name for name, entry in pack.parameters.entries.items()}
    wrong: list[tuple[str, str]] = []
    for scenario in library.scenarios.values():
        world, _ = opened(pack, library, scenario, 0)
        for finding in play_bot(world, Expert(pack.rulebook)).findings:
            wrong += [(finding.rule, name) for name in _named(finding, labels) if name not in _seen(pack, finding)]
    assert wrong == []


def _named(finding: Finding, labels: dict[str, str]) -> list[str]:
    return [labels[reading.label] for reading in finding.read if reading.mark and reading.label in labels]


def _seen(pack: Pack, finding: Finding) -> frozenset[str]:
    return Rests(rules=frozenset({finding.rule})).parameters(pack)
