"""A course in one line: "10 Tuesdays from 5 May at 2 pm, skip half-term" becomes dated sessions."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from artsrx.domain.dates import long_date, parse_time, read_date, weekday_name
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _

DEFAULT_MINUTES = 120
MOST_SESSIONS = 104
"""Two years of weekly sessions: more than that in one line is a slip of the finger."""

_WEEK = timedelta(days=7)
_SOON = timedelta(days=60)
_PLANNED_AHEAD = timedelta(days=3 * 366)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DAY = re.compile(
    rf"\b(?:on\s+)?(?:({'|'.join(_DAYS)})s?|({'|'.join(day[:3] for day in _DAYS)}|tues|weds|thur|thurs)s?)\b"
)
_FORTNIGHT = re.compile(r"\bfortnightly\b|\bevery (?:other|second|two weeks|2 weeks)\b|\bevery fortnight\b")
_LENGTH = re.compile(r"\bfor ([0-9.]+|an|a|one|two|three) ?(hours?|hrs?|h|minutes?|mins?)\b( and a half)?")
_COUNT = re.compile(rf"\b([0-9]{{1,3}}|{'|'.join(_COUNTS)})(?: (?:weeks?|sessions?|times|x))?\b")
_TIME = r"(?:\d{1,2}(?:[.:]\d{2})?\s*(?:[ap]\.?m\b\.?)?|noon|midday)"
_AT = re.compile(
    rf"\b(?:at|@) ?({_TIME})(?:\s*(?:-|to|until)\s*({_TIME}))?|\b(?:from )?({_TIME})\s*(?:-|to|until)\s*({_TIME})"
)
_FROM = re.compile(r"\b(?:from|starting(?: on)?|beginning|start)\s+(.+?)(?=,|;|\bat\b|@|\bfor\b|$)")
_SKIP = re.compile(r"\b(?:skip|skipping|except|but not|not on|missing|no session on)\b(.*?)(?=;|$)")
_FILLER = frozenset({
    "a", "for", "the", "and", "of", "each", "every", "on", "weekly", "week", "weeks", "session", "sessions",
    "course"
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class CoursePlan:
    """A course as understood from one line.

    `count` sessions, every `every` weeks on `weekday` (0 is Monday) from `first` at `at`, each `minutes` long; no session
    falls on a day in `skips`. `notes` are sentences that show what was guessed and must be checked.
    """

    count: int
    weekday: int
    first: date
    at: time
    minutes: int = DEFAULT_MINUTES
    every: int = 1
    skips: tuple[date, ...] = ()
    notes: tuple[str, ...] = ()


def sessions(plan: CoursePlan) -> list[datetime]:
    """When each session of the plan starts, in order: exactly `count` of them, none on a skipped day."""
    days: list[date] = []
    day = plan.first
    while len(days) < plan.count:
        if day not in plan.skips:
            days.append(day)
        day += _WEEK * plan.every
    return [datetime.combine(day, plan.at) for day in days]


def half_term(day: date) -> tuple[date, date]:
    """The usual English half-term week (Monday, Friday) nearest after or around `day`: a suggestion, councils differ.

    February: the Monday on or after the 12th. May: the week of the last Monday (the bank holiday). October: the Monday on or
    after the 22nd. These match what most English councils published for 2022 to 2027.
    """
    starts = ((2, 12), (5, 25), (10, 22))
    mondays = (_monday(year, month, start) for year in (day.year, day.year + 1) for month, start in starts)
    monday = next(monday for monday in mondays if monday + timedelta(days=6) >= day)
    return monday, monday + timedelta(days=4)


def parse_course(text: str, *, today: date) -> CoursePlan:
    """The course that a line such as "10 Tuesdays from 5 May at 2 pm, skip half-term" describes.

    A date without a year is the next such date from `today`. Raises `Refused` (field "course") naming what is missing or
    was not understood.
    """
    left = " ".join(text.lower().replace("–", "-").replace("’", "'").split())
    left, skipped = _take(_SKIP, left)
    left, fortnightly = _take(_FORTNIGHT, left)
    left, length = _take(_LENGTH, left)
    left, timed = _take(_AT, left)
    left, start = _take(_FROM, left)
    left, day = _take(_DAY, left)
    left, count = _take(_COUNT, left)
    unread = [word for word in re.findall(r"[\w'/-]+", left) if word not in _FILLER]
    if unread:
        raise _refused(_("“{words}” was not understood.").format(words=" ".join(unread)))
    if not count or not day or not start or not timed:
        raise _missing(count, day, start, timed)
    at, until = _times(timed)
    notes: list[str] = []
    first = _first(start[1], _weekday(day), today, notes)
    plan = CoursePlan(_number(count[1]), _weekday(day), first, at, _minutes(length, at, until), 2 if fortnightly else 1)
    if not 1 <= plan.count <= MOST_SESSIONS:
        raise _refused(_("A course has between 1 and {most} sessions.").format(most=MOST_SESSIONS))
    skips = _skips(skipped[1], plan, notes) if skipped else ()
    return CoursePlan(plan.count, plan.weekday, first, at, plan.minutes, plan.every, skips, tuple(notes))


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    match = pattern.search(text)
    return (text, None) if match is None else (text[: match.start()] + " ; " + text[match.end() :], match)


def _refused(words: str) -> Refused:
    return Refused(words + " " + _("Write it like “10 Tuesdays from 5 May at 2 pm, skip half-term”."), "course")


def _missing(count: object, day: object, start: object, timed: object) -> Refused:
    if not count:
        return _refused(_("How many sessions are there?"))
    if not day:
        return _refused(_("Which day of the week is it?"))
    if not start:
        return _refused(_("When does it start?"))
    return _refused(_("At what time does it start?"))


def _weekday(match: re.Match[str]) -> int:
    name = match[1] or match[2]
    return next(number for number, day in enumerate(_DAYS) if day.startswith(name[:3]))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS.index(word) + 1


def _times(match: re.Match[str]) -> tuple[time, time | None]:
    start, end = match[1] or match[3], match[2] or match[4]
    if end and start.isdigit() and "p" in end and int(start) < 12:
        start += "pm"
    try:
        return parse_time(start), parse_time(end) if end else None
    except Refused as refused:
        raise _refused(refused.words) from refused


def _minutes(length: re.Match[str] | None, at: time, until: time | None) -> int:
    minutes = DEFAULT_MINUTES
    if until:
        minutes = (until.hour - at.hour) * 60 + until.minute - at.minute
    elif length:
        words = {"an": 1.0, "a": 1.0, "one": 1.0, "two": 2.0, "three": 3.0}
        amount = words.get(length[1]) or _amount(length[1])
        minutes = round((amount + (0.5 if length[3] else 0)) * (1 if length[2].startswith("m") else 60))
    if not 5 <= minutes <= 720:
        raise _refused(_("A session lasts between 5 minutes and 12 hours."))
    return minutes


def _amount(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _first(text: str, weekday: int, today: date, notes: list[str]) -> date:
    """The first session's day: on or after the date written, on the weekday named."""
    day = _dated(text.strip(" ,;"), weekday, today, notes)
    first = day + timedelta(days=(weekday - day.weekday()) % 7)
    if first != day:
        notes.append(
            _("{date} is a {day}, so the first session is on {weekday} {first}.").format(
                date=long_date(day),
                day=weekday_name(day.weekday()),
                weekday=weekday_name(weekday),
                first=long_date(first),
            )
        )
    return first


def _dated(text: str, weekday: int, today: date, notes: list[str]) -> date:
    found = read_date(text, today=today)
    if found.value is None:
        raise _refused(found.doubt or _("When does it start?"))
    if found.doubt and re.search(r"\b\d{4}\b", text):
        if abs(found.value - today) > _PLANNED_AHEAD:
            raise _refused(found.doubt)
    elif found.doubt:
        return _without_year(found.value, weekday, today, notes)
    return found.value


def _without_year(day: date, weekday: int, today: date, notes: list[str]) -> date:
    """The next such date; or, where that is some way off, the last one if only that falls on the weekday of the course.

    A course of last spring is often typed in autumn; one that starts next week never means a year ago.
    """
    coming = _next(day, today)
    gone = _in_year(day, coming.year - 1)
    far = coming - today > _SOON
    if far and coming.weekday() != weekday and gone is not None and gone.weekday() == weekday:
        words = _("No year was given: {date} is the one that falls on a {weekday}.")
        notes.append(words.format(date=long_date(gone), weekday=weekday_name(gone.weekday())))
        return gone
    notes.append(_("No year was given: {date} is the next one.").format(date=long_date(coming)))
    return coming


def _next(day: date, earliest: date) -> date:
    """The first day on or after `earliest` with the same day and month; 29 February waits for a leap year."""
    moved = (_in_year(day, year) for year in range(earliest.year, earliest.year + 9))
    return next(found for found in moved if found and found >= earliest)


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _skips(text: str, plan: CoursePlan, notes: list[str]) -> tuple[date, ...]:
    """The days on which nothing happens: half-term weeks within the course, and dates written out."""
    text, holiday = _take(re.compile(r"(?:the )?half[ -]?terms?(?: week)?"), text)
    skips: list[date] = []
    month_of = ""
    for part in reversed([part for part in re.split(r",|;|\band\b|&", text) if part.strip()]):
        words = part.split()
        month_of = " ".join(words[1:]) or month_of
        skips.append(_skip(f"{words[0]} {month_of}".strip(), plan.first))
    skips.reverse()
    for day in skips:
        if day.weekday() != plan.weekday:
            notes.append(
                _("{date} is a {day}, so no session falls on it anyway.").format(
                    date=long_date(day), day=weekday_name(day.weekday())
                )
            )
    if holiday:
        skips += _half_terms(plan, tuple(skips), notes)
    return tuple(sorted(set(skips)))


def _skip(text: str, first: date) -> date:
    found = read_date(text, today=first)
    if found.value is None:
        raise _refused(_("“{words}” to skip was not understood: write the date.").format(words=text))
    return _next(found.value, first) if found.doubt else found.value


def _half_terms(plan: CoursePlan, written: tuple[date, ...], notes: list[str]) -> list[date]:
    """The days of every half-term that a session would fall in; each found week moves the end of the course."""
    found: list[date] = []
    while True:
        trial = CoursePlan(plan.count, plan.weekday, plan.first, plan.at, every=plan.every, skips=(*written, *found))
        hit = next((day for day in _days(trial) if half_term(day)[0] <= day <= half_term(day)[1]), None)
        if hit is None:
            break
        monday, friday = half_term(hit)
        found.append(hit)
        notes.append(
            _("Half-term is taken as {first} to {last}. That is the usual week: check it with your schools.").format(
                first=long_date(monday), last=long_date(friday)
            )
        )
    if not found:
        notes.append(_("No session falls in a usual half-term week."))
    return found


def _days(plan: CoursePlan) -> list[date]:
    return [start.date() for start in sessions(plan)]


def _monday(year: int, month: int, day: int) -> date:
    """The first Monday on or after that day."""
    start = date(year, month, day)
    return start + timedelta(days=-start.weekday() % 7)
