"""Dates as people type them: every form in the real files, day first, doubts in words."""

import math
from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artsrx.domain import dates
from artsrx.domain.dates import ReadDate, read_birth_date, read_date, year_before
from artsrx.domain.errors import Refused

TODAY = date(2026, 6, 30)
BORN = date(1951, 4, 3)
DAYS = st.dates(date(1912, 1, 1), TODAY)


@pytest.mark.parametrize(
    "raw",
    [
        "3/4/51", "03/04/1951", "3 4 1951", "3 Apr 51", "3 April 1951", "3rd April 1951", "3rd of April 1951",
        "03.04.1951", "3-4-51", "3\u20134\u201351", "3//4//51", "03-Apr-1951", "1951-04-03", "1951/4/3", "1951 April 3",
        "April 3, 1951", "Apr 3 1951", "Tue 3 April 1951", "Tuesday, 3 April 1951", "1951-04-03T00:00:00",
        "1951-04-03 00:00:00", "3/4/1951 12:30 pm", "03041951", "19510403", "  3 / 4 / 51 ", "18721", "18721.0",
        18721, 18721.0, 18721.75, date(1951, 4, 3), datetime(1951, 4, 3, 12), "3 APRIL 1951", "３/４/１９５１",
    ],
)  # fmt: skip
def test_every_form_is_the_same_day(raw: object) -> None:
    assert read_birth_date(raw, today=TODAY) == ReadDate(BORN)
    assert read_date(raw, today=TODAY).value == BORN


@pytest.mark.parametrize("raw", [None, "", "  ", "-", "n/k", "Not known", "TBC", "?", True])
def test_a_blank_is_no_date_and_no_doubt(raw: object) -> None:
    assert read_birth_date(raw, today=TODAY) == ReadDate()


@pytest.mark.parametrize("raw", ["1964", 1964, 1964.0])
def test_a_bare_year_is_kept_as_a_year(raw: object) -> None:
    assert read_birth_date(raw, today=TODAY) == ReadDate(year=1964, doubt="Only the year 1964 is given.")


@pytest.mark.parametrize(
    ("raw", "doubt"),
    [
        ("31/02/1950", "There is no 31 February 1950."),
        ("29/2/1951", "There is no 29 February 1951."),
        ("29/2/23", "There is no 29 February 23."),
        ("05/23/2001", "“05/23/2001” has no month 23. Dates are read day first; was it meant month first?"),
        ("99/99/99", "“99/99/99” is not a date that can be read."),
        ("1/1/0000", "There is no 1 January 00."),
        ("rubbish", "“rubbish” is not a date that can be read."),
        ("3 Floréal 1951", "“3 Floréal 1951” is not a date that can be read."),
        ("3 xyz 1951", "“3 xyz 1951” is not a date that can be read."),
        ("April May 1951", "“April May 1951” is not a date that can be read."),
        ("3 1951 April", "“3 1951 April” is not a date that can be read."),
        ("74", "“74” is not a date that can be read."),
        ("3/4/5", "“3/4/5” is not a date that can be read."),
        ("1/2/3/4", "“1/2/3/4” is not a date that can be read."),
        ("3 April", "“3 April” is not a date that can be read."),
        ("45/1964", "“45/1964” is not a date that can be read."),
        (1e300, "“1e+300” is not a date that can be read."),
        (math.inf, "“inf” is not a date that can be read."),
        (math.nan, "“nan” is not a date that can be read."),
        (2090, "The year 2090 cannot be a birth year."),
        ("1/1/2099", "1 January 2099 is in the future, so it cannot be a birth date."),
        ("3 April 1851", "3 April 1851 is more than 115 years ago. Please check the year."),
    ],
)
def test_what_cannot_be_a_birth_date_says_why(raw: object, doubt: str) -> None:
    assert read_birth_date(raw, today=TODAY) == ReadDate(doubt=doubt)


def test_a_date_that_is_marked_uncertain_is_kept_with_a_doubt() -> None:
    assert read_birth_date("c. 1951", today=TODAY) == ReadDate(year=1951, doubt="“c. 1951” was marked as uncertain.")
    assert read_birth_date("3/4/51?", today=TODAY) == ReadDate(BORN, doubt="“3/4/51?” was marked as uncertain.")
    assert read_birth_date("31/2/51?", today=TODAY) == ReadDate(doubt="There is no 31 February 51.")


@pytest.mark.parametrize(
    "raw",
    [
        "w/c 3/4/51", "W/C 3 April 1951", "dob: 3/4/1951", "Born 3rd April 1951", "the 3rd of April, 1951", "3/4/51 (aged 75)",
        "3/4/1951, 75 yrs", "3.4.1951 age 75", "*3/4/1951*", "'3/4/1951", "3\u20104\u20101951", "3\u22154\u22151951", "3/4/1951 at 2pm",
        "3/4/1951 2.30 p.m.", "3/4/1951 14:30:10 BST", "1951-04-03 10:00:00+00", "1951-04-03T10:00:00.123+01:00", "10:00 3/4/1951",
        "09:01:11, 3/4/1951", "3 Apr 1951 (Tue)", "3/4/1951 [by phone]", "1951-04-03 00:00:00 UTC", "030451", "510403", "3 Apirl 1951",
    ],
)  # fmt: skip
def test_what_stands_round_a_date_is_no_doubt(raw: str) -> None:
    assert read_birth_date(raw, today=TODAY) == ReadDate(BORN)


@pytest.mark.parametrize(
    "raw", ["00/00/1951", "xx/xx/1951", "??/??/1951", "--/--/1951", "00/04/1951", "x-x-1951", "0/1/1951"]
)
def test_a_day_that_is_not_known_keeps_the_year(raw: str) -> None:
    assert read_birth_date(raw, today=TODAY) == ReadDate(year=1951, doubt=f"“{raw}” has no day.")


def test_a_date_among_other_words_is_taken_with_a_doubt() -> None:
    assert read_date("rang 3/4/51 then again", today=TODAY) == ReadDate(
        BORN, doubt="“rang 3/4/51 then again” is taken as 3 April 1951."
    )
    assert read_date("3/4/51 or 4/4/51", today=TODAY).value is None
    assert read_date("rang 31/2/51 then", today=TODAY).value is None


@pytest.mark.parametrize(
    "raw", ["2.2380330000", "1.23456789012345", "5-2380330000", "5-23803", "12345678901234567890", "1/" + "9" * 4000]
)
def test_a_long_number_is_no_date(raw: str) -> None:
    assert read_date(raw, today=TODAY).value is None
    assert read_birth_date(raw, today=TODAY).doubt


def test_a_baby_is_asked_about() -> None:
    found = read_birth_date("3/4/2026", today=TODAY)
    assert found == ReadDate(date(2026, 4, 3), doubt="3 April 2026 is the birth date of a baby. Please check the year.")
    assert read_birth_date("3/4/2020", today=TODAY).doubt is None


def test_a_day_without_a_year_is_seldom_one_to_come() -> None:
    assert read_date("5/3", today=date(2026, 11, 25)).value == date(2026, 3, 5)
    assert read_date("January 12", today=date(2026, 11, 25)).value == date(2027, 1, 12)


def test_a_child_by_two_digits_is_said_aloud() -> None:
    assert read_birth_date("5/5/20", today=TODAY) == ReadDate(
        date(2020, 5, 5), doubt="Two digits of the year: taken as 5 May 2020, 6 years old."
    )
    assert read_birth_date("5/5/26", today=TODAY).value == date(2026, 5, 5)
    assert read_birth_date("5/7/26", today=TODAY).value == date(1926, 7, 5)


def test_a_month_without_a_day_keeps_the_year() -> None:
    assert read_date("April 2025", today=TODAY) == ReadDate(year=2025, doubt="“April 2025” has no day.")
    assert read_date("04/2025", today=TODAY) == ReadDate(year=2025, doubt="“04/2025” has no day.")
    assert read_date("Apr-25", today=TODAY) == ReadDate(doubt="“Apr-25” is not a date that can be read.")


def test_a_day_without_a_year_is_the_nearest_and_says_so() -> None:
    assert read_date("3 April", today=TODAY) == ReadDate(
        date(2026, 4, 3), doubt="No year is given: taken as 3 April 2026."
    )
    assert read_date("3/1", today=date(2026, 12, 1)).value == date(2027, 1, 3)
    assert read_date("31/2", today=TODAY) == ReadDate(doubt="There is no 31 February.")
    assert read_date("1/13", today=TODAY).doubt == (
        "“1/13” has no month 13. Dates are read day first; was it meant month first?"
    )
    assert read_date("45/1", today=TODAY).value is None


def test_words_for_days_near_by() -> None:
    assert [read_date(word, today=TODAY).value for word in ("today", "Yesterday", "tomorrow")] == [
        TODAY, date(2026, 6, 29), date(2026, 7, 1),
    ]  # fmt: skip


def test_a_referral_far_off_is_kept_with_a_doubt() -> None:
    assert read_date("1/1/2099", today=TODAY) == ReadDate(
        date(2099, 1, 1), doubt="1 January 2099 is a long way off. Please check the year."
    )
    assert read_date("3/4/51", today=TODAY).value == BORN
    assert read_date("3/4/27", today=TODAY).value == date(2027, 4, 3)


def test_the_eight_digits_of_a_late_year() -> None:
    assert read_date("20122012", today=TODAY).value == date(2012, 12, 20)
    assert read_date("20252012", today=TODAY).value is None


def test_typed_dates_are_refused_beside_their_field() -> None:
    assert dates.typed_date("3/4/51", today=TODAY) == BORN
    assert dates.typed_date(" ", today=TODAY) is None
    with pytest.raises(Refused) as refused:
        dates.typed_date("31/2/51", today=TODAY, field="on")
    assert (refused.value.words, refused.value.field) == ("There is no 31 February 51.", "on")
    with pytest.raises(Refused, match="Only the year 2025"):
        dates.typed_date("2025", today=TODAY)


def test_typed_birth_dates_may_be_a_year() -> None:
    assert dates.typed_birth("3/4/51", today=TODAY) == (BORN, None)
    assert dates.typed_birth("1951", today=TODAY) == (None, 1951)
    assert dates.typed_birth("", today=TODAY) == (None, None)
    with pytest.raises(Refused, match="in the future"):
        dates.typed_birth("1/1/2030", today=TODAY, field="born")


def test_dates_in_words() -> None:
    assert dates.long_date(BORN) == "3 April 1951"
    assert dates.short_date(BORN) == "3 Apr 1951"
    assert dates.weekday_name(BORN.weekday()) == "Tuesday"
    assert dates.age_on(date(2000, 2, 29), date(2026, 2, 28)) == 25


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2 pm", time(14)), ("2pm", time(14)), ("2.30pm", time(14, 30)), ("14:00", time(14)), ("1400", time(14)),
        ("noon", time(12)), ("2", time(14)), ("9", time(9)), ("11", time(11)), ("12 am", time(0)), ("12pm", time(12)),
        ("2 p.m.", time(14)), ("2 o'clock", time(14)), ("0:30", time(0, 30)), ("10.15", time(10, 15)), ("10 AM", time(10)),
    ],
)  # fmt: skip
def test_times(text: str, at: time) -> None:
    assert dates.parse_time(text) == at


@pytest.mark.parametrize("text", ["", "25:00", "13 pm", "x", "2:75", "12345"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="is not a time"):
        dates.parse_time(text)


def test_a_day_in_words_as_long_as_they_need_to_be() -> None:
    day = date(2026, 5, 5)
    assert dates.day_and_month(day) == "5 May"
    assert dates.weekday_and_date(day) == "Tuesday 5 May 2026"
    assert dates.weekday_and_date(day, year=False) == "Tuesday 5 May"
    assert dates.day_and_time(datetime(2026, 5, 5, 14)) == "Tuesday 5 May 2026, 2 pm"


def test_the_clock_in_words() -> None:
    assert [dates.clock(at) for at in (time(12), time(14), time(14, 30), time(0, 5), time(9))] == [
        "12 noon", "2 pm", "2.30 pm", "12.05 am", "9 am",
    ]  # fmt: skip


@given(DAYS)
def test_what_is_written_in_full_is_read_back(day: date) -> None:
    for text in (dates.long_date(day), dates.short_date(day), day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}"):
        assert read_birth_date(text, today=TODAY).value == day
    assert read_birth_date((day - date(1899, 12, 30)).days, today=TODAY).value in (day, None)


@given(DAYS)
def test_two_digits_are_never_in_the_future_and_always_that_day(day: date) -> None:
    found = read_birth_date(f"{day:%d/%m/%y}", today=TODAY).value
    assert found is None or (
        found <= TODAY and (found.day, found.month, found.year % 100) == (day.day, day.month, day.year % 100)
    )
    assert found is not None or (day.day, day.month) == (29, 2)


@given(st.one_of(st.text(max_size=40), st.text("0123456789/-. aprilmay", max_size=14), st.floats(), st.integers()))
def test_nothing_typed_makes_it_stumble(raw: object) -> None:
    for found in (read_date(raw, today=TODAY), read_birth_date(raw, today=TODAY)):
        assert found.value is None or found.year is None
    born = read_birth_date(raw, today=TODAY)
    assert born.value is None or (born.value <= TODAY and dates.age_on(born.value, TODAY) <= dates.OLDEST_AGE)


@given(st.text(max_size=12))
def test_any_text_is_a_time_or_refused(text: str) -> None:
    with suppress(Refused):
        read = dates.parse_time(text)
        assert dates.parse_time(dates.clock(read)) == read


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 6, 30), date(2025, 6, 30)),
        (date(2028, 2, 29), date(2027, 2, 28)),
        (date(1, 5, 1), date(1, 5, 1)),
    ],
)
def test_the_year_before(day: date, before: date) -> None:
    assert year_before(day) == before


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("3/1", date(2026, 1, 3)), ("5/3", date(2026, 3, 5)), ("24 December", date(2025, 12, 24)), ("January 3", date(2026, 1, 3)),
        ("3/1/27", date(2027, 1, 3)), ("3 January 2027", date(2027, 1, 3)), ("2027-01-03", date(2027, 1, 3)), ("1/6", date(2026, 6, 1)),
        (date(2027, 1, 3), date(2027, 1, 3)),
    ],
)  # fmt: skip
def test_what_has_happened_is_never_to_come(raw: object, value: date) -> None:
    assert dates.read_past_date(raw, today=date(2026, 12, 1)).value == value
