"""First run: four doors, and none of them is wrong."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from artsrx.domain.i18n import _
from artsrx.ui.front.front_page import FrontPage
from artsrx.ui.page_parts import text
from artsrx.ui.theme import Theme


class FirstRunPage(FrontPage):
    """Start fresh, bring a spreadsheet, look round, restore a backup; `chosen(key)` with the key of one."""

    chosen = Signal(str)
    takes_spreadsheets = True

    def __init__(self, theme: Theme, *, first_time: bool) -> None:
        lede = _("ArtsRx keeps one encrypted register on this computer. How would you like to begin?")
        super().__init__(_("Welcome") if first_time else _("Another record"), lede, way_back=not first_time)
        self._doors: list[_DoorButton] = []
        for key, icon, title, words in (
            ("fresh", "sprout", _("Start fresh"), _("A new, empty record. Three questions and a page to print.")),
            ("sheet", "file-spreadsheet", _("Bring my spreadsheet"), _("A new record, filled from the list you have.")),
            ("sample", "sparkles", _("Look round with sample data"), _("A year of an invented organisation.")),
            ("restore", "archive-restore", _("Restore a backup"), _("Everything as it was on the day of the backup.")),
            (
                "open",
                "folder-open",
                _("Open a record in another folder"),
                _("On this computer, not in the usual place."),
            ),
        ):
            if key != "open" or not first_time:
                self._doors.append(_DoorButton(theme, key, icon, title, words, self))
                self.body.addWidget(self._doors[-1])
        self.body.addStretch(1)

    def first(self) -> QWidget:
        return self._doors[0]


class _DoorButton(QPushButton):
    """One large button: a picture, a name, a sentence."""

    def __init__(self, theme: Theme, key: str, icon: str, title: str, words: str, doors: FirstRunPage) -> None:
        super().__init__()
        self._key = key
        self._doors = doors
        self.setObjectName("door")
        # Enter opens the door that has the focus, as Space does.
        self.setAutoDefault(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        picture = QLabel()
        picture.setPixmap(theme.picture(icon, theme.colours.title, 28))
        picture.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        side = QVBoxLayout()
        side.setSpacing(2)
        side.addWidget(text(title, "heading"))
        side.addWidget(text(words, "muted"))
        across = self._across = QHBoxLayout(self)
        across.setContentsMargins(20, 14, 20, 14)
        across.setSpacing(18)
        across.addWidget(picture)
        across.addLayout(side, 1)
        self.clicked.connect(self._press)

    def sizeHint(self) -> QSize:
        return self._across.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._across.minimumSize()

    @Slot()
    def _press(self) -> None:
        self._doors.chosen.emit(self._key)
