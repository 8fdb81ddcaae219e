"""The register screen: one key each, one click each, blanks only, saved at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from artsrx.db.store import Store
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Mark
from artsrx.records import places, register, sessions
from artsrx.ui.desk import Desk
from artsrx.ui.routes import ProgrammeRoute, ProgrammesRoute, RegisterRoute, ScreenRoute
from artsrx.ui.screens.register.screen import RegisterScreen
from tests.records.course import TODAY, Course, course, person, session_line

TWELVE = "Ada Ben Cal Dee Eve Fay Gus Hal Ivy Jo Kit Lou"


@pytest.fixture
def made(store: Store) -> Course:
    return course(store, names=TWELVE)


@pytest.fixture
def screen(qtbot, desk: Desk, made: Course) -> RegisterScreen:
    shown = RegisterScreen(desk)
    qtbot.addWidget(shown)
    shown.resize(1100, 900)
    shown.open(RegisterRoute(made.sessions[0]))
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    shown.main().setFocus()
    return shown


def type_keys(qtbot, screen: RegisterScreen, keys: str) -> None:
    for key in keys:
        qtbot.keyClicks(screen.focusWidget(), key)


def marks(made: Course, session: int = 0) -> str:
    letters = {
        Mark.PRESENT: "P",
        Mark.LATE: "L",
        Mark.TOLD_US: "T",
        Mark.ABSENT: "A",
        Mark.NOT_EXPECTED: "N",
        None: ".",
    }
    return "".join(
        letters[line.mark] for line in made.store.read(register.register, session=made.sessions[session]).lines
    )


def words(screen: QWidget) -> str:
    from PySide6.QtWidgets import QLabel

    return " | ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible() and label.text())


def test_twelve_keys_mark_twelve_people(qtbot, screen, made) -> None:
    type_keys(qtbot, screen, "PLTANPPPPPPP")
    assert marks(made) == "PLTANPPPPPPP"
    assert "9 of 12 here" in words(screen)
    assert "everybody is marked" in words(screen)


def test_each_mark_is_saved_at_once_and_says_so(qtbot, screen, made) -> None:
    type_keys(qtbot, screen, "p")
    assert marks(made) == "P" + "." * 11
    assert "Saved" in words(screen.sheet.rows[0])
    assert "11 not marked yet" in words(screen)


def test_space_digits_and_arrows_move(qtbot, screen, made) -> None:
    type_keys(qtbot, screen, " P")
    type_keys(qtbot, screen, "12A")
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(screen.focusWidget(), key)
    type_keys(qtbot, screen, "L")
    assert marks(made) == ".PL........A"


def test_a_digit_beyond_the_last_line_starts_a_new_number(qtbot, screen, made) -> None:
    type_keys(qtbot, screen, "95T0")
    assert marks(made) == "....T......."


def test_backspace_takes_a_mark_away_and_stays(qtbot, screen, made) -> None:
    type_keys(qtbot, screen, "P1")
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Backspace)
    assert marks(made) == "." * 12
    assert screen.sheet.at == 0


def test_the_rest_fills_blanks_only_and_one_undo_takes_it_back(qtbot, screen, made, desk) -> None:
    type_keys(qtbot, screen, "TAR")
    assert marks(made) == "TA" + "P" * 10
    assert desk.store.undo_label == "mark 10 people present"
    desk.undo()
    assert marks(made) == "TA" + "." * 10
    assert "0 of 12 here" in words(screen)


def test_one_click_marks_and_the_same_again_clears(qtbot, screen, made) -> None:
    button = screen.sheet.rows[3].buttons.buttons()[0]
    assert min(button.width(), button.height()) >= 44
    assert button.accessibleName() == "Dee Young: Present"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert marks(made) == "...P........"
    assert screen.sheet.at == 3
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert marks(made) == "." * 12


def test_one_key_cancels_the_session_and_another_brings_it_back(qtbot, screen, made, store) -> None:
    type_keys(qtbot, screen, "APC")
    assert session_line(store, made.sessions[0]).cancelled
    assert screen.focusWidget() is screen.because.line
    qtbot.keyClicks(screen.because.line, "Snow")
    qtbot.keyClick(screen.because.line, Qt.Key.Key_Return)
    assert session_line(store, made.sessions[0]).cancelled_because == "Snow"
    assert screen.main() is screen.because
    assert store.read(register.register, session=made.sessions[1]).lines[0].missed == 0
    screen.cancel_or_not()
    assert marks(made).startswith("AP.")


def test_a_walk_in_is_one_line(qtbot, screen, made) -> None:
    screen.add()
    qtbot.keyClicks(screen.focusWidget(), "Grace Hopper")
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    assert marks(made) == "." * 12 + "P"
    assert "Grace Hopper is on the register" in words(screen)
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    assert "type a name" in words(screen)
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Escape)
    type_keys(qtbot, screen, "P")
    assert marks(made) == "P" + "." * 11 + "P"


def test_a_walk_in_who_is_known_is_asked_about(qtbot, screen, made, store, answers) -> None:
    known = person(store, "Grace", "Hopper")
    answers.add("choose", str(known))
    screen.walk_in.line.setText("Grace Hopper")
    screen.walk_in.add.click()
    line = store.read(register.register, session=made.sessions[0]).lines[-1]
    assert line.participant == known
    answers.add("choose", "new")
    screen.walk_in.line.setText("Grace Hopper")
    screen.walk_in.add.click()
    assert len(store.read(register.register, session=made.sessions[0]).lines) == 14


def test_a_note_beside_a_mark(qtbot, screen, made) -> None:
    type_keys(qtbot, screen, "L1")
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(screen.focusWidget(), "Late bus")
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    assert "Late bus" in words(screen.sheet.rows[0])
    assert screen.focusWidget() is screen.sheet.rows[0]
    type_keys(qtbot, screen, "2")
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(screen.focusWidget(), "Nobody")
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    assert "Not saved. Mark the person first" in words(screen.sheet.rows[1])
    type_keys(qtbot, screen, "1")
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(screen.focusWidget(), " and rain")
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Escape)
    assert "rain" not in words(screen.sheet.rows[0])


def test_each_line_is_a_sentence(screen, made, store) -> None:
    made.marks(0, "..AA")
    late = person(store, "Zed", "Zero", access_needs="Step-free")
    store.write("Give", places.give, programme=made.programme, participants=[late], joined_on=TODAY, today=TODAY)
    screen.open(RegisterRoute(made.sessions[4]))
    said = [row.accessibleName() for row in screen.sheet.rows]
    assert said[0] == "1. Ada Young, not marked yet. Missed the last 2 sessions."
    assert said[-1] == "13. Zed Zero, not marked yet. Needs: Step-free."


def test_what_could_not_be_saved_stands_on_the_line(qtbot, screen, made, store) -> None:
    store.write("Leave", places.remove, place=made.places[2])
    assert len(screen.sheet.rows) == 11
    store.write("Cancel", sessions.cancel, session=made.sessions[0])
    screen.sheet.keyed.emit(made.places[0], Mark.PRESENT)
    assert "Not saved. This session was cancelled." in words(screen.sheet.rows[0])


def test_visitors_and_notes_are_saved_when_left(qtbot, screen, made, store) -> None:
    qtbot.keyClicks(screen.visitors.line, "3")
    qtbot.keyClick(screen.visitors.line, Qt.Key.Key_Return)
    screen.notes.notes.setPlainText("Glazing next week")
    assert screen.notes.commit()
    page = store.read(register.register, session=made.sessions[0])
    assert (page.session.visitors, page.notes) == (3, "Glazing next week")
    assert "3 visitors" in words(screen)


def test_going_earlier_and_later_and_to_the_programme(screen, made, desk) -> None:
    went: list[ScreenRoute] = []
    desk.navigate.connect(went.append)
    screen.open(RegisterRoute(made.sessions[1]))
    screen.before.click()
    screen.after.click()
    screen.programme.click()
    assert went == [
        RegisterRoute(made.sessions[0]),
        RegisterRoute(made.sessions[2]),
        ProgrammeRoute(made.programme),
    ]


def test_a_session_that_is_gone_says_so(qtbot, screen, desk) -> None:
    screen.open(RegisterRoute(new_id()))
    assert "This session is no longer in the record" in words(screen)
    screen.mark_the_rest()
    screen.cancel_or_not()
    went: list[ScreenRoute] = []
    desk.navigate.connect(went.append)
    next(one for one in screen.findChildren(QPushButton) if one.text() == "Go to Programmes").click()
    assert went == [ProgrammesRoute()]


def test_nobody_yet(qtbot, desk, store) -> None:
    empty = course(store, names="")
    shown = RegisterScreen(desk)
    qtbot.addWidget(shown)
    shown.open(RegisterRoute(empty.sessions[0]))
    shown.show()
    assert "Nobody has a place on this day yet" in words(shown)
    assert shown.main() is shown.walk_in.line
    shown.hide()


@pytest.mark.parametrize("size", [100, 200, 300])
def test_a_mark_is_large_enough_to_hit_at_any_size(qtbot, screen, desk, size) -> None:
    desk.theme.set_size(size)
    qtbot.wait(20)
    button = screen.sheet.rows[0].buttons.buttons()[0]
    assert button.width() >= 44 * size // 100
    desk.theme.set_size(100)
