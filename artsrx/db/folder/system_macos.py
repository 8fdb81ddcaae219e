"""macOS's own ways: which kind of disk a folder is on."""

import re
import subprocess
from pathlib import Path

from artsrx.db.folder.system_posix import NO_GUARD, keep_private, lock_folder, sync_folder, try_lock
from artsrx.db.folder.volumes import Mount, Volume, volume_in

__all__ = ["NO_GUARD", "keep_private", "lock_folder", "sync_folder", "try_lock", "volume_of"]

# "//ada@server/share on /Volumes/share (smbfs, nodev, nosuid, mounted by ada)"
LINE = re.compile(r"^.+? on (?P<where>/.*) \((?P<kind>[a-z0-9_]+)[,)]")


def mounts(table: str) -> list[Mount]:
    """What `mount` prints, as mounts."""
    lines = (LINE.match(line) for line in table.splitlines())
    return [Mount(Path(line["where"]), line["kind"]) for line in lines if line]


def volume_of(folder: Path) -> Volume:
    """The kind of disk that `folder` is on (or would be on, if it is not there yet)."""
    try:
        told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        told = ""
    return volume_in(folder, mounts(told))
