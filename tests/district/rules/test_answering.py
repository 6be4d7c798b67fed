"""Answering: what was done on somebody else's account grants nothing to whoever asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from trainer.district.pack import Pack
from trainer.district.situations import CALLER, Situation, case_of
from trainer.record.act import act
from trainer.record.ruling import Verdict

ASKED = {"id": "penalty", "act": {"act": "waive_fee", "fee": "L4"}, "words": "the late penalty taken off"}
DONE = {"act": "waive_fee", "fee": "L4", "amount": "11.46", "reason": "courtesy"}


@pytest.mark.parametrize(("account", "said"), [("", Verdict.PERMITTED), ("5502-7714-0", Verdict.FORBIDDEN)])
def test_it_is_done_is_said_of_the_account_that_was_asked_about(pack: Pack, account: str, said: Verdict) -> None:
    given = {"on": dt.date(2025, 4, 10), "account": {}, "requests": [ASKED], "done": [DONE]}
    case = case_of(Situation.model_validate(given), pack)
    (deed,) = case.history
    case = replace(case, history=(replace(deed, account=account),))
    ruling = pack.rulebook.ruling("answer_every_request", case, act("tell_done", request="penalty").to(CALLER))
    assert ruling is not None
    assert ruling.verdict is said
