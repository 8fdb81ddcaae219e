"""Which column holds what: by its heading, then by what the other headings say, and only then by what it holds.

What is guessed by contents alone is told to the user as a doubt about the column.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from artsrx.domain.blanks import is_blank
from artsrx.domain.names import fold
from artsrx.exchange.contents import by_contents
from artsrx.exchange.fields import SEVERAL, WHO, Field
from artsrx.exchange.headings import Owner, ReadHeading, read_heading
from artsrx.exchange.known_exports import form_fillers
from artsrx.exchange.reading import Cell

_ABOUT_REFERRALS = (Field.REFERRER, Field.REASON, Field.STATUS, Field.TELL_PRACTICE, Field.TELL_REFERRER)
_RANKED = (
    *WHO,
    Field.BORN,
    Field.RECEIVED,
    Field.PRACTICE,
    Field.REFERRER,
    Field.STATUS,
    Field.PROGRAMME,
    Field.NHS_NUMBER,
)


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A field or None for each column, and the columns (from 0) that were known by their contents alone."""

    fields: tuple[Field | None, ...]
    by_contents: tuple[int, ...] = ()


def heading_field(heading: Cell) -> Field | None:
    """What a column of this heading alone holds, or None when the heading says nothing known."""
    return read_heading(heading).field if isinstance(heading, str) else None


def guessed_columns(headings: Sequence[Cell], rows: Sequence[Sequence[Cell]], *, today: date) -> ColumnGuess:
    """What each column is taken for: by all headings together, then the columns left over by what the rows hold."""
    width = max([len(headings), *(len(row) for row in rows)], default=0)
    titles = [heading if isinstance(heading, str) else "" for heading in headings] + [""] * (width - len(headings))
    read = [read_heading(title) for title in titles]
    cells = [[row[place] for row in rows if place < len(row) and _filled(row[place])] for place in range(width)]
    taken: list[Field | None] = [heading.field for heading in read]
    _form_fillers(titles, read, taken)
    _other_peoples(titles, read, taken)
    _plainest(read, taken, [len(column) for column in cells])
    by_contents_alone = []
    for place, field in enumerate(taken):
        if field is None and not read[place].decided:
            taken[place] = by_contents(cells[place], taken, today, titled=bool(titles[place].strip()), rows=len(rows))
            by_contents_alone += [place] if taken[place] else []
    return ColumnGuess(tuple(taken), tuple(by_contents_alone))


def _filled(cell: Cell) -> bool:
    return cell is not None and not (isinstance(cell, str) and is_blank(cell))


def _form_fillers(titles: Sequence[str], read: Sequence[ReadHeading], taken: list[Field | None]) -> None:
    """The name and email of whoever filled in a form: the person's own only where the form asks for nobody else."""
    places = form_fillers(titles)
    others = [one for place, one in enumerate(read) if place not in places]
    for_others = any(one.owner is Owner.REFERRER or (one.owner is Owner.PERSON and one.field in WHO) for one in others)
    named = any(one.field in WHO for one in others)
    for place in places:
        asked = any(one.field is taken[place] for one in others) or (taken[place] in WHO and named)
        taken[place] = None if asked or for_others else taken[place]


def _other_peoples(titles: Sequence[str], read: Sequence[ReadHeading], taken: list[Field | None]) -> None:
    """Where "Your name" stands beside "Participant's name" it is the referrer's; "Contact name" beside "Name" is a contact's."""
    owners = [heading.owner for heading in read]

    def holds(owner: Callable[[Owner], bool], *fields: Field) -> bool:
        return any(owner(one) and field in fields for one, field in zip(owners, taken, strict=True))

    persons_named = holds(lambda one: one is Owner.PERSON, *WHO)
    if persons_named and holds(lambda one: one is Owner.YOU, *WHO):
        named = holds(lambda one: True, Field.REFERRER)
        for place, owner in enumerate(owners):
            if owner is Owner.YOU:
                is_name = taken[place] is Field.NAME and not named
                taken[place] = Field.REFERRER if is_name else None
    if persons_named and holds(lambda one: one is Owner.UNSAID, Field.NAME):
        persons = {field for one, field in zip(owners, taken, strict=True) if one is Owner.PERSON}
        for place, owner in enumerate(owners):
            if owner is Owner.UNSAID and taken[place] in persons & {
                Field.PHONE,
                Field.EMAIL,
                Field.ADDRESS,
                Field.POSTCODE,
            }:
                taken[place] = None
    if holds(lambda one: one is Owner.CONTACT, Field.NAME) and holds(lambda one: one is not Owner.CONTACT, *WHO):
        for place, owner in enumerate(owners):
            reaches = taken[place] in (Field.PHONE, Field.EMAIL) and "contact" in fold(titles[place]).split()
            if owner is Owner.CONTACT or reaches:
                taken[place] = Field.EMERGENCY


def _plainest(read: Sequence[ReadHeading], taken: list[Field | None], filled: Sequence[int]) -> None:
    """Of several columns for one thing the plainest stay, where they are filled; a bare "Date" is a referral's only among others."""
    for field in _RANKED:
        places = [place for place, one in enumerate(taken) if one is field]
        best = min((_rank(read[place]) for place in places), default=0)
        kept = [place for place in places if _rank(read[place]) == best]
        if max((filled[place] for place in kept), default=0) * 2 >= max((filled[place] for place in places), default=0):
            for place in set(places) - set(kept):
                taken[place] = None
    refers = any(field in _ABOUT_REFERRALS for field in taken)
    for place, one in enumerate(taken):
        if one is Field.RECEIVED and not read[place].plain and not refers:
            taken[place] = None


def _rank(heading: ReadHeading) -> int:
    """From 0 for what is said to be the person's own; `SEVERAL` fields are never ranked."""
    if heading.owner is Owner.CONTACT:
        return 3
    if not heading.plain:
        return 2
    return 0 if heading.owner is Owner.PERSON else 1


__all__ = ["SEVERAL", "ColumnGuess", "guessed_columns", "heading_field"]
