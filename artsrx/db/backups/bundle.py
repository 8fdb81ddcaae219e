"""A backup as a file: the encrypted record, its keys and what they must look like, in one."""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from artsrx.db.folder.atomic import digest
from artsrx.db.folder.own_json import of_shape, read_json
from artsrx.db.folder.plain_files import chosen_file
from artsrx.db.keys.key_file import Keys, from_newer_version, parse
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _

# The names of the parts in the file: those of every backup there is, whatever a record calls its files one day.
RECORD_MEMBER = "record.db"
KEYS_MEMBER = "keys.json"
MANIFEST_MEMBER = "manifest.json"
FORMAT = 1
CHUNK = 1 << 20
LARGEST_TEXT = 16 << 20
MANIFEST_SHAPE: dict[str, Any] = dict.fromkeys(("record", "timeline", "made", "record_digest", "keys_digest"), str)
MANIFEST_SHAPE["sequence"] = int
# What reading a zip of any bytes, and JSON of any shape, may come to.
DAMAGE = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RuntimeError,
    OverflowError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: made when, at which change, of which rows, and the digests of its parts."""

    record: str
    timeline: str
    sequence: int
    made: datetime
    rows: dict[str, int]
    record_digest: str
    keys_digest: str


def pack(target: Path, copy: Path, keys: bytes, manifest: Manifest) -> None:
    """Write the backup file at `target` and flush it to the disk. Raises `OSError`."""
    facts: dict[str, Any] = {name: getattr(manifest, name) for name in Manifest.__slots__}
    facts["made"] = manifest.made.isoformat()
    text = json.dumps({"artsrx": "backup", "format": FORMAT, **facts}, indent=1)
    # Stored and not squeezed: encrypted bytes do not get smaller, and nothing can unpack to more than it is.
    with target.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as box:
            box.writestr(MANIFEST_MEMBER, text)
            box.writestr(KEYS_MEMBER, keys)
            box.write(copy, RECORD_MEMBER)
        file.flush()
        os.fsync(file.fileno())


def read_manifest(path: Path) -> tuple[Manifest, Keys, bytes]:
    """What a backup says of itself, its keys, and the keys as they stand in it.

    Reads the short parts only. Raises `StoreError` for anything that is not a whole backup, or one of a newer ArtsRx.
    """
    try:
        with _opened(path) as box:
            members = {member.filename: member for member in box.infolist()}
            if set(members) != {RECORD_MEMBER, KEYS_MEMBER, MANIFEST_MEMBER} or len(box.infolist()) != len(members):
                raise not_a_backup()
            if any(member.compress_type != zipfile.ZIP_STORED for member in members.values()):
                raise not_a_backup()
            if any(members[name].file_size > LARGEST_TEXT for name in (KEYS_MEMBER, MANIFEST_MEMBER)):
                raise not_a_backup()
            told, keys = read_json(box.read(MANIFEST_MEMBER)), box.read(KEYS_MEMBER)
        manifest = _manifest(told)
    except OSError as error:
        raise _not_readable(error) from error
    except DAMAGE as error:
        raise not_a_backup() from error
    read = parse(keys)
    if read is None or hashlib.sha256(keys).hexdigest() != manifest.keys_digest:
        raise not_a_backup()
    return manifest, read, keys


def unpack_record(path: Path, manifest: Manifest, target: Path) -> None:
    """Copy the record out of a backup to `target`, flushed, and check its digest. Raises `StoreError`, or `OSError` on writing."""
    try:
        with _opened(path) as box, box.open(RECORD_MEMBER) as source, target.open("xb") as file:
            while chunk := source.read(CHUNK):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except DAMAGE as error:
        raise not_a_backup() from error
    if digest(target) != manifest.record_digest:
        raise not_a_backup()


def record_digest(path: Path) -> str:
    """The digest of the record inside a backup, read again from the disk; "" if it cannot be read."""
    try:
        with _opened(path) as box, box.open(RECORD_MEMBER) as source:
            return hashlib.file_digest(source, "sha256").hexdigest()  # type: ignore[arg-type]
    except (OSError, *DAMAGE):
        return ""


def not_a_backup() -> StoreError:
    """The refusal of a file that is not a whole backup."""
    return StoreError(
        _("This file is not a whole ArtsRx backup: it is damaged, or something else."),
        _("It was not used and nothing was changed."),
        _("Choose another backup: the next older one, or one from another place."),
    )


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    with chosen_file(path) as file, zipfile.ZipFile(file) as box:
        yield box


def _manifest(told: dict[str, Any]) -> Manifest:
    """What the parsed text says. Raises `StoreError`, or one of `DAMAGE`, if it is not how one is written."""
    if told.pop("artsrx") != "backup":
        raise not_a_backup()
    if told.pop("format") > FORMAT:
        raise from_newer_version()
    rows = of_shape(told["rows"], dict.fromkeys(told["rows"], int))
    facts = of_shape(told, MANIFEST_SHAPE | {"rows": dict.fromkeys(rows, int)})
    made = datetime.fromisoformat(facts.pop("made")).astimezone(UTC)
    # The first and the last year have hours that no place on earth can write down.
    if not datetime.min.year < made.year < datetime.max.year:
        raise ValueError("a year that no backup was made in")
    return Manifest(made=made, **facts)


def _not_readable(error: OSError) -> StoreError:
    return StoreError(
        _("This backup could not be read: {reason}.").format(reason=error.strerror or str(error)),
        _("Nothing was changed."),
        _("Copy it to this computer and choose it there, or choose another backup."),
    )
