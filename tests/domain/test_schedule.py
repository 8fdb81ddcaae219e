"""A course in one line."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artsrx.domain.course_plan import is_bank_holiday
from artsrx.domain.errors import Refused
from artsrx.domain.schedule import CoursePlan, half_term, parse_course, sessions

TODAY = date(2026, 3, 1)


def course(text: str, today: date = TODAY) -> CoursePlan:
    return parse_course(text, today=today)


def test_the_line_from_the_books() -> None:
    plan = course("10 Tuesdays from 5 May at 2 pm, skip half-term")
    assert (plan.count, plan.weekday, plan.first, plan.at, plan.minutes, plan.every) == (
        10, 1, date(2026, 5, 5), time(14), 120, 1,
    )  # fmt: skip
    assert plan.skips == (date(2026, 5, 26),)
    assert plan.notes == (
        "No year was given: 5 May 2026 is the next one.",
        "Half-term is taken as 25 May 2026 to 29 May 2026. That is the usual week: check it with your schools.",
    )
    made = sessions(plan)
    assert len(made) == 10
    assert made[0] == datetime(2026, 5, 5, 14) and made[-1] == datetime(2026, 7, 14, 14)


def test_the_year_that_fits_the_weekday_is_taken_where_none_was_given() -> None:
    plan = course("10 Tuesdays from 5 May at 2 pm, skip half-term", date(2026, 11, 22))
    assert plan.first == date(2026, 5, 5)
    assert plan.notes[0] == "No year was given: 5 May 2026 is the one that falls on a Tuesday."


def test_the_next_such_date_may_fall_on_another_weekday() -> None:
    plan = course("10 Thursdays from 5 May at 2 pm", date(2026, 11, 22))
    assert plan.first == date(2027, 5, 6)
    assert plan.notes[1] == "5 May 2027 is a Wednesday, so the first session is on Thursday 6 May 2027."


def test_a_course_that_starts_soon_never_means_a_year_ago() -> None:
    assert course("10 Tuesdays from 25 November at 2 pm", date(2026, 11, 22)).first == date(2026, 12, 1)
    assert course("10 Thursdays from 29 February at 2 pm", date(2028, 11, 22)).first == date(2032, 3, 4)


@pytest.mark.parametrize(
    ("text", "count", "every", "first", "last", "minutes"),
    [
        ("six Thursdays fortnightly from 7 January 2027 at 10.30am for 90 minutes",
         6, 2, datetime(2027, 1, 7, 10, 30), date(2027, 3, 18), 90),
        ("6 weeks on Mondays from 4/1/27, 2-4pm", 6, 1, datetime(2027, 1, 4, 14), date(2027, 2, 8), 120),
        ("weekly on Tues for 10 weeks from 4 May 2027 at 2pm", 10, 1, datetime(2027, 5, 4, 14), date(2027, 7, 6), 120),
        ("every other Wed, 5 sessions, starting 6 January 2027, at noon until 2.30pm",
         5, 2, datetime(2027, 1, 6, 12), date(2027, 3, 3), 150),
        ("1 Friday from today at 11 for an hour", 1, 1, datetime(2026, 3, 6, 11), date(2026, 3, 6), 60),
        ("4 Sundays from 7 March 2026 at 11 for 1 hour and a half", 4, 1, datetime(2026, 3, 8, 11), date(2026, 3, 29), 90),
    ],
)  # fmt: skip
def test_other_ways_to_say_it(text: str, count: int, every: int, first: datetime, last: date, minutes: int) -> None:
    plan = course(text)
    made = sessions(plan)
    assert (plan.count, plan.every, plan.minutes) == (count, every, minutes)
    assert (made[0], made[-1].date()) == (first, last)


@pytest.mark.parametrize(
    ("text", "count", "weekdays", "first", "last", "minutes"),
    [
        ("10 Tuesdays from 12 January 2027, 11-1pm", 10, (1,), datetime(2027, 1, 12, 11), date(2027, 3, 16), 120),
        ("Tuesdays, 12 January - 16 March 2027, 2-4pm", 10, (1,), datetime(2027, 1, 12, 14), date(2027, 3, 16), 120),
        ("12 January 2027 - 16 March 2027, Tuesdays 14:00-16:00", 10, (1,), datetime(2027, 1, 12, 14), date(2027, 3, 16), 120),
        ("Wednesdays at 10am until 17 March 2027 from 6 January 2027", 11, (2,), datetime(2027, 1, 6, 10), date(2027, 3, 17), 120),
        ("12 sessions, Mondays and Thursdays from 11 January 2027, 10am-12", 12, (0, 3), datetime(2027, 1, 11, 10), date(2027, 2, 18), 120),
        ("6 weeks, Mon & Thu from 11/1/27 at 2pm", 12, (0, 3), datetime(2027, 1, 11, 14), date(2027, 2, 18), 120),
        ("first Friday of each month from 8 January 2027 at 2pm, 6 sessions", 6, (4,), datetime(2027, 2, 5, 14), date(2027, 7, 2), 120),
        ("last Thursday of the month, from January 2027, 6 sessions, 2pm", 6, (3,), datetime(2027, 1, 28, 14), date(2027, 6, 24), 120),
        ("2nd Tuesday of every month 2pm from 1 Feb 2027 for 12 months", 12, (1,), datetime(2027, 2, 9, 14), date(2028, 1, 11), 120),
        ("8 x Fridays from 15/1/27 1.30pm-3pm", 8, (4,), datetime(2027, 1, 15, 13, 30), date(2027, 3, 5), 90),
        ("Fri 15 Jan 2027, 10am, for 8 weeks", 8, (4,), datetime(2027, 1, 15, 10), date(2027, 3, 5), 120),
        ("weekly from 12 January 2027 at 2pm, 10 weeks", 10, (1,), datetime(2027, 1, 12, 14), date(2027, 3, 16), 120),
        ("10 Tuesdays from January 12th 2027 2pm to 4pm", 10, (1,), datetime(2027, 1, 12, 14), date(2027, 3, 16), 120),
        ("ten Tuesday afternoons from 12.01.2027 at half past two for 1¾ hours",
         10, (1,), datetime(2027, 1, 12, 14, 30), date(2027, 3, 16), 105),
        ("5 Wednesdays, every three weeks, from 6 January 2027 at quarter to 11", 5, (2,), datetime(2027, 1, 6, 10, 45), date(2027, 3, 31), 120),
        ("10 Tuesdays from 12 January 2027 at 14h, half an hour", 10, (1,), datetime(2027, 1, 12, 14), date(2027, 3, 16), 30),
        ("10 Tuesdays from 12 January 2027 1400-1530", 10, (1,), datetime(2027, 1, 12, 14), date(2027, 3, 16), 90),
        ("10 Tuesdays from 12 January 2027 at quarter past 2, an hour and a quarter",
         10, (1,), datetime(2027, 1, 12, 14, 15), date(2027, 3, 16), 75),
        ("10 Tuesdays from 12 January 2027 at 2pm, 1 hour and 20 minutes", 10, (1,), datetime(2027, 1, 12, 14), date(2027, 3, 16), 80),
        ("1 Sunday from today at 11 for an hour", 1, (6,), datetime(2026, 3, 1, 11), date(2026, 3, 1), 60),
    ],
)  # fmt: skip
def test_lines_as_people_write_them(
    text: str, count: int, weekdays: tuple[int, ...], first: datetime, last: date, minutes: int
) -> None:
    plan = course(text)
    made = sessions(plan)
    assert (plan.count, plan.weekdays, plan.minutes) == (count, weekdays, minutes)
    assert (made[0], made[-1].date()) == (first, last)


@pytest.mark.parametrize(
    "skip", ["skip 16 February", "no session 16 Feb", "(not 16 Feb)", "except 16/2/27", "but not on the 16th of February", "not 15-19 Feb",
             "skipping 15 February to 19 February 2027", "no class on 16 February", "with a break on 16 Feb", "not half term", "no half-term"],
)  # fmt: skip
def test_words_for_leaving_a_day_out(skip: str) -> None:
    assert course(f"10 Tuesdays from 12 January 2027 at 2pm, {skip}").skips == (date(2027, 2, 16),)
    assert course(f"10 Tuesdays from 12 January 2027, {skip}; 2pm").skips == (date(2027, 2, 16),)


def test_a_last_day_and_a_number_must_agree() -> None:
    assert course("10 Tuesdays, 12 January to 16 March 2027 at 2pm").count == 10
    assert course("Tuesdays, 12 January to 16 March 2027 at 2pm, skip half-term").count == 9
    with pytest.raises(Refused, match="12 January 2027 to 16 March 2027 is 10 sessions and not 9"):
        course("9 Tuesdays, 12 January to 16 March 2027 at 2pm")
    with pytest.raises(Refused, match="between 1 and 104"):
        course("Tuesdays, 12 January 2027 to 16 March 2037 at 2pm")
    with pytest.raises(Refused, match="There is no 31 February"):
        course("Tuesdays, 12 January to 31 February 2027 at 2pm")


def test_the_second_weekday_of_a_week_may_come_first() -> None:
    plan = course("4 sessions on Mondays and Thursdays from 14 January 2027 at 2pm")
    assert [start.date().day for start in sessions(plan)] == [14, 18, 21, 25]
    late = CoursePlan(2, 4, date(2027, 1, 9), time(14), of_month=1)
    assert [start.date() for start in sessions(late)] == [date(2027, 2, 5), date(2027, 3, 5)]


def test_bank_holidays_are_flagged_and_can_be_left_out() -> None:
    plan = course("10 Mondays from 12 April 2027 at 2pm")
    assert plan.notes == ("3 May 2027 is a bank holiday.", "31 May 2027 is a bank holiday.")
    assert course("10 Mondays from 12 April 2027 at 2pm, skip bank holidays").skips == (
        date(2027, 5, 3),
        date(2027, 5, 31),
    )


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2026, ["1-1", "4-3", "4-6", "5-4", "5-25", "8-31", "12-25", "12-28"]),
        (2027, ["1-1", "3-26", "3-29", "5-3", "5-31", "8-30", "12-27", "12-28"]),
        (2022, ["1-3", "4-15", "4-18", "5-2", "5-30", "8-29", "12-26", "12-27"]),
        (2025, ["1-1", "4-18", "4-21", "5-5", "5-26", "8-25", "12-25", "12-26"]),
    ],
)
def test_the_bank_holidays_of_a_year(year: int, days: list[str]) -> None:
    every = (date(year, 1, 1) + timedelta(days=number) for number in range(365))
    assert [f"{day.month}-{day.day}" for day in every if is_bank_holiday(day)] == days


def test_days_written_out_are_skipped() -> None:
    plan = course("10 Tuesdays from 5 May 2026 at 2 pm, skip 26 May and 2 June")
    assert plan.skips == (date(2026, 5, 26), date(2026, 6, 2))
    assert course("10 Tuesdays from 5 May 2026 at 2 pm except 26 and 28 May, 2 June 2026").notes == (
        "28 May 2026 is a Thursday, so no session falls on it anyway.",
    )
    both = course("10 Tuesdays from 28 April 2026 at 2 pm, skip half-term, 12 May")
    assert both.skips == (date(2026, 5, 12), date(2026, 5, 26))


def test_a_course_without_a_half_term_says_so() -> None:
    plan = course("3 Tuesdays from 9 June 2026 at 2 pm, skip the half term week")
    assert plan.skips == ()
    assert plan.notes == ("No session falls in a usual half-term week.",)


def test_a_long_course_skips_each_half_term() -> None:
    plan = course("52 Wednesdays from 6 May 2026 at 2 pm, skip half-term")
    assert plan.skips == (date(2026, 5, 27), date(2026, 10, 28), date(2027, 2, 17))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tuesdays", "How many sessions are there?"),
        ("10 from 5 May at 2", "Which day of the week is it?"),
        ("10 Tuesdays at 2", "When does it start?"),
        ("10 Tuesdays from 5 May", "At what time does it start?"),
        ("10 Tuesdays from 5 May at 2 pm in the hall", "“in hall” was not understood."),
        ("10 Tuesdays from 5 May at 2 pm, skip Easter", "“easter” to skip was not understood: write the date."),
        ("200 Tuesdays from 5 May at 2", "A course has between 1 and 104 sessions."),
        ("0 Tuesdays from 5 May at 2", "A course has between 1 and 104 sessions."),
        ("10 Tuesdays from 31 Feb at 2 pm", "There is no 31 February."),
        ("10 Tuesdays from - at 2 pm", "When does it start?"),
        ("10 Tuesdays from 5 May 2099 at 2 pm", "5 May 2099 is a long way off. Please check the year."),
        ("10 Tuesdays from 5 May at 25", "“25” is not a time. Type it like 2 pm or 14:00."),
        ("10 Tuesdays from 5 May at 2 pm for 20 hours", "A session lasts between 5 minutes and 12 hours."),
        ("10 Tuesdays from 5 May at 2 pm for 1.2.3 hours", "A session lasts between 5 minutes and 12 hours."),
        ("10 Tuesdays from 5 May, 4pm-2pm", "A session lasts between 5 minutes and 12 hours."),
    ],
)
def test_what_is_not_understood_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        course(text)
    assert refused.value.words == words + " Write it like “10 Tuesdays from 5 May at 2 pm, skip half-term”."
    assert refused.value.field == "course"


def test_the_twenty_ninth_of_february_waits_for_a_leap_year() -> None:
    plan = course("1 Tuesday from 29 Feb at 2 pm", date(2028, 1, 20))
    assert plan.first == date(2028, 2, 29)
    assert course("1 Tuesday from 29 Feb at 2 pm", date(2024, 5, 1) - timedelta(days=40)).first >= date(2028, 2, 29)


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        (date(2025, 1, 7), date(2025, 2, 17)), (date(2026, 2, 22), date(2026, 2, 16)), (date(2026, 2, 23), date(2026, 5, 25)),
        (date(2026, 6, 1), date(2026, 10, 26)), (date(2024, 9, 9), date(2024, 10, 28)), (date(2026, 12, 1), date(2027, 2, 15)),
        (date(2023, 1, 9), date(2023, 2, 13)), (date(2022, 9, 5), date(2022, 10, 24)),
    ],
)  # fmt: skip
def test_the_usual_half_term_weeks(day: date, monday: date) -> None:
    assert half_term(day) == (monday, monday + timedelta(days=4))


@given(
    st.integers(1, 104), st.sampled_from(["Mondays", "Tuesdays", "Saturdays"]),
    st.dates(TODAY, date(2027, 2, 20)), st.booleans(), st.booleans(),
)  # fmt: skip
def test_there_are_as_many_sessions_as_asked_on_the_right_day(
    count: int, day: str, first: date, fortnightly: bool, skip: bool
) -> None:
    text = f"{count} {day} from {first:%d/%m/%Y} at 2 pm" + " fortnightly" * fortnightly + ", skip half-term" * skip
    plan = course(text)
    made = sessions(plan)
    assert len(made) == count
    assert {one.weekday() for one in made} == {plan.weekday}
    assert first <= made[0].date()
    if skip and plan.weekday < 5:
        assert not any(half_term(one.date())[0] <= one.date() <= half_term(one.date())[1] for one in made)


COURSE_WORDS = (
    "10", "12", "x", "tuesdays", "mon", "thu", "weeks", "sessions", "from", "12 january", "5/3", "2027", "2027-01-12", "1.2345678901",
    "at", "2pm", "2-4pm", "11-1pm", "14:00", "noon", "to", "until", "-", ",", ";", "(", ")", "skip", "not", "half-term", "bank holidays",
    "first friday of each month", "every two", "for 1½ hours", "and a half", "fortnightly", "w/c", "31 feb", "99999999999", "months",
)  # fmt: skip
COURSE_LIKE = st.lists(st.sampled_from(COURSE_WORDS), max_size=14).map(" ".join)


@given(COURSE_LIKE)
def test_any_words_of_courses_are_a_course_or_refused(text: str) -> None:
    with suppress(Refused):
        plan = course(text)
        assert len(sessions(plan)) == plan.count
        assert all(start.weekday() in plan.weekdays and start.date() not in plan.skips for start in sessions(plan))


@given(st.text(max_size=60))
def test_any_line_is_a_course_or_refused(text: str) -> None:
    with suppress(Refused):
        plan = course(text)
        assert len(sessions(plan)) == plan.count
