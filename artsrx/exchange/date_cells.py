"""A date in a cell, read in the order of its column; and a birth date out of three columns."""

from datetime import date, datetime

from artsrx.domain import dates
from artsrx.domain.i18n import _
from artsrx.exchange.column_facts import NUMBERED_DATE, DateOrder
from artsrx.exchange.reading import Cell


def in_order(cell: Cell, order: DateOrder | None, *, today: date) -> tuple[Cell, str | None]:
    """The cell as it is read day first, and a doubt where the column's order leaves one. Never raises."""
    if order in (None, DateOrder.DAY_FIRST):
        return cell, None
    if order is DateOrder.TURNED:
        return cell, _turned(cell)
    found = NUMBERED_DATE.match(cell) if isinstance(cell, str) else None
    if found is None:
        return cell, None
    first, second = int(found[1]), int(found[3])
    swapped = f"{found[3]}{found[2]}{found[1]}{found[2]}{found[4]}{found[5]}"
    if order is DateOrder.MONTH_FIRST:
        both = first <= 12 and second <= 12 and first != second
        return swapped, _("“{text}” is read month first, as others of its column must be.").format(
            text=found[0].strip()
        ) if both else None
    if first <= 12 < second:
        return swapped, _("“{text}” is read month first, though others of its column are day first.").format(
            text=found[0].strip()
        )
    if first <= 12 and first != second:
        return cell, _("“{text}” may be month first, as others of its column are.").format(text=found[0].strip())
    return cell, None


def _turned(cell: Cell) -> str | None:
    """The doubt about a real date in a column where every date that could be turned round is one, and every other is text."""
    if not isinstance(cell, (date, datetime)) or cell.day == cell.month:
        return None
    other = dates.long_date(date(cell.year, cell.day, cell.month))
    return _("A spreadsheet may have exchanged day and month: it may be {date}.").format(date=other)


def parts_of_birth(day: str, month: str, year: str) -> str:
    """One text out of three columns, or the year alone where the others are blank; empty without a year."""
    if not year:
        return ""
    return (
        f"{day} {month} {year}"
        if day and month and not month.isdigit()
        else f"{day}/{month}/{year}"
        if day and month
        else year
    )
