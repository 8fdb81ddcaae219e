"""A keystroke in the find box among 100,000 people, a page of the list, and the second pass for slips; each plainly too."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from artsrx.db.connection import open_engine
from artsrx.db.folder.layout import RECORD_NAME
from artsrx.db.schema.tables import Participant, Place, Programme
from artsrx.db.store import Store
from artsrx.domain.identifiers import new_id
from artsrx.records import find
from artsrx.records.people import people_list
from benchmarks import big_record, plain_sql
from benchmarks.measured import Measured, same, side_by_side, typical

PEOPLE = 100_000
DAY = date(2026, 5, 26)
# As somebody types, with names that thousands share and names that nobody has, slips, numbers and a birth date.
TYPED = (
    "m", "ma", "mac", "macdonald d", "dilys macdonald", "ann", "7700900", "1951", "en", "xq", "zebedee", "zebedee zwart",
    "dilysmacdonald", "trethomas",
)  # fmt: skip
BORN = "12/12/1948"
SLIPPED = "Dilis Macdonld"
# One frame of a screen, in seconds; and what is waited for less patiently, or not at all.
KEYSTROKE, FIRST_PAGE, SECOND_PASS = 0.016, 0.2, 2.0


def measure() -> Iterator[Measured]:
    """The slowest of the usual keystrokes; a page of the list narrowed and sorted; a name with two slips."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "Bench.artsrx"
        store = make(home, PEOPLE)
        plain = plain_sql.Plain(home, big_record.KEY)
        check(store, plain)
        strokes = {text: typical(partial(store.read, find.find, text=text, today=DAY)) for text in (*TYPED, BORN)}
        worst = max(strokes, key=lambda text: strokes[text])
        ours, bare = side_by_side(
            partial(store.read, find.find, text=worst, today=DAY), partial(found, plain, worst), times=9
        )
        everybody = "reading every name"
        yield Measured(f"find box, slowest keystroke (“{worst}”)", ours, everybody, bare, within=KEYSTROKE)
        ours, bare = side_by_side(
            partial(store.read, people_list, text="ann", sort="born", today=DAY),
            partial(plain_sql.people_found, plain, "ann"),
        )
        yield Measured("people, a page filtered and sorted by age", ours, "plain SQL", bare, within=FIRST_PAGE)
        ours, bare = side_by_side(
            partial(store.read, find.find_near, text=SLIPPED, today=DAY), partial(found_near, plain, SLIPPED), times=3
        )
        against = "comparing every word of every name"
        yield Measured("find box, second pass for slips (worker)", ours, against, bare, within=SECOND_PASS)
        plain.close()
        store.close()


def check(store: Store, plain: plain_sql.Plain) -> None:
    """Stop unless both find the same people, in the same order."""
    for text in (*TYPED, BORN):
        hits = [hit.id.bytes for hit in store.read(find.find, text=text, today=DAY) if hit.kind is find.HitKind.PERSON]
        same(f"find box, “{text}”", hits, found(plain, text)[: len(hits)])
    page = store.read(people_list, text="ann", sort="born", today=DAY)
    same("people", (page.total, [line.id.bytes for line in page.rows]), plain_sql.people_found(plain, "ann"))
    near = [hit.id.bytes for hit in store.read(find.find_near, text=SLIPPED, today=DAY)]
    same("second pass", near, found_near(plain, SLIPPED))


def found(plain: plain_sql.Plain, text: str) -> list[bytes]:
    """Who is found, the best first: every name is read, then looked at as the words of `records/find.py` say."""
    if text == BORN:
        day, month, year = text.split("/")
        rows = plain.rows(
            "SELECT id FROM participant WHERE born = :born ORDER BY find_text, id", born=f"{year}-{month}-{day}"
        )
        return [row[0] for row in rows]
    everybody = plain.rows("SELECT find_text, id FROM participant ORDER BY find_text, id")
    words, most = text.split(), find.RANKED
    hits = [pair for pair in everybody if all(word in pair[0] for word in words)][:most]
    if not hits and len(words) == 1 and len(text) >= find.LONG_ENOUGH:
        hits = [pair for pair in everybody if text in pair[0].replace(" ", "")][:most]
    if len(hits) == most and not text.isdecimal():
        begun = [pair for pair in everybody if all(f" {word}" in f" {pair[0]}" for word in words)]
        hits = list(dict.fromkeys([*begun[:most], *hits]))

    def worth(pair: plain_sql.Row) -> int:
        return sum((f" {word}" in f" {pair[0]}") + (f" {word} " in f" {pair[0]} ") for word in words)

    return [who for _text, who in sorted(hits, key=lambda pair: (-worth(pair), pair))]


def found_near(plain: plain_sql.Plain, text: str) -> list[bytes]:
    """Who is called nearly so: each word typed held against each word of each name."""
    from rapidfuzz import fuzz

    words = [word.replace("y", "i") for word in text.lower().split()]
    everybody = plain.rows("SELECT find_text, id FROM participant ORDER BY find_text, id")
    ranked = []
    for name, who in everybody:
        parts = [part.replace("y", "i") for part in name.split() if not part.isdecimal()]
        best = [max((fuzz.ratio(word, part) for part in parts), default=0) for word in words]
        if all(score >= find.ALIKE for score in best):
            ranked.append((-sum(best), name, who))
    return [who for _score, _name, who in sorted(ranked)][:12]


def make(home: Path, count: int) -> Store:
    """A record of so many people with names that many share; and open it."""
    home.mkdir()
    staff = new_id()
    Store.create(home, big_record.KEY, staff_id=staff, staff_name="Jan", organisation="Bench").close()
    chance = random.Random(1951)
    given = [
        "Dilys",
        "Ann",
        "Mary",
        "Łukasz",
        "Siân",
        "Maureen",
        "Tom",
        "Joan",
        "Amina",
        "Pat",
        *_syllables(chance, 400),
    ]
    family = ["MacDonald", "O'Neill", "Mahmood", "Marsh", "Smith", "Mann", *_syllables(chance, 6000)]
    people: big_record.Rows = [
        {
            "id": new_id(), "given": chance.choice(given), "family": chance.choice(family),
            "phone": f"07700 900{chance.randint(0, 999):03d}", "added_on": DAY,
            "born": date(chance.randint(1930, 2005), chance.randint(1, 12), chance.randint(1, 28)),
        }
        for _number in range(count)
    ]  # fmt: skip
    programmes: big_record.Rows = [{"id": new_id(), "name": f"Programme {number}"} for number in range(200)]
    places: big_record.Rows = [
        {"id": new_id(), "participant_id": one["id"], "programme_id": chance.choice(programmes)["id"], "joined_on": DAY}
        for one in people
    ]
    engine = open_engine(home / RECORD_NAME, big_record.KEY)
    with engine.begin() as connection:
        big_record.write(connection, Participant, people)
        big_record.write(connection, Programme, programmes)
        big_record.write(connection, Place, places)
    engine.dispose()
    return Store.open(home, big_record.KEY, staff_id=staff)


def _syllables(chance: random.Random, count: int) -> list[str]:
    parts = (
        "ma", "ren", "tho", "lin", "gar", "wen", "ise", "bel", "ock", "tre", "pol", "ham", "ald", "ka", "szy", "dra",
    )  # fmt: skip
    return ["".join(chance.choices(parts, k=chance.randint(2, 4))).title() for _number in range(count)]
