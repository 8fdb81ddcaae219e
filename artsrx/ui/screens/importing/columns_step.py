"""Step 1: which sheet, which row holds the headings, and what each column is brought in as."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from artsrx.domain.i18n import _, ngettext
from artsrx.exchange.fields import SEVERAL, Field, field_words
from artsrx.exchange.reading import Cell, Sheet, SpreadsheetFile
from artsrx.exchange.row_reader import shown
from artsrx.exchange.table_area import LOOKED_AT, ListLayout, guess_below, guess_sheet, headings, sheet_of
from artsrx.ui.buttons import button, primary
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.inputs.choices import ChoiceField
from artsrx.ui.inputs.tick import TickField
from artsrx.ui.page_parts import EDGE, GAP, NEAR, clear, column, page, text
from artsrx.ui.scroll_page import ScrollPage

SAMPLES = 3
LOOKED_THROUGH = 200
LONG = 40
# What the list of heading rows offers for a sheet without headings.
NO_HEADINGS = -1


class ColumnsStep(QWidget):
    """Shows a mapping and lets it be changed: `changed()` after each change, with the new one in `mapping`."""

    changed = Signal()

    def __init__(self, *, today: Callable[[], date], on: Callable[[], object], another: Callable[[], object]) -> None:
        super().__init__()
        self._today = today
        self._sheets: SpreadsheetFile
        self.mapping: ListLayout
        self.fields: dict[int, ChoiceField] = {}
        self.file = text("", "lede")
        self.sheet = ChoiceField(_("Sheet"), save=self._choose_sheet, name="sheet")
        self.header = ChoiceField(_("The headings are in"), save=self._choose_header, name="header")
        self.places = TickField(
            _("Give a place on the group also where the status is blank"), save=self._give_places, name="places"
        )
        self._grid_box = QVBoxLayout()
        self.said = text("", "strong")
        self.wrong = text("", "error")
        self.on = primary(_("Go on: check rows"), on)
        card = QFrame()
        card.setObjectName("card")
        card.setLayout(column(self._grid_box, edge=20))
        inside = page(self.file, self.sheet, self.header, card, self.places, None, gap=GAP)
        self._scroll = ScrollPage(inside)
        foot = QFrame()
        foot.setObjectName("panel")
        foot.setLayout(
            column(
                self.said, self.wrong, FlowBox(self.on, button(_("Choose another file"), another)), gap=NEAR, edge=GAP
            )
        )
        foot.setContentsMargins(EDGE - GAP, 0, 0, 0)
        layout = column(self._scroll, foot, gap=0)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def begin(self, sheets: SpreadsheetFile, mapping: ListLayout) -> None:
        """Show a file that was read."""
        self._sheets = sheets
        self.mapping = mapping
        self.file.setText(_("In {file}. Is each column taken for the right thing?").format(file=sheets.file_name))
        names = [(place, _sheet_words(sheet)) for place, sheet in enumerate(sheets.sheets)]
        self.sheet.set_choices(names)
        self.sheet.setVisible(len(names) > 1)
        self._show()

    def say(self, words: str, wrong: str = "") -> None:
        """Say what the list comes to as it is read now, or why it cannot be read so."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))

    def _now(self) -> Sheet | None:
        sheets = self._sheets.sheets
        return sheets[self.mapping.sheet] if self.mapping.sheet < len(sheets) else None

    def _show(self) -> None:
        """Show the mapping as it is now, from the sheet down."""
        self.sheet.reset(self.mapping.sheet)
        sheet = self._now()
        rows = sheet.rows[:LOOKED_AT] if sheet else ()
        offered = [(place, _row_words(place, row)) for place, row in enumerate(rows) if any(map(_has_content, row))]
        self.header.set_choices([*offered, (NO_HEADINGS, _("no row: there are no headings"))])
        self.header.reset(NO_HEADINGS if self.mapping.header is None else self.mapping.header)
        self.header.setVisible(not self.mapping.turned)
        self._show_columns(sheet)

    def _show_columns(self, sheet: Sheet | None) -> None:
        clear(self._grid_box)
        self.fields = {}
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(NEAR)
        for place, words in enumerate((_("Column"), _("The first entries"), _("Brought in as"))):
            grid.addWidget(text(words, "label"), 0, place)
        for stretch, share in enumerate((3, 5, 4)):
            grid.setColumnStretch(stretch, share)
        if sheet is not None:
            self._fill(grid)
        self._grid_box.addWidget(holder)
        self._offer_places()

    def _offer_places(self) -> None:
        """Ask about blank statuses where the list has groups and statuses."""
        self.places.setVisible(bool(self.mapping.places(Field.STATUS) and self.mapping.places(Field.PROGRAMME)))
        self.places.reset(self.mapping.place_if_blank)

    def _give_places(self, give: bool) -> None:
        self.mapping = replace(self.mapping, place_if_blank=give)
        self.changed.emit()

    def _fill(self, grid: QGridLayout) -> None:
        sheet = sheet_of(self._sheets, self.mapping)
        titles = headings(sheet, self.mapping.header, self.mapping.two_rows)
        body = sheet.rows[self.mapping.first_row : self.mapping.first_row + LOOKED_THROUGH]
        for place, field in enumerate(self.mapping.columns):
            title = shown(titles[place]) if place < len(titles) and _has_content(titles[place]) else ""
            samples = _samples(body, place)
            if not title and not samples:
                continue
            name = title or _("Column {letter}").format(letter=letters(place))
            made = ChoiceField(name, _offered_fields(), save=partial(self._choose, place), blank=_("Not brought in"))
            made.setObjectName(f"column_{place}")
            made.label.hide()
            made.reset(field)
            made.combo.setAccessibleName(_("{column} is brought in as").format(column=name))
            made.combo.setAccessibleDescription(_("For example {samples}").format(samples=", ".join(samples)))
            self.fields[place] = made
            line = grid.rowCount()
            grid.addWidget(text(name, "strong"), line, 0)
            grid.addWidget(text("   ·   ".join(samples), "muted"), line, 1)
            if place in self.mapping.by_contents:
                grid.addWidget(text(_("Guessed by what stands in it: please check."), "wait"), line + 1, 1)
            grid.addWidget(made, line, 2)

    def _choose(self, place: int, field: Field | None) -> None:
        """A field that only one column may feed is taken from the column that fed it before."""
        if field is not None and field not in SEVERAL:
            for other in self.mapping.places(field):
                self.mapping = self.mapping.with_column(other, None)
                if other in self.fields and other != place:
                    self.fields[other].reset(None)
        self.mapping = self.mapping.with_column(place, field)
        self._offer_places()
        self.changed.emit()

    def _choose_sheet(self, place: int) -> None:
        self.mapping = guess_sheet(self._sheets, place, today=self._today())
        self._show()
        self.changed.emit()

    def _choose_header(self, place: int) -> None:
        header = None if place == NO_HEADINGS else place
        self.mapping = guess_below(self._sheets, self.mapping.sheet, header, today=self._today())
        self._show_columns(self._now())
        self.changed.emit()


def letters(place: int) -> str:
    """The letters that a spreadsheet gives column `place` (from 0): A, B, … Z, AA."""
    found = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _offered_fields() -> list[tuple[Field, str]]:
    return [(field, field_words(field)) for field in Field]


def _has_content(cell: Cell) -> bool:
    return cell is not None and bool(str(cell).strip())


def _samples(body: tuple[tuple[Cell, ...], ...], place: int) -> list[str]:
    """The first few different entries of a column."""
    found: list[str] = []
    for row in body:
        if place < len(row) and _has_content(row[place]):
            words = _short(" ".join(shown(row[place]).split()))
            if words not in found:
                found.append(words)
            if len(found) == SAMPLES:
                break
    return found


def _short(words: str) -> str:
    return words if len(words) <= LONG else words[: LONG - 1] + "…"


def _sheet_words(sheet: Sheet) -> str:
    size = ngettext("{n} row", "{n} rows", len(sheet.rows)).format(n=f"{len(sheet.rows):,}")
    pattern = _("{name} ({size}, hidden)") if sheet.hidden else _("{name} ({size})")
    return pattern.format(name=sheet.name, size=size)


def _row_words(place: int, row: tuple[Cell, ...]) -> str:
    cells = ", ".join(shown(cell) for cell in row if _has_content(cell))
    return _("row {n}: {cells}").format(n=place + 1, cells=cells if len(cells) <= 90 else cells[:89] + "…")
