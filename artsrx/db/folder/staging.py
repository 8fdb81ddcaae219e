"""A restore in two steps, so that a pulled plug loses neither record: files are staged, then moved by a written plan.

Once the plan is written, whoever opens the record next finishes what is left of it. Until then the record is seen as it will
be: `will_lie_at` finds its files wherever they are by now.
"""

import json
import os
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from artsrx.db.folder.atomic import write_whole
from artsrx.db.folder.layout import (
    ASIDE_NAME,
    KEYS_COPY_NAME,
    KEYS_NAME,
    PLAN_NAME,
    RECORD_NAME,
    SHM_SUFFIX,
    STAGE_NAME,
    WAL_SUFFIX,
)
from artsrx.db.folder.own_json import of_shape, read_json
from artsrx.db.folder.plain_files import is_own, read_own, require_own, require_own_folder
from artsrx.db.folder.system import sync_folder

# In this order: nothing that could be opened stands there before its keys do, and no log beside a stranger.
MOVED = (RECORD_NAME, RECORD_NAME + WAL_SUFFIX, RECORD_NAME + SHM_SUFFIX, KEYS_NAME, KEYS_COPY_NAME)


PLAN_SHAPE = {"aside": str, "place": [str]}
# How `_free_aside` names a folder; nothing else is one, or leads out of the record.
ASIDE = re.compile(r"\d{8}-\d{6}(-\d{1,3})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class MovePlan:
    """The folder in `aside` that what is there goes to, and the names that come from the stage."""

    aside: str
    place: tuple[str, ...]


def begin_stage(folder: Path) -> Path:
    """Make the folder into which the files to come are put. Raises `OSError`, also when a restore is unfinished."""
    stage = folder / STAGE_NAME
    stage.mkdir()
    return stage


def swap_in(folder: Path, now: datetime) -> Path | None:
    """Move the staged files to their place and what is there aside: where it is kept, None if there was nothing.

    Raises `OSError`; from the moment that the plan is written, `finish_restore` can do the rest.
    """
    stage = folder / STAGE_NAME
    there = [name for name in MOVED if (folder / name).exists()]
    aside = _free_aside(folder, now)
    place = sorted(path.name for path in stage.iterdir())
    write_whole(stage / PLAN_NAME, json.dumps({"aside": aside.name, "place": place}).encode())
    sync_folder(folder)
    finish_restore(folder)
    return aside if there else None


def finish_restore(folder: Path) -> None:
    """Finish a restore that was cut short, or clear away one that had not begun to move anything.

    To be called with the record's lock held and before it is opened; a second time does nothing. Raises `OSError`.
    """
    stage = folder / STAGE_NAME
    if not os.path.lexists(stage):
        return
    _require_own_all(folder)
    written = stage / PLAN_NAME
    if written.exists():
        if plan := _read_plan(folder):
            _move(folder, stage, folder / ASIDE_NAME / plan.aside, plan.place)
        written.unlink()
        sync_folder(stage)
    shutil.rmtree(stage)
    sync_folder(folder)


def will_lie_at(folder: Path, name: str) -> Path:
    """Where to read the file that will be `name` in `folder` once the record is opened: in the stage, until it was moved."""
    staged = folder / STAGE_NAME / name
    try:
        plan = _read_plan(folder)
        # What the plan does not name goes aside, so that what stands in the folder under that name is not looked at.
        return staged if plan and (staged.exists() or name not in plan.place) else folder / name
    except OSError:
        # Opening will say what is wrong with the disk.
        return folder / name


def asides(folder: Path) -> tuple[Path, ...]:
    """What restores have moved aside, the latest first."""
    return tuple(sorted((path for path in (folder / ASIDE_NAME).glob("*") if path.is_dir()), reverse=True))


def _require_own_all(folder: Path) -> None:
    """Raises `OSError` in words unless all that would be moved, and where from and to, is in this folder and no link out of it."""
    require_own_folder(folder / STAGE_NAME)
    require_own_folder(folder / ASIDE_NAME)
    for place in (folder, folder / STAGE_NAME):
        for name in MOVED:
            require_own(place / name)


def _read_plan(folder: Path) -> MovePlan | None:
    """What is to be moved where; None if nothing is: no plan was written, or the record that was there still is.

    A plan that cannot be read is left by a disk that said "written" and had not, and by a stranger: then what is staged goes
    in only where there is no record.
    """
    stage = folder / STAGE_NAME
    try:
        require_own_folder(stage)
        written = read_own(stage / PLAN_NAME)
    except FileNotFoundError:
        return None
    try:
        return _parsed(written)
    except ValueError:
        if (folder / RECORD_NAME).exists():
            return None
    place = tuple(name for name in MOVED if is_own(stage / name))
    return MovePlan(_free_aside(folder, datetime.now(UTC)).name, place)


def _parsed(written: bytes) -> MovePlan:
    """The plan that was written. Raises `ValueError` if it names anything but a place and files that a restore would name."""
    told = of_shape(read_json(written), PLAN_SHAPE)
    if not ASIDE.fullmatch(told["aside"]) or not set(told["place"]) <= set(MOVED):
        raise ValueError("names that no restore gives")
    return MovePlan(told["aside"], tuple(told["place"]))


def _free_aside(folder: Path, now: datetime) -> Path:
    name = f"{now.astimezone(UTC):%Y%m%d-%H%M%S}"
    taken = {path.name for path in asides(folder)}
    return folder / ASIDE_NAME / next(n for n in (name, *(f"{name}-{i}" for i in range(2, 1000))) if n not in taken)


def _move(folder: Path, stage: Path, aside: Path, place: tuple[str, ...]) -> None:
    require_own_folder(aside)
    for name in MOVED:
        placed = name in place and not (stage / name).exists()
        if not placed and (folder / name).exists():
            aside.mkdir(parents=True, exist_ok=True)
            (folder / name).replace(aside / name)
    if aside.exists():
        sync_folder(aside)
    # Keys first, the log before the record that it belongs to, the record last.
    for name in reversed(MOVED):
        if (stage / name).exists():
            (stage / name).replace(folder / name)
    sync_folder(folder)
