"""Reports on screen: the real pages beside the choices, what is missing before them, and how they leave."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.domain.vocabulary import Answer, Purpose, Route
from artsrx.records import consents, programmes, referrals, referrers, register
from artsrx.records.timeline import TimelineKind, timeline
from artsrx.reports.impact import PROGRAMMES
from artsrx.reports.link_worker import LINK_WORKER
from artsrx.ui.desk import Desk
from artsrx.ui.inputs.input_field import InputField
from artsrx.ui.routes import FormRoute, PersonReportRoute, PersonRoute, ReferralRoute, ReportsRoute, ScreenRoute
from artsrx.ui.screens.reports.choices import ReportChoices
from artsrx.ui.screens.reports.inputs.period import PeriodInput
from artsrx.ui.screens.reports.inputs.person import PersonInput
from artsrx.ui.screens.reports.inputs.programmes import ProgrammesInput
from artsrx.ui.screens.reports.missing_list import MissingLine
from artsrx.ui.screens.reports.screen import ReportsScreen
from artsrx.ui.screens.reports.sending import unprinted_words
from tests.records.course import TODAY, Course, course

LONG = "Painting, printing and pottery by the river for over-sixties"


def today() -> date:
    return TODAY


def impact(screen: ReportsScreen) -> ReportChoices:
    return screen.choices["impact"]


def period_of(screen: ReportsScreen) -> PeriodInput:
    return impact(screen).inputs["period"]


def programmes_of(screen: ReportsScreen) -> ProgrammesInput:
    return impact(screen).inputs["programmes"]


def who(screen: ReportsScreen) -> PersonInput:
    return screen.choices["link-worker"].person


def typed(screen: ReportsScreen, key: str) -> InputField:
    return screen.choices["link-worker"].inputs[key].field


@pytest.fixture
def went(desk: Desk) -> list[ScreenRoute]:
    gone: list[ScreenRoute] = []
    desk.navigate.connect(gone.append)
    return gone


@pytest.fixture
def said(desk: Desk) -> list[str]:
    heard: list[str] = []
    desk.said.connect(lambda saying: heard.append(saying.words))
    return heard


@pytest.fixture
def screen(qtbot, desk: Desk) -> ReportsScreen:
    made = ReportsScreen(desk, today=today)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def made(store: Store) -> Course:
    """A course with one register, and Ada who was referred by Jo and said yes to updates."""
    world = course(store, names="Ada Ben Cal")
    store.write("Mark", register.mark_the_rest, session=world.sessions[0])
    jo = store.write("Add", referrers.add, name="Jo Lynch", role="Link worker").result
    store.write("Refer", referrals.receive, person=world.people[0], on=TODAY, route=Route.FORMAL, referrer=jo)
    allow(store, world.people[0], Answer.YES)
    return world


def allow(store: Store, who: UUID, answer: Answer, purpose: Purpose = Purpose.REFERRER) -> None:
    store.write("Say", consents.answer, participant=who, purpose=purpose, answer=answer, on=TODAY)


def drawn(qtbot, screen: ReportsScreen, words: str = "") -> None:
    """Wait until the pages of what is chosen now are there, with these words in them."""
    qtbot.waitUntil(lambda: screen._fresh and words in screen.preview.made.text, timeout=20_000)


def words_instead(qtbot, screen: ReportsScreen, words: str) -> None:
    qtbot.waitUntil(lambda: screen.preview.made is None and words in screen.preview.words, timeout=20_000)


def seen(screen: ReportsScreen) -> str:
    return " | ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisibleTo(screen))


def sent(store: Store, who: UUID) -> list[str]:
    return [entry.words for entry in store.read(timeline, who).entries if entry.kind is TimelineKind.SENDING]


# -- the impact report ------------------------------------------------------------------------------------------------


def test_an_empty_record_has_a_page_all_the_same(qtbot, screen) -> None:
    drawn(qtbot, screen, "Nothing has been recorded for this period yet")
    assert screen.preview.showing_pages()
    assert screen.preview.pages[0].accessibleName().startswith("Page 1 of ")
    assert "Nothing is missing" in seen(screen)
    assert not programmes_of(screen).every.isVisibleTo(screen)


def test_the_pages_follow_the_record_and_the_choices(qtbot, screen, made, store) -> None:
    drawn(qtbot, screen)
    first = screen.preview.pages[0]
    impact(screen).printing["large_print"].field.box.click()
    assert not screen._fresh
    assert screen.preview.showing_pages(), "what is shown stays until the new pages are there"
    drawn(qtbot, screen)
    assert screen.preview.made.wish.printing["large_print"]
    assert screen.preview.pages[0] is first
    store.write("Rename", programmes.change, programme=made.programme, name=LONG)
    drawn(qtbot, screen, LONG)
    assert programmes_of(screen).programmes.item(0).text() == LONG


def test_only_the_programmes_with_a_tick(qtbot, screen, made, store) -> None:
    other = store.write("Add", programmes.add, name="Choir").result
    drawn(qtbot, screen)
    programmes_of(screen).every.box.click()
    assert programmes_of(screen).programmes.isVisibleTo(screen)
    choir = next(
        item
        for item in map(programmes_of(screen).programmes.item, range(2))
        if item is not None and item.text() == "Choir"
    )
    choir.setCheckState(Qt.CheckState.Checked)
    drawn(qtbot, screen, "Choir")
    assert screen.preview.made.wish.answers[PROGRAMMES] == (other,)


def test_dates_of_ones_own_are_typed_any_way(qtbot, screen) -> None:
    drawn(qtbot, screen)
    period_of(screen).period.reset("own")
    period_of(screen).show_days()
    assert period_of(screen).start.isVisibleTo(screen)
    for field, typed in ((period_of(screen).start, "1/4/26"), (period_of(screen).end, "30 june 2026")):
        field.line.setText(typed)
        field.line.editingFinished.emit()
    drawn(qtbot, screen, "1 April 2026 to 30 June 2026")
    assert period_of(screen).start.line.text() == "1 April 2026"
    period_of(screen).end.line.setText("31/3/26")
    period_of(screen).end.line.editingFinished.emit()
    qtbot.waitUntil(lambda: "ends before" in period_of(screen).end.error.text(), timeout=20_000)
    assert not screen.save.isEnabled()
    assert screen.preview.showing_pages()
    period_of(screen).end.line.setText("whenever")
    period_of(screen).end.line.editingFinished.emit()
    words_instead(qtbot, screen, "first and the last day")
    with pytest.raises(Refused):
        period_of(screen).end.value()


def test_what_is_missing_has_a_way_to_it(qtbot, screen, made, went) -> None:
    drawn(qtbot, screen, "3 people")
    lines = {line.gap.key: line for line in screen.findChildren(MissingLine)}
    assert "no start form" in lines["start"].gap.words
    lines["start"].button.click()
    assert went[-1] in [FormRoute(place) for place in made.places]
    lines["answers"].button.click()
    assert isinstance(went[-1], ReferralRoute)


def test_saving_asks_only_where(qtbot, screen, answers, tmp_path, said) -> None:
    drawn(qtbot, screen)
    file = tmp_path / "report.pdf"
    answers.add("save file", file)
    screen.save.click()
    assert answers.asked[-1].start == "Impact report, 2 June 2025 to 1 June 2026.pdf"
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == len(screen.preview.pages)
    assert said == [f"Saved report.pdf, {len(screen.preview.pages)} pages."]


def test_saving_while_pages_are_on_their_way_saves_the_new_ones(qtbot, screen, answers, tmp_path) -> None:
    drawn(qtbot, screen)
    file = tmp_path / "report.pdf"
    answers.add("save file", file)
    impact(screen).printing["plain_cover"].field.box.click()
    screen.save.click()
    assert not file.exists()
    qtbot.waitUntil(file.exists, timeout=20_000)
    assert file.read_bytes() == screen.preview.made.pdf
    assert screen.preview.made.wish.printing["plain_cover"]


def test_a_folder_that_cannot_be_written_is_said_in_words(qtbot, screen, answers, tmp_path) -> None:
    drawn(qtbot, screen)
    answers.add("save file", tmp_path / "nowhere" / "report.pdf")
    answers.add("trouble")
    screen.save.click()
    assert "could not be saved" in answers.asked[-1].title


def test_a_password_that_is_suggested_locks_the_file(qtbot, screen, answers, tmp_path) -> None:
    drawn(qtbot, screen)
    screen.lock.click()
    locking = screen.locking
    password = locking.password.value()
    assert len(password.split()) == 6
    assert not locking.again.isVisibleTo(screen)
    locking.copy.click()
    assert QGuiApplication.clipboard().text() == password
    file = tmp_path / "locked.pdf"
    answers.add("save file", file)
    locking.save.click()
    qtbot.waitUntil(file.exists, timeout=20_000)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(file)
    with pikepdf.open(file, password=password) as pdf:
        assert pdf.encryption.R == 6
    locking.another.click()
    assert locking.password.value() != password


def test_a_password_of_ones_own_is_typed_twice_and_judged(qtbot, screen) -> None:
    drawn(qtbot, screen)
    screen.lock.click()
    locking = screen.locking
    locked: list[str] = []
    locking.locked.disconnect(screen._save_locked)
    locking.locked.connect(locked.append)

    def type_it(first: str, second: str) -> None:
        locking.password.line.clear()
        qtbot.keyClicks(locking.password.line, first)
        locking.again.line.setText(second)
        locking.save.click()

    type_it("otter violin lantern eleven", "otter violin lantern")
    assert locking.again.isVisibleTo(screen)
    assert "not the same" in locking.again.error.text()
    type_it("short", "short")
    assert "longer" in locking.password.error.text()
    assert locked == []
    type_it("otter violin lantern eleven", "otter violin lantern eleven")
    assert locked == ["otter violin lantern eleven"]
    locking.leave.click()
    assert not locking.isVisibleTo(screen)


def test_a_password_too_long_for_a_file_is_refused_in_words(qtbot, screen, answers) -> None:
    drawn(qtbot, screen)
    answers.add("trouble")
    screen.sending.save_locked("é" * 100, screen.preview.made)
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=20_000)
    assert "too long" in answers.asked[-1].words


def test_letters_that_cannot_be_printed_are_named_before_saving(qtbot, screen, made, store, answers) -> None:
    store.write("Rename", programmes.change, programme=made.programme, name="Clay 陶 for All")
    drawn(qtbot, screen, "Clay 陶")
    assert "cannot be printed" in screen.unprinted.text() and "陶" in screen.unprinted.text()
    answers.add("confirm", None)
    screen.save.click()
    assert "陶" in answers.asked[-1].words
    assert unprinted_words(("a", "b")).endswith("a b")


def test_print_opens_a_preview(qtbot, screen) -> None:
    drawn(qtbot, screen)
    screen.print_list()
    preview = screen.findChild(QPrintPreviewDialog)
    assert preview is not None and preview.windowTitle() == "Impact report"
    preview.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_pages_grow_and_shrink(qtbot, screen) -> None:
    drawn(qtbot, screen)
    page = screen.preview.pages[0]
    fitted = page.width()
    screen.preview.larger.click()
    assert page.width() == round(fitted * 1.25)
    qtbot.waitUntil(lambda: page.is_sharp(page.width()), timeout=20_000)
    screen.preview.smaller.click()
    screen.preview.smaller.click()
    assert page.width() == round(fitted * 0.75)
    screen.preview.fit.click()
    assert page.width() == fitted
    for _time in range(9):
        screen.preview.larger.click()
    assert screen.preview.zoom == 3.0
    qtbot.waitUntil(lambda: page.is_sharp(page.width()), timeout=20_000)
    assert not screen.preview.pages[-1].is_sharp(page.width()), "only what can be seen is drawn so large"
    bar = screen.preview.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: screen.preview.pages[-1].is_sharp(page.width()), timeout=20_000)
    assert not page.is_sharp(page.width())
    bar.setValue(0)
    screen.preview.zoom_fit()
    screen.resize(700, 900)
    assert screen.turn.isVisibleTo(screen)
    assert screen.left.isVisibleTo(screen) and not screen.right.isVisibleTo(screen)
    screen.to_pages.click()
    assert screen.right.isVisibleTo(screen) and not screen.left.isVisibleTo(screen)
    assert screen.main() is screen.to_choices
    screen.resize(1200, 900)
    assert screen.right.isVisibleTo(screen) and screen.left.isVisibleTo(screen)


def test_the_place_in_the_document_is_said(qtbot, screen, made) -> None:
    drawn(qtbot, screen)
    total = len(screen.preview.pages)
    qtbot.waitUntil(lambda: screen.preview.place.text() == f"Page 1 of {total}", timeout=5_000)
    bar = screen.preview.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert screen.preview.place.text() == f"Page {total} of {total}"


# -- the note ---------------------------------------------------------------------------------------------------------


def test_from_a_persons_page_straight_to_their_note(qtbot, screen, made, answers, tmp_path, store) -> None:
    ada = made.people[0]
    screen.open(PersonReportRoute(LINK_WORKER.key, ada))
    drawn(qtbot, screen, "Update about Ada Young")
    assert screen.cards["link-worker"].isChecked()
    assert screen.preview.place.text() == "1 page"
    qtbot.keyClicks(typed(screen, "asked").notes, "Please ring Ada.")
    typed(screen, "next_step").notes.setPlainText("A place in the choir.")
    drawn(qtbot, screen, "A place in the choir.")
    assert "Please ring Ada." in screen.preview.made.text
    file = tmp_path / "note.pdf"
    answers.add("confirm")
    answers.add("save file", file)
    screen.save.click()
    question = answers.asked[0]
    assert "Ada Young" in question.words and "Jo Lynch" in question.words
    assert answers.asked[1].start == "Note to the link worker, 1 June 2026.pdf"
    assert file.exists()
    assert sent(store, ada) == ["saved as PDF · by Jan"]


def test_a_note_is_copied_as_text_and_printed(qtbot, screen, made, answers, store, said) -> None:
    ada = made.people[0]
    screen.open(PersonReportRoute(LINK_WORKER.key, ada))
    drawn(qtbot, screen, "Ada Young")
    answers.add("confirm")
    screen.copy.click()
    assert "Update about Ada Young" in QGuiApplication.clipboard().text()
    assert said == ["The words are on the clipboard."]
    drawn(qtbot, screen, "Ada Young")
    answers.add("confirm")
    screen.print.click()
    preview = screen.findChild(QPrintPreviewDialog)
    assert len(sent(store, ada)) == 1, "not printed yet"
    preview.accept()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert sorted(sent(store, ada)) == ["copied as text · by Jan", "printed · by Jan"]
    assert store.undo_label != "note what was sent"


def test_cancel_sends_nothing(qtbot, screen, made, answers, store) -> None:
    screen.open(PersonReportRoute(LINK_WORKER.key, made.people[0]))
    drawn(qtbot, screen, "Ada Young")
    answers.add("confirm", None)
    screen.copy.click()
    assert sent(store, made.people[0]) == []


@pytest.mark.parametrize(("answer", "words"), [(Answer.NO, "said no"), (Answer.NOT_ASKED, "have not been asked")])
def test_anything_but_yes_stops_the_note_in_words(qtbot, screen, made, store, went, answer, words) -> None:
    allow(store, made.people[0], answer)
    screen.open(PersonReportRoute(LINK_WORKER.key, made.people[0]))
    words_instead(qtbot, screen, words)
    assert not any(one.isEnabled() for one in (screen.save, screen.lock, screen.print, screen.copy))
    screen.print_list()
    go = next(one for one in screen.preview.findChildren(QPushButton) if one.text() == "Go to their page")
    go.click()
    assert went == [PersonRoute(made.people[0])]
    allow(store, made.people[0], Answer.YES)
    drawn(qtbot, screen, "Ada Young")
    assert screen.save.isEnabled()


def test_somebody_is_found_by_any_part_of_a_name(qtbot, screen, made) -> None:
    screen.cards["link-worker"].click()
    words_instead(qtbot, screen, "Say who it is about")
    assert screen.main() is who(screen).name
    assert screen.focusWidget() is who(screen).name.line
    qtbot.keyClicks(who(screen).name.line, "yo")
    qtbot.waitUntil(lambda: len(who(screen).found.people) == 3, timeout=5_000)
    who(screen).name.line.setText("nobody at all")
    who(screen).look()
    assert who(screen).nobody.isVisibleTo(screen)
    who(screen).name.line.setText("ada")
    qtbot.keyClick(who(screen).name.line, Qt.Key.Key_Return)
    drawn(qtbot, screen, "Ada Young")
    assert screen.main() is typed(screen, "asked")
    who(screen).another.click()
    words_instead(qtbot, screen, "Say who it is about")


def test_what_was_typed_for_somebody_is_there_again(qtbot, screen, made) -> None:
    ada, ben = made.people[:2]
    who(screen).choose(ada)
    typed(screen, "asked").notes.setPlainText("Please ring.")
    who(screen).choose(ben)
    assert typed(screen, "asked").value() == ""
    screen.open(PersonReportRoute(LINK_WORKER.key, ada))
    assert typed(screen, "asked").value() == "Please ring."
    screen.open(PersonReportRoute(LINK_WORKER.key, ada))
    assert typed(screen, "asked").value() == "Please ring."


def test_one_of_several_referrals_is_chosen(qtbot, screen, made, store) -> None:
    ada = made.people[0]
    sam = store.write("Add", referrers.add, name="Sam Okoro").result
    older = store.write(
        "Refer", referrals.receive, person=ada, on=TODAY, received="1/2/2026", referrer=sam
    ).result.referral
    screen.open(PersonReportRoute(LINK_WORKER.key, ada))
    assert who(screen).referral.isVisibleTo(who(screen))
    drawn(qtbot, screen, "Jo Lynch")
    who(screen).referral.reset(older)
    who(screen).referral.edited.emit()
    drawn(qtbot, screen, "Sam Okoro")
    latest = who(screen).referral._choices[0][0]
    screen.open(PersonReportRoute(LINK_WORKER.key, ada, latest))
    drawn(qtbot, screen, "Jo Lynch")


def test_a_copy_to_the_practice_needs_its_own_yes(qtbot, screen, made) -> None:
    screen.open(PersonReportRoute(LINK_WORKER.key, made.people[0]))
    drawn(qtbot, screen, "Ada Young")
    typed(screen, "copy").box.click()
    words_instead(qtbot, screen, "GP practice")
    typed(screen, "copy").box.click()
    drawn(qtbot, screen, "Ada Young")


def test_another_word_for_link_workers_is_used(qtbot, screen, desk) -> None:
    from artsrx.records import organisation

    desk.do("change", organisation.change, field="link_worker_word", value="social prescriber")
    assert screen.cards["link-worker"].accessibleName() == "Note to the social prescriber"
    screen.open(ReportsRoute())
    assert screen.cards["impact"].isChecked()


def test_a_record_that_cannot_be_read_is_said_and_a_bug_is_not_hidden(screen) -> None:
    from artsrx.domain.errors import StoreError

    screen._show_why_not(StoreError("The disk is gone.", "Nothing was changed.", "Look at the cable."))
    assert "The disk is gone." in screen.preview.words
    with pytest.raises(ZeroDivisionError):
        screen._show_why_not(ZeroDivisionError())


def test_nobodys_name_is_in_a_file_name(qtbot, screen, made) -> None:
    screen.open(PersonReportRoute(LINK_WORKER.key, made.people[0]))
    drawn(qtbot, screen, "Ada Young")
    assert "Ada" not in Path(screen.preview.made.file_name).name
