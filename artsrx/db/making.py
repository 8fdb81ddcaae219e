"""A new record: made under a name that nobody lists, and given its own only when it is whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from artsrx.db.folder.new_folder import made_whole
from artsrx.db.keys import sheet_mark, vault
from artsrx.db.keys.recovery_code import RecoveryCode
from artsrx.db.keys.vault import Unlocked
from artsrx.db.store import Store


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record on the disk, closed: where it is, its open vault, and its recovery code, which is nowhere else."""

    folder: Path
    unlocked: Unlocked
    code: RecoveryCode


def make_record(
    names: Sequence[Path],
    organisation: str,
    staff: str,
    password: str,
    fill: Callable[[Store, RecoveryCode], object],
    *,
    code_is_kept: bool,
) -> NewRecord:
    """Make a record under the first of these names that is free; `fill` may write into it before it has its name.

    Unless `code_is_kept` the record says whenever it is opened that nobody has its recovery sheet, until `sheet_mark.note_sheet_kept`
    is called. All of it or nothing: whatever goes wrong, and a kill at any moment, leaves nothing that is listed. Raises
    `Refused` for a name or a password, or if no name is free, and `StoreError` if the disk says no.
    """

    def made_in(folder: Path) -> tuple[Unlocked, RecoveryCode]:
        unlocked, code = vault.new_vault(folder, organisation, staff, password)
        if not code_is_kept:
            sheet_mark.note_sheet_wanted(folder)
        store = Store.create(
            folder, unlocked.key, staff_id=unlocked.staff_id, staff_name=unlocked.staff_name, organisation=organisation
        )
        try:
            fill(store, code)
        finally:
            store.close()
        return unlocked, code

    folder, (unlocked, code) = made_whole(names, made_in)
    return NewRecord(folder, unlocked, code)


def nothing_more(_store: Store, _code: RecoveryCode) -> None:
    """Write nothing into a new record."""
