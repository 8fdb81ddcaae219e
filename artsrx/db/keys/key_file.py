"""`keys.json`, kept twice: who may open a record, and the record's key sealed to each of them."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from artsrx.db.folder.atomic import write_whole
from artsrx.db.folder.layout import KEYS_COPY_NAME, KEYS_NAME
from artsrx.db.folder.own_json import of_shape, read_json
from artsrx.db.folder.plain_files import read_own
from artsrx.db.folder.staging import will_lie_at
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _

FORMAT = 1
# Written here and not beside the crypto that uses them: the unlock window reads this file before any key is needed.
NONCE_BYTES = 12
SALT_BYTES = 16
# The kinds of slot; the words are what the files on disk say.
STAFF = "staff"
RECOVERY = "sheet"

LOCK_SHAPE = {"memory": int, "passes": int, "lanes": int, "salt": str, "nonce": str, "sealed": str}
SLOT_SHAPE = dict.fromkeys(("kind", "id", "name", "public", "ephemeral", "nonce", "sealed"), str)
KEYS_SHAPE = dict.fromkeys(("record", "organisation", "timeline", "check"), str) | {"serial": int, "generation": int}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can open the record."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class PasswordLock:
    """How a private half is locked by a password: Argon2id's settings (memory in KiB) and the sealed bytes in hexadecimal."""

    memory: int
    passes: int
    lanes: int
    salt: str
    nonce: str
    sealed: str


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in: an X25519 pair whose public half is here, and the data key sealed to it, all in hexadecimal.

    `lock` holds the private half under a password; that of the recovery code has none, since its private half is on paper alone.
    """

    kind: str
    id: str
    name: str
    public: str
    ephemeral: str
    nonce: str
    sealed: str
    lock: PasswordLock | None


@dataclass(frozen=True, slots=True)
class Keys:
    """Everything in `keys.json`. `serial` grows with each writing; `generation` counts data keys; `timeline` changes
    when a backup is restored, so that backups from before and after are never taken for one row."""

    record: str
    organisation: str
    serial: int
    generation: int
    timeline: str
    check: str
    slots: tuple[Slot, ...]

    def staff(self) -> tuple[Slot, ...]:
        """The slots of members of staff, in the order in which they were added."""
        return tuple(slot for slot in self.slots if slot.kind == STAFF)

    def people(self) -> tuple[Person, ...]:
        """Who can open the record, in the order in which they were added."""
        return tuple(Person(UUID(slot.id), slot.name) for slot in self.staff())

    def slot(self, staff_id: UUID) -> Slot | None:
        """The slot of one member of staff, if there is one."""
        return next((slot for slot in self.staff() if slot.id == str(staff_id)), None)

    def recovery_slot(self) -> Slot | None:
        """The slot that the recovery code opens."""
        return next((slot for slot in self.slots if slot.kind == RECOVERY), None)

    def with_slot(self, slot: Slot) -> "Keys":
        """These keys with `slot` added, or put in place of the one with its id."""
        others = [slot if known.id == slot.id else known for known in self.slots]
        return replace(self, slots=(*others,) if slot in others else (*others, slot))


def read_keys(folder: Path) -> Keys:
    """The keys of the record in `folder`: the newer of the two copies that are whole.

    Half way through a restore they are those that the record will have once it is opened.
    Raises `StoreError` if there are none, if both are damaged, or if a newer ArtsRx wrote them.
    """
    texts = [_text(will_lie_at(folder, name)) for name in (KEYS_NAME, KEYS_COPY_NAME)]
    if texts == [None, None]:
        raise StoreError(
            _("There is no ArtsRx record in this folder."),
            _("Nothing was changed."),
            _("Choose another folder, or restore a backup."),
        )
    whole = [keys for keys in (parse(text) for text in texts if isinstance(text, bytes)) if keys]
    kept_back = [text for text in texts if isinstance(text, OSError)]
    if not whole and kept_back:
        # Not damage: they may be whole, and another backup would not be.
        raise StoreError(
            _("The list of keys of this record could not be read: {reason}.").format(reason=kept_back[0].strerror),
            _("Nothing was changed."),
            _("Check the disk, and that you may read what is in the folder; then open the record again."),
        ) from kept_back[0]
    if not whole:
        raise StoreError(
            _("The list of keys of this record is damaged, and so is its copy."),
            _("The record itself was not touched."),
            _("Restore the latest backup: each backup holds the keys too."),
        )
    return max(whole, key=lambda keys: keys.serial)


def organisation(folder: Path) -> str:
    """The name of the organisation whose record is in `folder`. Raises `StoreError` as `read_keys` does."""
    return read_keys(folder).organisation


def people(folder: Path) -> tuple[Person, ...]:
    """Who can open the record in `folder`, in the order in which they were added. Raises `StoreError` as `read_keys` does."""
    return read_keys(folder).people()


def write_keys(folder: Path, keys: Keys) -> Keys:
    """Write both copies, each whole and flushed, one after the other; what was written. Raises `StoreError`."""
    keys = replace(keys, serial=keys.serial + 1)
    content = to_bytes(keys)
    try:
        for name in (KEYS_NAME, KEYS_COPY_NAME):
            write_whole(folder / name, content)
    except OSError as error:
        raise StoreError(
            _("The list of keys could not be saved: {reason}.").format(reason=error.strerror or _("the disk said no")),
            _("The passwords from before still work."),
            _("Make room on the disk, check that the folder can be written to, and try again."),
        ) from error
    return keys


def mend_keys(folder: Path, keys: Keys) -> None:
    """Make both copies the same again, if one is damaged or missing; quietly not, where the folder cannot be written."""
    content = to_bytes(keys)
    for name in (KEYS_NAME, KEYS_COPY_NAME):
        try:
            if _text(folder / name) != content:
                write_whole(folder / name, content)
        except OSError:
            continue


def to_bytes(keys: Keys) -> bytes:
    """The keys as they are written: JSON with a digest over everything else, so that damage is seen."""
    body = asdict(keys)
    whole = {"artsrx": "keys", "format": FORMAT, "digest": _digest(body), **body}
    return json.dumps(whole, indent=1, ensure_ascii=False).encode()


def parse(content: bytes) -> Keys | None:
    """The keys that `content` holds; None if it is damaged. Raises `StoreError` if a newer ArtsRx wrote it."""
    try:
        whole = read_json(content)
        kind, number, told = whole.pop("artsrx"), whole.pop("format"), whole.pop("digest")
        if kind == "keys" and isinstance(number, int) and number > FORMAT:
            raise from_newer_version()
        if kind != "keys" or told != _digest(whole):
            return None
        slots = tuple(_slot(slot) for slot in whole.pop("slots"))
        keys = Keys(slots=slots, **of_shape(whole, KEYS_SHAPE))
        # Parts of them are in the names of backups.
        for text, length in ((keys.record, 16), (keys.timeline, 3), (keys.check, None)):
            _require_hex(text, length)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return keys


def from_newer_version() -> StoreError:
    """The refusal of a record that a newer ArtsRx wrote."""
    return StoreError(
        _("This record was made by a newer ArtsRx."),
        _("It was not opened and nothing was changed."),
        _("Install the newest ArtsRx on this computer, then open it again."),
    )


def _slot(given: dict[str, Any]) -> Slot:
    """A way in as it was written. Raises `ValueError` and the like if that is not how one is written."""
    lock = given.pop("lock")
    given = of_shape(given, SLOT_SHAPE)
    for part, length in (("public", 32), ("ephemeral", 32), ("nonce", NONCE_BYTES)):
        _require_hex(given[part], length)
    _require_hex(given["sealed"])
    if given["kind"] == STAFF and str(UUID(given["id"])) != given["id"]:
        raise ValueError("not a number of a member of staff")
    return Slot(lock=None if lock is None else _password_lock(lock), **given)


def _password_lock(given: Any) -> PasswordLock:
    made = PasswordLock(**of_shape(given, LOCK_SHAPE))
    _require_hex(made.salt, SALT_BYTES)
    _require_hex(made.nonce, NONCE_BYTES)
    _require_hex(made.sealed)
    return made


def _require_hex(text: str, length: int | None = None) -> None:
    """Raises `ValueError` unless the text is so many bytes, as they are written; any number of them if none is given."""
    content = bytes.fromhex(text)
    if content.hex() != text or len(content) != (len(content) if length is None else length):
        raise ValueError("not what is written here")


def _digest(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _text(path: Path) -> bytes | OSError | None:
    """What is in a copy of the keys; None if there is none, and the error if it is there and cannot be read."""
    try:
        return read_own(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return error
