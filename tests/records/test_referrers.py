"""Referrers and practices: one of each, however their names are written."""

from datetime import date
from uuid import UUID

import pytest

from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.domain.identifiers import new_id
from artsrx.records import people, referrals, referrers

DAY = date(2026, 5, 4)


def _practice(store: Store, name: str) -> UUID:
    found = store.write("add a practice", referrers.find_or_add_practice, name=name).result
    assert found
    return found


def _referrer(store: Store, name: str, practice: UUID | None = None) -> UUID | None:
    return store.write("add a referrer", referrers.find_or_add, name=name, practice=practice).result


def test_a_practice_is_one_however_it_is_written(store: Store) -> None:
    first = _practice(store, "St. Brannock  Surgery")
    assert _practice(store, "ST BRANNOCK SURGERY") == first
    assert _practice(store, "The Quay") != first
    assert store.write("add a practice", referrers.find_or_add_practice, name=" ").result is None
    assert [line.name for line in store.read(referrers.practices)] == ["St. Brannock Surgery", "The Quay"]


def test_a_referrer_is_one_by_name_and_practice(store: Store) -> None:
    quay, vale = _practice(store, "Quay"), _practice(store, "Vale")
    alone = _referrer(store, "Siân Rees")
    assert _referrer(store, "sian rees", quay) == alone
    assert _referrer(store, "Sian Rees", quay) == alone
    assert _referrer(store, "Siân Rees") == alone
    other = _referrer(store, "Sian Rees", vale)
    assert other != alone
    assert _referrer(store, "?") is None
    lines = store.read(referrers.referrers)
    assert {(line.id, line.practice) for line in lines} == {(alone, "Quay"), (other, "Vale")}


def test_fields_of_both_can_be_changed(store: Store) -> None:
    quay = _practice(store, "Quay")
    who = store.write("add", referrers.add, name="Tom", role="GP", practice=quay, phone="7700900123").result
    for field, value in (
        ("name", "Tom  Ellery"),
        ("role", "Link worker"),
        ("email", "t@x.example"),
        ("phone", "ext 4"),
    ):
        store.write("change", referrers.change, referrer=who, field=field, value=value)
    store.write("change", referrers.name_practice, referrer=who, practice="quay")
    assert [one.practice for one in store.read(referrers.referrers)] == ["Quay"]
    store.write("change", referrers.name_practice, referrer=who, practice="Vale")
    (line,) = store.read(referrers.referrers)
    assert (line.name, line.role, line.email, line.phone, line.practice) == (
        "Tom Ellery", "Link worker", "t@x.example", "ext 4", "Vale",
    )  # fmt: skip
    store.write("add", referrers.add_practice, name="Abbey", pcn="West  PCN", address=" 1 Lane ")
    assert [(one.name, one.pcn, one.address) for one in store.read(referrers.practices)] == [
        ("Abbey", "West PCN", "1 Lane"),
        ("Quay", "", ""),
        ("Vale", "", ""),
    ]


def test_phones_of_referrers_are_tidied(store: Store) -> None:
    store.write("add", referrers.add, name="Tom", phone="7700900123")
    store.write("add", referrers.add, name="Ann", phone="via desk")
    assert [line.phone for line in store.read(referrers.referrers)] == ["via desk", "07700 900123"]


def test_what_makes_no_sense_is_refused(store: Store) -> None:
    quay = _practice(store, "Quay")
    who = _referrer(store, "Tom", quay)
    assert who
    for command, kw in (
        (referrers.add, {"name": " "}),
        (referrers.add_practice, {"name": "-"}),
        (referrers.change, {"referrer": who, "field": "name", "value": ""}),
        (referrers.change, {"referrer": new_id(), "field": "name", "value": "A"}),
    ):
        with pytest.raises(Refused):
            store.write("try", command, **kw)
    with pytest.raises(ValueError):
        store.write("try", referrers.change, referrer=who, field="id", value="x")


def test_only_what_nothing_names_can_be_removed(store: Store) -> None:
    quay = _practice(store, "Quay")
    who, nobody = _referrer(store, "Tom", quay), _referrer(store, "Ann")
    ada = store.write("add", people.add, on=DAY, given="Ada").result
    store.write("refer", referrals.receive, person=ada, on=DAY, referrer=who)
    assert {line.name: line.referrals for line in store.read(referrers.referrers)} == {"Ann": 0, "Tom": 1}
    with pytest.raises(Refused):
        store.write("remove", referrers.remove, referrer=who)
    store.write("remove", referrers.remove, referrer=nobody)
    assert [line.name for line in store.read(referrers.referrers)] == ["Tom"]
