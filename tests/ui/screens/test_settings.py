"""Settings: each card saves by itself, keys are made in the worker, an import is taken back, the look is checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from artsrx.db.backups.backup import backups_in
from artsrx.db.backups.integrity import Findings
from artsrx.db.folder.staging import asides
from artsrx.db.keys import key_file, vault
from artsrx.domain.contrast import contrast
from artsrx.domain.errors import Refused, StoreError
from artsrx.exchange import importing
from artsrx.records import organisation, people, sample
from artsrx.records.find import find
from artsrx.ui.desk import Desk
from artsrx.ui.routes import ImportRoute, ScreenRoute
from artsrx.ui.screens.settings.brand import SUGGESTED, contrast_words
from artsrx.ui.screens.settings.screen import SettingsScreen
from artsrx.ui.theme import ColourScheme
from tests.ui.conftest import PASSWORD

TODAY = date(2026, 6, 1)
NEW = "otter violin lantern eleven"


@pytest.fixture
def said(vault_desk: Desk) -> list[str]:
    heard: list[str] = []
    vault_desk.said.connect(lambda saying: heard.append(saying.words))
    return heard


@pytest.fixture
def screen(qtbot, vault_desk: Desk) -> SettingsScreen:
    return shown(qtbot, vault_desk)


def shown(qtbot, desk: Desk) -> SettingsScreen:
    made = SettingsScreen(desk)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    with qtbot.waitExposed(made):
        made.show()
    return made


def facts(desk: Desk) -> organisation.OrganisationFacts:
    return desk.read(organisation.organisation)


def type_in(field, words: str) -> None:
    field.line.setText(words)
    field.line.editingFinished.emit()


def password(fields, first: str, second: str | None = None) -> None:
    fields.first.line.setText(first)
    fields.second.line.setText(first if second is None else second)


def names(screen: SettingsScreen) -> str:
    box = screen.staff._people
    return " | ".join(box.itemAt(place).widget().text() for place in range(box.count()))


# -- the organisation -------------------------------------------------------------------------------------------------


def test_each_field_is_saved_when_it_is_left(screen, vault_desk) -> None:
    card = screen.organisation
    assert screen.main() is card.name
    type_in(card.email, "hello@riverside.example")
    type_in(card.phone, "01632 960120")
    type_in(card.word, "social prescriber")
    type_in(card.days, "10")
    card.address.notes.setPlainText("1 Quay Street\nPorthwen")
    card.address.commit()
    kept = facts(vault_desk)
    assert (kept.email, kept.phone, kept.link_worker_word, kept.answer_days, kept.address) == (
        "hello@riverside.example", "01632 960120", "social prescriber", 10, "1 Quay Street\nPorthwen",
    )  # fmt: skip
    type_in(card.days, "0")
    assert card.days.error.text().startswith("Not saved.")
    assert facts(vault_desk).answer_days == 10


def test_a_new_name_is_known_at_the_front_door_too_and_undo_takes_both_back(screen, vault_desk, vaulted) -> None:
    type_in(screen.organisation.name, "Harbour Arts")
    assert facts(vault_desk).name == key_file.organisation(vaulted.folder) == "Harbour Arts"
    vault_desk.undo()
    assert facts(vault_desk).name == key_file.organisation(vaulted.folder) == "Riverside Arts"
    type_in(screen.organisation.name, "")
    assert "needs a name" in screen.organisation.name.error.text()
    assert facts(vault_desk).name == "Riverside Arts"


def test_keys_that_cannot_be_read_are_said_in_words(screen, vaulted, answers, vault_desk) -> None:
    for name in ("keys.json", "keys.json.copy"):
        (vaulted.folder / name).unlink()
    answers.add("trouble")
    screen.organisation.show_facts(facts(vault_desk))
    answers.add("trouble")
    screen.staff.refresh()
    assert len({asked.words for asked in answers.asked}) == 1
    assert len(answers.asked) == 2


# -- logo and colour --------------------------------------------------------------------------------------------------


def test_a_colour_is_checked_before_it_is_kept(screen, vault_desk, said) -> None:
    card = screen.brand
    type_in(card.colour, "1f5c3d")
    assert facts(vault_desk).colour == card.colour.line.text() == "#1f5c3d"
    assert "contrast of 7.9 to 1" in card.contrast.text()
    assert said == []
    type_in(card.colour, "#f6f6f6")
    assert "too pale" in card.colour.error.text()
    type_in(card.colour, "grass")
    assert "six letters and digits" in card.colour.error.text()
    assert facts(vault_desk).colour == "#1f5c3d"
    type_in(card.colour, "#4a90a4")
    darker = facts(vault_desk).colour
    assert darker != "#4a90a4" and contrast(darker, "#ffffff") >= 4.5
    assert said == ["Made a little darker, so that it can be read on paper."]
    card.plum.click()
    assert facts(vault_desk).colour == "" and not card.plum.isEnabled()


def test_every_colour_that_is_offered_can_be_read(screen, vault_desk) -> None:
    assert all(contrast(colour, "#ffffff") >= 4.5 for colour, _name in SUGGESTED)
    screen.brand.swatches[2].click()
    assert facts(vault_desk).colour == SUGGESTED[2][0]
    assert [swatch.isChecked() for swatch in screen.brand.swatches].count(True) == 1
    screen.brand.keep_colour("nothing")
    assert screen.brand.colour.error.text().startswith("Not saved.")
    assert "plum" in contrast_words("")


def test_a_logo_is_checked_shown_and_removed(qtbot, screen, vault_desk, answers, tmp_path) -> None:
    file = tmp_path / "logo.png"
    Image.new("RGB", (1800, 300), "#1f5c3d").save(file)
    answers.add("open file", file)
    screen.brand.pick.click()
    qtbot.waitUntil(lambda: facts(vault_desk).logo is not None, timeout=20_000)
    assert not screen.brand.picture.pixmap().isNull()
    assert screen.brand.remove.isVisibleTo(screen)
    screen.brand.remove.click()
    assert facts(vault_desk).logo is None
    assert screen.brand.none.isVisibleTo(screen)
    vault_desk.undo()
    assert facts(vault_desk).logo is not None


@pytest.mark.parametrize("content", [b"not a picture", None])
def test_a_file_that_is_no_logo_is_refused_in_words(qtbot, screen, vault_desk, answers, tmp_path, content) -> None:
    file = tmp_path / "logo.png"
    if content is not None:
        file.write_bytes(content)
    answers.add("trouble")
    screen.brand.take_logo(file)
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=20_000)
    assert facts(vault_desk).logo is None


def test_a_picture_of_many_megabytes_is_not_even_read(qtbot, screen, answers, tmp_path) -> None:
    file = tmp_path / "logo.png"
    with file.open("wb") as empty:
        empty.truncate(41_000_000)
    answers.add("trouble")
    screen.brand.take_logo(file)
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=20_000)
    assert "40 MB" in answers.asked[-1].words


# -- staff ------------------------------------------------------------------------------------------------------------


def test_a_member_of_staff_is_added_with_a_password_of_their_own(qtbot, screen, vaulted, said, vault_desk) -> None:
    card = screen.staff
    assert names(screen) == "Jan (you)"
    card.add.click()
    card.add_form.verb.click()
    assert "longer" in card.new.first.error.text()
    card.name.line.setText("Jan")
    password(card.new, NEW)
    card.add_form.verb.click()
    qtbot.waitUntil(lambda: "under this name already" in card.name.error.text(), timeout=20_000)
    card.name.line.setText("Mina Okafor")
    qtbot.keyClick(card.new.second.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said == ["Mina Okafor can open this record from now on."]
    assert names(screen) == "Jan (you) | Mina Okafor"
    assert not card.add_form.isVisibleTo(screen) and card.new.first.line.text() == ""
    mina = key_file.people(vaulted.folder)[1]
    assert vault.unlock(vaulted.folder, mina.id, NEW).key == vaulted.unlocked.key
    assert vault_desk.store.undo_label is None


def test_ones_own_password_is_changed_with_the_old_one(qtbot, screen, vaulted, said) -> None:
    card = screen.staff
    card.change.click()
    card.old.line.setText("something else")
    password(card.mine, NEW)
    card.change_form.verb.click()
    qtbot.waitUntil(lambda: "does not fit" in card.old.error.text(), timeout=20_000)
    card.old.line.setText(PASSWORD)
    card.change_form.verb.click()
    qtbot.waitUntil(lambda: said == ["Your password is changed."], timeout=20_000)
    assert vault.unlock(vaulted.folder, vaulted.unlocked.staff_id, NEW).key == vaulted.unlocked.key


def test_a_forgotten_password_is_reset_by_the_sheet(qtbot, screen, vaulted, said) -> None:
    card = screen.staff
    card.change.click()
    card.reset.click()
    assert not card.change_form.isVisibleTo(screen)
    card.reset_form.verb.click()
    assert "choose whose" in card.who.error.text()
    card.who.reset(vaulted.unlocked.staff_id)
    password(card.theirs, NEW, "another")
    card.reset_form.verb.click()
    assert "not the same" in card.theirs.second.error.text()
    password(card.theirs, NEW)
    card.groups.notes.setPlainText("ABCDE")
    card.reset_form.verb.click()
    qtbot.waitUntil(lambda: "groups" in card.groups.error.text(), timeout=20_000)
    card.groups.notes.setPlainText(" ".join(vaulted.sheet.groups).lower())
    card.reset_form.verb.click()
    qtbot.waitUntil(lambda: said == ["Jan has a new password."], timeout=20_000)
    assert vault.unlock(vaulted.folder, vaulted.unlocked.staff_id, NEW).key == vaulted.unlocked.key


def test_a_new_sheet_is_printed_saved_and_typed_back(qtbot, screen, vaulted, answers, said, tmp_path) -> None:
    card = screen.staff
    answers.add("confirm", None)
    card.renew.click()
    assert "open nothing" in answers.asked[-1].words
    answers.add("confirm")
    card.renew.click()
    qtbot.waitUntil(lambda: card.sheet.isVisibleTo(screen), timeout=20_000)
    with pytest.raises(Refused):
        vault.unlock_with_code(vaulted.folder, vaulted.sheet.groups)
    groups = [word.split("\N{NO-BREAK SPACE}")[1] for word in card.sheet.groups.text().split("    ")]
    assert vault.unlock_with_code(vaulted.folder, groups) == vaulted.unlocked.key
    file = tmp_path / "sheet.pdf"
    answers.add("save file", file)
    card.sheet.save.click()
    qtbot.waitUntil(file.exists, timeout=20_000)
    answers.add("save file", tmp_path / "nowhere" / "sheet.pdf")
    answers.add("trouble")
    card.sheet.save.click()
    qtbot.waitUntil(lambda: not answers.waiting, timeout=20_000)
    card.sheet.print.click()
    qtbot.waitUntil(lambda: card.sheet.findChild(QPrintPreviewDialog) is not None, timeout=20_000)
    card.sheet.findChild(QPrintPreviewDialog).reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    card.sheet.safe.click()
    assert "look again" in card.sheet.first.error.text()
    for place, field in zip(card.sheet.places, (card.sheet.first, card.sheet.second), strict=True):
        field.line.setText(groups[place])
    card.sheet.safe.click()
    assert not card.sheet.isVisibleTo(screen) and card.sheet.groups.text() == ""
    assert said[-1].startswith("Good.")
    card.sheet.check()
    card.sheet.print_it()


# -- the page stays under the pointer ---------------------------------------------------------------------------------


def settle() -> None:
    # A page in a page is laid out in turns.
    for _turn in range(5):
        QApplication.processEvents()


def where(widget: QWidget) -> int:
    settle()
    return widget.mapToGlobal(QPoint(0, 0)).y()


def test_choosing_a_colour_does_not_move_the_page(qtbot, screen) -> None:
    screen.resize(700, 420)
    brand = screen.brand
    settle()
    screen.pages.ensureWidgetVisible(brand.plum)
    for pressed in (*brand.swatches, brand.plum):
        before = where(pressed)
        qtbot.mouseClick(pressed, Qt.MouseButton.LeftButton)
        assert where(pressed) == before, pressed.text()


def test_closing_a_form_of_staff_does_not_move_the_page(qtbot, screen, said) -> None:
    screen.resize(1200, 420)
    staff = screen.staff
    for opener, act in (
        (staff.add, staff.add_form),
        (staff.change, staff.change_form),
        (staff.reset, staff.reset_form),
    ):
        screen.pages.ensureWidgetVisible(opener)
        qtbot.mouseClick(opener, Qt.MouseButton.LeftButton)
        settle()
        screen.pages.ensureWidgetVisible(act.leave)
        before = where(opener)
        qtbot.mouseClick(act.leave, Qt.MouseButton.LeftButton)
        assert not act.isVisible()
        assert where(opener) == before
    qtbot.mouseClick(staff.add, Qt.MouseButton.LeftButton)
    staff.name.line.setText("Sam")
    password(staff.new, NEW)
    settle()
    screen.pages.ensureWidgetVisible(staff.add_form.verb)
    before = where(staff.add_form)
    staff.add_form.verb.setFocus()
    qtbot.mouseClick(staff.add_form.verb, Qt.MouseButton.LeftButton)
    assert where(staff.add_form) == before
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert staff.name.line.text() == ""
    assert QApplication.focusWidget() is not None


# -- backups ----------------------------------------------------------------------------------------------------------


def test_a_backup_now_and_the_record_as_it_was(qtbot, screen, vaulted, answers, said, vault_desk) -> None:
    card = screen.backups
    assert card.last.text() == "No backup yet."
    assert not card.restore.isVisibleTo(screen)
    card.now.click()
    qtbot.waitUntil(lambda: said == ["Backed up and checked."], timeout=20_000)
    assert card.last.text().startswith("Last good backup: ")
    assert str(card.folder) in " ".join(label.text() for label in card.findChildren(QLabel))
    card.now.click()
    qtbot.waitUntil(lambda: said[-1] == "Nothing has changed since the last good backup.", timeout=20_000)
    left: list[object] = []
    vault_desk.leaving.connect(left.append)
    answers.add("confirm", None)
    card.restore.click()
    assert left == []
    answers.add("confirm")
    card.restore.click()
    assert "kept aside" in answers.asked[-1].words
    (after,) = left
    vault_desk.note("add", people.add, on=TODAY, given="Ada")
    vault_desk.store.close()
    vault_desk.record.lock.release()
    after()
    assert asides(vaulted.folder), "what was there is kept"
    from artsrx.db.store import Store

    again = Store.open(vaulted.folder, vaulted.unlocked.key, staff_id=vaulted.unlocked.staff_id)
    assert again.read(find, today=date.today(), text="Ada") == ()
    again.close()


def test_the_newest_backup_is_shown_at_once_unless_an_older_one_was_chosen(qtbot, screen, said, vault_desk) -> None:
    card = screen.backups

    def back_up(given: str) -> Path:
        vault_desk.do("add a person", people.add, on=TODAY, given=given, family="Young")
        said.clear()
        card.now.click()
        qtbot.waitUntil(lambda: said == ["Backed up and checked."], timeout=20_000)
        return backups_in(card.folder)[0].path

    first = back_up("Ada")
    assert card.which.value() == first
    second = back_up("Ben")
    assert second != first
    assert card.which.value() == second
    card.which.reset(first)
    third = back_up("Cai")
    assert card.which.value() == first
    assert third in [value for value, _words in card.which._choices]


def test_the_record_is_checked(qtbot, screen, answers) -> None:
    card = screen.backups
    card.check.click()
    qtbot.waitUntil(lambda: "All is well" in card.checked.text(), timeout=20_000)
    answers.add("tell")
    card._show_findings(Findings(("Page 4 is torn.",), {}))
    assert answers.asked[-1].details == "Page 4 is torn."
    answers.add("trouble")
    card._show_error(StoreError("The disk is full.", "Nothing is lost.", "Make room."))
    with pytest.raises(ZeroDivisionError):
        card._show_error(ZeroDivisionError())


def test_the_folder_of_backups_is_shown(screen, monkeypatch, vaulted) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    screen.backups.show_folder.click()
    assert Path(opened[0]) == vaulted.folder


# -- imports ----------------------------------------------------------------------------------------------------------


def bring_in(desk: Desk, folder: Path) -> None:
    file = folder / "list.csv"
    file.write_text("Name,Phone,Date of referral\nAda Young,07700 900111,3/4/2026\nBen Okoro,,4/4/2026\n", "utf-8")
    plan = importing.dry_run(desk.store, importing.look(file), today=TODAY)
    importing.carry_out(desk.store, plan, today=TODAY)


def test_an_import_is_taken_back_and_what_stays_is_said(qtbot, screen, vault_desk, answers, tmp_path) -> None:
    assert screen.imports.lines == []
    bring_in(vault_desk, tmp_path)
    (line,) = screen.imports.lines
    assert line.batch.file_name == "list.csv"
    assert "2 people" in " ".join(label.text() for label in line.findChildren(QLabel))
    ada = vault_desk.read(find, today=date.today(), text="Ada")[0].id
    vault_desk.do("change", people.change, participant=ada, field="email", value="a@b.example", on=TODAY)
    answers.add("tell")
    line.undo.click()
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=20_000)
    told = answers.asked[-1]
    assert "stay" in told.words and "Ada Young" in told.details
    assert vault_desk.read(find, today=date.today(), text="Ben") == ()
    assert vault_desk.read(find, today=date.today(), text="Ada") != ()
    assert not any(line.undo.isVisibleTo(screen) for line in screen.imports.lines)
    answers.add("trouble")
    screen.imports.undo(line.batch.id)
    qtbot.waitUntil(lambda: not answers.waiting, timeout=20_000)


def test_an_import_that_nobody_touched_goes_whole(qtbot, screen, vault_desk, answers, tmp_path) -> None:
    bring_in(vault_desk, tmp_path)
    answers.add("tell")
    screen.imports.lines[0].undo.click()
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=20_000)
    assert "Everything" in answers.asked[-1].words
    assert vault_desk.read(find, today=date.today(), text="Ada") == ()


def test_a_spreadsheet_is_brought_in_from_here(screen, vault_desk) -> None:
    went: list[ScreenRoute] = []
    vault_desk.navigate.connect(went.append)
    screen.imports.bring.click()
    assert went == [ImportRoute()]


# -- the rest ---------------------------------------------------------------------------------------------------------


def test_colours_and_size_are_in_force_at_once(screen, theme) -> None:
    card = screen.appearance
    for place, scheme in ((2, ColourScheme.DARK), (1, ColourScheme.LIGHT)):
        card.scheme.combo.setCurrentIndex(place)
        card.scheme.combo.activated.emit(place)
        assert theme.scheme is scheme
    theme.larger()
    assert card.size_of_text.value() == theme.size == 110
    theme.usual()
    card.motion.box.click()
    assert not theme.motion
    card.motion.box.click()


def test_the_sample_is_removed_with_one_click(qtbot, desk, store) -> None:
    made = shown(qtbot, desk)
    assert not made.sample.isVisibleTo(made)
    sample.make_sample(store, today=TODAY)
    asked: list[bool] = []
    desk.sample_unwanted.connect(lambda: asked.append(True))
    made.refresh()
    made.sample.remove.click()
    assert asked == [True]


def test_a_bug_is_not_hidden(screen) -> None:
    for fail in (
        screen.brand._show_error,
        screen.imports._show_error,
        screen.staff.add_form.fail,
        screen.staff.sheet._trouble,
    ):
        with pytest.raises(ZeroDivisionError):
            fail(ZeroDivisionError())
