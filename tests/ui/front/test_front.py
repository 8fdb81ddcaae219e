"""The front door with real keys: unlocking, a new record with its sheet, recovering, restoring, the sample."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton

from artsrx.db.backups.backup import back_up
from artsrx.db.finding import find_records
from artsrx.db.folder.lock import Holder, RecordLock, read_holder
from artsrx.db.folder.staging import asides
from artsrx.db.keys import key_file, vault
from artsrx.db.keys.sheet_mark import sheet_words
from artsrx.db.opening import hold
from artsrx.db.store import Store
from artsrx.records.organisation import organisation
from artsrx.ui.front import ways_in
from artsrx.ui.front.first_run import FirstRunPage
from artsrx.ui.front.new_record import NewRecordPage, RecoverySheetPage, TypeBackPage
from artsrx.ui.front.recover import RecoverPage
from artsrx.ui.front.restore import RestorePage
from artsrx.ui.front.sample import SamplePage
from artsrx.ui.front.unlock import UnlockPage
from artsrx.ui.front.window import FrontWindow
from artsrx.ui.routes import ImportRoute

STRONG = "purple kettle marches slowly home"


class Journey:
    """A front door over a home of records, and what came of it."""

    def __init__(self, qtbot, theme, jobs, answers, home, **more):
        self.qtbot, self.answers, self.opened, self.closed = qtbot, answers, [], []
        self.door = FrontWindow(theme=theme, jobs=jobs, ask=answers, home=home, **more)
        self.door.opened.connect(self.opened.append)
        self.door.closed.connect(self._closed)
        qtbot.addWidget(self.door)
        with qtbot.waitExposed(self.door):
            self.door.show()

    def _closed(self):
        self.closed.append(True)

    @property
    def page(self):
        return self.door.page

    def type(self, field, words):
        field.line.setFocus()
        field.line.clear()
        self.qtbot.keyClicks(field.line, words)

    def wait_open(self):
        self.qtbot.waitUntil(lambda: bool(self.opened), timeout=20_000)
        return self.opened[0]

    def wait_page(self, kind):
        self.qtbot.waitUntil(lambda: isinstance(self.page, kind), timeout=20_000)
        return self.page

    def wait_error(self):
        self.qtbot.waitUntil(lambda: self.page.error.isVisible(), timeout=20_000)
        return self.page.error.text()


@pytest.fixture
def journey(qtbot, theme, jobs, answers, tmp_path):
    made = []

    def begin(home: Path | None = None, **more) -> Journey:
        home = home or tmp_path / "records"
        home.mkdir(exist_ok=True)
        made.append(Journey(qtbot, theme, jobs, answers, home, **more))
        return made[-1]

    yield begin
    for one in made:
        for opened in one.opened:
            opened.store.close()
            opened.record.lock.release()
        one.door._over = True
        one.door.close()


def test_the_first_time_there_are_four_doors(journey):
    start = journey()
    assert isinstance(start.page, FirstRunPage)
    doors = [one for one in start.page.findChildren(QPushButton) if one.objectName() == "door"]
    names = [QAccessible.queryAccessibleInterface(door).text(QAccessible.Text.Name) for door in doors]
    assert names == ["Start fresh", "Bring my spreadsheet", "Look round with sample data", "Restore a backup"]
    start.qtbot.keyClick(doors[0], Qt.Key.Key_Return)
    assert isinstance(start.wait_page(NewRecordPage), NewRecordPage)


def test_unlocking(journey, vaulted):
    start = journey(vaulted.folder.parent)
    assert isinstance(start.page, UnlockPage)
    assert start.page.heading.text() == "Riverside Arts"
    start.type(start.page._password, vaulted.password)
    start.qtbot.keyClick(start.page._password.line, Qt.Key.Key_Return)
    opened = start.wait_open()
    assert opened.record.unlocked.staff_name == "Jan"
    assert opened.store.read(organisation).name == "Riverside Arts"
    assert read_holder(vaulted.folder).staff == "Jan"


def test_a_wrong_password_waits_longer_each_time(journey, vaulted):
    start = journey(vaulted.folder.parent)
    for _time in range(3):
        start.page.clear_error()
        start.type(start.page._password, "not this one at all")
        start.page.submit()
        words = start.wait_error()
    assert "does not fit" in words
    assert start.page.go.text().startswith("Wait ")
    assert not start.page.go.isEnabled()
    start.page.submit()
    assert start.opened == []
    start.page._wait = 1
    start.page._second()
    assert start.page.go.text() == "Unlock"
    assert start.page.go.isEnabled()
    again = journey(vaulted.folder.parent)
    assert again.page.go.text().startswith("Wait ")


def test_nobody_chosen(journey, vaulted):
    key = vaulted.unlocked
    vault.add_staff(vaulted.folder, key, "Priya", STRONG)
    start = journey(vaulted.folder.parent)
    start.page.submit()
    assert "choose who you are" in start.page.error.text()
    start.page._person.combo.setCurrentIndex(1)
    start.page._prepare_for_person()
    start.type(start.page._password, STRONG)
    start.page.submit()
    assert start.wait_open().record.unlocked.staff_name == "Priya"
    assert journey(vaulted.folder.parent).page._person.value() == start.opened[0].record.unlocked.staff_id


def test_several_records(journey, vaulted, tmp_path):
    second = ways_in.make_record("Canal Street Arts", "Priya", STRONG, home=vaulted.folder.parent)
    second.opened.store.close()
    second.opened.record.lock.release()
    start = journey(vaulted.folder.parent)
    assert start.page._record.isVisible()
    names = [start.page._record.combo.itemText(n) for n in range(start.page._record.combo.count())]
    assert sorted(names) == ["Canal Street Arts", "Riverside Arts"]
    start.page._record.reset(second.opened.record.folder)
    start.page._offer_people()
    assert start.page._person.combo.currentText() == "Priya"


def test_a_record_whose_restore_was_cut_half_way_is_offered_and_finished_by_opening(journey, vaulted):
    stage = vaulted.folder / "restoring"
    stage.mkdir()
    names = ["keys.json", "keys.json.copy", "record.db"]
    for name in names:
        (vaulted.folder / name).rename(stage / name)
    (stage / "ready").write_text(json.dumps({"aside": "20260505-120000", "place": names}))
    start = journey(vaulted.folder.parent)
    assert isinstance(start.page, UnlockPage)
    assert start.page.heading.text() == "Riverside Arts"
    assert stage.exists(), "nothing is finished by looking"
    start.type(start.page._password, vaulted.password)
    start.page.submit()
    assert start.wait_open().record.unlocked.staff_name == "Jan"
    assert not stage.exists()


def test_a_record_that_is_open_in_another_window(journey, vaulted):
    lock = hold(vaulted.folder, "Jan")
    raised = []

    def raise_it(folder):
        raised.append(folder)
        return True

    start = journey(vaulted.folder.parent, already_open=raise_it)
    start.type(start.page._password, vaulted.password)
    start.page.submit()
    start.qtbot.waitUntil(lambda: bool(raised))
    assert raised == [vaulted.folder]
    assert "brought to the front" in start.wait_error()
    lock.release()


def test_a_record_left_open_on_another_computer(journey, vaulted, monkeypatch):
    elsewhere = RecordLock.take(vaulted.folder, "Jan")
    holder = elsewhere.holder
    other = Holder(holder.user, "another-computer", holder.pid, holder.since, "Priya")
    elsewhere.release()
    from dataclasses import asdict
    from datetime import datetime

    (vaulted.folder / "lock").write_text(json.dumps(asdict(other), default=datetime.isoformat))
    start = journey(vaulted.folder.parent)
    start.type(start.page._password, vaulted.password)
    start.answers.add("confirm")
    start.page.submit()
    assert start.wait_open().record.folder == vaulted.folder


def test_a_new_record_from_the_first_door_to_the_last_group(journey, tmp_path, qtbot):
    start = journey()
    start.door.choose("fresh")
    page = start.page
    assert isinstance(page, NewRecordPage)
    page.submit()
    assert page._organisation.error.isVisible()
    start.type(page._organisation, "Riverside Arts")
    page.submit()
    assert page._staff.error.isVisible()
    start.type(page._staff, "Jan")
    start.type(page._password.first, "riverside")
    page.submit()
    assert page._password.first.error.isVisible()
    assert not page._password.strength.isVisible()
    start.type(page._password.first, STRONG)
    page.submit()
    assert page._password.second.error.isVisible()
    qtbot.waitUntil(lambda: "Strong" in page._password.strength.text())
    page._password._show.click()
    assert page._password.first.line.echoMode() is QLineEdit.EchoMode.Normal
    start.type(page._password.second, STRONG)
    page.submit()
    sheet_page = start.wait_page(RecoverySheetPage)
    sheet = start.door._unfinished.sheet
    path = tmp_path / "sheet.pdf"
    start.answers.add("save file", path)
    sheet_page.save_it.emit()
    qtbot.waitUntil(path.exists, timeout=20_000)
    assert path.read_bytes().startswith(b"%PDF")
    sheet_page.submit()
    qtbot.waitUntil(lambda: bool(start.door.findChildren(QPrintPreviewDialog)), timeout=20_000)
    start.door.findChildren(QPrintPreviewDialog)[0].close()
    sheet_page.on.emit()
    back = start.page
    assert isinstance(back, TypeBackPage)
    back.submit()
    assert back.fields[0].error.isVisible()
    back.back.emit()
    assert isinstance(start.page, RecoverySheetPage)
    start.page.on.emit()
    for place, field in zip(start.page.places, start.page.fields, strict=True):
        start.type(field, sheet.groups[place].lower())
    start.page.submit()
    opened = start.wait_open()
    assert opened.route is None
    assert opened.store.read(organisation).name == "Riverside Arts"
    assert opened.record.warning == "" == sheet_words(opened.record.folder)


def test_a_new_record_that_is_given_up_leaves_nothing(journey, tmp_path):
    start = journey()
    start.door._make("Riverside Arts", "Jan", STRONG)
    start.wait_page(RecoverySheetPage)
    start.answers.add("confirm", None)
    start.door.close()
    assert start.door.isVisible()
    start.answers.add("confirm")
    start.door.close()
    start.qtbot.waitUntil(lambda: start.closed == [True])
    assert list((tmp_path / "records").iterdir()) == []


def test_a_weak_password_makes_no_folder(journey, tmp_path):
    start = journey()
    start.door._new_page(None)
    start.door._make("Riverside Arts", "Jan", "riverside arts jan")
    assert "easy to guess" in start.wait_error()
    assert list((tmp_path / "records").iterdir()) == []


def test_a_spreadsheet_is_remembered_until_the_record_is_open(journey, tmp_path):
    path = tmp_path / "list.xlsx"
    start = journey()
    start.answers.add("open file", path)
    start.door.choose("sheet")
    assert isinstance(start.page, NewRecordPage)
    start.door._make("Riverside Arts", "Jan", STRONG)
    start.wait_page(RecoverySheetPage)
    start.door._open_made_record()
    assert start.wait_open().route == ImportRoute(path)


def test_a_spreadsheet_dropped_on_the_doors(journey, tmp_path):
    start = journey()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "list.csv"))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    start.door.dragEnterEvent(enter)
    assert enter.isAccepted()
    start.door.dropEvent(QDropEvent(QPoint(5, 5), copy, data, left, none))
    assert isinstance(start.page, NewRecordPage)


def test_the_recovery_sheet(journey, vaulted):
    start = journey(vaulted.folder.parent)
    start.page._ask_recover()
    page = start.page
    assert isinstance(page, RecoverPage)
    page._groups.notes.setPlainText("NOT A SHEET")
    page._password.first.line.setText(STRONG)
    page._password.second.line.setText(STRONG)
    page.submit()
    assert start.wait_error()
    page._groups.notes.setPlainText(" ".join(vaulted.sheet.groups).lower())
    page.submit()
    opened = start.wait_open()
    assert vault.unlock(vaulted.folder, opened.record.unlocked.staff_id, STRONG)


def test_the_recovery_sheet_asks_who(journey, vaulted):
    vault.add_staff(vaulted.folder, vaulted.unlocked, "Priya", STRONG)
    start = journey(vaulted.folder.parent)
    start.page._ask_recover()
    start.page.submit()
    assert start.page._person.error.isVisible()
    start.page._person.reset(vaulted.unlocked.staff_id)
    start.page.submit()
    assert start.page._password.first.error.isVisible()
    start.page.back.emit()
    assert isinstance(start.page, UnlockPage)


def make_backup(vaulted) -> Path:
    store = Store.open(vaulted.folder, vaulted.unlocked.key, staff_id=vaulted.unlocked.staff_id)
    made = back_up(vaulted.folder, vaulted.unlocked.key, sequence=store.sequence)
    store.close()
    return made.path


@pytest.mark.parametrize("there", [True, False])
def test_restoring_a_backup(journey, vaulted, tmp_path, there):
    backup = make_backup(vaulted)
    home = vaulted.folder.parent if there else tmp_path / "new home"
    start = journey(home)
    start.answers.add("open file", backup)
    start.door.choose("restore")
    page = start.page
    assert isinstance(page, RestorePage)
    start.type(page._password, "not this one at all")
    page.submit()
    assert "does not fit" in start.wait_error()
    start.type(page._password, vaulted.password)
    page.submit()
    opened = start.wait_open()
    assert (opened.record.folder == vaulted.folder) is there
    assert opened.store.read(organisation).name == "Riverside Arts"
    assert bool(asides(opened.record.folder)) is there


def test_what_is_no_backup(journey, tmp_path):
    start = journey()
    path = tmp_path / "x.artsrxbackup"
    path.write_bytes(b"not a backup")
    start.answers.add("open file", path)
    start.answers.add("trouble")
    start.door.choose("restore")
    assert isinstance(start.page, FirstRunPage)


def test_looking_round(journey):
    start = journey()
    start.door.choose("sample")
    page = start.page
    assert isinstance(page, SamplePage)
    password = page._password.value()
    assert len(password.split()) >= 4
    page.submit()
    opened = start.wait_open()
    facts = opened.store.read(organisation)
    assert facts.sample
    assert opened.record.note == password
    opened.store.close()
    opened.record.lock.release()
    found = find_records(opened.record.folder.parent)
    assert vault.unlock(found[0].folder, key_file.people(found[0].folder)[0].id, password)
    start.opened.clear()


def test_a_record_in_another_folder(journey, vaulted, tmp_path):
    start = journey(tmp_path / "empty home")
    (tmp_path / "nothing").mkdir()
    start.door.show_doors(first_time=False)
    start.answers.add("folder", tmp_path / "nothing")
    start.answers.add("trouble")
    start.door.choose("open")
    start.answers.add("folder", vaulted.folder)
    start.door.choose("open")
    assert isinstance(start.page, UnlockPage)
    start.page.others.emit()
    assert isinstance(start.page, FirstRunPage)


def test_closing_the_door_closes_the_program(journey):
    start = journey()
    start.door.close()
    assert start.closed == [True]


def test_every_control_of_every_page_has_a_name(journey, vaulted):
    start = journey(vaulted.folder.parent)
    pages = [
        lambda: None,
        start.page._ask_recover,
        lambda: start.door._new_page(None),
        lambda: start.door.choose("sample"),
        lambda: start.door.show_doors(first_time=False),
    ]
    named = 0
    for show in pages:
        show()
        for widget in start.page.findChildren(QAbstractButton) + start.page.findChildren(QLineEdit):
            if widget.isVisible():
                assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget
                named += 1
    assert named > 2 * len(pages)


@pytest.mark.parametrize("size", [100, 200, 300])
def test_the_band_steps_aside(journey, theme, size):
    start = journey()
    theme.set_size(size)
    start.door.resize(700, 700)
    start.door._backdrop.resize(700, 700)
    assert start.door._backdrop._band.isVisible() is (size == 100)
    theme.set_size(100)
    start.door.grab()
