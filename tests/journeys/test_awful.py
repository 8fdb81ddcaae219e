"""What goes wrong on a bad day, through the real window: nothing is lost, nothing is half done, and it says so in words."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from artsrx.records import people
from artsrx.ui.front.unlock import UnlockPage
from artsrx.ui.start import Start
from tests.journeys.user import CTRL, LOCKED, User
from tests.ui.conftest import Vaulted

LOG = Path(__file__).parents[1] / "data" / "referral-log.xlsx"


@pytest.fixture
def inside(user: User, vaulted: Vaulted) -> User:
    """Somebody who has unlocked the record of Riverside Arts, which is empty."""
    user.home = vaulted.folder.parent
    user.unlock(vaulted.password)
    return user


def count(user: User) -> int:
    return user.store.read(people.people_list, today=date.today(), limit=1).total


def to_the_button(user: User, path: Path) -> None:
    """Drop a list and go as far as the last button."""
    user.drop(path)
    screen = user.screen
    user.wait(lambda: screen.review is not None)
    user.key(Qt.Key.Key_Return, CTRL, times=2)
    assert screen.pages.currentWidget() is screen.bring_in_step


def test_an_import_cancelled_half_way_leaves_nothing(inside: User, tmp_path: Path) -> None:
    letters = "abcdefghijklmnop"
    names = ("".join(letters[n >> shift & 15] * 2 for shift in (8, 4, 0)).title() for n in range(4000))
    # A week apart: no two who share their names have nearly the same date.
    days = (date(1930, 1, 1) + timedelta(days=n * 7) for n in range(4000))
    rows = "\n".join(f"{name} {name[::-1].title()},{day:%d/%m/%Y}" for name, day in zip(names, days, strict=True))
    path = tmp_path / "long.csv"
    path.write_text(f"Name,Date of birth\n{rows}\n", encoding="utf-8")
    to_the_button(inside, path)
    inside.press("Bring in 4,000 people")
    inside.press("Cancel")
    inside.wait(lambda: inside.screen._progress is None)
    assert inside.sees("Stopped. Nothing was changed.")
    assert count(inside) == 0
    assert inside.store.undo_label is None
    inside.press("Bring in 4,000 people")
    inside.wait(lambda: inside.screen.outcome is not None)
    assert count(inside) == 4000


def test_the_window_waits_while_a_list_is_written(inside: User) -> None:
    to_the_button(inside, LOG)
    screen = inside.screen
    inside.press("Bring in 46 people")
    inside.key(Qt.Key.Key_2, CTRL)
    inside.wait(lambda: screen.outcome is not None)
    assert inside.screen is screen
    inside.key(Qt.Key.Key_2, CTRL)
    assert inside.screen is not screen
    inside.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert inside.screen is screen
    assert inside.sees("Undo this import")


def test_the_same_file_twice_changes_nothing(inside: User) -> None:
    for _time in range(2):
        to_the_button(inside, LOG)
        if not inside.sees("There is nothing to bring in"):
            inside.key(Qt.Key.Key_Return)
            inside.wait(lambda: inside.screen.outcome is not None)
            inside.press("Bring in another list")
    assert inside.sees("There is nothing to bring in")
    assert inside.sees("Nothing will be added as it stands")
    assert count(inside) == 46


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (LOG.read_bytes()[:5000], "damaged or incomplete"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "web page"),
        (b"", "empty"),
    ],
    ids=["truncated", "web page", "empty"],
)
def test_a_file_that_cannot_be_read_says_so_and_the_next_is_welcome(inside: User, tmp_path: Path, data, words) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(data)
    inside.drop(path)
    inside.wait(lambda: inside.sees("Nothing was changed."))
    assert inside.sees(words)
    assert count(inside) == 0
    inside.drop(LOG)
    inside.wait(lambda: inside.screen.review is not None)


def test_a_whole_import_is_taken_back_by_ctrl_z_too(inside: User) -> None:
    to_the_button(inside, LOG)
    inside.key(Qt.Key.Key_Return)
    inside.wait(lambda: inside.screen.outcome is not None)
    undo = next(one for one in inside.window.findChildren(QAction) if one.text().startswith("&Undo"))
    assert undo.text() == "&Undo bring in 49 rows"
    inside.key(Qt.Key.Key_Z, CTRL)
    assert count(inside) == 0
    assert inside.sees("This import was taken back.")


def test_a_second_window_of_the_same_record_is_not_opened(inside: User, vaulted: Vaulted) -> None:
    before = count(inside)
    again = Start(inside._app, inside._theme, locked=LOCKED, home=inside.home)
    inside.window.showMinimized()
    assert again.knock()
    inside.wait(lambda: not inside.window.isMinimized())
    again.begin()
    door = again.front
    assert isinstance(door.page, UnlockPage)
    door.page._password.line.setText(vaulted.password)
    door.page.submit()
    inside.wait(lambda: door.page.error.isVisible())
    assert "open already" in door.page.error.text()
    assert again.window is None
    door._over = True
    door.close()
    again._gc_timer._timer.stop()
    again.jobs.close()
    again.deleteLater()
    assert count(inside) == before


def test_wrong_passwords_are_slower_and_slower(user: User, vaulted: Vaulted) -> None:
    user.home = vaulted.folder.parent
    page = user.begin()
    waits = 0
    for _time in range(4):
        user.wait(page.go.isEnabled)
        user.key(Qt.Key.Key_A, CTRL)
        user.type("not the password")
        user.key(Qt.Key.Key_Return)
        user.wait(lambda: page.error.isVisible() and not page.bar.isVisible())
        waits += "Wait" in page.go.text()
        page.clear_error()
        page.show_wait(0)
    assert waits > 0
    assert user.start.window is None
    user.key(Qt.Key.Key_A, CTRL)
    user.type(vaulted.password)
    user.key(Qt.Key.Key_Return)
    user.wait(lambda: user.start.window is not None or page.error.isVisible())
    assert user.start.window is None, "the wait is kept by the record and not by the button"
    assert "Wait" in page.go.text()


def test_somebody_is_added_by_keyboard_alone(inside: User) -> None:
    inside.key(Qt.Key.Key_2, CTRL)
    inside.key(Qt.Key.Key_N, CTRL)
    inside.fill("Ada", "Young")
    inside.key(Qt.Key.Key_Return, CTRL)
    inside.wait(lambda: count(inside) == 1)
    assert inside.window.title.text() == "Ada Young"
    inside.key(Qt.Key.Key_3, CTRL)
    inside.key(Qt.Key.Key_N, CTRL)
    inside.fill("Ben", "Young")
    inside.key(Qt.Key.Key_Return, CTRL)
    inside.wait(lambda: count(inside) == 2)


def test_closing_makes_a_backup_that_counts(inside: User, vaulted: Vaulted) -> None:
    inside.store.write("add", people.add, given="Ada", family="Young", on=date.today())
    inside.window.close()
    inside.wait_end(0)
    assert len(list((vaulted.folder / "backups").glob("*.artsrxbackup"))) == 1
    assert not (vaulted.folder / "record.db-wal").exists()
