"""Linux's own ways: which kind of disk a folder is on."""

from pathlib import Path

from artsrx.db.folder.system_posix import NO_GUARD, keep_private, lock_folder, sync_folder, try_lock
from artsrx.db.folder.volumes import Mount, Volume, unescaped, volume_in

__all__ = ["NO_GUARD", "keep_private", "lock_folder", "sync_folder", "try_lock", "volume_of"]

MOUNTS = Path("/proc/self/mounts")


def mounts(table: str) -> list[Mount]:
    """The lines of /proc/mounts as mounts, in their order."""
    found = []
    for line in table.splitlines():
        words = line.split()
        if len(words) >= 3:
            found.append(Mount(Path(unescaped(words[1])), words[2]))
    return found


def volume_of(folder: Path) -> Volume:
    """The kind of disk that `folder` is on (or would be on, if it is not there yet)."""
    try:
        table = MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        table = ""
    return volume_in(folder, mounts(table))
