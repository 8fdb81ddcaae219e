"""The list of people, of any length."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from artsrx.domain.dates import long_date, short_date
from artsrx.domain.i18n import _
from artsrx.records.people import PeopleFilter, PersonLine, people_filter_words, people_list
from artsrx.ui.buttons import primary
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.inputs.choices import ChoiceField
from artsrx.ui.lists.filtered_list import FilteredList
from artsrx.ui.lists.row_model import ListColumn
from artsrx.ui.page_parts import EDGE, GAP, column
from artsrx.ui.routes import PersonRoute


def born_shown(born: date | None, born_year: int | None) -> str:
    """A birth date in words, or the year where that is all there is."""
    return long_date(born) if born else str(born_year or "")


def _name(line: PersonLine) -> str:
    return line.name


def _known_as(line: PersonLine) -> str:
    return line.known_as


def _born(line: PersonLine) -> str:
    return short_date(line.born) if line.born else str(line.born_year or "")


def _programmes(line: PersonLine) -> str:
    return line.programmes


def _phone(line: PersonLine) -> str:
    return line.phone


def _added(line: PersonLine) -> str:
    return short_date(line.added_on)


COLUMNS = (
    ListColumn("name", _("Name"), _name, 26),
    ListColumn("known_as", _("Known as"), _known_as, 12),
    ListColumn("born", _("Born"), _born, 13),
    ListColumn("programmes", _("On now"), _programmes, 25),
    ListColumn("phone", _("Phone"), _phone, 15),
    ListColumn("added_on", _("Added"), _added, 12),
)


class PeopleList(QWidget):
    """Everybody, narrowed by words and by whether they have a place."""

    def __init__(self, desk: Desk, *, today: Callable[[], date], add: Callable[[], object]) -> None:
        super().__init__()
        self.desk = desk
        self._today = today
        self.which = PeopleFilter.EVERYONE
        self._total: tuple[tuple[PeopleFilter, str], int] | None = None
        self.choice = ChoiceField(
            _("Show"), [(which, people_filter_words(which)) for which in PeopleFilter], save=self._choose
        )
        self.choice.label.hide()
        self.choice.reset(self.which)
        self.list = FilteredList(
            COLUMNS,
            self._fetch,
            name="people",
            title=_("People"),
            theme=desk.theme,
            empty=("users", _("Nobody is here yet."), _("Add a person"), add),
            count=self._count,
            extras=[FlowBox(self.choice, primary(_("Add a person"), add))],
        )
        layout = column(self.list, gap=GAP)
        layout.setContentsMargins(EDGE, GAP, EDGE, GAP)
        self.setLayout(layout)
        self.list.view.opened.connect(self._open)

    def reload(self) -> None:
        """Read the list again."""
        self._total = None
        self.list.reload()

    def _open(self, participant: UUID) -> None:
        self.desk.go(PersonRoute(participant))

    def _choose(self, which: PeopleFilter) -> None:
        self.which = which
        self.list.reload(from_start=True)

    def _fetch(self, *, offset: int, limit: int, sort: str, descending: bool, filter: str) -> Sequence[PersonLine]:
        page = self.desk.read(
            people_list, today=self._today(), text=filter, offset=offset, limit=limit, sort=sort, descending=descending,
            which=self.which,
        )  # fmt: skip
        # The page says how many there are on all pages, so that counting needs no second reading.
        self._total = ((self.which, filter), page.total)
        return page.rows

    def _count(self, words: str) -> int:
        assert self._total is not None
        return self._total[1]
