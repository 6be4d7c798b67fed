"""Notes as clerks type them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.district.rules.records import DONE
from trainer.record.topic import NOTE_FACTS
from trainer.scenarios.understanding import load_lexicon, note_facts

LEXICON = load_lexicon(Path(__file__).parents[3] / "scenario_library" / "phrases")


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("cust. called re high bill, rr ordered, hold placed, cb by fri", "high_bill reread_ordered hold promise"),
        ("Customer disputes bill. Ordered reread and placed dispute hold.", "high_bill reread_ordered hold"),
        ("cust wanted late fee waived, denied - already had one this yr", "late_penalty refused"),
        ("Waived late penalty $24.60 as one time courtesy", "late_penalty waived"),
        ("late pen reversed, our mistake", "late_penalty reversed"),
        ("asked supv, ok'd", "supervisor"),
        ("leak in st. disp crew, cust shut valve at house", "leak dispatched valve"),
        ("Water gushing at curb; crew dispatched 4:10pm", "leak dispatched"),
        ("slow leak, wo made for thurs", "leak order_made"),
        ("caller swearing, warned once", "abuse"),
        ("adj recommended $187.35 misread", "adjustment"),
        ("caller reports water running on lawn at 27 Senda Florimar, asked for someone to come. Crew sent. "
         "nothing promised", "leak dispatched"),
        ("Took off $10.15, courtesy, first in 12 mo", "waived"),
        ("took $10.15 fee off, late pmt fee", "waived late_penalty"),
        ("gusher at corner, rolled crew", "leak dispatched"),
        ("line broke in front of house. sent a truck", "leak dispatched"),
        ("water in street, tech enroute", "leak dispatched"),
        ("removed fee, courtesy", "waived"),
        ("credited back the pen", "waived late_penalty"),
        ("wants late fee taken off. told no", "late_penalty refused"),
        ("bill doubled, wo for reread, bill on hold", "high_bill order_made reread_ordered hold"),
        ("valve off at house, sup approved, will cb fri", "valve supervisor promise"),
        ("fixed penalty, our bad", "late_penalty reversed"),
        ("f bombs, warned x1", "abuse"),
        ("rec credit, mgr to ok", "adjustment supervisor"),
        ("gave claim form, passed to clerk", "form_given routed"),
        ("bill came back, called cust at work", "contacted"),
        ("no appeal filed. ext to 5/2", "arrangement"),
        ("no hold. crew sent, no promise", "dispatched"),
        ("did not promise anything", ""),
        ("cb none", ""),
        ("No hold placed.", ""),
        ("reread not ordered", ""),
        ("pd by check", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_facts_of_a_note(text: str, facts: str) -> None:
    assert note_facts(text, LEXICON) == frozenset(facts.split())


def test_every_fact_that_a_rule_asks_for_has_cues() -> None:
    assert {fact for _, fact in DONE} | {"high_bill", "late_penalty", "leak", "promise"} <= set(LEXICON.cues)
    assert set(LEXICON.cues) <= set(NOTE_FACTS)


@given(st.text(max_size=300))
def test_no_note_breaks_it(text: str) -> None:
    assert note_facts(text, LEXICON) <= frozenset(NOTE_FACTS)
