"""Which column holds what: guessed from its heading, then from its contents; the user may say otherwise."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import StrEnum

from artsrx.domain.dates import read_date
from artsrx.domain.i18n import _
from artsrx.domain.identifiers import digits_of, read_nhs_number, read_phone, read_postcode
from artsrx.domain.names import fold
from artsrx.exchange.reading import Cell


class Field(StrEnum):
    """What a column can be brought in as."""

    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    KNOWN_AS = "known as"
    BORN = "born"
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    ADDRESS = "address"
    NHS_NUMBER = "NHS number"
    EMERGENCY = "emergency contact"
    ACCESS = "access needs"
    REFERRER = "referrer"
    PRACTICE = "practice"
    RECEIVED = "received"
    REASON = "reason"
    PROGRAMME = "programme"
    STATUS = "status"
    TELL_PRACTICE = "tell practice"
    TELL_REFERRER = "tell referrer"
    NOTES = "notes"


SEVERAL = (Field.PHONE, Field.ADDRESS, Field.NOTES, Field.ACCESS, Field.REASON)
"""Fields that more than one column may feed; of any other the first column counts."""

_CONSENT = r"\b(?:ok|okay|consent\w*|permission|shar\w+|tell|happy|agree\w*|contact|inform\w*|update)\b"
_HEADINGS: tuple[tuple[Field | None, str], ...] = (
    (
        None,
        r"\b(?:referr?er|gp|surgery|practice|link worker)\b.*\b(?:e ?mail|phone|tel|number)\b",
    ),  # not the person's own
    (
        Field.TELL_PRACTICE,
        rf"{_CONSENT}.*\b(?:gp|surgery|practice|doctor)\b|\b(?:gp|surgery|practice|doctor)\b.*{_CONSENT}",
    ),
    (Field.TELL_REFERRER, rf"{_CONSENT}.*\b(?:referrer|link worker|lw)\b|\b(?:referrer|link worker|lw)\b.*{_CONSENT}"),
    (Field.BORN, r"\bd o b\b|\bdob\b|birth|^born"),
    (Field.NHS_NUMBER, r"\bnhs\b"),
    (Field.KNOWN_AS, r"^(?!(?:full )?name\b).*known as|likes to be called|(?:preferred|nick) ?name|^aka$"),
    (Field.GIVEN, r"^(?:first|given|fore|christian) ?names?(?: s)?$|^(?:first|given)$"),
    (Field.FAMILY, r"^(?:sur|last|family|second) ?names?$|^(?:surname|last|family)\b"),
    (Field.EMERGENCY, r"emergency|next of kin|\bnok\b|in case of"),
    (
        Field.RECEIVED,
        r"\b(?:date|day|when|month)\b.*\b(?:ref|rec)|\b(?:ref\w*|received)\b.*\b(?:date|on)$|^(?:date )?received$|^date$",
    ),
    (Field.PROGRAMME, r"\bgroup|programme|\bprogram\b|activity|\bcourse|\bclass|workshop|referred to|\bproject\b"),
    (Field.PRACTICE, r"referr?er(?: s)? organisation"),
    (
        Field.REFERRER,
        r"\bref\w* by|\breferr?er\b|referr(?:al|ed) (?:from|source)|who referred|link ?worker|\blw\b|^source|prescriber",
    ),
    (Field.PRACTICE, r"surgery|practice|\bgps?\b|doctor|health centre"),
    (Field.EMAIL, r"\be ?mail"),
    (Field.POSTCODE, r"post ?code|^pc$|\bp code\b"),
    (Field.ADDRESS, r"address|^street|^town"),
    (Field.PHONE, r"\btel|phone|\bmob(?:ile)?\b|contact (?:no|number)|landline"),
    (Field.ACCESS, r"\baccess|mobility|adjustment|support need|disab|additional need"),
    (Field.STATUS, r"status|\bstage\b|outcome|progress"),
    (Field.REASON, r"\bwhy\b|reason|\bneeds?\b|issue|presenting|concern"),
    (Field.NAME, r"\bnames?$|^(?:full )?name\b|^who$|^(?:participant|person|client|patient)$"),
    (Field.NOTES, r"\bnotes?\b|comment|remark|other info|anything else|\binfo\b"),
)


def field_words(field: Field) -> str:
    """The field as it is offered in the list of columns."""
    return {
        Field.NAME: _("Name"),
        Field.GIVEN: _("First name"),
        Field.FAMILY: _("Surname"),
        Field.KNOWN_AS: _("Known as"),
        Field.BORN: _("Date of birth"),
        Field.PHONE: _("Phone"),
        Field.EMAIL: _("Email"),
        Field.POSTCODE: _("Postcode"),
        Field.ADDRESS: _("Address"),
        Field.NHS_NUMBER: _("NHS number"),
        Field.EMERGENCY: _("Emergency contact"),
        Field.ACCESS: _("Access needs"),
        Field.REFERRER: _("Who referred them"),
        Field.PRACTICE: _("GP practice"),
        Field.RECEIVED: _("Date of the referral"),
        Field.REASON: _("Reason"),
        Field.PROGRAMME: _("Programme or group"),
        Field.STATUS: _("Status, as stated before ArtsRx"),
        Field.TELL_PRACTICE: _("May we update the practice?"),
        Field.TELL_REFERRER: _("May we update the referrer?"),
        Field.NOTES: _("Notes"),
    }[field]


def heading_field(heading: Cell) -> Field | None:
    """What a column of this heading holds, or None when the heading says nothing known."""
    if not isinstance(heading, str) or len(heading) > 60:
        return None
    words = fold(heading)
    return next((field for field, pattern in _HEADINGS if re.search(pattern, words)), None)


def guessed_columns(
    headings: Sequence[Cell], rows: Sequence[Sequence[Cell]], *, today: date
) -> tuple[Field | None, ...]:
    """A field or None for each column: by heading first, then the columns left over by what the rows hold."""
    width = max([len(headings), *(len(row) for row in rows)], default=0)
    taken: list[Field | None] = [heading_field(heading) for heading in headings] + [None] * (width - len(headings))
    for place, field in enumerate(taken):
        if field in taken[:place] and field not in SEVERAL:
            taken[place] = None
    if Field.GIVEN in taken and Field.FAMILY not in taken and Field.NAME in taken:
        taken[taken.index(Field.NAME)] = Field.FAMILY
    for place, field in enumerate(taken):
        heading = headings[place] if place < len(headings) else ""
        if field is None and not _decided(heading):
            cells = [row[place] for row in rows if place < len(row) and row[place] not in ("", None)]
            taken[place] = _by_contents(cells, taken, today, titled=bool(heading))
    return tuple(taken)


def _decided(heading: Cell) -> bool:
    """Whether a heading says enough that contents are not asked: it only numbers rows, or is about somebody else."""
    numbers = ("no", "number", "ref", "ref no", "id", "row", "total")
    return isinstance(heading, str) and (
        fold(heading) in numbers or any(re.search(pattern, fold(heading)) for _field, pattern in _HEADINGS)
    )


def _by_contents(cells: list[Cell], taken: list[Field | None], today: date, *, titled: bool) -> Field | None:
    tests: tuple[tuple[Field, Callable[[Cell], bool]], ...] = (
        (Field.NHS_NUMBER, lambda cell: bool(read_nhs_number(cell).value)),
        (Field.EMAIL, lambda cell: isinstance(cell, str) and bool(re.fullmatch(r"\S+@\S+\.\S+", cell.strip()))),
        (Field.PHONE, _is_phone),
        (Field.POSTCODE, lambda cell: isinstance(cell, str) and " " in cell and not read_postcode(cell).doubt),
        (Field.BORN, lambda cell: _is_date(cell, today, old=True)),
        # Under a heading of its own a recent date may be anything: a start, a phone call.
        (Field.RECEIVED, lambda cell: not titled and _is_date(cell, today, old=False)),
        (Field.NAME, _is_name),
    )
    for field, test in tests:
        named = field is Field.NAME and (Field.GIVEN in taken or Field.FAMILY in taken)
        if field not in taken and not named and len(cells) > 1 and sum(map(test, cells)) * 10 >= len(cells) * 7:
            return field
    return None


def _is_phone(cell: Cell) -> bool:
    found = read_phone(cell)
    return bool(found.value) and found.doubt is None and len(digits_of(cell)) >= 10


def _is_date(cell: Cell, today: date, *, old: bool) -> bool:
    if not isinstance(cell, (str, date, datetime)):
        return False
    value = read_date(cell, today=today).value
    return value is not None and (today.year - value.year >= 16) == old


def _is_name(cell: Cell) -> bool:
    return (
        isinstance(cell, str)
        and bool(re.fullmatch(r"\s*[^\W\d_][^\d@:;]*[\s,]+[^\d@:;]*[^\W\d_]\s*", cell))
        and len(cell) < 50
    )
