"""The periods that funders ask about, as at a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from artsrx.domain.dates import month_name, year_before
from artsrx.domain.i18n import _

# The financial year of charities and public bodies in the United Kingdom: their quarters are those of the calendar.
FIRST_MONTH = 4


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included; `words` is how it is offered."""

    key: str
    words: str
    start: date
    end: date


def periods(today: date) -> tuple[Period, ...]:
    """What is offered on this day, with its months: the last twelve months first, then quarters and financial years."""
    return tuple(_periods(today))


def _periods(today: date) -> Iterator[Period]:
    start = year_before(today) + timedelta(days=1)
    yield Period("twelve", _("The last 12 months"), start, today)
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    before = _months_on(quarter, -3)
    yield _named("quarter", _("This quarter: {months}"), quarter, 3)
    yield _named("last quarter", _("Last quarter: {months}"), before, 3)
    year = date(today.year - (today.month < FIRST_MONTH), FIRST_MONTH, 1)
    yield _named("year", _("This financial year: {months}"), year, 12)
    yield _named("last year", _("Last financial year: {months}"), _months_on(year, -12), 12)


def _named(key: str, words: str, start: date, months: int) -> Period:
    end = _months_on(start, months) - timedelta(days=1)
    first = month_name(start.month) if start.year == end.year else f"{month_name(start.month)} {start.year}"
    span = _("{first} to {last}").format(first=first, last=f"{month_name(end.month)} {end.year}")
    return Period(key, words.format(months=span), start, end)


def _months_on(first: date, months: int) -> date:
    """The first day of the month so many months after (or before) a first of a month."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
