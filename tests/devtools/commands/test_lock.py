"""`dev.py lock` writes the table of systems into its place in the README, and nothing else there."""

from __future__ import annotations

from pathlib import Path

import pytest

from devtools.commands import lock
from devtools.commands.lock import CLOSES, OPENS, README, with_table
from devtools.locks import LOCKING, LOCKS, Lock, Pin
from devtools.speech import Stop

PYTHON = Path("/its/python")


def test_the_table_goes_into_its_place() -> None:
    readme = f"before\n{OPENS}| old |\n{CLOSES}after\n"
    assert with_table(readme, "| new |\n") == f"before\n{OPENS}| new |\n{CLOSES}after\n"
    assert with_table(with_table(readme, "| new |\n"), "| old |\n") == readme


@pytest.mark.parametrize("readme", ["nothing", OPENS, CLOSES])
def test_a_readme_without_the_place_is_left_alone(readme: str) -> None:
    with pytest.raises(Stop, match="has lost the place"):
        with_table(readme, "| new |\n")


def test_our_readme_has_the_place() -> None:
    text = README.read_text("utf-8")
    assert text.count(OPENS) == text.count(CLOSES) == 1


class Index:
    """What uv would find: a package for each group, of which each asks for the one before as well."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.status = 0
        self.address = ""

    def set_up(self, *locks: Lock) -> Path:
        assert locks == (LOCKING,)
        return PYTHON

    def call(self, python: Path, *words: str) -> int:
        assert (python, *words[:4]) == (PYTHON, "-m", "uv", "pip", "compile")
        self.asked.append(words)
        names = ["run", "check", "build", "lock"][: 1 + words.count("--constraints") - ("pylock.toml" in words)]
        if "pylock.toml" in words:
            entry = (
                '[[packages]]\nname = "{0}"\nversion = "1.0"\nwheels = [{{ url = "https://packages.invalid/{0}-1.0-py3-none-any.whl", '
                'size = 1000000, hashes = {{ sha256 = "{1}" }} }}]\n'
            )
            text = "".join(entry.format(name, "a" * 64) for name in names)
        else:
            text = "".join(f"{name}==1.0{self.address}\n" for name in names)
        Path(words[-1]).write_text(text, "utf-8")
        return self.status


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Index:
    """An index without a network, and locks and a README that are nobody's."""
    found = Index()
    ours = tuple(Lock(tmp_path / one.path.name, one.serves, one.group) for one in LOCKS)
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{OPENS}{CLOSES}after\n", "utf-8")
    for name, instead in {"set_up": found.set_up, "call": found.call, "ROOT": tmp_path, "LOCKS": ours, "README": readme,
                          "PROGRAM": ours[0], "CHECKS": ours[1]}.items():  # fmt: skip
        monkeypatch.setattr(lock, name, instead)
    return found


def test_each_lock_lies_on_top_of_those_before(
    index: Index, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lock.lock([]) == 0
    assert [one.pins() for one in lock.LOCKS] == [(Pin(name, "1.0"),) for name in ("run", "check", "build", "lock")]
    groups = [words[words.index("--group") + 1].rpartition(":")[2] for words in index.asked if "--group" in words]
    assert groups == ["dev", "dev", "build", "build", "lock", "lock"]
    table = (tmp_path / "README.md").read_text("utf-8")
    assert "| yes | 1 MB | 1 MB more |" in table
    assert "| yes | 1 MB | 1 MB more |" in capsys.readouterr().out


def test_a_lock_that_cannot_be_worked_out_stays_as_it_was(index: Index, tmp_path: Path) -> None:
    index.status = 1
    lock.LOCKS[0].path.write_text("as it was", "utf-8")
    with pytest.raises(Stop, match=r"requirements-lock\.txt could not be worked out"):
        lock.lock([])
    assert lock.LOCKS[0].path.read_text("utf-8") == "as it was"


def test_an_address_is_never_written(index: Index) -> None:
    index.address = " ; sys_platform != 'https://packages.invalid'"
    with pytest.raises(Stop, match="would name an address"):
        lock.lock([])
    assert not lock.LOCKS[0].path.exists()
