"""Whether anybody has a record's recovery sheet: it is shown once, and the power may go before it is on paper."""

from pathlib import Path

from artsrx.db.folder.atomic import write_whole
from artsrx.db.folder.layout import NO_SHEET_NAME
from artsrx.db.folder.plain_files import is_own
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _


def note_sheet_wanted(folder: Path) -> None:
    """Note that nobody has the sheet yet. Raises `StoreError`."""
    try:
        write_whole(folder / NO_SHEET_NAME, b"")
    except OSError as error:
        raise StoreError(
            _("The record's folder cannot be written to: {reason}.").format(reason=error.strerror),
            _("Nothing was changed."),
            _("Make room on the disk, check that the folder can be written to, and try again."),
        ) from error


def note_sheet_kept(folder: Path) -> None:
    """Note that somebody has the sheet. Where that cannot be noted the record goes on asking, which harms nobody."""
    try:
        (folder / NO_SHEET_NAME).unlink(missing_ok=True)
    except OSError:
        return


def sheet_words(folder: Path) -> str:
    """What to say when a record is opened whose sheet nobody has; "" if somebody does."""
    try:
        wanted = is_own(folder / NO_SHEET_NAME)
    except OSError:
        return ""
    if not wanted:
        return ""
    return _(
        "The recovery sheet of this record was never kept, so a forgotten password would close it for good. "
        "Make a new sheet in Settings, under who can open the record."
    )
