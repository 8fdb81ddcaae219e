"""Dates as people type and keep them: day first always, doubts in words, never a guess passed off as a fact."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from artsrx.domain.blanks import is_blank
from artsrx.domain.date_marks import ONE_INSIDE, bare, plain
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _

OLDEST_AGE = 115
"""Nobody older is expected (the oldest person known lived 122 years); an older birth date is asked about."""

CHILD_AGE = 16
"""A two-digit year that makes somebody younger than this is said aloud, since it may be a hundred years out."""

_FAR_AHEAD = timedelta(days=366)
_EXCEL_START = date(1899, 12, 30)
_SERIALS = range(2101, 73_415)
"""Whole numbers read as days since 30 December 1899; 1900 to 2100 are years and 73,415 would be the year 2101."""

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MISSPELT = {
    "janurary": 1, "januray": 1, "febuary": 2, "feburary": 2, "febraury": 2, "apirl": 4, "agust": 8, "augst": 8,
    "setember": 9, "septmber": 9, "ocotber": 10, "novemeber": 11, "decemeber": 12, "desember": 12,
}  # fmt: skip
_INFANT = 2
"""Somebody younger on a list of people is more often this year typed for the year of birth."""
_RECENT = 60
"""Days ahead within which a day without a year may be one to come; further off it is the one gone by."""


@dataclass(frozen=True, slots=True)
class ReadDate:
    """What a written date turned out to be.

    `value` is the whole date; `year` alone is set when only a year is known; `doubt` is a sentence for the person who must
    look at it, with or without a value. All three are None for a blank.
    """

    value: date | None = None
    year: int | None = None
    doubt: str | None = None


def month_name(month: int) -> str:
    """The month's full name, `month` from 1 to 12."""
    names = (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
        _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip
    return names[month - 1]


def weekday_name(weekday: int) -> str:
    """The day's full name, `weekday` from 0 (Monday) to 6."""
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return names[weekday]


def long_date(day: date) -> str:
    """The date in words that cannot be misread: "3 April 1951"."""
    return _("{day} {month} {year}").format(day=day.day, month=month_name(day.month), year=day.year)


def short_date(day: date) -> str:
    """The date for a narrow column, month still in letters: "3 Apr 1951"."""
    return _("{day} {month} {year}").format(day=day.day, month=month_name(day.month)[:3], year=day.year)


def day_and_month(day: date) -> str:
    """The date without its year, where that goes without saying: "3 April"."""
    return _("{day} {month}").format(day=day.day, month=month_name(day.month))


def weekday_and_date(day: date, *, year: bool = True) -> str:
    """The date with its weekday, with or without the year: "Tuesday 3 April 1951"."""
    words = long_date(day) if year else day_and_month(day)
    return _("{weekday} {date}").format(weekday=weekday_name(day.weekday()), date=words)


def day_and_time(at: datetime) -> str:
    """A day and a time on it: "Tuesday 5 May 2026, 2 pm"."""
    return _("{day}, {time}").format(day=weekday_and_date(at.date()), time=clock(at.time()))


def clock(at: time) -> str:
    """The time of day as it is said: "2 pm", "2.30 pm", "12 noon"."""
    if (at.hour, at.minute) == (12, 0):
        return _("12 noon")
    hour = at.hour % 12 or 12
    words = f"{hour}.{at.minute:02d}" if at.minute else f"{hour}"
    return _("{time} pm").format(time=words) if at.hour >= 12 else _("{time} am").format(time=words)


def read_date(raw: object, *, today: date) -> ReadDate:
    """The date in a cell or a field, day first; a two-digit year is never more than a year ahead of `today`.

    `raw` may be text, a number (an Excel day number or a year), a date or a datetime. Never raises: what cannot be read
    comes back as a doubt in words.
    """
    return _read(raw, today, birth=False)


def read_birth_date(raw: object, *, today: date) -> ReadDate:
    """The birth date in a cell or a field, day first; a two-digit year is never in the future.

    As `read_date`; a date after `today` or more than 115 years before it is not taken, and the doubt says why.
    """
    return _read(raw, today, birth=True)


def read_past_date(raw: object, *, today: date) -> ReadDate:
    """As `read_date`, of something that has happened: a day without a year is never one to come."""
    found = read_date(raw, today=today)
    written = bare(raw).text if isinstance(raw, str) else ""
    if (
        found.value
        and found.value > today
        and written
        and not re.search(r"\d+\D+\d+\D+\d+|\d{4}|[a-z][^\d]*\d+\D+\d", written)
    ):
        value = year_before(found.value)
        return ReadDate(value, doubt=_("No year is given: taken as {date}.").format(date=long_date(value)))
    return found


def typed_date(text: str, *, today: date, field: str | None = None) -> date | None:
    """The whole date somebody typed, or None for a blank; raises `Refused` with the reason beside `field`."""
    found = read_date(text, today=today)
    if found.value is None and (found.doubt or found.year):
        raise Refused(found.doubt or _("Please give the day and the month too, such as 3 April 2026."), field)
    return found.value


def typed_birth(text: str, *, today: date, field: str | None = None) -> tuple[date | None, int | None]:
    """The birth date and year somebody typed: (date, None), (None, year) or (None, None) for a blank.

    Raises `Refused` with the reason beside `field` when the text is no date that a living person can have.
    """
    found = read_birth_date(text, today=today)
    if found.value is None and found.year is None and found.doubt:
        raise Refused(found.doubt, field)
    return found.value, found.year


def parse_time(text: str) -> time:
    """A time of day: "2 pm", "2.30pm", "14:00", "1400", "noon"; a bare 1 to 7 is the afternoon.

    Raises `Refused` when it is none.
    """
    words = plain(text).replace("o'clock", "").replace("oclock", "").strip()
    if words in ("noon", "12 noon", "12noon", "midday", "12 midday"):
        return time(12)
    match = re.fullmatch(r"(\d{1,2})(?:\s*[:.]?\s*(\d{2}))?\s*([ap])?\.?\s*m?\.?", words)
    if match:
        hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        elif match[2] is None and not half and 1 <= hour <= 7:
            hour += 12
        if hour < 24 and minute < 60 and not (half and int(match[1]) > 12):
            return time(hour, minute)
    raise Refused(_("“{text}” is not a time. Type it like 2 pm or 14:00.").format(text=text.strip()))


def _read(raw: object, today: date, *, birth: bool) -> ReadDate:
    if raw is None or isinstance(raw, bool):
        return ReadDate()
    if isinstance(raw, datetime):
        return _judge(raw.date(), today, birth)
    if isinstance(raw, date):
        return _judge(raw, today, birth)
    if isinstance(raw, (int, float)):
        return _number(raw, today, birth)
    return _text(str(raw), today, birth)


def _number(number: float, today: date, birth: bool) -> ReadDate:
    """A year or an Excel day number; a fraction is a time of day and is dropped."""
    whole = int(number) if abs(number) < 1e9 else 0
    if whole == number and 1880 <= whole <= 2100:
        return _bare_year(whole, today, birth)
    if whole in _SERIALS:
        return _judge(_EXCEL_START + timedelta(days=whole), today, birth)
    return ReadDate(doubt=_unreadable(f"{number:g}"))


def _bare_year(year: int, today: date, birth: bool) -> ReadDate:
    if birth and not today.year - OLDEST_AGE <= year <= today.year:
        return ReadDate(doubt=_("The year {year} cannot be a birth year.").format(year=year))
    return ReadDate(year=year, doubt=_("Only the year {year} is given.").format(year=year))


@lru_cache(maxsize=4096)
def _text(raw: str, today: date, birth: bool) -> ReadDate:
    if is_blank(raw):
        return ReadDate()
    named = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if plain(raw) in named:
        return _judge(today + timedelta(days=named[plain(raw)]), today, birth)
    written = bare(raw)
    found = _whole(written.text, raw, today, birth)
    if found.value is None and found.year is None:
        inside = ONE_INSIDE.findall(plain(raw))
        if len(inside) == 1 and inside[0] != written.text:
            found = _inside(inside[0], found, raw, today, birth)
    if written.unsure and (found.value or found.doubt is None or found.year):
        return ReadDate(found.value, found.year, _uncertain(raw))
    return found


def _whole(text: str, raw: str, today: date, birth: bool) -> ReadDate:
    """The date that the whole text is: a year or a day number, or day, month and year."""
    if re.fullmatch(r"\d{4,5}(?:\.\d{1,12})?", text):
        return _number(float(text), today, birth)
    return _parts(text, raw, today, birth)


def _inside(one: str, whole: ReadDate, raw: str, today: date, birth: bool) -> ReadDate:
    """The one date among other words, with a doubt that quotes them."""
    found = _parts(bare(one).text, one, today, birth)
    if found.value is None:
        return whole
    words = _("“{raw}” is taken as {date}.")
    return ReadDate(found.value, doubt=words.format(raw=" ".join(raw.split())[:60], date=long_date(found.value)))


def _parts(text: str, raw: str, today: date, birth: bool) -> ReadDate:
    """Day, month and year taken apart from a bare date, in day-first order unless the year comes first."""
    if re.fullmatch(r"\d{8}", text):
        text = _eight_digits(text)
    elif re.fullmatch(r"\d{6}", text):
        text = _six_digits(text)
    known = re.fullmatch(r"(?:(?:00|0|x+|\?+|-+|_+)[/. -]+){1,2}(?:\d{1,2}[/. -]+)?(\d{4})", text)
    if known:
        kept = _bare_year(int(known[1]), today, birth)
        return ReadDate(year=kept.year, doubt=_("“{raw}” has no day.").format(raw=_shown(raw)))
    words = re.findall(r"\d+|[a-z]+", text)
    if re.sub(r"[\s/.,\\'_-]+|\d+|[a-z]+", "", text) or not 1 <= len(words) <= 3 or len(max(words, key=len)) > 9:
        return ReadDate(doubt=_unreadable(raw))
    months = [_month(word) for word in words]
    if any(word.isalpha() and month is None for word, month in zip(words, months, strict=True)):
        return ReadDate(doubt=_unreadable(raw))
    if any(word.isdigit() and len(word) > 4 for word in words):
        return ReadDate(doubt=_unreadable(raw))
    return _in_order(words, months, raw, today, birth)


def _six_digits(text: str) -> str:
    """030451 taken apart day first, or 510403 year first where only that can be."""
    if int(text[:2]) > 31 and int(text[2:4]) <= 12:
        return f"{text[4:]}/{text[2:4]}/{text[:2]}"
    return f"{text[:2]}/{text[2:4]}/{text[4:]}"


def _eight_digits(plain: str) -> str:
    """03041951 or 19510403, taken apart."""
    if plain[:2] in ("19", "20") and int(plain[4:6]) <= 12:
        return f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    return f"{plain[:2]}/{plain[2:4]}/{plain[4:]}"


def _month(word: str) -> int | None:
    if not word.isalpha():
        return None
    for number, name in enumerate(_MONTHS, 1):
        if len(word) >= 3 and name.startswith(word):
            return number
    return _MISSPELT.get(word)


def _in_order(words: list[str], months: list[int | None], raw: str, today: date, birth: bool) -> ReadDate:
    named = [place for place, month in enumerate(months) if month]
    if len(named) > 1 or len(words) == 1:
        return ReadDate(doubt=_unreadable(raw))
    if len(words) == 2:
        return _two_parts(words, months, raw, today, birth)
    if len(words[0]) == 4 and named in ([], [1]):
        year, month, day = words[0], months[1] or int(words[1]), words[2]
    elif named == [0]:
        day, month, year = words[1], months[0] or 0, words[2]
    elif named in ([], [1]):
        day, month, year = words[0], months[1] or int(words[1]), words[2]
    else:
        return ReadDate(doubt=_unreadable(raw))
    return _build_date(int(day), month, year, raw, today, birth)


def _two_parts(words: list[str], months: list[int | None], raw: str, today: date, birth: bool) -> ReadDate:
    """A month and a year (a doubt that keeps the year), or a day and a month of the year nearest to today."""
    first, second = words
    year = next((int(word) for word in words if len(word) == 4 and word.isdigit()), None)
    if year is not None and (months[0] or months[1] or 1 <= int(min(words, key=len)) <= 12):
        kept = _bare_year(year, today, birth)
        return ReadDate(year=kept.year, doubt=_("“{raw}” has no day.").format(raw=_shown(raw)))
    if months[0] and " " in plain(raw):  # "April 3"; in "Apr-25" a spreadsheet may mean either
        first, second, months = second, first, months[::-1]
    month = months[1] or int(second)
    if birth or months[0] or year is not None or int(first) > 31:
        return ReadDate(doubt=_unreadable(raw))
    day = int(first)
    years = [today.year + step for step in (-1, 0, 1) if _exists(day, month, today.year + step)]
    if not years:
        return ReadDate(doubt=_impossible(day, month, None, raw))
    found = [date(year, month, day) for year in years]
    near = [one for one in found if one <= today + timedelta(days=_RECENT)]
    value = min(near or found, key=lambda one: abs(one - today))
    return ReadDate(value, doubt=_("No year is given: taken as {date}.").format(date=long_date(value)))


def _build_date(day: int, month: int, year_text: str, raw: str, today: date, birth: bool) -> ReadDate:
    if len(year_text) not in (2, 4) or not year_text.isdigit():
        return ReadDate(doubt=_unreadable(raw))
    year = int(year_text)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return ReadDate(doubt=_impossible(day, month, year, raw))
    if len(year_text) == 4:
        if year == 0 or not _exists(day, month, year):
            return ReadDate(doubt=_impossible(day, month, year, raw))
        return _judge(date(year, month, day), today, birth)
    return _two_digit_year(day, month, year, raw, today, birth)


def _two_digit_year(day: int, month: int, year: int, raw: str, today: date, birth: bool) -> ReadDate:
    century = today.year // 100 * 100
    years = [century + year - back for back in (-100, 0, 100) if _exists(day, month, century + year - back)]
    limit = today if birth else today + _FAR_AHEAD
    past = [found for found in years if date(found, month, day) <= limit]
    if past:
        newest = date(max(past), month, day)
        return _newest_birth(newest, today) if birth else _judge(newest, today, birth)
    return ReadDate(doubt=_impossible(day, month, year, raw))


def _newest_birth(born: date, today: date) -> ReadDate:
    age = age_on(born, today)
    if age < CHILD_AGE:
        doubt = _("Two digits of the year: taken as {date}, {age} years old.").format(date=long_date(born), age=age)
        return ReadDate(born, doubt=doubt)
    return ReadDate(born)


def age_on(born: date, day: date) -> int:
    """Whole years of age on `day` of somebody born on `born`."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _exists(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _judge(value: date, today: date, birth: bool) -> ReadDate:
    """The date, unless it cannot be a birth date; a date far ahead is kept with a doubt."""
    words = long_date(value)
    if birth and value > today:
        return ReadDate(doubt=_("{date} is in the future, so it cannot be a birth date.").format(date=words))
    if birth and age_on(value, today) < _INFANT:
        return ReadDate(value, doubt=_("{date} is the birth date of a baby. Please check the year.").format(date=words))
    if birth and age_on(value, today) > OLDEST_AGE:
        return ReadDate(doubt=_("{date} is more than 115 years ago. Please check the year.").format(date=words))
    if not birth and not date(1900, 1, 1) <= value <= today + _FAR_AHEAD:
        return ReadDate(value, doubt=_("{date} is a long way off. Please check the year.").format(date=words))
    return ReadDate(value)


def _impossible(day: int, month: int, year: int | None, raw: str) -> str:
    """Why a day, month and year make no date, in words."""
    if month > 12 and 1 <= day <= 12 and 13 <= month <= 31:
        return _("“{raw}” has no month {month}. Dates are read day first; was it meant month first?").format(
            raw=raw.strip(), month=month
        )
    if 1 <= month <= 12 and 1 <= day <= 31:
        if year is None:
            return _("There is no {day} {month}.").format(day=day, month=month_name(month))
        shown = f"{year:04d}" if year > 99 else f"{year:02d}"
        return _("There is no {day} {month} {year}.").format(day=day, month=month_name(month), year=shown)
    return _unreadable(raw)


def _unreadable(raw: str) -> str:
    return _("“{raw}” is not a date that can be read.").format(raw=_shown(raw))


def _shown(raw: str) -> str:
    return " ".join(raw.split())[:60]


def _uncertain(raw: str) -> str:
    return _("“{raw}” was marked as uncertain.").format(raw=_shown(raw))


def year_before(day: date) -> date:
    """The same day of the year before; 28 February for 29 February, and never before the calendar begins."""
    try:
        return day.replace(year=max(day.year - 1, date.min.year))
    except ValueError:
        return date(day.year - 1, 2, 28)
