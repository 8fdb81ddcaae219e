"""What every test of a screen is given: a desk over a real record, answers prepared beforehand, nothing left behind."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QApplication

from artsrx.db.keys import vault
from artsrx.db.keys.recovery_code import RecoveryCode
from artsrx.db.opening import hold
from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.ui.ask import Asker
from artsrx.ui.desk import Desk
from artsrx.ui.jobs import Jobs
from artsrx.ui.questions import DialogQuestion, QuestionKind
from artsrx.ui.theme import Theme, load_fonts
from artsrx.ui.unlocked_record import UnlockedRecord


class Answers(Asker):
    """Stands in for the person: every question must have been expected, and every expected question asked.

    `add(kind, answer)` in the order in which they will come; the answer None means Cancel. For "confirm" any true
    answer presses the button, for "choose" it is the key, for files a Path. What was asked stays in `asked`; a
    typed answer that was refused is in `refused`.
    """

    def __init__(self) -> None:
        super().__init__(None)
        self.waiting: list[tuple[str, object]] = []
        self.asked: list[DialogQuestion] = []
        self.refused: list[str] = []

    def add(self, kind: str, answer: object = True) -> None:
        self.waiting.append((kind, answer))

    def put(self, question: DialogQuestion) -> None:
        self.asked.append(question)
        assert self.waiting, f"nobody expected: {question.kind} {question.title!r} {question.words!r}"
        kind, answer = self.waiting.pop(0)
        assert kind == question.kind, f"expected {kind}, was asked {question.kind}: {question.title!r}"
        if answer is None or answer is False or question.then is None:
            return
        typed = question.choices[0][0] if question.kind in (QuestionKind.CONFIRM, QuestionKind.TELL) else str(answer)
        try:
            question.then(typed)
        except Refused as refused:
            if question.kind not in (QuestionKind.TEXT, QuestionKind.PASSWORD):
                raise
            self.refused.append(refused.words)


@pytest.fixture(scope="session")
def own_settings(own_home: Path, qapp_cls: type[QApplication]) -> None:
    """Keep widths and sizes in the tests' own home."""
    QCoreApplication.setOrganizationName("ArtsRx")
    QCoreApplication.setApplicationName("ArtsRx tests")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(own_home))


@pytest.fixture(scope="session", autouse=True)
def collect_on_the_gui_thread() -> Iterator[None]:
    """As `ui/gc_timer.py` does: a worker must never be the one that destroys a widget."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication, own_settings: None) -> Iterator[None]:
    """After each test no window is open and no setting kept."""
    QSettings().clear()
    yield
    gc.collect(1)
    left = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    for widget in left:
        widget.close()
    assert not left, f"windows left open: {left}"


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    """The fonts that travel with the program."""
    load_fonts()


@pytest.fixture
def theme(qapp: QApplication, fonts: None, own_settings: None) -> Iterator[Theme]:
    """The look at 100 %, light."""
    made = Theme(qapp)
    made.apply()
    yield made
    made.deleteLater()


@pytest.fixture
def answers() -> Iterator[Answers]:
    """Answers prepared for the questions to come; fails on one that was not asked."""
    made = Answers()
    yield made
    assert not made.waiting, f"never asked: {made.waiting}"


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """The one worker, ended with the test."""
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def desk(store: Store, answers: Answers, jobs: Jobs, theme: Theme) -> Iterator[Desk]:
    """What a screen is given, over a real, empty record."""
    made = Desk(store, ask=answers, jobs=jobs, theme=theme)
    yield made
    made.close()


PASSWORD = "correct horse battery staple"


@dataclass(frozen=True)
class Vaulted:
    """A record with real keys: where it is, who has opened it, and its recovery sheet."""

    folder: Path
    unlocked: vault.Unlocked
    sheet: RecoveryCode
    password: str = PASSWORD


@pytest.fixture(scope="session")
def vault_template(tmp_path_factory: pytest.TempPathFactory, own_home: Path) -> Vaulted:
    """An empty record of Riverside Arts with the keys of Jan, made once; copy it, never open it."""
    folder = tmp_path_factory.mktemp("vault") / "Riverside Arts.artsrx"
    folder.mkdir()
    unlocked, sheet = vault.new_vault(folder, "Riverside Arts", "Jan", PASSWORD)
    staff_id = unlocked.staff_id
    Store.create(folder, unlocked.key, staff_id=staff_id, staff_name="Jan", organisation="Riverside Arts").close()
    return Vaulted(folder, unlocked, sheet)


@pytest.fixture
def vaulted(vault_template: Vaulted, tmp_path: Path) -> Vaulted:
    """A fresh copy of the record with real keys, closed, alone in a home of its own."""
    home = tmp_path / "records"
    home.mkdir()
    copy = home / vault_template.folder.name
    shutil.copytree(vault_template.folder, copy)
    return replace(vault_template, folder=copy)


@pytest.fixture
def vault_desk(vaulted: Vaulted, answers: Answers, jobs: Jobs, theme: Theme) -> Iterator[Desk]:
    """A desk with `desk.record`: for what needs keys (backup, staff, restore)."""
    lock = hold(vaulted.folder, "Jan")
    store = Store.open(vaulted.folder, vaulted.unlocked.key, staff_id=vaulted.unlocked.staff_id)
    record = UnlockedRecord(vaulted.folder, vaulted.unlocked, lock)
    made = Desk(store, ask=answers, jobs=jobs, theme=theme, record=record)
    yield made
    made.close()
    jobs.close()
    store.close()
    lock.release()
