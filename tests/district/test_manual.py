"""The policy manual: what its readers find, what its authors are told, and that nothing unsafe comes out of it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trainer.district.manual import Chapter, Hit, Manual, Section, UnknownSectionError, load_manual
from trainer.district.parameters import Parameters, UnknownParameterError, load_parameters
from trainer.district.sources import Problem, SourceError

SMWD = Path(__file__).parents[2] / "seed" / "smwd"
PARAMETERS = load_parameters(SMWD / "parameters")
MANUAL = load_manual(SMWD / "manual", PARAMETERS)
NUMBERS = [section.number for section in MANUAL.sections]
DAY = date(2024, 9, 3)

FEES = """\
parameters:
  reread_fee:
    label: A reread
    unit: usd
    values:
      - {from: 2020-01-01, value: 20.00, mark: published, source: Fee list of 2020}
      - {from: 2025-01-01, value: 25.00, mark: illustrative, source: Suggested, carried: true}
  shutoff_days:
    label: No shut-off before
    unit: days
    values:
      - {from: 2020-01-01, value: 60, mark: law, source: A statute}
  hostile:
    label: Whatever someone typed
    unit: text
    values:
      - {from: 2020-01-01, value: "<script>alert(1)</script> *x* {{ reread_fee }}", mark: law, source: Nobody}
"""

METERS = """\
# 2 Meters

## 2.1 Rereads

**A reread costs {{ reread_fee }}, unless [we erred](#2.2).**

- Nothing is shut off before {{ shutoff_days }}. Paid {{reread_fee}}? See [2.2](#2.2).

Source: a list of fees.

## 2.2 Our mistake

**Our mistake costs nothing.**

Source: illustrative.
"""


def written(folder: Path, text: str = METERS, name: str = "02-meters.md", **others: str) -> Manual:
    """A manual of one chapter, or of more: `others` are the texts of 03-more.md and so on."""
    (folder / "parameters").mkdir(exist_ok=True)
    (folder / "parameters" / "02-meters.yaml").write_text(FEES)
    chapters = folder / "manual"
    chapters.mkdir(exist_ok=True)
    (chapters / name).write_text(text)
    for slug, other in others.items():
        (chapters / f"{slug.removeprefix('c')}-more.md").write_text(other)
    return load_manual(chapters, load_parameters(folder / "parameters"))


def mistakes(folder: Path, old: str, new: str) -> list[Problem]:
    assert old in METERS
    with pytest.raises(SourceError) as caught:
        written(folder, METERS.replace(old, new, 1))
    return caught.value.problems


def found(query: str, on: date = DAY) -> list[str]:
    return [hit.section.number for hit in MANUAL.search(query, on)]


def top(query: str) -> Hit:
    return MANUAL.search(query, DAY)[0]


class TestReading:
    def test_a_section_opens_with_its_rule_and_names_its_figures(self, tmp_path: Path) -> None:
        section = written(tmp_path).section("2.1")
        assert (section.number, section.title, section.chapter) == ("2.1", "Rereads", 2)
        assert section.rule == "A reread costs {{ reread_fee }}, unless we erred."
        assert section.figures == ("reread_fee", "shutoff_days")
        assert section.markdown.startswith("**A reread")

    def test_chapters_keep_their_order_and_sections(self) -> None:
        assert [chapter.number for chapter in MANUAL.chapters] == sorted(chapter.number for chapter in MANUAL.chapters)
        late = MANUAL.chapter_of(MANUAL.section("5.2"))
        assert late.title == "Late fees and waivers"
        assert [section.number for section in late.sections] == [f"5.{n}" for n in range(1, 9)]

    def test_a_section_that_is_not_there_is_said_so(self) -> None:
        assert MANUAL.has("5.2")
        assert not MANUAL.has("5.9")
        with pytest.raises(UnknownSectionError, match=r"The manual has no section 5\.9\."):
            MANUAL.section("5.9")

    def test_the_rule_can_be_quoted_with_the_figures_of_the_day(self) -> None:
        rule = "Waive one late penalty as a courtesy for a customer who asks and has had no waiver in 12 months."
        assert MANUAL.rule("5.2", DAY) == rule


class TestRendering:
    @pytest.mark.parametrize("number", NUMBERS)
    def test_every_section_of_the_pack_renders_whole(self, number: str) -> None:
        rendered = MANUAL.render(number, DAY)
        text = rendered.html + MANUAL.plain(number, DAY) + MANUAL.rule(number, DAY)
        assert not re.search(r"\{\{|\}\}|\*\*|style=|<script", text)
        assert rendered.html.startswith("<p><strong>")
        assert "Source: " in MANUAL.plain(number, DAY)
        assert tuple(figure.name for figure in rendered.figures) == MANUAL.section(number).figures

    @pytest.mark.parametrize("number", NUMBERS)
    def test_every_link_leads_to_a_section(self, number: str) -> None:
        targets = re.findall(r'href="([^"]*)"', MANUAL.render(number, DAY).html)
        assert len(targets) == MANUAL.section(number).markdown.count("](#")
        assert set(targets) <= {f"#s{other.replace('.', '-')}" for other in NUMBERS}

    def test_a_figure_stands_in_the_text_with_its_mark(self, tmp_path: Path) -> None:
        html = written(tmp_path).render("2.1", DAY).html
        assert 'costs <span class="figure" data-mark="published">$20.00</span>, unless' in html
        assert 'before <span class="figure" data-mark="law">60 days</span>.' in html

    def test_a_figure_changes_on_its_day(self, tmp_path: Path) -> None:
        manual = written(tmp_path)
        before, after = (manual.render("2.1", date(*day)) for day in [(2024, 12, 31), (2025, 1, 1)])
        assert "$20.00" in before.html
        assert 'data-mark="illustrative">$25.00<' in after.html
        fee = after.figures[0]
        assert (fee.label, fee.shown, fee.mark) == ("A reread", "$25.00", "illustrative")
        assert (fee.since, fee.carried, fee.source) == (date(2025, 1, 1), True, "Suggested")
        assert manual.rule("2.1", date(2025, 1, 1)) == "A reread costs $25.00, unless we erred."

    def test_a_day_before_the_first_value_is_refused(self) -> None:
        with pytest.raises(UnknownParameterError, match="has no value on 2019-12-31"):
            MANUAL.render("5.2", date(2019, 12, 31))

    def test_links_lead_where_the_page_wants_them(self, tmp_path: Path) -> None:
        manual = written(tmp_path)
        assert 'unless <a href="#s2-2">we erred</a>.' in manual.render("2.1", DAY).html
        there = manual.render("2.1", DAY, link=lambda number: f"/manual/{number}?a=1&b=2").html
        assert '<a href="/manual/2.2?a=1&amp;b=2">we erred</a>' in there
        assert 'href="#s2-2"' in manual.render("2.1", DAY).html

    def test_plain_text_has_one_line_for_each_paragraph_and_item(self, tmp_path: Path) -> None:
        assert written(tmp_path).plain("2.1", DAY).splitlines() == [
            "A reread costs $20.00, unless we erred.",
            "Nothing is shut off before 60 days. Paid $20.00? See 2.2.",
            "Source: a list of fees.",
        ]

    def test_two_packs_with_the_same_numbers_do_not_share_figures(self, tmp_path: Path) -> None:
        cheap, dear = (tmp_path / name for name in ("cheap", "dear"))
        cheap.mkdir()
        dear.mkdir()
        first, second = written(cheap), written(dear)
        entries = dict(load_parameters(cheap / "parameters").entries)
        entries["reread_fee"] = entries["shutoff_days"]
        other = Manual(second.chapters, Parameters(entries))
        assert "$20.00" in first.plain("2.1", DAY)
        assert "costs 60 days" in other.plain("2.1", DAY)
        assert [hit.section.number for hit in other.search("$20", DAY)] == []


class TestUntrustedText:
    def test_a_value_is_shown_as_it_is_and_never_run(self, tmp_path: Path) -> None:
        html = written(tmp_path, METERS.replace("{{ shutoff_days }}", "{{ hostile }}")).render("2.1", DAY).html
        assert "&lt;script&gt;alert(1)&lt;/script&gt; *x* {{ reread_fee }}</span>" in html

    @pytest.mark.parametrize(
        "text",
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![x](#2.2)",
            '<span class="figure" data-mark="law">$0.00</span>',
            "[x][1]\n\n[1]: javascript:alert(1)",
            "<javascript:alert(1)>",
            "<https://example.org/{{ reread_fee }}>",
            r"\{\{ nothing \}\}",
            "`<b onclick=x>`",
        ],
    )
    def test_what_an_author_writes_is_text(self, tmp_path: Path, text: str) -> None:
        html = (
            written(tmp_path, METERS.replace("Our mistake costs nothing.**", f"Nothing.**\n\n{text}"))
            .render("2.2", DAY)
            .html
        )
        tags = set(re.findall(r"<[^>]*>", html))
        assert tags <= {
            "<p>", "</p>", "<strong>", "</strong>", "<a>", "</a>", "</span>",
            '<span class="figure" data-mark="published">',
        }  # fmt: skip
        assert "$0.00</span>" not in html

    @settings(deadline=None)
    @given(st.text())
    @example("> " * 2000)
    @example("\n".join("    " * depth + "- deep" for depth in range(50)))
    @example("> - " * 1500)
    def test_any_text_at_all_renders_without_script(self, text: str) -> None:
        chapter = Chapter(1, "Any", (Section("1.1", "Any", 1, "Any", text, ()),))
        html = Manual([chapter], PARAMETERS).render("1.1", DAY).html
        assert not re.search(r"<script|<[^>]*\s(on|style)", html)


class TestSearching:
    @pytest.mark.parametrize(
        ("query", "number"),
        [
            ("waver", "5.2"),
            ("wavier", "5.2"),
            ("courtesy", "5.2"),
            ("drawer short", "12.4"),
            ("short drawr", "12.4"),
            ("exten", "6.1"),
            ("extention", "6.1"),
            ("apeal", "9.5"),
            ("house valve", "11.4"),
            ("meter test cost", "10.2"),
            ("who may hear", "1.2"),
            ("verification", "1.1"),
            ("husband", "1.2"),
            ("night drop", "12.12"),
            ("budgt", "3.2"),
            ("5.2", "5.2"),
            ("$10.00", "12.4"),
            ("10%", "5.1"),
            ("120 seconds", "11.3"),
            ("2-1-1", "6.3"),
            ("211", "6.3"),
            ("WAIVER", "5.2"),
            ("wäiver", "5.2"),
            ("lte fee", "5.1"),
            ("final notice", "5.6"),
            ("our mistake", "5.3"),
            ("can’t afford", "6.3"),
            ("cant pay", "6.3"),
            ("payment plan", "6.2"),
            ("bounced check", "4.8"),
            ("post dated check", "4.2"),
            ("autopay", "4.9"),
            ("paid twice", "4.5"),
            ("scam", "4.11"),
            ("system down", "4.12"),
            ("change of address", "2.12"),
            ("mailing adress", "2.12"),
            ("hydrant meter", "2.15"),
            ("varience", "3.4"),
            ("reconection", "7.13"),
            ("holiday", "7.4"),
            ("deposit back", "8.5"),
            ("high bil", "9.1"),
            ("dispute", "9.4"),
            ("burst pipe", "11.1"),
            ("main break", "11.3"),
            ("sewage", "11.7"),
            ("brown water", "11.9"),
            ("boil water", "11.13"),
            ("hydrant", "11.15"),
            ("counterfeit", "12.10"),
            ("angry", "13.2"),
            ("suicide", "13.7"),
            ("callback", "13.5"),
            ("flooded my house", "14.2"),
            ("lawsuit", "14.3"),
            ("died", "14.9"),
            ("bankrupcy", "14.10"),
        ],
    )
    def test_what_a_hurried_person_types_finds_the_section(self, query: str, number: str) -> None:
        assert found(query)[0] == number

    def test_whose_side_the_leak_is_on(self) -> None:
        assert all(number.startswith("11.") for number in found("whose side")[:3])

    def test_a_typing_error_does_not_bring_words_further_off(self) -> None:
        assert "11.6" not in found("waver")  # “Water before paperwork” is one letter off, too

    def test_titles_come_before_text(self) -> None:
        penalty = found("penalty")
        assert penalty[0] == "5.1"
        assert {"5.2", "5.3"} <= set(penalty[1:])

    @pytest.mark.parametrize("query", ["w", "wa", "wai", "waiv", "waive", "waiver"])
    def test_every_letter_typed_keeps_the_section_in_sight(self, query: str) -> None:
        assert "5.2" in found(query)

    @pytest.mark.parametrize("query", ["", "   ", "?!", "\n", "zzzzqq", "$"])
    def test_nothing_is_found_for_nothing(self, query: str) -> None:
        assert found(query) == []

    def test_the_excerpt_marks_what_matched(self) -> None:
        hit = top("extention")
        assert {hit.excerpt[start:end] for start, end in hit.marks} == {"extension"}
        assert "While an <mark>extension</mark> is kept" in hit.html

    def test_the_excerpt_is_chosen_where_the_words_meet(self) -> None:
        assert "the <mark>night</mark> <mark>drop</mark>" in top("night drop").html

    def test_a_title_found_alone_shows_how_the_section_begins(self) -> None:
        hit = top("verification")
        assert hit.excerpt.startswith("Verify the person before you say")
        assert hit.marks == ()

    def test_the_excerpt_is_escaped(self, tmp_path: Path) -> None:
        manual = written(tmp_path, METERS.replace("{{ shutoff_days }}", "{{ hostile }}"))
        hit = manual.search("script", DAY)[0]
        assert "&lt;<mark>script</mark>&gt;" in hit.html

    def test_figures_are_found_as_they_were_that_day(self, tmp_path: Path) -> None:
        manual = written(tmp_path)
        assert [hit.section.number for hit in manual.search("$25", date(2025, 1, 1))] == ["2.1"]
        assert manual.search("$25", DAY) == []

    def test_the_limit_is_kept_and_the_order_stable(self) -> None:
        first = MANUAL.search("the customer", DAY)
        assert len(first) == 8
        assert MANUAL.search("the customer", DAY) == first
        assert MANUAL.search("the customer", DAY, limit=3) == first[:3]
        assert [hit.score for hit in first] == sorted((hit.score for hit in first), reverse=True)
        assert MANUAL.search("the", DAY, limit=0) == MANUAL.search("the", DAY, limit=-1) == []

    def test_the_small_words_of_a_question_find_nothing(self) -> None:
        asked = [hit.section.number for hit in MANUAL.search("can I waive a penalty for them?", DAY)]
        assert asked == [hit.section.number for hit in MANUAL.search("waive penalty", DAY)]
        assert MANUAL.search("is it a qwertyuiop", DAY) == []

    @given(st.text(max_size=400), st.integers(-1, 50))
    @example("ﱞ", 8)
    @example("<script>alert(1)</script>", 8)
    @example("script", 8)
    def test_any_query_is_answered_and_safe(self, query: str, limit: int) -> None:
        for hit in MANUAL.search(query, DAY, limit):
            assert re.fullmatch(r"(?:[^<>]|</?mark>)*", hit.html)
            assert hit.html.count("<mark>") == len(hit.marks)
            assert all(hit.excerpt[start:end].strip() for start, end in hit.marks)


class TestMistakes:
    @pytest.mark.parametrize(
        ("old", "new", "line", "message", "remedy"),
        [
            ("{{reread_fee}}", "{{ reread_fees }}", 7, "no parameter “reread_fees”", "spelling, or add it"),
            ("{{reread_fee}}", "{{ reread fee }}", 7, "“{{ reread fee }}” is not a placeholder", "on one line"),
            ("{{reread_fee}}", "{{reread_fee", 7, "“{{” is not a placeholder", "on one line"),
            ("## 2.2 Our", "## 3.2 Our", 11, "“3.2 Our mistake” is not numbered under chapter 2", "## 2.1 Title"),
            ("## 2.2 Our", "## Our", 11, "“Our mistake” is not numbered under chapter 2", "## 2.1 Title"),
            ("## 2.2 Our mistake", "## 2.2", 11, "section 2.2 has no title", "## 2.1 Title"),
            ("## 2.2 Our", "## 2.1 Our", 11, "section 2.1 is given twice, first in 02-meters.md, line 3", "another"),
            ("## 2.2 Our", "## 2.2 {{ reread_fee }}", 11, "a title stays the same", "into the text"),
            ("[2.2](#2.2)", "[2.9](#2.9)", 7, "the link to “#2.9” leads to no section", "[5.2](#5.2)"),
            ("[2.2](#2.2)", "[x](javascript:x)", 7, "the link to “javascript:x” leads to no", "[5.2](#5.2)"),
            ("Source: illustrative.", "", 11, "section 2.2 does not say where it comes from", "“Source: "),
            ("Source: illustrative.", "Source:", 11, "section 2.2 does not say where it comes from", "“Source: "),
            ("**Our mistake costs nothing.**", "Free.", 11, "section 2.2 does not open with its rule", "between **"),
            ("**Our mistake", f"**{'Our ' * 1600}", 11, "section 2.2 is longer than 6,000 characters", "Split it"),
            ("# 2 Meters", "# 3 Meters", 1, "“3 Meters” is not chapter 2 with a title", "“# 2 ”"),
            ("# 2 Meters", "", 1, "does not begin with the heading of chapter 2", "“# 2 ”"),
            ("# 2 Meters", "# 2 Meters\n\nWelcome.", 1, "text outside a section would never be shown", "“# 2 ”"),
            ("## 2.2 Our", "# 2.2 Our", 11, "a file holds one chapter", "write “##”"),
        ],
    )
    def test_each_is_told_with_file_line_and_remedy(
        self, tmp_path: Path, old: str, new: str, line: int, message: str, remedy: str
    ) -> None:
        told = [problem for problem in mistakes(tmp_path, old, new) if message in problem.message]
        assert [(problem.file, problem.line) for problem in told] == [("02-meters.md", line)]
        assert remedy in told[0].remedy

    def test_all_are_told_at_once_in_reading_order(self, tmp_path: Path) -> None:
        text = METERS.replace("{{reread_fee}}", "{{ nothing }}").replace("Source: illustrative.", "")
        with pytest.raises(SourceError) as caught:
            written(tmp_path, text, c03="# 3 More\n\n## 3.1 One\n\n**See [7.7](#7.7).**\n\nSource: none.\n")
        places = [(problem.file, problem.line) for problem in caught.value.problems]
        assert places == [("02-meters.md", 7), ("02-meters.md", 11), ("03-more.md", 5)]
        assert str(caught.value).startswith("02-meters.md:7: the pack has no parameter “nothing”. Correct its spelling")

    def test_a_chapter_in_two_files(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match=r"chapter 2 is given twice, first in 02-meters\.md, line 1"):
            written(tmp_path, c02="# 2 Again\n")

    def test_links_may_lead_to_another_chapter(self, tmp_path: Path) -> None:
        more = "# 3 More\n\n## 3.1 One\n\n**See [rereads](#2.1).**\n\nSource: none.\n"
        assert written(tmp_path, c03=more).rule("3.1", DAY) == "See rereads."

    def test_a_file_that_is_not_named_like_a_chapter(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match=r"meters\.md: is not named like a chapter\. Name it like 05-late-fees"):
            written(tmp_path, name="meters.md")

    def test_a_folder_without_chapters(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match="holds no chapter"):
            load_manual(tmp_path, PARAMETERS)

    def test_a_file_that_is_not_text(self, tmp_path: Path) -> None:
        (tmp_path / "01-odd.md").write_bytes(b"# 1 Odd\n\n\xff\n")
        with pytest.raises(SourceError, match=r"01-odd\.md:3: is not UTF-8 text"):
            load_manual(tmp_path, PARAMETERS)
        (tmp_path / "01-odd.md").unlink()
        (tmp_path / "01-odd.md").mkdir()
        with pytest.raises(SourceError, match=r"01-odd\.md: cannot be read"):
            load_manual(tmp_path, PARAMETERS)

    def test_a_file_that_is_far_too_large(self, tmp_path: Path) -> None:
        (tmp_path / "01-big.md").write_bytes(b"x" * 1_000_001)
        with pytest.raises(SourceError, match="larger than 1,000,000 bytes"):
            load_manual(tmp_path, PARAMETERS)
