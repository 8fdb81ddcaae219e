"""A period: one of those that funders ask for, or two days of one's own."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.reports.asks import AskPeriod
from artsrx.reports.periods import Period, named_periods
from artsrx.ui.desk import Desk
from artsrx.ui.inputs.choices import ChoiceField
from artsrx.ui.inputs.lines import DateField
from artsrx.ui.page_parts import GAP, NEAR, column
from artsrx.ui.screens.reports.inputs.ask_input import AskInput, Unanswered

OWN = "own"


class PeriodInput(AskInput):
    """The last twelve months to begin with."""

    def __init__(self, ask: AskPeriod, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__(ask, desk, today=today)
        self.period = ChoiceField(ask.words, name=ask.key)
        self.start = DateField(_("From"), name="start", today=today)
        self.end = DateField(_("To"), name="end", today=today)
        self._own = QWidget()
        self._own.setLayout(column(self.start, self.end, gap=NEAR))
        self.setLayout(column(self.period, self._own, gap=GAP))
        self.period.edited.connect(self.show_days)
        for day in (self.start, self.end):
            day.line.editingFinished.connect(self.moved)
        self.refresh()
        self.period.reset(named_periods(today())[0].key)
        self.show_days()

    def refresh(self) -> None:
        offered = [(named.key, named.words) for named in named_periods(self.today())]
        self.period.set_choices([*offered, (OWN, _("Dates of your own"))])

    def answer(self) -> Period:
        if self.period.value() != OWN:
            return next(named.period for named in named_periods(self.today()) if named.key == self.period.value())
        try:
            start, end = self.start.value(), self.end.value()
        except Refused:
            start = end = None
        if start is None or end is None:
            raise Unanswered(_("Give the first and the last day of the period."))
        return Period(start, end)

    def refuse(self, refused: Refused) -> bool:
        if refused.field != "end":
            return False
        self.end.refuse(refused.words)
        return True

    def main(self) -> QWidget:
        return self.period

    @Slot()
    def show_days(self) -> None:
        """Ask for two days where none of the named periods is wanted, beginning with the last twelve months."""
        own = self.period.value() == OWN
        if own and not self._own.isVisibleTo(self):
            last = named_periods(self.today())[0].period
            for field, day in ((self.start, last.start), (self.end, last.end)):
                if field.line.text() == "":
                    field.reset(day)
        self._own.setVisible(own)
        self.moved.emit()
