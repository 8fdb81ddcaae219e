"""The revisions of a record's tables that this version knows, and the refusal of one that it does not."""

from typing import Any

from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _

# Every revision that this version can open, oldest first; the last is what it writes.
REVISIONS = ("0001",)


def refuse_newer(connection: Any) -> None:
    """Return if a raw connection is to a record that this version can open, or to no record at all. Raises `StoreError`."""
    if connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()[0]:
        stamps = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        if any(stamp not in REVISIONS for (stamp,) in stamps):
            raise newer()


def newer() -> StoreError:
    """The refusal of a record of a newer version."""
    return StoreError(
        _("This record was last used with a newer version of ArtsRx."),
        _("It was not changed."),
        _("Install the newer version on this computer, then open it again."),
    )
