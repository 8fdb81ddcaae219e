"""What must be true of a record after the process that worked on it died, however it died."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from artsrx.db import journal, row_codec
from artsrx.db.backups.bundle import read_manifest, record_digest
from artsrx.db.backups.integrity import check_record
from artsrx.db.keys import vault
from artsrx.db.opening import hold
from artsrx.db.schema.columns import Row
from artsrx.db.schema.journal_tables import ACT, ENTRY
from artsrx.db.store import Store
from artsrx.domain.errors import Refused, StoreError
from tests.battery.workload import PASSWORDS, fact


@dataclass
class Told:
    """Everything that was acknowledged so far, and the one piece of work that may have been under way."""

    acts: dict[int, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    backups: dict[str, int] = field(default_factory=dict)
    password: str = PASSWORDS[0]
    doing: dict[str, Any] | None = None
    next_password: str | None = None
    failures: list[str] = field(default_factory=list)

    def hear(self, line: bytes) -> None:
        """Take in one line; a line cut short was not said."""
        try:
            message = json.loads(line)
        except ValueError:
            return
        if "doing" in message:
            self.doing = message
        elif "saved" in message:
            self.doing = None
            self.acts[message["act"]] = message["saved"]
            self.facts.update({json.dumps(key): value for key, value in message["facts"]})
        elif "failed" in message:
            self.failures.append(f"the work itself failed: {message['failed']}")
        elif "backup" in message:
            self.backups[message["backup"]] = message["sequence"]
        elif "new password" in message:
            self.next_password = message["new password"]
        elif "password" in message:
            self.password, self.next_password = message["password"], None

    def restart(self) -> None:
        """The process is gone: what it was doing is settled by now, one way or the other."""
        self.doing = self.next_password = None


def troubles(folder: Path, unlocked: vault.Unlocked, told: Told) -> list[str]:
    """What was lost, half done or damaged; empty when every promise was kept. Takes note of how open questions were settled."""
    found = list(told.failures)
    try:
        with hold(folder):
            found += _wrong_password(folder, unlocked, told)
            findings = check_record(folder, unlocked.key)
            found += findings.troubles
            if findings.sound:
                found += _wrong_content(folder, unlocked, told)
            found += _wrong_backups(folder, told)
            if (folder / "record.db-wal").exists():
                found.append("a log was left beside the closed record")
    except StoreError as error:
        found.append(f"it does not open: {error.words}")
    told.restart()
    return found


def _wrong_password(folder: Path, unlocked: vault.Unlocked, told: Told) -> list[str]:
    for password in (told.password, told.next_password):
        if password is None:
            continue
        try:
            vault.unlock(folder, unlocked.staff_id, password)
        except Refused:
            continue
        told.password = password
        return []
    return ["no acknowledged password opens it"]


def _wrong_content(folder: Path, unlocked: vault.Unlocked, told: Told) -> list[str]:
    store = Store.open(folder, unlocked.key, staff_id=unlocked.staff_id)
    try:
        return store.read(_lost_acts, told) + store.read(_lost_facts, told) + store.read(_differs_from_journal)
    finally:
        store.close()


def _lost_acts(tx: Any, told: Told) -> list[str]:
    acts = dict(tx.connection().execute(_labels()).fetchall())
    lost = [f"act {number} ({label}) was acknowledged and is not there" for number, label in told.acts.items()
            if acts.get(number) != label]  # fmt: skip
    latest = max(told.acts, default=0)
    beyond = [label for number, label in sorted(acts.items()) if told.acts and number > latest]
    allowed = [told.doing["doing"]] if told.doing else []
    if beyond not in ([], allowed):
        lost.append(f"acts that nobody made: {beyond}")
    told.acts.update(acts)
    return lost


def _labels() -> Any:
    return ACT.select().with_only_columns(ACT.c.sequence, ACT.c.label)


def _lost_facts(tx: Any, told: Told) -> list[str]:
    """Each acknowledged value is there, but for those being changed just then: they are all old or all new."""
    changing = {json.dumps(key): value for key, value in told.doing["facts"]} if told.doing else {}
    now = {key: fact(tx, json.loads(key)) for key in told.facts.keys() | changing.keys()}
    lost = [f"{key} was saved as {value!r} and is {now[key]!r}" for key, value in told.facts.items()
            if key not in changing and now[key] != value]  # fmt: skip
    old = all(now[key] == told.facts.get(key, now[key]) for key in changing)
    new = all(now[key] == value for key, value in changing.items())
    if not (old or new):
        lost.append(f"half done: {told.doing}")
    told.facts.update({key: now[key] for key in changing})
    return lost


def _differs_from_journal(tx: Any) -> list[str]:
    """Play the whole history again: it must give exactly the rows that are there."""
    connection = tx.connection()
    rows: dict[tuple[str, bytes], dict[str, Any]] = {}
    for entry in journal.entries(connection, ENTRY.c.sequence > 0):
        key = (entry.table, entry.key)
        if entry.change is journal.RowChange.ADD:
            rows[key] = dict(entry.after)
        elif entry.change is journal.RowChange.REMOVE:
            del rows[key]
        else:
            rows[key][entry.field] = entry.after
    there: dict[tuple[str, bytes], dict[str, Any]] = {}
    for table in Row.metadata.sorted_tables:
        if table.name.startswith("journal"):
            continue
        for row in connection.execute(table.select()).mappings():
            there[table.name, row_codec.row_key(table, row)] = json.loads(row_codec.as_text(row_codec.pack(table, row)))
    if rows == there:
        return []
    odd = [key for key in rows.keys() | there.keys() if rows.get(key) != there.get(key)]
    return [f"{len(odd)} rows are not as the history says, the first in {odd[0][0]}"]


def _wrong_backups(folder: Path, told: Told) -> list[str]:
    found = []
    for name, sequence in told.backups.items():
        path = folder / "backups" / name
        try:
            manifest = read_manifest(path)[0]
        except StoreError:
            found.append(f"the backup {name} was acknowledged and is not whole")
            continue
        if manifest.sequence != sequence or record_digest(path) != manifest.record_digest:
            found.append(f"the backup {name} is not what it was")
    return found
