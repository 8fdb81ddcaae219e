"""What left the building: which report, about whom, how, when and by whose hand."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from artsrx.db.schema.tables import Participant, Sending
from artsrx.domain.i18n import _
from artsrx.domain.identifiers import new_id
from artsrx.records.rows import get_or_refuse


def record(
    tx: Session, *, participant: UUID, report: str, how: str, staff: UUID, at: datetime | None = None
) -> UUID:  # fmt: skip
    """Note that something about a person went out, and return the id of that line; their timeline shows it.

    `report` is the key of a report ("link-worker"), `how` says in words how it went ("saved as PDF"), `staff` who did
    it and `at` when (now, if it is not given). Raises `Refused` when the person is no longer in the record.
    """
    get_or_refuse(tx, Participant, participant, _("This person is no longer in the record."))
    sending = Sending(
        id=new_id(), participant_id=participant, report=report, sent_at=at or datetime.now(UTC), how=how, staff_id=staff
    )
    tx.add(sending)
    tx.flush()
    return sending.id
