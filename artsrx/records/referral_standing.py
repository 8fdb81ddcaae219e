"""Where a referral stands: answered or not, accepted by a place, a true one. Said once; lists, Today and reports ask here."""

from sqlalchemy import ColumnElement, and_, case, literal, or_, select

from artsrx.db.schema.tables import Place, Referral
from artsrx.domain.vocabulary import CLOSED, Status

UNANSWERED = (Status.RECEIVED, Status.INFORMATION_NEEDED, Status.CONTACT_ATTEMPTED)
"""Until there is a decision the respond-by clock runs, unless `unanswered` knows of another answer."""

ANSWERED_BY_A_PLACE = (*UNANSWERED, Status.WAITING)
"""A place is the answer to a referral that had none yet, and it ends the wait."""


def has_place() -> ColumnElement[bool]:
    """Whether a place came of a referral, in a query that has `Referral`."""
    return select(Place.id).where(Place.referral_id == Referral.id).correlate(Referral).exists()


def unanswered() -> ColumnElement[bool]:
    """Whether a referral still waits for its first answer, in a query that has `Referral`.

    A place through it is an answer; and where a spreadsheet stated something before ArtsRx, somebody has dealt with it.
    """
    return and_(_is_one_of(UNANSWERED), Referral.stated_before == "", ~has_place())


def could_have_a_place() -> ColumnElement[bool]:
    """Whether a referral waits for a place or may yet be given one, in a query that has `Referral`."""
    return and_(_is_one_of((*ANSWERED_BY_A_PLACE, Status.ACCEPTED)), ~has_place())


def standing(status: Status, *, placed: bool) -> Status:
    """The status that a referral has come to: whatever was noted, it is accepted once a place came of it."""
    return Status.ACCEPTED if placed and status in ANSWERED_BY_A_PLACE else status


def standing_now() -> ColumnElement[Status]:
    """What `standing` says of a referral, in a query that has `Referral`."""
    accepted = and_(_is_one_of(ANSWERED_BY_A_PLACE), has_place())
    return case((accepted, literal(Status.ACCEPTED, Referral.status.type)), else_=Referral.status)


def is_open() -> ColumnElement[bool]:
    """Whether something is still to come of a referral, in a query that has `Referral`."""
    return Referral.status.not_in(CLOSED)


def is_true() -> ColumnElement[bool]:
    """Whether a referral was really made, in a query that has `Referral`: one entered in error never was."""
    return Referral.status != Status.ENTERED_IN_ERROR


def _is_one_of(statuses: tuple[Status, ...]) -> ColumnElement[bool]:
    return or_(*(Referral.status == status for status in statuses))
