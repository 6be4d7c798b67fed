"""Several contacts and several scenes, told as dialogues: who waits, who is called, and what comes back."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from trainer.district.pack import Pack
from trainer.proof.attending import next_act
from trainer.proof.bots import Expert
from trainer.proof.play import play_bot, play_moves
from trainer.record.account import OrderStatus
from trainer.record.act import act
from trainer.record.case import Case
from trainer.record.kinds import KINDS
from trainer.record.topic import QUESTIONS
from trainer.scenarios.case_of import case_of
from trainer.scenarios.engine import step
from trainer.scenarios.labels import HOLDS
from trainer.scenarios.library import Library
from trainer.scenarios.opening import open_scenario, pick_variant
from trainer.scenarios.world import Line, Move, World


class Desk:
    """A play as it is held: do something, and hear everything that comes of it."""

    def __init__(self, pack: Pack, library: Library, scenario: str, variant: str) -> None:
        found = library.scenarios[scenario]
        seed = next(seed for seed in range(25) if pick_variant(found, seed) == variant)
        self.world = open_scenario(pack, library, found, seed)
        self.expert = Expert(pack.rulebook)

    def do(self, kind: str, **slots: Any) -> list[Line]:
        self.world, outcome = step(self.world, Move((act(kind, **slots),)))
        return list(outcome.lines)

    def type(self, text: str, kind: str, **slots: Any) -> list[str]:
        self.world, outcome = step(self.world, Move((act(kind, **slots),), text))
        return [line.text for line in outcome.lines if line.who not in ("rep", "desk")]

    def words(self, kind: str, **slots: Any) -> list[str]:
        return [line.text for line in self.do(kind, **slots)]

    def by_the_book(self, until: str) -> None:
        """Go on as the expert does, up to the next act of a kind."""
        while (chosen := next_act(self.world, self.expert)) is not None and chosen.kind != until:
            self.world, _ = step(self.world, Move((chosen,)))

    def scene(self) -> None:
        """This scene by the book, and on to the next."""
        self.by_the_book("finish")
        self.do("finish")

    @property
    def case(self) -> Case:
        return case_of(self.world)


@pytest.fixture
def desk(pack: Pack, library: Library) -> Any:
    return lambda scenario, variant: Desk(pack, library, scenario, variant)


# Two at once.


def test_a_second_chat_comes_in_while_the_first_goes_on(desk: Any) -> None:
    two = desk("two-windows", "forgot_and_unread")
    assert [one.id for one in two.case.elsewhere] == []
    two.do("greet")
    assert "Chat 2 is waiting." in two.words("wait", seconds=40)
    (waiting,) = two.case.elsewhere
    assert (waiting.id, waiting.channel, waiting.fresh) == ("second", "chat", True)


def test_each_matter_has_its_own_facts_requests_and_account(desk: Any) -> None:
    two = desk("two-windows", "forgot_and_unread")
    two.do("greet")
    two.do("wait", seconds=40)
    first = two.case
    two.do("switch_to", contact="second")
    two.do("greet")
    assert [one.id for one in two.case.requests] == ["correct"]
    assert [one.id for one in first.requests] == ["penalty"]
    assert "late_penalty" not in two.case.facts
    assert two.case.account != first.account
    two.do("look", panel="bills")
    two.do("switch_to", contact="first")
    assert two.case.account == first.account
    assert "bills" not in two.case.panels
    assert [deed.act.kind for deed in two.case.history] == ["greet", "wait", "switch_to"]


def test_a_chat_left_alone_asks_whether_anyone_is_there_and_goes_in_the_end(desk: Any) -> None:
    two = desk("two-windows", "forgot_and_unread")
    two.do("greet")
    two.do("wait", seconds=40)
    two.do("switch_to", contact="second")
    heard = [line.text for _ in range(6) for line in two.do("wait", seconds=20) if line.who == "first"]
    assert heard
    assert set(heard) <= set(two.world.setting.library.voices["plain"]["silence_chat"])
    gone = [line for _ in range(30) for line in two.do("wait", seconds=20) if "left the chat" in line.text]
    assert gone


def test_a_caller_put_aside_without_a_word_takes_it_amiss(desk: Any) -> None:
    """Chats are used to it; who stands before you, or listens to you, is not."""
    two = desk("two-windows", "forgot_and_unread")
    before = two.world.setting.specs["first"].temper.start
    two.do("greet")
    two.do("wait", seconds=40)
    two.do("switch_to", contact="second")
    assert two.world.actors["first"].heat == before


def test_who_waits_too_long_for_a_first_word_is_found(desk: Any, pack: Pack, library: Library) -> None:
    two = desk("two-windows", "forgot_and_unread")
    moves = [Move((act("greet"),)), *(Move((act("wait", seconds=40),)) for _ in range(4))]
    late = play_moves(two.world, [*moves, Move((act("switch_to", contact="second"),))])
    found = {(one.rule, one.verdict.value, one.contact) for one in late.findings}
    assert ("answer_waiting", "late", "second") in found
    never = play_moves(two.world, moves)
    assert ("answer_waiting", "missed", "second") in {(o.rule, o.verdict.value, o.contact) for o in never.findings}


def test_findings_name_whose_they_are(desk: Any) -> None:
    two = desk("two-windows", "forgot_and_unread")
    played = play_bot(two.world, two.expert)
    assert {one.contact for one in played.findings if one.rule == "greet"} == {"first", "second"}
    assert {one.contact for one in played.findings if one.rule == "courtesy_waiver"} == {"first"}


def test_nobody_can_be_turned_to_who_is_not_there(desk: Any) -> None:
    two = desk("two-windows", "forgot_and_unread")
    assert two.words("switch_to", contact="second") == ["There is nobody of that name to turn to."]
    assert two.words("switch_to", contact="first") == ["You are with them already."]


# A second line.


def second_line_rings(desk: Any) -> Any:
    """A call of which both have spoken, and somebody on the other line."""
    two = desk("a-box-of-papers", "down_the_driveway")
    two.do("greet")
    assert "Line 2 is ringing." in two.words("acknowledge") + two.words("wait", seconds=8)
    return two


def found(two: Any, *moves: Any) -> set[tuple[str, str]]:
    played = play_moves(two.world, [Move((one,)) for one in moves])
    return {(one.rule, one.verdict.value) for one in played.findings}


def test_who_is_asked_to_hold_holds_without_a_grudge(desk: Any) -> None:
    """Three times as long as the telephone's 25 seconds of silence, and not a degree hotter."""
    two = second_line_rings(desk)
    assert two.words("hold_please")[0] == HOLDS
    before = two.world.actors["first"].heat
    two.do("switch_to", contact="second")
    assert [line for line in two.do("wait", seconds=70) if line.who == "first"] == []
    assert two.world.actors["first"].heat == before
    assert two.world.actors["first"].held_since is not None
    two.do("switch_to", contact="first")
    assert two.world.actors["first"].held_since is None


def test_who_is_left_for_the_other_line_without_a_word_takes_it_amiss(desk: Any) -> None:
    two = second_line_rings(desk)
    before = two.world.actors["first"].heat
    two.do("switch_to", contact="second")
    assert two.world.actors["first"].heat == before + two.world.setting.library.moods.left_without_a_word
    heard = [line.text for line in two.do("wait", seconds=30) if line.who == "first"]
    assert set(heard) <= set(two.world.setting.library.voices["elder"]["silence"])
    assert heard


def test_a_hold_that_nobody_asked_for_is_found(desk: Any) -> None:
    two, turn = second_line_rings(desk), act("switch_to", contact="second")
    assert ("hold_kindly", "blind") in found(two, turn)
    assert ("hold_kindly", "blind") not in found(two, act("hold_please"), turn)
    assert ("hold_kindly", "blind") in found(two, act("hold_please"), act("greet"), turn), "asked, and then talked on"


def test_who_holds_is_got_back_to_in_time_late_or_never(desk: Any) -> None:
    """Two minutes, as the manual has it."""
    two = second_line_rings(desk)
    away = [act("hold_please"), act("switch_to", contact="second")]
    back = act("switch_to", contact="first")
    assert ("hold_kindly", "late") not in found(two, *away, act("wait", seconds=110), back)
    assert ("hold_kindly", "late") in found(two, *away, act("wait", seconds=125), back)
    assert ("hold_kindly", "missed") in found(two, *away, act("wait", seconds=60))


def test_the_book_asks_turns_sends_help_and_comes_back(desk: Any) -> None:
    two = desk("a-box-of-papers", "down_the_driveway")
    kinds = [(one.act.kind, one.matter) for one in play_bot(two.world, two.expert).steps]
    order = [("hold_please", "first"), ("switch_to", "second"), ("dispatch", "second"), ("switch_to", "first")]
    assert [kinds.index(one) for one in order] == sorted(kinds.index(one) for one in order)


# On other days.


def test_what_was_ordered_comes_back_on_another_day(desk: Any) -> None:
    bill = desk("either-way", "a_slip_of_the_pen")
    monday = bill.world.now.date()
    bill.scene()
    pack = bill.world.setting.pack
    assert bill.world.desk.today == pack.add_business_days(monday, 2) == bill.world.now.date()
    assert bill.world.now.time() == dt.time(9, 5)
    (order,) = [one for one in bill.world.desk.account.orders if one.work == "reread"]
    assert order.status is OrderStatus.DONE
    assert order.read == bill.world.setting.truth["true_read"]
    assert "orders" not in bill.case.panels, "what was looked at on Monday is looked at anew"


def test_what_was_not_ordered_does_not_come_back(desk: Any) -> None:
    bill = desk("either-way", "a_slip_of_the_pen")
    bill.do("greet")
    bill.do("finish")
    assert bill.world.scene == 2
    assert not [one for one in bill.world.desk.account.orders if one.work == "reread"]


def test_who_is_called_is_asked_anew_who_they_are_and_the_rest_is_remembered(desk: Any) -> None:
    bill = desk("either-way", "a_slip_of_the_pen")
    bill.scene()
    assert bill.case.told("change_at_home") == "nothing"
    assert bill.case.told("caller_name") is None
    assert bill.case.contacts == {}
    lines = bill.do("contact_customer", how="phone")
    assert bill.case.talking.id == "callback"
    assert [line.who for line in lines][-1] == "callback"


def test_a_promise_is_kept_or_broken_on_a_later_day(desk: Any) -> None:
    kept = desk("either-way", "a_slip_of_the_pen")
    met = play_bot(kept.world, kept.expert)
    kept_days = [one for one in met.findings if one.rule == "keep_promise" and one.key.startswith("kept:")]
    assert [one.verdict.value for one in kept_days] == ["met", "met"]
    broken = desk("either-way", "a_slip_of_the_pen")
    broken.scene()
    left = play_moves(broken.world, [Move((act("look", panel="orders"),)), Move((act("finish"),))])
    missed = [one for one in left.findings if one.rule == "keep_promise" and not one.verdict.right]
    assert missed[0].verdict.value == "missed"
    assert missed[0].severity.value == "major"


def test_an_approved_adjustment_stands_on_the_ledger(desk: Any) -> None:
    bill = desk("either-way", "a_slip_of_the_pen")
    bill.scene()
    owed = bill.world.desk.account.balance
    bill.scene()
    assert owed - bill.world.desk.account.balance == bill.world.setting.truth["overbilled"]


def test_the_play_ends_with_its_last_scene(desk: Any) -> None:
    bill = desk("either-way", "at_the_beep")
    for expected in (2, 3):
        bill.do("finish")
        assert bill.world.scene == expected
        assert not bill.world.ended
    bill.do("finish")
    assert bill.world.ended


def second_call(desk: Any, variant: str) -> Any:
    """The first caller's crew is on its way; half an hour later the board has an incident on it, and somebody calls."""
    later = desk("the-same-street", variant)
    assert later.world.desk.incidents == ()
    later.scene()
    for kind, slots in (("greet", {}), ("ask", {"topic": "leak_place"}), ("look", {"panel": "incidents"})):
        later.do(kind, **slots)
    return later


def test_an_instruction_that_changes_makes_wrong_what_was_right(desk: Any) -> None:
    """The same report, half an hour later: the crew is there, and a second one is sent for nothing."""
    later = second_call(desk, "from_the_other_end")
    (known,) = later.case.see("incidents")
    assert (known.id, known.places, known.open) == ("I-1", ("Calle Amaluz",), True)
    place = str(later.case.told("leak_place"))
    assert ("join_incident", "violated") in found(later, act("dispatch", place=place))
    assert ("join_incident", "met") in found(later, act("join_incident", incident="I-1"))


def test_an_instruction_goes_no_further_than_it_says(desk: Any) -> None:
    """Around the corner the water is another one: a crew goes, as before."""
    later = second_call(desk, "around_the_corner")
    place = str(later.case.told("leak_place"))
    assert ("join_incident", "violated") in found(later, act("join_incident", incident="I-1"))
    for topic in ("leak_flow", "leak_side", "danger"):
        later.do("ask", topic=topic)
    assert ("dispatch_emergency", "met") in found(later, act("dispatch", place=place))


# Calling out.


def test_a_machine_takes_one_message(desk: Any) -> None:
    mail = desk("return-to-sender", "after_the_tone")
    assert mail.case.talking is None
    mail.do("contact_customer", how="phone")
    assert mail.case.talking.channel == "voicemail"
    assert [line for line in mail.do("greet") if line.who == "answer"] == []
    lines = mail.words("leave_message", what="call_us")
    assert "The machine has your message. Wrap-up is still owed." in lines
    assert mail.case.talking is None


def test_nothing_is_said_of_money_to_whoever_picks_up(desk: Any) -> None:
    mail = desk("return-to-sender", "not_the_one")
    mail.do("contact_customer", how="phone")
    mail.do("greet")
    told = play_moves(mail.world, [Move((act("state", figure="balance", amount=mail.world.desk.account.balance),))])
    wrong = [one for one in told.findings if one.move == 3 and not one.verdict.right]
    assert wrong


# The caller as a person.


def test_another_amount_for_the_same_thing_is_noticed(desk: Any) -> None:
    one = desk("either-way", "a_slip_of_the_pen")
    one.do("greet")
    bill = one.world.truth["latest_total"]
    one.do("state", figure="bill_total", amount=bill)
    before = one.world.actor.heat
    said = [line.text for line in one.do("state", figure="bill_total", amount=bill + 1) if line.who == "caller"]
    assert set(said) <= set(one.world.setting.library.voices["plain"]["contradicted"])
    assert said
    assert one.world.actor.heat > before


def test_a_word_of_the_trade_is_asked_about_once(desk: Any) -> None:
    one = desk("either-way", "every_drop_of_it")
    one.do("greet")
    asked = set(one.world.setting.library.voices["plain"]["jargon"])
    assert asked & set(one.type("You used a lot of CCF.", "explain", topic="bill_makeup"))
    assert not asked & set(one.type("It was many ccf.", "explain", topic="bill_makeup"))


# The record.


@pytest.mark.parametrize("scenario", ["two-windows", "either-way", "return-to-sender", "a-box-of-papers"])
def test_the_same_moves_give_the_same_play_whatever_they_are(scenario: str, pack: Pack, library: Library) -> None:
    """Fifty random acts over contacts and scenes: nothing breaks, and playing them again equals the record."""
    rng = random.Random(scenario)
    opening = open_scenario(pack, library, library.scenarios[scenario], 4)
    world = opening
    moves: list[Move] = []
    record: list[tuple[Line, ...]] = []
    while not world.ended and len(moves) < 50:
        moves.append(Move((_any_act(rng, world),)))
        world, outcome = step(world, moves[-1])
        record.append(outcome.lines)
    again = opening
    for move, lines in zip(moves, record, strict=True):
        again, outcome = step(again, move)
        assert outcome.lines == lines
    assert case_of(again) == case_of(world)


def _any_act(rng: random.Random, world: World) -> Any:
    kind = rng.choice(
        ["switch_to", "finish", "contact_customer", "wait", "ask", "look", "greet", "end_contact", "refuse"]
    )
    slots: dict[str, Any] = {
        "switch_to": {"contact": rng.choice([*world.setting.specs, "office"])},
        "contact_customer": {"how": "phone"},
        "wait": {"seconds": rng.choice([5, 60, 200])},
        "ask": {"topic": rng.choice(list(QUESTIONS))},
        "look": {"panel": rng.choice(["bills", "orders", "ledger"])},
    }.get(kind, {})
    assert set(slots) <= set(KINDS[kind].slots)
    return act(kind, **slots)
