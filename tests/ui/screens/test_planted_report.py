"""A report that is a folder and a line is on the reports screen, and on the timeline of whom it is about."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from artsrx.db.store import Store
from artsrx.records import register
from artsrx.reports.periods import Period
from artsrx.ui.desk import Desk
from artsrx.ui.screens.people.timeline import TimelineCard
from artsrx.ui.screens.reports.screen import ReportsScreen
from tests.planted import plant
from tests.planted.attendance_letter import DATES, GREETING, PERIOD, PERSON, PROGRAMMES, REPORT, TONE
from tests.records.course import FIRST, TODAY, Course, course


@pytest.fixture
def made(store: Store) -> Course:
    """A course with one register, at which everybody was present."""
    world = course(store, names="Ada Ben")
    store.write("Mark", register.mark_the_rest, session=world.sessions[0])
    return world


@pytest.fixture
def screen(qtbot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> ReportsScreen:
    plant(monkeypatch, "artsrx.reports", "REPORTS", REPORT)
    shown = ReportsScreen(desk, today=lambda: TODAY)
    qtbot.addWidget(shown)
    shown.resize(1200, 900)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def drawn(qtbot, screen: ReportsScreen, words: str) -> None:
    qtbot.waitUntil(lambda: screen._fresh and words in screen.preview.made.text, timeout=20_000)


def seen(screen: ReportsScreen) -> str:
    return " | ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisibleTo(screen))


def test_it_is_chosen_asked_drawn_saved_and_noted(qtbot, screen, made, desk, answers, tmp_path) -> None:
    assert list(screen.cards) == ["link-worker", "impact", "attendance-letter"]
    assert screen.cards["impact"].isChecked(), "the first that needs no answer"
    screen.cards["attendance-letter"].click()
    qtbot.waitUntil(lambda: "Say who it is about" in screen.preview.words, timeout=20_000)
    choices = screen.now()
    assert list(choices.inputs) == ["person", "period", "programmes", "tone", "greeting", "dates"]
    assert not choices.inputs["greeting"].isVisibleTo(screen), "not asked before somebody is chosen"
    choices.person.choose(made.people[0])
    drawn(qtbot, screen, "This is to certify:")
    assert all(words in seen(screen) for words in ("Period", "How is it written?", "A greeting"))
    assert not choices.person.referral.isVisibleTo(screen), "it does not ask which referral"
    assert "Nobody knows where to send it." in seen(screen)
    choices.inputs["tone"].field.reset("warm")
    choices.inputs["greeting"].field.notes.setPlainText("See you soon.")
    choices.inputs["dates"].field.box.click()
    drawn(qtbot, screen, "See you soon.")
    wish = screen.preview.made.wish
    assert wish.answers[PERSON].participant == made.people[0]
    assert wish.answers[PERIOD] == Period(TODAY.replace(year=2025, day=2), TODAY)
    assert (wish.answers[PROGRAMMES], wish.answers[TONE], wish.answers[DATES]) == (None, "warm", True)
    assert wish.answers[GREETING] == "See you soon."
    assert f"{FIRST.day} May 2026" in screen.preview.made.text
    file = tmp_path / "letter.pdf"
    answers.add("confirm")
    answers.add("save file", file)
    screen.save.click()
    assert "It is about Ada Young. It is for: themselves." in answers.asked[0].words
    assert answers.asked[1].start == "Letter of attendance, 1 June 2026.pdf"
    assert file.read_bytes().startswith(b"%PDF")
    assert ("Letter of attendance", "saved as PDF · by Jan") in told(qtbot, desk, made)


def test_what_is_typed_for_one_person_is_not_shown_for_another(qtbot, screen, made) -> None:
    screen.cards["attendance-letter"].click()
    choices = screen.now()
    ada, ben = made.people
    choices.person.choose(ada)
    choices.inputs["greeting"].field.notes.setPlainText("Dear Ada")
    choices.inputs["tone"].field.reset("warm")
    choices.person.choose(ben)
    assert (choices.inputs["greeting"].answer(), choices.inputs["tone"].answer()) == ("", "formal")
    choices.about(ada, None)
    assert (choices.inputs["greeting"].answer(), choices.inputs["tone"].answer()) == ("Dear Ada", "warm")
    screen.choices["impact"].about(ada, None)
    assert screen.choices["impact"].ready(), "a report about nobody is about nobody still"


def test_a_report_that_is_gone_keeps_what_the_record_says(qtbot, screen, made, desk, answers, monkeypatch) -> None:
    screen.cards["attendance-letter"].click()
    screen.now().person.choose(made.people[0])
    drawn(qtbot, screen, "This is to certify:")
    answers.add("confirm")
    screen.copy.click()
    assert ("Letter of attendance", "copied as text · by Jan") in told(qtbot, desk, made)
    monkeypatch.undo()
    assert ("attendance-letter", "copied as text · by Jan") in told(qtbot, desk, made)


def told(qtbot, desk: Desk, made: Course) -> list[tuple[str, str]]:
    """The lines of Ada's timeline, as they are shown."""
    card = TimelineCard(desk, today=lambda: TODAY)
    qtbot.addWidget(card)
    card.open(made.people[0])
    return [(line.entry.title, line.entry.words) for line in card.lines()]
