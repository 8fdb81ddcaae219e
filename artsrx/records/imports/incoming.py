"""One row of somebody's list, taken apart into what the record keeps, with every doubt in words."""

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter

from artsrx.domain.vocabulary import Answer, Route, Status
from artsrx.records.naming import full_name

NO_PLACE = (
    Status.WAITING,
    Status.INFORMATION_NEEDED,
    Status.CONTACT_ATTEMPTED,
    Status.UNABLE_TO_CONTACT,
    Status.DECLINED_BY_US,
    Status.DECLINED_BY_PERSON,
    Status.ENTERED_IN_ERROR,
)
"""Whoever waits, was never reached or said no has no place: a register expects everybody who has one."""


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """What one row says, ready to be compared with the record.

    `number` is the row's number in the spreadsheet, from 1. `doubts` are sentences for whoever checks; `problem` says why
    the row cannot be brought in at all. `written` is the row as it stood. Texts are empty when the row says nothing.
    `refers` is false in a list that only names people, without a column about referrals. `placed` is false where the list
    has a status for everybody and this one's says nothing of a place.
    """

    number: int
    given: str = ""
    family: str = ""
    known_as: str = ""
    born: date | None = None
    born_year: int | None = None
    phone: str = ""
    email: str = ""
    postcode: str = ""
    nhs_number: str = ""
    contact_note: str = ""
    emergency_contact: str = ""
    access_needs: str = ""
    notes: str = ""
    referrer: str = ""
    referrer_role: str = ""
    practice: str = ""
    own_practice: bool = False
    route: Route = Route.FORMAL
    received_on: date | None = None
    received_year: int | None = None
    reason: str = ""
    status: Status = Status.RECEIVED
    stated_before: str = ""
    finished: bool = False
    refers: bool = True
    placed: bool = True
    programme: str = ""
    tell_practice: Answer = Answer.NOT_ASKED
    tell_practice_remark: str = ""
    tell_referrer: Answer = Answer.NOT_ASKED
    tell_referrer_remark: str = ""
    doubts: tuple[str, ...] = ()
    problem: str | None = None
    written: tuple[object, ...] = ()

    @property
    def name(self) -> str:
        """Given and family name with one space."""
        return full_name(self.given, self.family)

    @property
    def gives_place(self) -> bool:
        """Whether a group named in the row is a place: not where the list has statuses and this one says nothing of it."""
        return self.placed and self.status not in NO_PLACE


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no person: its number in the spreadsheet and why, in words."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class IncomingList:
    """A file read as a list of people: its headings and what each is taken for (empty for one that is not brought in), its
    rows, those left out, and remarks about the file as a whole.
    """

    file_name: str
    digest: str
    headings: tuple[str, ...] = ()
    rows: tuple[IncomingRow, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


_DIGESTED = tuple(
    field.name
    for field in fields(IncomingRow)
    if field.name not in ("number", "doubts", "placed", "problem", "written")
)


_values_of = attrgetter(*_DIGESTED)


def digest(row: IncomingRow) -> str:
    """A digest of what the row says, whatever its place in the file: the same row again changes nothing."""
    said = _values_of(row)
    return hashlib.sha256(json.dumps(said, default=str, ensure_ascii=False).encode()).hexdigest()
