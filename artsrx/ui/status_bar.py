"""The status line, the strip that shows long work, and the toast."""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from artsrx.domain.dates import short_date
from artsrx.domain.i18n import _
from artsrx.ui.desk import Saying
from artsrx.ui.jobs import Job, Jobs, Progress
from artsrx.ui.page_parts import GAP, NEAR, set_tone, text

TOAST_MS = 9000
# Below this many letters' width the line says one thing at a time.
ROOMY = 60
# The widest line round a toast, in pixels; see the style sheet.
BORDER = 2


class StatusBar(QFrame):
    """At the bottom of the window: when it was last saved, the last good backup, long work with Cancel, who is here."""

    def __init__(self, staff: str, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("foot")
        self._job: Job | None = None
        self.saved = text(_("Everything is saved as you go"))
        self.backup = text("")
        self.who = text(_("Signed on: {name}").format(name=staff))
        self.who.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._doing = text("")
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
        inner.setStretch(0, 1)
        self._work.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP, 5, GAP, 5)
        line.setSpacing(GAP)
        # Each takes its share of the line and wraps at large sizes, so that no word is cut.
        line.addWidget(self.saved, 3)
        line.addWidget(self.backup, 3)
        line.addWidget(self._work, 3)
        line.addWidget(self.who, 2)
        jobs.began.connect(self._show_job)
        jobs.progressed.connect(self._show_progress)
        jobs.ended.connect(self._hide_progress)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where few letters fit, one thing is said: long work if there is any, else that everything is saved."""
        narrow = self.width() < self.fontMetrics().averageCharWidth() * ROOMY
        self.backup.setVisible(not narrow)
        self.who.setVisible(not narrow)
        self.saved.setVisible(not narrow or self._job is None)
        rest = f"{self.backup.text()} · {self.who.text()}"
        self.saved.setToolTip(rest if narrow else "")

    def room(self) -> int:
        """How many pixels from the left may be covered for a while: all, or up to Cancel while there is long work."""
        return self.width() if self._work.isHidden() else self._stop.mapTo(self, self._stop.rect().topLeft()).x()

    @Slot(object)
    def _show_job(self, job: Job) -> None:
        self._job = job
        self._doing.setText(job.title)
        self._bar.setRange(0, 0)
        self._work.show()
        self._fit()

    @Slot(object)
    def _show_progress(self, progress: Progress) -> None:
        self._doing.setText(progress.words or progress.title)
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)

    @Slot(object)
    def _hide_progress(self, job: Job) -> None:
        if self._job is job:
            self._job = None
            self._work.hide()
            self._fit()

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._doing.setText(_("Stopping …"))


class Toast(QFrame):
    """A short message over the status line, with Undo where there is something to take back.

    The status line always keeps the height of one line of it: it covers no control of the page, and nothing moves when
    it comes. Cancel of long work stays free beside it. It stays while the pointer or the focus is on it; the Edit menu
    offers the same Undo.
    """

    undo = Signal()

    def __init__(self, over: QWidget, foot: StatusBar) -> None:
        super().__init__(over)
        self._over = over
        self._status_bar = foot
        self.setObjectName("toast")
        self._words = text("", "strong")
        self._undo = QPushButton(_("Undo"))
        self._undo.clicked.connect(self._press)
        line = self._line = QHBoxLayout(self)
        line.setContentsMargins(18, 2, 6, 2)
        line.setSpacing(GAP)
        line.addWidget(self._words, 1)
        line.addWidget(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TOAST_MS)
        self._timer.timeout.connect(self._fade)
        over.installEventFilter(self)
        foot.installEventFilter(self)
        self.hide()
        self._reserve()

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
        if event.type() is QEvent.Type.Show and watched is self._over:
            self._reserve()
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest) and self.isVisible():
            self._place()
        return False

    @Slot()
    def place_again(self) -> None:
        """Take the present text size."""
        self._reserve()
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

    def _reserve(self) -> None:
        """Keep the status line high enough for one line of words with Undo."""
        for part in (self, self._undo, self._words):
            part.ensurePolished()
        margins = self._line.contentsMargins()
        tall = max(self._undo.sizeHint().height(), self._words.fontMetrics().height())
        self._status_bar.setMinimumHeight(tall + margins.top() + margins.bottom() + 2 * BORDER)

    def _place(self) -> None:
        foot = self._status_bar
        at = foot.mapTo(self._over, foot.rect().topLeft())
        room = foot.room()
        undo = 0 if self._undo.isHidden() else self._undo.sizeHint().width() + GAP
        wanted = self._words.fontMetrics().horizontalAdvance(self._words.text()) + undo + 60
        width = min(wanted, room)
        self.setFixedWidth(width)
        self._line.activate()
        height = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        height = max(height, foot.minimumHeight())
        self.setGeometry(at.x() + (room - width) // 2, at.y() + foot.height() - height, width, height)
