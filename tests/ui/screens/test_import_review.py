"""What somebody sees before and after bringing a list in: counts that agree, words that are true, room for the rows."""

import openpyxl
import pytest
from PySide6.QtWidgets import QLabel

from artsrx.records.imports.plan import Choice
from artsrx.ui.routes import ImportRoute
from artsrx.ui.screens.importing.result import ResultFilter
from artsrx.ui.screens.importing.review import ReviewFilter
from artsrx.ui.screens.importing.screen import ImportScreen
from tests.ui.screens.test_importing import LOG, WAIT, planned_again, read, to_rows, today


@pytest.fixture
def screen(qtbot, vault_desk):
    made = ImportScreen(vault_desk, today=today)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    with qtbot.waitExposed(made):
        made.show()
    made.open(ImportRoute())
    return made


@pytest.fixture
def sheet(tmp_path):
    def write(*rows):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / "list.xlsx")
        return tmp_path / "list.xlsx"

    return write


def test_the_result_lists_which_rows_its_counts_mean(qtbot, screen, sheet):
    path = sheet(
        ("Name", "DOB", "Phone"),
        ("Ada Bell", "31/2/51", "07700 900123"), ("Adaa Bell", "", "07700 900123"), ("", "", "07700 900124"),
        ("Ben Cole", "4/5/1960", "07700 900125"),
    )  # fmt: skip
    to_rows(qtbot, screen, path)
    chips = screen.rows_step.chips
    counts = screen.review.outcome.counts
    assert chips[ReviewFilter.CHECK].text() == f"To check ({counts['doubtful']})"
    screen.rows_step.on.click()
    screen.bring_in_step.do.click()
    qtbot.waitUntil(lambda: screen.outcome is not None, timeout=WAIT)
    page = screen.result_page
    shown = {which: chip.text() for which, chip in page.chips.items() if not chip.isHidden()}
    assert shown == {
        ResultFilter.ALL: "All (4)", ResultFilter.CHECK: "To check (1)", ResultFilter.LEFT_OUT: "Left out (1)",
        ResultFilter.REJECTED: "Could not be brought in (1)",
    }  # fmt: skip
    for which, names in (
        (ResultFilter.CHECK, ["Ada Bell"]),
        (ResultFilter.LEFT_OUT, ["Adaa Bell"]),
        (ResultFilter.REJECTED, [""]),
    ):
        page.chips[which].click()
        assert [line.name for line in page.list.table.rows] == names
    page.chips[ResultFilter.CHECK].click()
    assert [line.check for line in page.list.table.rows] == ["Date of birth: There is no 31 February 51."]


def test_nothing_is_called_added_that_is_not_brought_in(qtbot, screen, sheet):
    rows = (("Name", "Phone", "Referred by"), ("Ada Bell", "07700 900123", "Bev"), ("Adaa Bell", "07700 900123", "Bev"))
    to_rows(qtbot, screen, sheet(*rows))
    screen.review.decide(3, Choice.SAME)
    screen.rows_step.decided.emit()
    qtbot.waitUntil(lambda: screen._foreseeing is None, timeout=WAIT)
    lines = screen.review.lines(ReviewFilter.NOT_IN, limit=9)
    assert [line.what for line in lines] == ["This is in the list already."]
    assert not any("added" in line.what.casefold() for line in lines)


def test_a_list_without_referrals_promises_none(qtbot, screen, sheet):
    to_rows(qtbot, screen, sheet(("Name", "Phone"), ("Ada Bell", "07700 900123"), ("Adaa Bell", "07700 900123")))
    screen.review.decide(3, Choice.DIFFERENT)
    screen.rows_step.decided.emit()
    qtbot.waitUntil(lambda: screen._foreseeing is None, timeout=WAIT)
    assert [line.what for line in screen.review.lines(ReviewFilter.DUPLICATES, limit=9)] == [
        "A different person: added."
    ]


def test_the_list_of_rows_takes_the_windows_height(qtbot, screen):
    to_rows(qtbot, screen)
    view = screen.rows_step.list.view
    assert view.viewport().height() > screen.height() / 2
    assert view.viewport().height() // view.rowHeight(0) >= 10


def test_places_for_blank_statuses_are_given_only_if_asked(qtbot, screen):
    read(qtbot, screen, LOG)
    assert screen.review.outcome.counts["places"] == 22
    assert not screen.columns_step.places.isHidden()
    screen.columns_step.places.box.click()
    planned_again(qtbot, screen)
    qtbot.waitUntil(lambda: screen.review is not None, timeout=WAIT)
    assert screen.review.outcome.counts["places"] == 27


def test_a_column_known_by_its_contents_is_marked(qtbot, screen, sheet):
    read(qtbot, screen, sheet(("Ada Bell", "07700 900123"), ("Ben Cole", "07700 900124")))
    texts = [label.text() for label in screen.columns_step.findChildren(QLabel)]
    assert texts.count("Guessed by what stands in it: please check.") == 2
    assert screen.columns_step.places.isHidden()
