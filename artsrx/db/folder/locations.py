"""Where a record may live: on this computer's own disk, and never where something else copies or shares it."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from artsrx.db.folder.system import volume_of
from artsrx.db.folder.volumes import Volume
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _


class LocationKind(Enum):
    """What a folder is to a record."""

    LOCAL = "local"
    NETWORK = "network"
    SYNCED = "synced"
    REMOVABLE = "removable"


@dataclass(frozen=True, slots=True)
class Location:
    """A folder and what it is; `service` names what syncs it, when that is known."""

    folder: Path
    kind: LocationKind
    service: str = ""

    @property
    def may_be_home(self) -> bool:
        """Whether a live record may be kept here; every place may hold backups."""
        return self.kind is LocationKind.LOCAL

    @property
    def words(self) -> str:
        """Why not here, and what to do instead; empty where a record may live."""
        if self.kind is LocationKind.LOCAL:
            return ""
        why = {
            LocationKind.NETWORK: _(
                "This folder is on a server or another computer. A record kept there gets damaged sooner or later."
            ),
            LocationKind.SYNCED: _("{service} copies this folder while you work, and that damages a record.").format(
                service=self.service
            ),
            LocationKind.REMOVABLE: _(
                "This folder is on a stick or a disk that can be pulled out, and that can damage a record."
            ),
        }[self.kind]
        return (
            why
            + " "
            + _("Keep the record on this computer, and use this folder for backups: that is what it is good for.")
        )


# Variables that the programs themselves set to the folder they sync.
VARIABLES = {"OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive"}

# The names that the programs give their folders; tried on each folder above.
NAMES = (
    (r"onedrive( ?- ?.+)?", "OneDrive"),
    (r"dropbox( \(.+\))?", "Dropbox"),
    (r"(google ?drive|googledrive-.+|my drive|drivefs)", "Google Drive"),
    (r"(icloud ?drive.*|mobile documents|com~apple~clouddocs)", "iCloud"),
    (r"nextcloud\d*", "Nextcloud"),
    (r"owncloud\d*", "ownCloud"),
    (r"box(-box| sync)?", "Box"),
    (r"(pclouddrive|pcloud drive|pcloudsync)", "pCloud"),
    (
        r"(megasync.*|proton drive|tresorit|sync\.com|spideroak hive|syncthing|seafile)",
        "A sync program",
    ),
    (r"cloudstorage", "A sync program"),
)

# Files that the programs leave in the folders they sync.
MARKERS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".stfolder", "Syncthing"),
    (".seafile-data", "Seafile"),
)
MARKER_PATTERNS = ((".sync_*.db", "Nextcloud"), ("._sync_*.db", "Nextcloud"))


def classify(folder: Path, *, environ: Mapping[str, str] | None = None) -> Location:
    """What `folder` is, whether it is there yet or not; `environ` stands in for the real variables in tests."""
    folder = Path(os.path.abspath(folder.expanduser()))  # noqa: PTH100 - resolve() would hide a linked sync folder
    real = folder.resolve()
    for path in (folder, real):
        if service := _syncing(path, os.environ if environ is None else environ):
            return Location(folder, LocationKind.SYNCED, service)
    kind = {
        Volume.LOCAL: LocationKind.LOCAL,
        Volume.NETWORK: LocationKind.NETWORK,
        Volume.REMOVABLE: LocationKind.REMOVABLE,
    }
    return Location(folder, kind[volume_of(real)])


def require_home(folder: Path, *, environ: Mapping[str, str] | None = None) -> None:
    """Return if a record may live in `folder`; raise `Refused` (field "folder") with the reason if not."""
    location = classify(folder, environ=environ)
    if not location.may_be_home:
        raise Refused(location.words, "folder")


def _syncing(folder: Path, environ: Mapping[str, str]) -> str:
    for variable, service in VARIABLES.items():
        if environ.get(variable) and folder.is_relative_to(environ[variable]):
            return service
    for path in (folder, *folder.parents):
        if service := _by_name(path.name) or _by_marker(path):
            return service
    return ""


def _by_name(name: str) -> str:
    return next((service for pattern, service in NAMES if re.fullmatch(pattern, name, re.I)), "")


def _by_marker(folder: Path) -> str:
    try:
        for name, service in MARKERS:
            if (folder / name).exists():
                return service
        return next((service for pattern, service in MARKER_PATTERNS if any(folder.glob(pattern))), "")
    except OSError:
        return ""
