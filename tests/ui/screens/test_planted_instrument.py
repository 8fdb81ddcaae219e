"""A questionnaire that is a file and a line is keyed on the forms screen: its worded options, and the band of its score."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QWidget

from artsrx.db.store import Store
from artsrx.records import forms
from artsrx.ui.desk import Desk
from artsrx.ui.routes import FormsRoute
from artsrx.ui.screens.forms.answers import WordedOptions
from artsrx.ui.screens.forms.screen import FormsScreen
from artsrx.ui.screens.people.timeline import TimelineCard
from tests.planted import plant
from tests.planted.belonging import BELONGING
from tests.records.course import TODAY, Course, course


@pytest.fixture
def made(store: Store) -> Course:
    return course(store, names="Ada Ben")


@pytest.fixture
def screen(qtbot, desk: Desk, made: Course, monkeypatch: pytest.MonkeyPatch) -> FormsScreen:
    plant(monkeypatch, "artsrx.instruments", "INSTRUMENTS", BELONGING)
    shown = FormsScreen(desk, today=lambda: TODAY)
    qtbot.addWidget(shown)
    shown.resize(1100, 900)
    shown.open(FormsRoute(made.programme))
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    shown._chose_instrument("belonging")
    return shown


def keys(qtbot, screen: FormsScreen, typed: str) -> None:
    for key in typed:
        qtbot.keyClicks(screen.focusWidget(), key)


def words(screen: QWidget) -> str:
    QCoreApplication.sendPostedEvents()
    return " | ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible() and label.text())


def standing_out(screen: FormsScreen) -> list[str]:
    lines = [screen.answers._grid.itemAtPosition(2 * place + 1, 1).widget() for place in range(3)]
    assert all(isinstance(line, WordedOptions) for line in lines)
    return [label.text() for line in lines for label in line.findChildren(QLabel) if label.objectName() == "strong"]


def test_number_keys_answer_worded_options_and_the_score_has_its_band(qtbot, screen, made) -> None:
    assert screen.instrument._offered[-1] == ("belonging", "Belonging")
    assert all(
        part in words(screen) for part in ("0 never", "1 now and then", "3 always", "1 next door to 20 far away")
    )
    box = screen.answers.boxes[0]
    assert box.accessibleName() == (
        "Question 1, 0 never, 1 now and then, 2 often, 3 always: Somebody offers me tea here."
    )
    keys(qtbot, screen, "2")
    assert standing_out(screen) == ["2 often"]
    keys(qtbot, screen, "4")
    assert "Question 2 takes one of 0 never, 1 now and then, 2 often, 3 always; “4” is none of them." in words(screen)
    keys(qtbot, screen, "12")
    assert "Belonging: 6 (a guest)" in words(screen)
    assert "Words after a score: made up for a test." in words(screen)
    keys(qtbot, screen, "15")
    assert standing_out(screen) == ["2 often", "1 now and then", "2 often"]
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    (form,) = made.store.read(forms.forms_of, place=made.places[0])
    assert dict(form.answers) == {"tea": 2, "door": 1, "name": 2, "distance": 15}
    assert standing_out(screen) == [], "the next form is blank"
    screen.show_person(made.places[0])
    assert "Start, Belonging, 1 June 2026. Belonging: 6 (a guest)" in words(screen)


def test_the_timeline_says_once_whose_bands_they_are(qtbot, screen, made, desk) -> None:
    keys(qtbot, screen, "21215")
    screen.keep()
    card = TimelineCard(desk, today=lambda: TODAY)
    qtbot.addWidget(card)
    card.open(made.people[0])
    card.show()
    said = words(card)
    assert "Belonging 6 (a guest)" in said
    assert said.count("Words after a score: made up for a test.") == 1
    card.open(made.people[1])
    assert "Words after a score" not in words(card)
    card.hide()
