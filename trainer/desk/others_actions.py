"""Asking others: matters passed on, help called, interpreters, forms given out, and the day's log."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.desk.events import Event
from trainer.desk.record_events import Logged
from trainer.desk.registry import RefusedError, Systems, action
from trainer.desk.state import Desk, LogLine
from trainer.record.act import Act
from trainer.record.topic import FORMS, HELP, LOGS, OFFICES

ANY_LANGUAGE = "the language they speak"
# What comes of calling each; the words are said at the desk, and promise nothing that others decide.
_ANSWERS = {
    "police_911": "911 is on the line. Give the address first, and stay on until they say so.",
    "crisis_988": "988 is on the line, and a counselor listens. Stay until both are speaking.",
    "security": "Security is on its way to the front desk.",
}  # fmt: skip


@action("pass_on")
def pass_on(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    office = OFFICES[str(act.text("to"))].label
    about = f" for account {desk.account.number}" if desk.account else ""
    return [_logged(desk, "passed_on", f"Passed on to {office}{about}", "It waits with them now.")]


@action("call_help")
def call_help(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    who = str(act.text("who"))
    return [_logged(desk, "help", f"Called {HELP[who].label}", _ANSWERS[who])]


@action("get_interpreter")
def get_interpreter(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    language = act.text("language") or ANY_LANGUAGE
    return [_logged(desk, "interpreter", f"Interpreter for {language}", "They are on the line: speak to the caller.")]


@action("give_form")
def give_form(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    return [_logged(desk, "form", f"Given: {FORMS[str(act.text('form'))].label}", "")]


@action("write_log")
def write_log(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    about = f", account {desk.account.number}" if desk.account else ""
    return [_logged(desk, str(act.text("log")), f"Logged: {LOGS[str(act.text('log'))].label}{about}", "")]


def _logged(desk: Desk, kind: str, words: str, answer: str) -> Logged:
    line = LogLine(kind, words)
    if line in desk.log:
        raise RefusedError(f"That is done already. {words}.")
    return Logged(line, f"{words}. {answer}" if answer else words)
