"""Truth by hand: what was found in each worked contact, and what must not be."""

from __future__ import annotations

from typing import Any

import pytest
from worked.harness import all_cases, play_case

from trainer.district.pack import Pack
from trainer.record.finding import Finding
from trainer.scenarios.library import Library

CASES = list(all_cases())


def stands(finding: Finding, wanted: dict[str, Any]) -> bool:
    """Found: by its own rule, or hanging under the one finding that each act gets."""
    hanging = any(rule == wanted["rule"] for rule, _ in finding.hangs)
    return fits(finding, wanted) or (hanging and fits(finding, {**wanted, "rule": finding.rule}))


def fits(finding: Finding, wanted: dict[str, Any]) -> bool:
    return (
        finding.rule == wanted["rule"]
        and ("verdict" not in wanted or finding.verdict == wanted["verdict"])
        and ("severity" not in wanted or finding.severity == wanted["severity"])
        and ("move" not in wanted or finding.move == wanted["move"])
        and ("critical" not in wanted or finding.critical is wanted["critical"])
        and str(wanted.get("reads", "")) in " ".join(reading.shown for reading in finding.read)
    )


def told(findings: tuple[Finding, ...]) -> str:
    return "\n".join(f"  {f.verdict} {f.severity} {f.rule} move {f.move}: {f.message} {f.why}" for f in findings)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_what_a_person_would_find(case: dict[str, Any], pack: Pack, library: Library) -> None:
    played = play_case(case, pack, library)
    for wanted in case.get("found", ()):
        assert any(stands(f, wanted) for f in played.findings), f"not found: {wanted}\n{told(played.findings)}"
    for unwanted in case.get("not_found", ()):
        hits = tuple(f for f in played.findings if fits(f, unwanted))
        assert not hits, f"wrongly found: {unwanted}\n{told(hits)}"
    if "passed" in case:
        assert played.score.passed is case["passed"], f"score {played.score.total}\n{told(played.findings)}"
