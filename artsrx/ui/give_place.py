"""Giving one person a place on a programme, in two choices and one button."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.records import places, programmes
from artsrx.ui.buttons import button, primary
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.inputs.choices import ChoiceField
from artsrx.ui.inputs.field_grid import FieldGrid
from artsrx.ui.inputs.lines import DateField
from artsrx.ui.page_parts import GAP, column, text

# More programmes than this do not run at once.
MOST = 500


class GivePlaceCard(QFrame):
    """A card that appears when wanted: which programme, from which day. `given()` afterwards."""

    given = Signal()

    def __init__(self, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._desk, self._today = desk, today
        self._person: UUID | None = None
        self.setObjectName("card")
        self.programme = ChoiceField(_("Programme"), name="programme")
        self.joined = DateField(_("From"), name="on", today=today)
        self.form = FieldGrid([self.programme, self.joined], columns=2)
        self._none = text(_("No programme is running. Make one under Programmes first."), "muted")
        self._give = primary(_("Give the place"), self._press)
        self.setLayout(
            column(
                text(_("A place on a programme"), "heading"),
                self._none,
                self.form,
                FlowBox(self._give, button(_("Cancel"), self.hide)),
                gap=GAP,
                edge=20,
            )
        )
        self.hide()

    def begin(self, person: UUID) -> None:
        """Show the card for this person and go to the first choice."""
        self._person = person
        lines = self._desk.read(programmes.programme_list, today=self._today(), limit=MOST, sort="name").lines
        self.programme.set_choices((line.id, _words(line)) for line in lines)
        self.form.reset()
        self.joined.reset(self._today())
        self._none.setVisible(not lines)
        self._give.setEnabled(bool(lines))
        self.show()
        self.programme.setFocus()

    @Slot()
    def _press(self) -> None:
        self._do(over_capacity=False)

    def _over(self) -> None:
        self._do(over_capacity=True)

    def _do(self, *, over_capacity: bool) -> None:
        try:
            chosen = self.form.values()
        except Refused:
            return
        if chosen["programme"] is None:
            self.programme.refuse(_("Please choose one."))
            self.programme.setFocus()
            return
        assert self._person is not None
        given = self._desk.do_or(
            self._show_refusal,
            _("give a place"),
            places.give,
            programme=chosen["programme"],
            participants=[self._person],
            joined_on=chosen["on"] or self._today(),
            today=self._today(),
            over_capacity=over_capacity,
        )
        if given:
            self.hide()
            self._desk.say(_("They have a place.") if given.result else _("They had a place already."), undo=True)
            self.given.emit()

    def _show_refusal(self, refused: Refused) -> None:
        if refused.field == "capacity":
            title = _("Give a place all the same?")
            self._desk.ask.confirm(title, refused.words, _("Give the place"), self._over)
        elif not self.form.refuse(refused):
            self.programme.refuse(refused.words)


def _words(line: programmes.ProgrammeLine) -> str:
    if line.capacity is None:
        return line.name
    return _("{name} ({people} of {capacity} places taken)").format(
        name=line.name, people=line.people, capacity=line.capacity
    )
