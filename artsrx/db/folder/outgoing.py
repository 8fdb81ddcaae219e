"""Files that leave the record: saved where somebody asked, whole or not at all, and never over a record."""

from pathlib import Path

from artsrx.db.folder.atomic import write_whole
from artsrx.db.folder.layout import inside_a_record
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _


def save_outside(file: Path, data: bytes, *, source: Path | None = None) -> None:
    """Save `data` as `file`, for its owner's eyes only.

    Raises `Refused` for a place inside a record's folder and for `source`, the file that the data was made of, and
    `StoreError` if the disk says no. In each case what was there is as it was.
    """
    if inside_a_record(file):
        raise Refused(_("That is inside a record's own folder. Choose another place: {file}").format(file=file))
    if source is not None and file.resolve() == source.resolve():
        raise Refused(_("That would take the place of the file itself. Choose another name: {file}").format(file=file))
    try:
        write_whole(file, data)
    except OSError as error:
        raise StoreError(
            _("The file could not be saved: {file}").format(file=file),
            _("The record is as it was."),
            _("Choose a place where you may write, with room on the disk."),
        ) from error
