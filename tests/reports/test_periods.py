"""The periods that reports are about."""

from datetime import date

import pytest

from artsrx.domain.errors import Refused
from artsrx.reports.periods import Period, named_periods, twelve_months_to


def test_the_periods_that_funders_ask_about() -> None:
    found = {named.key: (named.period.start, named.period.end) for named in named_periods(date(2026, 5, 26))}
    assert found == {
        "twelve": (date(2025, 5, 27), date(2026, 5, 26)),
        "quarter": (date(2026, 4, 1), date(2026, 6, 30)),
        "last quarter": (date(2026, 1, 1), date(2026, 3, 31)),
        "year": (date(2026, 4, 1), date(2027, 3, 31)),
        "last year": (date(2025, 4, 1), date(2026, 3, 31)),
    }
    january = {named.key: named for named in named_periods(date(2026, 1, 31))}
    assert january["last quarter"].period.start == date(2025, 10, 1)
    assert january["year"].period.start == date(2025, 4, 1)
    assert january["year"].words == "This financial year: April 2025 to March 2026"
    leap_day = named_periods(date(2028, 2, 29))[0].period
    assert (leap_day.start, leap_day.end) == (date(2027, 3, 1), date(2028, 2, 29))


def test_a_period_does_not_end_before_it_begins() -> None:
    assert Period(date(2026, 4, 1), date(2026, 4, 1)).start == date(2026, 4, 1)
    with pytest.raises(Refused, match="3 April 2026 to 1 April 2026") as caught:
        Period(date(2026, 4, 3), date(2026, 4, 1))
    assert caught.value.field == "end"


def test_twelve_months_may_begin_with_the_calendar() -> None:
    assert twelve_months_to(date(2026, 6, 30)) == Period(date(2025, 7, 1), date(2026, 6, 30))
    assert twelve_months_to(date.min) == Period(date.min, date.min)
