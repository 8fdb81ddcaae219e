"""After ten minutes without a key or a click the record is locked."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

IDLE_MINUTES = 10
_SIGNS = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
)


class IdleTimer(QObject):
    """Emits `long_idle` once nobody has touched anything for ten minutes.

    It listens to the windows, through which every key and click comes, and not to the application, whose every
    event would pass through Python.
    """

    long_idle = Signal()

    def __init__(self, app: QApplication, parent: QObject, *, minutes: float = IDLE_MINUTES) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(minutes * 60_000))
        self._timer.timeout.connect(self.long_idle)
        self._timer.start()
        app.focusWindowChanged.connect(self._listen)
        self._listen(app.focusWindow())

    def stop(self) -> None:
        """Stop watching, at the end."""
        self._timer.stop()

    def again(self) -> None:
        """Begin counting anew, for instance because long work is still going on."""
        self._timer.start()

    @Slot(QWindow)
    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS:
            self._timer.start()
        return False
