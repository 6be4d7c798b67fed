"""Chapter 2, payoffs for a sale: who may ask, and what is owed to the cent on a read that was made for it."""

from __future__ import annotations

import datetime as dt

from trainer.district.money import dollars
from trainer.district.rules.identity import for_escrow
from trainer.district.rules.registry import rules_on
from trainer.district.rules.starting import shown
from trainer.record.account import Account, Order
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Ruling, forbidden, not_yet, permitted

SPECIAL_READ = "special_read"


@rules_on("payoff_who_may_ask", "quote_payoff", "state", "order_work", "tell_done")
def payoff_who_may_ask(case: Case, what: Act) -> Ruling | None:
    """An escrow officer hears of a payoff by the holder's written authority, and of nothing else."""
    if not for_escrow(case, what):
        return None
    if shown(case, "written_authority"):
        return permitted(credit=True)
    return forbidden(
        "The holder has authorized nobody in writing.", reasons=("not_authorised", "papers_missing"),
        instead=(act("give_form", form="authorisation"),),
    )  # fmt: skip


@rules_on("payoff_exact", "quote_payoff", "state")
def payoff_exact(case: Case, what: Act) -> Ruling | None:
    """A payoff is the balance after a special read was billed, good for so many days after that read."""
    if what.kind == "state" and what.text("figure") != "payoff":
        return None
    account: Account = case.see("summary")
    made = _read_made(case)
    if isinstance(made, Ruling):
        return made
    bill = account.latest_bill
    if bill is None or bill.period_to < made:
        return forbidden("The water up to the read is not billed yet.", reasons=("too_soon",))
    if account.balance <= 0:
        return forbidden("Nothing is owed.", untrue=True)
    return _exactly(what, account, made + dt.timedelta(days=case.parameter("payoff_days")))


def _read_made(case: Case) -> dt.date | Ruling:
    """The day of the last special read that is still fresh; or the ruling that one has to be made, or is awaited."""
    reads: list[Order] = [order for order in case.see("orders") if order.work == SPECIAL_READ]
    days = case.parameter("payoff_days")
    made = [order.done_on for order in reads if order.done_on is not None]
    if made and case.today <= max(made) + dt.timedelta(days=days):
        case.note_reading("special read", max(made), "orders")
        return max(made)
    if any(order.done_on is None for order in reads) or case.did(pattern("order_work", work=SPECIAL_READ)):
        return forbidden("The special read is not made yet.", reasons=("too_soon",))
    return not_yet("A payoff needs a read made for it.", pattern("order_work", work=SPECIAL_READ))


def _exactly(what: Act, account: Account, until: dt.date) -> Ruling:
    """The balance, as of a day up to which the read holds."""
    on = what.get("on")
    day = min(on, until) if isinstance(on, dt.date) else until
    right = what.but(amount=account.balance, on=day)
    if what.amount() == account.balance and (on is None or on == day):
        return permitted(right)
    wrong = what.amount() is not None and what.amount() != account.balance
    return forbidden(
        f"The payoff is {dollars(account.balance)}, good through {until:%-d %B}.", allowed=right, untrue=wrong
    )
