"""Keys, key slots, unlocking: everybody has a password of their own, and the record's key is sealed to each."""

import hashlib
import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from artsrx.db.folder.layout import KEYS_NAME
from artsrx.db.keys import attempts, crypto, sheet_mark
from artsrx.db.keys.crypto import Sealed, WrongKey
from artsrx.db.keys.key_file import (
    RECOVERY,
    SALT_BYTES,
    STAFF,
    Keys,
    PasswordLock,
    Slot,
    mend_keys,
    read_keys,
    write_keys,
)
from artsrx.db.keys.recovery_code import RecoveryCode, new_secret, to_groups, to_secret
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _, ngettext
from artsrx.domain.identifiers import new_id
from artsrx.domain.passwords import check_new


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An open vault: the 32-byte data key, and who opened it."""

    key: bytes
    staff_id: UUID
    staff_name: str

    def __repr__(self) -> str:
        """Who, never the key: a secret does not belong in a log."""
        return f"Unlocked({self.staff_id})"


class WrongPassword(Refused):
    """The password does not fit; `seconds` is how long to wait before the next try."""

    def __init__(self, seconds: int) -> None:
        words = _("This password does not fit. Check Caps Lock, and that the right name is chosen.")
        if seconds:
            words += " " + _wait_words(seconds)
        super().__init__(words, "password")
        self.seconds = seconds


class TooSoon(Refused):
    """Too many wrong passwords lately; `seconds` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(_wait_words(seconds), "password")
        self.seconds = seconds


def new_vault(folder: Path, organisation: str, staff_name: str, password: str) -> tuple[Unlocked, RecoveryCode]:
    """Make the keys of a new record in an existing, empty `folder`: its first member of staff and its recovery code.

    Raises `Refused` for an empty name or a weak password, and if the folder holds a record already; `StoreError` from the disk.
    """
    organisation, staff_name = organisation.strip(), staff_name.strip()
    if not organisation:
        raise Refused(_("What is the organisation called?"), "organisation")
    _check_person(staff_name, password, organisation)
    if (folder / KEYS_NAME).exists():
        raise Refused(_("There is a record in this folder already."), "folder")
    key = os.urandom(crypto.KEY_BYTES)
    record = new_id().hex
    keys = Keys(record, organisation, 0, 1, os.urandom(3).hex(), _check(key, record), ())
    staff_id = new_id()
    keys = keys.with_slot(_staff_slot(keys, key, staff_id, staff_name, password))
    keys, code = _with_new_code(keys, key)
    write_keys(folder, keys)
    return Unlocked(key, staff_id, staff_name), code


def unlock(folder: Path, staff_id: UUID, password: str) -> Unlocked:
    """Open the vault with somebody's password.

    Raises `TooSoon` while the wait after wrong passwords lasts, `WrongPassword`, or `StoreError` if the keys are damaged.
    """
    if wait := attempts.seconds_to_wait(folder, staff_id):
        raise TooSoon(wait)
    keys = read_keys(folder)
    try:
        unlocked = unlock_keys(keys, staff_id, password)
    except WrongPassword as error:
        raise WrongPassword(attempts.note_failure(folder, staff_id)) from error
    attempts.forget_failures(folder, staff_id)
    mend_keys(folder, keys)
    return unlocked


def unlock_keys(keys: Keys, staff_id: UUID, password: str) -> Unlocked:
    """Open keys that are not in a record's folder, such as those of a backup; no wrong password is counted."""
    slot = _slot_of(keys, staff_id)
    try:
        seed = _private_half(keys, slot, password)
    except WrongKey as error:
        raise WrongPassword(0) from error
    return Unlocked(_data_key(keys, slot, seed), staff_id, slot.name)


def unlock_with_code(folder: Path, groups: str | Sequence[str]) -> bytes:
    """The data key by the recovery code as it was typed. Raises `Refused` (field "sheet") if it is mistyped or another's."""
    secret = to_secret(groups)
    keys = read_keys(folder)
    slot = keys.recovery_slot()
    seed = _code_seed(keys, secret)
    if slot is None or crypto.public_half(seed).hex() != slot.public:
        raise Refused(
            _(
                "The letters are well typed, but this sheet is not the one of this record. "
                "Look for a sheet with a later date, or with this organisation's name."
            ),
            "sheet",
        )
    return _data_key(keys, slot, seed)


def add_staff(folder: Path, unlocked: Unlocked, name: str, password: str) -> UUID:
    """Let one more person open the record; their new id. Raises `Refused` for a name in use or a weak password."""
    name = name.strip()
    keys = read_keys(folder)
    _check_person(name, password, keys.organisation)
    if any(slot.name.casefold() == name.casefold() for slot in keys.staff()):
        raise Refused(_("Somebody is here under this name already. A surname or an initial tells them apart."), "name")
    staff_id = new_id()
    write_keys(folder, keys.with_slot(_staff_slot(keys, unlocked.key, staff_id, name, password)))
    return staff_id


def change_password(folder: Path, staff_id: UUID, old: str, new: str) -> None:
    """Put a new password in place of the old. Raises as `unlock` does for the old and as `check_new` for the new."""
    unlocked = unlock(folder, staff_id, old)
    _set_password(folder, unlocked.key, staff_id, new)


def reset_password_by_code(folder: Path, groups: str | Sequence[str], staff_id: UUID, new: str) -> Unlocked:
    """Give somebody a new password by the recovery code and open the vault for them. Raises as `unlock_with_code` does."""
    key = unlock_with_code(folder, groups)
    name = _set_password(folder, key, staff_id, new)
    attempts.forget_failures(folder, staff_id)
    return Unlocked(key, staff_id, name)


def new_recovery_code(folder: Path, unlocked: Unlocked) -> RecoveryCode:
    """A new recovery code; the old one opens nothing from now on, and the record asks for the new until it is known to be kept."""
    keys, code = _with_new_code(read_keys(folder), unlocked.key)
    had = not sheet_mark.sheet_words(folder)
    sheet_mark.note_sheet_wanted(folder)
    try:
        write_keys(folder, keys)
    except StoreError:
        if had:
            sheet_mark.note_sheet_kept(folder)
        raise
    return code


def rename_organisation(folder: Path, name: str) -> None:
    """Show another name of the organisation before unlocking. Raises `Refused` if it is empty."""
    if not name.strip():
        raise Refused(_("What is the organisation called?"), "organisation")
    write_keys(folder, replace(read_keys(folder), organisation=name.strip()))


def _check_person(name: str, password: str, organisation: str) -> None:
    if not name:
        raise Refused(_("What is this person called?"), "name")
    check_new(password, about=(organisation, name))


def _slot_of(keys: Keys, staff_id: UUID) -> Slot:
    slot = keys.slot(staff_id)
    if slot is None:
        raise Refused(_("This person cannot open this record any more. Choose another name."), "staff")
    return slot


def _set_password(folder: Path, key: bytes, staff_id: UUID, new: str) -> str:
    keys = read_keys(folder)
    slot = _slot_of(keys, staff_id)
    check_new(new, about=(keys.organisation, slot.name))
    write_keys(folder, keys.with_slot(_staff_slot(keys, key, staff_id, slot.name, new)))
    return slot.name


def _staff_slot(keys: Keys, key: bytes, staff_id: UUID, name: str, password: str) -> Slot:
    seed, salt = os.urandom(crypto.KEY_BYTES), os.urandom(SALT_BYTES)
    settings = {"memory": crypto.MEMORY_KIB, "passes": crypto.PASSES, "lanes": crypto.LANES}
    slot = _sealed_slot(keys, key, STAFF, str(staff_id), name, seed)
    box = crypto.seal(
        crypto.from_password(password, salt=salt, **settings), seed, _header(keys, slot, salt, **settings)
    )
    return replace(slot, lock=PasswordLock(salt=salt.hex(), nonce=box.nonce.hex(), sealed=box.sealed.hex(), **settings))


def _with_new_code(keys: Keys, key: bytes) -> tuple[Keys, RecoveryCode]:
    secret = new_secret()
    slot = _sealed_slot(keys, key, RECOVERY, RECOVERY, "", _code_seed(keys, secret))
    return keys.with_slot(slot), RecoveryCode(keys.organisation, to_groups(secret))


def _code_seed(keys: Keys, secret: bytes) -> bytes:
    return crypto.stretched(secret, b"artsrx recovery sheet 1", salt=bytes.fromhex(keys.record))


def _sealed_slot(keys: Keys, key: bytes, kind: str, slot_id: str, name: str, seed: bytes) -> Slot:
    public = crypto.public_half(seed)
    empty = Slot(kind, slot_id, name, public.hex(), "", "", "", None)
    ephemeral, box = crypto.seal_to(public, key, _data_header(keys, empty))
    return replace(empty, ephemeral=ephemeral.hex(), nonce=box.nonce.hex(), sealed=box.sealed.hex())


def _private_half(keys: Keys, slot: Slot, password: str) -> bytes:
    lock = slot.lock
    if lock is None:
        raise _damaged()
    salt = bytes.fromhex(lock.salt)
    settings = {"memory": lock.memory, "passes": lock.passes, "lanes": lock.lanes}
    key = crypto.from_password(password, salt=salt, **settings)
    box = Sealed(bytes.fromhex(lock.nonce), bytes.fromhex(lock.sealed))
    return crypto.unseal(key, box, _header(keys, slot, salt, **settings))


def _data_key(keys: Keys, slot: Slot, seed: bytes) -> bytes:
    box = Sealed(bytes.fromhex(slot.nonce), bytes.fromhex(slot.sealed))
    try:
        key = crypto.unseal_with(seed, bytes.fromhex(slot.ephemeral), box, _data_header(keys, slot))
    except WrongKey as error:
        raise _damaged() from error
    if not hmac.compare_digest(_check(key, keys.record), keys.check):
        raise _damaged()
    return key


def _check(key: bytes, record: str) -> str:
    """A value that tells the right data key from another, and tells nothing of the key."""
    return hashlib.sha256(crypto.stretched(key, b"artsrx key check 1", salt=bytes.fromhex(record))).hexdigest()


def _header(keys: Keys, slot: Slot, salt: bytes, *, memory: int, passes: int, lanes: int) -> bytes:
    return f"artsrx private 1 {keys.record} {slot.id} {slot.public} {salt.hex()} {memory} {passes} {lanes}".encode()


def _data_header(keys: Keys, slot: Slot) -> bytes:
    return f"artsrx data 1 {keys.record} {slot.kind} {slot.id} {slot.public} {keys.generation}".encode()


def _damaged() -> StoreError:
    return StoreError(
        _("This person's key does not fit the record: the list of keys is damaged or from another record."),
        _("The record itself was not touched."),
        _("Restore the latest backup: each backup holds the keys too."),
    )


def _wait_words(seconds: int) -> str:
    if seconds < 60:
        return ngettext(
            "Please wait {n} second, then try again.", "Please wait {n} seconds, then try again.", seconds
        ).format(n=seconds)
    minutes = -(-seconds // 60)
    return ngettext(
        "Please wait {n} minute, then try again.", "Please wait {n} minutes, then try again.", minutes
    ).format(n=minutes)
