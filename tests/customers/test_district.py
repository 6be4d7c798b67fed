"""What a District's pack gives to the making of its customers."""

from __future__ import annotations

from trainer.customers.district import District


def test_customers_live_where_the_districts_own_rates_hold(district: District) -> None:
    assert district.area in district.tariffs.areas
    assert "Mission Viejo" in district.communities
    assert "San Juan Capistrano" not in district.communities
