"""Long work happens in one worker, and its result or its error always arrives on the GUI thread."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

P = ParamSpec("P")
T = TypeVar("T")


class Cancelled(Exception):
    """The person pressed Cancel; raised inside the work at its next report of progress."""


class Progress(NamedTuple):
    """How far a job has come: `done` of `total` (total 0: not known) and what it is doing, in words."""

    job: int
    title: str
    done: int
    total: int
    words: str


class Reporter:
    """Handed to the work, which tells it now and then how far it is; it raises Cancelled after Cancel."""

    def __init__(self, pass_on: Callable[[int, int, str], object]) -> None:
        self._pass_on = pass_on
        self._stop = threading.Event()

    def tell(self, done: int, total: int, words: str = "") -> None:
        """Say that `done` of `total` steps are finished; raises Cancelled if the person asked to stop."""
        self.check()
        self._pass_on(done, total, words)

    def check(self) -> None:
        """Raise Cancelled if the person asked to stop; cheap enough for an inner loop."""
        if self._stop.is_set():
            raise Cancelled

    def stop(self) -> None:
        """Ask the work to stop the next time it tells how far it is."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether somebody asked the work to stop."""
        return self._stop.is_set()


def unreported(function: Callable[P, T], /, *args: P.args, **kw: P.kwargs) -> Callable[[Reporter], T]:
    """`function(*args, **kw)` as work that does not tell how far it is."""

    def work(_reporter: Reporter) -> T:
        return function(*args, **kw)

    return work


class _Kind(Enum):
    PROGRESS = auto()
    RESULT = auto()
    ERROR = auto()


class _Delivery(NamedTuple):
    job: int
    kind: _Kind
    value: object


@dataclass(slots=True)
class Job:
    """One piece of long work; `cancel()` asks it to stop, after which neither callback is called."""

    number: int
    title: str
    reporter: Reporter
    then: Callable[..., object] | None
    on_error: Callable[[Exception], object] | None
    on_progress: Callable[[Progress], object] | None
    quiet: bool

    def cancel(self) -> None:
        """Ask the work to stop; it ends the next time it tells how far it is, and nothing is delivered."""
        self.reporter.stop()


def _is_gone(callback: Callable[..., object] | None) -> bool:
    """Whether the widget that a callback belongs to has been destroyed since."""
    if isinstance(callback, partial):
        return _is_gone(callback.func)
    owner = getattr(callback, "__self__", None)
    return isinstance(owner, QObject) and not shiboken6.isValid(owner)


class Jobs(QObject):
    """Owns the one worker; made and closed on the GUI thread, in one place.

    `began`, `progressed` and `ended` carry a Job, a Progress and a Job, for whoever shows what is going on; quiet
    jobs are not announced. `failed` carries the error of a job that brought no `on_error`.
    """

    began = Signal(object)
    progressed = Signal(object)
    ended = Signal(object)
    failed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: ThreadPoolExecutor | None = None
        self._open: dict[int, Job] = {}
        self._next = 1
        self._closed = False
        self._arrived.connect(self._receive)

    @property
    def busy(self) -> bool:
        """Whether any job is waiting or running."""
        return bool(self._open)

    def start(
        self,
        work: Callable[[Reporter], T],
        then: Callable[[T], object] | None,
        *,
        title: str,
        on_error: Callable[[Exception], object] | None = None,
        on_progress: Callable[[Progress], object] | None = None,
        quiet: bool = False,
    ) -> Job:
        """Run `work(reporter)` in the worker and hand its result to `then` on the GUI thread.

        Work is a plain function that takes the reporter last, its other arguments bound by `partial`; `unreported`
        makes it of one that takes none. An exception goes to `on_error`, or else to the signal `failed`. Callbacks
        of destroyed widgets are left out. Once the worker is closed nothing is begun any more: what a pause of the
        window still asks for then is a job that was cancelled.
        """
        number = self._next
        self._next += 1
        reporter = Reporter(partial(self._tell, number, title))
        job = Job(number, title, reporter, then, on_error, on_progress, quiet)
        if self._closed:
            job.cancel()
            return job
        self._open[number] = job
        if not quiet:
            self.began.emit(job)
        self._the_worker().submit(self._run, number, work, reporter)
        return job

    def close(self) -> None:
        """Cancel what is waiting, ask what is running to stop, and wait for the worker to end; nothing is begun after it."""
        self._closed = True
        for job in self._open.values():
            job.cancel()
        if self._worker is not None:
            self._worker.shutdown(wait=True, cancel_futures=True)
        self._open.clear()

    def _the_worker(self) -> "ThreadPoolExecutor":
        """The worker, made for the first job: nobody waits for it before the unlock window."""
        if self._worker is None:
            from concurrent.futures import ThreadPoolExecutor

            self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="artsrx-job")
        return self._worker

    def _run(self, number: int, work: Callable[[Reporter], object], reporter: Reporter) -> None:
        """In the worker: whatever happens, one delivery follows."""
        try:
            reporter.check()
            delivery = _Delivery(number, _Kind.RESULT, work(reporter))
        except Exception as error:  # noqa: BLE001 - whatever happened is delivered on the GUI thread
            delivery = _Delivery(number, _Kind.ERROR, error)
        self._arrived.emit(delivery)

    def _tell(self, number: int, title: str, done: int, total: int, words: str) -> None:
        """In the worker: carry how far a job is to the signal that crosses to the GUI thread."""
        self._arrived.emit(_Delivery(number, _Kind.PROGRESS, Progress(number, title, done, total, words)))

    @Slot(object)
    def _receive(self, delivery: _Delivery) -> None:
        job = self._open.get(delivery.job)
        if job is None:
            return
        if delivery.kind is _Kind.PROGRESS:
            self._progress(job, delivery.value)
            return
        del self._open[delivery.job]
        if not job.quiet:
            self.ended.emit(job)
        if job.reporter.stopped:
            return
        if isinstance(delivery.value, Exception) and delivery.kind is _Kind.ERROR:
            self._fail(job, delivery.value)
        elif job.then is not None and not _is_gone(job.then):
            job.then(delivery.value)

    def _progress(self, job: Job, value: object) -> None:
        if job.reporter.stopped or not isinstance(value, Progress):
            return
        if not job.quiet:
            self.progressed.emit(value)
        if job.on_progress is not None and not _is_gone(job.on_progress):
            job.on_progress(value)

    def _fail(self, job: Job, error: Exception) -> None:
        if job.on_error is None:
            self.failed.emit(error)
        elif not _is_gone(job.on_error):
            job.on_error(error)
