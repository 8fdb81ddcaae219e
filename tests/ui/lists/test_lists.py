"""The one table model and its list: pages, order, filter, selection by id, copying, printing."""

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

from artsrx.ui.lists.filtered_list import FilteredList
from artsrx.ui.lists.printing import as_html
from artsrx.ui.lists.row_model import PAGE, ListColumn, RowModel
from artsrx.ui.lists.row_view import as_tabs


@dataclass(frozen=True, slots=True)
class Line:
    id: int
    name: str
    sessions: int


class Rows:
    """Stands in for SQL: sorts, narrows and cuts pages, and counts how many rows were ever asked for."""

    def __init__(self, many: int) -> None:
        self.lines = [Line(number, f"Person {number:04d}", number % 7) for number in range(many)]
        self.read = 0

    def __call__(self, *, offset, limit, sort, descending, filter):
        found = [line for line in self.lines if filter.casefold() in line.name.casefold()]
        found.sort(key=lambda line: (getattr(line, sort), line.id), reverse=descending)
        page = found[offset : offset + limit]
        self.read += len(page)
        return page


COLUMNS = (
    ListColumn("name", "Name", lambda line: line.name, width=20),
    ListColumn(
        "sessions",
        "Sessions",
        lambda line: str(line.sessions),
        number=True,
        tone=lambda line: "wait" if line.sessions else "",
    ),
)


@pytest.fixture
def table(theme):
    made = RowModel(COLUMNS, Rows(1000), theme=theme)
    made.reload()
    return made


@pytest.fixture
def people(qtbot, theme):
    made = FilteredList(
        COLUMNS,
        Rows(1000),
        name="test",
        title="People",
        theme=theme,
        empty=("users", "No people yet.", "Add a person", None),
    )
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.reload()
    return made


def test_the_contract_of_the_model(qtmodeltester, table):
    qtmodeltester.check(table, force_py=True)


def test_only_what_is_scrolled_to_is_read(table):
    assert table.rowCount() == PAGE
    assert table.canFetchMore(table.index(-1, -1))
    table.fetchMore(table.index(-1, -1))
    assert table.rowCount() == 2 * PAGE
    assert len(table.every_row()) == 1000
    for _page in range(5):
        table.fetchMore(table.index(-1, -1))
    assert table.rowCount() == 1000
    assert not table.canFetchMore(table.index(-1, -1))


def test_sorting_is_asked_of_the_query(table):
    table.sort(0, Qt.SortOrder.DescendingOrder)
    assert table.rows[0].name == "Person 0999"
    assert table.rowCount() == PAGE
    table.sort(5)
    assert table.sort_key == "name"


def test_a_row_is_a_sentence(table):
    index = table.index(3, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Name: Person 0003, Sessions: 3"
    assert table.index(3, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Sessions: 3"


def test_roles(table, theme):
    assert table.index(3, 1).data(Qt.ItemDataRole.ForegroundRole).name().upper() == theme.colours.wait
    assert table.index(0, 1).data(Qt.ItemDataRole.ForegroundRole) is None
    assert table.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert table.headerData(0, Qt.Orientation.Horizontal) == "Name"
    assert "sort" in table.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert table.headerData(0, Qt.Orientation.Vertical) is None
    assert table.headerData(9, Qt.Orientation.Horizontal) is None


def test_the_selection_is_kept_by_id(people):
    assert people.view.choose(5)
    people.table.sort(0, Qt.SortOrder.DescendingOrder)
    people.table.sort(0, Qt.SortOrder.AscendingOrder)
    people.view.choose(5)
    people.reload()
    assert people.view.current().id == 5
    assert [line.id for line in people.view.selected()] == [5]
    assert not people.view.choose("nobody")


def test_typing_in_the_box_narrows(qtbot, people):
    qtbot.keyClicks(people.box, "0042")
    qtbot.waitUntil(lambda: people.table.rowCount() == 1)
    qtbot.keyClick(people.box, Qt.Key.Key_Return)
    assert people.view.current().id == 42
    assert people.counted.text() == "1 row"


def test_nothing_found_offers_everything(qtbot, people):
    qtbot.keyClicks(people.box, "zzz")
    qtbot.keyClick(people.box, Qt.Key.Key_Return)
    assert not people.view.isVisible()
    people._clear()
    assert people.view.isVisible()
    assert people.counted.text() == "More than 200"


def test_enter_and_double_click_open(qtbot, people):
    people.view.choose(7)
    with qtbot.waitSignal(people.view.opened) as heard:
        qtbot.keyClick(people.view, Qt.Key.Key_Return)
    assert heard.args == [7]
    with qtbot.waitSignal(people.view.chosen) as heard:
        people.view.choose(8)
    assert heard.args == [8]
    with qtbot.waitSignal(people.view.opened):
        people.view.doubleClicked.emit(people.table.index(0, 0))


def test_an_empty_list_has_a_sentence_and_a_button(qtbot, theme):
    pressed = []
    made = FilteredList(
        COLUMNS,
        Rows(0),
        name="none",
        title="People",
        theme=theme,
        empty=("users", "No people yet.", "Add", lambda: pressed.append(1)),
    )
    qtbot.addWidget(made)
    made.show()
    made.reload()
    assert not made.view.isVisible()


def test_copying_takes_headings_along(qtbot, people):
    people.view.choose(5)
    qtbot.keyClick(people.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Name\tSessions"
    assert len(lines) == 1001


def test_a_copied_cell_is_never_a_formula():
    lines = [
        Line(1, '=HYPERLINK("x")', 0),
        Line(2, "+44 7700 900123", 0),
        Line(3, "@x", 0),
        Line(4, "a\tb\nc", 0),
        Line(5, "-", 0),
    ]
    copied = [line.split("\t")[0] for line in as_tabs(COLUMNS, lines).split("\n")[1:]]
    assert copied == ['\'=HYPERLINK("x")', "+44 7700 900123", "'@x", "a b c", "-"]


def test_widths_are_remembered(qtbot, theme, people):
    people.view.setColumnWidth(0, 311)
    again = FilteredList(COLUMNS, Rows(3), name="test", title="People", theme=theme, empty=("users", "None.", "", None))
    qtbot.addWidget(again)
    assert again.view.columnWidth(0) == 311


def test_a_list_made_in_a_small_place_takes_the_room_it_is_given(qtbot, theme):
    made = FilteredList(COLUMNS, Rows(3), name="small", title="People", theme=theme, empty=("users", "None.", "", None))
    qtbot.addWidget(made)
    made.resize(120, 90)
    made.show()
    made.resize(1200, 500)
    letter = made.view.fontMetrics().averageCharWidth()
    assert made.view.columnWidth(0) >= letter * COLUMNS[0].width
    assert not QSettings().contains("lists/small"), "nobody chose these widths"


def test_larger_text_makes_taller_rows(people, theme):
    before = people.view.verticalHeader().defaultSectionSize()
    theme.set_size(200)
    people.view.measure()
    assert people.view.verticalHeader().defaultSectionSize() > before
    theme.set_size(100)


def test_a_list_prints_with_a_preview(qtbot, people, tmp_path):
    people.view.print_list()
    previews = people.view.findChildren(QPrintPreviewDialog)
    assert len(previews) == 1
    printer = previews[0]._printer
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "list.pdf"))
    previews[0]._draw(printer)
    previews[0].close()
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")


def test_a_printed_list_escapes_every_word():
    page = as_html("People & places", COLUMNS, [Line(1, "<b>Ada</b>", 3)], date(2026, 4, 3))
    assert "&lt;b&gt;Ada&lt;/b&gt;" in page
    assert "People &amp; places" in page
    assert "3 April 2026, 1 row" in page


def test_a_screen_reader_finds_the_table_by_its_title(people):
    interface = QAccessible.queryAccessibleInterface(people.view)
    assert interface.text(QAccessible.Text.Name) == "People"
