"""One process per record: a lock that the system itself ends with the process, and that says who holds it."""

import errno
import hashlib
import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from artsrx.db.folder.layout import LOCK_NAME
from artsrx.db.folder.own_json import of_shape, read_json
from artsrx.db.folder.plain_files import open_own, read_own
from artsrx.db.folder.system import NO_GUARD, lock_folder, try_lock
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the record open: a user of a computer, its process, since when (UTC), and who is signed on ("" for nobody yet)."""

    user: str
    host: str
    pid: int
    since: datetime
    staff: str

    @property
    def on_this_computer(self) -> bool:
        """Whether the process runs on this computer."""
        return self.host == platform.node()


HOLDER_SHAPE = {"user": str, "host": str, "pid": int, "since": str, "staff": str}


class Held(StoreError):
    """The record is open already; `holder` says where, as far as it is known."""

    def __init__(self, holder: Holder | None, *, left_behind: bool = False) -> None:
        self.holder = holder
        self.left_behind = left_behind
        todo = _("Go to the window that is open already, or close ArtsRx there first.")
        if left_behind:
            todo = _(
                "If that computer is switched off or the folder was moved from it, open the record all the same; "
                "if ArtsRx may still be running there, close it first."
            )
        super().__init__(_happened(holder), _("Nothing was changed."), todo)


class RecordLock:
    """The right to have one record open; ends with `release`, or with the process."""

    def __init__(self, path: Path, descriptor: int, holder: Holder, guard: int) -> None:
        """Use `take`. `guard` keeps others out by the folder itself, should somebody delete the file of the lock."""
        self._guard = guard
        self.path = path
        self.holder = holder
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, folder: Path, staff: str = "", *, even_if: Holder | None = None) -> "RecordLock":
        """Take the lock of the record in `folder`, in the name of `staff`.

        A process of this computer that died leaves nothing behind. A holder on another computer is never taken over by
        itself: only when `even_if` is that very holder, whom somebody was shown. Raises `Held`, or `StoreError` if the
        folder cannot be written to.
        """
        path = folder / LOCK_NAME
        guard = lock_folder(folder)
        if guard is None:
            raise Held(read_holder(folder))
        try:
            return cls._take(path, staff, even_if, guard)
        except BaseException:
            _close(guard)
            raise

    @classmethod
    def _take(cls, path: Path, staff: str, even_if: Holder | None, guard: int) -> "RecordLock":
        folder = path.parent
        try:
            descriptor = _opened(path, guard)
        except OSError as error:
            raise StoreError(
                _("The record's folder could not be used: {reason}.").format(reason=error.strerror),
                _("Nothing was changed."),
                _("Check that the folder is there and that you may write to it."),
            ) from error
        if not try_lock(descriptor):
            os.close(descriptor)
            raise Held(read_holder(folder))
        left = read_holder(folder)
        if left and not left.on_this_computer and left != even_if:
            os.close(descriptor)
            raise Held(left, left_behind=True)
        lock = cls(path, descriptor, Holder(_user(), platform.node(), os.getpid(), datetime.now(UTC), staff), guard)
        lock._write(asdict(lock.holder))
        return lock

    def signed_on(self, staff: str) -> None:
        """Say who is signed on, for whoever finds the record open."""
        self.holder = replace(self.holder, staff=staff)
        self._write(asdict(self.holder))

    def release(self) -> None:
        """Give the lock back; a second time does nothing."""
        if self._descriptor is None:
            return
        self._write(None)
        descriptor, self._descriptor = self._descriptor, None
        # A disk that fails here has let go of the lock all the same.
        with suppress(OSError):
            os.close(descriptor)
        with suppress(OSError):
            _close(self._guard)

    def __enter__(self) -> "RecordLock":
        """The lock itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the lock back."""
        self.release()

    def _write(self, holder: dict[str, Any] | None) -> None:
        assert self._descriptor is not None
        content = json.dumps(holder, default=datetime.isoformat).encode() if holder else b""
        try:
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, content)
        except OSError:
            # The lock holds all the same; only who has it cannot be told to others.
            return


def _opened(path: Path, guard: int) -> int:
    """The lock's file, to be read only where nothing can be written: a lock on it is as good. Raises `OSError`.

    Where there is none and none can be made, the folder that `guard` has locked stands in for it.
    """
    try:
        return open_own(path, os.O_RDWR | os.O_CREAT)
    except OSError as error:
        if error.errno not in (errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT):
            raise
        if guard != NO_GUARD and not path.exists():
            return os.dup(guard)
        return open_own(path, os.O_RDONLY)


def _close(guard: int) -> None:
    if guard != NO_GUARD:
        os.close(guard)


def read_holder(folder: Path) -> Holder | None:
    """Who the lock file says has the record open; None if nobody, or if it cannot be read."""
    try:
        told = of_shape(read_json(read_own(folder / LOCK_NAME)), HOLDER_SHAPE)
        since = datetime.fromisoformat(told["since"])
        # A moment so early or late that no calendar of a place on earth has it cannot be told to anybody.
        since.astimezone()
        return Holder(**told | {"since": since})
    except (OSError, ValueError, OverflowError):
        return None


def door_name(folder: Path) -> str:
    """The name under which the window that has this record open can be called by a second start on the same computer."""
    place = os.path.normcase(folder.resolve())
    return "artsrx-" + hashlib.sha256(f"{_user()}:{place}".encode()).hexdigest()[:16]


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _happened(holder: Holder | None) -> str:
    if holder is None:
        return _("This record is already open in another window or on another computer.")
    return _("This record is already open by {who} on {host} since {time}.").format(
        who=holder.staff or holder.user, host=holder.host, time=_since(holder.since)
    )


def _since(moment: datetime) -> str:
    from artsrx.domain.dates import long_date

    here = moment.astimezone()
    if here.date() == datetime.now().astimezone().date():
        return here.strftime("%H:%M")
    return _("{time} on {day}").format(time=here.strftime("%H:%M"), day=long_date(here.date()))
