"""Bringing a list in on screen: columns, rows, the one button, the result, and back from everywhere."""

import os
import threading
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel

from artsrx.domain.errors import Refused, StoreError
from artsrx.exchange.fields import Field
from artsrx.records import people
from artsrx.records.imports.plan import Choice
from artsrx.ui.jobs import Cancelled, Reporter
from artsrx.ui.routes import ImportRoute, PeopleRoute, ReferralsRoute
from artsrx.ui.screens.importing import columns_step as columns_page
from artsrx.ui.screens.importing.jobs import bring_in as write_all
from artsrx.ui.screens.importing.review import ReviewFilter
from artsrx.ui.screens.importing.screen import ImportScreen

TODAY = date(2026, 6, 30)
LOG = Path(__file__).parents[2] / "data" / "referral-log.xlsx"
WAIT = 30_000


def today():
    return TODAY


@pytest.fixture
def said(vault_desk):
    words = []
    vault_desk.said.connect(lambda saying: words.append(saying.words))
    return words


@pytest.fixture
def screen(qtbot, vault_desk, said):
    made = ImportScreen(vault_desk, today=today)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    with qtbot.waitExposed(made):
        made.show()
    made.open(ImportRoute())
    return made


@pytest.fixture
def sheet(tmp_path):
    def write(*rows, name="list.xlsx"):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return write


def read(qtbot, screen, path):
    screen.open(ImportRoute(path))
    qtbot.waitUntil(lambda: screen.review is not None, timeout=WAIT)
    assert screen.pages.currentWidget() is screen.columns_step


def to_rows(qtbot, screen, path=LOG):
    read(qtbot, screen, path)
    screen.columns_step.on.click()
    assert screen.pages.currentWidget() is screen.rows_step


def bring_in(qtbot, screen, path=LOG):
    to_rows(qtbot, screen, path)
    qtbot.waitUntil(lambda: screen._foreseeing is None, timeout=WAIT)
    screen.rows_step.on.click()
    screen.bring_in_step.do.click()
    qtbot.waitUntil(lambda: screen.outcome is not None, timeout=WAIT)
    assert screen.pages.currentWidget() is screen.result_page


def everybody(desk):
    return desk.read(people.people_list, today=TODAY, limit=500).total


def combo(screen, place, field):
    made = screen.columns_step.fields[place]
    values = [value for value, _words in made._choices]
    made.combo.setCurrentIndex(values.index(field))
    made.combo.activated.emit(values.index(field))


def planned_again(qtbot, screen):
    qtbot.waitUntil(lambda: screen._job is None and not screen._pause.isActive(), timeout=WAIT)


def test_the_whole_way_by_keyboard(qtbot, screen, vault_desk, answers, tmp_path):
    assert screen.main() is screen.choose_file.button
    to_rows(qtbot, screen)
    assert screen.rows_step.said.text() == (
        "46 people, 46 referrals and 22 places will be added. 3 rows may be people already there and are left out unless "
        "you choose. 18 rows have something to check."
    )
    view = screen.rows_step.list.view
    assert view.current().name == "Aoifee Begum"
    qtbot.keyClick(view, Qt.Key.Key_D)
    assert view.current().name == "Caryss Begum"
    qtbot.keyClick(view, Qt.Key.Key_S)
    assert view.current().name == "Briann Smith"
    qtbot.keyClick(view, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: screen._foreseeing is None, timeout=WAIT)
    assert screen.review.undecided() == []
    assert screen.rows_step.said.text().startswith("47 people, 48 referrals and 23 places will be added. ")
    assert everybody(vault_desk) == 0
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen.bring_in_step.main() is screen.bring_in_step.do
    assert screen.bring_in_step.do.text() == "Bring in 47 people"
    qtbot.keyClick(screen.bring_in_step.do, Qt.Key.Key_Return)
    assert screen._progress.isVisible()
    qtbot.waitUntil(lambda: screen.outcome is not None, timeout=WAIT)
    assert screen.result_page.said.text() == (
        "Added: 47 people, 48 referrals and 23 places. Left out: 1. With something to check: 18."
    )
    assert everybody(vault_desk) == 47
    assert len(list((vault_desk.record.folder / "backups").glob("*.artsrxbackup"))) == 1
    answers.add("save file", tmp_path / "mend.xlsx")
    screen.result_page.mend.click()
    rows = list(openpyxl.load_workbook(tmp_path / "mend.xlsx").active.values)
    assert len(rows) == 2
    assert "Briann Smith" in rows[1]
    answers.add("confirm")
    screen.result_page.undo.click()
    qtbot.waitUntil(lambda: screen._progress is None, timeout=WAIT)
    assert screen.result_page.said.text() == "Taken back: 47 people, 48 referrals and 23 places."
    assert screen.result_page.undo.isHidden()
    assert everybody(vault_desk) == 0


def test_the_chosen_row_is_shown_beside_its_twin(qtbot, screen):
    to_rows(qtbot, screen)
    texts = [label.text() for label in screen.rows_step.compare.findChildren(QLabel)]
    assert "This row" in texts
    assert "Row 17" in texts
    assert "5 March 1941" in texts
    screen.rows_step.compare.buttons[Choice.SAME].click()
    assert screen.review.choices == {18: Choice.SAME}
    screen.rows_step.list.view.choose(18)
    assert screen.rows_step.compare.buttons[Choice.SAME].isChecked()


def test_a_key_on_a_row_that_asks_nothing_does_nothing(qtbot, screen):
    to_rows(qtbot, screen)
    screen.rows_step.chips[ReviewFilter.ALL].click()
    screen.rows_step.list.view.selectRow(0)
    qtbot.keyClick(screen.rows_step.list.view, Qt.Key.Key_S)
    assert screen.review.choices == {}


def test_chips_and_filter(qtbot, screen):
    to_rows(qtbot, screen)
    rows = screen.rows_step
    assert [chip.text() for chip in rows.chips.values()] == [
        "All (52)", "To check (18)", "Duplicates (3)", "Not brought in (6)",
    ]  # fmt: skip
    rows.chips[ReviewFilter.NOT_IN].click()
    what = [line.what for line in rows.list.table.rows]
    assert any(words.startswith("Not a person: “") for words in what)
    assert sum(words.startswith("Please choose. ") for words in what) == 3
    rows.chips[ReviewFilter.ALL].click()
    rows.list.box.setText("begum aoi")
    rows.list._narrow()
    assert [line.name for line in rows.list.table.rows] == ["Aoife Begum", "Aoifee Begum"]
    rows.list.box.setText("nobody at all")
    rows.list._narrow()
    assert rows.compare.buttons == {}
    rows._show_all()
    rows.list._clear()
    rows.list.table.sort(1)
    names = [line.name for line in rows.list.table.rows if line.name]
    assert names == sorted(names, key=str.casefold)
    rows.list.table.sort(0, Qt.SortOrder.DescendingOrder)
    assert rows.list.table.rows[0].id > rows.list.table.rows[1].id


def test_keys_answer_at_once_after_the_chip_of_duplicates(qtbot, screen):
    to_rows(qtbot, screen)
    rows = screen.rows_step
    rows.list.view.selectRow(0)
    qtbot.mouseClick(rows.chips[ReviewFilter.DUPLICATES], Qt.MouseButton.LeftButton)
    assert rows.list.view.hasFocus()
    first = rows.list.view.current()
    assert first.id == screen.review.undecided()[0]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_L)
    assert screen.review.choices == {first.id: Choice.LEAVE_OUT}


def test_each_remark_about_the_list_has_a_line_of_its_own(qtbot, screen):
    to_rows(qtbot, screen)
    remarks = screen.review.plan.incoming.remarks
    assert len(remarks) == 3
    assert screen.rows_step.remarks.text().splitlines() == list(remarks)


def test_the_same_row_twice_in_one_list_is_in_the_list_already(qtbot, screen, sheet):
    once = ["Ann Lee", "1 May 1950", "07700 900123", "2 June 2026"]
    again = ["Anne Lee", *once[1:]]
    to_rows(qtbot, screen, sheet(["Name", "Date of birth", "Phone", "Date of referral"], once, again))
    rows = screen.rows_step
    rows.chips[ReviewFilter.DUPLICATES].click()
    qtbot.keyClick(rows.list.view, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: "1 row is in the record or the list already." in rows.said.text(), timeout=WAIT)
    assert "This is in the list already." in [row.words for row in screen.review.outcome.result.rows]


def test_every_date_is_in_words(qtbot, screen):
    read(qtbot, screen, LOG)
    said = " ".join(
        screen.columns_step.fields[place].combo.accessibleDescription() for place in sorted(screen.columns_step.fields)
    )
    assert "9 April 2025" in said


def test_columns_are_guessed_and_may_be_changed(qtbot, screen, sheet):
    path = sheet(["Who", "Also", "Born"], ["Ann Lee", "Bea Poe", "3/4/1951"], ["Cy Day", "Di Eve", "1950"])
    read(qtbot, screen, path)
    assert screen.columns_step.mapping.columns[0] is Field.NAME
    assert screen.columns_step.sheet.isHidden()
    combo(screen, 0, None)
    planned_again(qtbot, screen)
    assert "No column of names was found" in screen.columns_step.wrong.text()
    assert screen.review is None
    assert not screen.steps.buttons[1].isEnabled()
    combo(screen, 0, Field.NAME)
    combo(screen, 1, Field.NAME)
    assert screen.columns_step.fields[0].value() is None
    screen.columns_step.on.click()
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.rows_step, timeout=WAIT)
    assert [line.name for line in screen.review.lines(ReviewFilter.ALL, limit=9)] == ["Bea Poe", "Di Eve"]


def test_another_heading_row_and_another_sheet(qtbot, screen, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Name", "Phone"])
    book.active.append(["Ann Lee", "07700 900123"])
    book.active.append(["Bea Poe", "07700 900124"])
    book.create_sheet("More").append(["Name"])
    book["More"].append(["Cy Day"])
    book.save(tmp_path / "two.xlsx")
    read(qtbot, screen, tmp_path / "two.xlsx")
    assert not screen.columns_step.sheet.isHidden()
    screen.columns_step.sheet.combo.activated.emit(screen.columns_step.sheet.combo.setCurrentIndex(1) or 1)
    planned_again(qtbot, screen)
    assert [line.name for line in screen.review.lines(ReviewFilter.ALL, limit=9)] == ["Cy Day"]
    screen.columns_step.sheet.combo.activated.emit(screen.columns_step.sheet.combo.setCurrentIndex(0) or 0)
    last = screen.columns_step.header.combo.count() - 1
    screen.columns_step.header.combo.activated.emit(screen.columns_step.header.combo.setCurrentIndex(last) or 0)
    planned_again(qtbot, screen)
    assert screen.columns_step.mapping.header is None
    assert screen.columns_step.fields[1].combo.accessibleName() == "Column B is brought in as"


def test_letters_of_columns():
    assert [columns_page.letters(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (LOG.read_bytes()[:4000], "damaged or incomplete"), (b"\x00\x01\x02" * 900, "something else")],
)
def test_what_cannot_be_read_is_said_and_nothing_is_lost(qtbot, screen, tmp_path, data, words):
    path = tmp_path / "list.xlsx"
    path.write_bytes(data)
    screen.open(ImportRoute(path))
    qtbot.waitUntil(lambda: screen.choose_file.error.isVisible(), timeout=WAIT)
    assert words in screen.choose_file.button.accessibleDescription()
    assert "Nothing was changed." in screen.choose_file.button.accessibleDescription()
    assert screen.main() is screen.choose_file.button
    read(qtbot, screen, LOG)
    assert screen.choose_file.error.isHidden()


def test_a_file_that_is_gone(qtbot, screen, tmp_path):
    screen.open(ImportRoute(tmp_path / "gone.xlsx"))
    screen.read(tmp_path / "gone.xlsx")
    qtbot.waitUntil(lambda: screen.choose_file.error.isVisible(), timeout=WAIT)


def test_choosing_by_the_button_and_again(qtbot, screen, answers):
    answers.add("open file", LOG)
    screen.choose_file.button.click()
    assert screen.main() is screen.choose_file.stop
    qtbot.waitUntil(lambda: screen.review is not None, timeout=WAIT)
    screen.open(ImportRoute(LOG))
    assert screen.pages.currentWidget() is screen.columns_step
    screen.open(ImportRoute())
    assert screen.pages.currentWidget() is screen.columns_step


def test_reading_is_cancelled(qtbot, screen, jobs):
    screen.open(ImportRoute(LOG))
    screen.choose_file.stop.click()
    assert "Stopped" in screen.choose_file.button.accessibleDescription()
    qtbot.waitUntil(lambda: not jobs.busy, timeout=WAIT)
    assert screen.pages.currentWidget() is screen.choose_file
    read(qtbot, screen, LOG)
    screen._plan_again_soon()
    screen._plan()
    screen._job.cancel()
    qtbot.waitUntil(lambda: screen._job is None, timeout=WAIT)
    assert "Stopped" in screen.columns_step.wrong.text()
    screen.columns_step.on.click()
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.rows_step, timeout=WAIT)


def test_back_always_works(qtbot, screen):
    to_rows(qtbot, screen)
    screen.steps.buttons[2].click()
    assert screen.pages.currentWidget() is screen.bring_in_step
    for page in (screen.rows_step, screen.columns_step, screen.choose_file):
        assert screen.back()
        assert screen.pages.currentWidget() is page
    assert not screen.back()
    assert [button.isEnabled() for button in screen.steps.buttons] == [False, False, False]


def test_the_record_changes_meanwhile(qtbot, screen, vault_desk, said):
    to_rows(qtbot, screen)
    qtbot.keyClick(screen.rows_step.list.view, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: screen._foreseeing is None, timeout=WAIT)
    vault_desk.do("add a person", people.add, given="Kwame", family="MacDonald", on=TODAY)
    screen.rows_step.on.click()
    qtbot.waitUntil(lambda: screen.review is not None, timeout=WAIT)
    assert screen.pages.currentWidget() is screen.rows_step
    assert any("compared again" in words for words in said)
    assert screen.review.choices == {18: Choice.DIFFERENT}
    screen.rows_step.on.click()
    vault_desk.do("add a person", people.add, given="Ann", family="Lee", on=TODAY)
    screen.bring_in_step.do.click()
    qtbot.waitUntil(lambda: screen.review is not None, timeout=WAIT)
    assert screen.pages.currentWidget() is screen.rows_step
    assert everybody(vault_desk) == 2
    screen._show_write_error(Refused("The record has changed."))
    qtbot.waitUntil(lambda: screen.review is not None, timeout=WAIT)


def test_the_same_file_again_changes_nothing(qtbot, screen, vault_desk):
    bring_in(qtbot, screen)
    screen.open(ImportRoute(LOG))
    assert screen.pages.currentWidget() is screen.result_page
    screen.result_page.again.click()
    to_rows(qtbot, screen)
    screen.rows_step.on.click()
    assert screen.bring_in_step.title.text() == "There is nothing to bring in"
    assert screen.bring_in_step.main() is screen.bring_in_step.back
    assert everybody(vault_desk) == 46


def test_cancel_before_the_first_row(qtbot, screen, vault_desk, said):
    to_rows(qtbot, screen)
    screen.rows_step.on.click()
    screen.bring_in_step.do.click()
    doing = screen._progress
    qtbot.keyClick(doing, Qt.Key.Key_Escape)
    assert doing.words.text() == "Stopping …"
    doing.close()
    assert doing.isVisible()
    qtbot.waitUntil(lambda: screen._progress is None, timeout=WAIT)
    assert said[-1] == "Stopped. Nothing was changed."
    assert screen.outcome is None
    assert everybody(vault_desk) == 0


def test_cancel_half_way_takes_everything_back(qtbot, screen, vault_desk):
    to_rows(qtbot, screen)
    stop = threading.Event()

    def stop_soon(done, total, words):
        if done:
            stop.set()

    with pytest.raises(Cancelled):
        write_all(vault_desk.store, screen.review.plan, {}, stop, Reporter(stop_soon))
    assert everybody(vault_desk) == 0
    assert vault_desk.store.undo_label is None


def test_no_backup_no_import(qtbot, screen, vault_desk, answers):
    to_rows(qtbot, screen)
    screen.rows_step.on.click()
    (vault_desk.record.folder / "backups").write_bytes(b"")
    answers.add("trouble")
    screen.bring_in_step.do.click()
    qtbot.waitUntil(lambda: screen._progress is None, timeout=WAIT)
    assert everybody(vault_desk) == 0
    assert screen.pages.currentWidget() is screen.bring_in_step


def test_what_was_edited_since_is_kept(qtbot, screen, vault_desk, answers):
    bring_in(qtbot, screen)
    somebody = vault_desk.read(people.people_list, today=TODAY, text="Zoe Hughes", limit=1).rows[0].id
    vault_desk.do("change a phone", people.change, participant=somebody, field="phone", value="07700 900999", on=TODAY)
    answers.add("confirm")
    screen.result_page.undo.click()
    qtbot.waitUntil(lambda: screen._progress is None, timeout=WAIT)
    assert "Zoë Hughes" in screen.result_page.undone.text()
    assert screen.result_page.title.text() == "Taken back, all but a few"
    assert everybody(vault_desk) == 1


def test_undo_and_redo_from_the_menu(qtbot, screen, vault_desk, answers):
    bring_in(qtbot, screen)
    vault_desk.undo()
    assert screen.result_page.title.text() == "Taken back"
    assert screen.result_page.undo.isHidden()
    vault_desk.redo()
    assert screen.result_page.title.text() == "Brought in"
    vault_desk.undo()
    answers.add("trouble")
    screen._take_back()
    qtbot.waitUntil(lambda: screen._progress is None, timeout=WAIT)


def test_afterwards(qtbot, screen, vault_desk, answers, tmp_path):
    went = []
    vault_desk.navigate.connect(went.append)
    bring_in(qtbot, screen)
    screen.result_page.people.click()
    screen.result_page.referrals.click()
    assert went == [PeopleRoute(), ReferralsRoute()]
    result = screen.result_page.list
    result.box.setText("left")
    result.box.setText("perhaps")
    result._narrow()
    assert len(result.table.rows) == 3
    result._clear()
    for column in (1, 2, 0):
        result.table.sort(column, Qt.SortOrder.DescendingOrder)
    assert result.table.rows[0].id > 50
    answers.add("save file", tmp_path / "no" / "folder.xlsx")
    answers.add("trouble")
    screen.result_page.mend.click()
    screen.open(ImportRoute())
    assert screen.pages.currentWidget() is screen.choose_file


def test_trouble_while_reading_or_comparing(qtbot, screen, answers):
    trouble = StoreError("The disk failed.", "Everything saved is safe.", "Try again.")
    answers.add("trouble")
    screen._show_read_error(trouble)
    read(qtbot, screen, LOG)
    answers.add("trouble")
    screen._show_plan_error(trouble)
    assert [asked.title for asked in answers.asked] == [trouble.happened] * 2


def test_fifty_thousand_rows_are_pages(qtbot, screen, tmp_path):
    names = "\n".join(f"Person{n:05} Test,{1 + n % 28}/{1 + n % 12}/{1930 + n % 70}" for n in range(3000))
    path = tmp_path / "big.csv"
    path.write_text(f"Name,Date of birth\n{names}\nPerson00001 Test,2/2/1931\n", encoding="utf-8")
    to_rows(qtbot, screen, path)
    screen.rows_step.chips[ReviewFilter.ALL].click()
    assert len(screen.rows_step.list.table.rows) == 200
    assert screen.rows_step._go_to(2500)
    assert screen.rows_step.list.view.current().id == 2500


def test_every_control_has_a_name(qtbot, screen):
    to_rows(qtbot, screen)
    for page in range(screen.pages.count()):
        screen.pages.setCurrentIndex(page)
        for widget in screen.findChildren(QAbstractButton) + screen.findChildren(QComboBox):
            if widget.isVisible():
                assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget


def test_old_files_are_read_again(qtbot, screen, sheet):
    path = sheet(["Name"], ["Ann Lee"], ["Bea Poe"])
    read(qtbot, screen, path)
    sheet(["Name"], ["Cy Day"], ["Di Eve"], ["Ed Fox"])
    os.utime(path, (1, 1))
    screen.open(ImportRoute(path))
    qtbot.waitUntil(lambda: screen.review is not None and len(screen.review.plan.rows) == 3, timeout=WAIT)
