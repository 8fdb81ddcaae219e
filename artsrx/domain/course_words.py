"""A course line taken into words: its dates and times found first and set aside, so that no number is taken for another."""

import re
import unicodedata
from dataclasses import dataclass, field

from artsrx.domain.date_marks import plain

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_NAME = rf"(?:{'|'.join(DAYS)}|tues|weds|thurs|thur|mon|tue|wed|thu|fri|sat|sun)s?"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?:\b(?P<day>{DAY_NAME}),?\s+)?(?:the\s+)?(?P<date>\b(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}(?!\d)"
    rf"|{_NUMBER}(?:\s+of)?\s+{_MONTH}(?:,?\s+\d{{4}}\b|\s+'\d\d\b)?|{_MONTH}\s+{_NUMBER}(?!\d)(?:,?\s+\d{{4}}\b)?|{_MONTH}\s+\d{{4}}|\d{{1,2}}/\d{{1,2}}(?![/\d])"
    rf"|today|tomorrow))\b"
)
_SHARED_MONTH = re.compile(rf"\b({_NUMBER})\s*(,|and|&|-|to)\s*(?={_NUMBER}(?:\s+of)?\s+({_MONTH})(\s+\d{{4}})?)")
_CLOCK = (
    r"(?:\d{1,2}(?:[.:]\d{2})?\s*(?:[ap]\.?m\b\.?|o'?clock|noon\b|h\b)?|12\s*noon|\bnoon\b|\bmidday\b|\bmidnight\b)"
)
_SURE_CLOCK = (
    r"(?:\d{1,2}(?:[.:]\d{2})?\s*(?:[ap]\.?m\b\.?|o'?clock|noon\b)|\d{1,2}:\d{2}|\bnoon\b|\bmidday\b|"
    r"(?:[01]\d|2[0-3])[0-5]\d\s*(?:hrs|hours|h)\b)"
)
_SPAN = re.compile(
    rf"(?:\b(?:at|from|between)\s+|@\s*)?(?<![\d§])({_CLOCK}|(?:[01]\d|2[0-3])[0-5]\d)\s*(?:-|\bto\b|\buntil\b|\btill?\b|\band\b(?=.*m\b))\s*"
    rf"({_CLOCK}|(?:[01]\d|2[0-3])[0-5]\d)(?![\d§]|\s*(?:{_MONTH}|weeks?|sessions?))"
)
_AT = re.compile(
    rf"(?:\bat\s+|@\s*)((?:[01]\d|2[0-3])[0-5]\d(?:\s*(?:hrs|hours|h)\b)?|{_CLOCK})(?!\d)|(?<![\d§])({_SURE_CLOCK})"
)
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PAST = re.compile(rf"\b(half|quarter) (past|to) ({'|'.join(_HOURS)}|\d{{1,2}})\b")
_HALVES = {"½": ".5", "¼": ".25", "¾": ".75"}


@dataclass(slots=True)
class CourseWords:
    """The line in plain letters, with "§0§" for its first date; the dates as written, and the weekday before each if any.

    `start` and `end` are the times of day as written; empty where the line says none.
    """

    text: str
    dates: list[str] = field(default_factory=list)
    day_names: list[str] = field(default_factory=list)
    start: str = ""
    end: str = ""


def course_words(line: str) -> CourseWords:
    """The words of a course line; never raises."""
    for sign, part in _HALVES.items():
        line = re.sub(rf"(?<=\d)\s?{sign}", part, line).replace(sign, f"0{part}")
    text = plain(unicodedata.normalize("NFKC", line))
    text = re.sub(rf"\b({DAY_NAME.removesuffix('s?')})'s\b", r"\1s", text)
    text = re.sub(r"[()\[\]]", " ; ", text)
    text = _PAST.sub(_past, text)
    before = ""
    while before != text:
        before, text = text, _SHARED_MONTH.sub(r"\1 \3\4 \2 ", text)
    words = CourseWords("")

    def aside(found: re.Match[str]) -> str:
        words.dates.append(found["date"])
        words.day_names.append(found["day"] or "")
        return f" §{len(words.dates) - 1}§ "

    text = _DATE.sub(aside, text)
    span = _SPAN.search(text)
    if span and _is_span(span):
        words.start, words.end = span[1].strip(), span[2].strip()
        text = f"{text[: span.start()]} ; {text[span.end() :]}"
    else:
        at = _AT.search(text)
        if at:
            words.start = (at[1] or at[2]).strip()
            text = f"{text[: at.start()]} ; {text[at.end() :]}"
    words.text = " ".join(text.split())
    return words


def _past(found: re.Match[str]) -> str:
    """ "half past two" as 2.30, "quarter to three" as 2.45."""
    hour = _HOURS.index(found[3]) + 1 if found[3] in _HOURS else int(found[3])
    if found[2] == "to":
        return f"{(hour - 2) % 12 + 1}.{30 if found[1] == 'half' else 45}"
    return f"{hour}.{30 if found[1] == 'half' else 15}"


def _is_span(found: re.Match[str]) -> bool:
    """Whether what stands on both sides of a dash are surely times: no hour is more than 24."""
    hours = (re.match(r"\d{1,2}", side) for side in (found[1], found[2]))
    return all(int(hour[0]) <= 24 for hour in hours if hour)
