"""The periods that reports are about, and those that funders ask for, as at a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from artsrx.domain.dates import long_date, month_name, year_before
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _

# The financial year of charities and public bodies in the United Kingdom: their quarters are those of the calendar.
FIRST_MONTH = 4


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        """Raises `Refused` (field "end") for a period that ends before it begins."""
        if self.end < self.start:
            words = _("The period ends before it begins: {start} to {end}.")
            raise Refused(words.format(start=long_date(self.start), end=long_date(self.end)), "end")


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """A period that is offered; `words` is how."""

    key: str
    words: str
    period: Period


def twelve_months_to(end: date) -> Period:
    """The twelve months that end on a day; at the very beginning of the calendar, that day alone."""
    return Period(min(year_before(end) + timedelta(days=1), end), end)


def named_periods(today: date) -> tuple[NamedPeriod, ...]:
    """What is offered on this day, with its months: the last twelve months first, then quarters and financial years."""
    return tuple(_named_periods(today))


def _named_periods(today: date) -> Iterator[NamedPeriod]:
    yield NamedPeriod("twelve", _("The last 12 months"), twelve_months_to(today))
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    before = _months_on(quarter, -3)
    yield _named("quarter", _("This quarter: {months}"), quarter, 3)
    yield _named("last quarter", _("Last quarter: {months}"), before, 3)
    year = date(today.year - (today.month < FIRST_MONTH), FIRST_MONTH, 1)
    yield _named("year", _("This financial year: {months}"), year, 12)
    yield _named("last year", _("Last financial year: {months}"), _months_on(year, -12), 12)


def _named(key: str, words: str, start: date, months: int) -> NamedPeriod:
    end = _months_on(start, months) - timedelta(days=1)
    first = month_name(start.month) if start.year == end.year else f"{month_name(start.month)} {start.year}"
    span = _("{first} to {last}").format(first=first, last=f"{month_name(end.month)} {end.year}")
    return NamedPeriod(key, words.format(months=span), Period(start, end))


def _months_on(first: date, months: int) -> date:
    """The first day of the month so many months after (or before) a first of a month."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
