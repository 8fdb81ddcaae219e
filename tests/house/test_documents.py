"""What the README, the drawing of the house and the locks say is so."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from artsrx import cli
from devtools.commands import COMMANDS
from tests.house.source import PACKAGE, ROOT

README = (ROOT / "README.md").read_text("utf-8")
DRAWING = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
LINE = re.compile(r"^(?P<indent>(?:│  |   )*)(?:├─|└─) (?P<name>[\w.]+/?)(?:  +(?P<words>.+))?$")


def drawn() -> dict[str, str]:
    """Each file and folder of the tree in ARCHITECTURE.md, from the project folder, with the words beside it."""
    found: dict[str, str] = {}
    stack: list[str] = []
    block = DRAWING.partition("```\nartsrx/\n")[2].partition("```")[0]
    for line in block.splitlines():
        match = LINE.match(line)
        assert match, f"this line of the tree cannot be read: {line!r}"
        depth = len(match["indent"]) // 3
        stack[depth:] = [match["name"].rstrip("/")]
        found["/".join(["artsrx", *stack])] = match["words"] or ""
    return found


def promise(path: Path) -> str:
    """The first line of a module's or package's docstring, without its full stop."""
    file = path / "__init__.py" if path.is_dir() else path
    return (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "").splitlines()[0].rstrip(".")


def rooms() -> list[Path]:
    """What the tree must show: every package, and every module that lies at the top."""
    packages = [path.parent for path in PACKAGE.rglob("__init__.py") if path.parent != PACKAGE]
    return sorted([*packages, *(path for path in PACKAGE.glob("*.py") if path.name != "__init__.py")])


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.relative_to(ROOT).as_posix())
def test_the_drawing_shows_each_room_with_its_own_words(room: Path) -> None:
    name = room.relative_to(ROOT).as_posix()
    assert drawn().get(name) == promise(room), f"ARCHITECTURE.md, {name}: {promise(room)}"


def test_the_drawing_shows_nothing_that_is_gone() -> None:
    assert [name for name in drawn() if not (ROOT / name).exists()] == []


def test_every_other_line_of_the_drawing_has_its_modules_own_words() -> None:
    wrong = {name: promise(ROOT / name) for name, words in drawn().items() if words != promise(ROOT / name)}
    assert not wrong


# What a line lists in other words than the name of its file.
IN_OTHER_WORDS = {
    "consent": "consents", "the kinds of error": "errors", "`_`": "i18n", "column types": "columns",
    "the opened folder": "opened_folder",
    "the lock": "lock", "outgoing files": "outgoing", "atomic writing": "atomic", "making": "backup", "checking": "integrity",
    "keeping": "retention", "restoring": "restore", "each system's ways": "system", "crypto": "crypto",
}  # fmt: skip


def listed(room: Path) -> list[str]:
    """What a package's line says is in it: the words after its colon, between commas, if they are names of files."""
    return re.split(r", | and |; ", promise(room).partition(": ")[2])


@pytest.mark.parametrize("name", ["domain", "db/schema", "db/keys", "db/folder", "db/backups"])
def test_what_a_room_says_it_holds_is_there(name: str) -> None:
    room = PACKAGE / name
    there = {path.stem for path in room.iterdir()}
    stems = {words: IN_OTHER_WORDS.get(words, words.replace(" ", "_")) for words in listed(room)}
    assert len(stems) > 1
    assert [words for words, stem in stems.items() if stem not in there] == []


def test_the_verbs_in_the_drawing_are_those_of_the_parser() -> None:
    named = listed(PACKAGE / "cli")
    assert named == [verb.name for verb in cli.VERBS]
    for name in named:
        with pytest.raises(SystemExit) as left:
            cli.parser().parse_args([name, "--help"])
        assert left.value.code == 0, f"there is no verb {name}"


def test_every_dependency_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *(line for group in project["dependency-groups"].values() for line in group),
    ]
    names = [re.split(r"[<>=\[]", line)[0] for line in wanted]
    assert [name for name in names if f"`{name}`" not in DRAWING] == []


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md"])
def test_every_link_inside_the_project_leads_somewhere(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)]+)\)", text) if "://" not in target]
    assert [target for target in targets if target and not (ROOT / target).exists()] == []


def test_every_command_of_dev_in_the_documents_exists() -> None:
    named = set(re.findall(r"dev\.py (\w+)", README + DRAWING))
    assert named <= {command.name for command in COMMANDS}
    assert {"run", "test"} <= named


EXAMPLES = re.findall(r"^python3 dev\.py run ([a-z].*)$", README, re.M)


def test_the_readme_has_an_example_of_each_verb() -> None:
    assert {shlex.split(line)[0] for line in EXAMPLES} == {verb.name for verb in cli.VERBS}


@pytest.mark.parametrize("line", EXAMPLES, ids=lambda line: " ".join(line.split()[:1]))
def test_each_example_in_the_readme_can_be_typed_as_it_stands(line: str) -> None:
    assert callable(cli.parser().parse_args(shlex.split(line)).run)


def test_ci_runs_the_checks_and_the_tests() -> None:
    text = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "dev.py check" in text
    assert "dev.py test --cov" in text
