"""After an import: what was added, a line for every row, the rows to mend, and the way to take it all back."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QWidget

from artsrx.domain.i18n import _, ngettext
from artsrx.exchange.importing import ImportOutcome
from artsrx.records.imports.undo import Undone
from artsrx.records.imports.write import Fate, ResultRow
from artsrx.ui.buttons import button, primary
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.lists.filtered_list import FilteredList
from artsrx.ui.lists.row_model import ListColumn
from artsrx.ui.page_parts import EDGE, GAP, NEAR, column, row, text
from artsrx.ui.screens.importing.review import PASSED, ReviewLine, counted
from artsrx.ui.scroll_page import ScrollPage
from artsrx.ui.theme import Theme

LEAST_LIST = 220
TONES = {Fate.REJECTED: "error", Fate.LEFT_OUT: "wait", Fate.UNCHANGED: "muted"}


def _number(line: ReviewLine) -> str:
    return str(line.id)


def _name(line: ReviewLine) -> str:
    return line.name


def _what(line: ReviewLine) -> str:
    return line.what


def _check(line: ReviewLine) -> str:
    return line.check


def _tone(line: ReviewLine) -> str:
    return line.tone


COLUMNS = (
    ListColumn("id", _("Row"), _number, 7),
    ListColumn("name", _("Name"), _name, 22),
    ListColumn("what", _("What became of it"), _what, 46, tone=_tone),
    ListColumn("check", _("To check"), _check, 40, sorts=False),
)


class ResultFilter(StrEnum):
    """Which rows are shown: the kinds that the counts above the list name."""

    ALL = "all"
    CHECK = "doubtful"
    LEFT_OUT = "duplicates"
    REJECTED = "rejected"
    UNCHANGED = "unchanged"


_FATES = {
    ResultFilter.LEFT_OUT: Fate.LEFT_OUT,
    ResultFilter.REJECTED: Fate.REJECTED,
    ResultFilter.UNCHANGED: Fate.UNCHANGED,
}


class ResultPage(QWidget):
    """Shows an outcome; `show_undone` shows what taking it back came to."""

    def __init__(
        self,
        theme: Theme,
        *,
        people: Callable[[], object],
        referrals: Callable[[], object],
        mend: Callable[[], object],
        undo: Callable[[], object],
        again: Callable[[], object],
    ) -> None:
        super().__init__()
        self.title = text("", "subtitle")
        self.said = text("", "lede")
        self.undone = text("", "plain")
        self.people = primary(_("Go to People"), people)
        self.referrals = button(_("Go to Referrals"), referrals)
        self.mend = button(_("Save the rows to mend"), mend)
        self.undo = button(_("Undo this import"), undo)
        self.again = button(_("Bring in another list"), again)
        card = QFrame()
        card.setObjectName("card")
        actions = FlowBox(self.people, self.referrals, self.mend, self.undo, self.again)
        card.setLayout(column(self.title, self.said, self.undone, actions, gap=GAP, edge=24))
        self._rows: Sequence[ResultRow] = ()
        self._doubts: dict[int, str] = {}
        self.which = ResultFilter.ALL
        self._make_chips()
        self.list = FilteredList(
            COLUMNS,
            self._fetch,
            name="import-result",
            title=_("What became of each row"),
            theme=theme,
            empty=("list-checks", _("There was no row in this list."), "", None),
            sort="id",
            count=self._count,
        )
        self.list.setMinimumHeight(theme.px(LEAST_LIST))
        inside = QWidget()
        inside.setObjectName("page")
        layout = column(card, self._chips, self.list, None, gap=NEAR)
        layout.setContentsMargins(EDGE, NEAR, EDGE, GAP)
        layout.setStretch(2, 10000)
        inside.setLayout(layout)
        self.setLayout(row(ScrollPage(inside), gap=0))

    def _make_chips(self) -> None:
        self._group = QButtonGroup(self)
        self.chips: dict[ResultFilter, QPushButton] = {}
        for which in ResultFilter:
            made = button(_chip_words(which).format(n=0), self._narrow)
            made.setCheckable(True)
            self._group.addButton(made)
            self.chips[which] = made
        self._chips = QWidget()
        self._chips.setLayout(row(FlowBox(*self.chips.values()), gap=0))

    @Slot()
    def _narrow(self) -> None:
        self.which = next(which for which, chip in self.chips.items() if chip.isChecked())
        self.list.reload(from_start=True)

    def _show_chips(self) -> None:
        """A chip for each kind of row that there is, with as many as the counts say."""
        for which, chip in self.chips.items():
            n = sum(self._belongs(one, which) for one in self._rows)
            chip.setText(_chip_words(which).format(n=f"{n:,}"))
            chip.setVisible(bool(n))
        self.chips[ResultFilter.ALL].setChecked(True)
        self.which = ResultFilter.ALL

    def _belongs(self, one: ResultRow, which: ResultFilter) -> bool:
        if which is ResultFilter.CHECK:
            return one.number in self._doubts
        return which is ResultFilter.ALL or one.fate is _FATES[which]

    def begin(self, outcome: ImportOutcome, *, left: bool) -> None:
        """Show what was brought in; `left` says whether there are rows to mend."""
        self._rows = outcome.result.rows
        doubted = (one for one in outcome.plan.rows if one.doubts and one.action not in PASSED)
        self._doubts = {one.row.number: " ".join(one.doubts) for one in doubted}
        self._show_chips()
        self._chips.show()
        self.title.setText(_("Brought in"))
        self.said.setText(_added_words(outcome.counts))
        self.undone.hide()
        self.mend.setVisible(left)
        self.undo.show()
        self.list.show()
        self.list.box.clear()
        self.list.table.filter = ""
        self.list.reload(from_start=True)

    def show_undone(self, undone: Undone) -> None:
        """Show the three results of taking it back: reversed, kept because edited since, could not and why."""
        self.title.setText(_("Taken back") if not (undone.kept or undone.could_not) else _("Taken back, all but a few"))
        self.said.setText(_taken_words(undone))
        rest = [_few(_("Kept, because of what happened since:"), undone.kept)] if undone.kept else []
        rest += [_few(_("Could not be taken back:"), undone.could_not)] if undone.could_not else []
        self.undone.setText("\n\n".join(rest))
        self.undone.setVisible(bool(rest))
        self.mark_taken_back()

    def mark_taken_back(self) -> None:
        """It has been taken back: it cannot be again, and what became of each row is no longer so."""
        self.undo.hide()
        self._chips.hide()
        self.list.hide()

    def show_gone(self, *, undone: bool) -> None:
        """Somebody took it back by Undo (or did it again by Redo)."""
        self.undo.setVisible(not undone)
        self._chips.setVisible(not undone)
        self.list.setVisible(not undone)
        self.title.setText(_("Taken back") if undone else _("Brought in"))
        self.undone.setText(_("This import was taken back. Redo brings it in again.") if undone else "")
        self.undone.setVisible(undone)

    def _fetch(self, *, offset: int, limit: int, sort: str, descending: bool, filter: str) -> list[ReviewLine]:
        found = self._matching(filter)
        if sort == "name":
            found = sorted(found, key=_by_name, reverse=descending)
        elif sort == "what":
            found = sorted(found, key=_by_what, reverse=descending)
        elif descending:
            found = found[::-1]
        return [
            ReviewLine(one.number, one.name, one.words, self._doubts.get(one.number, ""), TONES.get(one.fate, ""))
            for one in found[offset : offset + limit]
        ]

    def _matching(self, words: str) -> Sequence[ResultRow]:
        wanted = words.casefold().split()
        rows = [one for one in self._rows if self._belongs(one, self.which)]
        if not wanted:
            return rows
        return [one for one in rows if all(word in f"{one.name} {one.words}".casefold() for word in wanted)]

    def _count(self, words: str) -> int:
        return len(self._matching(words))


def _chip_words(which: ResultFilter) -> str:
    return {
        ResultFilter.ALL: _("All ({n})"),
        ResultFilter.CHECK: _("To check ({n})"),
        ResultFilter.LEFT_OUT: _("Left out ({n})"),
        ResultFilter.REJECTED: _("Could not be brought in ({n})"),
        ResultFilter.UNCHANGED: _("In the record or the list already ({n})"),
    }[which]


def _by_name(one: ResultRow) -> str:
    return one.name.casefold()


def _by_what(one: ResultRow) -> str:
    return one.words


def _added_words(counts: dict[str, int]) -> str:
    lines = [_("Added: {what}.").format(what=counted(counts))]
    for key, words in (
        ("duplicates", _("Left out: {n}.")),
        ("rejected", _("Could not be brought in: {n}.")),
        ("unchanged", _("In the record or the list already: {n}.")),
        ("doubtful", _("With something to check: {n}.")),
    ):
        if counts[key]:
            lines.append(words.format(n=f"{counts[key]:,}"))
    return " ".join(lines)


def _taken_words(undone: Undone) -> str:
    people = ngettext("{n} person", "{n} people", undone.people).format(n=f"{undone.people:,}")
    referrals = ngettext("{n} referral", "{n} referrals", undone.referrals).format(n=f"{undone.referrals:,}")
    places = ngettext("{n} place", "{n} places", undone.places).format(n=f"{undone.places:,}")
    return _("Taken back: {people}, {referrals} and {places}.").format(
        people=people, referrals=referrals, places=places
    )


def _few(title: str, lines: Sequence[str], most: int = 30) -> str:
    shown = list(lines[:most])
    if len(lines) > most:
        rest = len(lines) - most
        shown.append(ngettext("and {n} more", "and {n} more", rest).format(n=f"{rest:,}"))
    return "\n".join([title, *(f"•  {line}" for line in shown)])
