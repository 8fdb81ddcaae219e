"""Where a list stands and what made it: exports known by their shape, forms, registers, several lists in one sheet."""

from datetime import date

import pytest

from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.exchange.fields import Field
from artsrx.exchange.importing import dry_run, guess_named
from artsrx.exchange.reading import Cell, Sheet, SpreadsheetFile
from artsrx.exchange.rows import read_table
from artsrx.exchange.table_area import ListLayout, guess, guess_below
from artsrx.records.imports.incoming import IncomingList, IncomingRow

TODAY = date(2026, 11, 25)
BORN = date(1951, 4, 3)


def file(
    *rows: tuple[Cell, ...], name: str = "List", merged: tuple[tuple[int, int, int, int], ...] = ()
) -> SpreadsheetFile:
    return SpreadsheetFile("list.xlsx", "0", (Sheet(name, rows, merged=merged),))


def read(*rows: tuple[Cell, ...], merged: tuple[tuple[int, int, int, int], ...] = ()) -> IncomingList:
    sheets = file(*rows, merged=merged)
    return read_table(sheets, guess(sheets, today=TODAY), today=TODAY)


def one(headings: str, *cells: Cell) -> IncomingRow:
    (row,) = read(tuple(headings.split("|")), cells).rows
    return row


def test_microsoft_forms_filled_in_by_oneself_and_for_somebody_else() -> None:
    head = "ID|Start time|Completion time|Email|Name|Last modified time|"
    own = one(
        head + "Date of birth|Phone number",
        "1",
        "1/5/2026 09:01",
        "1/5/2026 09:05",
        "ada@example.org",
        "Ada Bell",
        "",
        "3/4/1951",
        "07700 900123",
    )
    assert (own.name, own.email, own.born, own.phone) == ("Ada Bell", "ada@example.org", BORN, "07700 900123")
    other = one(
        head + "Referrer name|Client full name|Client DOB",
        "1",
        "",
        "",
        "jo@example.org",
        "Jo Marsh",
        "",
        "Jo Marsh",
        "Ada Bell",
        "3/4/1951",
    )
    assert (other.name, other.email, other.referrer, other.born) == ("Ada Bell", "", "Jo Marsh", BORN)


def test_google_forms_filled_in_by_oneself_and_for_somebody_else() -> None:
    own = one(
        "Timestamp|Email Address|Full Name|Date of Birth",
        "25/11/2026 09:01:11",
        "ada@example.org",
        "Ada Bell",
        "03/04/1951",
    )
    assert (own.name, own.email, own.phone, own.received_on) == ("Ada Bell", "ada@example.org", "", None)
    other = one("Timestamp|Email Address|Your name|Your phone|Participant's name|Participant's phone", "", "jo@example.org",
    "Jo Marsh", "01452 960001",
                "Ada Bell", "07700 900123")  # fmt: skip
    assert (other.name, other.email, other.referrer, other.phone) == ("Ada Bell", "", "Jo Marsh", "07700 900123")


def test_surveymonkey_has_two_rows_of_headings() -> None:
    found = read(
        (
            "Respondent ID",
            "Collector ID",
            "Start Date",
            "IP Address",
            "Please give your details",
            "",
            "",
            "Do you have any access needs?",
        ),
        ("", "", "", "", "Name", "Phone number", "Date of birth", "Open-Ended Response"),
        ("118", "4", "05/01/2026 10:00:00", "1.2.3.4", "Ada Bell", "07700 900123", "03/04/1951", "lift"),
    )
    assert [(row.number, row.name, row.phone, row.born, row.access_needs) for row in found.rows] == [
        (3, "Ada Bell", "07700 900123", BORN, "lift")
    ]
    assert "The headings are those of an export from SurveyMonkey." in found.remarks
    plain = read(("Name", "Phone"), ("Open-Ended Response", "Response"), ("Ada Bell", "07700 900123"))
    assert [(row.number, row.name) for row in plain.rows] == [(3, "Ada Bell")]


def test_eventbrite_and_ticketsource_name_who_comes_and_not_who_paid() -> None:
    row = one("Order #|Order Date|First Name|Surname|Email|Ticket Type|Attendee Status|Total Paid|Buyer First|Buyer Email|Mobile Phone",
              "7123456789", "2026-05-01 10:00:00+01:00", "Ada", "Bell", "ada@example.org", "Free", "Attending", "0.00", "Sue", "sue@example.org",
              "07700900123")  # fmt: skip
    assert (row.name, row.email, row.phone, row.refers, row.programme) == (
        "Ada Bell",
        "ada@example.org",
        "07700 900123",
        False,
        "",
    )
    ticket = one("Booking Reference|Booking Date|Event|Customer Name|Customer Email|Customer Phone|Postcode|Qty", "T1",
    "01/05/2026", "Clay", "Ada Bell",
                 "ada@example.org", "07700 900123", "GL1 2AB", "1")  # fmt: skip
    assert (ticket.name, ticket.programme, ticket.phone, ticket.postcode) == (
        "Ada Bell",
        "Clay",
        "07700 900123",
        "GL1 2AB",
    )


def test_mailchimp_outlook_and_google_contacts() -> None:
    chimp = one("Email Address|First Name|Last Name|Phone Number|MEMBER_RATING|OPTIN_TIME|LATITUDE|LONGITUDE|LEID",
    "ada@example.org", "Ada", "Bell",
                "07700 900123", "2", "2026-05-01 10:00:00", "51.8642449000", "-2.2380330000", "1234567890")  # fmt: skip
    assert (chimp.name, chimp.phone, chimp.born, chimp.doubts) == ("Ada Bell", "07700 900123", None, ())
    outlook = one("First Name|Middle Name|Last Name|Title|Suffix|Birthday|E-mail Address|"
                  "Home Phone|Mobile Phone|Business Phone|Company|Home Postal Code|Spouse",
                  "Ada", "May", "Bell", "Mrs", "", "03/04/1951", "ada@example.org", "01452 960001", "07700 900123",
                  "01452 960002", "Acme", "GL1 2AB", "Ben")  # fmt: skip
    assert (outlook.given, outlook.family, outlook.born, outlook.phone, outlook.contact_note) == (
        "Ada May",
        "Bell",
        BORN,
        "01452 960001",
        "07700 900123",
    )
    google = one("Name|Given Name|Family Name|Nickname|Group Membership|E-mail 1 - Type|E-mail 1 - Value|"
                 "Phone 1 - Type|Phone 1 - Value|Organization 1 - Name",
                 "Ada Bell", "Ada", "Bell", "Addy", "* myContacts", "* Home", "ada@example.org ::: a2@example.org", "Mobile",
                 "07700 900123", "Acme")  # fmt: skip
    assert (google.name, google.known_as, google.email, google.programme) == ("Ada Bell", "Addy", "ada@example.org", "")
    assert google.contact_note == "a2@example.org"


def test_a_form_with_its_labels_down_the_first_column() -> None:
    found = read(
        ("Referral form",), (), ("Name:", "Ada Bell"), ("Date of birth:", "3/4/1951"), ("Phone:", "07700 900123"),
        ("Referred by:", "Jo Marsh, Hillcrest Surgery"), ("Reason:", "lonely"), ("Access needs:", "lift"),
    )  # fmt: skip
    (row,) = found.rows
    assert (row.number, row.name, row.born, row.phone, row.referrer, row.reason, row.access_needs) == (
        2, "Ada Bell", BORN, "07700 900123", "Jo Marsh", "lonely", "lift",
    )  # fmt: skip
    assert found.remarks[0].startswith("The headings stand in the first column")


def test_a_list_that_stands_on_its_side() -> None:
    found = read(
        ("Name", "Ada Bell", "Ben Cole"), ("DOB", BORN, date(1960, 5, 4)), ("Phone", "07700 900123", "07700 900124")
    )
    assert [(row.number, row.name, row.phone) for row in found.rows] == [
        (2, "Ada Bell", "07700 900123"),
        (3, "Ben Cole", "07700 900124"),
    ]


def test_labels_above_the_headings_are_no_headings() -> None:
    found = read(
        ("Clay for All",), ("Venue:", "Town Hall", "Time:", "2pm"), ("Tutor name:", "Mo Frost"), (), ("Participant", "Tel", "Notes"),
        ("Ada Bell", "07700 900123", "wheelchair"), ("Ben Cole", "07700 900124", ""),
    )  # fmt: skip
    assert [(row.name, row.phone, row.access_needs) for row in found.rows] == [
        ("Ada Bell", "07700 900123", "wheelchair"), ("Ben Cole", "07700 900124", ""),
    ]  # fmt: skip


def test_a_second_list_lower_down_is_read_by_its_own_headings_and_the_users_choice_holds_for_both() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Name", "Phone", "Odd"), ("Ada Bell", "07700 900123", "x1"), (), ("Waiting list",), ("Full name", "Odd", "Date of birth"),
        ("Cat Dunn", "x2", "3/4/1951"), ("Full name", "Odd", "Date of birth"), ("Dee Eve", "", ""),
    )  # fmt: skip
    found = read(*rows)
    assert [(row.number, row.name, row.born) for row in found.rows] == [
        (2, "Ada Bell", None),
        (6, "Cat Dunn", BORN),
        (8, "Dee Eve", None),
    ]
    assert "Another list begins in row 5, 7: it is read too, by its own headings." in found.remarks
    sheets = file(*rows)
    layout = guess(sheets, today=TODAY).with_column(2, Field.REASON)
    assert [row.reason for row in read_table(sheets, layout, today=TODAY).rows] == ["x1", "x2", ""]


def test_a_caption_above_headings_that_come_again_is_no_person() -> None:
    found = read(
        ("Name", "Phone"), ("Ada Bell", "07700 900123"), ("Riverside",), ("Name", "Phone"), ("Ben Cole", "07700 900124")
    )
    assert [row.name for row in found.rows] == ["Ada Bell", "Ben Cole"]


def test_a_cell_merged_over_several_rows_holds_for_each_of_them() -> None:
    found = read(
        ("Course", "Name"), ("Clay", "Ada Bell"), ("", "Ben Cole"), ("Choir", "Cat Dunn"), (None, "Dee Eve"),
        merged=((1, 0, 2, 0), (3, 0, 4, 0), (9, 9, 12, 9)),
    )  # fmt: skip
    assert [row.programme for row in found.rows] == ["Clay", "Clay", "Choir", "Choir"]
    short = read(("Name", "Tel", "Course"), ("Ada Bell", "", "Clay"), ("Ben Cole",), merged=((1, 2, 2, 2),))
    assert [row.programme for row in short.rows] == ["Clay", "Clay"]


def test_names_without_a_heading_and_a_heading_that_the_user_takes_back() -> None:
    found = read(("Ada Bell",), ("Ben Cole",))
    assert [row.name for row in found.rows] == ["Ada Bell", "Ben Cole"]
    assert found.remarks == ("“column 1” is taken as Name by what stands in it. Please check.",)
    sheets = file(("Ada Bell", "07700 900123"), ("Ben Cole", "07700 900124"))
    layout = guess_below(sheets, 0, None, today=TODAY)
    assert layout.by_contents == (0, 1) and layout.with_column(1, None).by_contents == (0,)
    titled = read(("Tuesday lot", "Phone", "Email"), ("Ada Bell", "07700 900123"), ("Ben Cole", "07700 900124"))
    assert "“Tuesday lot” is taken as Name by what stands in it. Please check." in titled.remarks


def test_one_sheet_a_course_and_what_is_left_out(store: Store) -> None:
    def sheet(name: str, *rows: tuple[Cell, ...]) -> Sheet:
        return Sheet(name, (("Name", "Phone"), *rows))

    file = SpreadsheetFile(
        "f",
        "0",
        (
            sheet("Clay", ("Ada Bell", "1")),
            sheet("Choir", ("Ben Cole", "2"), ("Cat Dunn", "3")),
            Sheet("Notes", (("bring tea",),)),
            Sheet("", ()),
        ),
    )
    found = read_table(file, guess(file, today=TODAY), today=TODAY)
    assert [row.name for row in found.rows] == ["Ben Cole", "Cat Dunn"]
    assert (
        found.remarks[0]
        == "Only the sheet “Choir” is read here. More lists of people are on “Clay”: choose each in turn. Not read: “Notes”."
    )
    clay = read_table(file, guess_named(file, "Clay", today=TODAY), today=TODAY)
    assert [row.name for row in clay.rows] == ["Ada Bell"]
    with pytest.raises(Refused, match=r"There is no sheet “Art”\. The file has: “Clay”, “Choir”, “Notes”"):
        guess_named(file, "Art", today=TODAY)


def test_a_file_of_forms_is_named_for_what_it_is(store: Store) -> None:
    sheets = file(
        ("Name", "Which form", "Date done", *(f"Q{n}" for n in range(1, 8))),
        ("Ada Bell", "before", "1/5/26", *(3.0,) * 7),
    )
    with pytest.raises(Refused, match="This is a file of filled-in forms and not a list of people"):
        dry_run(store, sheets, today=TODAY)
    layout = guess(sheets, today=TODAY).with_column(0, Field.NAME)
    assert any("filled-in forms" in words for words in read_table(sheets, layout, today=TODAY).remarks)


def test_a_register_is_named_for_what_it_is() -> None:
    found = read(("Name", "Mobile", "Week 1", "Week 2", date(2026, 5, 5)), ("Ada Bell", "07700 900123", "P", "A", ""))
    assert [row.name for row in found.rows] == ["Ada Bell"]
    assert found.remarks[0].startswith(
        "This looks like a register: the people are read, the marks in its 3 columns of sessions are not."
    )


def test_a_register_whose_names_have_no_heading() -> None:
    found = read(("", "5 May", "12 May", "19 May"), ("Ada Bell", "✓", "✓", ""), ("Ben Cole", "", "✓", "✓"))
    assert [row.name for row in found.rows] == ["Ada Bell", "Ben Cole"]
    assert found.remarks[0].startswith("This looks like a register")


def test_a_row_that_a_comma_moved() -> None:
    (joined,) = read(("Name", "DOB"), ("Bell", " Ada", "3/4/1951")).rows
    assert (joined.name, joined.born) == ("Ada Bell", BORN) and "one entry more" in joined.doubts[0]
    for cells in (
        ("Bell", "Ada", "3/4/1951", "x", "y"),
        ("Bell", "3", "3/4/1951"),
        ("Ada Bell", "3/4/1951", "07700 900123"),
    ):
        (row,) = read(("Name", "DOB"), cells).rows
        assert "more entries than there are headings" in row.doubts[0]
    (last,) = read(("Forename", "Name"), ("Ada", "Bell", "x")).rows
    assert "more entries" in last.doubts[0]
    beyond = file(("Tel", "DOB"), ("07700 900123", "3/4/1951", "Ada Bell"), ("07700 900124", "4/5/1960", "Ben Cole"))
    assert [row.name for row in read_table(beyond, guess(beyond, today=TODAY), today=TODAY).rows] == [
        "Ada Bell",
        "Ben Cole",
    ]
    (other,) = read(("Forename", "Surname"), ("Ada", "Bell", "x")).rows
    assert "more entries" in other.doubts[0]


def test_rows_that_say_how_to_fill_the_list_in() -> None:
    found = read(
        ("Name", "DOB", "Phone"),
        ("(first and last)", "dd/mm/yyyy", "with area code"),
        ("Ada Bell", "3/4/1951", "07700 900123"),
    )
    assert [row.number for row in found.rows] == [3]
    assert found.left_out[0].words == "“(first and last)” says how to fill in the list."


def test_an_empty_sheet_has_no_headings() -> None:
    assert guess(file(), today=TODAY) == ListLayout(0, None, ())
