"""What every screen is given: read, do, undo, job, and the one signal that something changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _
from artsrx.ui.ask import Asker
from artsrx.ui.backups import Backups
from artsrx.ui.jobs import Job, Jobs, Progress, Reporter, unreported
from artsrx.ui.routes import ScreenRoute
from artsrx.ui.theme import Theme
from artsrx.ui.unlocked_record import UnlockedRecord

if TYPE_CHECKING:
    from artsrx.db.store import Change, Store

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Saying:
    """A short message at the foot of the window; with `undo` it offers to take the last act back."""

    words: str
    undo: bool = False


class Desk(QObject):
    """Everything a screen may do: ask for plain rows, tell one command, hear one change.

    Signals: `changed(Change)` after every commit, the only news about data. `refused(words, field)` when a rule said
    no and nobody else showed it. `navigate(ScreenRoute)` asks the window for another screen. `said(Saying)` is a
    toast. `saved()` when the time of the last save has moved.

    `store`, `ask` (questions), `jobs` (the worker) and `theme` (colours, icons, sizes) are for screens to use;
    `record` is the record folder with who unlocked it, for the few acts that need keys (staff, restore); `backups`
    makes backups of it.
    """

    changed = Signal(object)
    refused = Signal(str, str)
    navigate = Signal(object)
    said = Signal(object)
    saved = Signal()
    leaving = Signal(object)
    sample_unwanted = Signal()
    _heard = Signal(object)

    def __init__(
        self,
        store: "Store",
        *,
        ask: Asker,
        jobs: Jobs,
        theme: Theme,
        record: UnlockedRecord | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.record = record
        self.store = store
        self.backups = Backups(store, jobs, record, self) if record is not None else None
        self.ask = ask
        self.jobs = jobs
        self.theme = theme
        self.saved_at: datetime | None = None
        # A change written in the worker crosses to the GUI thread through this signal; one made here arrives at once.
        self._heard.connect(self._pass_on)
        self.jobs.failed.connect(self._job_failed)
        store.on_change.append(self._hear)

    def close(self) -> None:
        """Stop listening to the store; the desk's last act."""
        if self._hear in self.store.on_change:
            self.store.on_change.remove(self._hear)

    # -- asking ---------------------------------------------------------------------------------------------------

    def read(self, query: Callable[Concatenate[Any, P], T], /, *args: P.args, **kw: P.kwargs) -> T:
        """What `query(tx, …)` returns, read in one snapshot; may raise Refused or StoreError."""
        return self.store.read(query, *args, **kw)

    # -- telling --------------------------------------------------------------------------------------------------

    def do(
        self, label: str, command: Callable[Concatenate[Any, P], T], /, *args: P.args, **kw: P.kwargs
    ) -> "Change[T] | None":
        """Do one act and return what changed; None when a rule said no or the world failed, which is then shown.

        `label` is the Undo entry, lower case and without anybody's name ("mark 6 people present"). What the command
        returned is the change's `result`. A Refused is shown at the foot of the window by the signal `refused`.
        """
        return self.do_or(self._show_refused, label, command, *args, **kw)

    def do_or(
        self,
        refuse: Callable[[Refused], object],
        label: str,
        command: Callable[Concatenate[Any, P], T],
        /,
        *args: P.args,
        **kw: P.kwargs,
    ) -> "Change[T] | None":
        """As `do`, for who shows a Refused beside its own fields: it goes to `refuse`."""
        try:
            return self.store.write(label, command, *args, **kw)
        except Refused as refused:
            refuse(refused)
        except StoreError as error:
            self.ask.trouble(error)
        return None

    def attempt(
        self, label: str, command: Callable[Concatenate[Any, P], T], /, *args: P.args, **kw: P.kwargs
    ) -> "Change[T]":
        """Do one act for a field: raises Refused, which the field shows beside itself with *not saved*.

        When the world failed it says so and raises Refused as well, so that what was typed stays in the field.
        """
        try:
            return self.store.write(label, command, *args, **kw)
        except StoreError as error:
            self.ask.trouble(error)
            raise Refused(error.happened) from error

    def note(
        self, label: str, command: Callable[Concatenate[Any, P], T], /, *args: P.args, **kw: P.kwargs
    ) -> "Change[T] | None":
        """Write down what has happened outside the record (a note was sent), which no Undo can take back.

        None when it could not be written, which is then shown.
        """
        try:
            return self.store.note(label, command, *args, **kw)
        except (Refused, StoreError) as error:
            self.ask.trouble(error)
        return None

    @Slot()
    def undo(self) -> None:
        """Take back the last act of today, and say which."""
        label = self.store.undo_label
        if label is not None and self._step(self.store.undo):
            self.say(_("Undone: {label}").format(label=label))

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back, and say which."""
        label = self.store.redo_label
        if label is not None and self._step(self.store.redo):
            self.say(_("Done again: {label}").format(label=label))

    # -- long work ------------------------------------------------------------------------------------------------

    def job(
        self,
        query: Callable[[Any], T],
        then: Callable[[T], object],
        /,
        *,
        title: str,
        on_error: Callable[[Exception], object] | None = None,
        quiet: bool = False,
    ) -> Job:
        """Read `query(tx)` in the worker and hand the result to `then` here; `title` says what is going on.

        The query's other arguments are bound by `partial`. `quiet` leaves the progress strip out (the find box).
        Without `on_error` a failure is shown as trouble.
        """
        return self.jobs.start(unreported(self.read, query), then, title=title, on_error=on_error, quiet=quiet)

    def work(
        self,
        work: Callable[[Reporter], T],
        then: Callable[[T], object],
        /,
        *,
        title: str,
        on_error: Callable[[Exception], object] | None = None,
        on_progress: Callable[[Progress], object] | None = None,
        quiet: bool = False,
    ) -> Job:
        """Run any `work(reporter)` in the worker: render a PDF, parse a file, write an import through `store.write`.

        `reporter.tell(done, total, words)` shows how far it is and raises Cancelled after Cancel; `jobs.unreported`
        makes work of a function that takes no reporter.
        """
        return self.jobs.start(work, then, title=title, on_error=on_error, on_progress=on_progress, quiet=quiet)

    # -- saying ---------------------------------------------------------------------------------------------------

    def say(self, words: str, *, undo: bool = False) -> None:
        """Show a toast; with `undo` it carries an Undo button for what was just done."""
        self.said.emit(Saying(words, undo))

    def go(self, route: ScreenRoute) -> None:
        """Ask for the place that a route names: `desk.go(PersonRoute(participant))`."""
        self.navigate.emit(route)

    def leave(self, after: Callable[[], object] | None = None) -> None:
        """Close the record, run `after` while nobody has it open (a restore, say), and start again at the unlock page."""
        self.leaving.emit(after)

    @Slot()
    def remove_sample(self) -> None:
        """Ask the window to remove the sample record; it asks once, then goes back to the four doors."""
        self.sample_unwanted.emit()

    # -- hearing --------------------------------------------------------------------------------------------------

    def _hear(self, change: "Change[Any]") -> None:
        self._heard.emit(change)

    @Slot(object)
    def _pass_on(self, change: "Change[Any]") -> None:
        self.saved_at = datetime.now().astimezone()
        self.changed.emit(change)
        self.saved.emit()

    @Slot(object)
    def _job_failed(self, error: Exception) -> None:
        self.ask.trouble(error)

    def _step(self, step: Callable[[], object]) -> bool:
        try:
            step()
        except Refused as refused:
            self._show_refused(refused)
            return False
        except StoreError as error:
            self.ask.trouble(error)
            return False
        return True

    def _show_refused(self, refused: Refused) -> None:
        self.refused.emit(refused.words, refused.field or "")
