"""What holds for every screen of the list: its routes, and that one line puts a screen in the window or takes it out."""

import importlib
import re
import sqlite3
import sys
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QWidget
from sqlalchemy import event

from artsrx.db.schema import tables
from artsrx.records import referrers
from artsrx.records.referral_list import ReferralFilter
from artsrx.records.sample import make_sample
from artsrx.reports.link_worker import LINK_WORKER
from artsrx.ui import routes, screens
from artsrx.ui.routes import PeopleRoute, PersonRoute, ScreenRoute
from artsrx.ui.screen import Screen, ScreenEntry
from artsrx.ui.screens import SCREENS
from artsrx.ui.window import Window
from tests.house.source import PACKAGE, program

LIST = Path(__file__).parents[1] / "data" / "referral-log.xlsx"
# What a route's id is the id of, and what else may stand in one.
IDS = {
    "participant": tables.Participant,
    "referral": tables.Referral,
    "referrer": tables.Referrer,
    "programme": tables.Programme,
    "session": tables.ArtsSession,
    "place": tables.Place,
}
WORDS = {"report": LINK_WORKER.key, "which": ReferralFilter.UNANSWERED, "everything": True, "path": LIST}


def places_to_go() -> list[type[ScreenRoute]]:
    """Every class of a route."""
    return [one for one in vars(routes).values() if isinstance(one, type) and issubclass(one, ScreenRoute)][1:]


def opens(screen: type[Screen[Any]]) -> set[type[ScreenRoute]]:
    """The routes that a screen's `open` is typed for: mypy holds it to the parameter of its base."""
    bases = [one for kind in screen.__mro__ for one in getattr(kind, "__orig_bases__", ()) if get_origin(one) is Screen]
    (asked,) = get_args(bases[0])
    return set(get_args(asked) or (asked,))


def an_id(tx: Any, name: str) -> UUID:
    """The id of a row of the record, for this field of a route; of one person wherever that goes."""
    if name == "participant":
        return tx.query(tables.Referral.participant_id).order_by(tables.Referral.id).limit(1).scalar()
    return tx.query(IDS[name].id).order_by(IDS[name].id).limit(1).scalar()


def real(desk: Any, kind: type[ScreenRoute]) -> list[ScreenRoute]:
    """This route with everything in it, from the record; and bare, where that may be."""
    filled = {one.name: WORDS[one.name] if one.name in WORDS else desk.read(an_id, one.name) for one in fields(kind)}
    bare = [kind()] if all(one.default is None or one.default is False for one in fields(kind)) else []
    return [*bare, kind(**filled)]


def settled(qtbot: Any, desk: Any, screen: QWidget | None = None) -> None:
    """Wait until the worker has nothing left to do, and no pause of the screen is waited for."""
    pauses = [one for one in screen.findChildren(QTimer) if one.isSingleShot()] if screen is not None else []
    qtbot.waitUntil(lambda: not (desk.jobs.busy or any(one.isActive() for one in pauses)), timeout=60_000)


@pytest.fixture
def sample(vault_desk):
    """A desk over the sample record, made as of today."""
    make_sample(vault_desk.store, today=date.today())
    return vault_desk


def opened(qtbot: Any, desk: Any, entries: tuple[ScreenEntry, ...]) -> Window:
    """A real window with these screens."""
    window = Window(desk, entries, staff="Jan")
    qtbot.addWidget(window, before_close_func=ended)
    window.resize(1280, 860)
    with qtbot.waitExposed(window):
        window.show()
    return window


def ended(window: Window) -> None:
    window._done = True


# -- routes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", places_to_go(), ids=lambda kind: kind.__name__)
def test_every_route_is_taken_by_one_screen(kind) -> None:
    assert len([entry.key for entry in SCREENS if kind in entry.takes]) == 1


@pytest.mark.parametrize("entry", SCREENS, ids=lambda entry: entry.key)
def test_a_screen_opens_exactly_what_its_entry_takes(entry, desk, qtbot) -> None:
    made = entry.build(desk)
    qtbot.addWidget(made)
    assert opens(type(made)) == set(entry.takes)
    assert entry.home is None or type(entry.home) in entry.takes
    assert (entry.home is None) == (entry.under is not None)
    settled(qtbot, desk)


def test_every_route_opens_with_real_ids(qtbot, sample) -> None:
    window = opened(qtbot, sample, SCREENS)
    refused = []
    sample.said.connect(lambda saying: refused.append(saying.words))
    for kind in places_to_go():
        for route in real(sample, kind):
            sample.go(route)
            settled(qtbot, sample)
            assert kind in window.screens.here.takes
            assert window.title.text()
            assert not refused, route


def test_the_way_back_leads_through_routes(qtbot, sample) -> None:
    window = opened(qtbot, sample, SCREENS)
    somebody = sample.read(an_id, "participant")
    for route in (PeopleRoute(), PersonRoute(somebody), routes.SettingsRoute()):
        sample.go(route)
    window.screens.back()
    assert window.screens.here.key == "people"
    assert window.screens.now().person.isVisible()
    window.screens.back()
    assert window.screens.now().people_list.isVisible()
    window.screens.back()
    assert window.screens.here.key == "today"


# -- watching ---------------------------------------------------------------------------------------------------------


# A comparison with a list is of one moment; before anything is brought in, the number of the last act is asked again.
ASKED_ANEW = {"import": {"import_row", "participant", "practice", "programme", "referrer", "journal_act"}}


@pytest.fixture
def touched(sample):
    """The tables that SQLite itself says are read, by their names; clear it before what is to be looked at."""
    seen: set[str] = set()

    def allow(action: int, table: str | None, *_more: object) -> int:
        if action == sqlite3.SQLITE_READ and table:
            seen.add(table)
        return sqlite3.SQLITE_OK

    def listen(connection: Any, *_more: object) -> None:
        connection.set_authorizer(allow)

    event.listen(sample.store._engine, "checkout", listen)
    sample.read(an_id, "participant")
    assert seen == {"referral"}
    return seen


@pytest.mark.parametrize("entry", SCREENS, ids=lambda entry: entry.key)
def test_a_screen_watches_exactly_the_tables_that_it_reads(entry, qtbot, sample, touched) -> None:
    made = entry.build(sample)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    routes_taken = [route for kind in entry.takes for route in real(sample, kind)]
    settled(qtbot, sample)
    touched.clear()
    for route in routes_taken:
        made.open(route)
        settled(qtbot, sample, made)
        made.refresh()
        settled(qtbot, sample, made)
    assert touched - ASKED_ANEW.get(entry.key, set()) == {one.__tablename__ for one in made.watches}


# -- one line ---------------------------------------------------------------------------------------------------------


# A folder of its own, and nothing else: its entry, its route, and the screen that is loaded when first wanted.
ENTRY_FILE = '''"""Materials: what is on the shelves."""

from dataclasses import dataclass
from typing import Any

from artsrx.ui.desk import Desk
from artsrx.ui.routes import ScreenRoute
from artsrx.ui.screen import Screen, ScreenEntry


@dataclass(frozen=True, slots=True)
class MaterialsRoute(ScreenRoute):
    """Where the clay is."""

    shelf: int = 0


def _build(desk: Desk) -> Screen[Any]:
    from artsrx.ui.screens.materials.screen import MaterialsScreen

    return MaterialsScreen(desk)


ENTRY = ScreenEntry("materials", "Materials", "palette", (MaterialsRoute,), _build, MaterialsRoute())
'''
SCREEN_FILE = '''"""The materials screen."""

from PySide6.QtWidgets import QLabel

from artsrx.db.schema import tables
from artsrx.ui.desk import Desk
from artsrx.ui.page_parts import column
from artsrx.ui.screen import Screen
from artsrx.ui.screens.materials import MaterialsRoute


class MaterialsScreen(Screen[MaterialsRoute]):
    """One shelf after another."""

    watches = frozenset({tables.Practice})
    help_words = "What is on the shelves."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown, self.reads = QLabel(), 0
        self.setLayout(column(self.shown))

    def open(self, route: MaterialsRoute) -> None:
        self.shown.setText(f"Shelf {route.shelf}")
        self.titled.emit("Clay")

    def refresh(self) -> None:
        self.reads += 1
'''


@pytest.fixture
def planted(tmp_path, monkeypatch):
    """A screen's folder, of which no other file has heard, beside those of the program."""
    folder = tmp_path / "screens" / "materials"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(ENTRY_FILE, "utf-8")
    (folder / "screen.py").write_text(SCREEN_FILE, "utf-8")
    monkeypatch.setattr(screens, "__path__", [*screens.__path__, str(folder.parent)])
    yield importlib.import_module("artsrx.ui.screens.materials")
    for name in [name for name in sys.modules if name.startswith("artsrx.ui.screens.materials")]:
        del sys.modules[name]
    del screens.materials


def test_a_screen_is_there_by_its_folder_and_its_line(qtbot, vault_desk, answers, planted) -> None:
    window = opened(qtbot, vault_desk, (*SCREENS, planted.ENTRY))
    assert "artsrx.ui.screens.materials.screen" not in sys.modules
    button = window.sidebar.findChild(QPushButton, "go_materials")
    assert (button.text(), button.accessibleName()) == ("Materials", "Materials")
    button.click()
    assert window.screens.now().shown.text() == "Shelf 0"
    assert window.title.text() == "Clay"
    assert button.isChecked()
    vault_desk.go(PeopleRoute())
    lines = [
        line for menu in window.menuBar().actions() for line in menu.menu().actions() if line.text() == "Materials"
    ]
    assert [line.shortcut().toString() for line in lines] == ["Ctrl+7"]
    qtbot.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert window.screens.here is planted.ENTRY
    vault_desk.go(planted.MaterialsRoute(3))
    assert window.screens.now().shown.text() == "Shelf 3"
    answers.add("tell")
    window.menu_actions.help()
    assert (answers.asked[-1].title, "on the shelves" in answers.asked[-1].words) == ("Clay", True)
    before = window.screens.now().reads
    vault_desk.do("add a practice", referrers.add_practice, name="Quay")
    assert window.screens.now().reads == before + 1
    window.screens.back()
    assert window.screens.now().shown.text() == "Shelf 0"
    window.departure.lock()
    window.go(PeopleRoute())
    window.resume()
    assert window.screens.here is planted.ENTRY


@pytest.mark.parametrize("gone", SCREENS, ids=lambda entry: entry.key)
def test_a_screen_is_away_without_its_line(gone, qtbot, vault_desk) -> None:
    rest = tuple(entry for entry in SCREENS if entry is not gone)
    window = opened(qtbot, vault_desk, rest)
    said = []
    vault_desk.said.connect(lambda saying: said.append(saying.words))
    assert window.sidebar.findChild(QPushButton, f"go_{gone.key}") is None
    before = window.screens.here
    for kind in gone.takes:
        vault_desk.go(real(vault_desk, kind)[-1])
        assert said.pop() == "There is no screen for that."
        assert window.screens.here is before
    for entry in rest:
        if entry.home is not None:
            vault_desk.go(entry.home)
            assert window.screens.here is entry
    settled(qtbot, vault_desk)


def test_no_other_file_knows_a_screen() -> None:
    """A folder and a line: outside its folder the list alone names a screen."""
    folders = sorted(path.parent for path in (PACKAGE / "ui" / "screens").glob("*/__init__.py"))
    assert len(folders) >= 9
    for folder in folders:
        inside = folder.relative_to(PACKAGE.parent).as_posix() + "/"
        named = re.compile(
            rf"artsrx\.ui\.screens\.{folder.name}\b|from artsrx\.ui\.screens import [^\n]*\b{folder.name}\b"
        )
        knows = {one.name for one in program() if not one.name.startswith(inside) and named.search(one.text)}
        loaded = {"artsrx/ui/start.py"} if folder.name == "today" else set()
        assert knows == {"artsrx/ui/screens/__init__.py"} | loaded, folder.name
