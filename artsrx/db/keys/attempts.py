"""How often a password was wrong, kept beside the keys so that starting again does not start the count again."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from artsrx.db.folder.atomic import write_whole
from artsrx.db.folder.layout import ATTEMPTS_NAME
from artsrx.db.folder.own_json import of_shape, read_json
from artsrx.db.folder.plain_files import read_own
from artsrx.domain.passwords import delay_after

ENTRY_SHAPE = {"failures": int, "last": str}


def seconds_to_wait(folder: Path, staff_id: UUID, *, now: datetime | None = None) -> int:
    """Whole seconds before this member of staff may try again; 0 when they may try now.

    A clock that was put back makes nobody wait longer than the delay itself.
    """
    failures, last = _of(_read(folder), staff_id)
    if last is None:
        return 0
    delay = timedelta(seconds=delay_after(failures))
    left = delay - ((now or datetime.now(UTC)) - last)
    return max(0, -int(-min(left, delay).total_seconds() // 1))


def note_failure(folder: Path, staff_id: UUID, *, now: datetime | None = None) -> int:
    """Count one more wrong password and say how many seconds to wait now. Where nothing can be written the count is lost."""
    known = _read(folder)
    failures = _of(known, staff_id)[0] + 1
    known[str(staff_id)] = {"failures": failures, "last": (now or datetime.now(UTC)).isoformat()}
    _write(folder, known)
    return delay_after(failures)


def forget_failures(folder: Path, staff_id: UUID) -> None:
    """Start the count again after a right password."""
    known = _read(folder)
    if known.pop(str(staff_id), None) is not None:
        _write(folder, known)


def _of(known: dict[str, object], staff_id: UUID) -> tuple[int, datetime | None]:
    entry = known.get(str(staff_id))
    try:
        told = of_shape(entry, ENTRY_SHAPE)
        last = datetime.fromisoformat(told["last"])
        return told["failures"], (last if last.tzinfo else last.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return 0, None


def _read(folder: Path) -> dict[str, object]:
    try:
        known = read_json(read_own(folder / ATTEMPTS_NAME))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _write(folder: Path, known: dict[str, object]) -> None:
    try:
        write_whole(folder / ATTEMPTS_NAME, json.dumps(known).encode())
    except OSError:
        return
