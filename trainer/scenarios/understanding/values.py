"""Amounts, water and minutes as they are said: "$24.60", "twenty-four sixty", "18 units", "half an hour"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from trainer.scenarios.understanding.numbers import digits, number_at
from trainer.scenarios.understanding.tokens import Lifted, listed

_CENT = Decimal("0.01")
_HALF = Decimal("0.5")
_HOURS = (
    (("an", "hour", "and", "a", "half"), 90), (("half", "an", "hour"), 30), (("a", "half", "hour"), 30),
    (("an", "hour", "or", "two"), 120), (("an", "hour"), 60), (("a", "quarter", "of", "an", "hour"), 15),
    (("a", "quarter", "hour"), 15), (("within", "the", "hour"), 60), (("inside", "the", "hour"), 60),
    (("in", "the", "next", "hour"), 60), (("within", "the", "next", "hour"), 60), (("one", "hour", "or", "two"), 120),
)  # fmt: skip
_ENDING = frozenset((*".?!;:,—", "on", "by", "due", "for"))
_MONEY = frozenset(listed(
    "balance owe owes owing bill fee penalty charge payoff deposit total amount payment installment instalment due "
    "credit adjustment statement"
))  # fmt: skip
_LINKING = frozenset(listed("is was of at to be owe owes owing exactly"))
_WHOLE = frozenset(listed("even flat exactly"))
_AFTER_BARE = frozenset((*".?!;,—-", *listed(
    "on by due and but so for right now today as total altogether posted was is came went has with past"
)))  # fmt: skip
_LEAST_BARE = 5
_MOST = Decimal(10_000_000)
_UNITS = (("hundred", "cubic", "feet"), ("billing", "units"), ("units",), ("unit",), ("ccf",), ("hcf",))


def amount_at(words: Sequence[str], at: int) -> Lifted | None:
    """The amount that starts at `at`, in dollars above zero."""
    found = _money(words, at) or _written(words, at) or _said(words, at) or _pair(words, at) or _bare(words, at)
    if found is None or not 0 < found[0] < _MOST:
        return None
    return Lifted(found[0].quantize(_CENT), found[1])


def _money(words: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    if not words[at].startswith("$"):
        return None
    whole = digits(words[at][1:].strip())
    return None if whole is None else _with_cents(words, at, whole, 1)


def _written(words: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    """Two digits after the point are money even without a sign: 24.60."""
    value = digits(words[at])
    if value is None or len(words[at].partition(".")[2]) != 2:
        return None
    return value, 2 if words[at + 1 : at + 2] and words[at + 1] in ("dollars", "bucks", "dollar") else 1


def _said(words: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    """A number of dollars or of cents."""
    found = number_at(words, at)
    if found is None:
        return None
    number, length = found
    unit = words[at + length] if at + length < len(words) else ""
    if unit in ("dollars", "bucks", "buck") or (unit == "dollar" and not _describes(words, at + length + 1)):
        return _with_cents(words, at, number, length + 1)
    return (number / 100, length + 1) if unit in ("cents", "cent") else None


def _with_cents(words: Sequence[str], at: int, dollars: Decimal, length: int) -> tuple[Decimal, int]:
    following = at + length
    if following < len(words) and words[following] == "and":
        following += 1
    if words[following : following + 2] == ["a", "half"]:
        return dollars + _HALF, following + 2 - at
    found = number_at(words, following)
    if found is None or found[0] >= 100:
        return dollars, length
    end = following + found[1]
    if words[end : end + 1] in (["cents"], ["cent"]):
        return dollars + found[0] / 100, end + 1 - at
    whole = end == len(words) or words[end] in _ENDING
    return (dollars + found[0] / 100, end - at) if length > 1 and whole and found[0] >= 10 else (dollars, length)


def _bare(words: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    """A number with neither sign nor unit, where the words around it tell money: "155 even", "you owe 80"."""
    found = number_at(words, at)
    if found is None or found[0] < _LEAST_BARE or found[0] != int(found[0]):
        return None
    following = words[at + found[1] : at + found[1] + 2]
    if following[:1] and following[0] in _WHOLE:
        return found[0], found[1] + 1
    if following[:1] == ["of"] and following[1:] in (["that"], ["it"], ["which"], ["this"]):
        return found
    if list(words[max(0, at - 2) : at]) in (["of", "which"], ["of", "that"]) and following[:1] in (["is"], ["was"]):
        return found
    before = [word.removesuffix("'s") for word in words[max(0, at - 4) : at]]
    linked = bool(before) and (before[-1] in _LINKING or words[at - 1].endswith("'s"))
    told = linked and bool(_MONEY & set(before))
    return found if told and (not following or following[0] in _AFTER_BARE) else None


def _describes(words: Sequence[str], at: int) -> bool:
    """ "A 400 dollar water bill" describes a bill and states no amount; "a 35 dollar fee" states one."""
    return any(word in ("bill", "bills") for word in words[at : at + 2])


def _pair(words: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    """Two spelled numbers in a row are dollars and cents: "twenty-four sixty", "one fourteen twenty"."""
    first = _spelled_at(words, at)
    if first is None or first[0] != int(first[0]):
        return None
    after = at + first[1]
    more = _spelled_at(words, after)
    if first[0] < 10 and words[after : after + 1] in (["oh"], ["o"]):
        ones = _spelled_at(words, after + 1)
        if ones and ones[0] < 10 and _cents(words, after + 1 + ones[1]):
            first, after = (first[0] * 100 + ones[0], first[1] + 1 + ones[1]), after + 1 + ones[1]
    if first[0] < 10 and more and 10 <= more[0] < 100 and _cents(words, after + more[1]):
        first, after = (first[0] * 100 + more[0], first[1] + more[1]), after + more[1]
    cents = _cents(words, after)
    if first[0] == 1 and cents and words[at - 1 : at] in (["of"], ["was"], ["is"]):
        return 100 + cents[0], first[1] + cents[1]
    return (first[0] + cents[0] / 100, first[1] + cents[1]) if cents and first[0] >= 2 else None


def _spelled_at(words: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    return number_at(words, at) if at < len(words) and digits(words[at]) is None else None


def _cents(words: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    """Spelled cents: "sixty", "oh five", "and forty cents"."""
    named = words[at : at + 1] == ["and"]
    nought = words[at : at + 1] in (["oh"], ["o"])
    found = _spelled_at(words, at + named + nought)
    if found is None or not (1 if nought or named else 10) <= found[0] < (10 if nought else 100):
        return None
    length = named + nought + found[1]
    unit = words[at + length : at + length + 1] in (["cents"], ["cent"])
    return (found[0], length + unit) if unit or not named else None


def water_at(words: Sequence[str], at: int) -> Lifted | None:
    """The water that starts at `at`, in hundreds of cubic feet: "18 units", "twelve CCF"."""
    found = number_at(words, at)
    if found is None or not 0 < found[0] < _MOST:
        return None
    after = at + found[1]
    unit = next((one for one in _UNITS if tuple(words[after : after + len(one)]) == one), None)
    return Lifted(found[0].quantize(_CENT), found[1] + len(unit), water=True) if unit else None


def minutes_at(words: Sequence[str], at: int) -> Lifted | None:
    """The minutes that start at `at`; of "fifteen to twenty minutes" the longer, as that is what was let expect."""
    for said, minutes in _HOURS:
        if tuple(words[at : at + len(said)]) == said:
            return Lifted(minutes, len(said))
    found = number_at(words, at)
    if found is None:
        return None
    number, length = found
    ranged = words[at + length : at + length + 1] in (["to"], ["or"], ["-"])
    upper = number_at(words, at + length + 1) if ranged else None
    if upper:
        number, length = upper[0], length + 1 + upper[1]
    if words[at + length : at + length + 3] == ["and", "a", "half"]:
        number, length = number + Decimal("0.5"), length + 3
    unit = words[at + length] if at + length < len(words) else ""
    if unit in ("minutes", "mins", "min") and number > 1:
        return Lifted(int(number), length + 1)
    return Lifted(int(number * 60), length + 1) if unit in ("hour", "hours", "hrs", "hr") and number < 24 else None
