"""Making a record from the command line, whole or not at all."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from artsrx.db.keys.recovery_code import RecoveryCode
    from artsrx.db.store import Store


def make_record(
    folder: Path,
    organisation: str,
    staff: str,
    password: str,
    *,
    sheet: Path | None = None,
    fill: Callable[["Store"], object] | None = None,
) -> tuple[str, ...]:
    """Makes a record in a new folder, with its keys, and its recovery sheet as a PDF if asked; returns the sheet's groups.

    `fill` may write into it before it has its name. All of it or nothing: a record whose recovery sheet was lost on the way
    would be without one for ever. Raises `Refused` and `StoreError` where that cannot be.
    """
    from artsrx.db import making
    from artsrx.db.keys import sheet_mark

    def finish(store: "Store", code: "RecoveryCode") -> None:
        if fill:
            fill(store)
        if sheet:
            _save_sheet(sheet, code)

    made = making.make_record([folder], organisation, staff, password, finish, code_is_kept=bool(sheet))
    # Who asked for no file is told the groups next.
    sheet_mark.note_sheet_kept(folder)
    groups: tuple[str, ...] = made.code.groups
    return groups


def _save_sheet(sheet: Path, code: "RecoveryCode") -> None:
    from artsrx.db.folder.outgoing import save_outside
    from artsrx.reports.pdf import render
    from artsrx.reports.recovery_sheet import story

    save_outside(sheet, render(story(code.groups, organisation=code.organisation, made_on=date.today())).data)
