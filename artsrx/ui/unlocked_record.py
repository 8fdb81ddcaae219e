"""A record that somebody has unlocked: its folder, its key, and the lock that keeps others out."""

from dataclasses import dataclass
from pathlib import Path

from artsrx.db.folder.lock import RecordLock
from artsrx.db.keys.vault import Unlocked


@dataclass(frozen=True, slots=True)
class UnlockedRecord:
    """What the front door hands to the window. `note` is a line to show once, such as a generated password; `warning` is what
    somebody has to be told when the record is opened, "" as a rule."""

    folder: Path
    unlocked: Unlocked
    lock: RecordLock
    note: str = ""
    warning: str = ""
