"""The status line, the strip that shows long work, and the toast."""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from artsrx.domain.dates import short_date
from artsrx.domain.words import _
from artsrx.ui.desk import Saying
from artsrx.ui.jobs import Job, Jobs, Progress
from artsrx.ui.parts import GAP, NEAR, set_tone, text

TOAST_MS = 9000


class Foot(QFrame):
    """At the bottom of the window: when it was last saved, the last good backup, long work with Cancel, who is here."""

    def __init__(self, staff: str, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("foot")
        self._job: Job | None = None
        self.saved = text(_("Everything is saved as you go"), wrap=False)
        self.backup = text("", wrap=False)
        self.who = text(_("Signed on: {name}").format(name=staff), wrap=False)
        self._doing = text("", wrap=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName(_("Progress"))
        self._stop = QPushButton(_("Cancel"))
        self._stop.setObjectName("linkbutton")
        self._stop.clicked.connect(self._cancel)
        self._work = QWidget()
        inner = QHBoxLayout(self._work)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(NEAR)
        for part in (self._doing, self._bar, self._stop):
            inner.addWidget(part)
        self._work.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP, 5, GAP, 5)
        line.setSpacing(GAP)
        for label in (self.saved, self.backup):
            _shrinkable(label)
            line.addWidget(label)
        line.addStretch(1)
        line.addWidget(self._work)
        _shrinkable(self.who)
        line.addWidget(self.who)
        jobs.began.connect(self._began)
        jobs.progressed.connect(self._progressed)
        jobs.ended.connect(self._ended)

    def show_saved(self, at: datetime | None) -> None:
        """Say when the last change was saved."""
        if at is not None:
            self.saved.setText(_("All changes saved {time}").format(time=at.strftime("%H:%M")))

    def show_backup(self, at: datetime | None) -> None:
        """Say when the last good backup was made; None when there is none yet."""
        if at is None:
            self.backup.setText(_("No backup yet"))
            return
        here = at.astimezone()
        today = here.date() == datetime.now().astimezone().date()
        when = here.strftime("%H:%M") if today else short_date(here.date())
        self.backup.setText(_("Last good backup {when}").format(when=when))

    @Slot(object)
    def _began(self, job: Job) -> None:
        self._job = job
        self._doing.setText(job.title)
        self._bar.setRange(0, 0)
        self._work.show()

    @Slot(object)
    def _progressed(self, progress: Progress) -> None:
        self._doing.setText(progress.words or progress.title)
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)

    @Slot(object)
    def _ended(self, job: Job) -> None:
        if self._job is job:
            self._job = None
            self._work.hide()

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._doing.setText(_("Stopping …"))


def _shrinkable(label: QLabel) -> None:
    """At 300 % these lines may be wider than the window: let them be cut last, not push the window wider."""
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    label.setMinimumWidth(20)


class Toast(QFrame):
    """A short message over the foot of the page, with Undo where there is something to take back.

    It stays while the pointer or the focus is on it; the Edit menu offers the same Undo.
    """

    undo = Signal()

    def __init__(self, over: QWidget, above: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._above = above
        self.setObjectName("toast")
        self._words = text("", "strong")
        self._undo = QPushButton(_("Undo"))
        self._undo.clicked.connect(self._press)
        line = self._line = QHBoxLayout(self)
        line.setContentsMargins(18, 12, 12, 12)
        line.setSpacing(GAP)
        line.addWidget(self._words, 1)
        line.addWidget(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TOAST_MS)
        self._timer.timeout.connect(self._fade)
        over.installEventFilter(self)
        self.hide()

    def say(self, saying: Saying, *, tone: str = "plain") -> None:
        """Show the words for a while."""
        self._words.setText(saying.words)
        self._undo.setVisible(saying.undo)
        set_tone(self, "error" if tone == "error" else "plain")
        self.setAccessibleName(saying.words)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    @Slot()
    def _press(self) -> None:
        self.hide()
        self.undo.emit()

    @Slot()
    def _fade(self) -> None:
        if self.underMouse() or self._undo.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _place(self) -> None:
        over = self._over
        metrics = self.fontMetrics()
        room = over.width() - 48
        wanted = metrics.horizontalAdvance(self._words.text()) + 80 + (120 if not self._undo.isHidden() else 0)
        width = max(min(wanted, room, metrics.averageCharWidth() * 80), min(240, room))
        self.setFixedWidth(width)
        self._line.activate()
        height = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        self.setGeometry((over.width() - width) // 2, over.height() - self._above.height() - height - 16, width, height)
