"""One row read: names out of several columns, dates by their column, what a second column says too, needs among notes."""

from datetime import date, datetime

import pytest

from artsrx.domain.vocabulary import Answer, Status
from artsrx.exchange.reading import Cell, Sheet, SpreadsheetFile
from artsrx.exchange.rows import read_table
from artsrx.exchange.table_area import guess
from artsrx.records.imports.incoming import IncomingRow

TODAY = date(2026, 11, 25)
BORN = date(1951, 4, 3)


def rows(headings: str, *cells: tuple[Cell, ...]) -> tuple[IncomingRow, ...]:
    file = SpreadsheetFile("f", "0", (Sheet("S", (tuple(headings.split("|")), *cells)),))
    return read_table(file, guess(file, today=TODAY), today=TODAY).rows


def one(headings: str, *cells: Cell) -> IncomingRow:
    (row,) = rows(headings, cells)
    return row


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        ("Name|Surname", ("Ada", "Bell")), ("Name|Surname", ("Ada Bell", "Bell")), ("Name|First name", ("Ada Bell", "Ada")),
        ("Name|First name", ("Bell", "Ada")), ("First name|Middle name|Last name", ("Ada", "", "Bell")), ("Name|Client name", ("", "Ada Bell")),
        ("Name|Client name", ("Bell, Ada", "Ada Bell")), ("First name|Surname|Name", ("", "", "Ada Bell")), ("Name|Surname",
         ("Bell, Ada", "Bell")),
        ("Forename and surname", ("Ada Bell",)), ("Name / DOB", ("Ada Bell 3/4/1951",)), ("Name|Surname", ("Ada Bell", "")),
    ],
)  # fmt: skip
def test_a_name_out_of_the_columns_that_there_are(headings: str, cells: tuple[str, ...]) -> None:
    row = one(headings + "|Phone", *cells, "07700 900123")
    assert (row.given, row.family) == ("Ada", "Bell")


def test_a_surname_that_is_all_of_the_name() -> None:
    assert one("Name|Surname|Phone", "Bell", "Bell", "").doubts == ("Only one name is given: “Bell”.",)


def test_names_that_differ_are_both_kept() -> None:
    row = one("Participant name|Client name|Phone", "Ada Bell", "Adeline Bell", "")
    assert (row.name, row.notes) == ("Ada Bell", "Client name: Adeline Bell")
    assert row.doubts == ("Kept as a note, as another column says it too: Client name: Adeline Bell",)


def test_a_birth_date_beside_the_name() -> None:
    row = one("Name|Phone", "Ada Bell (3/4/1951)", "07700 900123")
    assert (row.name, row.born, row.doubts) == (
        "Ada Bell",
        BORN,
        ("“3/4/1951” beside the name is taken as the birth date.",),
    )
    told = one("Name and DOB|Phone", "Ada Bell dob 3/4/1951", "07700 900123")
    assert (told.name, told.born, told.doubts) == ("Ada Bell", BORN, ())
    both = one("Name|DOB", "Ada Bell 3/4/1951", "3/4/1951")
    assert (both.name, both.born, both.doubts) == ("Ada Bell", BORN, ())


def test_a_birth_date_in_three_columns() -> None:
    head = "Name|Birth day|Birth month|Birth year"
    assert one(head, "Ada Bell", "3", "4", "1951").born == BORN
    assert one(head, "Ada Bell", 3.0, "April", 1951.0).born == BORN
    assert one(head, "Ada Bell", "", "", "1951").born_year == 1951
    assert one(head, "Ada Bell", "3", "4", "").born is None


def test_a_column_of_dates_that_is_month_first() -> None:
    found = rows(
        "Name|DOB",
        ("Ada Bell", "04/03/1951"),
        ("Ben Cole", "12/25/1960"),
        ("Cat Dunn", "7/7/1948"),
        ("Dee Eve", "about 1950"),
        ("Eve Fox", date(1950, 1, 2)),
    )
    assert [row.born for row in found] == [BORN, date(1960, 12, 25), date(1948, 7, 7), None, date(1950, 1, 2)]
    assert [bool(row.doubts) for row in found] == [True, False, False, True, False]
    assert found[0].doubts == ("Date of birth: “04/03/1951” is read month first, as others of its column must be.",)


def test_a_column_in_both_orders_is_doubted() -> None:
    found = rows(
        "Name|DOB",
        ("Ada Bell", "13/4/1951"),
        ("Ben Cole", "12/25/1960"),
        ("Cat Dunn", "3/4/1951"),
        ("Dee Eve", "5/5/1950"),
    )
    assert [row.born for row in found] == [date(1951, 4, 13), date(1960, 12, 25), BORN, date(1950, 5, 5)]
    assert [bool(row.doubts) for row in found] == [False, True, True, False]


def test_dates_that_a_spreadsheet_may_have_turned() -> None:
    found = rows(
        "Name|DOB", ("Ada Bell", datetime(1951, 3, 4)), ("Ben Cole", "25/12/1960"), ("Cat Dunn", "16/07/1948"), ("Dee Eve",
        datetime(1970, 1, 2)),
        ("Eve Fox", datetime(1950, 5, 5)),
    )  # fmt: skip
    assert found[0].doubts == (
        "Date of birth: A spreadsheet may have exchanged day and month: it may be 3 April 1951.",
    )
    assert [bool(row.doubts) for row in found] == [True, False, False, True, False]


def test_a_note_in_a_date_is_kept() -> None:
    row = one("Name|Date referred|Reason", "Ada Bell", "2026-05-01 (by phone)", "lonely")
    assert (row.received_on, row.notes, row.doubts) == (
        date(2026, 5, 1),
        "Date of the referral: 2026-05-01 (by phone)",
        (),
    )


@pytest.mark.parametrize(
    "words",
    [
        "wheelchair, needs lift",
        "hard of hearing",
        "Uses a walking stick",
        "BSL",
        "needs large print",
        "can't manage stairs",
    ],
)
def test_access_needs_among_notes_reach_the_register(words: str) -> None:
    assert (one("Name|Notes", "Ada Bell", words).access_needs, one("Name|Notes", "Ada Bell", words).notes) == (
        words,
        "",
    )
    assert one("Name|Phone", f"Ada Bell ({words})", "").access_needs == words


def test_a_yes_under_a_question_of_needs_says_which() -> None:
    row = one("Name|Wheelchair user?|Hearing support|Any access needs?", "Ada Bell", "Yes", "No", "lift")
    assert row.access_needs == "Wheelchair user?\nlift"
    assert one("Name|Notes", "Ada Bell", "likes tea").notes == "likes tea"


def test_a_doctor_is_no_practice() -> None:
    row = one("Name|GP name", "Ada Bell", "Dr Patel")
    assert (row.practice, row.notes) == ("", "GP: Dr Patel")
    assert one("Name|GP", "Ada Bell", "Dr Patel's surgery").practice == "Dr Patel's surgery"


@pytest.mark.parametrize(("cell", "first", "others"), [("Clay; Choir", "Clay", True), ("Clay;Choir;", "Clay", True),
("Clay & Choir", "Clay", True), ("Clay/Choir", "Clay", True),
                                                       ("Arts & Crafts", "Arts & Crafts", False), ("Clay;", "Clay", False),
                                                       ("Drop-in, Tuesday", "Drop-in, Tuesday", False)])  # fmt: skip
def test_two_programmes_in_one_cell(cell: str, first: str, others: bool) -> None:
    row = rows("Name|Course", ("Ada Bell", cell), ("Ben Cole", "Clay"))[0]
    assert (row.programme, bool(row.doubts)) == (first, others)


def test_placeholders_are_blanks_in_every_field() -> None:
    row = one("Name|Known as|DOB|Phone|Email|Postcode|NHS No|Emergency contact|Access needs|Referred by|GP|Reason|Course|Notes",
              "Ada Bell", *("N/A", "TBC", "?", "-", "unknown", "n/k", "none", "None", "not known", "tbc", "?", "TBA", "n/a"))  # fmt: skip
    assert row == IncomingRow(2, "Ada", "Bell", written=row.written)


def test_damaged_letters_and_an_emergency_number() -> None:
    row = one("Name|Emergency contact|Emergency number", "ZoÃ« Bell", "Sue (daughter)", 7700900555.0)
    assert (row.name, row.emergency_contact) == ("Zoë Bell", "Sue (daughter), 07700 900555")
    assert row.doubts == ("Some letters are damaged: “ZoÃ« Bell” is taken as “Zoë Bell”.",)
    assert one("Name|Phone", "Zo\ufffd Bell", "").doubts[0] == "Some letters of “Zo\ufffd Bell” are damaged."


def test_answers_by_the_legend_of_their_column() -> None:
    found = rows("Name|OK to contact GP?", ("Ada Bell", "✓"), ("Ben Cole", "x"), ("Cat Dunn", "-"), ("Dee Eve", ""))
    assert [row.tell_practice for row in found] == [Answer.YES, Answer.NO, Answer.NOT_ASKED, Answer.NOT_ASKED]
    two = one("Name|OK to tell GP?|GP consent", "Ada Bell", "yes", "no")
    assert two.tell_practice is Answer.YES and "GP consent: no" in two.notes


def test_a_caption_among_full_rows_is_doubted() -> None:
    row = one("Name|Phone", "Clay Tues", "07700 900123")
    assert row.doubts == ("“Clay Tues” may be no person’s name.",)


def test_a_blank_status_beside_a_group_and_an_unknown_one() -> None:
    blank, odd, placed = rows(
        "Name|Group|Status", ("Ada Bell", "Clay", ""), ("Ben Cole", "Clay", "purple"), ("Cat Dunn", "Clay", "started")
    )
    assert (blank.gives_place, odd.gives_place, placed.gives_place) == (False, False, True)
    assert blank.doubts == ("The status does not say that they came: no place on Clay is given.",)
    assert odd.doubts == ("The status “purple” is kept as written.",) and odd.status is Status.RECEIVED
    assert one("Name|Group", "Ada Bell", "Clay").gives_place


def test_somebody_elses_phone_beside_the_persons() -> None:
    row = one("Name|Phone|Participant name|Participant phone", "Jo Marsh", "01452 960001", "Ada Bell", "07700 900123")
    assert (row.name, row.phone, row.contact_note) == ("Ada Bell", "07700 900123", "")


def test_what_a_column_holds_against_its_kind() -> None:
    row = one("Name|Phone|Email", "Ada Bell", "ring after 6", "ada at example")
    assert (row.phone, row.email, row.contact_note) == ("", "", "ring after 6, ada at example")
    same = one(
        "Name|Phone|Mobile|Email|Email 2", "Ada Bell", "07700 900123", 7700900123.0, "a@example.org", "a@example.org"
    )
    assert (same.phone, same.contact_note) == ("07700 900123", "")


def test_an_error_of_the_spreadsheet_is_said() -> None:
    row = one("Name|Phone", "Ada Bell", "#VALUE!")
    assert (row.phone, row.contact_note, row.doubts) == (
        "",
        "",
        ("“#VALUE!” is an error of the spreadsheet and is left out.",),
    )


def test_a_contact_beside_the_person_is_not_the_person() -> None:
    row = one("Name|Phone|Contact name|Contact number", "Ada Bell", "07700 900123", "Sue Bell", "07700 900555")
    assert (row.name, row.phone, row.emergency_contact) == ("Ada Bell", "07700 900123", "Sue Bell, 07700 900555")
    row = one(
        "Name|Contact person|Contact number|Contact email", "Ada Bell", "Sue Bell", "07700 900555", "sue@example.org"
    )
    assert (row.name, row.phone, row.email) == ("Ada Bell", "", "")
    alone = one("Contact name|Contact number", "Ada Bell", "07700 900123")
    assert (alone.name, alone.phone) == ("Ada Bell", "07700 900123")


def test_a_plainer_column_counts_only_where_it_is_filled() -> None:
    assert one("Name|Client name|Phone", "Ada Bell", "", "07700 900123").name == "Ada Bell"
    assert one("Name|Client name|Phone", "Jo Marsh", "Ada Bell", "07700 900123").name == "Ada Bell"


def test_a_second_column_that_says_the_same_is_no_doubt() -> None:
    row = one("Name|Postcode|Home post code", "Ada Bell", "GL1 2AB", "gl1 2ab")
    assert (row.postcode, row.notes, row.doubts) == ("GL1 2AB", "", ())
