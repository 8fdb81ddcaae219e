"""People: added, changed, listed in pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import Consent, ImportRow, Note, Participant, Place, Programme, Referral, Sending
from artsrx.domain import dates
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.identifiers import new_id, read_nhs_number, read_phone, read_postcode
from artsrx.domain.names import tidy
from artsrx.records import referrers
from artsrx.records.naming import born_words, full_name, programmes_now, query_test, second_line
from artsrx.records.place_standing import is_on_programme
from artsrx.records.rows import get_or_refuse


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in a list; `programmes` are those they are on now, and the second line tells namesakes apart."""

    id: UUID
    name: str
    known_as: str
    born: date | None
    born_year: int | None
    phone: str
    programmes: str
    added_on: date

    @property
    def second_line(self) -> str:
        """Birth year and programmes: "born 1951 · Clay for All"."""
        return second_line(born_words(self.born, self.born_year), self.programmes)


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of the list, and how many people there are on all its pages."""

    rows: tuple[PersonLine, ...]
    total: int


class PeopleFilter(StrEnum):
    """Whom the list shows."""

    EVERYONE = "everyone"
    NOW = "on a programme"
    NO_PLACE = "no place"
    BEFORE = "been before"


def people_filter_words(which: PeopleFilter) -> str:
    """The choice as it is shown."""
    return {
        PeopleFilter.EVERYONE: _("Everyone"),
        PeopleFilter.NOW: _("On a programme now"),
        PeopleFilter.NO_PLACE: _("Never had a place"),
        PeopleFilter.BEFORE: _("Came before"),
    }[which]


def people_list(
    tx: Session,
    *,
    today: date,
    text: str = "",
    offset: int = 0,
    limit: int = 200,
    sort: str = "name",
    descending: bool = False,
    which: PeopleFilter = PeopleFilter.EVERYONE,
) -> PeoplePage:
    """One page of people whose name, phone or birth year has every word of `text`, sorted and filtered by the database.

    `sort` is name, known_as, born, phone, programmes or added_on; people without what is sorted by come last. Which
    programmes they are on is asked as of `today`.
    """
    tests = [query_test(text, today=today), *_which(which, today)]
    total = tx.scalar(select(func.count()).select_from(Participant).where(*tests)) or 0
    columns = (
        Participant.id, Participant.given, Participant.family, Participant.known_as, Participant.born,
        Participant.born_year, Participant.phone, Participant.added_on,
    )  # fmt: skip
    order = _order(sort, descending, today)
    rows = tx.execute(select(*columns).where(*tests).order_by(*order).offset(offset).limit(limit)).all()
    now = programmes_now(tx, [row.id for row in rows], today=today)
    lines = (
        PersonLine(
            id=row.id,
            name=full_name(row.given, row.family),
            known_as=row.known_as,
            born=row.born,
            born_year=row.born_year,
            phone=row.phone,
            programmes=now.get(row.id, ""),
            added_on=row.added_on,
        )
        for row in rows
    )
    return PeoplePage(tuple(lines), total)


def _which(which: PeopleFilter, today: date) -> list[Any]:
    # One walk through the places is quicker than a look into them for each of 100,000 people.
    ever = Participant.id.in_(select(Place.participant_id))
    on_programme = select(Place.participant_id).join(Programme, Programme.id == Place.programme_id)
    now = Participant.id.in_(on_programme.where(is_on_programme(today)))
    tests: dict[PeopleFilter, list[Any]] = {
        PeopleFilter.EVERYONE: [],
        PeopleFilter.NOW: [now],
        PeopleFilter.NO_PLACE: [~ever],
        PeopleFilter.BEFORE: [ever, ~now],
    }
    return tests[which]


def _order(sort: str, descending: bool, today: date) -> list[Any]:
    if sort == "name":
        # Exactly the columns of an index, so that the first page needs no sorting of the rest.
        plain = [Participant.sort_name, Participant.id]
        return [column.desc() for column in plain] if descending else plain
    key = _sort_key(sort, today)
    return [key.is_(None), key.desc() if descending else key.asc(), Participant.sort_name, Participant.id]


def _sort_key(sort: str, today: date) -> Any:
    if sort == "programmes":
        return (
            select(func.min(Programme.name))
            .join(Place, Place.programme_id == Programme.id)
            .where(Place.participant_id == Participant.id, is_on_programme(today))
            .scalar_subquery()
        )
    if sort == "born":
        return func.coalesce(Participant.born, cast(Participant.born_year, String))
    if sort in ("known_as", "phone"):
        return func.nullif(getattr(Participant, sort), "")
    by_column: dict[str, Any] = {"added_on": Participant.added_on}
    return by_column[sort]


def add(
    tx: Session,
    *,
    on: date,
    given: str = "",
    family: str = "",
    known_as: str = "",
    born: str = "",
    phone: str = "",
    email: str = "",
    postcode: str = "",
    access_needs: str = "",
    notes: str = "",
    practice: UUID | None = None,
) -> UUID:
    """Add a person on the day `on` and return their id; only a name is needed.

    `born` is as typed: a date, a year or nothing. Raises `Refused` beside the field that cannot be kept.
    """
    person = Participant(id=new_id(), added_on=on, practice_id=practice, given=tidy(given), family=tidy(family))
    person.known_as = tidy(known_as)
    _needs_a_name(person, "given")
    person.born, person.born_year = dates.typed_birth(born, today=on, field="born")
    person.phone = tidy_phone(phone)
    person.email, person.postcode = email.strip(), read_postcode(postcode).value
    person.access_needs, person.notes = access_needs.strip(), notes.strip()
    tx.add(person)
    tx.flush()
    return person.id


def change(tx: Session, *, participant: UUID, field: str, value: str, on: date) -> None:
    """Set one field of a person from what was typed on the day `on`.

    Raises `Refused` beside the field when it cannot be kept, `KeyError` for a field that is not for typing.
    """
    rule = _RULES[field]
    person = _person(tx, participant)
    rule(person, field, value, on)


def name_practice(tx: Session, *, participant: UUID, practice: str) -> None:
    """Say by name which GP practice a person belongs to: a known one is found, a new one added, a blank takes it away."""
    person = _person(tx, participant)
    person.practice_id = referrers.find_or_add_practice(tx, name=practice)


def remove(tx: Session, *, participant: UUID) -> None:
    """Take out somebody added by mistake, on whom nothing hangs; anybody else is refused in words."""
    person = _person(tx, participant)
    for column, words in (
        (Referral.participant_id, _("They have a referral, so they stay in the record.")),
        (Place.participant_id, _("They have had a place on a programme, so they stay in the record.")),
        (Note.participant_id, _("There are notes about them, so they stay in the record.")),
        (Sending.participant_id, _("Something about them has been sent, so they stay in the record.")),
    ):
        if tx.scalar(select(column).where(column == participant).limit(1)):
            raise Refused(words)
    for answer in tx.scalars(select(Consent).where(Consent.participant_id == participant)):
        tx.delete(answer)
    for row in tx.scalars(select(ImportRow).where(ImportRow.participant_id == participant)):
        row.participant_id = None
    tx.flush()
    tx.delete(person)


def postcode_doubt(text: str) -> str:
    """A sentence when `text` does not look like a postcode; it is kept all the same, since a format can only warn."""
    return read_postcode(text).doubt or ""


def tidy_phone(text: str) -> str:
    """The number with its usual spaces, and whatever else was written beside it ("07700 900123 (daughter)")."""
    number = read_phone(text)
    if not number.value:
        return number.aside
    return f"{number.value} ({number.aside})" if number.aside else number.value


def _person(tx: Session, participant: UUID) -> Participant:
    return get_or_refuse(tx, Participant, participant, _("This person is no longer in the record."))


def _needs_a_name(person: Participant, field: str) -> None:
    if not (person.given or person.family):
        raise Refused(_("Please give a name: one is enough."), field=field)


def _name(person: Participant, field: str, value: str, _on: date) -> None:
    setattr(person, field, tidy(value))
    _needs_a_name(person, field)


def _line(person: Participant, field: str, value: str, _on: date) -> None:
    setattr(person, field, tidy(value))


def _text(person: Participant, field: str, value: str, _on: date) -> None:
    setattr(person, field, value.strip())


def _born(person: Participant, field: str, value: str, on: date) -> None:
    person.born, person.born_year = dates.typed_birth(value, today=on, field=field)


def _phone(person: Participant, _field: str, value: str, _on: date) -> None:
    person.phone = tidy_phone(value)


def _postcode(person: Participant, _field: str, value: str, _on: date) -> None:
    person.postcode = read_postcode(value).value


def _nhs_number(person: Participant, field: str, value: str, _on: date) -> None:
    number = read_nhs_number(value)
    if number.doubt:
        raise Refused(number.doubt, field=field)
    person.nhs_number = number.value


_RULES: dict[str, Callable[[Participant, str, str, date], None]] = {
    "given": _name,
    "family": _name,
    "known_as": _line,
    "born": _born,
    "phone": _phone,
    "email": _line,
    "postcode": _postcode,
    "nhs_number": _nhs_number,
    "contact_note": _text,
    "emergency_contact": _text,
    "access_needs": _text,
    "notes": _text,
}
