"""A course in one line: "10 Tuesdays from 5 May at 2 pm, skip half-term" becomes dated sessions."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from itertools import islice, takewhile

from artsrx.domain.course_plan import (
    DEFAULT_MINUTES,
    LAST_OF_MONTH,
    MOST_SESSIONS,
    CoursePlan,
    day_of_month,
    first_on_or_after,
    half_term,
    is_bank_holiday,
    meeting_days,
    sessions,
)
from artsrx.domain.course_words import DAY_NAME, DAYS, CourseWords, course_words
from artsrx.domain.dates import long_date, parse_time, read_date, weekday_name
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _

__all__ = ["DEFAULT_MINUTES", "CoursePlan", "half_term", "parse_course", "sessions"]

_SOON = timedelta(days=60)
_PLANNED_AHEAD = timedelta(days=3 * 366)
_COUNTS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": LAST_OF_MONTH,
}
_MONTHLY = re.compile(
    rf"\b({'|'.join(_ORDINALS)})\s+({DAY_NAME})\s+(?:(?:of|in)\s+)?(?:(?:each|every|the|a)\s+month|monthly)\b"
)
_EVERY = re.compile(
    r"\b(?:fortnightly|every fortnight|once a fortnight|alternate(?: weeks?)?|every (?:other|second|2nd)(?: weeks?)?|"
    r"every (two|three|four|2|3|4) weeks|every (third|fourth|3rd|4th)(?: weeks?)?|bi-?weekly)\b"
)
_INTERVALS = {"two": 2, "2": 2, "three": 3, "3": 3, "third": 3, "3rd": 3, "four": 4, "4": 4, "fourth": 4, "4th": 4}
_UNITS = r"(hours?|hrs?|h|minutes?|mins?)\b"
_LENGTH = re.compile(
    rf"\b(?:for |lasting |each )?(?:(half an) hour\b|(\d+(?:\.\d+)*|an|a|one|two|three|four)(?: and a (half|quarter))?[ -]?{_UNITS}"
    rf"(?: and (?:a (half|quarter)|(\d+) ?(?:minutes?|mins?)))?)(?: each\b| long\b)?"
)
_AMOUNTS = {"an": 1.0, "a": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0}
_COUNT = re.compile(
    rf"\b(?:x ?)?(\d{{1,3}}|{'|'.join(reversed(_COUNTS))})(?: ?x\b)?"
    r"(?: (?:weekly |fortnightly )?(weeks?|months?|sessions?|times|meetings?))?(?![\d.§])"
)
_SKIP = re.compile(
    r"\b(?:skip(?:ping|s)?|except(?: for| on)?|excluding|excl\.?|but not(?: on)?|not(?: on| in| during| including)?|"
    r"no (?:session|class|group|workshop|meeting)s?(?: on| in| during| at)?|no(?= half| §| bank)|missing(?: out)?|without|omitting|"
    r"avoiding|apart from|with a break (?:on|for|in)|break (?:on|for|in))(?![a-z])([^;]*)"
)
_HALF_TERM = re.compile(r"(?:the )?half[ -]?terms?(?: (?:week|holidays?|break))?")
_BANK = re.compile(r"(?:any |the )?bank holidays?")
_RANGE = re.compile(r"§(\d+)§\s*(?:-|to|until|till?|through(?: to)?)\s*§(\d+)§")
_UNTIL = re.compile(r"\b(?:until|till?|to|ending(?: on)?|ends?(?: on)?|finishing(?: on)?)\s*§(\d+)§")
_DATE = re.compile(r"§(\d+)§")
_START = re.compile(
    r"\b(?:from|starting(?: on| from)?|starts?(?: on)?|beginning(?: on)?|begins?(?: on)?|commencing(?: on)?|w/?c|week commencing|"
    r"first session(?: on)?|on)\s*(?:the\s+)?(?:w/?c\s*|week commencing\s*)?(?=§)"
)
_DAY = re.compile(rf"\b(?:on )?({DAY_NAME})\b")
_FILLER = frozenset({
    "a", "for", "the", "and", "of", "each", "every", "on", "weekly", "week", "weeks", "session", "sessions", "course", "per", "once",
    "meets", "meeting", "runs", "running", "from", "to", "at", "starting", "start", "starts", "x", "inclusive", "only", "with", "held",
    "month", "months", "hrs", "mornings", "afternoons", "evenings", "morning", "afternoon", "evening", "then", "will", "be",
})  # fmt: skip


@dataclass(slots=True)
class _Line:
    """A course line as it is taken apart: the words not yet understood, and what the others came to."""

    words: CourseWords
    today: date
    left: str
    notes: list[str] = field(default_factory=list)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first words that the pattern finds, which then are understood."""
        found = pattern.search(self.left)
        if found:
            self.left = f"{self.left[: found.start()]} ; {self.left[found.end() :]}"
        return found


def parse_course(text: str, *, today: date) -> CoursePlan:
    """The course that a line such as "10 Tuesdays from 5 May at 2 pm, skip half-term" describes.

    A date without a year is the next such date from `today`. Raises `Refused` (field "course") naming what is missing or
    was not understood.
    """
    words = course_words(text)
    line = _Line(words, today, words.text)
    monthly = line.take(_MONTHLY)
    skipped = _taken_skips(line)
    interval = line.take(_EVERY)
    length = line.take(_LENGTH)
    span = line.take(_RANGE)
    until = None if span else line.take(_UNTIL)
    line.take(_START)
    start = span or line.take(_DATE)
    weekdays = _weekdays(line, monthly)
    count = line.take(_COUNT)
    missing_start = re.search(r"\b(?:from|starting)\s+-", line.left)
    unread = [
        word for word in re.findall(r"[\w'/§.-]+", line.left) if word.strip(".-'") not in _FILLER and word.strip(".-'")
    ]
    if unread and not (missing_start and not start):
        raise _refused(_("“{words}” was not understood.").format(words=_as_written(" ".join(unread), words)))
    end = span[2] if span else until[1] if until else None
    if not weekdays and start and (re.search(r"\bweek", words.text) or words.day_names[int(start[1])]):
        weekdays = _weekday_of_date(line, int(start[1]))
    if not (count or end is not None) or not weekdays or not start or not words.start:
        raise _missing(count or end is not None, weekdays, start, words.start)
    at, ends_at = _times(words)
    number = _ORDINALS[monthly[1]] if monthly else 0
    first = _first(line, int(start[1]), weekdays, number)
    plan = CoursePlan(
        count=1, weekday=first.weekday(), first=first, at=at, minutes=_minutes(length, at, ends_at), every=_every(interval),
        also=tuple(day for day in weekdays if day != first.weekday()), of_month=number,
    )  # fmt: skip
    plan = _counted(plan, line, count, int(end) if end is not None else None, skipped)
    plan = replace(plan, skips=_skips(skipped, plan, line))
    _flag_bank_holidays(plan, line.notes)
    # A date that is read twice, for the first day and for the last, is said once.
    return replace(plan, notes=tuple(dict.fromkeys(line.notes)))


def _taken_skips(line: _Line) -> str:
    """Everything that the line says to leave out, as one text."""
    parts = []
    while found := line.take(_SKIP):
        parts.append(found[1])
    return " , ".join(parts)


def _as_written(text: str, words: CourseWords) -> str:
    return _DATE.sub(lambda found: words.dates[int(found[1])], text)


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


def _weekday(name: str) -> int:
    return next(number for number, day in enumerate(DAYS) if day.startswith(name[:3]))


def _weekdays(line: _Line, monthly: re.Match[str] | None) -> list[int]:
    """The weekdays that are named, in the order of the week."""
    if monthly:
        return [_weekday(monthly[2])]
    found = []
    while day := line.take(_DAY):
        found.append(_weekday(day[1]))
    return sorted(set(found))


def _weekday_of_date(line: _Line, place: int) -> list[int]:
    """The weekday written before the date, or else the one that the date falls on."""
    named = line.words.day_names[place]
    if named:
        return [_weekday(named)]
    day = _dated(line.words.dates[place], None, line.today, line.notes)
    line.notes.append(
        _("{date} is a {day}, so that is the day.").format(date=long_date(day), day=weekday_name(day.weekday()))
    )
    return [day.weekday()]


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS.index(word) + 1


def _every(found: re.Match[str] | None) -> int:
    if not found:
        return 1
    return _INTERVALS.get(found[1] or found[2] or "", 2)


def _times(words: CourseWords) -> tuple[time, time | None]:
    """When a session starts and ends; "11-1pm" starts before noon, "2-4pm" after it."""
    try:
        start, end = _time(words.start), _time(words.end) if words.end else None
        if end and "p" in words.end and re.fullmatch(r"\d{1,2}(?:[.:]\d{2})?", words.start):
            later = _time(words.start + "pm")
            start = later if later < end else _time(words.start + "am")
    except Refused as refused:
        raise _refused(refused.words) from refused
    return start, end


def _time(text: str) -> time:
    """A time of day; "2.30" is in the afternoon, as nobody meets at night."""
    bare = re.sub(r"\s*(?:hrs|hours|h)$", "", text.replace("midnight", "0:00"))
    return parse_time(bare + "pm" if re.fullmatch(r"[1-7][.:]\d{2}", bare) else bare)


def _minutes(length: re.Match[str] | None, at: time, until: time | None) -> int:
    minutes = float(DEFAULT_MINUTES)
    if until:
        minutes = (until.hour - at.hour) * 60 + until.minute - at.minute
    elif length and length[1]:
        minutes = 30
    elif length:
        amount = _AMOUNTS.get(length[2]) or _amount(length[2])
        amount += {"half": 0.5, "quarter": 0.25}.get(length[3] or length[5] or "", 0)
        minutes = round(amount * (1 if length[4].startswith("m") else 60)) + int(length[6] or 0)
    if not 5 <= minutes <= 720:
        raise _refused(_("A session lasts between 5 minutes and 12 hours."))
    return int(minutes)


def _amount(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _first(line: _Line, place: int, weekdays: list[int], of_month: int) -> date:
    """The first session's day: on or after the date written, on a weekday named."""
    written = line.words.dates[place]
    of_whole_month = of_month and re.fullmatch(r"[a-z]+\s+\d{4}", written)
    day = _dated(f"1 {written}" if of_whole_month else written, weekdays, line.today, line.notes)
    if of_month:
        return next(
            found
            for found in (_in_month(day, months, weekdays[0], of_month) for months in range(2))
            if found >= day
        )  # fmt: skip
    first = min(first_on_or_after(day, weekday) for weekday in weekdays)
    if first != day:
        line.notes.append(
            _("{date} is a {day}, so the first session is on {weekday} {first}.").format(
                date=long_date(day),
                day=weekday_name(day.weekday()),
                weekday=weekday_name(first.weekday()),
                first=long_date(first),
            )
        )
    return first


def _in_month(day: date, later: int, weekday: int, of_month: int) -> date:
    """Such a weekday of the month that lies `later` months after that of `day`."""
    month = day.month - 1 + later
    return day_of_month(day.year + month // 12, month % 12 + 1, weekday, of_month)


def _dated(text: str, weekdays: list[int] | None, today: date, notes: list[str]) -> date:
    found = read_date(text, today=today)
    if found.value is None:
        raise _refused(found.doubt or _("When does it start?"))
    if found.doubt and re.search(r"\b\d{4}\b", text):
        if abs(found.value - today) > _PLANNED_AHEAD:
            raise _refused(found.doubt)
    elif found.doubt:
        return _without_year(found.value, weekdays, today, notes)
    return found.value


def _without_year(day: date, weekdays: list[int] | None, today: date, notes: list[str]) -> date:
    """The next such date; or, where that is some way off, the last one if only that falls on the weekday of the course.

    A course of last spring is often typed in autumn; one that starts next week never means a year ago.
    """
    coming = _next(day, today)
    gone = _in_year(day, coming.year - 1)
    far = coming - today > _SOON
    named = weekdays or range(7)
    if far and coming.weekday() not in named and gone is not None and gone.weekday() in named:
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


def _counted(plan: CoursePlan, line: _Line, count: re.Match[str] | None, end: int | None, skipped: str) -> CoursePlan:
    """The plan with its number of sessions: as written, or as many as there are up to the last day."""
    last = None
    if end is not None:
        last = _date_after(line.words.dates[end], plan.first)
        end_of_course = last
        days = set(islice(takewhile(lambda day: day <= end_of_course, meeting_days(plan)), MOST_SESSIONS + 1))
        total = len(
            days - set(_skips(skipped, replace(plan, count=max(len(days), 1)), _Line(line.words, line.today, "")))
        )
    number = _number(count[1]) if count else 0
    if number and count and (count[2] or "").startswith("week") and len(plan.weekdays) > 1:
        number *= len(plan.weekdays)
        line.notes.append(_("That is {n} sessions, {each} a week.").format(n=number, each=len(plan.weekdays)))
    if last is not None:
        if number and number != total:
            words = _("{first} to {last} is {total} sessions and not {n}.")
            raise _refused(words.format(first=long_date(plan.first), last=long_date(last), total=total, n=number))
        number = total
    if not 1 <= number <= MOST_SESSIONS:
        raise _refused(_("A course has between 1 and {most} sessions.").format(most=MOST_SESSIONS))
    return replace(plan, count=number)


def _date_after(text: str, first: date) -> date:
    """A date within the course, or to its end: without a year the next one after the first session."""
    found = read_date(text, today=first)
    if found.value is None:
        raise _refused(found.doubt or _("“{words}” to skip was not understood: write the date.").format(words=text))
    return found.value if re.search(r"\d{4}|\d[/.-]\d+[/.-]\d", text) or not found.doubt else _next(found.value, first)


def _skips(text: str, plan: CoursePlan, line: _Line) -> tuple[date, ...]:
    """The days on which nothing happens: half-term weeks within the course, bank holidays, dates and spans written out."""
    holiday, bank = _HALF_TERM.search(text), _BANK.search(text)
    text = _BANK.sub(" , ", _HALF_TERM.sub(" , ", text))
    skips: list[date] = []
    for found in _RANGE.finditer(text):
        start = _date_after(line.words.dates[int(found[1])], plan.first)
        end = _date_after(line.words.dates[int(found[2])], start)
        days = (start + timedelta(days=number) for number in range(min((end - start).days, 366) + 1))
        skips += [day for day in days if day.weekday() in plan.weekdays]
    single = _RANGE.sub(" , ", text)
    written = [_date_after(line.words.dates[int(found[1])], plan.first) for found in _DATE.finditer(single)]
    rest = [
        word
        for word in re.findall(r"[\w'/-]+", _DATE.sub(" ", single))
        if word not in _FILLER | {"or", "week", "days", "day"}
    ]
    if rest:
        raise _refused(_("“{words}” to skip was not understood: write the date.").format(words=" ".join(rest)))
    for day in written:
        if day.weekday() not in plan.weekdays:
            line.notes.append(
                _("{date} is a {day}, so no session falls on it anyway.").format(
                    date=long_date(day), day=weekday_name(day.weekday())
                )
            )
    skips += written
    if bank:
        skips += _while_hit(plan, skips, is_bank_holiday)
    if holiday:
        skips += _half_terms(plan, skips, line.notes)
    return tuple(sorted(set(skips)))


def _while_hit(plan: CoursePlan, skips: list[date], hit: Callable[[date], object]) -> list[date]:
    """Days of the course for which `hit` holds, found again as each moves the end of the course."""
    found: list[date] = []
    while True:
        trial = replace(plan, skips=(*skips, *found))
        day = next((start.date() for start in sessions(trial) if hit(start.date())), None)
        if day is None:
            return found
        found.append(day)


def _half_terms(plan: CoursePlan, written: list[date], notes: list[str]) -> list[date]:
    """The days of every half-term that a session would fall in; each found week moves the end of the course."""
    found = _while_hit(plan, written, lambda day: half_term(day)[0] <= day <= half_term(day)[1])
    for monday, friday in dict.fromkeys(map(half_term, found)):
        notes.append(
            _("Half-term is taken as {first} to {last}. That is the usual week: check it with your schools.").format(
                first=long_date(monday), last=long_date(friday)
            )
        )
    if not found:
        notes.append(_("No session falls in a usual half-term week."))
    return found


def _flag_bank_holidays(plan: CoursePlan, notes: list[str]) -> None:
    """Say which sessions fall on a bank holiday: the venue may be closed."""
    for start in sessions(plan):
        if is_bank_holiday(start.date()):
            notes.append(_("{date} is a bank holiday.").format(date=long_date(start.date())))
