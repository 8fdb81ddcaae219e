"""Reads the small lists of this folder as the program does, and says what is not as a person would have read it."""

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from artsrx.domain.errors import Refused
from artsrx.exchange.fields import Field
from artsrx.exchange.reading import look
from artsrx.exchange.rows import read_table
from artsrx.exchange.table_area import guess
from artsrx.records.imports.incoming import IncomingRow

HERE = Path(__file__).parent
TODAY = date(2026, 11, 25)
TEXTS = (
    "name", "known_as", "phone", "email", "contact_note", "notes", "programme", "practice", "postcode", "referrer",
    "emergency_contact", "reason", "access_needs",
)  # fmt: skip
_PLAIN = IncomingRow(0)


def cases(name: str) -> list[dict[str, Any]]:
    """The cases written in a file of this folder."""
    found: list[dict[str, Any]] = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return found


def named(key: Callable[[dict[str, Any]], str]) -> Callable[[object], str | None]:
    """How a test of a case is called."""
    return lambda case: key(case) if isinstance(case, dict) else None


def taken(path: Path) -> dict[str, Any]:
    """What the program reads in a file: its rows by number, remarks and rows left out; or the words of a refusal."""
    try:
        sheets = look(path)
        mapping = guess(sheets, today=TODAY)
        if not mapping.places(Field.NAME, Field.GIVEN, Field.FAMILY):
            return {"refused": "No column of names was found."}
        table = read_table(sheets, mapping, today=TODAY)
    except Refused as refused:
        return {"refused": refused.words}
    return {
        "rows": {row.number: _shown(row) for row in table.rows},
        "remarks": list(table.remarks),
        "left_out": {row.number: row.words for row in table.left_out},
    }


def wrong(got: dict[str, Any], wish: dict[str, Any]) -> list[str]:
    """What is not as wished. `rows`: equal (a list: one of these; null: empty). `has`: holds. `count`: people.

    `doubt`: these rows carry a doubt, or are no people. `nobody`: nobody of that name. `nowhere`: in no text.
    `remark`: some remark holds one of these. `refused_with`: refused, in words that hold one of these.
    """
    if "refused" in got:
        return _refused_wrongly(got["refused"], wish)
    found = ["not refused"] if "refused_with" in wish else []
    people = {number: row for number, row in got["rows"].items() if "problem" not in row}
    if "count" in wish and len(people) != wish["count"]:
        found.append(f"{len(people)} people instead of {wish['count']}")
    for number, said in wish.get("rows", {}).items():
        row = got["rows"].get(int(number))
        found += [f"row {number} is not read"] if row is None else _differs(number, row, said)
    for number, said in wish.get("has", {}).items():
        row = got["rows"].get(int(number), {})
        found += [
            f"row {number}: {name} lacks {one!r}"
            for name, parts in said.items()
            for one in parts
            if one not in str(row.get(name, ""))
        ]
    for number in wish.get("doubt", []):
        row = people.get(int(number))
        if row is not None and not row.get("doubts"):
            found.append(f"row {number} is taken without a doubt")
    names = {row["name"] for row in people.values()}
    found += [f"somebody is called {one!r}" for one in wish.get("nobody", []) if one in names]
    found += [
        f"row {number}: {name} holds {one!r}"
        for one in wish.get("nowhere", [])
        for number, row in people.items()
        for name in TEXTS
        if one in str(row.get(name, ""))
    ]
    if "remark" in wish and not any(one.lower() in said.lower() for one in wish["remark"] for said in got["remarks"]):
        found.append("nothing is said of " + " / ".join(wish["remark"]))
    return found


def _refused_wrongly(words: str, wish: dict[str, Any]) -> list[str]:
    if "refused_with" in wish:
        return [] if any(one.lower() in words.lower() for one in wish["refused_with"]) else ["refused: " + words]
    return [] if wish.get("refused_ok") else ["refused: " + words]


def _differs(number: str, row: dict[str, Any], said: dict[str, Any]) -> list[str]:
    found = []
    for name, value in said.items():
        now = row.get(name, "")
        wanted = [one or "" for one in value] if isinstance(value, list) else ["" if value is None else value]
        if now not in wanted:
            found.append(f"row {number}: {name} is {now!r}, not {value!r}")
    return found


def _shown(row: IncomingRow) -> dict[str, Any]:
    said = {
        one.name: getattr(row, one.name) for one in fields(row) if one.name not in ("number", "written")
    }  # fmt: skip
    told = {
        name: value if isinstance(value, (bool, int)) else list(value) if isinstance(value, tuple) else str(value)
        for name, value in said.items()
        if value != getattr(_PLAIN, name)
    }
    return {**told, "name": row.name, "status": row.status.value}
