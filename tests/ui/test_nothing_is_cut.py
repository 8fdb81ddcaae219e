"""No word is cut: every control of every screen, at every size of text, in small and large windows, with long names too."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from artsrx.db.backups.restore import BackupFacts
from artsrx.db.finding import FoundRecord
from artsrx.db.keys.key_file import Person, people
from artsrx.db.opening import hold
from artsrx.db.schema import tables
from artsrx.db.store import Store
from artsrx.records.sample import make_sample
from artsrx.ui.buttons import literal
from artsrx.ui.desk import Desk
from artsrx.ui.dialogs import QuestionBox
from artsrx.ui.front.first_run import FirstRunPage
from artsrx.ui.front.front_page import FrontPage
from artsrx.ui.front.new_record import NewRecordPage, RecoverySheetPage, TypeBackPage
from artsrx.ui.front.recover import RecoverPage
from artsrx.ui.front.restore import RestorePage
from artsrx.ui.front.sample import SamplePage
from artsrx.ui.front.unlock import UnlockPage
from artsrx.ui.front.window import FrontWindow
from artsrx.ui.inputs.input_field import InputField
from artsrx.ui.questions import DialogQuestion, QuestionKind
from artsrx.ui.screens import SCREENS
from artsrx.ui.scroll_page import ScrollPage
from artsrx.ui.unlocked_record import UnlockedRecord
from artsrx.ui.window import Window
from tests.ui.measuring import cut_words, measured, scrolled_sideways
from tests.ui.test_screens import places_to_go, real

SIZES = (100, 150, 200, 300)
# Half of a laptop's display, and a whole one's.
NARROW, WIDE = (1000, 700), (1600, 900)
KINDS = ("empty", "sample", "long names")
GIVEN, FAMILY = "Maria-Anastasia Theodora", "Konstantinopoulou-Featherstonehaugh"
PLACE = "The Walled Kitchen Garden, Glasshouse and Potting Sheds of Saint Bartholomew's Priory, Upper Whittlesford"
NAME = "Creative Writing, Printmaking & Bookbinding for Grandparents, Great-Grandparents and Those Who Care for Them"
PRACTICE = "The Honourable Company of Northumbrian Neighbourhood Practices, Berwick-upon-Tweed and Bamburgh"
ORGANISATION = "The Royal Collegiate Society for the Encouragement of Arts, Manufactures & Gardening in Gloucestershire"
# Up to this size of text nothing has to be scrolled to and fro as well as up and down.
ONE_WAY = 150
# A layout whose lines wrap changes the height of the one around it, and that the width left beside a scroll bar.
ROUNDS = 12
# What may stand on a screen in place of something else, or when it is asked for.
PARTS = (InputField, QPushButton, QLabel, QFrame)


def lengthen(tx: Any) -> None:
    """Give everybody and everything in the record a long name."""
    for person in tx.query(tables.Participant):
        person.given, person.family, person.known_as = GIVEN, FAMILY, FAMILY
    for kind, values in (
        (tables.Programme, {"name": NAME, "venue": PLACE, "facilitator": f"{GIVEN} {FAMILY}", "artform": NAME}),
        (tables.ArtsSession, {"venue": PLACE, "facilitator": f"{GIVEN} {FAMILY}"}),
        (tables.Referrer, {"name": f"{GIVEN} {FAMILY}", "role": PRACTICE}),
        (tables.Practice, {"name": PRACTICE}),
        (tables.Organisation, {"name": ORGANISATION}),
    ):
        for number, row in enumerate(tx.query(kind)):
            for name, value in values.items():
                setattr(row, name, f"{value} {number}" if name == "name" and kind is not tables.Organisation else value)


@pytest.fixture(scope="session")
def filled(vault_template, tmp_path_factory) -> dict[str, Path]:
    """A folder of each kind of record, each made once; copy it, never open it."""
    folders = {"empty": vault_template.folder}
    for kind in KINDS[1:]:
        folder = folders[kind] = tmp_path_factory.mktemp("filled") / vault_template.folder.name
        shutil.copytree(vault_template.folder, folder)
        unlocked = vault_template.unlocked
        store = Store.open(folder, unlocked.key, staff_id=unlocked.staff_id)
        make_sample(store, today=date.today())
        if kind == "long names":
            store.write("lengthen", lengthen)
        store.close()
    return folders


@pytest.fixture(params=KINDS, ids=lambda kind: kind.replace(" ", "-"))
def kind(request) -> str:
    return request.param


@pytest.fixture(params=SIZES, ids=lambda size: f"{size}-percent")
def size(request, theme) -> int:
    theme.set_size(request.param)
    return request.param


@pytest.fixture
def shown(kind, size, filled, vault_template, tmp_path, answers, jobs, theme) -> Iterator[Desk]:
    """A desk over a copy of the record of this kind."""
    folder = tmp_path / filled[kind].name
    shutil.copytree(filled[kind], folder)
    unlocked = vault_template.unlocked
    lock = hold(folder, "Jan")
    store = Store.open(folder, unlocked.key, staff_id=unlocked.staff_id)
    made = Desk(
        store, ask=answers, jobs=jobs, theme=theme, record=UnlockedRecord(folder, unlocked, lock, note="a b c d")
    )
    yield made
    made.close()
    jobs.close()
    store.close()
    lock.release()


class Measurement:
    """Measures a window in both sizes, and keeps what was cut and how much was measured."""

    def __init__(self, window: QWidget, size: int) -> None:
        self.window, self.size = window, size
        self.cut: dict[str, str] = {}
        self.controls = 0

    def take(self, where: str) -> None:
        """Measure what the window shows now."""
        for width, height in (NARROW, WIDE):
            self.window.resize(width, height)
            settle()
            at = f"{where}, {self.size} %, {width} x {height}"
            if (self.window.width(), self.window.height()) != (width, height):
                now = f"{self.window.width()} x {self.window.height()}"
                self.cut.setdefault(f"the window is larger than the display: {now}", at)
            for problem in cut_words(self.window):
                self.cut.setdefault(problem, at)
            if self.size <= ONE_WAY:
                for problem in scrolled_sideways(self.window):
                    self.cut.setdefault(problem, at)
            self.controls += measured(self.window)

    def report(self) -> str:
        """What was cut, each once with where it was first."""
        return "\n".join(f"{at}: {problem}" for problem, at in self.cut.items())


def settle() -> None:
    """Let the layouts come to rest."""
    for _round in range(ROUNDS):
        QApplication.processEvents()


@contextmanager
def everything_shown(screen: QWidget) -> Iterator[None]:
    """Show what is there for another moment, too: forms that open under a button, cards, buttons that come and go."""
    hidden = [one for one in screen.findChildren(QWidget) if _waits(one)]
    for one in hidden:
        one.show()
    yield
    for one in hidden:
        one.hide()


def _waits(one: QWidget) -> bool:
    above = one.parentWidget()
    if not one.isHidden() or not isinstance(one, PARTS) or isinstance(above, QStackedWidget):
        return False
    # What was taken out of its layout is gone, and only waits to be destroyed.
    if above.layout() is None or not _holds(above.layout(), one):
        return False
    return bool(one.text()) if isinstance(one, QLabel | QPushButton) else one.layout() is not None


def _holds(layout: QLayout, one: QWidget) -> bool:
    items = [layout.itemAt(place) for place in range(layout.count())]
    return any(item.widget() is one or (item.layout() is not None and _holds(item.layout(), one)) for item in items)


def pages_of(screen: QWidget) -> Iterator[str]:
    """Turn every tab and every list's other faces to the front, one after another."""
    for turned in (*screen.findChildren(QTabWidget), *screen.findChildren(QStackedWidget)):
        if not turned.isVisible() or turned.parent() is None or isinstance(turned.parent(), QTabWidget):
            continue
        before = turned.currentIndex()
        for number in range(turned.count()):
            if number != before:
                turned.setCurrentIndex(number)
                yield f"{type(screen).__name__} {type(turned).__name__} {number}"
        turned.setCurrentIndex(before)


def test_no_word_of_any_screen_is_cut(kind, size, shown) -> None:
    staff = f"{GIVEN} {FAMILY}" if kind == "long names" else "Jan"
    window = Window(shown, SCREENS, staff=staff)
    window.show()
    taken = Measurement(window, size)
    for route_class in places_to_go():
        for route in real(shown, route_class):
            if kind == "empty" and None in (getattr(route, name) for name in route.__slots__):
                continue
            window.go(route)
            screen = window.screens.now()
            where = type(route).__name__
            taken.take(where)
            with everything_shown(screen):
                taken.take(f"{where}, with all that it can show")
            for page in pages_of(screen):
                taken.take(f"{where}, {page}")
    destroy(window)
    assert taken.controls > 500
    assert not taken.cut, taken.report()


def destroy(window: QWidget) -> None:
    """Now and not when the loop comes to it: whatever is alive is drawn anew at the next size."""
    if isinstance(window, Window):
        window._done = True
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def front_pages(theme, vault_template, long: bool) -> Iterator[FrontPage]:
    """Every page of the front door."""
    name, place = (ORGANISATION, f"{GIVEN} {FAMILY}") if long else ("Riverside Arts", "Jan")
    folder, sheet = vault_template.folder, vault_template.sheet
    found = [FoundRecord(folder, name, None, ""), FoundRecord(folder, "Two", None, "It cannot be read.")]
    yield FirstRunPage(theme, first_time=True)
    yield FirstRunPage(theme, first_time=False)
    yield NewRecordPage()
    yield NewRecordPage(Path("referrals of the last financial year.xlsx"))
    yield RecoverySheetPage(sheet)
    yield TypeBackPage(sheet)
    yield UnlockPage(found[:1])
    yield UnlockPage(found)
    yield RecoverPage(folder, name)
    yield SamplePage("clock morning cabin umbrella weaver")
    who = (Person(people(folder)[0].id, place), Person(people(folder)[0].id, "Jan"))
    yield RestorePage(BackupFacts(name, datetime(2026, 11, 30, 12, 30, tzinfo=UTC), 9, who), replaces=True)


@pytest.mark.parametrize("long", [False, True], ids=["short-names", "long-names"])
def test_no_word_of_the_front_door_is_cut(size, long, theme, jobs, answers, tmp_path, vault_template) -> None:
    door = FrontWindow(theme=theme, jobs=jobs, ask=answers, home=tmp_path)
    door.show()
    taken = Measurement(door, size)
    for page in front_pages(theme, vault_template, long):
        door._show(page)
        where = type(page).__name__
        taken.take(where)
        page.error.setText("This record is open already. Its window has been brought to the front.")
        page.doing.setText("Checking the backup and putting it in place …")
        with everything_shown(page):
            taken.take(f"{where}, with all that it can show")
    destroy(door)
    assert taken.controls > 100
    assert not taken.cut, taken.report()


QUESTIONS = (
    DialogQuestion(QuestionKind.CONFIRM, "Remove the sample?", PLACE, None, (("a", "Remove the sample"),), "Cancel"),
    DialogQuestion(
        QuestionKind.CHOOSE,
        "Is this somebody you know already?",
        PLACE,
        None,
        (("a", literal(NAME)), ("b", "Somebody new")),
        "Cancel",
    ),
    DialogQuestion(QuestionKind.TELL, "Keys", PLACE, None, (("ok", "Close"),), details=NAME),
    DialogQuestion(QuestionKind.TEXT, "What is it called?", "", None, (("a", "Call it so"),), "Cancel", "Name"),
    DialogQuestion(QuestionKind.PASSWORD, "Your password", PLACE, None, (("a", "Open"),), "Cancel", "Password"),
)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.kind)
def test_no_word_of_a_question_is_cut(question, size) -> None:
    over = QWidget()
    over.resize(*NARROW)
    over.show()
    box = QuestionBox(question, over)
    box.open()
    settle()
    found = cut_words(box)
    controls, width = measured(box), box.width()
    destroy(over)
    assert controls > 2
    assert not found, "\n".join(found)
    assert width <= NARROW[0]


# -- the measuring itself ---------------------------------------------------------------------------------------------


@pytest.fixture
def planted(qtbot, theme) -> Callable[[QWidget], list[str]]:
    """Puts one control on a page of its own and measures the page."""
    page = QWidget()
    QVBoxLayout(page)
    qtbot.addWidget(page)
    page.resize(400, 300)

    def measure(control: QWidget) -> list[str]:
        page.layout().addWidget(control)
        page.show()
        settle()
        return cut_words(page)

    return measure


@pytest.mark.parametrize(
    "make",
    [
        lambda: _fixed(QLabel("Everything is saved as you go"), 60),
        lambda: _fixed(QPushButton("Mark the rest present (R)"), 90),
        lambda: _lower(_wrapping("Everything is saved as you go, and the line at the bottom says when."), 20),
        lambda: _fixed(_example("for example 3/4/51, or 1951"), 80),
        lambda: _fixed(_ticked("Also those that are closed"), 90),
    ],
    ids=["label", "button", "lines", "example", "tick"],
)
def test_the_measuring_sees_what_is_cut(planted, make) -> None:
    found = planted(make())
    assert len(found) == 1, found
    assert "needs" in found[0]


def test_the_measuring_sees_what_sticks_out(planted, qtbot) -> None:
    box = QFrame()
    box.setFixedSize(140, 60)
    inside = QPushButton("Save as PDF", box)
    inside.move(100, 10)
    assert any("sticks out" in one for one in planted(box))
    inside.move(0, 10)
    settle()
    assert cut_words(box.window()) == []


def test_the_measuring_is_content_with_what_is_whole(planted) -> None:
    for control in (QLabel("Today"), QPushButton("Save as PDF"), _wrapping("Everything is saved as you go. " * 3)):
        assert planted(control) == []


def _fixed(control: QWidget, width: int) -> QWidget:
    control.setFixedWidth(width)
    return control


def _lower(control: QWidget, height: int) -> QWidget:
    control.setFixedSize(200, height)
    return control


def _wrapping(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    return label


def _example(words: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(words)
    return line


def _ticked(words: str) -> QWidget:
    return QCheckBox(words)


def test_the_measuring_sees_what_is_scrolled_sideways(qtbot, theme) -> None:
    page = ScrollPage(_fixed(QLabel("Everything is saved as you go"), 600))
    qtbot.addWidget(page)
    page.resize(400, 300)
    page.show()
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(page)
    window.resize(400, 300)
    window.show()
    settle()
    assert len(scrolled_sideways(window)) == 1
    window.resize(700, 300)
    settle()
    assert scrolled_sideways(window) == []
