"""Every verb, as a script would use it."""

import errno
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from artsrx.cli import main
from artsrx.db.folder.lock import RecordLock
from artsrx.db.keys.sheet_mark import note_sheet_wanted
from artsrx.domain.resources import resource

PASSWORD = "harbour lane clay studio 9"
INPUTS = Path(__file__).parent / "data"


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch, own_home: Path) -> None:
    monkeypatch.setenv("ARTSRX_PASSWORD", PASSWORD)


@pytest.fixture
def riverside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    folder = tmp_path / "Riverside Arts.artsrx"
    assert main(["new", str(folder), "--organisation", "Riverside Arts", "--staff", "Jan"]) == 0
    capsys.readouterr()
    return str(folder)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, own_home: Path) -> str:
    folder = tmp_path_factory.mktemp("sample") / "Sample.artsrx"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARTSRX_PASSWORD", PASSWORD)
        assert main(["sample", str(folder)]) == 0
    return str(folder)


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_a_new_record_prints_its_recovery_code_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "R.artsrx"
    assert main(["new", str(folder), "--organisation", "Riverside Arts", "--staff", "Jan"]) == 0
    assert "only way in" in capsys.readouterr().out
    assert "already something" in refused(capsys, "new", str(folder), "--organisation", "R", "--staff", "Jan")


def test_a_new_record_saves_its_recovery_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, sheet = tmp_path / "R.artsrx", tmp_path / "sheet.pdf"
    arguments = ["new", str(folder), "--organisation", "Riverside Arts", "--staff", "Jan", "--sheet", str(sheet)]
    assert main(arguments) == 0
    assert str(sheet) in capsys.readouterr().out
    assert sheet.read_bytes().startswith(b"%PDF")


def test_a_record_is_not_made_where_nobody_may_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert "could not be made" in refused(
        capsys, "new", str(tmp_path / "file" / "R.artsrx"), "--organisation", "R", "--staff", "Jan"
    )


def test_a_weak_password_is_refused_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARTSRX_PASSWORD", "password")
    assert refused(capsys, "new", str(tmp_path / "R.artsrx"), "--organisation", "R", "--staff", "Jan")
    assert not (tmp_path / "R.artsrx").exists()


def test_a_password_is_needed_and_may_come_from_standard_input(
    riverside: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ARTSRX_PASSWORD")
    assert "password is needed" in refused(capsys, "people", riverside)
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
    assert main(["people", riverside, "--password-stdin"]) == 0
    assert "nobody" in capsys.readouterr().out


def test_a_wrong_password_and_a_stranger_are_refused(
    riverside: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Jan" in refused(capsys, "people", riverside, "--staff", "Bob")
    monkeypatch.setenv("ARTSRX_PASSWORD", "not this one at all")
    assert "password" in refused(capsys, "people", riverside, "--staff", "jan").lower()


def test_asking_wrongly_is_status_two() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["report", "r", "impact", "--from", "yesterweek", "--out", "x.pdf"])
    assert caught.value.code == 2
    with pytest.raises(SystemExit) as caught:
        main(["report", "r", "impact", "--from", "", "--out", "x.pdf"])
    assert caught.value.code == 2


def test_backup_and_restore(riverside: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", riverside, "--json"]) == 0
    backup = told(capsys)["backup"]
    elsewhere = tmp_path / "Elsewhere.artsrx"
    assert main(["restore", backup, str(elsewhere), "--json"]) == 0
    assert told(capsys) == {"record": str(elsewhere), "kept_aside": None}
    assert main(["check", str(elsewhere)]) == 0
    assert "sound" in capsys.readouterr().out
    assert main(["restore", backup, riverside]) == 0
    assert "is kept" in capsys.readouterr().out


def test_a_damaged_record_fails_its_check(
    riverside: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from artsrx.db.backups import integrity

    monkeypatch.setattr(
        integrity, "check_record", lambda _folder, _key: integrity.Findings(("The history does not add up.",), {})
    )
    assert "does not add up" in refused(capsys, "check", riverside)


def test_the_sample_has_people_in_it(sample: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["people", sample, "--json"]) == 0
    people = told(capsys)
    assert 100 <= len(people) <= 140
    assert {"id", "name", "born_year", "programmes"} <= people[0].keys()
    assert main(["people", sample]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(people)


def test_a_sample_without_a_password_is_given_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ARTSRX_PASSWORD")
    assert main(["sample", str(tmp_path / "S.artsrx"), "--json"]) == 0
    given = told(capsys)["password"]
    monkeypatch.setenv("ARTSRX_PASSWORD", given)
    assert main(["check", str(tmp_path / "S.artsrx"), "--json"]) == 0
    assert told(capsys)["sound"] is True


def test_a_spreadsheet_is_brought_in_once(riverside: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = str(INPUTS / "referral-log.xlsx")
    assert main(["import", riverside, log, "--dry-run", "--json"]) == 0
    foreseen = told(capsys)
    assert len(foreseen["rows"]) == foreseen["rows_read"] and foreseen["rows"][0]["name"] == "Kwame MacDonald"
    assert (
        main(["import", riverside, log, "--dry-run", "--json", "--places-if-blank", "--sheet", "Referrals 25-26"]) == 0
    )
    assert told(capsys)["places_added"] == foreseen["places_added"] + 5
    assert "There is no sheet “2024”" in refused(capsys, "import", riverside, log, "--sheet", "2024")
    assert main(["people", riverside, "--json"]) == 0
    assert told(capsys) == []
    rejects = tmp_path / "mend.xlsx"
    assert main(["import", riverside, log, "--rejects", str(rejects), "--json"]) == 0
    done = told(capsys)
    assert done["people_added"] == foreseen["people_added"] > 30
    assert rejects.read_bytes().startswith(b"PK")
    assert main(["import", riverside, log]) == 0
    capsys.readouterr()
    assert main(["people", riverside, "--json"]) == 0
    assert len(told(capsys)) == done["people_added"]


def test_the_two_reports_are_saved(sample: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "impact.pdf"
    assert main(["report", sample, "impact", "--out", str(out), "--json"]) == 0
    assert told(capsys)["pages"] > 1
    assert out.read_bytes().startswith(b"%PDF")
    assert main(["people", sample, "--json"]) == 0
    statuses = []
    for person in told(capsys)[:40]:
        note = tmp_path / "note.pdf"
        statuses.append(main(["report", sample, "link-worker", "--person", person["id"], "--out", str(note)]))
    assert set(statuses) == {0, 1}, "some people said yes, and some did not"


def test_a_report_needs_to_know_what_about(sample: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "x.pdf")
    assert "--person" in refused(capsys, "report", sample, "link-worker", "--out", out)
    assert "not a person's ID" in refused(capsys, "report", sample, "link-worker", "--person", "7", "--out", out)
    assert "no programme" in refused(capsys, "report", sample, "impact", "--programme", "Nothing", "--out", out)
    assert "before it begins" in refused(
        capsys, "report", sample, "impact", "--from", "2/2/26", "--to", "1/1/26", "--out", out
    )
    assert not Path(out).exists()


def test_a_report_is_not_half_saved(sample: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "could not be saved" in refused(capsys, "report", sample, "impact", "--out", str(tmp_path / "no" / "x.pdf"))


def test_characters_that_no_font_has_are_named(
    sample: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from artsrx.reports import pdf

    real = pdf.render
    monkeypatch.setattr(pdf, "render", lambda document, **how: type(real(document, **how))(b"%PDF", 1, ("☃",)))
    assert main(["report", sample, "impact", "--out", str(tmp_path / "x.pdf")]) == 0
    assert "☃" in capsys.readouterr().out


def test_figures_are_the_numbers_of_the_report(sample: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", sample, "impact", "--json"]) == 0
    assert told(capsys)
    plan = json.loads(resource("sample", "harbour_lane.json").read_text(encoding="utf-8"))
    name = plan["programmes"][0]["name"]
    assert (
        main(["figures", sample, "impact", "--programme", name, "--from", "1 January 2026", "--to", "29 February 2028"])
        == 0
    )
    assert name in capsys.readouterr().out
    assert main(["figures", sample, "impact", "--to", "29 February 2028"]) == 0


def test_a_file_of_forms_is_scored_without_a_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "forms.csv"
    file.write_text("person,point,date,q1,q2,q3,q4\nA,start,1/2/2026,5,5,5,5\nA,end,1/5/2026,7,7,7,3\n")
    assert main(["score", "ons4", str(file), "--json"]) == 0
    assert told(capsys)["instrument"]
    assert "could not be read" in refused(capsys, "score", "ons4", str(tmp_path / "no.csv"))


def test_a_record_whose_recovery_sheet_cannot_be_saved_is_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, sheet = tmp_path / "R.artsrx", tmp_path / "no" / "sheet.pdf"
    arguments = ["new", str(folder), "--organisation", "Riverside Arts", "--staff", "Jan", "--sheet", str(sheet)]
    assert "could not be saved" in refused(capsys, *arguments)
    assert not folder.exists()


def test_no_record_is_made_inside_another(riverside: str, capsys: pytest.CaptureFixture[str]) -> None:
    inside = Path(riverside) / "R.artsrx"
    assert "already" in refused(capsys, "new", str(inside), "--organisation", "R", "--staff", "Jan")
    assert not inside.exists()


def test_a_report_never_takes_the_place_of_the_record(riverside: str, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("record.db", "keys.json"):
        assert "own folder" in refused(capsys, "report", riverside, "impact", "--out", str(Path(riverside, name)))
    assert main(["check", riverside]) == 0


def test_rows_to_mend_that_cannot_be_saved_stop_the_import(
    riverside: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = str(INPUTS / "referral-log.xlsx")
    assert "could not be saved" in refused(
        capsys, "import", riverside, log, "--rejects", str(tmp_path / "no" / "r.xlsx")
    )
    assert "the file itself" in refused(capsys, "import", riverside, log, "--rejects", log)
    assert main(["people", riverside, "--json"]) == 0
    assert told(capsys) == []


def test_a_period_may_begin_with_the_calendar(riverside: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", riverside, "impact", "--to", "0001-01-01", "--json"]) == 0
    assert told(capsys)["start"] == "0001-01-01"


def test_a_password_that_is_no_text_is_refused(
    riverside: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert "password is needed" in refused(capsys, "people", riverside, "--password-stdin")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n"), encoding="utf-8"))
    assert "cannot be read" in refused(capsys, "people", riverside, "--password-stdin")


def test_letters_that_the_output_has_no_code_for_do_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", narrow)
    arguments = ["new", str(tmp_path / "L.artsrx"), "--organisation", "Łódź", "--staff", "Jan"]
    assert main([*arguments, "--json"]) == 0
    narrow.seek(0)
    assert json.load(narrow)["organisation"] == "Łódź"
    assert main(["check", str(tmp_path / "L.artsrx")]) == 0


def test_a_record_whose_sheet_nobody_has_says_so(riverside: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["people", riverside]) == 0
    assert "recovery sheet" not in capsys.readouterr().err
    note_sheet_wanted(Path(riverside))
    assert main(["people", riverside]) == 0
    assert "recovery sheet of this record was never kept" in capsys.readouterr().err


def test_a_sheet_that_cannot_be_saved_leaves_no_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, sheet = tmp_path / "R.artsrx", tmp_path / "none" / "sheet.pdf"
    arguments = ["new", str(folder), "--organisation", "Riverside Arts", "--staff", "Jan", "--sheet", str(sheet)]
    assert "could not be saved" in refused(capsys, *arguments)
    assert list(tmp_path.iterdir()) == []


def test_a_lock_of_another_computer_is_taken_over_by_name_alone(
    riverside: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", riverside]) == 0
    (backup,) = (Path(riverside) / "backups").glob("*.artsrxbackup")
    holder = {"user": "ada", "host": "OLD-LAPTOP", "pid": 1, "since": "2026-05-05T12:00:00+00:00", "staff": "Ada"}
    for verb in (["people", riverside], ["restore", str(backup), riverside]):
        (Path(riverside) / "lock").write_text(json.dumps(holder))
        capsys.readouterr()
        said = refused(capsys, *verb)
        assert "open by Ada on OLD-LAPTOP" in said and "--take-over OLD-LAPTOP" in said
        assert "OLD-LAPTOP" in refused(capsys, *verb, "--take-over", "another")
        assert main([*verb, "--take-over", "OLD-LAPTOP"]) == 0
    capsys.readouterr()
    with RecordLock.take(Path(riverside)):
        assert "already open" in refused(capsys, "people", riverside, "--take-over", "OLD-LAPTOP")


def test_a_record_on_a_full_disk_is_read_and_says_why_it_cannot_be_changed(
    riverside: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("artsrx.db.folder.opened_folder.tempfile.TemporaryFile", full)
    assert main(["people", riverside]) == 0
    assert "can be read" in capsys.readouterr().err
