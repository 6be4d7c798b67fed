"""Live interactions in: three formats with one meaning, mistakes told by line and field, and nothing taken twice."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from reviews.records import add_to, as_lines, bring_in, record
from sqlalchemy.orm import Session

from trainer.db import Database
from trainer.people.service import Role
from trainer.reviews import service
from trainer.reviews.intake import FORMATS, format_of, read
from trainer.reviews.intake.lines import LONGEST_LINE
from trainer.reviews.intake.loading import BATCH
from trainer.reviews.intake.reading import UnknownFormatError
from trainer.reviews.intake.record import BadRecord, Given
from trainer.reviews.intake.schema import EXAMPLES, SCHEMA, schema_text
from trainer.reviews.interactions import Interaction, Turn

HEADER = "source,source_id,channel,started_at,representative,speaker,start,end,text,action"
NOTE = (
    "WEBVTT\n\nNOTE interaction\nsource: phone-system\nsource_id: A\nchannel: phone\n"
    "started_at: 2026-03-03T10:42:00-08:00\nrepresentative: jordan@example.com\n\n"
)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.session() as opened:
        add_to(opened, "Jordan Ames")
        yield opened


def kept(session: Session) -> list[tuple[Any, ...]]:
    columns = (Interaction.source_id, Turn.number, Turn.speaker, Turn.start_ms, Turn.text)
    return [tuple(row) for row in session.execute(sa.select(*columns).join(Turn).order_by(Interaction.id, Turn.number))]


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_has_an_example_that_comes_in(session: Session, form: str) -> None:
    raw = (EXAMPLES / f"interactions.{form}").read_bytes()
    report = bring_in(session, raw, form)
    assert (report.added, report.bad, dict(report.maskings)) == (2, 0, {"card": 1})
    first = session.scalars(sa.select(Interaction).order_by(Interaction.id)).first()
    assert first is not None
    assert (first.source_id, first.channel, first.reason, first.seconds) == (
        "C-20260303-0142", "phone", "late penalty", 58,
    )  # fmt: skip
    assert first.started_at == dt.datetime(2026, 3, 3, 18, 42, tzinfo=dt.UTC)
    assert [turn.speaker for turn in first.turns] == ["rep", "customer", "rep", "customer", "rep"]
    assert (first.turns[3].start_ms, first.turns[3].end_ms) == (17_000, 25_000)
    assert first.turns[3].text == (
        "18 Camino Lindero, and I paid $114.60. Do you need my card? It is [card number masked]."
    )
    done = [("waive_penalty", "Courtesy waiver, $11.46", 30_000)] if form != "vtt" else []
    assert [(one.kind, one.text, one.at_ms) for one in first.actions] == done


def test_the_schema_that_ships_is_the_one_that_is_checked() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


def test_given_again_nothing_comes_twice(session: Session) -> None:
    raw = as_lines([record("A"), record("B"), record("A")])
    first, again = bring_in(session, raw), bring_in(session, raw)
    assert (first.added, first.known) == (2, 1)
    assert (again.added, again.known, again.bad) == (0, 3, 0)


def test_a_known_record_that_differs_is_told_and_never_written_over(session: Session) -> None:
    bring_in(session, as_lines([record("A", ("rep", "Hello, this is Jordan."))]))
    before = kept(session)
    report = bring_in(session, as_lines([record("B"), record("A", ("rep", "Something else."))]))
    assert (report.added, report.bad) == (1, 1)
    assert str(report.problems[0]).startswith("line 2: source_id: an interaction with this source and id is here")
    assert kept(session)[:1] == before


def test_whether_mail_is_masked_does_not_make_a_record_differ(session: Session) -> None:
    raw = as_lines([record("A", ("customer", "Write to dana@example.org."))])
    bring_in(session, raw)
    assert bring_in(session, raw, emails=True).known == 1


def test_the_hash_tells_nothing_of_what_was_masked(session: Session) -> None:
    """Two records that differ only in a masked number are the same record."""
    bring_in(session, as_lines([record("A", ("customer", "It is 4111111111111111"))]))
    again = bring_in(session, as_lines([record("A", ("customer", "It is 5555555555554444"))]))
    assert (again.known, again.bad) == (1, 0)


def test_a_stopped_file_goes_on_where_it_was(session: Session) -> None:
    """What was read before the lights went out is kept; given again, only the rest is added."""
    raw = as_lines([record(f"R{n}") for n in range(2 * BATCH + 10)])

    def advance(count: int) -> None:
        if count >= BATCH:
            raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError):
        bring_in(session, raw, advance=advance)
    session.rollback()
    assert session.scalar(sa.select(sa.func.count()).select_from(Interaction)) == BATCH
    report = bring_in(session, raw)
    assert (report.added, report.known) == (BATCH + 10, BATCH)


# A line, and what is said of it; the record above and the one below it go in all the same.
BAD = {
    "{": "line 2: is not JSON (Expecting property name enclosed in double quotes). Write one whole",
    "[1]": "line 2: is no JSON object.",
    "x" * (LONGEST_LINE + 1): f"line 2: is longer than {LONGEST_LINE:,} bytes.",
    json.dumps({**record("B"), "chanel": "phone"}): "line 2: chanel: is no field of an interaction. Take it out",
    json.dumps({**record("B"), "channel": "fax"}):
        "line 2: channel: Input should be 'phone', 'chat', 'email', 'letter' or 'counter'.",
    json.dumps({**record("B"), "started_at": "2026-03-03T10:42:00"}): "line 2: started_at: has no time zone. Write",
    json.dumps({**record("B"), "audio": "../secret-key"}): "line 2: audio: is no safe file name. Give the plain name",
    json.dumps({**record("B"), "turns": []}): "line 2: turns: Tuple should have at least 1 item",
    json.dumps(record("B", ("rep", "Hi"), ("agent", "Hi"))): "line 2: turns.2.speaker: Input should be 'rep',",
    json.dumps(record("B", ("rep", "Hi", 5.0), ("rep", "Hi", 4.0))):
        "line 2: turns.2.start: is before the turn above it. Put the turns in the order of time.",
    json.dumps(record("B", ("rep", "Hi\0"))): "line 2: turns.1.text: holds a NUL character.",
    json.dumps({**record("B"), "representative": "nobody@example.com"}):
        "line 2: representative: no representative here has the address “nobody@example.com”. Let an",
    json.dumps({key: value for key, value in record("B").items() if key != "source_id"}):
        "line 2: source_id: is missing. Add it.",
}  # fmt: skip


@pytest.mark.parametrize("line", BAD, ids=lambda line: BAD[line][:60])
def test_a_bad_record_is_told_and_the_rest_goes_in(session: Session, line: str) -> None:
    report = bring_in(session, as_lines([record("A"), line, record("C")]))
    assert report.added == 2
    assert [str(problem)[: len(BAD[line])] for problem in report.problems] == [BAD[line]]
    assert "\0" not in str(report.problems[0])


def test_only_a_representative_has_interactions(session: Session) -> None:
    add_to(session, "Grace Okafor", Role.SUPERVISOR)
    report = bring_in(session, as_lines([{**record("A"), "representative": "grace@example.com"}]))
    assert report.bad == 1


def of(raw: str | bytes, form: str) -> list[str]:
    """The mistakes in a file, and the ids of what is good."""
    read_in = read(io.BytesIO(raw if isinstance(raw, bytes) else raw.encode()), FORMATS[form])
    return [str(one) if isinstance(one, BadRecord) else one.record.source_id for one in read_in]


ROW = "phone-system,{},phone,2026-03-03T10:42:00-08:00,jordan@example.com,rep,0,1,Hello,"


def test_csv_tells_the_line_of_the_row() -> None:
    rows = [
        HEADER,
        ROW.format("A"),
        ",,,,,customer,2,x,Hi,",
        ROW.format("B"),
        ",,,,,customer,2,3,Hi,",
        ",,,,,,4,,Done,note",
    ]
    end = "line 3: turns.2.end: Input should be a valid number, unable to parse string as a number."
    assert of("\n".join(rows), "csv") == [end, "B"]


def test_csv_rows_may_hold_line_breaks_and_are_counted_right() -> None:
    rows = [HEADER, ROW.format("A").replace("Hello", '"Hello,\nthere"'), ",,,,,nobody,2,3,Hi,"]
    found = of("\n".join(rows), "csv")
    assert found[0].startswith("line 4: turns.2.speaker:")


def test_csv_without_its_columns_says_which_they_are() -> None:
    assert of("source,source_id\nA,B", "csv")[0].startswith("line 1: the header lacks channel, started_at,")
    assert of(HEADER + ",colour\n", "csv")[0].startswith("line 1: the header names colour, which is no column here.")


def test_webvtt_tells_the_line_of_the_cue() -> None:
    good = "00:00:00.000 --> 00:00:02.000\n<v rep>Hello &amp; welcome</v>\n\n"
    assert of(NOTE + good, "vtt") == ["A"]
    given = next(iter(read(io.BytesIO((NOTE + good).encode()), FORMATS["vtt"])))
    assert isinstance(given, Given)
    assert given.record.turns[0].text == "Hello & welcome"
    assert of(NOTE + good + "0:00 --> 0:02\n<v rep>Hi\n\n" + NOTE[8:] + good, "vtt") == [
        "line 13: start: is no time as WebVTT writes it. Write 00:00:04.500.", "A",
    ]  # fmt: skip
    assert of(NOTE + "00:00:00.000 --> 00:00:02.000\nHello\n", "vtt")[0].startswith("line 10: speaker: is not said.")
    assert of("WEBVTT\n\n" + good, "vtt")[0].startswith("line 3: a cue stands before any interaction.")


def test_a_file_that_is_not_utf8_is_told_by_line() -> None:
    raw = as_lines([record("A")]) + "Grüße\n".encode("latin-1") + as_lines([record("C")])
    assert of(raw, "jsonl") == ["A", "line 2: is not in UTF-8. Save the file as UTF-8, one interaction a line.", "C"]


def test_the_name_of_a_file_tells_its_format() -> None:
    assert format_of("Calls.JSONL").name == "JSON Lines"
    with pytest.raises(UnknownFormatError, match=r"one of \.jsonl, \.ndjson, \.csv, \.vtt"):
        format_of("calls.xlsx")


def test_one_interaction_comes_with_its_lines(session: Session) -> None:
    bring_in(session, as_lines([record("A", ("rep", "One"), ("customer", "Two"))]))
    found = service.interaction(session, 1)
    assert found is not None
    assert [(turn.number, turn.text) for turn in found.turns] == [(1, "One"), (2, "Two")]
    assert service.interaction(session, 2) is None
