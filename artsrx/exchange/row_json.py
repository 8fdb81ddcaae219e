"""A row as it was read, field by field, for a script that checks from outside what a list came to."""

from dataclasses import fields
from datetime import date
from typing import Any

from artsrx.records.imports.incoming import IncomingRow
from artsrx.records.imports.plan import PlannedRow

_NOT_TOLD = ("number", "doubts", "problem", "placed", "written")


def row_json(planned: PlannedRow) -> dict[str, Any]:
    """Every field of the row by its name (days as 1951-04-03), what will happen to it, and its doubts."""
    row = planned.row
    told = {one.name: _plain(getattr(row, one.name)) for one in fields(IncomingRow) if one.name not in _NOT_TOLD}
    return {
        "row": row.number,
        "action": planned.action.value,
        "what": planned.words,
        "name": row.name,
        **told,
        "place": bool(row.programme) and row.gives_place,
        "doubts": list(planned.doubts),
        "problem": row.problem,
    }


def _plain(value: object) -> object:
    """A value as JSON has it; a word of a closed list as it is written there."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value
