"""Which file systems are of this computer, which belong to a server, and which can be pulled out."""

import re
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple


class Volume(Enum):
    """What a folder's disk is to this computer."""

    LOCAL = "local"
    NETWORK = "network"
    REMOVABLE = "removable"


class Mount(NamedTuple):
    """A disk and where it appears among the folders."""

    where: Path
    kind: str


# File systems that reach another computer; locks on them are promises of somebody else. 9p and drvfs are how
# Linux under Windows and virtual machines see the host's disk, where locks do not reach the host either.
NETWORK_KINDS = {
    "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "drvfs", "fuse.curlftpfs", "fuse.davfs2",
    "fuse.ceph", "fuse.glusterfs", "fuse.google-drive-ocamlfuse", "fuse.gvfsd-fuse", "fuse.kio-fuse",
    "fuse.onedriver", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "gfs2", "glusterfs", "lustre", "ncpfs",
    "nfs", "nfs4", "ocfs2", "prl_fs", "smb3", "smbfs", "vboxsf", "vmhgfs", "webdav",
}  # fmt: skip
REMOVABLE_PARENTS = ("/media", "/run/media", "/Volumes")


def unescaped(text: str) -> str:
    """A path as /proc/mounts writes it (a space as \\040) turned back."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def volume_in(folder: Path, mounts: Sequence[Mount]) -> Volume:
    """What `folder` is on, given every mount: the deepest that holds it decides, the last of equals."""
    holding = [mount for mount in mounts if folder.is_relative_to(mount.where)]
    if not holding:
        return Volume.LOCAL
    deepest = max(len(mount.where.parts) for mount in holding)
    mount = [mount for mount in holding if len(mount.where.parts) == deepest][-1]
    if mount.kind in NETWORK_KINDS:
        return Volume.NETWORK
    parents = [parent.as_posix() for parent in mount.where.parents]
    return Volume.REMOVABLE if any(parent in REMOVABLE_PARENTS for parent in parents) else Volume.LOCAL
