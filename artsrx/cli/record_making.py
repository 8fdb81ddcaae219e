"""Making a record from the command line, whole or not at all."""

import shutil
from datetime import date
from pathlib import Path

from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _


def make_record(folder: Path, organisation: str, staff: str, password: str, sheet: Path | None) -> tuple[str, ...]:
    """Makes a record in a new folder, with its keys, and its recovery sheet as a PDF if asked; returns the sheet's groups.

    All of it or nothing: a record whose recovery sheet was lost on the way would be without one for ever. Raises
    `Refused` and `StoreError` where that cannot be.
    """
    from artsrx.db.folder.locations import require_home

    require_home(folder)
    _new_folder(folder)
    try:
        return _fill_record(folder, organisation, staff, password, sheet)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _fill_record(folder: Path, organisation: str, staff: str, password: str, sheet: Path | None) -> tuple[str, ...]:
    from artsrx.db.keys import vault
    from artsrx.db.store import Store

    unlocked, recovery = vault.new_vault(folder, organisation, staff, password)
    store = Store.create(
        folder, unlocked.key, staff_id=unlocked.staff_id, staff_name=unlocked.staff_name, organisation=organisation
    )
    store.close()
    if sheet:
        from artsrx.db.folder.outgoing import save_outside
        from artsrx.reports.pdf import render
        from artsrx.reports.recovery_sheet import story

        save_outside(sheet, render(story(recovery.groups, organisation=organisation, made_on=date.today())).data)
    groups: tuple[str, ...] = recovery.groups
    return groups


def _new_folder(folder: Path) -> None:
    from artsrx.db.folder.layout import inside_a_record
    from artsrx.db.folder.system import keep_private

    if inside_a_record(folder):
        raise Refused(_("There is a record in this folder already."))
    try:
        folder.mkdir(parents=True)
        keep_private(folder)
    except FileExistsError as error:
        raise Refused(_("There is already something at {folder}. Choose a new name.").format(folder=folder)) from error
    except OSError as error:
        raise StoreError(
            _("That folder could not be made."), _("Nothing was changed."), _("Choose a place where you may write.")
        ) from error
