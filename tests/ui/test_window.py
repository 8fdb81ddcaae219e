"""The one window: going, finding, undoing by name, status line, leaving."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QAccessible, QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from artsrx.records import organisation as organisations
from artsrx.records import people
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.leaving import Leaving
from artsrx.ui.page_parts import column
from artsrx.ui.routes import (
    ImportRoute,
    PeopleRoute,
    PersonRoute,
    ProgrammeRoute,
    ProgrammesRoute,
    SettingsRoute,
    TodayRoute,
)
from artsrx.ui.screen import Screen, ScreenEntry
from artsrx.ui.window import Window


class Plain(Screen[Any]):
    """A screen that remembers what it was asked."""

    help_words = "Here you see everything."

    def __init__(self, desk):
        super().__init__(desk)
        self.opened, self.reads, self.steps, self.printed, self.added = [], 0, 0, 0, 0
        self.field = TextField("Name", save=self._save)
        self.saved = []
        self.setLayout(column(self.field, None))

    def _save(self, value):
        self.saved.append(value)

    def open(self, route):
        self.opened.append(route)

    def refresh(self):
        self.reads += 1

    def back(self):
        self.steps -= 1
        return self.steps >= 0

    def main(self):
        return self.field

    def print_list(self):
        self.printed += 1

    def add(self):
        self.added += 1


ADA = UUID(int=3)
ENTRIES = (
    ScreenEntry("today", "Today", "sun", (TodayRoute,), Plain, TodayRoute()),
    ScreenEntry("people", "People", "users", (PeopleRoute, PersonRoute), Plain, PeopleRoute()),
    ScreenEntry("programmes", "Programmes", "palette", (ProgrammesRoute, ProgrammeRoute), Plain, ProgrammesRoute()),
    ScreenEntry("import", "Bring in a spreadsheet", "upload", (ImportRoute,), Plain, under=PeopleRoute),
)


@pytest.fixture
def window(qtbot, vault_desk):
    made = Window(vault_desk, ENTRIES, staff="Jan")
    qtbot.addWidget(made, before_close_func=force)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: not vault_desk.jobs.busy)
    return made


def force(window):
    window._done = True


def add_person(desk, given="Dilys", family="Pritchard"):
    return desk.do("add a person", people.add, on=date.today(), given=given, family=family).result


def shown(window):
    return window.screens.here.key


def test_sidebar_keys_and_way_back(qtbot, window):
    assert shown(window) == "today"
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shown(window) == "people"
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert shown(window) == "programmes"
    assert window.title.text() == "Programmes"
    assert window.findChild(QAbstractButton, "go_programmes").isChecked()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert shown(window) == "people"
    window.screens.back()
    assert shown(window) == "today"
    window.screens.back()
    assert shown(window) == "today"


def test_a_screen_goes_back_inside_itself_first(window):
    window.go(PersonRoute(ADA))
    window.screens.now().steps = 1
    window.screens.back()
    assert shown(window) == "people"
    assert window.screens.now().opened == [PersonRoute(ADA)]


def test_a_link_between_screens(qtbot, window):
    window.desk.go(PersonRoute(ADA))
    assert window.screens.now().opened == [PersonRoute(ADA)]
    window.screens.now().titled.emit("Dilys Pritchard")
    assert window.title.text() == "Dilys Pritchard"
    window.desk.go(SettingsRoute())
    assert "no screen" in window.toast._words.text()


def test_what_is_typed_is_saved_before_the_screen_goes(qtbot, window):
    page = window.screens.now()
    page.field.line.setFocus()
    qtbot.keyClicks(page.field.line, "Ada")
    window.go(PeopleRoute())
    assert page.saved == ["Ada"]


def test_undo_is_named(qtbot, window):
    assert not window.menus.undo.isEnabled()
    add_person(window.desk)
    assert window.menus.undo.text() == "&Undo add a person"
    assert "All changes saved" in window.status_bar.saved.text()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.menus.redo.text() == "&Redo add a person"
    assert not window.menus.undo.isEnabled()
    window.menus.show_undo()


@pytest.mark.parametrize("size", [100, 150])
def test_a_toast_covers_no_control_and_moves_nothing(qtbot, window, size):
    window.desk.theme.set_size(size)
    window.resize(1280, 800)
    page = window.screens
    qtbot.waitUntil(lambda: window.status_bar.height() >= window.status_bar.minimumHeight() > 0)
    for _turn in range(3):
        QApplication.processEvents()
    before = page.geometry()
    window.desk.say("Saved: that is kept.", undo=True)
    for _turn in range(3):
        QApplication.processEvents()
    assert page.geometry() == before
    toast = window.toast
    shown = QRect(toast.mapToGlobal(QPoint(0, 0)), toast.size())
    assert not shown.intersects(QRect(page.mapToGlobal(QPoint(0, 0)), page.size()))
    assert window.status_bar.rect().contains(QRect(window.status_bar.mapFromGlobal(shown.topLeft()), shown.size()))
    for control in window.findChildren(QAbstractButton):
        if control.isVisible() and not toast.isAncestorOf(control):
            assert not shown.intersects(QRect(control.mapToGlobal(QPoint(0, 0)), control.size())), control.text()


def test_a_toast_leaves_cancel_free(qtbot, window):
    window.status_bar._work.show()
    QApplication.processEvents()
    window.desk.say("Words that go on for a while. " * 4)
    stop, toast = window.status_bar._stop, window.toast
    assert toast.mapToGlobal(QPoint(toast.width(), 0)).x() <= stop.mapToGlobal(QPoint(0, 0)).x()


def test_refused_and_toast_with_undo(qtbot, window):
    add_person(window.desk)
    window.desk.say("Added.", undo=True)
    assert window.toast.isVisible()
    qtbot.mouseClick(window.toast._undo, Qt.MouseButton.LeftButton)
    assert window.desk.store.undo_label is None
    window.desk.refused.emit("That cannot be.", "")
    assert window.toast._words.text() == "That cannot be."
    assert not window.toast._undo.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.toast.isVisible()


def test_finding_somebody(qtbot, window):
    person = add_person(window.desk)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.finder.hasFocus()
    qtbot.keyClicks(window.finder, "prit dil")
    assert window.finder.hits.isVisible()
    qtbot.keyClick(window.finder, Qt.Key.Key_Down)
    qtbot.keyClick(window.finder, Qt.Key.Key_Up)
    qtbot.keyClick(window.finder, Qt.Key.Key_Return)
    assert shown(window) == "people"
    assert window.screens.now().opened == [PersonRoute(person)]
    assert not window.finder.hits.isVisible()


def test_finding_in_spite_of_a_slip(qtbot, window):
    person = add_person(window.desk)
    window.finder.begin()
    qtbot.keyClicks(window.finder, "pritchrad")
    qtbot.waitUntil(lambda: len(window.finder.hits._shown) == 1)
    assert window.finder.hits._shown[0].id == person
    window.finder.hits._pick_clicked(window.finder.hits._list.item(0))
    assert shown(window) == "people"


def test_finding_nobody_and_leaving_the_box(qtbot, window):
    field = window.screens.now().field.line
    field.setFocus()
    window.finder.begin()
    qtbot.keyClicks(window.finder, "zz")
    assert "Nobody" in window.finder.hits._nothing.text()
    qtbot.keyClick(window.finder, Qt.Key.Key_Return)
    qtbot.keyClick(window.finder, Qt.Key.Key_Backspace)
    qtbot.keyClick(window.finder, Qt.Key.Key_Backspace)
    assert not window.finder.hits.isVisible()
    qtbot.keyClick(window.finder, Qt.Key.Key_Escape)
    assert field.hasFocus()


def test_panes_in_a_circle(qtbot, window):
    window.screens.now().main().setFocus()
    window.menu_actions.next_pane()
    assert window.finder.hasFocus()
    window.menu_actions.next_pane()
    assert window.sidebar.isAncestorOf(window.focusWidget())
    window.menu_actions.next_pane()
    assert window.screens.now().isAncestorOf(window.focusWidget())


def test_the_menu_reaches_the_screen(qtbot, window, answers):
    page = window.screens.now()
    reads = page.reads
    window.menu_actions.read_again()
    window.menu_actions.print_list()
    window.menu_actions.add()
    assert (page.reads, page.printed, page.added) == (reads + 1, 1, 1)
    answers.add("tell")
    window.menu_actions.help()
    assert "Here you see everything." in answers.asked[-1].words
    answers.add("tell")
    window.menu_actions.keys()
    answers.add("tell")
    window.menu_actions.about()
    page.field.line.setFocus()
    qtbot.keyClicks(page.field.line, "Ada")
    window.menu_actions.say_saved()
    assert page.saved == ["Ada"]
    answers.add("open file", Path("list.xlsx"))
    window.menu_actions.bring_in()
    assert shown(window) == "import"
    assert window.findChild(QAbstractButton, "go_people").isChecked()


def test_every_action_shows_its_key(window):
    plain = ("File", "Edit", "Go to", "View", "Help")
    free = {"As the computer", "Light", "Dark", "High contrast", "Show movement", "About ArtsRx"}
    shown = set()
    for action in window.findChildren(QAction):
        words = action.text().replace("&", "")
        if words and words not in plain and action.menu() is None and action.associatedObjects():
            assert (words in free) != bool(action.shortcut().toString()), words
            shown.add(words)
    assert free <= shown
    assert len(shown) > 25


def test_no_key_twice(window):
    keys = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_themes_and_movement_from_the_menu(window, theme):
    for action in window.findChildren(QAction):
        if action.data() == "dark":
            action.trigger()
    assert theme.colours.name == "dark"
    window.menus._motion.trigger()
    assert not theme.motion


def test_a_dropped_spreadsheet_goes_to_the_import(window, tmp_path):
    path = tmp_path / "list.xlsx"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPoint(5, 5), copy, data, left, none))
    assert shown(window) == "import"
    assert window.screens.now().opened == [ImportRoute(path)]
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "photo.png"))])
    window.dropEvent(QDropEvent(QPoint(5, 5), copy, data, left, none))
    data.setUrls([])
    window.dropEvent(QDropEvent(QPoint(5, 5), copy, data, left, none))
    assert len(window.screens.now().opened) == 1


def test_backing_up_now(qtbot, window):
    assert window.status_bar.backup.text() == "No backup yet"
    add_person(window.desk)
    window.menu_actions.back_up_now()
    qtbot.waitUntil(lambda: "checked" in window.toast._words.text())
    assert "Last good backup" in window.status_bar.backup.text()
    window.menu_actions.back_up_now()
    qtbot.waitUntil(lambda: "Nothing has changed" in window.toast._words.text())


def test_closing_makes_a_backup_first(qtbot, window, vaulted):
    add_person(window.desk)
    with qtbot.waitSignal(window.left) as heard:
        window.close()
        assert window.isVisible()
    assert heard.args == [Leaving.CLOSE]
    assert not window.isVisible()
    assert list((vaulted.folder / "backups").glob("*.artsrxbackup"))


@pytest.mark.parametrize("way", ["stay", "close"])
def test_closing_without_a_backup_is_asked(qtbot, window, vaulted, answers, way):
    (vaulted.folder / "backups").write_bytes(b"in the way")
    answers.add("choose", way)
    window.close()
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert window.isVisible() is (way == "stay")
    assert window.isEnabled()
    (vaulted.folder / "backups").unlink()


def test_locking_saves_what_is_typed(qtbot, window):
    page = window.screens.now()
    page.field.line.setFocus()
    qtbot.keyClicks(page.field.line, "Ada")
    with qtbot.waitSignal(window.left) as heard:
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert heard.args == [Leaving.LOCK]
    assert page.saved == ["Ada"]


def test_unlocking_again_goes_where_one_was(qtbot, window):
    window.go(ProgrammeRoute(ADA))
    with qtbot.waitSignal(window.left):
        window.departure.lock()
    window.go(TodayRoute())
    window.resume()
    assert window.screens.now().opened[-1] == ProgrammesRoute()
    window.go(ImportRoute(Path("list.xlsx")))
    window.departure.lock()
    window.resume()
    assert shown(window) == "import"


def test_leaving_for_something_else(qtbot, window):
    with qtbot.waitSignal(window.left):
        window.desk.leave(print)
    assert window.departure.after is print


def test_the_sample_says_so_and_goes_in_one_click(qtbot, window):
    assert not window.banner.isVisible()
    with qtbot.waitSignal(window.left) as heard:
        window.departure.remove_sample()
    assert heard.args == [Leaving.REMOVE_SAMPLE]


def test_a_sample_in_which_something_was_tried_is_asked_about(qtbot, window, answers):
    window.desk.do("rename", organisations.change, field="name", value="Canal Street Arts")
    answers.add("confirm", None)
    window.departure.remove_sample()
    assert window.isVisible()
    answers.add("confirm")
    with qtbot.waitSignal(window.left) as heard:
        window.departure.remove_sample()
    assert heard.args == [Leaving.REMOVE_SAMPLE]


def test_the_organisation_is_shown_as_it_is_now(window, theme):
    window.desk.do("rename", organisations.change, field="name", value="Canal Street Arts")
    assert window.windowTitle().startswith("Canal Street Arts")
    assert window.sidebar._organisation.text() == "Canal Street Arts"
    window.desk.do("colour", organisations.change, field="colour", value="#0b6e4f")
    assert theme.accent == "#0b6e4f"
    theme.set_accent(None)


def test_little_room_leaves_the_pictures(qtbot, window):
    window.resize(1400, 800)
    assert window.findChild(QAbstractButton, "go_people").text() == "People"
    window.resize(600, 700)
    window._fit()
    button = window.findChild(QAbstractButton, "go_people")
    assert button.text() == ""
    assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == "People"


def test_every_control_has_a_name(window):
    seen = [one for kind in (QAbstractButton, QLineEdit) for one in window.findChildren(kind) if one.isVisible()]
    assert len(seen) > 5
    for widget in seen:
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget


def test_long_work_is_shown_and_can_be_stopped(qtbot, window):
    def work(reporter):
        reporter.tell(1, 2, "Half")
        while True:
            reporter.check()

    window.desk.work(work, print, title="Working")
    qtbot.waitUntil(lambda: window.status_bar._doing.text() == "Half")
    assert window.status_bar._work.isVisible()
    window.status_bar._cancel()
    qtbot.waitUntil(lambda: not window.status_bar._work.isVisible())
