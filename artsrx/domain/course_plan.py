"""When a course meets: its days, the usual half-terms and the bank holidays that fall on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, islice

DEFAULT_MINUTES = 120
MOST_SESSIONS = 104
"""Two years of weekly sessions: more than that in one line is a slip of the finger."""
LAST_OF_MONTH = 5
"""As `of_month`: the last such weekday, which may be the fourth or the fifth."""

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CoursePlan:
    """A course as understood from one line.

    `count` sessions, every `every` weeks on `weekday` (0 is Monday) and on the weekdays in `also`, from `first` at `at`, each
    `minutes` long; no session falls on a day in `skips`. With `of_month` they are on the first (1) to fourth, or the last
    (5), such weekday of each month. `notes` are sentences that show what was guessed and must be checked.
    """

    count: int
    weekday: int
    first: date
    at: time
    minutes: int = DEFAULT_MINUTES
    every: int = 1
    skips: tuple[date, ...] = ()
    notes: tuple[str, ...] = ()
    also: tuple[int, ...] = ()
    of_month: int = 0

    @property
    def weekdays(self) -> tuple[int, ...]:
        """All its weekdays, in the order of the week."""
        return tuple(sorted({self.weekday, *self.also}))


def sessions(plan: CoursePlan) -> list[datetime]:
    """When each session of the plan starts, in order: exactly `count` of them, none on a skipped day."""
    days = islice((day for day in meeting_days(plan) if day not in plan.skips), plan.count)
    return [datetime.combine(day, plan.at) for day in days]


def meeting_days(plan: CoursePlan) -> Iterator[date]:
    """The days on which the course would meet if none were skipped, without an end."""
    if plan.of_month:
        return (day for day in _monthly(plan) if day >= plan.first)
    monday = plan.first - timedelta(days=plan.first.weekday())
    days = (
        monday + _WEEK * plan.every * number + timedelta(days=weekday)
        for number in count()
        for weekday in plan.weekdays
    )
    return (day for day in days if day >= plan.first)


def _monthly(plan: CoursePlan) -> Iterator[date]:
    months = (divmod(plan.first.month - 1 + number, 12) for number in count())
    return (day_of_month(plan.first.year + years, month + 1, plan.weekday, plan.of_month) for years, month in months)


def day_of_month(year: int, month: int, weekday: int, number: int) -> date:
    """The first (1) to fourth, or the last (5), such weekday of a month."""
    day = first_on_or_after(date(year, month, 1), weekday) + _WEEK * (number - 1)
    return day if day.month == month else day - _WEEK


def first_on_or_after(day: date, weekday: int) -> date:
    """The first such weekday on or after `day`."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def half_term(day: date) -> tuple[date, date]:
    """The usual English half-term week (Monday, Friday) nearest after or around `day`: a suggestion, councils differ.

    February: the Monday on or after the 12th. May: the week of the last Monday (the bank holiday). October: the Monday on or
    after the 22nd. These match what most English councils published for 2022 to 2027.
    """
    starts = ((2, 12), (5, 25), (10, 22))
    days = (
        first_on_or_after(date(year, month, start), 0) for year in (day.year, day.year + 1) for month, start in starts
    )
    monday = next(monday for monday in days if monday + timedelta(days=6) >= day)
    return monday, monday + timedelta(days=4)


def is_bank_holiday(day: date) -> bool:
    """Whether a day is a bank holiday in England and Wales by the usual rules; days given once by proclamation are not known."""
    return day in _bank_holidays(day.year)


def _bank_holidays(year: int) -> set[date]:
    easter = _easter(year)
    fixed = [_working(date(year, 1, 1))]
    christmas = date(year, 12, 25)
    fixed += [christmas, christmas + _DAY] if christmas.weekday() < 4 else []
    # On a weekend the two days move to the next working days.
    moved = {4: (25, 28), 5: (27, 28), 6: (26, 27)}.get(christmas.weekday())
    fixed += [date(year, 12, day) for day in moved or ()]
    mondays = [
        day_of_month(year, 5, 0, 1),
        day_of_month(year, 5, 0, LAST_OF_MONTH),
        day_of_month(year, 8, 0, LAST_OF_MONTH),
    ]
    return {*fixed, *mondays, easter - 2 * _DAY, easter + _DAY}


def _working(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Anonymous algorithm, as published in Nature, 1876)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    correction = (century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 19 * golden + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - correction - of_century % 4) % 7
    late = (golden + 11 * correction + 22 * weekday) // 451
    month, day = divmod(correction + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
