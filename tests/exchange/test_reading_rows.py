"""Where the list is, what its columns hold, and what each row says."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artsrx.domain.vocabulary import Answer, Route, Status
from artsrx.exchange.columns import guessed_columns, heading_field
from artsrx.exchange.consent_marks import read_answer
from artsrx.exchange.fields import Field, field_words
from artsrx.exchange.person_rows import PersonRows, person_rows
from artsrx.exchange.reading import Cell, Sheet, SpreadsheetFile, look
from artsrx.exchange.referrer_cell import Sender, read_sender
from artsrx.exchange.row_reader import shown
from artsrx.exchange.rows import read_table
from artsrx.exchange.status_words import read_status
from artsrx.exchange.table_area import ListLayout, guess, guess_below, guess_sheet
from artsrx.records.imports.incoming import IncomingList, IncomingRow

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 6, 30)


def book(*rows: tuple[Cell, ...], **more: object) -> SpreadsheetFile:
    return SpreadsheetFile("list.xlsx", "0" * 64, (Sheet("List", rows, **more),))  # type: ignore[arg-type]


def table(*rows: tuple[Cell, ...]) -> IncomingList:
    sheets = book(*rows)
    return read_table(sheets, guess(sheets, today=TODAY), today=TODAY)


def one(headings: tuple[Cell, ...], *cells: Cell) -> IncomingRow:
    (row,) = table(headings, cells).rows
    return row


@pytest.fixture(scope="module")
def log() -> IncomingList:
    sheets = look(DATA / "referral-log.xlsx")
    return read_table(sheets, guess(sheets, today=TODAY), today=TODAY)


def row_of(log: IncomingList, name: str) -> IncomingRow:
    return next(row for row in log.rows if row.name == name)


def test_the_columns_of_the_real_log() -> None:
    assert guess(look(DATA / "referral-log.xlsx"), today=TODAY) == ListLayout(
        0, 3,
        (None, Field.NAME, Field.BORN, Field.PHONE, Field.POSTCODE, Field.NHS_NUMBER, Field.REFERRER, Field.RECEIVED,
         Field.REASON, Field.PROGRAMME, Field.STATUS, Field.TELL_PRACTICE, Field.NOTES),
    )  # fmt: skip


def test_every_row_of_the_real_log_is_read(log: IncomingList) -> None:
    assert len(log.rows) == 49
    assert not [row for row in log.rows if row.problem]
    assert [(row.number, row.words) for row in log.left_out] == [
        (23, "“---- SUMMER BREAK ----” divides the list."),
        (42, "“---- SUMMER BREAK ----” divides the list."),
        (57, "“Total” is a total."),
    ]
    assert log.remarks == (
        "Only the sheet “Referrals 25-26” is read here. Not read: “old - ignore”.",
        "These columns are not brought in: No.",
        "31 NHS numbers begin with 999: such numbers are for tests and belong to nobody.",
    )
    assert all(row.phone.startswith("07700 900") for row in log.rows)
    assert all(row.born or row.born_year for row in log.rows)
    assert all(row.received_on or row.received_year == 2025 for row in log.rows)
    assert max(row.born for row in log.rows if row.born) < date(2004, 1, 1)


def test_the_hard_cases_of_the_real_log(log: IncomingList) -> None:
    kwame = row_of(log, "Kwame MacDonald")
    assert (kwame.born, kwame.phone, kwame.nhs_number) == (date(1937, 2, 27), "07700 900548", "9990830169")
    assert (kwame.referrer, kwame.practice, kwame.own_practice) == (
        "Social Prescribing team",
        "Canal Street Practice",
        True,
    )
    assert (kwame.status, kwame.stated_before) == (Status.CONTACT_ATTEMPTED, "no answer x3")
    priya = row_of(log, "Priya Adeyemi")
    assert (priya.postcode, priya.received_on, priya.referrer_role) == ("no fixed address", date(2025, 4, 30), "GP")
    graham = row_of(log, "Graham Ali")
    assert (graham.tell_practice, graham.tell_practice_remark) == (Answer.YES, "not daughter")
    assert graham.tell_referrer is Answer.NOT_ASKED
    assert graham.notes == "=brings carer"
    assert (graham.received_on, graham.received_year) == (None, 2025)
    jo = row_of(log, "Joan Singh")
    assert (jo.referrer, jo.referrer_role, jo.practice) == ("Jo Marsh", "link worker", "Hillcrest Practice")
    assert (jo.notes, jo.tell_practice) == ("@see safeguarding file", Answer.NOT_ASKED)
    sam = row_of(log, "Ruth Walsh")
    assert (sam.referrer, sam.referrer_role, sam.tell_practice) == ("Sam Okoro", "community connector", Answer.NO)
    ruth = row_of(log, "Ruth Khan")
    assert (ruth.route, ruth.referrer, ruth.practice) == (Route.SELF, "", "Hillcrest Practice")
    assert row_of(log, "Sheila O'Neill").finished
    assert [row.born_year for row in log.rows if row.name == "Derek Campbell"] == [None, 1964]


def test_a_register_and_a_list_of_forms_are_read_as_people() -> None:
    register = look(DATA / "register-clay-autumn.xlsx")
    found = read_table(register, guess(register, today=TODAY), today=TODAY)
    assert [row.name for row in found.rows][:2] == ["Kwame MacDonald", "Zoë Hughes"]
    assert len(found.rows) == 14
    assert [row.words for row in found.left_out] == ["“visitors (no names)” is a total."]
    forms = look(DATA / "wellbeing-forms.csv")
    assert guess(forms, today=TODAY).header == 0
    assert len(read_table(forms, guess(forms, today=TODAY), today=TODAY).rows) == 25


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("D.O.B", Field.BORN), ("Date of birth", Field.BORN), ("Tel", Field.PHONE), ("mobile no", Field.PHONE),
        ("Referred by / surgery", Field.REFERRER), ("Date ref'd", Field.RECEIVED), ("Referral date", Field.RECEIVED),
        ("Why", Field.REASON), ("Which group", Field.PROGRAMME), ("Status", Field.STATUS), ("Referred to", Field.PROGRAMME),
        ("OK to tell GP?", Field.TELL_PRACTICE), ("GP consent", Field.TELL_PRACTICE), ("Update link worker?", Field.TELL_REFERRER),
        ("Notes", Field.NOTES), ("First name", Field.GIVEN), ("Surname", Field.FAMILY), ("E-mail", Field.EMAIL),
        ("Home address", Field.ADDRESS), ("Post code", Field.POSTCODE), ("NHS No", Field.NHS_NUMBER), ("GP", Field.PRACTICE),
        ("Surgery", Field.PRACTICE), ("Known as", Field.KNOWN_AS), ("Next of kin tel", Field.EMERGENCY),
        ("Access needs", Field.ACCESS), ("Link worker", Field.REFERRER), ("Name", Field.NAME), ("Participant name", Field.NAME),
        ("Forename(s)", Field.GIVEN), ("Mobility issues", Field.ACCESS), ("Referrer email", None), ("GP tel", None),
        ("Referrer / surgery", Field.REFERRER), ("Registered GP", Field.PRACTICE),
        ("Referrer organisation", Field.PRACTICE), ("Name (known as)", Field.NAME), ("Date started", None),
        ("No.", None), ("", None), (3.0, None), ("a" * 61, None),
    ],
)  # fmt: skip
def test_headings(heading: Cell, field: Field | None) -> None:
    assert heading_field(heading) is field


def test_every_field_has_words() -> None:
    assert len({field_words(field) for field in Field}) == len(Field)


def test_columns_without_headings_are_known_by_what_they_hold() -> None:
    rows: list[tuple[Cell, ...]] = [
        ("Joan Singh", "27/01/51", 7700900548.0, "joan@example.org", "GL1 2AB", "999 083 0169", date(2025, 4, 9), 3.0),
        ("Rhys Hughes", "10/10/46", "07700 900573", "rhys@example.org", "GL7 1ZZ", "9990937869", "10/4/25", "x"),
        ("Singh, Ruth", "1 May 60", "07700 900574", "", "", "", date(2025, 4, 9), ""),
    ]
    assert guessed_columns((), rows, today=TODAY).fields == (
        Field.NAME, Field.BORN, Field.PHONE, Field.EMAIL, Field.POSTCODE, Field.NHS_NUMBER, Field.RECEIVED, None,
    )  # fmt: skip
    assert guess(book(*rows), today=TODAY).header is None


def test_what_a_heading_says_is_somebody_elses_is_not_guessed() -> None:
    headings = ("Name", "Referrer email", "Start date", "Ring", "GP", "GP email")
    rows: list[tuple[Cell, ...]] = [
        ("Joan Singh", "jo@example.org", date(2025, 4, 9), "07700 900047", "Hill", "a@example.org")
    ] * 3
    assert guessed_columns(headings, rows, today=TODAY).fields == (
        Field.NAME,
        None,
        None,
        Field.PHONE,
        Field.PRACTICE,
        None,
    )


def test_two_columns_of_names_and_two_of_phones() -> None:
    found = one(
        ("First name", "Name", "Home tel", "Mobile", "Name"), "joan", "SINGH", "01632 960123", 7700900548.0, "x"
    )
    assert (found.given, found.family, found.phone, found.contact_note) == (
        "Joan",
        "Singh",
        "01632 960123",
        "07700 900548",
    )


def test_the_guess_can_be_changed() -> None:
    sheets = book(("Sheila Bloggs", "Bloggs"), ("Joan Singh", "07700 900047"))
    mapping = ListLayout(0, 0, (None, None)).with_column(0, Field.NAME)
    assert mapping.columns == (Field.NAME, None)
    assert [row.name for row in read_table(sheets, mapping, today=TODAY).rows] == ["Joan Singh"]
    assert guess_below(sheets, 0, None, today=TODAY).columns[0] is Field.NAME
    two = SpreadsheetFile(
        "f", "0", (Sheet("a", (("Name", "Tel"), ("Ann Lee", "1"))), Sheet("b", (("see paper file",),)))
    )
    assert guess(two, today=TODAY).sheet == 0
    assert guess_sheet(two, 1, today=TODAY) == ListLayout(1, None, (None,))
    hidden = SpreadsheetFile("f", "0", (Sheet("a", two.sheets[0].rows, hidden=True), two.sheets[0]))
    assert guess(hidden, today=TODAY).sheet == 1


def test_headings_merged_over_two_rows() -> None:
    sheets = book(
        ("Name", "When", ""), ("", "born", "referred on"), ("Joan Singh", "3/4/51", "9/4/25"),
        merged=((0, 0, 1, 0), (0, 1, 0, 2), (0, 7, 1, 7)),
    )  # fmt: skip
    mapping = guess_below(sheets, 0, 1, today=TODAY)
    assert mapping.columns == (Field.NAME, Field.BORN, Field.RECEIVED)
    short = book(("Title", "", "", "Name"), ("Tel",), merged=((0, 3, 1, 3),))
    assert guess_below(short, 0, 1, today=TODAY).columns == (Field.PHONE, None, None, Field.NAME)


def test_what_is_no_person_is_left_out_and_said() -> None:
    found = table(
        ("Name", "Tel", "D.O.B"),
        ("Joan Singh", "07700 900047", ""),
        ("", "", ""),
        ("====", "", ""),
        ("April 2025", "", ""),
        ("WAITING LIST", None, ""),
        ("Name", "Tel", "D.O.B"),
        ("Grand total", 12.0, ""),
        ("Singh, April", "", ""),
        ("Ann Lee", "", ""),
    )
    assert [row.name for row in found.rows] == ["Joan Singh", "April Singh", "Ann Lee"]
    assert [(row.number, row.words) for row in found.left_out] == [
        (4, "“====” divides the list."), (5, "“April 2025” divides the list."), (6, "“WAITING LIST” divides the list."),
        (7, "The headings stand here again."), (8, "“Grand total” is a total."),
    ]  # fmt: skip


def test_a_row_that_begins_with_total_may_be_a_person() -> None:
    found = table(("Group", "Name"), ("Total Clay", "Joan Singh"), ("Total", ""))
    assert [row.name for row in found.rows] == ["Joan Singh"]


def test_a_row_without_a_name_is_rejected() -> None:
    row = one(("Name", "Tel"), "", "07700 900047")
    assert row.problem == "There is no name in this row."
    assert row.written == ("", "07700 900047")


def test_doubts_are_told_by_field_and_nothing_is_lost() -> None:
    row = one(
        ("Name", "D.O.B", "Date ref'd", "Tel", "Postcode", "NHS No", "Notes", "Address"),
        "Joan Singh", "31/2/51", date(2026, 9, 1), "12", "rubbish", "123", "likes tea", "1 High Street",
    )  # fmt: skip
    assert row.doubts == (
        "Date of birth: There is no 31 February 51.",
        "Date of the referral: 1 September 2026 is still to come.",
        "“12” is not the length of a UK phone number.",
        "“rubbish” does not look like a postcode.",
        "“123” is not an NHS number: it has ten digits.",
    )
    assert row.notes == "likes tea\nDate of birth: 31/2/51\nNHS number as written: 123"
    assert (row.contact_note, row.phone) == ("1 High Street", "12")


def test_a_table_without_anything() -> None:
    assert read_table(SpreadsheetFile("f", "0", ()), ListLayout(0, None, ()), today=TODAY) == IncomingList("f", "0")
    assert guess(SpreadsheetFile("f", "0", ()), today=TODAY) == ListLayout(0, None, ())
    assert person_rows(Sheet("a", ()), ListLayout(0, None, ()), today=TODAY) == PersonRows()


@pytest.mark.parametrize(
    ("cell", "sender"),
    [
        ("Jo Marsh (link worker), Hillcrest Practice", Sender("Jo Marsh", "link worker", "Hillcrest Practice", True)),
        ("jo marsh, St Anne's Surgery", Sender("Jo Marsh", "", "St Anne's Surgery", True)),
        ("Sam Okoro - community connector", Sender("Sam Okoro", "community connector")),
        ("Sam Okoro, community connector", Sender("Sam Okoro", "community connector")),
        ("JO MARSH, LW, Hillcrest Practice", Sender("Jo Marsh", "link worker", "Hillcrest Practice", True)),
        ("Dr. P Lewis, Abbey Road Surgery", Sender("P Lewis", "GP", "Abbey Road Surgery", True)),
        ("Mrs P Lewis (nurse)", Sender("P Lewis", "nurse")),
        ("Social Prescribing team", Sender("Social Prescribing team")),
        ("Self, Hillcrest Practice", Sender(practice="Hillcrest Practice", own_practice=True, route=Route.SELF)),
        ("self-referral", Sender(route=Route.SELF)),
        ("Hillcrest Practice", Sender(practice="Hillcrest Practice", own_practice=True)),
        ("Bev, County Hospital", Sender("Bev", "", "County Hospital", False)),
        ("unknown, Hillcrest Practice", Sender(practice="Hillcrest Practice", own_practice=True)),
        ("Marsh, Jo", Sender("Marsh, Jo")),
        (
            "practice nurse",
            Sender("Practice Nurse", doubt="“practice nurse” is a role: who referred them is not named."),
        ),
        ("Ann Lee practice nurse", Sender("Ann Lee practice nurse")),
        ("", Sender()),
    ],
)
def test_who_referred(cell: str, sender: Sender) -> None:
    assert read_sender(cell) == sender


def test_a_practice_from_its_own_column() -> None:
    assert read_sender("Jo Marsh", "Hillcrest") == Sender("Jo Marsh", "", "Hillcrest", True)
    assert read_sender("Jo Marsh, Abbey Surgery", "Hillcrest") == Sender("Jo Marsh", "", "Hillcrest", True)


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        ("started", Status.ACCEPTED), ("Completed!", Status.ACCEPTED), ("W/L", Status.WAITING),
        ("waiting list", Status.WAITING), ("no answer x3", Status.CONTACT_ATTEMPTED), ("DNA x2 then stopped", Status.DISENGAGED),
        ("ref back to GP", Status.REFERRED_BACK), ("declined", Status.DECLINED_BY_PERSON), ("not suitable", Status.DECLINED_BY_US),
        ("", Status.RECEIVED), ("new", Status.RECEIVED), ("on hold", Status.PAUSED), ("unable to contact", Status.UNABLE_TO_CONTACT),
        ("moved on", Status.MOVED_ON), ("duplicate", Status.ENTERED_IN_ERROR), ("more info needed", Status.INFORMATION_NEEDED),
    ],
)  # fmt: skip
def test_statuses_in_free_text(stated: str, status: Status) -> None:
    found = read_status(stated)
    assert (found.status, found.stated) == (status, stated)


def test_a_status_that_means_nothing_is_kept_with_a_doubt() -> None:
    assert read_status("purple").doubt == "The status “purple” is kept as written."
    assert read_status("declined").doubt == "“declined” is taken as declined by the person, not by you."
    assert read_status("declined by them").doubt is None
    assert read_status("Completed!").finished and not read_status("started").finished


@pytest.mark.parametrize(
    ("text", "answer", "remark"),
    [
        ("Y", Answer.YES, ""), ("yes", Answer.YES, ""), ("✓", Answer.YES, ""), ("N", Answer.NO, ""), ("✗", Answer.NO, ""),
        ("?", Answer.NOT_ASKED, ""), ("", Answer.NOT_ASKED, ""), ("Y (not daughter)", Answer.YES, "not daughter"),
        ("No - ask again", Answer.NO, "ask again"), ("perhaps", Answer.NOT_ASKED, "perhaps"), ("n/a", Answer.NOT_ASKED, ""),
    ],
)  # fmt: skip
def test_answers(text: str, answer: Answer, remark: str) -> None:
    found = read_answer(text)
    assert (found.answer, found.remark) == (answer, remark)
    assert bool(found.doubt) == bool(remark)


def test_cells_as_text() -> None:
    assert [shown(cell) for cell in (True, False, datetime(2025, 4, 9, 14), date(2025, 4, 9), 7.0, None, " a ")] == [
        "yes", "no", "9 April 2025", "9 April 2025", "7", "", "a",
    ]  # fmt: skip


CELLS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["Name", "Joan Singh", "Tel", "D.O.B", "31/2/51", "Total", "----", "Y (x)", "Self, Surgery", "NFA"]
    ),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
)


@given(st.lists(st.lists(CELLS, max_size=8).map(tuple), max_size=12))
def test_any_grid_is_read(rows: list[tuple[Cell, ...]]) -> None:
    sheets = book(*rows)
    mapping = guess(sheets, today=TODAY)
    found = read_table(sheets, mapping, today=TODAY)
    assert [row for row in found.rows if not (row.problem or row.name)] == []
    filled = [row for row in rows if any(cell is not None and str(cell).strip() for cell in row)]
    assert len(found.rows) + len(found.left_out) <= len(filled)


@given(
    st.lists(st.lists(CELLS, min_size=6, max_size=6).map(tuple), max_size=6),
    st.lists(st.sampled_from([None, *Field]), min_size=6, max_size=6),
)
def test_any_mapping_is_read(rows: list[tuple[Cell, ...]], columns: list[Field | None]) -> None:
    found = read_table(book(*rows), ListLayout(0, None, tuple(columns)), today=TODAY)
    assert all(row.problem or row.name for row in found.rows)
