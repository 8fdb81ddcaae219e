"""Which backups may go: a rule over their sequence numbers and dates, never over file times."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from artsrx.db.folder.layout import BACKUP_SUFFIX

KEEP_ALL = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 14, 10, 12

_NAME = re.compile(
    r"(?P<record>[0-9a-f]{8})-(?P<timeline>[0-9a-f]{6})-(?P<sequence>\d{10,})-(?P<made>\d{8}-\d{6})"
    + re.escape(BACKUP_SUFFIX)
)


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup as its name tells it: of which record and timeline, at which change, made when (UTC)."""

    path: Path
    record: str
    timeline: str
    sequence: int
    made: datetime


def backup_name(record: str, timeline: str, sequence: int, made: datetime) -> str:
    """The file name of a backup: no personal data, sorted by change within a timeline."""
    return f"{record[-8:]}-{timeline}-{sequence:010d}-{made.astimezone(UTC):%Y%m%d-%H%M%S}{BACKUP_SUFFIX}"


def read_name(path: Path) -> BackupFile | None:
    """What a backup's name tells; None for any other file."""
    told = _NAME.fullmatch(path.name)
    if not told:
        return None
    try:
        made = datetime.strptime(told["made"], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return BackupFile(path, told["record"], told["timeline"], int(told["sequence"]), made)


def may_go(backups: Sequence[BackupFile], now: datetime) -> list[BackupFile]:
    """Those of one record's backups in one place that are no longer needed, `now` being the time of the newest one.

    Kept of each timeline: the newest by change, all of the last 2 days, and the newest of each of 14 days, 10 weeks and
    12 months. None may go while any is dated after `now`: then a clock is wrong, and nothing is known about age.
    """
    if any(backup.made > now for backup in backups):
        return []
    kept: set[Path] = set()
    for timeline in {backup.timeline for backup in backups}:
        line = sorted((b for b in backups if b.timeline == timeline), key=lambda b: (b.sequence, b.made), reverse=True)
        kept.add(line[0].path)
        kept.update(backup.path for backup in line if now - backup.made <= KEEP_ALL)
        kept.update(_newest_of_each(line, "%Y-%m-%d", DAILY))
        kept.update(_newest_of_each(line, "%G-%V", WEEKLY))
        kept.update(_newest_of_each(line, "%Y-%m", MONTHLY))
    return [backup for backup in backups if backup.path not in kept]


def _newest_of_each(line: Sequence[BackupFile], pattern: str, periods: int) -> list[Path]:
    first: dict[str, Path] = {}
    for backup in line:
        first.setdefault(backup.made.strftime(pattern), backup.path)
    newest = sorted(first, reverse=True)[:periods]
    return [first[period] for period in newest]
