"""What a representative says."""

from __future__ import annotations

from trainer.record import topic
from trainer.record.kinds.base import REQUEST, ActKind, Way, amount, choice, count, day

SAID = (
    ActKind("greet", Way.SAY, "Greet", seconds=5),
    ActKind("ask", Way.SAY, "Ask", {"topic": choice(topic.QUESTIONS, "about")}),
    ActKind("acknowledge", Way.SAY, "Acknowledge", seconds=5),
    ActKind("apologise", Way.SAY, "Apologize", seconds=4),
    ActKind("thank", Way.SAY, "Thank", seconds=3),
    ActKind("assure", Way.SAY, "Say you are on it", seconds=4),
    ActKind("explain", Way.SAY, "Explain", {"topic": choice(topic.EXPLANATIONS, "what")}, seconds=10),
    ActKind("state", Way.SAY, "State", {
        "figure": choice(topic.FIGURES, "figure"), "amount": amount(required=False),
        "on": day("Date", required=False), "minutes": count("Minutes", required=False),
    }, seconds=7),
    ActKind("tell_done", Way.SAY, "Tell what was done", {"request": REQUEST}, seconds=7),
    ActKind("offer", Way.SAY, "Offer", {"offer": choice(topic.OFFERS, "what")}, seconds=7),
    ActKind("refuse", Way.SAY, "Refuse", {
        "request": REQUEST, "reason": choice(topic.REASONS, "because", required=False),
    }, seconds=9),
    ActKind("promise", Way.SAY, "Promise", {
        "what": choice(topic.PROMISES, "what"), "by": day("By", required=False),
    }),
    ActKind("confirm", Way.SAY, "Confirm", {"what": choice(topic.CONFIRMATIONS, "what")}, seconds=4),
    ActKind("set_boundary", Way.SAY, "Set a boundary", seconds=8),
    ActKind("instruct", Way.SAY, "Instruct", {"step": choice(topic.STEPS, "step")}, seconds=8),
    ActKind("take_card", Way.SAY, "Take a card number by voice", seconds=20),
    ActKind("admit_fault", Way.SAY, "Say that the District is to blame", seconds=4),
    ActKind("leave_message", Way.SAY, "Leave a message", {"what": choice(topic.MESSAGES, "that")}, seconds=15),
    ActKind("let_interpret", Way.SAY, "Let someone interpret", {"who": choice(topic.INTERPRETERS, "who")}, seconds=20),
    ActKind("ask_anything_else", Way.SAY, "Ask: anything else?", seconds=4),
    ActKind("goodbye", Way.SAY, "Say goodbye", seconds=4),
    ActKind("hold_please", Way.SAY, "Ask to hold", seconds=4),
    ActKind("small_talk", Way.SAY, "Small talk", seconds=12),
    ActKind("argue", Way.SAY, "Argue or blame", seconds=6),
    ActKind("unclear", Way.SAY, "Not understood", seconds=5),
)  # fmt: skip
