"""Pictures of every screen and every page of every report, for people to look at: `python dev.py look`.

Each screen is drawn empty and full, light and dark, at 100 % and 200 %, into build/look/. Nothing is compared: a picture that one
would not show to a commissioner is a defect.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "build" / "look"
DATA = ROOT / "tests" / "data"
SCALES = (1, 2)
SIZE = (1280, 820)
PASSWORD = "harbour lane clay studio 9"
SETTLE_SECONDS = 20


def main(words: list[str]) -> int:
    """Draws everything, each scale in a process of its own, since Qt reads the scale only once."""
    if words[:1] == ["--scale"]:
        draw_screens(int(words[1]))
        return 0
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    draw_pages()
    for scale in SCALES:
        place = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale)}
        subprocess.run(
            [sys.executable, "-m", "tests.look", "--scale", str(scale)],
            check=True,
            cwd=ROOT,
            env={**os.environ, **place},
        )
    print(f"{len(list(OUT.glob('*.png')))} pictures are in {OUT}")
    return 0


def records(home: Path) -> Iterator[tuple[str, Any, Any]]:
    """An empty record and the sample, open, each with what the window is given about it."""
    from artsrx.records.sample import make_sample, organisation_name
    from artsrx.ui.front.ways_in import make_record, make_sample_record

    made = make_record("Riverside Arts", "Jan", PASSWORD, home=home)
    yield "empty", made.opened.store, made.opened.record
    sample = make_sample_record(
        organisation_name(), PASSWORD, lambda store: make_sample(store, today=date.today()), home=home
    )
    yield "full", sample.store, sample.record


def draw_screens(scale: int) -> None:
    """Every screen of both records in both themes, and the front door."""
    from PySide6.QtCore import QCoreApplication, QSettings
    from PySide6.QtWidgets import QApplication

    from artsrx.ui.theme import ColourScheme, Theme, load_fonts

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        app = QApplication(["artsrx"])
        QCoreApplication.setOrganizationName("ArtsRx")
        QCoreApplication.setApplicationName("ArtsRx look")
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        load_fonts()
        theme = Theme(app, QSettings())
        theme.set_motion(False)
        for scheme in (ColourScheme.LIGHT, ColourScheme.DARK):
            theme.set_scheme(scheme)
            _draw_front(home / "front", theme, f"{scheme.value}-{scale * 100}")
        for name, store, record in records(home):
            for scheme in (ColourScheme.LIGHT, ColourScheme.DARK):
                theme.set_scheme(scheme)
                _draw_window(store, record, theme, name, f"{name}-{scheme.value}-{scale * 100}")
            store.close()
            record.lock.release()


def _draw_front(home: Path, theme: Any, ending: str) -> None:
    from artsrx.ui.ask import Asker
    from artsrx.ui.front.ways_in import make_record
    from artsrx.ui.front.window import FrontWindow
    from artsrx.ui.jobs import Jobs

    jobs = Jobs()
    door = FrontWindow(theme=theme, jobs=jobs, ask=Asker(), home=home)
    door.resize(*SIZE)
    door.show()
    for name in ("doors", "fresh", "sample"):
        if name != "doors":
            door.choose(name)
        _picture(door, jobs, f"front-{name}-{ending}")
    door.close()
    made = make_record("Riverside Arts", "Jan", PASSWORD, home=home / "one")
    made.opened.store.close()
    made.opened.record.lock.release()
    door = FrontWindow(theme=theme, jobs=jobs, ask=Asker(), home=home / "one")
    door.resize(*SIZE)
    door.show()
    _picture(door, jobs, f"front-unlock-{ending}")
    door.close()
    jobs.close()
    shutil.rmtree(home / "one")


def _draw_window(store: Any, record: Any, theme: Any, name: str, ending: str) -> None:
    from artsrx.ui.ask import Asker
    from artsrx.ui.desk import Desk
    from artsrx.ui.jobs import Jobs
    from artsrx.ui.screens import SCREENS
    from artsrx.ui.window import Window

    jobs = Jobs()
    desk = Desk(store, ask=Asker(), jobs=jobs, theme=theme, record=record)
    window = Window(desk, SCREENS, staff="Jan")
    window.resize(*SIZE)
    window.show()
    for label, route in _stops(store, name):
        window.go(route)
        _picture(window, jobs, f"{label}-{ending}")
    desk.close()
    window.hide()
    window.deleteLater()
    jobs.close()


def _stops(store: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Where the camera stops: each screen, and in a full record one page of each kind."""
    from sqlalchemy import select

    from artsrx.db.schema.tables import ArtsSession, Participant, Place, Programme, Referral
    from artsrx.ui import routes
    from artsrx.ui.screens import SCREENS

    for entry in SCREENS:
        if entry.home is not None:
            yield entry.key, entry.home
    yield "referrers", routes.ReferrersRoute()
    yield "import", routes.ImportRoute()
    yield "person-new", routes.NewPersonRoute()
    yield "referral-new", routes.NewReferralRoute()
    yield "course-new", routes.NewCourseRoute()
    yield "importing", routes.ImportRoute(DATA / "referral-log.xlsx")
    if name == "empty":
        return
    today = datetime.combine(date.today(), datetime.min.time())
    place = store.read(
        lambda tx: tx.execute(select(Place.id, Place.participant_id).where(Place.left_on.is_(None))).first()
    )
    yield "person", routes.PersonRoute(place.participant_id)
    yield "referral", routes.ReferralRoute(store.read(lambda tx: tx.scalar(select(Referral.id).limit(1))))
    programme = store.read(lambda tx: tx.scalar(select(Programme.id).limit(1)))
    yield "programme", routes.ProgrammeRoute(programme)
    yield "forms", routes.FormsRoute(programme)
    session = select(ArtsSession.id).where(ArtsSession.starts_at >= today).order_by(ArtsSession.starts_at).limit(1)
    yield "register-next", routes.RegisterRoute(store.read(lambda tx: tx.scalar(session)))
    held = select(ArtsSession.id).where(ArtsSession.starts_at < today).order_by(ArtsSession.starts_at.desc()).limit(1)
    yield "register-held", routes.RegisterRoute(store.read(lambda tx: tx.scalar(held)))
    longest = select(Participant.id).order_by(Participant.family.desc()).limit(1)
    yield "person-other", routes.PersonRoute(store.read(lambda tx: tx.scalar(longest)))
    yield "forms-of-one", routes.FormRoute(place.id)


def _picture(window: Any, jobs: Any, name: str) -> None:
    from PySide6.QtTest import QTest

    until = time.monotonic() + SETTLE_SECONDS
    QTest.qWait(150)
    while jobs.busy and time.monotonic() < until:
        QTest.qWait(50)
    QTest.qWait(450 if "report" in name or "import" in name else 100)
    while jobs.busy and time.monotonic() < until:
        QTest.qWait(50)
    QTest.qWait(50)
    window.grab().save(str(OUT / f"{name}.png"))


def draw_pages() -> None:
    """Every page of every report, of the empty record and of the sample."""
    from artsrx.cli import main as artsrx

    os.environ["ARTSRX_PASSWORD"] = PASSWORD
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        sheet = home / "sheet.pdf"
        artsrx(
            [
                "new",
                str(home / "Empty.artsrx"),
                "--organisation",
                "Riverside Arts",
                "--staff",
                "Jan",
                "--sheet",
                str(sheet),
            ]
        )
        _draw_pdf(sheet, "page-recovery-sheet")
        artsrx(["sample", str(home / "Sample.artsrx")])
        for name in ("Empty", "Sample"):
            file = home / f"{name}.pdf"
            artsrx(["report", str(home / f"{name}.artsrx"), "impact", "--out", str(file)])
            _draw_pdf(file, f"page-impact-{name.lower()}")
        _draw_a_note(home)


def _draw_a_note(home: Path) -> None:
    """The note about the first person who lets one be written."""
    from artsrx.cli import main as artsrx
    from artsrx.db.keys import key_file, vault
    from artsrx.db.store import Store
    from artsrx.records.people import people_list

    folder, file = home / "Sample.artsrx", home / "note.pdf"
    opened = vault.unlock(folder, key_file.people(folder)[0].id, PASSWORD)
    store = Store.open(folder, opened.key, staff_id=opened.staff_id)
    people = store.read(people_list, today=date.today()).rows
    store.close()
    for person in people:
        words = ["--asked", "Please ask whether a lift would help.", "--next-step", "The course ends in three weeks."]
        if artsrx(["report", str(folder), "link-worker", "--person", str(person.id), "--out", str(file), *words]) == 0:
            break
    _draw_pdf(file, "page-note")


def _draw_pdf(file: Path, name: str) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    for number in range(len(document)):
        document[number].render(scale=1.5).to_pil().save(OUT / f"{name}-{number + 1}.png")
    document.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
