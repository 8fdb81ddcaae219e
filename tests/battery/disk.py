"""A disk that loses its power: which files could be there afterwards, given everything that was done to them.

The model is that of an honest journalled file system. For a cut at any point of a recorded run, each write since its file's
last sync is kept, dropped, or torn at 512 bytes; names (new, renamed and removed files) persist as a beginning of their order,
and become durable with the next sync of any file or folder.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
TOLD = "told"


@dataclass(frozen=True, slots=True)
class Step:
    """One recorded change: what was done, to which file (by its number or its name), where, and with which bytes."""

    what: str
    file: int = 0
    name: str = ""
    other: str = ""
    where: int = 0
    content: bytes = b""


@dataclass
class File:
    """A file's bytes that are surely on the disk, and the changes since that may or may not be."""

    durable: bytes = b""
    pending: list[Step] = field(default_factory=list)

    def settle(self) -> None:
        """Everything so far is on the disk."""
        self.durable, self.pending = self.after(list(self.pending)), []

    def after(self, steps: list[Step]) -> bytes:
        """The bytes if exactly these changes reached the disk."""
        content = bytearray(self.durable)
        for step in steps:
            if step.what == "cut":
                del content[step.where :]
                content.extend(bytes(step.where - len(content)))
            else:
                content.extend(bytes(max(0, step.where - len(content))))
                content[step.where : step.where + len(step.content)] = step.content
        return bytes(content)


class Disk:
    """The files of a run as it goes, and what a power cut could leave of them."""

    def __init__(self, start: Path) -> None:
        """Begin with the files under `start`, all of them durable."""
        self.files: list[File] = []
        self.names: list[tuple[str, str, int]] = []
        self.settled_names = 0
        for path in sorted(start.rglob("*")):
            name = path.relative_to(start).as_posix()
            if path.is_dir():
                self.names.append(("folder", name, -1))
            else:
                self.names.append(("link", name, self.new_file(path.read_bytes())))
        self.settled_names = len(self.names)

    def new_file(self, content: bytes = b"") -> int:
        """A file's number; it has no name yet."""
        self.files.append(File(content))
        return len(self.files) - 1

    def take(self, step: Step) -> None:
        """Let one recorded step happen."""
        if step.what in ("write", "cut"):
            self.files[step.file].pending.append(step)
        elif step.what == "sync":
            if step.file >= 0:
                self.files[step.file].settle()
            self.settled_names = len(self.names)
        elif step.what == "link":
            self.names.append(("link", step.name, step.file))
        else:
            self.names.append((step.what, step.name + "\0" + step.other, -1))

    def after_a_cut(self, chance: random.Random) -> tuple[dict[str, bytes], set[str]]:
        """One of the states that a power cut now could leave: files by name, and folders."""
        mood = chance.choice(["all", "none", "some", "some", "torn", "torn"])
        many = {"all": len(self.names), "none": self.settled_names}.get(
            mood, chance.randint(self.settled_names, len(self.names))
        )
        named, folders = names_after(self.names[:many])
        return {name: self._bytes(self.files[number], mood, chance) for name, number in named.items()}, folders

    def unsure_of(self, names: tuple[str, ...]) -> bool:
        """Whether any of these files has changes that may not be on the disk yet."""
        named, _folders = names_after(self.names)
        return any(self.files[named[name]].pending for name in names if name in named)

    @staticmethod
    def _bytes(file: File, mood: str, chance: random.Random) -> bytes:
        if mood == "none" or not file.pending:
            return file.durable
        if mood == "all":
            return file.after(file.pending)
        kept: list[Step] = []
        for step in file.pending:
            fate = chance.random()
            if fate < 0.4 or (fate >= 0.8 and (mood == "some" or step.what == "cut")):
                kept.append(step)
            elif fate >= 0.8:
                kept += torn(step, chance)
        return file.after(kept)


def torn(step: Step, chance: random.Random) -> Iterator[Step]:
    """Those sectors of a write that reached the disk."""
    place = step.where
    end = step.where + len(step.content)
    while place < end:
        until = min(end, (place // SECTOR + 1) * SECTOR)
        if chance.random() < 0.5:
            yield Step("write", step.file, where=place, content=step.content[place - step.where : until - step.where])
        place = until


def names_after(steps: list[tuple[str, str, int]]) -> tuple[dict[str, int], set[str]]:
    """Which names stand for which files, and which folders there are, after these changes of names."""
    named: dict[str, int] = {}
    folders: set[str] = set()
    for what, name, number in steps:
        if what == "link":
            named[name] = number
            continue
        old, _, new = name.partition("\0")
        if what == "folder":
            folders.add(old)
        elif what == "rename":
            named[new] = named.pop(old)
        elif old in named:
            del named[old]
        else:
            folders.discard(old)
    return named, folders


def read_trace(trace: bytes, disk: Disk) -> Iterator[Step]:
    """The steps that the recorder wrote down, with descriptors turned into files; what was told comes as a step "told"."""
    now, _folders = names_after(disk.names)
    open_files: dict[int, int] = {}
    place = 0
    while place < len(trace):
        end = trace.index(b"\n", place)
        words = trace[place:end].decode().split("\t")
        size = int(words[-1])
        content = trace[end + 1 : end + 1 + size]
        place = end + 1 + size
        what = words[0]
        if what == "open":
            descriptor, name = int(words[1]), words[4]
            is_new = words[2] == "0"
            if is_new:
                now[name] = disk.new_file()
                yield Step("link", now[name], name)
            open_files[descriptor] = now.get(name, -1)
            if words[3] == "1" and not is_new:
                yield Step("cut", now[name])
        elif what == "close":
            open_files.pop(int(words[1]), None)
        elif what == "write" and open_files[int(words[1])] == now.get(TOLD):
            yield Step("told", content=content)
        elif what == "write":
            yield Step("write", open_files[int(words[1])], where=int(words[2]), content=content)
        elif what == "cut":
            yield Step("cut", open_files[int(words[1])], where=int(words[2]))
        elif what == "sync":
            yield Step("sync", open_files[int(words[1])])
        elif what == "rename":
            now[words[2]] = now.pop(words[1])
            yield Step("rename", name=words[1], other=words[2])
        elif what == "remove":
            now.pop(words[1], None)
            yield Step("remove", name=words[1])
        else:
            yield Step("folder", name=words[1])
