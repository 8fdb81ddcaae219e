"""What people write round a date: a time and its zone, a weekday, an age, "w/c", a note in brackets; taken off here."""

import re
import unicodedata
from dataclasses import dataclass

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_SLASHES = "\u2044\u2215\u29f8\uff0f"
_SIGNS = str.maketrans({
    **dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys(_SLASHES, "/"), "\u2018": "'", "\u2019": "'", "\u00ad": None
})  # fmt: skip
_CLOCK = r"(?:\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)"
_ZONE = r"(?:\s*(?:z|utc|gmt|bst|ist|cet|cest)\b|\s*(?:utc|gmt)?[+-]\d{2}(?::?\d{2})?)?"
_TIME_AFTER = re.compile(rf"(?:t|,?\s+(?:at|@|-)?\s*){_CLOCK}{_ZONE}(?:\s*hrs?)?$")
_TIME_BEFORE = re.compile(rf"^{_CLOCK}(?:,|\s+on|\s+-)?\s+(?=\S*\d)")
_LEAD = re.compile(
    r"^(?:(?:w/?c|wk|week commencing|week beginning|w/b|week of|on|from|since|date|dated|d\.?o\.?b\.?|born|b\.|the)\b"
    r"[\s.:]*)+(?=[\d?x]|[a-z]{3})"
)
_AGE = re.compile(r"[,;]?\s*\b(?:age|aged)\s*:?\s*\d{1,3}\b|[,;]?\s+\d{1,3}\s*(?:yrs?|years?|y/?o|y)\b(?:\s*old)?\.?")
_BRACKETS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]?\s*$")
_DAY_NAME = re.compile(rf"(?:^|(?<=[\s,]))(?:{'|'.join(WEEKDAYS)})[a-z]*\b\.?,?\s*")
_ABOUT = re.compile(
    r"^(?:c|ca|circa|about|approx(?:imately)?|around|abt|roughly|est|maybe|prob(?:ably)?|~)\.?\s*(?=\d)"
)
_UNSURE = re.compile(r"(?:\s*\?+|\s*approx\.?|ish)$")
_EDGES = " \t\n*;,:!\"'`†‡#|~_="
ONE_INSIDE = re.compile(
    r"(?<![\d/.-])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+\d{2,4})(?![\d/-])"
)
"""A date among other words."""


@dataclass(frozen=True, slots=True)
class BareDate:
    """A written date without what stood round it; `unsure` says that it was marked as a guess."""

    text: str
    unsure: bool = False


def plain(text: str) -> str:
    """Lower case, ordinary digits, hyphens and slashes, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_SIGNS).lower().split())


def bare(raw: str) -> BareDate:
    """The date alone, out of "w/c 23/11/26", "3/4/1951 (75 yrs)" or "25/11/2026 2:30 p.m."; never raises."""
    text = plain(raw).strip(_EDGES)
    unsure = False
    aside = _BRACKETS.search(text)
    if aside and any(map(str.isdigit, text[: aside.start()])):
        unsure = bool(re.search(r"\?|approx|guess|unsure|not sure|est", aside[1]))
        text = text[: aside.start()].strip(_EDGES)
    text, marks = _UNSURE.subn("", text) if any(map(str.isdigit, text)) else (text, 0)
    text = _LEAD.sub("", text)
    text, about = _ABOUT.subn("", text)
    text = _TIME_BEFORE.sub("", _TIME_AFTER.sub("", text))
    text = _AGE.sub("", text) if re.search(r"\d.*\d{2}\b.*\d", text) else text
    text = _DAY_NAME.sub("", text)
    text = _LEAD.sub("", text).strip(_EDGES + ".")
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text).replace(" of ", " ")
    return BareDate(" ".join(text.split()), unsure or bool(marks) or bool(about))
