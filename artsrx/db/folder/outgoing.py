"""Files that leave the record: saved where somebody asked, whole or not at all, and never over a record."""

import os
import tempfile
from pathlib import Path

from artsrx.db.folder.atomic import taking_the_place_of
from artsrx.db.folder.layout import inside_a_record
from artsrx.db.folder.plain_files import require_plain
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
        # A device would be taken away and a file put in its place.
        require_plain(file)
        # Under a name that nobody else has: the folder is not ours, and may hold anything.
        handle, name = tempfile.mkstemp(prefix=".artsrx-", suffix=file.suffix, dir=file.parent)
        os.close(handle)
        with taking_the_place_of(file, Path(name)) as part:
            part.write_bytes(data)
    except OSError as error:
        raise StoreError(
            _("The file could not be saved: {file}").format(file=file),
            _("Nothing in your record has changed, and no half-written file is left."),
            _("Choose another folder, or make room on the disk, and save again. ({reason})").format(
                reason=error.strerror or type(error).__name__
            ),
        ) from error
