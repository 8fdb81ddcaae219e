"""What is chosen for one report: an input for each thing that it asks, how it is printed, and what is missing for it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from artsrx.domain.errors import Refused
from artsrx.reports.asks import ReportAnswers
from artsrx.reports.report import Report
from artsrx.ui.desk import Desk
from artsrx.ui.page_parts import GAP, column
from artsrx.ui.screens.reports.inputs import input_for
from artsrx.ui.screens.reports.inputs.ask_input import Unanswered, WayOut
from artsrx.ui.screens.reports.inputs.person import PersonInput
from artsrx.ui.screens.reports.making import FinishedReport, ReportWish
from artsrx.ui.screens.reports.missing_list import MissingList


class ReportChoices(QWidget):
    """The choices at the left; `moved` at each of them.

    What a report about a person asks besides is kept for that person while the window is open, and never shown for
    another; while nobody is chosen it is not asked.
    """

    moved = Signal()

    def __init__(self, desk: Desk, report: Report[Any], *, today: Callable[[], date]) -> None:
        super().__init__()
        self.report, self._today = report, today
        self.inputs = {ask.key: input_for(ask, desk, today=today) for ask in report.asks}
        self.printing = {tick.key: input_for(tick, desk, today=today) for tick in report.printing}
        self.missing = MissingList(desk)
        self._kept: dict[UUID, dict[str, object]] = {}
        self.person = next((one for one in self.inputs.values() if isinstance(one, PersonInput)), None)
        everything = (*self.inputs.values(), *self.printing.values())
        for one in everything:
            one.moved.connect(self.moved)
        self.setLayout(column(*everything, self.missing, gap=GAP))
        if self.person is not None:
            self.person.changed.connect(self._change_person)
            self._show_rest(False)

    # -- what the screen asks -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what is offered."""
        for one in self.inputs.values():
            one.refresh()

    def wish(self) -> ReportWish:
        """What is wanted now; raises `Unanswered` or `Refused` where something stands against it."""
        answers = ReportAnswers({key: one.answer() for key, one in self.inputs.items()})
        printing = {key: bool(one.answer()) for key, one in self.printing.items()}
        return ReportWish(self.report, answers, self._today(), printing)

    def ready(self) -> bool:
        """Whether there can be pages without another word."""
        try:
            self.wish()
        except Unanswered:
            return False
        return True

    def refuse(self, refused: Refused) -> bool:
        """Put a refusal beside the field that it names; False where it names none of these."""
        return any(one.refuse(refused) for one in self.inputs.values())

    def way_out(self) -> WayOut | None:
        """What may help where the report was refused."""
        return next((way for one in self.inputs.values() if (way := one.way_out()) is not None), None)

    def show_made(self, made: FinishedReport) -> None:
        """Show what is missing for this report."""
        if made.gaps is not None:
            self.missing.show_gaps(made.gaps)

    def main(self) -> QWidget:
        """What takes the focus: whom it is about, if nobody is chosen, else what is asked besides."""
        if self.person is not None and self.person.person is None:
            return self.person.main()
        return next((one.main() for one in self.inputs.values() if one is not self.person), self)

    # -- whom it is about -----------------------------------------------------------------------------------------

    def about(self, person: UUID, referral: UUID | None) -> None:
        """Make it about this person, if it is about anybody; what is typed for them already stays."""
        if self.person is None:
            return
        shown = self.person.person
        if shown is None or shown.id != person or referral not in (None, self.person.referral.value()):
            self.person.choose(person, referral)

    @Slot(object, object)
    def _change_person(self, before: UUID | None, now: UUID | None) -> None:
        rest = {key: one for key, one in self.inputs.items() if one is not self.person}
        if before is not None:
            self._kept[before] = {key: one.typed() for key, one in rest.items()}
        if now is not None:
            typed = self._kept.get(now, {})
            for key, one in rest.items():
                one.put(typed.get(key))
        self._show_rest(now is not None)
        if now is not None and self.isVisible():
            self.main().setFocus()

    def _show_rest(self, shown: bool) -> None:
        for one in (*self.inputs.values(), *self.printing.values()):
            if one is not self.person:
                one.setVisible(shown)
