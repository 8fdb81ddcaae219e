"""Every file says what it is, is short enough to read, and may be given away."""

from __future__ import annotations

import ast

import pytest

from devtools.frozen_folder import WORKS
from devtools.locks import PROGRAM
from tests.house.source import PACKAGE, ROOT, everything, program

LONGEST, LONGEST_TEST = 450, 500
OURS = {"artsrx.svg"}


def test_every_module_says_what_it_promises() -> None:
    found = [source.name for source in everything() if not ast.get_docstring(source.tree)]
    assert not found, "no docstring: " + ", ".join(found)


def test_every_public_name_says_what_it_promises() -> None:
    found = []
    for source in everything():
        if source.name.startswith(("tests/", "benchmarks/")):
            continue
        for node in source.tree.body:
            is_public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if is_public and not ast.get_docstring(node):  # type: ignore[arg-type]
                found.append(f"{source.name}: {node.name}")  # type: ignore[union-attr]
    assert not found, "no docstring: " + ", ".join(found)


def test_no_file_is_too_long_to_read() -> None:
    long = {
        source.name: lines
        for source in everything()
        if (lines := source.text.count("\n")) > (LONGEST_TEST if source.name.startswith("tests/") else LONGEST)
    }
    assert not long, f"a file of more than {LONGEST} lines is two ideas (tests: {LONGEST_TEST}): {long}"


def test_no_path_or_address_of_one_machine_is_written_down() -> None:
    found = [
        f"{source.name}: {word}"
        for source in everything()
        for word in ("/work/", "/root/")
        if word in source.text and source.name != "tests/house/test_files.py"
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", sorted((ROOT / "resources" / "fonts").glob("*.ttf")), ids=lambda path: path.name)
def test_every_font_lies_beside_its_licence(path) -> None:
    family = path.stem.partition("-")[0].removesuffix("Tab")
    assert "SIL OPEN FONT LICENSE" in (path.parent / f"{family}-OFL.txt").read_text("utf-8").upper()


@pytest.mark.parametrize("path", sorted((ROOT / "resources" / "icons").rglob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_is_ours_or_of_the_one_family(path) -> None:
    text = path.read_text("utf-8")
    assert path.name in OURS or "lucide" in text, "icons come from Lucide, whose licence lies beside them"


def test_every_kind_of_resource_is_in_the_notices() -> None:
    notices = (ROOT / "resources" / "licences" / "NOTICES.md").read_text("utf-8")
    named = {path.name.partition("-")[0] for path in (ROOT / "resources" / "fonts").glob("*-OFL.txt")}
    assert all(name[:8] in notices.replace(" ", "") for name in named)
    assert "Lucide" in notices


def test_every_package_for_running_is_in_the_notices() -> None:
    notices = (ROOT / "resources" / "licences" / "NOTICES.md").read_text("utf-8").lower()
    names = {pin.name.removesuffix("-essentials") for pin in PROGRAM.pins()}
    assert [name for name in sorted(names) if name not in notices] == []


def test_every_library_that_the_frozen_folder_may_bring_is_in_the_notices() -> None:
    notices = (ROOT / "resources" / "licences" / "NOTICES.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.split("|")] for line in notices.splitlines() if line.startswith("| ")]
    for work in WORKS:
        licences = [row[2] for row in rows if row[1].startswith(work.name)] + [
            row[3] for row in rows if row[1].startswith(work.name)
        ]
        assert any(told.startswith(work.licence) for told in licences), f"NOTICES: {work.name} | {work.licence}"


def test_every_package_of_the_program_can_be_imported_as_one() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")} - {PACKAGE / "db" / "migrations" / "versions"}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_no_class_of_the_program_has_the_name_of_another() -> None:
    bearers: dict[str, list[str]] = {}
    for source in program():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef):
                bearers.setdefault(node.name, []).append(source.name)
    twice = {name: files for name, files in bearers.items() if len(files) > 1}
    assert not twice, f"a name that stands for two things: {twice}"
