"""Files are read in a process of their own; hostile ones are refused in words and hurt nothing."""

import io
import json
import os
import subprocess
import sys
import threading
import zipfile
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import IO

import psutil
import pytest
import xlsxwriter
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from artsrx.domain.errors import Refused
from artsrx.exchange import parser_child, reading
from artsrx.exchange.limits import MOST_CELLS, Refusal
from artsrx.exchange.parser_child import child_main, parse
from artsrx.exchange.reading import Sheet, look
from tests.exchange.hostile import CORPUS, HARMLESS, good

DATA = Path(__file__).parents[1] / "data"


def told(content: bytes, ending: str = "") -> list[object]:
    said: list[object] = []
    parse(content, ending, said.append)
    return said


def test_the_real_log_is_read_with_its_dates_and_numbers() -> None:
    sheets = look(DATA / "referral-log.xlsx")
    assert sheets.file_name == "referral-log.xlsx" and len(sheets.digest) == 64
    assert [(sheet.name, len(sheet.rows), sheet.hidden) for sheet in sheets.sheets] == [
        ("Referrals 25-26", 57, False), ("old - ignore", 1, False),
    ]  # fmt: skip
    first = sheets.sheets[0]
    assert first.merged == ((0, 0, 0, 7),)
    assert first.rows[2] == ()
    assert first.rows[4][:5] == (1.0, "Kwame MACDONALD", "27/02/37", 7700900548.0, "GL1 2AB")
    assert first.rows[4][7] == date(2025, 4, 9)


def test_old_excel_and_open_document_files_are_read(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("List")
    sheet.write(2, 1, "Name")
    sheet.write(3, 1, "Zoë Hughes")
    book.save(str(tmp_path / "list.xls"))
    assert look(tmp_path / "list.xls").sheets == (Sheet("List", ((), (), ("", "Name"), ("", "Zoë Hughes"))),)
    (tmp_path / "list.ods").write_bytes(open_document())
    assert look(tmp_path / "list.ods").sheets == (
        Sheet("People", (("Name", "Born"), ("Zoë Hughes", date(1985, 1, 27)))),
    )


def open_document() -> bytes:
    import zipfile

    ns = "urn:oasis:names:tc:opendocument:xmlns"
    text = (
        f'<office:document-content xmlns:office="{ns}:office:1.0" xmlns:table="{ns}:table:1.0" xmlns:text="{ns}:text:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="People">'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell>'
        '<table:table-cell office:value-type="string"><text:p>Born</text:p></table:table-cell></table:table-row>'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Zoë Hughes</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="1985-01-27"><text:p>27/01/85</text:p>'
        "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(buffer, "w") as target:
        target.writestr("mimetype", kind)
        target.writestr("content.xml", text)
        target.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{ns}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="{kind}"/></manifest:manifest>',
        )
    return buffer.getvalue()


def test_every_kind_of_cell_arrives(tmp_path: Path) -> None:
    path = tmp_path / "kinds.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        day, moment, at = (book.add_format({"num_format": f}) for f in ("d/m/yyyy", "d/m/yyyy h:mm", "h:mm"))
        sheet.write_datetime(0, 0, date(2025, 4, 9), day)
        sheet.write_datetime(0, 1, datetime(2025, 4, 9, 14, 30), moment)
        sheet.write_number(0, 2, 0.5, at)
        sheet.write_boolean(0, 3, True)
        sheet.write_formula(0, 4, "=1+1", None, 2)
        sheet.write_string(0, 5, "x" * 32_767)
        book.add_chartsheet()
        hidden = book.add_worksheet("Hidden")
        hidden.hide()
        book.add_worksheet("Empty")
    first, second, third = look(path).sheets
    assert first.rows[0][:2] == (date(2025, 4, 9), datetime(2025, 4, 9, 14, 30))
    assert str(first.rows[0][2]).startswith("12:00")
    assert first.rows[0][3:5] == (True, 2.0)
    assert (second.name, second.hidden, second.rows, third.rows) == ("Hidden", True, (), ())


@pytest.mark.parametrize("name", CORPUS)
def test_hostile_files_are_refused_in_words(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(CORPUS[name]())
    before = psutil.Process().memory_info().rss
    with pytest.raises(Refused, match=r"Nothing was changed\.$") as refused:
        look(path)
    assert psutil.Process().memory_info().rss - before < 50 << 20
    assert len(refused.value.words) > 60


@pytest.mark.parametrize("name", HARMLESS)
def test_what_a_file_asks_for_is_not_fetched(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(HARMLESS[name]())
    try:
        shown = repr(look(path))
    except Refused as refused:
        shown = refused.words
    assert len(shown) < 5000 and "root:" not in shown


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bomb.xlsx", "unpacks to far more"), ("encrypted.xlsx", "password"), ("truncated.xlsx", "damaged"),
        ("far cell.xlsx", "too large"), ("only far cell.xlsx", "stray entry"), ("text.xlsx", "something else"),
        ("page.xls", "web page"), ("empty.csv", "empty"), ("picture.csv", "not a spreadsheet"),
    ],
)  # fmt: skip
def test_each_reason_has_its_own_words(tmp_path: Path, name: str, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(CORPUS[name]())
    with pytest.raises(Refused, match=words):
        look(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="could not be opened"):
        look(tmp_path / "none.xlsx")
    with pytest.raises(Refused, match="could not be opened"):
        look(tmp_path)


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"Name,Tel\r\nZo\xeb Hughes,1\r\n", [["Name", "Tel"], ["Zoë Hughes", "1"]]),
        ("\ufeffName;Tel\nZoë;1\n".encode(), [["Name", "Tel"], ["Zoë", "1"]]),
        ("Name\tTel\nZoë\t1\n".encode("utf-16"), [["Name", "Tel"], ["Zoë", "1"]]),
        ("Name|Tel\nZoë|1\n".encode("utf-16-le"), [["Name", "Tel"], ["Zoë", "1"]]),
        ("Name|Tel\nZoë|1\n".encode("utf-16-be"), [["Name", "Tel"], ["Zoë", "1"]]),
        (b"sep=;\nName;Tel\nAnn;1,5\n", [["Name", "Tel"], ["Ann", "1,5"]]),
        (b'Name,Tel\n"Singh, Joan","a\nb"\n\n', [["Name", "Tel"], ["Singh, Joan", "a\nb"], []]),
        (b"Name\nJoan Singh\n", [["Name"], ["Joan Singh"]]),
        (b"Name,Tel,,\nJoan Singh,,,\n", [["Name", "Tel"], ["Joan Singh"]]),
    ],
)
def test_text_tables_of_every_kind(content: bytes, rows: list[list[str]]) -> None:
    assert told(content, "csv") == [{"sheet": "", "hidden": False, "merged": []}, *rows, {"done": True}]


@pytest.mark.parametrize("name", ["referral-log.xlsx", "wellbeing-forms.csv"])
def test_the_child_says_the_same_in_this_process(name: str) -> None:
    content = (DATA / name).read_bytes()
    said = told(content, name.rsplit(".", 1)[1])
    assert said[-1] == {"done": True}
    assert sum(isinstance(value, list) for value in said) == sum(len(sheet.rows) for sheet in look(DATA / name).sheets)


@pytest.mark.parametrize(
    "name", [name for name in CORPUS if name not in ("far cell.xlsx", "many rows.xlsx", "huge.csv")]
)
def test_the_child_refuses_by_code(name: str) -> None:
    said = told(CORPUS[name](), name.rsplit(".", 1)[1])
    assert isinstance(said[-1], dict) and Refusal(said[-1]["refused"])


def test_too_much_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(b"x" * ((32 << 20) + 1)) == [{"refused": "too big"}]
    monkeypatch.setattr(parser_child, "MOST_CELLS", 5)
    assert told(good())[-1] == {"refused": "too wide"}
    assert told(b"a,b,c\nd,e,f\n", "csv")[-1] == {"refused": "too wide"}
    assert MOST_CELLS >= 50_000 * 13


@pytest.mark.parametrize(
    ("error", "code"), [(MemoryError, "too big"), (ValueError, "damaged"), (GeneratorExit, "damaged")]
)
def test_whatever_goes_wrong_is_said(monkeypatch: pytest.MonkeyPatch, error: type[BaseException], code: str) -> None:
    def fails(_content: bytes) -> None:
        raise error

    monkeypatch.setattr(parser_child, "check_zip", fails)
    assert told(good()) == [{"refused": code}]


def test_an_interrupt_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_content: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(parser_child, "check_zip", fails)
    with pytest.raises(KeyboardInterrupt):
        told(good())


def test_a_password_inside_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    import python_calamine

    def fails(_file: object) -> None:
        raise python_calamine.PasswordError

    monkeypatch.setattr(python_calamine, "load_workbook", fails)
    assert told(good()) == [{"refused": "password"}]


@pytest.fixture
def capped(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The limits that the child would set on itself, without setting them on the tests."""
    import resource

    limits: list[int] = []
    monkeypatch.setattr(resource, "setrlimit", lambda what, most: limits.append(most[0]))
    return limits


def test_the_child_reads_its_input_and_speaks_json(monkeypatch: pytest.MonkeyPatch, capped: list[int]) -> None:
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(good(1))))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
    assert child_main(["XLSX"]) == 0
    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        {"sheet": "People", "hidden": False, "merged": []}, ["Name", "Tel"], ["Persona Jones", "07700 900123"], {"done": True},
    ]  # fmt: skip
    assert capped == [512 << 20, 10]


def test_dates_and_times_are_packed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capped: list[int]) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        for place, (value, shape) in enumerate(
            [(date(2025, 4, 9), "d/m/yyyy"), (datetime(2025, 4, 9, 14), "d/m/yy h:mm")]
        ):
            sheet.write_datetime(0, place, value, book.add_format({"num_format": shape}))
        sheet.write_number(0, 2, 0.5, book.add_format({"num_format": "h:mm"}))
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(buffer.getvalue())))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
    child_main([])
    assert json.loads(out.getvalue().splitlines()[1]) == [{"d": "2025-04-09"}, {"t": "2025-04-09T14:00:00"}, "12:00:00"]


def test_a_system_without_limits_is_left_to_the_parent(monkeypatch: pytest.MonkeyPatch, capped: list[int]) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    parser_child.cap()
    assert capped == []


def test_a_limit_that_is_refused_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    asked = []

    def fails(what: int, _most: tuple[int, int]) -> None:
        asked.append(what)
        raise ValueError

    monkeypatch.setattr(resource, "setrlimit", fails)
    parser_child.cap()
    assert asked


def test_the_packaged_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reading.command() == [sys.executable, "-m", "artsrx.exchange.parser_child"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert reading.command() == [sys.executable, "--parse-child"]


def run_instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(reading, "command", lambda: [sys.executable, "-c", program])


def test_a_child_that_takes_too_long_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    run_instead(monkeypatch, "import time; time.sleep(600)")
    before = set(psutil.Process().children())
    with (DATA / "referral-log.xlsx").open("rb") as file, pytest.raises(Refused, match="too large or too complicated"):
        reading._run_child(file, "xlsx", seconds=0.3)
    assert set(psutil.Process().children()) == before


def test_a_child_that_takes_too_much_memory_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    run_instead(monkeypatch, "x = b'x' * (100 << 20); import time; time.sleep(600)")
    with (DATA / "referral-log.xlsx").open("rb") as file, pytest.raises(Refused, match="too large or too complicated"):
        reading._run_child(file, "xlsx", memory=50 << 20)


@pytest.mark.parametrize("program", ["import os; os.abort()", "print('[1', end='')", "print('{')", ""])
def test_a_child_that_dies_of_the_file_is_a_refusal(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    run_instead(monkeypatch, program)
    with pytest.raises(Refused, match="too large or too complicated"):
        look(DATA / "referral-log.xlsx")


def test_a_child_that_has_just_ended_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    started = threading.Event()

    def gone(_pid: int) -> None:
        started.set()
        raise psutil.NoSuchProcess(_pid)

    monkeypatch.setattr(psutil, "Process", gone)
    listener = threading.Thread(target=started.wait)
    listener.start()
    reading._watch(0, listener, float("inf"), 1)
    assert not listener.is_alive()


def test_the_child_knows_no_window_and_no_database() -> None:
    program = (
        "import sys, artsrx.exchange.parser_child as c; c.parse(open(sys.argv[1], 'rb').read(), 'xlsx', lambda _v: None);"
        "print([m for m in sys.modules if m.split('.')[0] in ('PySide6', 'sqlalchemy', 'alembic', 'sqlcipher3', 'xlsxwriter')])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(DATA / "referral-log.xlsx")], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert ran.stdout.strip() == "[]"


def test_the_module_runs_as_a_program() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "artsrx.exchange.parser_child", "csv"], input=b"Name\nJoan Singh\n", capture_output=True,
        check=True, cwd=Path(__file__).parents[2], env=os.environ.copy(),
    )  # fmt: skip
    assert ran.stdout.splitlines()[1:] == [b'["Name"]', b'["Joan Singh"]', b'{"done":true}']


def mutated(content: bytes, changes: list[tuple[int, int]], cut: int) -> bytes:
    damaged = bytearray(content)
    for place, value in changes:
        damaged[place % len(damaged)] = value
    return bytes(damaged[: len(damaged) - cut % len(damaged)])


@given(
    st.sampled_from([good(2), open_document(), b"Name,Tel\nJoan Singh,07700 900047\n"]),
    st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), max_size=12),
    st.integers(0, 400),
)
def test_no_damage_makes_the_child_stumble(content: bytes, changes: list[tuple[int, int]], cut: int) -> None:
    said = told(mutated(content, changes, cut), "xlsx")
    assert isinstance(said[-1], dict) and said[-1].keys() <= {"done", "refused"}


@given(st.binary(max_size=300), st.sampled_from(["csv", "xlsx", ""]))
def test_no_bytes_make_the_child_stumble(content: bytes, ending: str) -> None:
    said = told(content, ending)
    assert isinstance(said[-1], dict) and said[-1].keys() <= {"done", "refused"}


def test_charts_are_passed_over_and_empty_lines_kept() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet("Low").write_string(3, 1, "Name")
        book.add_chartsheet("Chart")
        book.add_worksheet("Empty")
    assert told(buffer.getvalue(), "xlsx") == [
        {"sheet": "Low", "hidden": False, "merged": []}, [], [], [], ["", "Name"],
        {"sheet": "Empty", "hidden": False, "merged": []}, {"done": True},
    ]  # fmt: skip


def test_the_child_is_not_told_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARTSRX_PASSWORD", "correct horse battery staple")
    program = "import os, json; print(json.dumps([v for v in os.environ if 'ARTSRX' in v])); print('{\"done\": true}')"
    run_instead(monkeypatch, program)
    with (DATA / "referral-log.xlsx").open("rb") as file:
        assert reading._run_child(file, "xlsx").splitlines()[0] == b"[]"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"%PDF-1.7 x", "document"), ("a.csv", b"{\\rtf1 x", "document"), ("a.csv", b"\x89PNG\r\n", "picture"),
        ("a.csv", b"BEGIN:VCARD\nFN:Ada\n", "contact cards"), ("a.xlsx", b'{"url": "https://docs.google.com/x"}', "link to a spreadsheet"),
        ("a.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "old XML form"),
        ("a.csv", b"Name,Phone\nAda Bell,\x00\x00\x00\n" + b"Ben Cole,1\n" * 9, "empty bytes"), ("a.csv",
         b"Name\n" * 2000 + b"A\x00", "empty bytes"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "document"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_named_for_what_it_is(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused, match=words):
        look(tmp_path / name)


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (("Index/Document.iwa",), "Apple Numbers"), (("word/document.xml",), "document"), (("list.csv",), "archive"), ((), "damaged"),
        (("META-INF/manifest.xml", "content.xml"), "password"),
    ],
)  # fmt: skip
def test_a_zip_is_named_for_what_is_in_it(tmp_path: Path, inside: tuple[str, ...], words: str) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as made:
        for name in inside:
            made.writestr(name, "<manifest:encryption-data/>")
    if not inside:
        path.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(Refused, match=words):
        look(path)


def test_text_in_four_bytes_a_letter(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("Name,Phone\nZoë,1\n".encode("utf-32"))
    assert look(tmp_path / "a.csv").sheets[0].rows == (("Name", "Phone"), ("Zoë", "1"))


def test_a_small_file_that_says_a_great_deal_is_refused_before_it_is_all_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """57 kB of a spreadsheet held one long text in 4,900 cells: half a GiB, once it was here."""
    handed = []
    listen = reading._listen

    def listened(pipe: IO[bytes], said: list[bytes]) -> None:
        listen(pipe, said)
        handed.append(len(said[0]))

    monkeypatch.setattr(reading, "MOST_OUTPUT", 1 << 20)
    monkeypatch.setattr(reading, "_listen", listened)
    run_instead(monkeypatch, "print('{\"sheet\": \"\"}')\nwhile True: print('[\"' + 'x' * 32767 + '\"]')")
    with pytest.raises(Refused, match="too large or too complicated"):
        look(DATA / "referral-log.xlsx")
    assert handed == [1 << 20]
