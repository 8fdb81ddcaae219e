"""The plain ways say what the program says, in a small record too; what is timed is only ever a right answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from artsrx.db.store import Store
from artsrx.records.today import Today, today
from benchmarks import (
    big_record,
    find_box,
    impact_figures,
    import_of_a_list,
    opening_a_register,
    pdf_documents,
    plain_sql,
    screen_reads,
)

SMALL = big_record.Size(years=5, courses=12, weeks=25, people=12, never_came=800)
# Courses begin on the days of January: in the middle of term all of them run.
DAY = date(2025, 5, 5)

Record = tuple[Store, plain_sql.Plain]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    home = tmp_path_factory.mktemp("bench") / "Bench.artsrx"
    store = big_record.make(home, SMALL)
    plain = plain_sql.Plain(home, big_record.KEY)
    yield store, plain
    plain.close()
    store.close()


def test_the_record_is_as_large_as_it_says(record: Record) -> None:
    plain = record[1]
    assert plain.number("SELECT count(*) FROM participant") == SMALL.participants
    assert plain.number("SELECT count(*) FROM attendance") == SMALL.attendances


def test_each_screen_reads_what_plain_sql_says(record: Record) -> None:
    screens = screen_reads.screens(*record, DAY)
    assert len(screens) > 5
    for screen in screens:
        screen.check()


def test_a_screen_that_says_something_else_stops_the_run(record: Record) -> None:
    store, plain = record
    right = screen_reads.screens(*record, DAY)[0]
    wrong = screen_reads.screens(store, plain, date(2025, 5, 6))[0]
    mixed = screen_reads.Screen("Today", wrong.ours, right.plain, right.shown)
    with pytest.raises(AssertionError, match="Today: ours and the plain way differ"):
        mixed.check()


def test_the_first_screen_has_something_of_everything(record: Record) -> None:
    page: Today = record[0].read(today, as_at=DAY)
    assert all((page.sessions, page.coming, page.answers, page.overdue, page.checks_total, page.forms_total))


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_figures_are_what_plain_sql_counts(record: Record, year: int) -> None:
    impact_figures.check(*record, date(year, 1, 1), date(year, 12, 31))


def test_a_register_is_what_plain_sql_reads(record: Record) -> None:
    store, plain = record
    sessions = store.read(opening_a_register.chosen)[:20]
    assert sessions
    for session in sessions:
        opening_a_register.check(store, plain, session)


def test_the_find_box_finds_whom_reading_every_name_finds(tmp_path: Path) -> None:
    store = find_box.make(tmp_path / "Bench.artsrx", 3_000)
    plain = plain_sql.Plain(tmp_path / "Bench.artsrx", big_record.KEY)
    find_box.check(store, plain)
    plain.close()
    store.close()


def test_an_import_brings_in_the_people_of_the_list() -> None:
    took = list(import_of_a_list.round_of(30))
    assert took
    assert all(seconds > 0 for seconds in took)


def test_documents_hold_their_words(tmp_path: Path) -> None:
    year, notes = pdf_documents.documents(tmp_path / "Bench.artsrx")
    pdf_documents.check(year, notes[:2])
