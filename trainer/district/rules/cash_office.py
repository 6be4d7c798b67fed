"""Chapter 12, cash office: count, find the difference, correct what papers explain, report the rest, deposit it all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, Pattern, pattern
from trainer.record.case import Case, Request
from trainer.record.ruling import Need, Obligation, Ruling, forbidden, not_yet, permitted
from trainer.record.till import Bag, Balance, Count, Deposit, Paper, Receipt, worth

NOTHING = Decimal("0.00")


# Told, where it is so.
APPROVES_REFUNDS = "approves_refunds"
OPENING = "opening"


def closing(case: Case) -> Request | None:
    """The office's own request: count, balance and close the drawer; none for whoever may not handle cash today."""
    if case.told(APPROVES_REFUNDS) is True:
        return None
    return next((request for request in case.requests if request.act.kind == "close_drawer"), None)


@dataclass(frozen=True)
class Mistake:
    """A difference that the papers explain: what would correct it."""

    key: str
    what: str
    correction: Pattern


def counted(case: Case) -> Balance:
    """How the drawer stands once cash and checks are counted; needs the counts."""
    balance: Balance | None = case.panels.get("balance")
    if balance is None or not balance.counts:
        raise Need("Count the cash first", pattern("count_cash", pieces=case.see("drawer")))
    if balance.paper_count is None:
        raise Need("Count the checks first", pattern("count_papers", amounts=_amounts_in_hand(case)))
    return balance


def is_counted(case: Case) -> bool:
    balance: Balance | None = case.panels.get("balance")
    return balance is not None and bool(balance.counts) and balance.paper_count is not None


def _amounts_in_hand(case: Case) -> Mapping[str, Decimal]:
    return {paper.receipt: paper.amount for paper in case.see("papers")}


def mistakes(case: Case) -> list[Mistake]:
    """What is wrong in the day's papers. Where the count differs: needs receipts, checks, drop log and safe."""
    if counted(case).agrees:
        return []
    receipts: Mapping[str, Receipt] = {receipt.number: receipt for receipt in case.see("receipts")}
    papers: Iterable[Paper] = case.see("papers")
    logged = {bag.number for bag in case.see("drops")}
    safe: Iterable[Bag] = case.see("safe")
    checks = (_wrong_receipt(receipts[paper.receipt], paper) for paper in papers if paper.receipt in receipts)
    drops = (_missing_drop(bag) for bag in safe if bag.number not in logged)
    return [*(one for one in checks if one), *drops]


def _wrong_receipt(receipt: Receipt, paper: Paper) -> Mistake | None:
    """A receipt that says something else than the check clipped to it."""
    if receipt.tender == "cash":
        fix = pattern("correct_receipt", receipt=receipt.number, tender="check")
        return Mistake(receipt.number, f"Correct receipt {receipt.number}: it was a check", fix)
    if receipt.amount != paper.amount:
        fix = pattern("correct_receipt", receipt=receipt.number, amount=paper.amount)
        return Mistake(receipt.number, f"Correct the amount of receipt {receipt.number}", fix)
    return None


def _missing_drop(bag: Bag) -> Mistake:
    fix = pattern("log_drop", bag=bag.number, amount=bag.amount)
    return Mistake(bag.number, f"Log the drop in bag {bag.number}", fix)


def traced_to(case: Case) -> Receipt | None:
    """The receipt whose change was counted out wrong, as the receipt itself shows."""
    receipts: Iterable[Receipt] = case.see("receipts")
    return next((one for one in receipts if one.change_error and not one.voided_by), None)


@owes("count_the_drawer")
def count_the_drawer(case: Case) -> Iterable[Obligation]:
    """Cash by denomination and every check, before anything else; again when it differs."""
    if closing(case) is None:
        return
    cash = pattern("count_cash", pieces=case.see("drawer"))
    yield Obligation("count", "Count the cash by denomination", (cash,))
    papers = pattern("count_papers", amounts=_amounts_in_hand(case))
    yield Obligation("papers", "Count the checks", (papers,))
    first = next((index for index, _ in case.deeds(pattern("count_cash"))), None)
    if first is not None and _first_count_differs(case):
        yield Obligation("recount", "Count the cash again: it differs", (cash,), since=first + 1)


@rules_on("count_the_drawer", "look")
def count_before_you_look(case: Case, what: Act) -> Ruling | None:
    """What is there is counted before anyone looks at what should be there."""
    if closing(case) is None or what.text("panel") not in ("receipts", "drops", "balance"):
        return None
    if case.did(pattern("count_cash")):
        return permitted()
    return forbidden("Count what is there before you look at what should be there.")


def _first_count_differs(case: Case) -> bool:
    balance: Balance = case.see("balance")
    twice = case.parameter("counts_when_different") > 1
    return bool(twice and balance.counts[0].total != balance.expected_at_first_count)


@rules_on("never_force_the_count", "count_cash")
def never_force_the_count(case: Case, what: Act) -> Ruling | None:
    """A count says what is there: it is never made to agree."""
    pieces = what.get("pieces")
    if "balance" not in case.panels or "drawer" not in case.panels or not isinstance(pieces, Mapping):
        return None
    balance: Balance = case.see("balance")
    entered, there = Count(pieces).total, worth(case.see("drawer"))  # type: ignore[arg-type]
    if balance.counts and entered == balance.expected and entered != there:
        return forbidden("The count was made to agree with what was expected.")
    return permitted()


@owes("find_the_difference")
def find_the_difference(case: Case) -> Iterable[Obligation]:
    """When counted and expected differ: receipts against checks, the drop log against the safe."""
    if closing(case) is not None and is_counted(case) and _first_count_differs(case):
        mistakes(case)
    return ()


@owes("correct_the_receipt")
def correct_the_receipt(case: Case) -> Iterable[Obligation]:
    """What the papers explain is corrected, with its number."""
    if closing(case) is not None and is_counted(case):
        for mistake in mistakes(case):
            yield Obligation(f"correct:{mistake.key}", mistake.what, (mistake.correction,))


@rules_on("correct_the_receipt", "correct_receipt", "log_drop")
def only_what_the_papers_show(case: Case, what: Act) -> Ruling | None:
    """A receipt is corrected, or a drop logged, only where the papers show it."""
    for mistake in mistakes(case):
        if mistake.correction.matches(what):
            return permitted(credit=True)
    return forbidden("The papers do not show that.")


def float_difference(case: Case) -> Decimal:
    """What a float counted in the morning is over (positive) or short (negative)."""
    balance: Balance | None = case.panels.get("balance")
    expected = balance.expected if balance is not None else None
    return worth(case.see("drawer")) - (case.parameter("drawer_float") if expected is None else expected)


def unexplained(case: Case) -> Decimal:
    """What is still over (positive) or short (negative) once the papers agree."""
    fixes = mistakes(case)
    if fixes:
        raise Need(fixes[0].what, fixes[0].correction)
    return counted(case).difference or NOTHING


@owes("over_and_short")
def over_and_short(case: Case) -> Iterable[Obligation]:
    """What nothing explains is reported with its true amount, and the receipt it comes from where one shows it."""
    if closing(case) is None or not is_counted(case) or mistakes(case):
        return
    left = counted(case).difference
    if left:
        receipt = traced_to(case)
        memo = pattern("write_memo", amount=left)
        traced = pattern("write_memo", amount=left, receipt=receipt.number) if receipt else memo
        kind = "overage" if left > 0 else "shortage"
        yield Obligation("memo", f"Report the {kind} with its amount", (traced, memo))


@rules_on("over_and_short", "write_memo")
def memo_amount(case: Case, what: Act) -> Ruling | None:
    """A memo states the difference that is left, once everything explainable is corrected."""
    morning = case.told(OPENING) is True and closing(case) is None
    left = float_difference(case) if morning else unexplained(case)
    case.note_reading("difference left", left, "balance")
    if not left:
        return forbidden("There is nothing over or short to report.")
    return permitted(what.but(amount=left))


@owes("second_person")
def second_person(case: Case) -> Iterable[Obligation]:
    """A shortage above the limit carries a second signature, whatever its memo says."""
    if closing(case) is None or not is_counted(case) or not counted(case).memos:
        return
    if -unexplained(case) > case.parameter("shortage_memo_over"):
        yield Obligation("witness", "Ask for a second signature", (pattern("ask_witness"),))


@rules_on("second_person", "ask_witness")
def another_than_the_cashier(case: Case, what: Act) -> Ruling | None:
    """Nobody witnesses their own memo."""
    balance: Balance = case.see("balance")
    if what.text("person") == balance.cashier:
        return forbidden("The witness is someone else than the cashier.")
    return permitted()


def whole_deposit(case: Case) -> Deposit:
    """Everything above the float: cash, checks, and what was dropped to the safe. A short float is not made up."""
    papers = sum((paper.amount for paper in case.see("papers")), NOTHING)
    bags = sum((bag.amount for bag in case.see("safe")), NOTHING)
    above = worth(case.see("drawer")) - counted(case).float_amount
    return Deposit(max(above, NOTHING), papers, bags)


@owes("deposit_intact")
def deposit_intact(case: Case) -> Iterable[Obligation]:
    """Everything above the float is deposited each day."""
    if closing(case) is not None:
        yield Obligation("deposit", "Make up the deposit: everything above the float", (pattern("make_deposit"),))


@rules_on("deposit_intact", "make_deposit")
def deposit_is_whole(case: Case, what: Act) -> Ruling | None:
    """Nothing is spent from receipts and nothing is held back: it is the money that is really there."""
    whole = whole_deposit(case)
    case.note_reading("deposit", whole.total, "drawer, checks and safe")
    return permitted(what.but(cash=whole.cash, checks=whole.checks, bags=whole.bags))


def _settled(case: Case) -> None:
    """Needs what is owed before a drawer is closed: a true count, corrections, and a report of what is left."""
    there = case.see("drawer")
    if counted(case).counts[-1].total != worth(there):
        raise Need("Count again what is there", pattern("count_cash", pieces=there))
    left = unexplained(case)
    if left and not counted(case).memos:
        raise Need("Report the difference first", pattern("write_memo", amount=left))


@rules_on("close_when_settled", "close_drawer")
def close_when_settled(case: Case, what: Act) -> Ruling | None:
    """A drawer is closed after it was counted, settled and deposited."""
    _settled(case)
    if counted(case).deposit is None:
        return not_yet("Make up the deposit first", pattern("make_deposit"))
    return permitted(what, entitled=True)
