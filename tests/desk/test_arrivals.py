"""What came in and what is done with it: seen, opened, logged, passed on, and never twice."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import Any

import pytest

from trainer.desk.actions import RefusedError, perform
from trainer.desk.state import Desk
from trainer.record.act import act
from trainer.record.arrivals import Arrival

BILL = Arrival("M1", "letter", "returned", ("RETURN TO SENDER",), {"returned_mail": True}, opened=True)
LETTER = Arrival("M2", "letter", "plain", ("A stamp",), {}, ("“Dear Dana”",), {"asks_for_person": "Dana Ruiz"})
DROP = Arrival("N1", "night_drop", "plain", ("No stamp",), {"night_drop": True}, ("Check 101",), {})
DESK = Desk(dt.date(2025, 5, 15), "Jordan", trays=MappingProxyType({"mail": (BILL, LETTER), "night_drop": (DROP,)}))


def do(desk: Desk, kind: str, **slots: Any) -> tuple[Desk, list[str]]:
    done, events = perform(desk, act(kind, **slots), None)  # type: ignore[arg-type]
    return done, [event.receipt for event in events]


def one(desk: Desk, name: str) -> Arrival:
    return next(each for each in desk.arrivals if each.id == name)


def test_what_is_inside_is_shown_once_it_is_open() -> None:
    looked, _ = do(DESK, "look", panel="mail")
    assert looked.panels["mail"][1].inside == ()
    opened, said = do(looked, "open_item", arrival="M2")
    assert opened.panels["mail"][1].known == {"asks_for_person": "Dana Ruiz"}
    assert said == ["M2: “Dear Dana”"]


@pytest.mark.parametrize(
    ("kind", "slots", "written"),
    [
        ("write_log", {"log": "returned_mail"}, "Write in the log: returned mail"),
        ("pass_on", {"to": "clerk"}, "Pass a matter on: the District clerk"),
        ("accept_item", {"item": "package"}, "Accept what is handed over: a package"),
        ("call_help", {"who": "security"}, "Call for help: security"),
        ("contact_customer", {"how": "phone"}, "Contact the customer: by telephone"),
        ("change_address", {"place": "9 Calle Nueva"}, "Change the mailing address: 9 Calle Nueva"),
        ("return_item", {"reason": "unsigned"}, "Send it back: it is not signed"),
    ],
)
def test_what_was_done_is_written_on_it_once(kind: str, slots: dict[str, str], written: str) -> None:
    done, said = do(DESK, kind, arrival="M1", **slots)
    assert one(done, "M1").done == (written,)
    assert said == [f"M1: {written}"]
    assert one(done, "M2").done == ()
    with pytest.raises(RefusedError, match="done with M1 already"):
        do(done, kind, arrival="M1", **slots)


def test_a_note_is_filed_with_it() -> None:
    done, _ = do(DESK, "add_note", arrival="M1", text="Left a message, call back Thursday.")
    assert one(done, "M1").done == ("Note on the account: Left a message, call back Thursday.",)


def test_a_night_drop_is_recorded_once_with_its_day() -> None:
    done, _ = do(DESK, "record_night_drop", arrival="N1", received=dt.date(2025, 5, 14), witness="R. Ames")
    assert one(done, "N1").done == ("Received 14 May 2025, with R. Ames",)
    with pytest.raises(RefusedError, match="recorded already"):
        do(done, "record_night_drop", arrival="N1", received=dt.date(2025, 5, 13))


def test_handing_over_says_what_was_left() -> None:
    done, said = do(DESK, "hand_over_desk")
    assert said == ["Handed over, with 2 not opened"]
    with pytest.raises(RefusedError, match="handed over already"):
        do(done, "hand_over_desk")


@pytest.mark.parametrize(
    ("kind", "slots", "says"),
    [
        ("open_item", {"arrival": "M1"}, "open already"),
        ("open_item", {"arrival": "M7"}, "There is no M7 here. There is M1, M2, N1"),
        ("add_note", {"arrival": "M1"}, "The note is empty"),
        (
            "record_night_drop",
            {"arrival": "M1", "received": dt.date(2025, 5, 14)},
            "did not come out of the night drop",
        ),
        ("record_night_drop", {"arrival": "N1", "received": dt.date(2025, 5, 16)}, "today, or a day before"),
        ("look", {"panel": "counter"}, "no line at the counter to look at"),
        ("look", {"panel": "staff"}, "no staff list to look at"),
    ],
)
def test_what_is_refused(kind: str, slots: dict[str, Any], says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        do(DESK, kind, **slots)


def test_a_desk_without_a_tray_has_nothing_to_hand_over() -> None:
    with pytest.raises(RefusedError, match="neither a line nor a tray"):
        do(Desk(dt.date(2025, 5, 15), "Jordan"), "hand_over_desk")
