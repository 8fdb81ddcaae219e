"""Python's own tidying of memory happens on the GUI thread only.

The collector runs in whichever thread allocates next. In the worker it would now and then destroy the widgets of a
closed dialog there, while the GUI thread draws; Qt then crashes. So the collector is switched off, and a timer runs it.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 1000


class GcTimer(QObject):
    """Runs the collector on the thread that made it, once a second, by the collector's own thresholds; `stop` undoes it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the youngest, or older ones too where enough has come together."""
        young, middle, old = gc.get_count()
        limits = gc.get_threshold()
        if old > limits[2]:
            gc.collect(2)
        elif middle > limits[1]:
            gc.collect(1)
        elif young > limits[0]:
            gc.collect(0)

    def stop(self) -> None:
        """Let Python tidy as it usually does."""
        self._timer.stop()
        gc.enable()
