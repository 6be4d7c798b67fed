"""Money is rounded half up to the cent, and reads the same on paper as on the screen."""

from decimal import Decimal

import pytest

from trainer.district.money import dollars, parse_dollars, price, to_cents


@pytest.mark.parametrize(
    ("exact", "cents"), [("2.345", "2.35"), ("2.344999", "2.34"), ("0.005", "0.01"), ("-2.345", "-2.35"), ("7", "7.00")]
)
def test_half_a_cent_goes_up(exact: str, cents: str) -> None:
    assert str(to_cents(Decimal(exact))) == cents


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("1234.5", "$1,234.50"), ("0", "$0.00"), ("-5", "−$5.00"), ("-0.004", "$0.00"), ("242.14", "$242.14")],
)
def test_amounts_are_shown_with_a_real_minus_sign(amount: str, shown: str) -> None:
    assert dollars(Decimal(amount)) == shown


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$1,234.50", "1234.50"),
        (" 5 ", "5.00"),
        ("−$5.00", "-5.00"),
        ("-5.5", "-5.50"),
        ("-0", "0.00"),
        ("12345", "12345"),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: str) -> None:
    assert parse_dollars(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "five", "1,23.00", "1.234", "1e5", "NaN", "$-5", "5 dollars", "٣"])
def test_what_is_no_amount_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(ValueError, match=r"Write it like 1,234\.50"):
        parse_dollars(text)


@pytest.mark.parametrize(
    ("amount", "shown"), [("2.46", "$2.46"), ("0.5518", "$0.5518"), ("2", "$2.00"), ("-1.5", "−$1.50")]
)
def test_prices_keep_all_their_digits(amount: str, shown: str) -> None:
    assert price(Decimal(amount)) == shown
