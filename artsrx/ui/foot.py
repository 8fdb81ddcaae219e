"""The status line, the strip that shows long work, and the toast."""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

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
        self.saved = text(_("Everything is saved as you go"))
        self.backup = text("")
        self.who = text(_("Signed on: {name}").format(name=staff))
        self.who.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
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
        # Each takes its share of the line and wraps at large sizes, so that no word is cut.
        line.addWidget(self.saved, 3)
        line.addWidget(self.backup, 3)
        line.addWidget(self._work)
        line.addWidget(self.who, 2)
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
        above.installEventFilter(self)
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
    def place_again(self) -> None:
        """Take the present text size."""
        if self.isVisible():
            self._place()

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
        room = over.width() - 48
        undo = 0 if self._undo.isHidden() else self._undo.sizeHint().width() + GAP
        wanted = self._words.fontMetrics().horizontalAdvance(self._words.text()) + undo + 60
        width = min(wanted, room)
        self.setFixedWidth(width)
        self._line.activate()
        height = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        self.setGeometry((over.width() - width) // 2, over.height() - self._above.height() - height - 16, width, height)
