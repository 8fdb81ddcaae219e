"""What the database's own errors mean to the person at the screen."""

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _

# The primary result codes of SQLite (sqlite3.h).
BUSY, LOCKED, READ_ONLY, FAULT, CORRUPT, FULL, CANNOT_OPEN, CONSTRAINT, NOT_A_DATABASE = 5, 6, 8, 10, 11, 13, 14, 19, 26


def not_saved(error: DBAPIError | PoolTimeout) -> StoreError:
    """A failed change, in words: nothing of it was kept."""
    return StoreError(
        _happened(error), _("This change was not saved; everything saved before it is safe."), _todo(error)
    )


def not_read(error: DBAPIError | PoolTimeout) -> StoreError:
    """A failed look-up, in words."""
    return StoreError(_happened(error), _("Nothing was changed."), _todo(error))


def not_opened(error: BaseException) -> StoreError:
    """Why SQLite did not open a record's file, in words; damage is spoken of only where SQLite found some."""
    if _code(error) in (CORRUPT, NOT_A_DATABASE):
        return unreadable()
    return StoreError(_happened(error), _("Nothing was changed."), _todo(error))


def unreadable() -> StoreError:
    """The file is there and whole pages of it come from the disk, but they say nothing with this key."""
    return StoreError(
        _("The record could not be read. It may be damaged, or its keys belong to another record."),
        _("Nothing was changed."),
        _("Restore the latest backup: the damaged record is kept beside it."),
    )


def could_not_tell() -> StoreError:
    """The one case in which neither can be promised: the computer failed in the middle of saving."""
    return StoreError(
        _("The computer reported a fault while saving, and ArtsRx could not tell whether this change was kept."),
        _("Everything saved before it is safe."),
        _("Close ArtsRx, open it again and look before you type it once more."),
    )


def breaks_a_link(error: StoreError) -> bool:
    """Whether a change was not saved because something else in the record refers to what it takes away."""
    return error.__cause__ is not None and _code(error.__cause__) == CONSTRAINT


def _code(error: BaseException) -> int:
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", 0)
    # The low byte is the primary code; the rest only says where it happened.
    return int(code) & 0xFF


def _happened(error: BaseException) -> str:
    return {
        FULL: _("The disk is full."),
        READ_ONLY: _("The record's folder cannot be written to."),
        BUSY: _("Another program is using the record's file."),
        LOCKED: _("Another program is using the record's file."),
        FAULT: _("The disk reported a fault with the record's file, or is full."),
        CANNOT_OPEN: _("The record's file could not be opened."),
        CORRUPT: _("The record's file is damaged."),
        NOT_A_DATABASE: _("The record's file is damaged."),
    }.get(_code(error), _("The computer reported a fault with the record's file."))


def _todo(error: BaseException) -> str:
    return {
        FULL: _("Free some space on this computer, then try again."),
        FAULT: _("Free some space on this computer and try again. If it happens once more, have the disk looked at."),
        READ_ONLY: _("Ask whoever looks after this computer to let you write to that folder, then try again."),
        BUSY: _("Wait a moment, then try again."),
        LOCKED: _("Wait a moment, then try again."),
        CORRUPT: _("Close ArtsRx and restore the latest backup: the damaged record is kept beside it."),
        NOT_A_DATABASE: _("Close ArtsRx and restore the latest backup: the damaged record is kept beside it."),
    }.get(_code(error), _("Try again; if it happens once more, close ArtsRx and open it again."))
