"""Step 2: every row with what will happen to it, chips to narrow the list, and the chosen row beside it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSplitter, QWidget

from artsrx.domain.i18n import _
from artsrx.records.imports.plan import Action, Choice
from artsrx.ui.buttons import button, primary
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.lists.filtered_list import FilteredList
from artsrx.ui.lists.row_model import NOWHERE, ListColumn
from artsrx.ui.page_parts import EDGE, GAP, NEAR, column, row, text
from artsrx.ui.screens.importing.compare import CompareRow
from artsrx.ui.screens.importing.review import ImportReview, ReviewFilter, ReviewLine, would_be
from artsrx.ui.scroll_page import ScrollPage
from artsrx.ui.theme import Theme

LEAST_LIST = 260
# Narrower than so many letters, the chosen row stands under the list.
ROOMY = 130
SHARES = (4, 3)
CHOICE_KEYS = (("S", Choice.SAME), ("D", Choice.DIFFERENT), ("L", Choice.LEAVE_OUT))


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
    ListColumn("name", _("Name"), _name, 16),
    ListColumn("what", _("What will happen"), _what, 30, sorts=False, tone=_tone),
    ListColumn("check", _("To check"), _check, 14, sorts=False),
)


class RowsStep(QWidget):
    """`decided()` after an answer about a probable duplicate; the answer is in the review."""

    decided = Signal()

    def __init__(self, theme: Theme, *, on: Callable[[], object], back: Callable[[], object]) -> None:
        super().__init__()
        self.review: ImportReview | None = None
        self.which = ReviewFilter.ALL
        self.said = text("", "strong")
        self.remarks = text("", "muted")
        self.compare = CompareRow(theme)
        self.compare.chose.connect(self._chose)
        self._make_chips()
        self.list = FilteredList(
            COLUMNS,
            self._fetch,
            name="import-rows",
            title=_("Rows of the list"),
            theme=theme,
            empty=("list-checks", _("No row is of this kind."), _("Show all rows"), self._show_all),
            sort="id",
            count=self._count,
        )
        self.list.view.chosen.connect(self._show_row)
        self.list.table.modelReset.connect(self._show_now)
        self.list.setMinimumHeight(theme.px(LEAST_LIST))
        self.compare.setMinimumHeight(theme.px(LEAST_LIST))
        # The list has the whole height of the window: what is said of all rows stands beside it, over the row chosen.
        rows, beside = QWidget(), QWidget()
        for made, parts in ((rows, (self._chips, self.list)), (beside, (self.said, self.remarks, self.compare))):
            inner = column(*parts, gap=NEAR)
            inner.setStretch(len(parts) - 1, 1)
            made.setLayout(inner)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        # Each scrolls by itself: a splitter does not ask how tall lines that wrap are.
        self._split.addWidget(ScrollPage(rows))
        self._split.addWidget(ScrollPage(beside))
        for place, share in enumerate(SHARES):
            self._split.setStretchFactor(place, share)
        self._split.setSizes([share * 100 for share in SHARES])
        self._make_keys()
        self.on = primary(_("Go on: bring in"), on)
        foot = QFrame()
        foot.setObjectName("panel")
        foot.setLayout(column(FlowBox(self.on, button(_("Back to the columns"), back)), edge=GAP))
        foot.setContentsMargins(EDGE - GAP, 0, 0, 0)
        inside = QWidget()
        inside.setObjectName("page")
        layout = column(self._split)
        layout.setContentsMargins(EDGE, NEAR, EDGE, NEAR)
        inside.setLayout(layout)
        whole = column(ScrollPage(inside), foot, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _make_chips(self) -> None:
        self._group = QButtonGroup(self)
        self.chips: dict[ReviewFilter, QPushButton] = {}
        for which in ReviewFilter:
            made = button("", self._narrow)
            made.setCheckable(True)
            self._group.addButton(made)
            self.chips[which] = made
        self.chips[ReviewFilter.ALL].setChecked(True)
        self._chips = QWidget()
        self._chips.setLayout(row(FlowBox(*self.chips.values()), gap=0))

    def _make_keys(self) -> None:
        for key, choice in CHOICE_KEYS:
            for place in (self.list.view, self.compare):
                made = QShortcut(QKeySequence(key), place)
                made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                made.setProperty("choice", choice.value)
                made.activated.connect(self._decide_by_key)

    def begin(self, review: ImportReview) -> None:
        """Show a plan: the first row that waits for an answer, else the first with something to check."""
        self.review = review
        filled = (ReviewFilter.DUPLICATES if review.undecided() else ReviewFilter.CHECK, ReviewFilter.CHECK)
        which = next((one for one in filled if review.count(one)), ReviewFilter.ALL)
        self.chips[which].setChecked(True)
        self.which = which
        self.list.box.clear()
        self.list.table.filter = ""
        self.list.reload(from_start=True)
        self.renew()
        if not self._go_to(review.next_undecided(0)) and self.list.table.rows:
            self.list.view.selectRow(0)

    def renew(self) -> None:
        """Show again what the choices come to."""
        if self.review is None:
            return
        self.said.setText(would_be(self.review))
        self.remarks.setText("\n".join(self.review.plan.incoming.remarks))
        self.remarks.setVisible(bool(self.remarks.text()))
        for which, chip in self.chips.items():
            words = {
                ReviewFilter.ALL: _("All ({n})"),
                ReviewFilter.CHECK: _("To check ({n})"),
                ReviewFilter.DUPLICATES: _("Duplicates ({n})"),
                ReviewFilter.NOT_IN: _("Not brought in ({n})"),
            }[which]
            chip.setText(words.format(n=f"{self.review.count(which):,}"))
        self.list.reload()

    @Slot()
    def _show_now(self) -> None:
        """After the list was read again: the current row as it is now, or that there is none."""
        now = self.list.view.current()
        self._show_row(now.id if now else None)

    @Slot(object)
    def _show_row(self, number: int | None) -> None:
        line = self.list.view.current()
        if self.review is None or number is None or line is None:
            self.compare.show_row(None, None, "")
            return
        self.compare.show_row(self.review.planned(number), self.review.choices.get(number), line.what)

    # -- choosing -------------------------------------------------------------------------------------------------

    @Slot()
    def _decide_by_key(self) -> None:
        self._decide(Choice(self.sender().property("choice")))

    @Slot(str)
    def _chose(self, choice: str) -> None:
        self._decide(Choice(choice))

    def _decide(self, choice: Choice) -> None:
        """Answer for the current row, then go to the next that waits; the key does nothing on any other row."""
        line = self.list.view.current()
        planned = self.review.planned(line.id) if self.review and line else None
        if self.review is None or planned is None or planned.action is not Action.ASK:
            return
        self.review.decide(planned.row.number, choice)
        following = self.review.next_undecided(planned.row.number)
        self.list.reload()
        self.list.view.setFocus()
        self._go_to(following)
        self.decided.emit()

    def _go_to(self, number: int | None) -> bool:
        """Make this row current, reading on to where it stands; False where it is not in what is shown."""
        if number is None:
            return False
        table = self.list.table
        while table.line_of(number) is None and table.canFetchMore(NOWHERE):
            table.fetchMore(NOWHERE)
        return self.list.view.choose(number)

    # -- narrowing ------------------------------------------------------------------------------------------------

    @Slot()
    def _narrow(self) -> None:
        self.which = next(which for which, chip in self.chips.items() if chip.isChecked())
        self.list.reload(from_start=True)
        # The keys S, D and L work at once on the first that waits.
        asks = (
            self.which is ReviewFilter.DUPLICATES
            and self.review is not None
            and self._go_to(self.review.next_undecided(0))
        )
        if not asks and self.list.table.rows and self.list.view.current() is None:
            self.list.view.selectRow(0)
        if self.which is ReviewFilter.DUPLICATES:
            self.list.view.setFocus()

    @Slot()
    def _show_all(self) -> None:
        self.chips[ReviewFilter.ALL].setChecked(True)
        self._narrow()

    def _fetch(self, *, offset: int, limit: int, sort: str, descending: bool, filter: str) -> Sequence[ReviewLine]:
        if self.review is None:
            return ()
        return self.review.lines(
            self.which, words=filter, sort=sort, descending=descending, offset=offset, limit=limit
        )  # fmt: skip

    def _count(self, words: str) -> int:
        return self.review.count(self.which, words) if self.review else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().averageCharWidth() * ROOMY
        self._split.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
