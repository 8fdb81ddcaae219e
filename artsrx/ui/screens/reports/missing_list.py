"""What is missing in the record before a report is sent: each in words, with a button that goes there."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from artsrx.domain.i18n import _, ngettext
from artsrx.records import forms
from artsrx.reports.report import Gap, GapTarget
from artsrx.ui.buttons import button
from artsrx.ui.desk import Desk
from artsrx.ui.page_parts import NEAR, clear, column, hairline, row, text
from artsrx.ui.routes import FormRoute, PersonRoute, ProgrammeRoute, ReferralRoute, RegisterRoute, ScreenRoute

# Where what is missing can be mended.
ROUTES: dict[GapTarget, Callable[[UUID], ScreenRoute]] = {
    "session": RegisterRoute,
    "participant": PersonRoute,
    "place": FormRoute,
    "form": FormRoute,
    "referral": ReferralRoute,
    "programme": ProgrammeRoute,
}


class MissingList(QFrame):
    """What is missing before the report is sent: each in words, with a button that goes there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("card")
        self.shown: tuple[Gap, ...] = ()
        self.title = text("", "heading")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(NEAR)
        self.setLayout(column(self.title, self._lines, gap=NEAR, edge=16))
        self.hide()

    def show_gaps(self, gaps: tuple[Gap, ...]) -> None:
        """Show these."""
        if gaps == self.shown and not self.isHidden():
            return
        self.shown = gaps
        clear(self._lines)
        if gaps:
            self.title.setText(_("Before you send it"))
            self._lines.addWidget(text(_("The report is honest without these. With them it says more."), "muted"))
        else:
            self.title.setText(_("Nothing is missing"))
        for number, gap in enumerate(gaps):
            if number:
                self._lines.addWidget(hairline())
            self._lines.addWidget(MissingLine(self._desk, gap))
        self.show()


class MissingLine(QWidget):
    """One thing that is missing, and the way to the first of them."""

    def __init__(self, desk: Desk, gap: Gap) -> None:
        super().__init__()
        self._desk, self.gap = desk, gap
        self.button = button(ngettext("Go there", "Go to the first", gap.count), self.go)
        self.button.setAccessibleName(f"{self.button.text()}: {gap.words}")
        line = row(text(gap.words), self.button, gap=NEAR)
        line.setStretch(0, 1)
        self.setLayout(line)

    @Slot()
    def go(self) -> None:
        """Go to where it can be mended."""
        first, target = self.gap.ids[0], self.gap.target
        if target == "form":
            first = self._desk.read(forms.place_of, form=first)
        self._desk.go(ROUTES[target](first))
