"""The one find box: anybody by any part of a name, at once; slips of the pen a moment later, from the worker."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from artsrx.domain.i18n import _
from artsrx.records.find import Hit, HitKind, find, find_near
from artsrx.ui.desk import Desk
from artsrx.ui.inputs.roomy_line import RoomyLine
from artsrx.ui.jobs import Job
from artsrx.ui.page_parts import text
from artsrx.ui.routes import PersonRoute, ProgrammeRoute, ReferrersRoute, ScreenRoute

LIMIT = 12
# The second pass waits for a pause in typing, and is only asked for when the first found little.
PAUSE_MS = 250
LITTLE = 4
SHORTEST_NEAR = 3
# Where somebody goes who chooses what was found.
ROUTES: dict[HitKind, Callable[[UUID], ScreenRoute]] = {
    HitKind.PERSON: PersonRoute,
    HitKind.PROGRAMME: ProgrammeRoute,
    HitKind.REFERRER: ReferrersRoute,
}


class Finder(RoomyLine):
    """Type, then Down and Enter, or a click; Esc goes back to where the focus was. `found(ScreenRoute)` when one is chosen."""

    found = Signal(object)

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(letters=60, no_wider=True)
        self._desk = desk
        self._before: QWidget | None = None
        self._job: Job | None = None
        self.setObjectName("find")
        self.setPlaceholderText(_("Find anybody (Ctrl+F)"))
        self.setAccessibleName(_("Find"))
        self.setAccessibleDescription(_("People, programmes and referrers, by any part of a name, phone or birth year"))
        self.setClearButtonEnabled(True)
        self.hits = Hits(over)
        self.hits.picked.connect(self._pick)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look_near)
        self.textEdited.connect(self._look)

    @Slot()
    def begin(self) -> None:
        """Take the focus, remembering where it was."""
        window = self.window().focusWidget()
        self._before = None if window is self else window
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    @Slot()
    def _look(self) -> None:
        words = self.text().strip()
        self._pause.stop()
        if not words:
            self.hits.hide()
            return
        hits = self._desk.read(find, text=words, today=date.today(), limit=LIMIT)
        again = len(hits) < LITTLE and len(words) >= SHORTEST_NEAR
        self.hits.show_hits(hits, near=(), under=self, searching=again)
        if again:
            self._pause.start()

    @Slot()
    def _look_near(self) -> None:
        if self._job is not None:
            self._job.cancel()
        title = _("Looking for similar names")
        query = partial(find_near, text=self.text().strip(), today=date.today())
        self._job = self._desk.job(query, self._add_near, title=title, quiet=True)

    def _add_near(self, near: tuple[Hit, ...]) -> None:
        self._job = None
        if self.hits.isVisible():
            self.hits.show_hits(self.hits.exact, near=near, under=self, searching=False)

    @Slot(object)
    def _pick(self, hit: Hit) -> None:
        self.hits.hide()
        self.clear()
        self.found.emit(ROUTES[hit.kind](hit.id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.hits.isVisible():
            self.hits.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hits.pick_current()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.hits.hide()

    def _leave(self) -> None:
        self.hits.hide()
        self.clear()
        if self._before is not None:
            self._before.setFocus()


class Hits(QFrame):
    """The list under the find box; it never takes the focus, so that one can go on typing."""

    picked = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("popup")
        self.exact: tuple[Hit, ...] = ()
        self._shown: list[Hit] = []
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(_("Found"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._pick_clicked)
        self._nothing = text("", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self._list)
        layout.addWidget(self._nothing)
        over.installEventFilter(self)
        self.hide()

    def show_hits(self, exact: tuple[Hit, ...], *, near: tuple[Hit, ...], under: QWidget, searching: bool) -> None:
        """Show what was found exactly, then what is like it."""
        known = {hit.id for hit in exact}
        self.exact = exact
        self._shown = [*exact, *(hit for hit in near if hit.id not in known)][:LIMIT]
        self._list.clear()
        for place, hit in enumerate(self._shown):
            second = hit.second_line
            if place >= len(exact):
                second = _("similar") + (f" · {second}" if second else "")
            item = QListWidgetItem(f"{hit.title}\n{second}" if second else hit.title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.title}, {second}")
            self._list.addItem(item)
        self._list.setVisible(bool(self._shown))
        self._list.setCurrentRow(0 if self._shown else -1)
        self._nothing.setVisible(not self._shown)
        self._nothing.setText(
            _("Looking for similar names …") if searching else _("Nobody and nothing is called that.")
        )
        self._put(under)

    def move_by(self, steps: int) -> None:
        """Go up or down in the list."""
        if self._shown:
            self._list.setCurrentRow((self._list.currentRow() + steps) % len(self._shown))

    def pick_current(self) -> None:
        """Choose the lit line."""
        place = self._list.currentRow()
        if self.isVisible() and 0 <= place < len(self._shown):
            self.picked.emit(self._shown[place])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.hide()
        return False

    @Slot(QListWidgetItem)
    def _pick_clicked(self, item: QListWidgetItem) -> None:
        self._list.setCurrentItem(item)
        self.pick_current()

    def _put(self, under: QWidget) -> None:
        over = self._over
        line = self.fontMetrics().lineSpacing()
        rows = sum(self._list.sizeHintForRow(place) for place in range(len(self._shown)))
        width = max(under.width(), self.fontMetrics().averageCharWidth() * 46)
        width = min(width, over.width() - 16)
        height = min((rows if self._shown else line * 2) + 26, over.height() - 120)
        corner = under.mapTo(over, QPoint(under.width() - width, under.height() + 4))
        self.setGeometry(max(corner.x(), 8), corner.y(), width, height)
        self.raise_()
        self.show()
