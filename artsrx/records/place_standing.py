"""Where a place stands on a day: held, left, on a programme that runs. Said once; lists, registers and reports ask here.

The day somebody leaves is their last: the place is still held on it, and a register of that day expects them; who asks
where things stand by then hears that they have left. Somebody with a reason for leaving but no day had left before they came
into the record, on a day that nobody knows: no such day is invented, and they have left whenever one asks.
"""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from artsrx.db.schema.tables import Place, Programme


def is_held(on: Any, place: Any = Place) -> ColumnElement[bool]:
    """Whether a place has not ended before a day, in a query that has `Place`; one still to begin counts.

    `on` is a day or a column of days; `place` has the columns of `Place`, in a statement that is made of plain columns.
    """
    return or_(place.left_on >= on, and_(place.left_on.is_(None), place.left_because == ""))


def has_left(as_at: date) -> ColumnElement[bool]:
    """Whether somebody has left by the end of a day, in a query that has `Place`; the day they left is their last."""
    return or_(and_(Place.left_on.is_not(None), Place.left_on <= as_at), had_left())


def had_left() -> ColumnElement[bool]:
    """Whether somebody had left on a day that is not known, in a query that has `Place`."""
    return and_(Place.left_on.is_(None), Place.left_because != "")


def is_closed(as_at: date) -> ColumnElement[bool]:
    """Whether a programme was closed on a day or before, in a query that has `Programme`."""
    return and_(Programme.closed_on.is_not(None), Programme.closed_on <= as_at)


def is_on_programme(today: date) -> ColumnElement[bool]:
    """Whether somebody comes to a programme now: not left and it is open, in a query that has `Place` and `Programme`."""
    return and_(~has_left(today), ~is_closed(today))
