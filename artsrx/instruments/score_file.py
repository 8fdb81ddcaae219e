"""A file of forms as text: its rows wherever the headings stand, and which column holds what, in the words people use."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.names import fold
from artsrx.domain.vocabulary import Point
from artsrx.instruments.instrument import Instrument

DELIMITERS = ",;\t|"
HEADINGS_WITHIN = 30
"""The headings stand in one of the first filled rows, below a title perhaps."""

_PERSON = (
    "person", "name", "full name", "participant", "participant name", "client name", "client", "your name", "names", "who",
    "participant id", "client id", "person id", "participant code", "code", "id", "ref", "reference", "initials",
)  # fmt: skip
_POINT = (
    "point", "time point", "timepoint", "which form", "form", "form type", "stage", "before after", "before or after", "pre post",
    "pre or post", "start end", "start or end", "when completed", "survey", "wave", "assessment", "occasion",
)  # fmt: skip
_DATE = (
    "date", "date done", "date completed", "completed on", "date of form", "form date", "completion date", "completed", "done on",
    "date filled in", "date of completion", "completion time", "timestamp", "when", "submitted", "date submitted", "start time",
)  # fmt: skip
_NUMBERED = re.compile(
    r"^(?:q|question|item|statement|swemwbs|ons4?)[\s_.-]*0*(\d{1,2})(?!\d)|^0*(\d{1,2})[.):]?(?:\s+\D.*)?$",
    re.IGNORECASE,
)
_POINTS = {
    Point.START: r"start\w*|begin\w*|before|pre|pre course|baseline|first|initial|intake|entry|t1|time 1|1st|wk 1|week 1",
    Point.MID: r"mid\w*|mid (?:point|way|course)|middle|half ?way|interim|review",
    Point.END: r"end\w*|after|post|post course|final|last|exit|finish\w*|complet\w*|t2|time 2|2nd|second|closing",
    Point.FOLLOW_UP: r"follow ?up|(?:\d+|three|six|twelve) (?:month|week)s?(?: follow ?up| later| after)?|fu",
}
_POINT_PATTERNS = {point: re.compile(pattern) for point, pattern in _POINTS.items()}

Columns = dict[str, tuple[int, ...]]
"""The places (from 0) of person, point, date and each question's key; a person's name may stand in two columns."""


def records(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, with the numbers that a spreadsheet gives them; raises `Refused` for what is no text."""
    text = _decoded(data)
    lines = text.lstrip("\r\n").splitlines()
    named = re.match(r"sep=(.)\s*$", lines[0], re.IGNORECASE) if lines else None
    sample = "\n".join(lines[:HEADINGS_WITHIN])
    delimiter = named[1] if named else max(DELIMITERS, key=sample.count)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            if any(cell.strip() for cell in cells) and not re.match(r"sep=", "".join(cells).strip(), re.IGNORECASE):
                yield number, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise Refused(_("This file cannot be read as a CSV file."), "file") from error


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise Refused(_("This file is no text: save it from your spreadsheet program as CSV."), "file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def find_columns(rows: Sequence[Sequence[str]], chosen: Instrument) -> tuple[int, Columns]:
    """Which of these rows holds the headings (from 0), and the columns; raises `Refused` naming what the best row lacks."""
    read = [_columns(row, chosen) for row in rows]
    wanted = ["person", "point", "date", *(question.key for question in chosen.questions)]
    best = max(range(len(read)), key=lambda at: (len(read[at]), -at), default=None)
    missing = [name for name in wanted if best is None or name not in read[best]]
    if best is None or missing:
        keys = [question.key for question in chosen.questions]
        shown = [f"q{keys.index(name) + 1}" if name in keys else name for name in missing]
        words = _("The first row must name the columns; these are missing: {missing}.")
        raise Refused(words.format(missing=", ".join(shown)), "file")
    return best, read[best]


def _columns(header: Sequence[str], chosen: Instrument) -> Columns:
    """The columns that a row of headings names."""
    words = [fold(name) for name in header]
    found: Columns = {}
    for name, known in (("person", _PERSON), ("point", _POINT), ("date", _DATE)):
        place = next((words.index(one) for one in known if one in words), None)
        if place is not None:
            found[name] = (place,)
    pairs = [
        (first, second)
        for first in ("first name", "forename", "given name")
        for second in ("surname", "last name", "family name")
    ]
    both = next((pair for pair in pairs if set(pair) <= set(words)), None)
    if both and "person" not in found:
        found["person"] = (words.index(both[0]), words.index(both[1]))
    for number, question in enumerate(chosen.questions, 1):
        place = next(
            (at for at, name in enumerate(header) if _asks(name, number, question.key, question.wording)), None
        )
        if place is not None:
            found[question.key] = (place,)
    return found


def _asks(heading: str, number: int, key: str, wording: str | None) -> bool:
    """Whether a heading is that question: by its number, its key, the beginning of its key ("life sat"), or its wording."""
    folded = fold(heading)
    numbered = _NUMBERED.match(heading.strip())
    if numbered and int(numbered[1] or numbered[2]) == number:
        return True
    if folded == fold(key):
        return True
    by_key = len(key) > 3 and any(word[:3] == key[:3] and key.startswith(word[:4]) for word in folded.split())
    return by_key or bool(wording and len(folded) > 20 and (folded in fold(wording) or fold(wording) in folded))


def read_point(text: str) -> Point | None:
    """The point that a cell names, in the words people use: "before", "PRE", "after", "6 month follow-up"."""
    plain = fold(text)
    exact = plain.replace(" ", "-").replace("followup", "follow-up")
    if exact in list(Point):
        return Point(exact)
    return next((point for point, pattern in _POINT_PATTERNS.items() if pattern.fullmatch(plain)), None)
