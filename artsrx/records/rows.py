"""One row by its id, or words that say it has gone."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from artsrx.db.schema.columns import Row
from artsrx.domain.errors import Refused

T = TypeVar("T", bound=Row)


def get_or_refuse(tx: Session, kind: type[T], row_id: UUID, gone: str) -> T:
    """The row of this kind with this id; raises `Refused(gone)` when it was removed meanwhile."""
    row = tx.get(kind, row_id)
    if row is None:
        raise Refused(gone)
    return row
