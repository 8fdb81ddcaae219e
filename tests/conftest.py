"""What every test stands on: no screen, a home of its own, and data that is never somebody's."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings

from artsrx.db.store import Store
from artsrx.domain.identifiers import new_id

# Other reports' tests use it too, whichever is collected first.
pytest.register_assert_rewrite("tests.reports.pdf.treecheck")

# Before anything imports Qt: a machine without a screen draws off screen.
if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No timed assertions anywhere: a busy machine is not a fault.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME",
         "XDG_CACHE_HOME")  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--kills N`: how many times the battery kills the program (`dev.py battery --kills N`)."""
    parser.addoption("--kills", type=int, default=200, help="how many kills the battery makes")


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How many times to kill the program: 200 unless --kills says otherwise."""
    return int(request.config.getoption("--kills"))


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the tests a home folder of their own, so that nobody's settings or records are read or changed."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in HOMES:
            patch.setenv(name, str(home))
        patch.delenv("ARTSRX_PASSWORD", raising=False)
        yield home


KEY = b"k" * 32


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory: pytest.TempPathFactory, own_home: Path) -> tuple[Path, UUID]:
    """An empty record of Riverside Arts, made once, and the id of Jan, who keeps it; copy it, never open it."""
    folder = tmp_path_factory.mktemp("empty") / "Riverside Arts.artsrx"
    folder.mkdir()
    staff_id = new_id()
    Store.create(folder, KEY, staff_id=staff_id, staff_name="Jan", organisation="Riverside Arts").close()
    return folder, staff_id


@pytest.fixture
def record(empty_record: tuple[Path, UUID], tmp_path: Path) -> tuple[Path, UUID]:
    """The folder of a fresh copy of the empty record, and the id of the person who keeps it."""
    folder, staff_id = empty_record
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    return copy, staff_id


@pytest.fixture
def store(record: tuple[Path, UUID]) -> Iterator[Store]:
    """An open, empty record, signed on as Jan."""
    folder, staff_id = record
    opened = Store.open(folder, KEY, staff_id=staff_id)
    yield opened
    opened.close()
