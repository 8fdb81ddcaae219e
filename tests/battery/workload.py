"""Random real work on a record: each piece is announced before it begins and acknowledged after it was saved.

`python -m tests.battery.workload FOLDER --seed N --pieces N --tell FILE [--synchronous OFF]` does it in a process of its own.
"""

import argparse
import json
import os
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from artsrx.db import connection
from artsrx.db.backups.backup import back_up
from artsrx.db.keys import crypto, vault
from artsrx.db.opening import hold
from artsrx.db.store import Store
from artsrx.domain.vocabulary import Mark, Point
from artsrx.instruments.ons4 import ONS4
from artsrx.records import forms, notes, people, places, programmes, register, sessions
from artsrx.records.imports import plan as planning
from artsrx.records.imports import write
from artsrx.records.imports.incoming import IncomingList, IncomingRow

TODAY = date(2026, 6, 1)
PASSWORDS = ("otter lamp gravel window", "kettle moss hinge anvil")
ORGANISATION = "Riverside Arts"
QUESTIONS = [question.key for question in ONS4.questions]

# What was saved, as it can be asked for again: (kind, …ids) and the value.
Fact = tuple[list[str], Any]
Tell = Callable[[dict[str, Any]], None]


def make_record(folder: Path) -> vault.Unlocked:
    """A new record with a course of three weeks and four people on it; its keys use cheap settings."""
    crypto.MEMORY_KIB, crypto.PASSES = 64, 1
    unlocked, _sheet = vault.new_vault(folder, ORGANISATION, "Priya", PASSWORDS[0])
    store = Store.create(
        folder, unlocked.key, staff_id=unlocked.staff_id, staff_name="Priya", organisation=ORGANISATION
    )
    starts = [datetime(2026, 5, 5, 14) + timedelta(weeks=week) for week in range(3)]
    course = store.write("make a course", programmes.make_course, name="Clay for All", starts=starts).result
    who = [
        store.write("add a person", people.add, on=TODAY, given=name).result for name in ("Ada", "Ben", "Cal", "Dee")
    ]
    store.write("give places", places.give, programme=course, participants=who, joined_on=starts[0].date(), today=TODAY)
    store.close()
    return unlocked


class Work:
    """One run of random pieces of work on an open record."""

    def __init__(self, folder: Path, unlocked: vault.Unlocked, tell: Tell, chance: random.Random) -> None:
        self.folder, self.unlocked, self.tell, self.chance = folder, unlocked, tell, chance
        self.store = self._open()
        self.undoable: list[Fact] | None = None
        course = self.store.read(programmes.programme_list, today=TODAY).lines[0].id
        self.sessions = [line.id for line in self.store.read(sessions.session_list, programme=course)]
        self.places = {line.place: line.participant for line in self._lines(self.sessions[0])}

    def do(self, pieces: int) -> None:
        """Do so many pieces of work, then close the record."""
        common = [self.add_person, self.change_person, self.mark, self.note, self.form, self.undo]
        rare = [self.mark_all, self.bring_in, self.reopen, self.backup, self.change_password]
        for _turn in range(pieces):
            self.chance.choice(rare if self.chance.random() < 0.25 else common)()
        self.store.close()

    def add_person(self) -> None:
        name = self._word()
        self._write(
            "add a person", [], people.add, on=TODAY, given=name, then=lambda i: [(["person", i.hex, "given"], name)]
        )

    def change_person(self) -> None:
        who, field, value = self._somebody(), self.chance.choice(["given", "family", "known_as"]), self._word()
        before = self.store.read(fact, ["person", who.hex, field])
        key = ["person", who.hex, field]
        self._write("change a name", [(key, value)], people.change, participant=who, field=field, value=value, on=TODAY)
        self.undoable = [(key, before)]

    def mark(self) -> None:
        session, place = self.chance.choice(self.sessions), self.chance.choice(list(self.places))
        mark = self.chance.choice([Mark.PRESENT, Mark.LATE, Mark.ABSENT, None])
        key = ["mark", session.hex, place.hex]
        before = self.store.read(fact, key)
        value = mark and mark.value
        self._write("mark one person", [(key, value)], register.mark, session=session, place=place, mark=mark)
        self.undoable = [(key, before)] if before != value else None

    def mark_all(self) -> None:
        session, mark = self.chance.choice(self.sessions), self.chance.choice(list(Mark))
        facts: list[Fact] = [(["mark", session.hex, place.hex], mark.value) for place in self.places]
        marks = dict.fromkeys(self.places, mark)
        self._write("mark everybody", facts, register.mark_many, session=session, marks=marks)

    def note(self) -> None:
        words = self._word()
        who = self._somebody()
        self._write(
            "write a note",
            [],
            notes.write,
            participant=who,
            words=words,
            on=TODAY,
            then=lambda i: [(["note", i.hex], words)],
        )

    def form(self) -> None:
        answers = {question: self.chance.randint(0, 10) for question in QUESTIONS}
        self._write(
            "key in a form", [], forms.enter, place=self.chance.choice(list(self.places)), instrument="ons4",
            point=self.chance.choice(list(Point)), done_on=TODAY, today=TODAY, answers=answers,
            then=lambda i: [(["form", i.hex], True)],
        )  # fmt: skip

    def bring_in(self) -> None:
        names = [self._word() for _ in range(25)]
        rows = tuple(
            IncomingRow(number=number + 2, given=name, family=self._word()) for number, name in enumerate(names)
        )
        listed = IncomingList("list.xlsx", self._word(), ("Name",), rows)
        plan = self.store.read(planning.plan, listed, today=TODAY)
        facts: list[Fact] = [(["named", name], 1) for name in names]
        self._write("bring in a list", facts, write.bring_in, plan)

    def undo(self) -> None:
        label, facts = self.store.undo_label, self.undoable
        if label is None or facts is None:
            return
        self.tell({"doing": label, "facts": facts})
        change = self.store.undo()
        self.tell({"saved": label, "act": change.act, "facts": facts})
        self.undoable = None

    def reopen(self) -> None:
        self.store.close()
        self.store = self._open()

    def backup(self) -> None:
        made = back_up(self.folder, self.unlocked.key, sequence=self.store.sequence)
        self.tell({"backup": made.path.name, "sequence": made.sequence})

    def change_password(self) -> None:
        for old, new in (PASSWORDS, PASSWORDS[::-1]):
            try:
                vault.unlock(self.folder, self.unlocked.staff_id, old)
            except vault.WrongPassword:
                continue
            self.tell({"new password": new})
            vault.change_password(self.folder, self.unlocked.staff_id, old, new)
            self.tell({"password": new})
            return

    def _write(
        self, label: str, facts: list[Fact], command: Any, *args: Any, then: Any = lambda result: [], **kwargs: Any
    ) -> None:
        label = f"{label} {self._word()}"
        self.tell({"doing": label, "facts": facts})
        change = self.store.write(label, command, *args, **kwargs)
        self.undoable = None
        if change.act is not None:
            self.tell({"saved": label, "act": change.act, "facts": [*facts, *then(change.result)]})

    def _open(self) -> Store:
        return Store.open(self.folder, self.unlocked.key, staff_id=self.unlocked.staff_id)

    def _lines(self, session: UUID) -> Any:
        return self.store.read(register.register, session=session).lines

    def _somebody(self) -> UUID:
        return self.chance.choice(list(self.places.values()))

    def _word(self) -> str:
        return "".join(self.chance.choice("abcdefghijklmnoprstuvwz") for _ in range(10)).capitalize()


def fact(tx: Any, key: list[str]) -> Any:
    """What the record says now about something that was told as saved."""
    kind, *ids = key
    text = {
        "person": "SELECT {2} FROM participant WHERE id = ?",
        "named": "SELECT count(*) FROM participant WHERE given = ?",
        "mark": "SELECT mark FROM attendance WHERE session_id = ? AND place_id = ?",
        "note": "SELECT words FROM note WHERE id = ?",
        "form": "SELECT 1 FROM outcome_form WHERE id = ?",
    }[kind].replace("{2}", ids[-1])
    values = tuple(ids) if kind == "named" else tuple(UUID(i).bytes for i in ids if len(i) == 32)
    found = tx.connection().exec_driver_sql(text, values).scalar()
    return bool(found) if kind == "form" else found


def told_to(descriptor: int) -> Tell:
    """A `tell` that writes each message as one line, in one call, so that a killed process leaves whole lines."""

    def tell(message: dict[str, Any]) -> None:
        os.write(descriptor, json.dumps(message).encode() + b"\n")

    return tell


def run(folder: Path, unlocked: vault.Unlocked, descriptor: int, seed: int, pieces: int) -> None:
    """Hold the record, do random work, let go; every step is told."""
    crypto.MEMORY_KIB, crypto.PASSES = 64, 1
    with hold(folder, "Priya"):
        Work(folder, unlocked, told_to(descriptor), random.Random(seed)).do(pieces)


def weaken(synchronous: str) -> None:
    """Open every connection with another `synchronous` from here on: the control that a power cut must catch."""
    real = connection.connect

    def weak(*args: Any, **kwargs: Any) -> Any:
        opened = real(*args, **kwargs)
        opened.execute(f"PRAGMA synchronous = {synchronous}")
        return opened

    connection.connect = weak


def main() -> None:
    """Do the work that the command line asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--key", type=bytes.fromhex, required=True)
    parser.add_argument("--staff", type=UUID, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--pieces", type=int, default=30)
    parser.add_argument("--tell", type=Path)
    parser.add_argument("--synchronous", default="FULL")
    asked = parser.parse_args()
    if asked.synchronous != "FULL":
        weaken(asked.synchronous)
    descriptor = os.open(asked.tell, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) if asked.tell else 1
    run(asked.folder, vault.Unlocked(asked.key, asked.staff, "Priya"), descriptor, asked.seed, asked.pieces)


if __name__ == "__main__":
    main()
