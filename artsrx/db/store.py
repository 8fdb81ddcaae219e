"""The one door to a record: read, write, undo, redo; one transaction, one act in the journal, one `Change`."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, Self, TypeVar
from uuid import UUID

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from artsrx.db import journal
from artsrx.db.audit import WITNESS, ReadSession, WriteSession, add_many
from artsrx.db.connection import open_engine
from artsrx.db.error_words import breaks_a_link, could_not_tell, not_read, not_saved
from artsrx.db.folder.device import this_device
from artsrx.db.folder.layout import RECORD_NAME
from artsrx.db.folder.opened_folder import DiskTrouble, OpenedFolder, require_writable
from artsrx.db.journal import ActKind
from artsrx.db.migrations import bring_up_to_date, open_to_read, start_fresh
from artsrx.db.partial_undo import Reversal, divide
from artsrx.db.schema.columns import Row
from artsrx.db.schema.journal_tables import ACT
from artsrx.db.schema.tables import Organisation, Staff
from artsrx.db.undo import net_changes, take_back
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _
from artsrx.domain.identifiers import new_id

if TYPE_CHECKING:
    from sqlalchemy import Engine

__all__ = ["Change", "Store", "add_many"]

# Tables by the classes of their rows: who watches one names its class, and reads nothing through it.
Tables = frozenset[type[Row]]
_CLASSES: dict[str, type[Row]] = {one.__tablename__: one for one in Row.__subclasses__()}

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """News of one act: what it was called, the tables it touched, its number in the journal, and what the command returned.

    `act` is None, and `tables` empty, when the command turned out to change nothing.
    """

    label: str
    tables: Tables
    act: int | None
    result: T


class Store:
    """An open record. Reads may come from any thread; writes are one at a time."""

    def __init__(
        self, engine: "Engine", *, folder: Path, staff_id: UUID, device: UUID, trouble: DiskTrouble | None = None
    ) -> None:
        """Takes an engine over an up-to-date record; use `create` or `open`."""
        self._opened_folder = OpenedFolder(folder)
        # Why this record can only be read; None, as a rule.
        self.trouble = trouble
        self._engine = engine
        self._writing = engine.execution_options(artsrx_begin="BEGIN IMMEDIATE")
        self._lock = threading.RLock()
        self.folder = folder
        self.staff_id = staff_id
        self.device = device
        self.clock: Callable[[], datetime] = _now
        self.on_change: list[Callable[[Change[Any]], None]] = []

    @classmethod
    def create(cls, folder: Path, key: bytes, *, staff_id: UUID, staff_name: str, organisation: str) -> Self:
        """Makes the record's file in an existing folder, encrypted from its first byte, with its organisation and first member of staff.

        Raises `StoreError` when there is a record in that folder already, and when the disk says no.
        """
        db_file = folder / RECORD_NAME
        if db_file.exists():
            raise StoreError(
                _("There is already a record in that folder."),
                _("It was not touched."),
                _("Choose another name, or open that record."),
            )
        engine = open_engine(db_file, key, create=True)
        try:
            start_fresh(engine)
        except DBAPIError as error:
            engine.dispose()
            raise not_saved(error) from error
        store = cls(engine, folder=folder, staff_id=staff_id, device=this_device())
        store.seed(
            _("start this record"), _first_rows, staff_id=staff_id, staff_name=staff_name, organisation=organisation
        )
        return store

    @classmethod
    def open(cls, folder: Path, key: bytes, *, staff_id: UUID) -> Self:
        """Opens the record in `folder`, brought up to date if an older version wrote it.

        Where nothing can be written (a full disk, one that is read-only) it can be read, and `trouble` says why. Raises
        `StoreError` when it is damaged, not a record, or was written by a newer version; then nothing was changed.
        """
        try:
            require_writable(folder)
        except DiskTrouble as trouble:
            return cls._to_read(folder, key, staff_id, trouble)
        try:
            engine = bring_up_to_date(folder / RECORD_NAME, key)
        except DBAPIError as error:
            raise not_read(error) from error
        return cls(engine, folder=folder, staff_id=staff_id, device=this_device())

    @classmethod
    def _to_read(cls, folder: Path, key: bytes, staff_id: UUID, trouble: DiskTrouble) -> Self:
        try:
            engine = open_to_read(folder / RECORD_NAME, key)
        except DBAPIError as error:
            raise not_read(error) from error
        if engine is None:
            raise trouble
        return cls(engine, folder=folder, staff_id=staff_id, device=this_device(), trouble=trouble)

    def read(self, query: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What `query(tx, …)` returns, from one snapshot of the record; a query that changes rows raises `RuntimeError`."""
        try:
            with ReadSession(self._engine) as tx:
                return query(tx, *args, **kwargs)
        except (DBAPIError, PoolTimeout) as error:
            raise not_read(error) from error

    def write(
        self, label: str, command: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Change[T]:
        """Runs `command(tx, …)` as one act that can be undone: all of it is kept, or none.

        `label` names the act in the menu ("mark 6 people present") and never holds a person's name. Raises what the command
        raises, and `StoreError` when the disk or the file fails.
        """
        return self._act(label, ActKind.DO, None, lambda tx: command(tx, *args, **kwargs))

    def seed(
        self, label: str, command: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Change[T]:
        """As `write`, for what a record starts with (its first rows, the sample): in the journal, but not to be undone."""
        return self._act(label, ActKind.FIXED, None, lambda tx: command(tx, *args, **kwargs))

    def note(
        self, label: str, command: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Change[T]:
        """As `write`, for what has happened outside the record (a letter was sent): in the journal, but not to be undone."""
        return self._act(label, ActKind.FIXED, None, lambda tx: command(tx, *args, **kwargs))

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        act = self._top(0)
        return act.label if act else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, or None."""
        act = self._top(1)
        return act.label if act else None

    def undo(self) -> Change[None]:
        """Takes back one's own latest act of today. Raises `Refused` when there is none, or when it has changed since."""
        act = self._top(0)
        if act is None:
            raise Refused(_("There is nothing to undo."))
        return self._inverse(act, ActKind.UNDO)

    def redo(self) -> Change[None]:
        """Does again what was last undone. Raises `Refused` when there is nothing, or when it has changed since."""
        act = self._top(1)
        if act is None:
            raise Refused(_("There is nothing to redo."))
        return self._inverse(act, ActKind.REDO)

    def reverse(self, label: str, act: int) -> Change[Reversal]:
        """Takes back as much of any earlier act as nobody has touched since, as one act that can itself be undone.

        Raises `Refused` when there is no such act.
        """

        def command(tx: Session) -> Reversal:
            connection = tx.connection()
            if journal.act_numbered(connection, act) is None:
                raise Refused(_("That cannot be found in the history."))
            changes = net_changes(journal.entries_of(connection, act))
            going, result = divide(connection, changes, journal.rows_touched_after(connection, act))
            take_back(connection, going, tx.info[WITNESS])
            return result

        return self._act(label, ActKind.DO, None, command)

    @property
    def untouched(self) -> bool:
        """Whether nobody has done anything in this record since it was made (or filled in with the sample)."""
        return self.read(lambda tx: not journal.has_acts(tx.connection()))

    def check(self) -> str | None:
        """None when the journal's chain is sound, else where it first breaks, in words."""
        return self.read(lambda tx: journal.verify(tx.connection()))

    @property
    def sequence(self) -> int:
        """How many acts the record has seen: backups are ordered by it, never by a clock."""
        return self.read(lambda tx: journal.last_act(tx.connection()))

    def close(self) -> None:
        """Writes the log back into the file and lets go of it; afterwards there is only one file.

        Where the disk does not let it, the log stays and the next opening reads it: everything saved is saved already, so that
        no fault here is anybody's loss.
        """
        with self._lock:
            try:
                if self.trouble is None:
                    with self._engine.connect() as connection:
                        connection.commit()
                        connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
            except (DBAPIError, dbapi2.Error, PoolTimeout, StoreError):
                pass
            finally:
                self._engine.dispose()

    def _act(self, label: str, kind: ActKind, of_act: int | None, work: Callable[[Session], T]) -> Change[T]:
        act_id = new_id()
        if self.trouble:
            raise self.trouble
        with self._lock:
            self._opened_folder.require()
            with self._transaction(act_id) as tx:
                writer = journal.ActWriter(tx.connection())
                tx.info[WITNESS] = writer
                result = work(tx)
                tx.flush()
                if writer.count:
                    act = journal.Act(writer.sequence, kind, of_act, label)
                    writer.close(act, act_id, self._signature())
                number = writer.sequence if writer.count else None
            change = Change(label, frozenset(_CLASSES[name] for name in writer.tables), number, result)
        if change.act is not None:
            for listener in self.on_change:
                listener(change)
        return change

    @contextmanager
    def _transaction(self, act_id: UUID) -> Iterator[Session]:
        try:
            with WriteSession(self._writing, expire_on_commit=False) as tx:
                yield tx
                self._commit(tx, act_id)
        except (DBAPIError, PoolTimeout) as error:
            raise not_saved(error) from error

    def _commit(self, tx: Session, act_id: UUID) -> None:
        """Commits; after a fault in it the change may be in the file all the same, so the file is asked."""
        try:
            tx.commit()
        except DBAPIError:
            try:
                tx.rollback()
                kept = self.read(_has_act, act_id)
            except (DBAPIError, StoreError) as error:
                raise could_not_tell() from error
            if not kept:
                raise

    def _inverse(self, act: journal.Act, kind: ActKind) -> Change[None]:
        def command(tx: Session) -> None:
            connection = tx.connection()
            take_back(connection, net_changes(journal.entries_of(connection, act.sequence)), tx.info[WITNESS])

        try:
            return self._act(act.label, kind, act.sequence, command)
        except StoreError as error:
            if breaks_a_link(error):
                raise Refused(_("Something added since belongs to it, so it cannot be undone by itself.")) from error
            raise

    def _top(self, stack: int) -> journal.Act | None:
        day = self._signature().day
        acts = self.read(lambda tx: journal.acts_of_day(tx.connection(), staff_id=self.staff_id, day=day))
        found = _stacks(acts)[stack]
        return found[-1] if found else None

    def _signature(self) -> journal.Signature:
        now = self.clock()
        return journal.Signature(self.staff_id, self.device, now, now.astimezone().date().isoformat())


def _now() -> datetime:
    return datetime.now(UTC)


def _stacks(acts: list[journal.Act]) -> tuple[list[journal.Act], list[journal.Act]]:
    """What can be undone and what can be redone, the next one last, from a day's acts in order."""
    undoable: list[journal.Act] = []
    redoable: list[journal.Act] = []
    for act in acts:
        if act.kind is ActKind.DO:
            undoable.append(act)
            redoable.clear()
        elif act.kind is ActKind.UNDO:
            undoable.pop()
            redoable.append(act)
        elif act.kind is ActKind.REDO:
            redoable.pop()
            undoable.append(act)
    return undoable, redoable


def _first_rows(tx: Session, *, staff_id: UUID, staff_name: str, organisation: str) -> None:
    tx.add(Staff(id=staff_id, name=staff_name))
    tx.add(Organisation(name=organisation))


def _has_act(tx: Session, act_id: UUID) -> bool:
    return tx.connection().execute(ACT.select().where(ACT.c.id == act_id)).first() is not None
