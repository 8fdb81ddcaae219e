"""A report that is a folder and a line is on the command line, with all that it asks for, and in nobody's way."""

import json
from pathlib import Path
from typing import Any

import pytest

from artsrx.cli import main
from artsrx.db.keys import key_file, vault
from artsrx.db.store import Store
from artsrx.records.timeline import TimelineKind, timeline
from artsrx.reports import REPORTS, report_called
from tests.planted import plant
from tests.planted.attendance_letter import REPORT
from tests.records.course import Course, course

PASSWORD = "harbour lane clay studio 9"


@pytest.fixture(autouse=True)
def planted(monkeypatch: pytest.MonkeyPatch, own_home: Path) -> None:
    monkeypatch.setenv("ARTSRX_PASSWORD", PASSWORD)
    plant(monkeypatch, "artsrx.reports", "REPORTS", REPORT)


@pytest.fixture
def record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, Course]:
    """A record in which Ada came to three sessions, the last of them on 19 May 2026; and it is closed again."""
    folder = tmp_path / "Riverside Arts.artsrx"
    assert main(["new", str(folder), "--organisation", "Riverside Arts", "--staff", "Jan"]) == 0
    store = opened(str(folder))
    made = course(store, names="Ada Ben")
    made.marks(0, "PLPA")
    store.close()
    capsys.readouterr()
    return str(folder), made


def opened(folder: str) -> Store:
    unlocked = vault.unlock(Path(folder), key_file.people(Path(folder))[0].id, PASSWORD)
    return Store.open(Path(folder), unlocked.key, staff_id=unlocked.staff_id)


def test_it_is_called_by_its_key() -> None:
    assert report_called("attendance-letter") is REPORT
    assert report_called("a report that is gone") is None


def test_its_figures_are_printed(record: tuple[str, Course], capsys: pytest.CaptureFixture[str]) -> None:
    folder, made = record
    ada = str(made.people[0])
    words = ["figures", folder, "attendance-letter", "--person", ada, "--from", "1/5/2026", "--to", "31/5/2026"]
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"report": "attendance-letter", "times": 3}
    more = ["--tone", "warm", "--greeting", "See you soon.", "--dates", "--programme", "clay for all"]
    assert main([*words, *more]) == 0
    said = capsys.readouterr().out
    assert all(
        part in said for part in ("How good to have you.", "Ada Young came 3 times.", "- 19 May 2026", "See you soon.")
    )


def test_it_is_saved_and_noted(record: tuple[str, Course], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, made = record
    out = tmp_path / "letter.pdf"
    words = ["report", folder, "attendance-letter", "--person", str(made.people[0]), "--large-print", "--out", str(out)]
    assert main(words) == 0
    assert out.read_bytes().startswith(b"%PDF")
    store = opened(folder)
    entries = store.read(timeline, made.people[0]).entries
    store.close()
    assert [(entry.title, entry.words) for entry in entries if entry.kind is TimelineKind.SENDING] == [
        ("attendance-letter", "saved as PDF · by Jan")
    ]


def test_help_names_what_it_asks_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["report", "--help"])
    said = capsys.readouterr().out
    assert left.value.code == 0
    assert "{link-worker,impact,attendance-letter}" in said
    assert "for attendance-letter:" in said
    assert "--tone {formal,warm}" in said
    assert "for impact, attendance-letter:" in said, "the period and the programme stand once, for both"
    assert said.count("  --programme NAME") == 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["attendance-letter"], "Say who it is about with --person ID"),
        (["attendance-letter", "--person", "7"], "not a person's ID"),
        (["attendance-letter", "--plain-cover"], "“attendance-letter” does not ask for --plain-cover"),
        (["impact", "--tone", "warm"], "“impact” does not ask for --tone"),
        (["impact", "--person", "7"], "“impact” does not ask for --person"),
        (["link-worker", "--person", "00000000-0000-0000-0000-000000000000", "--referral", "8"], "not a referral's ID"),
    ],
)
def test_what_it_does_not_ask_for_is_refused(
    record: tuple[str, Course], tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], reason: str
) -> None:
    out = tmp_path / "x.pdf"
    assert main(["report", record[0], *words, "--out", str(out)]) == 1
    assert reason in capsys.readouterr().err
    assert not out.exists()


def test_the_notes_figures_are_those_of_the_note(
    record: tuple[str, Course], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, made = record
    assert main(["figures", folder, "link-worker", "--person", str(made.people[0]), "--json"]) == 1
    assert "have not been asked" in capsys.readouterr().err


def test_one_key_is_one_ask() -> None:
    """Two reports that use one key share its option, so they must mean the same kind of thing by it."""
    kinds: dict[str, type[Any]] = {}
    for report in REPORTS:
        for ask in (*report.asks, *report.printing):
            assert kinds.setdefault(ask.key, type(ask)) is type(ask), ask.key
