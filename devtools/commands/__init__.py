"""The commands of dev.py: each is a file, and a line here."""

from __future__ import annotations

from devtools.command import Command
from devtools.commands import battery, bench, build, check, doctor, lock, look, run, test

COMMANDS: tuple[Command, ...] = (
    run.COMMAND,
    test.COMMAND,
    check.COMMAND,
    lock.COMMAND,
    doctor.COMMAND,
    look.COMMAND,
    battery.COMMAND,
    bench.COMMAND,
    build.COMMAND,
)
