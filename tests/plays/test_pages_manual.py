"""The manual as a browser sees it: chapters, a section in its place, search, fragments, and what is to be confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from trainer.district.pack import Pack
from trainer.plays import confirming
from trainer.proof.check import Verdict
from trainer.web.roles import Role


@pytest.fixture
def reader(client: FlaskClient, sign_in: Callable[..., Any]) -> FlaskClient:
    sign_in(Role.HR)
    return client


def test_every_section_is_listed_with_its_rule(reader: FlaskClient, app: Flask) -> None:
    page = reader.get("/manual").text
    pack = app.extensions["content"].pack
    assert all(f'href="/manual/{section.number}#s{section.number}"' in page for section in pack.manual.sections)
    assert "once in 12 months" in page


def test_a_section_stands_in_its_chapter_with_figures_and_marks(reader: FlaskClient) -> None:
    page = reader.get("/manual/5.2").text
    assert 'id="s5.1"' in page
    assert 'id="s5.4"' in page
    assert 'class="manual-section is-current" id="s5.2"' in page
    assert "provenance-illustrative" in page
    assert "provenance-law" in page
    assert "1 January 2020" in page
    assert reader.get("/manual/99.1").status_code == 404


def test_the_day_is_chosen_in_the_address(reader: FlaskClient) -> None:
    page = reader.get("/manual/5.2?on=2024-08-01").text
    assert "figures in force on 1 August 2024" in page
    assert "/manual/5.3?on=2024-08-01#s5.3" in page
    for day in ("tomorrow", "2024-13-01", "1990-01-01", "<script>"):
        assert reader.get("/manual", query_string={"on": day}).status_code == 404


def test_search_works_without_a_script_and_forgives(reader: FlaskClient) -> None:
    page = reader.get("/manual?q=courtesy wavier").text
    assert "Courtesy waiver" in page
    assert "<mark>" in page
    assert "Nothing for “xqzzy”" in reader.get("/manual?q=xqzzy").text


def test_a_search_comes_alone_as_well(reader: FlaskClient) -> None:
    found = reader.get("/manual/search?q=drip").text
    assert "<html" not in found
    assert 'data-section="11.5"' in found
    assert reader.get("/manual/search?q=").text.strip() == ""
    assert "<script>" not in reader.get("/manual/search", query_string={"q": "<script>"}).text


def test_a_section_comes_alone_for_the_desk(reader: FlaskClient) -> None:
    fragment = reader.get("/manual/5.2/fragment").text
    assert "<html" not in fragment
    assert 'class="manual-figures' in fragment
    assert 'data-section="5.2"' in fragment
    assert reader.get("/manual/5.99/fragment").status_code == 404


def test_one_page_lists_all_that_is_to_be_confirmed(reader: FlaskClient, app: Flask) -> None:
    page = reader.get("/manual/to-confirm").text
    pack = app.extensions["content"].pack
    for parameter in pack.parameters.entries.values():
        latest = [one for one in parameter.values if one.from_ <= pack.identity.window.to][-1]
        if latest.mark == "illustrative" or latest.confirm:
            assert parameter.label.replace("'", "&#39;") in page
    assert all(one.title in page for one in pack.rules.values() if one.mark == "illustrative" and "'" not in one.title)
    assert "Boundary and telephone number" in page


def test_the_top_bar_knows_practice_from_the_manual(client: FlaskClient, sign_in: Callable[..., Any]) -> None:
    sign_in()
    assert client.get("/manual/5.2").text.count("aria-current") == 2  # the Manual, and the section in its chapter
    assert 'href="/manual" aria-current="true"' in client.get("/manual/5.2").text
    assert 'href="/practice" aria-current="true"' in client.get("/practice/before-five").text


def test_the_list_names_the_calendar_and_the_tariffs_too(reader: FlaskClient) -> None:
    """calendar.yaml asks which holidays are observed; tariffs.yaml has a chosen power surcharge and carried prices."""
    page = reader.get("/manual/to-confirm").text
    assert "Which holidays the District observes, and on which day when one falls on a weekend" in page
    assert "Power surcharge, smwd" in page
    assert "carried forward from an earlier tariff" in page
    assert "How the tariff is read, smwd" in page
    assert "Office hours" not in page  # the District's own, with nothing to find out


def test_tariffs_to_confirm_are_those_in_force_on_the_day(pack: Pack) -> None:
    """The District's tariff of 2017 is a transcription of what it published, with nothing chosen or carried but its
    reading. San Juan Capistrano's of that year is the City's, and not the District's own."""
    then = dt.date(2021, 6, 1)
    listed = [item.label for item in confirming.tariffs(pack, then)]
    assert [label for label in listed if label.endswith(", smwd")] == ["How the tariff is read, smwd"]
    assert "All charges, san_juan_capistrano" in listed
    assert list(confirming.tariffs(pack, dt.date(2010, 1, 1))) == []


def proof(rule: str) -> Verdict:
    return Verdict("one", (), (), 100, {}, (), (rule,), (), ())


def test_scenarios_that_rest_on_what_is_unconfirmed_are_named(reader: FlaskClient, app: Flask) -> None:
    served = app.extensions["content"]
    served = replace(served, proofs={"a-first-call": proof("courtesy_waiver")})
    app.extensions["content"] = served
    page = reader.get("/manual/to-confirm").text
    row = page.partition(served.library.scenarios["a-first-call"].title)[2].partition("</tr>")[0]
    assert "3 figures<" in row
    assert "A courtesy waiver, at most once in" in row
    assert "open" in row
    other = page.partition(served.library.scenarios["before-five"].title)[2].partition("</tr>")[0]
    assert "not proven as it stands" in other


def test_a_pack_that_wants_confirmed_figures_has_assessing_wait(reader: FlaskClient, app: Flask) -> None:
    served = app.extensions["content"]
    identity = served.pack.identity.model_copy(update={"assess_requires_confirmed": True})
    proofs = {"a-first-call": proof("courtesy_waiver"), "before-five": proof("close_when_settled")}
    app.extensions["content"] = replace(served, pack=replace(served.pack, identity=identity), proofs=proofs)
    page = reader.get("/manual/to-confirm").text
    row = {name: page.partition(one.title)[2].partition("</tr>")[0] for name, one in served.library.scenarios.items()}
    assert "waits" in row["a-first-call"]
    assert "open" in row["before-five"]
    assert "waits" in row["water-outside"]  # not proven: nobody knows what it rests on
    assert "Nobody is assessed by a scenario while a figure it rests on is still to be confirmed." in page


def test_the_whole_manual_stands_on_one_page_to_print(reader: FlaskClient, app: Flask) -> None:
    page = reader.get("/manual/print").text
    pack = app.extensions["content"].pack
    assert all(f'id="s{section.number}"' in page for section in pack.manual.sections)
    assert all(f'href="#s{section.number}"' in page for section in pack.manual.sections)
    assert "made for Santa Margarita Water District, with the figures in force on 30 June 2025" in page
    assert "once in" in page
    assert "provenance-illustrative" in page


def test_one_chapter_to_print_links_to_the_others_where_they_are(reader: FlaskClient) -> None:
    """5.2 links to 5.3 on the same page, and 5.3 to 4.6 in its chapter."""
    page = reader.get("/manual/print?chapter=5&on=2024-08-01").text
    assert 'id="s5.2"' in page
    assert 'id="s4.6"' not in page
    assert 'href="#s5.3"' in page
    assert 'href="/manual/4.6?on=2024-08-01#s4.6"' in page
    assert "in force on 1 August 2024" in page
    assert reader.get("/manual/print?chapter=99").status_code == 404


def test_each_chapter_leads_to_its_page_for_printing(reader: FlaskClient) -> None:
    assert 'href="/manual/print?chapter=5"' in reader.get("/manual/5.2").text
    assert 'href="/manual/print"' in reader.get("/manual").text
