"""How people are named, told apart in a list, and looked for."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased

from artsrx.db.schema.tables import Participant, Place, Programme
from artsrx.domain.dates import read_birth_date
from artsrx.domain.i18n import _
from artsrx.domain.names import drop_title, fold
from artsrx.records.place_standing import is_on_programme


def full_name(given: str, family: str) -> str:
    """Given and family name with one space between what there is."""
    return f"{given} {family}".strip()


def born_words(born: date | None, born_year: int | None) -> str:
    """When somebody was born, for a second line: "born 1951", or an empty text."""
    year = born.year if born else born_year
    return _("born {year}").format(year=year) if year else ""


_DIALLED = re.compile(
    r"(?:(?:tel|telephone|phone|mob|mobile|ph|call|ring)\b[.:]*\s*)?([\d\s+()./-]{7,})", re.IGNORECASE
)
_PARTS_OF_DATE = re.compile(r"\d+\D+\d+\D+\d+|[a-z]{3}", re.IGNORECASE)


def query_born(text: str, *, today: date) -> date | None:
    """The whole birth date that somebody typed to find a person by, or None: "12/12/1948", "12.12.48", "12 Dec 1948"."""
    if len(text) > 40 or not _PARTS_OF_DATE.search(text) or not any(map(str.isdigit, text)):
        return None
    found = read_birth_date(text, today=today)
    return None if found.doubt else found.value


def query_test(text: str, *, today: date) -> ColumnElement[bool]:
    """Whether somebody is found by this text: by a whole birth date, or by every word of it."""
    born = query_born(text, today=today)
    return was_born_on(born) if born else matches(query_words(text))


def was_born_on(day: date) -> ColumnElement[bool]:
    """Whether somebody was born on a day, in a query that has `Participant`.

    The year is a word of `find_text`: its narrow index is read through, and the rows of that year alone.
    """
    that_year = aliased(Participant)
    of_year = select(that_year.id).where(func.instr(that_year.find_text, str(day.year)) > 0)
    return and_(Participant.id.in_(of_year), Participant.born == day)


def query_words(text: str) -> list[str]:
    """The words to look for: folded, without a title before a name; a phone number however it is written as one run of digits."""
    number = _DIALLED.fullmatch(text.strip())
    if number:
        digits = re.sub(r"\D", "", number[1].replace("(0)", ""))
        return [re.sub(r"^(?:00)?44", "0", digits)]
    return fold(drop_title(text)).split()


def matches(words: Iterable[str]) -> ColumnElement[bool]:
    """Whether somebody's `find_text` has every one of these folded words in it."""
    return and_(True, *(has_word(word) for word in words))


def programmes_now(tx: Session, people: Sequence[UUID], *, today: date) -> dict[UUID, str]:
    """The programmes that each of these people (a page of them) is on today, by name."""
    statement = (
        select(Place.participant_id, Programme.name)
        .join(Programme, Programme.id == Place.programme_id)
        .where(Place.participant_id.in_(people), is_on_programme(today))
        .order_by(Programme.name)
    )
    names: defaultdict[UUID, list[str]] = defaultdict(list)
    for row in tx.execute(statement):
        if row.name not in names[row.participant_id]:
            names[row.participant_id].append(row.name)
    return {person: ", ".join(found) for person, found in names.items()}


def second_line(*parts: str) -> str:
    """What stands under a name or a title, in one line: "born 1951 · Clay for All"."""
    return " · ".join(part for part in parts if part)


def has_word(word: str) -> ColumnElement[bool]:
    """Whether somebody's `find_text` has this folded word in it."""
    return func.instr(Participant.find_text, word) > 0
