"""The list of programmes."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from artsrx.domain.i18n import _
from artsrx.records.programmes import ProgrammeLine, programme_list
from artsrx.ui.buttons import primary
from artsrx.ui.desk import Desk
from artsrx.ui.inputs.tick import TickField
from artsrx.ui.lists.filtered_list import FilteredList
from artsrx.ui.lists.row_model import ListColumn
from artsrx.ui.page_parts import EDGE, GAP, column
from artsrx.ui.routes import ProgrammeRoute
from artsrx.ui.screens.programmes.phrases import held_words, next_words, people_words


def _name(line: ProgrammeLine) -> str:
    return line.name


def _people(line: ProgrammeLine) -> str:
    return people_words(line.people, line.capacity)


def _venue(line: ProgrammeLine) -> str:
    return line.venue


def _facilitator(line: ProgrammeLine) -> str:
    return line.facilitator


COLUMNS = (
    ListColumn("name", _("Name"), _name, 28),
    ListColumn("people", _("People"), _people, 9),
    ListColumn("held", _("Sessions held"), held_words, 13),
    ListColumn("next_at", _("Next session"), next_words, 29),
    ListColumn("venue", _("Venue"), _venue, 16),
    ListColumn("facilitator", _("Facilitator"), _facilitator, 14),
)


class ProgrammesList(QWidget):
    """Every programme that runs, with the closed ones when wanted."""

    def __init__(self, desk: Desk, *, today: Callable[[], date], add: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._today = desk, today
        self._total = 0
        self.closed = TickField(_("Also those that are closed"), save=self._choose)
        self.list = FilteredList(
            COLUMNS,
            self._fetch,
            name="programmes",
            title=_("Programmes"),
            theme=desk.theme,
            empty=("palette", _("There is no programme yet. One line makes a whole course."), _("New course"), add),
            sort="next_at",
            count=self._count,
            extras=[self.closed, primary(_("New course"), add)],
        )
        layout = column(self.list, gap=GAP)
        layout.setContentsMargins(EDGE, GAP, EDGE, GAP)
        self.setLayout(layout)
        self.list.view.opened.connect(self._open)

    def reload(self) -> None:
        """Read the list again."""
        self.list.reload()

    def _open(self, programme: UUID) -> None:
        self.desk.go(ProgrammeRoute(programme))

    def _choose(self, _closed: bool) -> None:
        self.list.reload(from_start=True)

    def _fetch(self, *, offset: int, limit: int, sort: str, descending: bool, filter: str) -> Sequence[ProgrammeLine]:
        page = self.desk.read(
            programme_list,
            today=self._today(),
            text=filter,
            with_closed=self.closed.box.isChecked(),
            offset=offset,
            limit=limit,
            sort=sort,
            descending=descending,
        )
        self._total = page.total
        return page.lines

    def _count(self, _words: str) -> int:
        return self._total
