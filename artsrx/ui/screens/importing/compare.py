"""One row beside the list: what was read from it, what to check, and for a probable duplicate the two side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from artsrx.domain.dates import long_date
from artsrx.domain.i18n import _
from artsrx.domain.identifiers import show_nhs_number
from artsrx.domain.vocabulary import Answer, answer_words
from artsrx.exchange.row_reader import shown
from artsrx.records.imports.incoming import IncomingRow
from artsrx.records.imports.plan import Action, Choice, PlannedRow, Twin
from artsrx.ui.buttons import button
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.page_parts import GAP, NEAR, clear, column, facts, row, text
from artsrx.ui.screens.importing.review import choice_words
from artsrx.ui.scroll_page import ScrollPage
from artsrx.ui.theme import Theme


class CompareRow(QWidget):
    """`chose(str)` with the value of a Choice when a button is pressed."""

    chose = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._box = QVBoxLayout()
        self._box.setSpacing(GAP)
        inside = QWidget()
        inside.setObjectName("page")
        inside.setLayout(column(self._box, None, edge=GAP))
        self.setLayout(column(ScrollPage(inside), gap=0))
        self.buttons: dict[Choice, QPushButton] = {}
        self.setAccessibleName(_("The row chosen in the list"))

    def show_row(self, planned: PlannedRow | None, choice: Choice | None, what: str) -> None:
        """Show a row of the plan with the answer given; None for a row that is no person."""
        clear(self._box)
        self.buttons = {}
        if planned is None:
            self._box.addWidget(text(what or _("Choose a row to see what was read from it."), "muted"))
            return
        incoming = planned.row
        title = _("Row {n}: {name}").format(n=incoming.number, name=incoming.name or _("no name"))
        self._box.addWidget(text(title, "heading"))
        asks = planned.action is Action.ASK and planned.twin is not None
        self._box.addWidget(text(planned.words if asks else what, "plain"))
        if asks and planned.twin is not None:
            self._ask(incoming, planned.twin, choice)
        for doubt in planned.doubts:
            self._box.addWidget(self._doubt(doubt))
        if planned.action is Action.REJECTED:
            written = ", ".join(shown(cell) for cell in incoming.written if cell not in (None, ""))  # type: ignore[arg-type]  # a cell as it was read
            self._box.addWidget(facts([(_("As it stands there"), written)]))
        else:
            self._box.addWidget(facts(_read(incoming, compared=asks)))

    def _doubt(self, words: str) -> QWidget:
        made, picture = QWidget(), QLabel()
        picture.setPixmap(self._theme.picture("circle-alert", self._theme.colours.wait))
        line = row(picture, text(words, "wait"))
        line.setStretch(1, 1)
        made.setLayout(line)
        return made

    def _ask(self, incoming: IncomingRow, twin: Twin, choice: Choice | None) -> None:
        there = _("Row {n}").format(n=twin.row) if twin.row else _("In the record")
        self._box.addWidget(_sides(incoming, twin, there))
        verbs = {
            Choice.SAME: _("Same person (S)"),
            Choice.DIFFERENT: _("Different person (D)"),
            Choice.LEAVE_OUT: _("Leave out (L)"),
        }
        for one, words in verbs.items():
            made = button(words, self._emit_choice)
            made.setProperty("choice", one.value)
            made.setCheckable(True)
            made.setChecked(one is choice)
            self.buttons[one] = made
        self._box.addWidget(FlowBox(*self.buttons.values()))
        if choice is not None:
            self._box.addWidget(text(choice_words(choice, refers=incoming.refers), "good"))

    @Slot()
    def _emit_choice(self) -> None:
        self.chose.emit(str(self.sender().property("choice")))


def _sides(incoming: IncomingRow, twin: Twin, there: str) -> QWidget:
    """The two beside each other; what differs is marked by a word and not by colour alone."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(NEAR)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    grid.addWidget(text(_("This row"), "label"), 0, 1)
    grid.addWidget(text(there, "label"), 0, 2)
    for line, (name, here, other) in enumerate(_pairs(incoming, twin), 1):
        grid.addWidget(text(name, "muted", wrap=False), line, 0)
        for place, words in enumerate((here, other), 1):
            differs = here != other and bool(here) and bool(other)
            cell = text(words or "–", "strong" if differs else "plain")
            state = _("differs") if differs else ""
            cell.setAccessibleName(f"{name}: {words} {state}".strip())
            grid.addWidget(cell, line, place)
    return made


def _pairs(incoming: IncomingRow, twin: Twin) -> Sequence[tuple[str, str, str]]:
    every = (
        (_("Name"), incoming.name, twin.name),
        (_("Born"), born(incoming), twin.born),
        (_("Phone"), incoming.phone, twin.phone),
        (_("Postcode"), incoming.postcode, twin.postcode),
        (_("NHS number"), show_nhs_number(incoming.nhs_number), twin.nhs_number),
    )
    return [one for one in every if one[1] or one[2]]


def born(incoming: IncomingRow) -> str:
    """The birth date in words, or the year alone."""
    return long_date(incoming.born) if incoming.born else str(incoming.born_year or "")


def _read(incoming: IncomingRow, *, compared: bool) -> Sequence[tuple[str, str]]:
    """What was read from the row; without what stands in the comparison already."""
    received = long_date(incoming.received_on) if incoming.received_on else str(incoming.received_year or "")
    person = [
        (_("Born"), born(incoming)),
        (_("Phone"), incoming.phone),
        (_("Postcode"), incoming.postcode),
        (_("NHS number"), show_nhs_number(incoming.nhs_number)),
    ]
    return [
        *([] if compared else person),
        (_("Known as"), incoming.known_as),
        (_("Email"), incoming.email),
        (_("Referred by"), ", ".join(filter(None, (incoming.referrer, incoming.referrer_role)))),
        (_("Practice"), incoming.practice),
        (_("Received"), received),
        (_("Reason"), incoming.reason),
        (_("Programme"), incoming.programme),
        (_("Stated before ArtsRx"), incoming.stated_before),
        (_("Update the practice?"), _answer(incoming.tell_practice, incoming.tell_practice_remark)),
        (_("Update the referrer?"), _answer(incoming.tell_referrer, incoming.tell_referrer_remark)),
        (_("Access needs"), incoming.access_needs),
        (_("Emergency contact"), incoming.emergency_contact),
        (_("Contact"), incoming.contact_note),
        (_("Notes"), incoming.notes),
    ]


def _answer(answer: Answer, remark: str) -> str:
    return ". ".join(filter(None, (answer_words(answer), remark)))
