"""The plum bar at the left: whose record this is, and the ways into it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from artsrx.domain.i18n import _
from artsrx.ui.page_parts import text
from artsrx.ui.screen import ScreenEntry
from artsrx.ui.theme import Theme


class Sidebar(QFrame):
    """One button for each entry; `wanted(ScreenRoute)` when one is pressed, `lock` when the record is to be locked.

    Where there is little room only the pictures are shown; names stay for screen readers and in tooltips.
    """

    wanted = Signal(object)
    lock = Signal()

    def __init__(self, entries: Sequence[ScreenEntry], organisation: str, theme: Theme) -> None:
        super().__init__()
        # Not "sidebar": the system-less file window has one of that name, and would be painted in these colours.
        self.setObjectName("mainsidebar")
        self.setAccessibleName(_("Sidebar"))
        self._theme = theme
        self._narrow = False
        self._brand = text("ArtsRx", "brand", wrap=False)
        self._organisation = text(organisation, "organisation")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._entries = [entry for entry in entries if entry.home is not None]
        inside = self._inside = QWidget()
        inside.setObjectName("sidebarlist")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(14, 22, 14, 16)
        layout.setSpacing(4)
        layout.addWidget(self._brand)
        layout.addWidget(self._organisation)
        layout.addSpacing(22)
        for number, entry in enumerate(self._entries):
            button = QPushButton(entry.title)
            button.setCheckable(True)
            button.setObjectName(f"go_{entry.key}")
            button.setAccessibleName(entry.title)
            self._group.addButton(button, number)
            layout.addWidget(button)
        layout.addStretch(1)
        self._lock = QPushButton(_("Lock"))
        self._lock.setAccessibleName(_("Lock"))
        self._lock.clicked.connect(self.lock)
        layout.addWidget(self._lock)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        inside.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self._group.buttonClicked.connect(self._emit_wanted)
        theme.changed.connect(self.apply_theme)
        self.apply_theme()

    def mark_current(self, present: ScreenEntry) -> None:
        """Show that this entry is the present one."""
        for number, entry in enumerate(self._entries):
            if entry is present:
                self._group.button(number).setChecked(True)
        self._colour()

    def set_organisation(self, name: str) -> None:
        """Show another name of the organisation."""
        self._organisation.setText(name)

    def set_narrow(self, narrow: bool) -> None:
        """Show only the pictures, or pictures and words."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.apply_theme()

    @Slot()
    def apply_theme(self) -> None:
        """Take on the present theme and text size."""
        self._brand.setVisible(not self._narrow)
        self._organisation.setVisible(not self._narrow)
        for number, entry in enumerate(self._entries):
            button = self._group.button(number)
            button.setText("" if self._narrow else entry.title)
            button.setToolTip(f"{entry.title} (Ctrl+{number + 1})")
        self._lock.setText("" if self._narrow else _("Lock"))
        self._lock.setToolTip(_("Lock (Ctrl+L)"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._fit()
        self._colour()

    @Slot(QAbstractButton)
    def _emit_wanted(self, button: QAbstractButton) -> None:
        self._colour()
        self.wanted.emit(self._entries[self._group.id(button)].home)

    def _colour(self) -> None:
        colours = self._theme.colours
        for number, entry in enumerate(self._entries):
            button = self._group.button(number)
            self._draw(button, entry.icon, colours.on_lit if button.isChecked() else colours.on_sidebar)
        self._draw(self._lock, "lock", colours.on_sidebar)

    def _draw(self, button: QAbstractButton, icon: str, colour: str) -> None:
        if self._narrow:
            button.setIcon(self._theme.icon(icon, colour, 22))
            button.setIconSize(self._theme.icon_size(22))
        else:
            spaced, size = self._theme.spaced_icon(icon, colour, 22)
            button.setIcon(spaced)
            button.setIconSize(size)

    def first(self) -> QAbstractButton:
        """The button that takes the focus."""
        return self._group.checkedButton() or self._group.button(0)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.width(), 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As wide as pictures and words want, and where they are scrolled as wide as the bar besides."""
        theme = self._theme
        inside = self._inside
        width = max(theme.px(50) + 28, inside.minimumSizeHint().width()) if self._narrow else theme.px(208)
        if self._narrow and inside.sizeHint().height() > self.height():
            width += self._scroll.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(width)
