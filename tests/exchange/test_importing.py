"""The whole way: a messy file on disk becomes people in the record, told in words and in JSON, and goes again."""

import gc
import io
import json
import random
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import Consent, Participant, Place, Practice, Programme, Referrer
from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.exchange import importing
from artsrx.exchange.fields import Field
from artsrx.exchange.importing import carry_out, dry_run, foreseen, look, rejects_xlsx, undo_import
from artsrx.exchange.reading import Cell, Sheet, SpreadsheetFile
from artsrx.exchange.table_area import ListLayout
from artsrx.records.imports import plan as planning
from artsrx.records.imports.plan import Choice, Plan

DATA = Path(__file__).parents[1] / "data"
LOG = DATA / "referral-log.xlsx"
TODAY = date(2026, 6, 30)


def planned(store: Store, *rows: tuple[Cell, ...]) -> Plan:
    return dry_run(store, SpreadsheetFile("list.xlsx", str(hash(rows)), (Sheet("List", rows),)), today=TODAY)


def people(store: Store) -> int:
    return store.read(lambda tx: tx.scalar(select(func.count()).select_from(Participant)) or 0)


def names(tx: Session, table: type[Programme] | type[Practice] | type[Referrer]) -> set[str]:
    return set(tx.scalars(select(table.name)))


def test_the_real_log_from_end_to_end(store: Store) -> None:
    plan = dry_run(store, look(LOG), today=TODAY)
    assert plan.counts() == {
        "rows": 49, "new": 46, "known": 0, "unchanged": 0, "ask": 3, "repeated": 0, "rejected": 0, "doubtful": 18,
    }  # fmt: skip
    assert [(row.row.name, row.twin.name) for row in plan.asks if row.twin] == [
        ("Aoifee Begum", "Aoife Begum"), ("Caryss Begum", "Carys Begum"), ("Briann Smith", "Brian Smith"),
    ]  # fmt: skip
    before = foreseen(plan)
    assert people(store) == 0
    after = carry_out(store, plan)
    assert before.counts == after.counts == {
        "rows": 49, "people": 46, "referrals": 46, "places": 22, "doubtful": 18, "rejected": 0, "duplicates": 3,
        "unchanged": 0,
    }  # fmt: skip
    assert (before.batch, before.done, after.done) == (None, False, True)
    assert store.undo_label == "bring in 49 rows"
    assert store.read(names, Programme) == {"Clay Tues", "Museum Explorers", "Choir"}
    assert store.read(names, Practice) == {
        "Canal Street Practice", "Hillcrest Practice", "Abbey Road Surgery", "Dockside Health Centre", "St Anne's Surgery",
    }  # fmt: skip
    assert store.read(names, Referrer) == {"Social Prescribing team", "Bev", "Jo Marsh", "P Lewis", "Sam Okoro"}
    answers = store.read(lambda tx: list(tx.execute(select(Consent.purpose, Consent.answer))))
    assert {purpose for purpose, _answer in answers} == {"practice"}
    assert store.check() is None


def test_the_real_log_again_changes_nothing_and_all_of_it_can_be_taken_back(store: Store) -> None:
    first = carry_out(store, dry_run(store, look(LOG), today=TODAY))
    sequence = store.sequence
    again = carry_out(store, dry_run(store, look(LOG), today=TODAY))
    assert (again.counts["people"], again.counts["referrals"], again.counts["unchanged"]) == (0, 0, 46)
    assert again.batch is None
    assert store.sequence == sequence
    assert first.batch
    undone = undo_import(store, first.batch)
    assert (undone.people, undone.referrals, undone.places, undone.kept, undone.could_not) == (46, 46, 22, (), ())
    assert people(store) == 0
    with pytest.raises(Refused, match="taken back already"):
        undo_import(store, first.batch)
    assert carry_out(store, dry_run(store, look(LOG), today=TODAY)).counts["people"] == 46


def test_an_import_worked_on_since_is_taken_back_as_far_as_it_can_be(store: Store) -> None:
    first = carry_out(store, dry_run(store, look(LOG), today=TODAY))

    def edit(tx: Session) -> None:
        person = tx.scalars(
            select(Participant).where(Participant.family == "Chen", Participant.given == "Harpreet")
        ).one()
        person.access_needs = "a seat near the door"

    store.write("change access needs", edit)
    assert first.batch
    undone = undo_import(store, first.batch)
    assert undone.people == 45
    assert "Harpreet Chen: Somebody has edited it since." in undone.kept
    assert [batch.undone_at is not None for batch in store.read(planning.imported_lists)] == [True]


def test_choices_are_followed(store: Store) -> None:
    plan = dry_run(store, look(LOG), today=TODAY)
    numbers = [row.row.number for row in plan.asks]
    choices = dict(zip(numbers, (Choice.SAME, Choice.DIFFERENT, Choice.LEAVE_OUT), strict=True))
    outcome = carry_out(store, plan, choices=choices)
    assert (outcome.counts["people"], outcome.counts["referrals"], outcome.counts["duplicates"]) == (47, 48, 1)
    assert outcome.counts == foreseen(plan, choices).counts
    assert [row["name"] for row in outcome.as_json()["duplicates"]] == ["Briann Smith"]


def test_the_json_counts_and_lists(store: Store) -> None:
    plan = planned(
        store,
        ("Name", "Tel", "D.O.B", "NHS No", "Odd"),
        ("Joan Singh", "07700 900047", "31/2/51", "999 083 0169", "x"),
        ("Joann Singh", "07700 900047", "", "", ""),
        ("", "07700 900001", "", "", ""),
        ("Total", "", "", "", ""),
    )
    told = foreseen(plan).as_json()
    assert json.loads(json.dumps(told)) == told
    rows, columns = told.pop("rows"), told.pop("columns")
    assert [column["field"] for column in columns] == ["name", "phone", "born", "NHS number", None]
    assert [(row["row"], row["action"], row["name"], row["problem"]) for row in rows] == [
        (2, "new", "Joan Singh", None), (3, "ask", "Joann Singh", None), (4, "rejected", "", "There is no name in this row."),
    ]  # fmt: skip
    assert {name: rows[0][name] for name in ("given", "phone", "born", "nhs_number", "status", "notes", "doubts")} == {
        "given": "Joan", "phone": "07700 900047", "born": None, "nhs_number": "9990830169", "status": "received",
        "notes": "Date of birth: 31/2/51", "doubts": ["Date of birth: There is no 31 February 51."],
    }  # fmt: skip
    assert told == {
        "rows_read": 3, "people_added": 1, "referrals_added": 0, "places_added": 0, "doubtful": 1, "rejected": 1,
        "duplicates_left_out": 1, "unchanged": 0, "dry_run": True,
        "doubts": [{"row": 2, "doubt": "Date of birth: There is no 31 February 51."}],
        "rejected_rows": [{"row": 4, "name": "", "why": "There is no name in this row."}],
        "duplicates": [
            {"row": 3, "name": "Joann Singh",
             "why": "Perhaps the same person as in row 2. Nearly the same name and the same phone number."},
        ],
        "not_people": [{"row": 5, "why": "“Total” is a total."}],
        "remarks": [
            "These columns are not brought in: Odd",
            "1 NHS number begins with 999: such numbers are for tests and belong to nobody.",
        ],
    }  # fmt: skip
    assert foreseen(plan).as_words() == (
        "3 rows were read. Would be added: 1 person, 0 referrals.\n"
        "To check: 1. Probable duplicates left out: 1. Rejected: 1. Unchanged: 0.\n"
        "These columns are not brought in: Odd\n"
        "1 NHS number begins with 999: such numbers are for tests and belong to nobody.\n"
        "\nTo check:\nRow 2: Date of birth: There is no 31 February 51.\n"
        "\nProbably somebody already there, so left out:\n"
        "Row 3: Joann Singh: Perhaps the same person as in row 2. Nearly the same name and the same phone number.\n"
        "\nCould not be brought in:\nRow 4: There is no name in this row.\n"
        "\nNot people:\nRow 5: “Total” is a total."
    )
    assert carry_out(store, plan).as_words().startswith("3 rows were read. Added: 1 person, 0 referrals.\n")


def test_a_list_without_names_is_refused(store: Store) -> None:
    with pytest.raises(Refused, match="No column of names was found"):
        dry_run(store, look(DATA / "referral-email.txt"), today=TODAY)
    sheets = SpreadsheetFile("f", "d", (Sheet("a", (("Bloggs", "x"), ("Joan Singh", "y"))),))
    plan = dry_run(store, sheets, today=TODAY, mapping=ListLayout(0, 0, (Field.NAME, None)))
    assert [row.row.name for row in plan.rows] == ["Joan Singh"]


def mending(plan: Plan, choices: dict[int, Choice] | None = None) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(rejects_xlsx(plan, choices)))
    found = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert all(cell.data_type != "f" and not cell.hyperlink for row in book.active.iter_rows() for cell in row)
    book.close()
    return found


def test_the_rows_to_mend_are_a_spreadsheet_without_formulas(store: Store) -> None:
    plan = planned(
        store,
        ("Name", "Tel", "Notes", "When", "At", "Odd"),
        ("Joan Singh", 7700900047.0, "", "", "", ""),
        ("", 7700900001.0, "=HYPERLINK(1)", date(2025, 4, 9), datetime(2025, 4, 9, 14, 30), True),
        ("=1+1", "@x", "+44", "-1", "https://example.org", 1e300),
        ("Joann Singh", 7700900047.0, None, date(1850, 1, 1), "", ""),
    )
    rows = mending(plan)
    assert rows[0] == ["Name", "Tel", "Notes", "When", "At", "Odd", "What to mend"]
    assert rows[1] == [
        None, 7700900001, "=HYPERLINK(1)", datetime(2025, 4, 9), datetime(2025, 4, 9, 14, 30), "yes",
        "There is no name in this row.",
    ]  # fmt: skip
    assert rows[2][:5] == ["=1+1", "@x", "+44", "-1", "https://example.org"]
    assert rows[3][0] == "Joann Singh" and rows[3][3] == "1 January 1850"
    assert str(rows[3][6]).startswith("Perhaps the same person as in row 2.")
    assert len(mending(plan, {5: Choice.DIFFERENT})) == 3
    assert len(mending(planned(store, ("Name",), ("Ann Lee",)))) == 1


def test_mended_rows_come_in(store: Store, tmp_path: Path) -> None:
    plan = planned(store, ("Name", "Tel", "D.O.B"), ("", 7700900001.0, date(1951, 4, 3)), ("Joan Singh", "", ""))
    carry_out(store, plan)
    book = openpyxl.load_workbook(io.BytesIO(rejects_xlsx(plan)))
    book.active["A2"] = "Rhys Hughes"
    book.save(tmp_path / "mended.xlsx")
    book.close()
    outcome = carry_out(store, dry_run(store, look(tmp_path / "mended.xlsx"), today=TODAY))
    assert outcome.counts["people"] == 1
    found = store.read(
        lambda tx: list(tx.execute(select(Participant.phone, Participant.born).where(Participant.given == "Rhys")))
    )
    assert found == [("07700 900001", date(1951, 4, 3))]


def test_the_collector_is_left_as_it_was(store: Store) -> None:
    before = gc.isenabled()
    try:
        for switch, on in ((gc.enable, True), (gc.disable, False)):
            switch()
            planned(store, ("Name",), ("Joan Singh",))
            assert gc.isenabled() is on
    finally:
        (gc.enable if before else gc.disable)()


def test_everything_that_the_window_needs_is_here() -> None:
    assert {name for name in importing.__all__ if not hasattr(importing, name)} == set()
    assert len(importing.__all__) >= 8


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["Name", "Joan Singh", "Joann Singh", "D.O.B", "3/4/51", "Tel", "07700 900047", "Which group", "Clay"]
    ),
    st.floats(),
    st.dates(),
    st.none(),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.lists(CELLS, max_size=5).map(tuple), max_size=8), st.data())
def test_any_grid_comes_in_or_is_refused_and_never_twice(
    store: Store, rows: list[tuple[Cell, ...]], data: st.DataObject
) -> None:
    width = max((len(row) for row in rows), default=0)
    columns = data.draw(st.lists(st.sampled_from([None, *Field]), min_size=width, max_size=width))
    sheets = SpreadsheetFile("grid.csv", str(random.random()), (Sheet("", tuple(rows)),))
    mapping = ListLayout(0, None, tuple(columns))
    try:
        plan = dry_run(store, sheets, today=TODAY, mapping=mapping)
    except Refused:
        return
    outcome = carry_out(store, plan)
    assert outcome.counts == foreseen(plan).counts
    assert rejects_xlsx(plan)
    outcome.as_words()
    again = carry_out(store, dry_run(store, sheets, today=TODAY, mapping=mapping))
    assert (again.counts["people"], again.counts["referrals"], again.batch) == (0, 0, None)
    if outcome.batch:
        undo_import(store, outcome.batch)
    assert people(store) == store.read(lambda tx: tx.scalar(select(func.count()).select_from(Place))) == 0


class Stop(Exception):
    """Somebody pressed Cancel."""


def test_cancel_while_writing_takes_everything_back(store: Store) -> None:
    plan = dry_run(store, look(LOG), today=TODAY)
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        raise Stop

    with pytest.raises(Stop):
        carry_out(store, plan, tell=stop)
    (progress,) = told
    assert 0 < progress[0] < progress[1]
    assert people(store) == 0
    assert carry_out(store, plan).done


def test_cancel_while_reading_ends_the_child() -> None:
    def stop() -> None:
        raise Stop

    with pytest.raises(Stop):
        look(LOG, check=stop)


def test_the_likeliest_sheet_is_taken_where_none_is_named() -> None:
    sheets = look(LOG)
    assert importing.guess_named(sheets, None, today=TODAY) == importing.guess(sheets, today=TODAY)


class Stopped(Exception):
    """What Cancel raises."""


def stopping(at: int, asked: list[int]) -> Callable[[], None]:
    """Counts in `asked` how often it is called, and stops the work at the call of that number."""

    def check() -> None:
        asked.append(len(asked) + 1)
        if asked[-1] == at:
            raise Stopped

    return check


def test_comparing_can_be_stopped_at_any_row(store: Store) -> None:
    sheets = look(LOG)
    asked: list[int] = []
    plan = dry_run(store, sheets, today=TODAY, check=stopping(0, asked))
    assert len(asked) == 2 * len(plan.rows), "before each row is read, and before it is compared"
    for at in (1, len(asked) // 2, len(asked) // 2 + 1, len(asked)):
        with pytest.raises(Stopped):
            dry_run(store, sheets, today=TODAY, check=stopping(at, []))
