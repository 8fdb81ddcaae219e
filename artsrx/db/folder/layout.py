"""The names of the files in a record's folder, each said once."""

from pathlib import Path

RECORD_SUFFIX = ".artsrx"

# A record that is being made; nothing of this name is ever listed, or kept once whoever made it is gone.
MAKING_PREFIX = ".artsrx-making-"

RECORD_NAME = "record.db"
# What SQLite keeps beside a file that is open: changes not yet written back into it, and an index of them.
WAL_SUFFIX = "-wal"
SHM_SUFFIX = "-shm"
# The copy on which a record is brought up to date, and the file of the older version, which stays.
UPGRADING_SUFFIX = ".upgrading"
BEFORE_UPGRADE_SUFFIX = ".before-upgrade"

# The keys are kept twice: one damaged file locks nobody out.
KEYS_NAME = "keys.json"
KEYS_COPY_NAME = "keys.json.copy"
ATTEMPTS_NAME = "attempts.json"
LOCK_NAME = "lock"

# There as long as nobody has the recovery sheet.
NO_SHEET_NAME = "no-sheet"

BACKUPS_NAME = "backups"
BACKUP_SUFFIX = ".artsrxbackup"
KEEP_SUFFIX = ".keep"

# Where a restore puts its files before it moves them, the plan of its moves, and where the record of before goes.
STAGE_NAME = "restoring"
PLAN_NAME = "ready"
ASIDE_NAME = "aside"

# Any of these makes a folder a record's.
MARKS = frozenset({RECORD_NAME, KEYS_NAME, KEYS_COPY_NAME})


# Everything in a record's folder that is opened as a file, and that is gone into as a folder.
FILES = frozenset(
    {
        *(RECORD_NAME + suffix for suffix in ("", WAL_SUFFIX, SHM_SUFFIX, UPGRADING_SUFFIX, BEFORE_UPGRADE_SUFFIX)),
        *(KEYS_NAME, KEYS_COPY_NAME, ATTEMPTS_NAME, LOCK_NAME, NO_SHEET_NAME),
    }
)
FOLDERS = frozenset({BACKUPS_NAME, STAGE_NAME, ASIDE_NAME})


def inside_a_record(path: Path) -> bool:
    """Whether a path lies in the folder of a record, at any depth, also through a link."""
    above = {*path.absolute().parents, *path.resolve().parents}
    return any((folder / name).exists() for folder in above for name in MARKS)
