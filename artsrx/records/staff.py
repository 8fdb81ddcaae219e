"""Who signs on: the names that the record shows beside what somebody did. Their keys are the vault's."""

from uuid import UUID

from sqlalchemy.orm import Session

from artsrx.db.schema.tables import Staff
from artsrx.domain.names import tidy


def add(tx: Session, *, staff: UUID, name: str) -> None:
    """Note the name of a member of staff to whom the vault has just given a key; `staff` is the id that it gave."""
    tx.add(Staff(id=staff, name=tidy(name)))
