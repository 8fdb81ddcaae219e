"""Dated lines that people write on somebody's timeline."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from artsrx.db.schema.tables import Note, Participant
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.identifiers import new_id
from artsrx.records.rows import get_or_refuse


def write(tx: Session, *, participant: UUID, words: str, on: date) -> UUID:
    """Add a note of the day `on` to a person's timeline and return its id; an empty note is refused."""
    get_or_refuse(tx, Participant, participant, _("This person is no longer in the record."))
    note = Note(id=new_id(), participant_id=participant, written_on=on, words=_check_words(words))
    tx.add(note)
    tx.flush()
    return note.id


def change(tx: Session, *, note: UUID, words: str) -> None:
    """Put other words in a note; an empty text or a note that is gone is refused."""
    _note(tx, note).words = _check_words(words)


def remove(tx: Session, *, note: UUID) -> None:
    """Take a note away; Undo brings it back."""
    tx.delete(_note(tx, note))


def _check_words(words: str) -> str:
    if not words.strip():
        raise Refused(_("There is nothing in this note yet."), field="words")
    return words.strip()


def _note(tx: Session, note: UUID) -> Note:
    return get_or_refuse(tx, Note, note, _("This note has been taken away meanwhile."))
