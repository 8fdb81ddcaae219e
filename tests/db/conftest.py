"""A small record with keys of its own, for the tests that look after records."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from artsrx.db.keys import crypto
from artsrx.db.keys.recovery_code import RecoveryCode
from artsrx.db.keys.vault import Unlocked, new_vault
from artsrx.db.schema.tables import Participant
from artsrx.db.store import Store

PASSWORD = "otter lamp gravel window"


@dataclass
class Kept:
    """A record's folder, its open vault and its sheet."""

    folder: Path
    unlocked: Unlocked
    sheet: RecoveryCode

    @property
    def key(self) -> bytes:
        return self.unlocked.key

    def open(self) -> Store:
        return Store.open(self.folder, self.key, staff_id=self.unlocked.staff_id)

    def add_people(self, *names: str) -> int:
        """Add people and say the sequence that the record is at."""
        store = self.open()
        for name in names:
            store.write("add a person", _add, name=name)
        sequence = store.sequence
        store.close()
        return sequence

    def names(self) -> list[str]:
        store = self.open()
        found = store.read(_names)
        store.close()
        return found

    def copied(self, home: Path) -> "Kept":
        return Kept(Path(shutil.copytree(self.folder, home / self.folder.name)), self.unlocked, self.sheet)


def _add(tx, *, name):
    tx.add(Participant(given=name, added_on=date(2026, 5, 5)))


def _names(tx):
    return sorted(given for (given,) in tx.query(Participant.given))


def make(folder: Path) -> Kept:
    """A new record with two people in it; its keys use cheap settings."""
    memory, passes = crypto.MEMORY_KIB, crypto.PASSES
    crypto.MEMORY_KIB, crypto.PASSES = 64, 1
    try:
        unlocked, sheet = new_vault(folder, "Riverside Arts", "Priya Shah", PASSWORD)
    finally:
        crypto.MEMORY_KIB, crypto.PASSES = memory, passes
    Store.create(
        folder, unlocked.key, staff_id=unlocked.staff_id, staff_name="Priya Shah", organisation="Riverside Arts"
    ).close()
    kept = Kept(folder, unlocked, sheet)
    kept.add_people("Ada", "Ben")
    return kept


@pytest.fixture(scope="session")
def kept_template(tmp_path_factory):
    """The record that the tests copy."""
    folder = tmp_path_factory.mktemp("kept") / "Riverside Arts.artsrx"
    folder.mkdir()
    return make(folder)


@pytest.fixture
def kept(kept_template, tmp_path):
    """A fresh copy of a record with two people, Ada and Ben, and nobody else."""
    return kept_template.copied(tmp_path)
