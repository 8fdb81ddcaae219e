"""Anybody is found by any part of a name, known-as, phone or birth year, however it is written."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from artsrx.db.schema.tables import Participant, Place
from artsrx.db.store import Store, add_many
from artsrx.records import find, people, places, programmes, referrers

DAY = date(2026, 5, 4)


def add(store: Store, given: str, family: str, **fields: Any) -> UUID:
    return store.write("add a person", people.add, on=DAY, given=given, family=family, **fields).result


@pytest.fixture
def found(store: Store) -> Store:
    add(store, "Dilys", "MacDonald", born="3/4/1951", phone="07700 900111")
    add(store, "Łukasz", "Zieliński", known_as="Luke", phone="+44 7700 900222")
    add(store, "Siân", "O'Neill", born="1951")
    add(store, "Ann", "Mann")
    add(store, "Joanna", "Fell")
    quay = store.write("add", referrers.add_practice, name="Quay").result
    store.write("add", referrers.add, name="Anna Rees", practice=quay)
    store.write("add", programmes.add, name="Anáthema Choir", venue="Hall")
    closed = store.write("add", programmes.add, name="Ann's closed course").result
    store.write("close", programmes.close, programme=closed, on=DAY)
    return store


def _titles(store: Store, text: str, **kw: Any) -> list[str]:
    return [hit.title for hit in store.read(find.find, today=DAY, text=text, **kw)]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("dilys macdonald", "Dilys MacDonald"),
        ("MACDONALD, Dilys", "Dilys MacDonald"),
        ("donald", "Dilys MacDonald"),
        ("lukasz", "Łukasz Zieliński"),
        ("Zieli", "Łukasz Zieliński"),
        ("luke", "Łukasz Zieliński"),
        ("sian oneill", "Siân O'Neill"),
        ("900111", "Dilys MacDonald"),
        ("0111", "Dilys MacDonald"),
        ("+44 7700 900 222", "Łukasz Zieliński"),
        ("07700-900222", "Łukasz Zieliński"),
        ("sian 1951", "Siân O'Neill"),
        ("Mrs MacDonald", "Dilys MacDonald"),
        ("Rev'd Siân", "Siân O'Neill"),
        ("3/4/1951", "Dilys MacDonald"),
        ("03.04.51", "Dilys MacDonald"),
        ("3 April 1951", "Dilys MacDonald"),
        ("+44 (0)7700 900222", "Łukasz Zieliński"),
        ("0044 7700 900222", "Łukasz Zieliński"),
        ("tel 07700 900222", "Łukasz Zieliński"),
        ("Mob: 07700900222", "Łukasz Zieliński"),
        ("lukaszzielinski", "Łukasz Zieliński"),
    ],
)
def test_any_part_finds_the_person(found: Store, typed: str, title: str) -> None:
    assert _titles(found, typed) == [title]


def test_whole_words_come_before_beginnings_and_those_before_middles(found: Store) -> None:
    assert _titles(found, "ann") == ["Ann Mann", "Joanna Fell", "Anna Rees"]
    assert _titles(found, "ann", limit=1) == ["Ann Mann"]
    assert _titles(found, "ann", limit=3) == ["Ann Mann", "Joanna Fell", "Anna Rees"]


def test_programmes_and_referrers_are_found_too(found: Store) -> None:
    hits = found.read(find.find, today=DAY, text="ana")
    assert [(hit.kind, hit.title, hit.second_line) for hit in hits] == [
        (find.HitKind.PROGRAMME, "Anáthema Choir", "Hall")
    ]
    assert found.read(find.find, today=DAY, text="rees anna")[0].kind is find.HitKind.REFERRER


def test_nothing_is_found_for_nothing(found: Store) -> None:
    assert _titles(found, " ") == _titles(found, "ann", limit=0) == _titles(found, "xyz") == []


def test_the_second_line_tells_namesakes_apart(store: Store) -> None:
    ada = add(store, "Ada", "Hall", known_as="Addie", born="1951", phone="07700 900333")
    clay = store.write("add", programmes.add, name="Clay").result
    for day in (DAY, date(2026, 5, 11)):
        if day > DAY:
            (place,) = (one.id for one in store.read(places.places_of, programme=clay, today=DAY))
            store.write("leave", places.leave, place=place, on=DAY)
        store.write("give", places.give, programme=clay, participants=[ada], joined_on=day, today=day)
    (hit,) = store.read(find.find, today=DAY, text="ada")
    assert hit.second_line == "known as Addie · born 1951 · 07700 900333 · Clay"


def test_two_places_on_one_programme_are_named_once(store: Store) -> None:

    ada = add(store, "Ada", "Hall")
    clay = store.write("add", programmes.add, name="Clay").result

    def twice(tx: Any) -> None:
        tx.add_all(Place(participant_id=ada, programme_id=clay, joined_on=date(2026, 5, day)) for day in (1, 2))

    store.write("give", twice)
    assert store.read(find.find, today=DAY, text="ada")[0].second_line == "Clay"


@pytest.mark.parametrize("typed", ["Dilis Macdonld", "macdonnald dylis", "dilis", "Dillys"])
def test_slips_of_the_pen_find_the_person_in_the_second_pass(found: Store, typed: str) -> None:
    assert found.read(find.find_near, today=DAY, text=typed)[0].title == "Dilys MacDonald"


def test_the_second_pass_needs_each_word_to_be_like_one_of_the_name(found: Store) -> None:
    assert found.read(find.find_near, today=DAY, text="Dilis Zebedee") == ()
    assert found.read(find.find_near, today=DAY, text="1951") == found.read(find.find_near, today=DAY, text="") == ()


def _alike(store: Store, **typed: str) -> list[tuple[str, str]]:
    full = {"given": "", "family": "", **typed}
    return [(one.name, one.why) for one in store.read(find.look_alikes, on=DAY, **full)]


def test_somebody_already_here_is_noticed_while_typing(found: Store) -> None:
    assert _alike(found, given="sian", family="ONEILL") == [("Siân O'Neill", "the same name")]
    assert _alike(found, given="Luke", family="Zielinski") == [("Łukasz Zieliński", "the same name")]
    assert _alike(found, given="D", phone="(07700) 900-111") == [("Dilys MacDonald", "the same phone number")]
    assert _alike(found, given="Di", family="Macdonald", born="3.4.51", phone="07700 900111") == [
        ("Dilys MacDonald", "the same name")
    ]
    assert _alike(found, given="Delyth", family="Macdonald", born="3 April 1951") == [
        ("Dilys MacDonald", "the same birth date and family name")
    ]


def test_part_of_a_name_or_an_unreadable_birth_date_is_no_sign(found: Store) -> None:
    assert _alike(found, given="Dilys") == _alike(found, family="Macdonald", born="3/4") == []
    assert _alike(found, given="Delyth", family="Macdonald", born="spring") == _alike(found) == []


def test_among_very_many_the_beginnings_of_words_still_come_first(store: Store) -> None:
    many: list[dict[str, Any]] = [
        {"given": f"Dean {number:03d}", "family": "Hall", "added_on": DAY} for number in range(find.RANKED + 5)
    ]
    store.write("bring in", add_many, Participant, [*many, {"given": "Zara", "family": "Andrews", "added_on": DAY}])
    assert _titles(store, "an", limit=3)[0] == "Zara Andrews"
    assert len(_titles(store, "dean")) == 12
    assert len(_titles(store, "0")) == 12
