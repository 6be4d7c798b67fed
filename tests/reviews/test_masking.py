"""Masking, by a table written by hand: what must go, and what a reviewer needs and must stay.

The card numbers are the brands' own published test numbers; the social security numbers are of the kind never issued,
or the one that an advertisement made famous; the routing number is a real bank's, as printed on its checks.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.reviews.masking import mask
from trainer.reviews.masking.cards import is_card, luhn

C, S, B, V, D = (
    f"[{what} masked]"
    for what in ("card number", "social security number", "bank account number", "security code", "date of birth")
)

# One turn, and what is kept of it.
ALONE = {
    # Cards: by their check digit, however they are written or said
    "It's 4111111111111111.": f"It's {C}.",
    "It's 4111 1111 1111 1111, thanks": f"It's {C}, thanks",
    "4111-1111-1111-1111": C,
    "4111.1111.1111.1111 is the one": f"{C} is the one",
    "four one one one, one one one one, one one one one, one one one one": C,
    "Four triple one, uh, one one one one one one one one, double one double one": C,
    "forty-one eleven eleven eleven eleven eleven eleven eleven": C,
    "My Amex is 3782 822463 10005": f"My Amex is {C}",
    "five five five five, five five five five, five five five five, four four four four": C,
    "Mastercard 5555555555554444 expires 12/27": f"Mastercard {C} expires 12/27",
    "4111 1111 1111 1111 12 27 123": C,
    "Discover: 6011111111111117 please": f"Discover: {C} please",
    # A slip of the transcriber breaks the check digit; what was talked of still tells
    "my card number is 4111 1111 1111 1112": f"my card number is {C}",
    "the Visa ending in 1111": f"the Visa ending in {C}",
    # Social security numbers
    "My social is 078-05-1120.": f"My social is {S}.",
    "it was 987-65-4321 and so on": f"it was {S} and so on",
    "social security number: zero seven eight, zero five, one one two zero": f"social security number: {S}",
    "The last four of my social are 1120": f"The last four of my social are {S}",
    "SSN 078051120": f"SSN {S}",
    # Banks
    "routing number 121000248 and the account number is 000123456789":
        f"routing number {B} and the account number is {B}",
    "my checking account number is 0012 345 678": f"my checking account number is {B}",
    "my savings account ends in 4321": f"my savings account ends in {B}",
    # Security codes and births
    "The CVV is 123.": f"The CVV is {V}.",
    "three digits on the back are one two three": f"three digits on the back are {V}",
    "date of birth 03/14/1962": f"date of birth {D}",
    "I was born March 14, 1962, in Tustin": f"I was born {D}, in Tustin",
    "born on March fourteenth nineteen sixty-two": f"born on {D}",
    "DOB: 1962-03-14": f"DOB: {D}",
}  # fmt: skip

KEPT = (
    "The account number is 4017-220-88.",
    "account 123456789012",
    "My account number is 40172208, at 18 Camino Lindero.",
    "my service account is four zero one seven two two zero eight eight",
    "Call me back at 949-555-0123.",
    "My cell is (949) 555-0123 and my work number is 949 555 0199",
    "nine four nine five five five zero one two three",
    "You owe $1,234.56 by March 14, 2026.",
    "My card was charged 114.60 twice on 3/12.",
    "The autopay on your bank account for $114.60 was returned on 2026-03-12.",
    "The meter serial is 84120077, and it read 4417.",
    "meter number 1234567890",
    "The confirmation number for your card payment is 88120934.",
    "I used the card for one two three payments",
    "It is 12 units, or 8976 gallons, and 40 percent over.",
    "I've been at this address since 2011.",
    "Your bank sent it back on the twelfth.",
    "The bill of March 14, 2026 is due on April 4.",
    "I have 2 cards and 3 bank accounts.",
    "Oh, one more thing.",
    "1234567812345678",  # sixteen digits that are no card's
    "Order 121000248 is for the crew.",
    "Invoice 078051120",
    "Our office is at 26111 Antonio Parkway, 92688.",
)


@pytest.mark.parametrize("said", ALONE)
def test_what_must_go(said: str) -> None:
    assert mask([said], ["customer"]).turns == (ALONE[said],)


@pytest.mark.parametrize("said", KEPT)
def test_what_must_stay(said: str) -> None:
    masked = mask([said], ["customer"])
    assert masked.turns == (said,)
    assert masked.counts == {}


TOLD = {
    "a card read out in pieces": (
        [("customer", "It's four one one one"), ("rep", "Mm-hm."), ("customer", "one one one one"), ("rep", "Okay."),
         ("customer", "1111"), ("rep", "Yes?"), ("customer", "and then 1111")],
        [f"It's {C}", "Mm-hm.", C, "Okay.", C, "Yes?", f"and then {C}"],
        {"card": 4},
    ),
    "an answer to what was asked": (
        [("rep", "And your date of birth, please?"), ("customer", "3/14/62."), ("rep", "The last four of your social?"),
         ("customer", "1120"), ("rep", "And the meter number?"), ("customer", "84120077")],
        ["And your date of birth, please?", f"{D}.", "The last four of your social?", S, "And the meter number?",
         "84120077"],
        {"birth": 1, "ssn": 1},
    ),
    "a routing number, and then the account number": (
        [("rep", "What is the routing number?"), ("customer", "121000248"), ("rep", "And the account number?"),
         ("customer", "It is 000123456789")],
        ["What is the routing number?", B, "And the account number?", f"It is {B}"],
        {"bank": 2},
    ),
    "the District's own account number": (
        [("rep", "May I have the account number?"), ("customer", "It is 000123456789")],
        ["May I have the account number?", "It is 000123456789"],
        {},
    ),
    "a social security number in pieces": (
        [("rep", "What is your social security number?"), ("customer", "078"), ("rep", "Okay."), ("customer", "05"),
         ("rep", "Yes."), ("customer", "1120")],
        ["What is your social security number?", S, "Okay.", S, "Yes.", S],
        {"ssn": 3},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_numbers_told_over_several_turns(name: str) -> None:
    said, kept, counts = TOLD[name]
    masked = mask([text for _, text in said], [who for who, _ in said])
    assert list(masked.turns) == kept
    assert masked.counts == counts


def test_addresses_of_mail_go_only_where_asked_for() -> None:
    said = ["Write to dana.w@example.org, please."]
    assert mask(said, ["customer"]).turns == tuple(said)
    assert mask(said, ["customer"], emails=True).turns == ("Write to [e-mail address masked], please.",)


@given(st.integers(min_value=0, max_value=10**14 - 1), st.sampled_from(["", " ", "-", ", ", "."]), st.integers(1, 5))
def test_no_card_gets_through_however_it_is_grouped(number: int, between: str, size: int) -> None:
    first = f"4{number:014d}"
    card = next(first + digit for digit in "0123456789" if luhn(first + digit))
    written = between.join(card[n : n + size] for n in range(0, 16, size))
    kept = mask([f"Please take {written} for it."], ["customer"]).turns[0]
    assert kept == f"Please take {C} for it."


@given(st.lists(st.text(alphabet="0123456789 -.abcdefgh$@/", max_size=40), max_size=6))
def test_masking_again_changes_nothing(turns: list[str]) -> None:
    speakers = ["customer", "rep"] * 3
    once = mask(turns, speakers[: len(turns)], emails=True)
    assert mask(once.turns, speakers[: len(turns)], emails=True).turns == once.turns


@pytest.mark.parametrize(
    ("digits", "card"),
    [("4111111111111111", True), ("4111111111111112", False), ("378282246310005", True), ("79927398713", False)],
)
def test_a_card_number_has_a_brand_and_a_check_digit(digits: str, card: bool) -> None:
    assert is_card(digits) is card
    assert luhn("79927398713")  # the worked example of the Luhn formula in ISO/IEC 7812-1 texts
