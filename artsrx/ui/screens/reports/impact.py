"""What is chosen for an impact report: the period, the programmes, how it is printed; and what is missing before it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _, ngettext
from artsrx.records import forms
from artsrx.records.programmes import programme_names
from artsrx.reports.impact import Gap
from artsrx.ui.buttons import button
from artsrx.ui.desk import Desk
from artsrx.ui.inputs.choices import ChoiceField, TickField
from artsrx.ui.inputs.lines import DateField
from artsrx.ui.page_parts import GAP, NEAR, clear, column, hairline, row, text
from artsrx.ui.screens.reports.jobs import ImpactWish, Made, Wish
from artsrx.ui.screens.reports.periods import periods

OWN = "own"
MOST_PROGRAMMES = 500
LINES_SHOWN = 6


class ImpactChoices(QWidget):
    """The choices at the left; `moved` at each of them."""

    moved = Signal()

    def __init__(self, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._desk, self._today = desk, today
        self.period = ChoiceField(_("Period"), name="period")
        self.start = DateField(_("From"), name="start", today=today)
        self.end = DateField(_("To"), name="end", today=today)
        self._own = QWidget()
        self._own.setLayout(column(self.start, self.end, gap=NEAR))
        self.every = TickField(_("All programmes"), name="every")
        self.every.reset(True)
        self.programmes = QListWidget()
        self.programmes.setAccessibleName(_("Programmes in this report"))
        self.programmes.setWordWrap(True)
        self.programmes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.programmes.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.plain = TickField(_("Plain cover, to save ink"), name="plain_cover")
        self.large = TickField(_("Large print"), name="large_print")
        self.gaps = Gaps(desk)
        self.setLayout(
            column(
                self.period, self._own, column(self.every, self.programmes, gap=NEAR), self.large, self.plain, self.gaps,
                gap=GAP,
            )
        )  # fmt: skip
        self.period.edited.connect(self._period_moved)
        for day in (self.start, self.end):
            day.line.editingFinished.connect(self.moved)
        self.every.edited.connect(self._every_moved)
        self.programmes.itemChanged.connect(self._ticked)
        for tick in (self.plain, self.large):
            tick.edited.connect(self.moved)
        self.refresh()
        self.period.reset(periods(today())[0].key)
        self._period_moved()

    def refresh(self) -> None:
        """Read the programmes again; what is chosen stays chosen."""
        offered = [(period.key, period.words) for period in periods(self._today())]
        self.period.set_choices([*offered, (OWN, _("Dates of your own"))])
        ticked = set(self.ticked())
        names = self._desk.read(programme_names, limit=MOST_PROGRAMMES)
        self.programmes.blockSignals(True)
        self.programmes.clear()
        for programme, name in names:
            item = QListWidgetItem(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if programme in ticked else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, str(programme))
            self.programmes.addItem(item)
        self.programmes.blockSignals(False)
        self._show_list()

    def wish(self) -> Wish | None:
        """What is wanted now; None while the dates cannot be read, which then says so beside them."""
        span = self._span()
        if span is None:
            return None
        chosen = None if self.every.value() else tuple(self.ticked())
        return ImpactWish(
            start=span[0],
            end=span[1],
            programmes=chosen or None,
            as_at=self._today(),
            plain_cover=self.plain.value(),
            large_print=self.large.value(),
        )

    def ticked(self) -> list[UUID]:
        """The programmes that have a tick, in the order of the list."""
        items = (self.programmes.item(place) for place in range(self.programmes.count()))
        return [
            UUID(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        ]

    def waiting_words(self) -> str:
        """What to do while nothing can be shown."""
        return _("Give the first and the last day of the period.")

    def refuse(self, refused: Refused) -> bool:
        """Put a refusal beside the field that it names; False where it names none of these."""
        if refused.field != "end":
            return False
        self.end.refuse(refused.words)
        return True

    def show_made(self, made: Made) -> None:
        """Show what is missing for this report."""
        self.gaps.show_gaps(made.gaps)

    def main(self) -> QWidget:
        """What takes the focus."""
        return self.period

    def _span(self) -> tuple[date, date] | None:
        if self.period.value() != OWN:
            known = next(period for period in periods(self._today()) if period.key == self.period.value())
            return known.start, known.end
        try:
            start, end = self.start.value(), self.end.value()
        except Refused:
            return None
        return (start, end) if start and end else None

    @Slot()
    def _period_moved(self) -> None:
        own = self.period.value() == OWN
        if own and not self._own.isVisibleTo(self):
            last = periods(self._today())[0]
            for field, day in ((self.start, last.start), (self.end, last.end)):
                if field.line.text() == "":
                    field.reset(day)
        self._own.setVisible(own)
        self.moved.emit()

    @Slot()
    def _every_moved(self) -> None:
        self._show_list()
        self.moved.emit()

    def _show_list(self) -> None:
        self.programmes.setVisible(not self.every.value() and self.programmes.count() > 0)
        self.every.setVisible(self.programmes.count() > 0)
        line = self.programmes.fontMetrics().lineSpacing() + 16
        self.programmes.setFixedHeight(line * min(max(self.programmes.count(), 2), LINES_SHOWN) + 12)

    @Slot(QListWidgetItem)
    def _ticked(self, _item: QListWidgetItem) -> None:
        self.moved.emit()


class Gaps(QFrame):
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
            self._lines.addWidget(GapLine(self._desk, gap))
        self.show()


class GapLine(QWidget):
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
        first, gap = self.gap.ids[0], self.gap
        if gap.target == "form":
            self._desk.go("forms", self._desk.read(_place_of, first))
            return
        where = {
            "session": "register",
            "participant": "people",
            "place": "forms",
            "referral": "referrals",
            "programme": "programmes",
        }[gap.target]
        self._desk.go(where, first)


def _place_of(tx: Any, form: UUID) -> UUID:
    return forms.form_row(tx, form).place_id
