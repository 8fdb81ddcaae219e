"""The main job from beginning to end, through the real window: a messy list to two PDFs that somebody can send."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton

from artsrx.db.backups.backup import last_good
from artsrx.domain.vocabulary import Mark
from artsrx.records import forms, people, programmes, register, sessions
from artsrx.ui.front.first_run import FirstRunPage
from artsrx.ui.front.new_record import NewRecordPage, RecoverySheetPage, TypeBackPage
from artsrx.ui.front.unlock import UnlockPage
from artsrx.ui.routes import RegisterRoute
from tests.journeys.user import CTRL, LOCKED, User

LOG = Path(__file__).parents[1] / "data" / "referral-log.xlsx"
PASSWORD = "purple kettle marches slowly home"
MARKS = ("PPPPPLPTPPAP", "PPPPPPPPTTAN")


def a_tuesday(weeks_ago: int) -> str:
    """A Tuesday that long ago, as somebody types it: the story is the same whenever it is told."""
    day = date.today() - timedelta(weeks=weeks_ago)
    day -= timedelta(days=(day.weekday() - 1) % 7)
    return f"{day.day} {day:%B} {day.year}"


def count(user: User) -> int:
    return user.store.read(people.people_list, today=date.today(), limit=500).total


def pages(path: Path) -> str:
    """The words of a PDF."""
    document = pypdfium2.PdfDocument(path)
    try:
        found = []
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            found.append(text.get_text_range())
            text.close()
            page.close()
        return " ".join(" ".join(found).split())
    finally:
        document.close()


def test_from_a_messy_list_to_two_pdfs(user: User, tmp_path: Path) -> None:
    a_new_record(user, tmp_path)
    bring_the_list_in(user)
    make_a_course(user)
    give_places(user)
    mark_two_registers(user)
    enter_forms(user)
    write_to_the_link_worker(user, tmp_path / "note.pdf")
    save_the_impact_report(user, tmp_path / "impact.pdf")
    take_a_mark_back(user)
    lock_and_unlock(user)
    take_the_import_back(user)
    close_for_the_day(user)
    print("\n" + user.tally())


def a_new_record(user: User, tmp_path: Path) -> None:
    """Three questions, a sheet to print, two groups of it typed back."""
    assert isinstance(user.begin(), FirstRunPage)
    with user.step("drop the list on the first window"):
        user.drop(LOG)
    assert isinstance(user.page, NewRecordPage)
    with user.step("a new record: three questions"):
        user.fill("Riverside Arts", "Jan", PASSWORD, PASSWORD)
        user.key(Qt.Key.Key_Return)
    user.wait(lambda: isinstance(user.page, RecoverySheetPage))
    with user.step("the recovery sheet, saved and typed back"):
        user.answers.add("save file", tmp_path / "sheet.pdf")
        user.press("Save as PDF")
        user.wait(lambda: (tmp_path / "sheet.pdf").exists() and not user.page.bar.isVisible())
        user.press("It is in a safe place")
        page = user.page
        assert isinstance(page, TypeBackPage)
        sheet = pages(tmp_path / "sheet.pdf")
        groups = [user.start.front._unfinished.sheet.groups[place] for place in page.places]
        assert all(group in sheet for group in groups)
        user.fill(*groups)
        user.key(Qt.Key.Key_Return)
    user.inside()


def bring_the_list_in(user: User) -> None:
    """Enter, three answers, Enter, Enter."""
    screen = user.screen
    user.wait(lambda: screen.review is not None)
    with user.step("bring the list in"):
        user.key(Qt.Key.Key_Return)
        user.type("dds")
        user.key(Qt.Key.Key_Return, CTRL)
        user.key(Qt.Key.Key_Return)
    user.wait(lambda: screen.outcome is not None)
    assert user.sees("Added: 48 people, 48 referrals")
    assert count(user) == 48
    (folder,) = user.home.glob("*.artsrx")
    assert last_good(folder) is not None


def make_a_course(user: User) -> None:
    """One line makes ten sessions."""
    with user.step("make a ten-week course"):
        user.key(Qt.Key.Key_4, CTRL)
        user.key(Qt.Key.Key_N, CTRL)
        user.fill(
            "Clay for All",
            f"10 Tuesdays from {a_tuesday(14)} at 2 pm, skip half-term",
            "The Mill",
            "Sam Reed",
            "14",
            "6",
        )
        user.wait(lambda: user.sees("10 sessions on Tuesdays at 2 pm"))
        user.key(Qt.Key.Key_Return, CTRL)
    made = next(line for line in courses(user) if line.name == "Clay for All")
    assert made.sessions == 10
    assert user.window.title.text() == "Clay for All"


def courses(user: User):
    return user.store.read(programmes.programme_list, today=date.today(), with_closed=True, limit=50).lines


def the_course(user: User):
    return next(line.id for line in courses(user) if line.name == "Clay for All")


def give_places(user: User) -> None:
    """Those who wait are listed: Enter takes one, Down goes on."""
    with user.step("give twelve places"):
        user.press("Give places")
        user.key(Qt.Key.Key_Return)
        for number in range(12):
            if number:
                user.key(Qt.Key.Key_Down)
            user.key(Qt.Key.Key_Return)
        user.press("Give 12 places")
    page = user.store.read(programmes.programme_page, programme=the_course(user), today=date.today())
    assert page.people == 12


def mark_two_registers(user: User) -> None:
    """Twelve keys mark twelve people."""
    meetings = user.store.read(sessions.session_list, programme=the_course(user))
    user.press("Open the register")
    with user.step("mark the first register"):
        user.type(MARKS[0])
    user.press("Later")
    with user.step("mark the second register"):
        user.type(MARKS[1].lower())
    for meeting, marks in zip(meetings, MARKS, strict=False):
        page = user.store.read(register.register, session=meeting.id)
        assert page.blank == 0
        assert len(page.lines) == len(marks)
    assert user.sees("10")


def enter_forms(user: User) -> None:
    """Number keys and Enter, one person after another; then the same for the end."""
    user.press("The whole programme")
    user.press("Enter forms")
    for name, answers in (("start forms", "4352"), ("end forms", "7671")):
        if name == "end forms":
            user.press("Point: End")
            user.screen.list.view.selectRow(0)
            user.screen._show_clicked()
        with user.step(f"two {name}"):
            for _person in range(2):
                user.type(answers)
                user.key(Qt.Key.Key_Return)
    entered = user.store.read(forms.forms_of_programme, programme=the_course(user))
    assert sorted(len(own) for own in entered.values()) == [2, 2]


def write_to_the_link_worker(user: User, path: Path) -> None:
    """Consent first, then what is asked, then the PDF."""
    place = next(iter(user.store.read(forms.forms_of_programme, programme=the_course(user))))
    person = user.screen._people[[line.id for line in user.screen._people].index(place)]
    with user.step("permission to update the referrer"):
        user.key(Qt.Key.Key_F, CTRL)
        user.type(person.name)
        user.key(Qt.Key.Key_Return)
        assert user.window.title.text() == person.name
        yes = user.screen.findChild(QRadioButton, "") and [
            one for one in user.screen.findChildren(QRadioButton) if one.isVisible() and one.text() == "Yes"
        ]
        user.press(yes[0].accessibleName())
        user.press(yes[1].accessibleName())
    with user.step("note to the link worker"):
        user.key(Qt.Key.Key_5, CTRL)
        user.press("Note to the link worker")
        user.type(person.name)
        user.key(Qt.Key.Key_Return)
        user.type("Please call them before the next session.")
        user.wait(lambda: user.screen.save.isEnabled() and user.screen._fresh)
        user.answers.add("confirm")
        user.answers.add("save file", path)
        user.press("Save as PDF")
    user.wait(path.exists)
    words = pages(path)
    assert person.name in words
    assert "Please call them" in words
    assert "Riverside Arts" in words


def save_the_impact_report(user: User, path: Path) -> None:
    """A period, its pages beside the choices, and Save."""
    screen = user.screen
    user.press("Impact report")
    with user.step("impact report"):
        asked = screen.choices["impact"].inputs["period"]
        own_days = asked.period.combo.count() - 1
        asked.period.combo.setCurrentIndex(own_days)
        asked.period.combo.activated.emit(own_days)
        asked.start.setFocus()
        user.key(Qt.Key.Key_A, CTRL)
        user.type("1/4/2025")
        user.key(Qt.Key.Key_Tab)
        user.key(Qt.Key.Key_A, CTRL)
        user.type("today")
        user.key(Qt.Key.Key_Tab)
        user.wait(lambda: screen.save.isEnabled() and screen._fresh)
        user.answers.add("save file", path)
        user.press("Save as PDF")
    user.wait(path.exists)
    assert path.read_bytes().startswith(b"%PDF")
    assert "Riverside Arts" in pages(path)


def take_a_mark_back(user: User) -> None:
    """A slip of the finger, and Ctrl+Z."""
    third = user.store.read(sessions.session_list, programme=the_course(user))[2].id
    user.start.window.go(RegisterRoute(third))
    with user.step("take a mark back"):
        user.type("a")
        assert user.store.read(register.register, session=third).lines[0].mark is Mark.ABSENT
        user.key(Qt.Key.Key_Z, CTRL)
    assert user.store.read(register.register, session=third).lines[0].mark is None


def lock_and_unlock(user: User) -> None:
    """The process ends with the status that starts another; everything is there again."""
    with user.step("lock"):
        user.key(Qt.Key.Key_L, CTRL)
    user.wait_end(LOCKED)
    assert isinstance(user.begin(), UnlockPage)
    with user.step("unlock"):
        user.type(PASSWORD)
        user.key(Qt.Key.Key_Return)
    user.inside()
    assert count(user) == 48
    course = the_course(user)
    assert sum(len(own) for own in user.store.read(forms.forms_of_programme, programme=course).values()) == 4
    marked = [line for line in user.store.read(sessions.session_list, programme=course) if line.held]
    assert len(marked) == 2


def take_the_import_back(user: User) -> None:
    """Whoever has been worked with since stays, and it says so."""
    with user.step("undo the import"):
        user.key(Qt.Key.Key_6, CTRL)
        user.answers.add("tell")
        user.press("Undo this import: referral-log.xlsx")
        user.wait_jobs()
    said = user.answers.asked[-1]
    assert "stay" in said.words
    assert "Kept:" in said.details
    assert count(user) == 12
    assert user.sees("Taken back")


def close_for_the_day(user: User) -> None:
    """Closing makes a backup; nothing is wrong with the record."""
    user.window.close()
    user.wait_end(0)
    (folder,) = user.home.glob("*.artsrx")
    assert len(list((folder / "backups").glob("*.artsrxbackup"))) >= 1
