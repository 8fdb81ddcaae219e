"""What the database is asked quickly is what the rule says plainly, in records where everything odd happens."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from artsrx.db.schema.tables import Place
from artsrx.db.store import Store
from artsrx.domain.names import fold
from artsrx.domain.vocabulary import ATTENDED, MISSED, Point, SessionState, Status
from artsrx.records import attendance, find
from artsrx.records.forms import Why, forms_due
from artsrx.records.programmes import ProgrammeLine, programme_list
from artsrx.records.referral_list import ReferralFilter, answer_days, answers_due, referral_list
from artsrx.records.today import LOOK_BACK_DAYS, RECENT_DAYS, people_to_check
from tests.records.random_record import DAY, RandomRecord, make

SEEDS = range(6)


@pytest.fixture(params=SEEDS)
def record(request: pytest.FixtureRequest, store: Store) -> Iterator[RandomRecord]:
    made = make(request.param)
    made.write(store)
    return made


def by_id(lines: list[dict[str, Any]], found: Any) -> dict[str, Any]:
    return next(line for line in lines if line["id"] == found)


def sort_name(record: RandomRecord, place: dict[str, Any]) -> str:
    person = by_id(record.people, place["participant_id"])
    return fold(f"{person['family']} {person['given']}")


def stands(session: dict[str, Any]) -> bool:
    return session["state"] is SessionState.PLANNED


def is_held(place: dict[str, Any], on: date) -> bool:
    return place["left_on"] >= on if place["left_on"] else not place["left_because"]


def has_left(place: dict[str, Any], on: date) -> bool:
    return place["left_on"] <= on if place["left_on"] else bool(place["left_because"])


def is_closed(programme: dict[str, Any], on: date) -> bool:
    return programme["closed_on"] is not None and programme["closed_on"] <= on


def meetings(record: RandomRecord, programme: Any) -> list[dict[str, Any]]:
    return [session for session in record.sessions if session["programme_id"] == programme]


def times_came(record: RandomRecord, place: dict[str, Any], until: date) -> int:
    return sum(
        mark in ATTENDED and stands(session) and is_held(place, session["starts_at"].date())
        and session["starts_at"].date() <= until
        and (place["joined_on"] is None or place["joined_on"] <= session["starts_at"].date())
        for session, mark in record.of(place)
    )  # fmt: skip


def runs_on(record: RandomRecord, programme: dict[str, Any], on: date) -> bool:
    coming = any(stands(one) and one["starts_at"].date() >= on for one in meetings(record, programme["id"]))
    return coming and not is_closed(programme, on)


@pytest.mark.parametrize("until", [DAY, DAY - timedelta(days=30)])
def test_how_often_somebody_came(record: RandomRecord, store: Store, until: date) -> None:
    plain = {place["id"]: times_came(record, place, until) for place in record.places}
    times = attendance.times_attended(until).label("times")
    quick = store.read(lambda tx: tx.execute(select(Place.id, times)).all())
    whole = store.read(lambda tx: tx.execute(attendance.per_place(until=until)).all())
    assert {row.id: row.times for row in quick} == plain
    assert {row.place_id: row.attended for row in whole if row.attended} == {
        place: times for place, times in plain.items() if times
    }


@pytest.mark.parametrize("since", [None, DAY - timedelta(days=40)])
def test_forms_that_are_due(record: RandomRecord, store: Store, since: date | None) -> None:
    due = []
    for place in record.places:
        programme = by_id(record.programmes, place["programme_id"])
        met = any(since is None or since <= one["starts_at"].date() <= DAY for one in meetings(record, programme["id"]))
        came = times_came(record, place, DAY)
        if not came or (since is not None and not (met and is_held(place, since))):
            continue
        key = (programme["name"], programme["id"], sort_name(record, place), place["id"])
        points = {form["point"] for form in record.forms if form["place_id"] == place["id"]}
        if Point.START not in points:
            due.append((*key, 0, Why.STARTED))
        finished = programme["needed"] is not None and came >= programme["needed"]
        over = has_left(place, DAY) or not runs_on(record, programme, DAY)
        if Point.END not in points and (finished or over):
            why = Why.COMPLETED if finished else Why.LEFT if has_left(place, DAY) else Why.ENDED
            due.append((*key, 1, why))
    found = store.read(forms_due, as_at=DAY, since=since)
    assert found
    assert [(line.place, line.point, line.why) for line in found] == [
        (line[3], (Point.START, Point.END)[line[4]], line[5]) for line in sorted(due)
    ]
    some = record.places[0]
    of_one = [line for line in store.read(forms_due, as_at=DAY) if line.programme == some["programme_id"]]
    assert list(store.read(forms_due, as_at=DAY, programme=some["programme_id"])) == of_one
    within = select(Place.id).where(Place.id == some["id"])
    assert [line.place for line in store.read(forms_due, as_at=DAY, places=within)] == [
        line.place for line in of_one if line.place == some["id"]
    ]


def test_people_to_check(record: RandomRecord, store: Store) -> None:
    wanted = []
    for place in record.places:
        programme = by_id(record.programmes, place["programme_id"])
        lately = any(
            DAY - timedelta(days=RECENT_DAYS) <= session["starts_at"].date() <= DAY
            for session in meetings(record, programme["id"])
        )
        if not lately or has_left(place, DAY) or is_closed(programme, DAY):
            continue
        seen = [(one, mark) for one, mark in record.of(place) if one["starts_at"].date() <= DAY]
        counted = [
            mark for one, mark in seen
            if stands(one) and one["starts_at"].date() >= DAY - timedelta(days=LOOK_BACK_DAYS)
        ]  # fmt: skip
        last = max((number for number, mark in enumerate(counted) if mark in ATTENDED), default=-1)
        missed = sum(mark in MISSED for mark in counted[last + 1 :])
        if missed < 2:
            continue
        missed_on = max(one["starts_at"].date() for one, mark in seen if mark in MISSED)
        came_on = max((one["starts_at"].date() for one, mark in seen if mark in ATTENDED), default=None)
        rung = [note["written_on"] for note in record.notes if note["participant_id"] == place["participant_id"]]
        if not any(day >= missed_on for day in rung):
            wanted.append((-missed, sort_name(record, place), place["id"], came_on))
    assert [(-line.missed, line.place, line.came_on) for line in store.read(people_to_check, as_at=DAY)] == [
        (line[0], *line[2:]) for line in sorted(wanted, key=lambda line: line[:3])
    ]


def test_answers_that_are_due(record: RandomRecord, store: Store) -> None:
    placed = {place["referral_id"] for place in record.places}
    waiting = [
        referral for referral in record.referrals
        if referral["status"] in (Status.RECEIVED, Status.INFORMATION_NEEDED, Status.CONTACT_ATTEMPTED)
        and not referral["stated_before"] and referral["id"] not in placed
    ]  # fmt: skip
    waiting.sort(key=lambda one: (one["received_on"] is None, one["received_on"] or DAY, one["id"]))
    late = DAY - timedelta(days=store.read(answer_days))
    found = store.read(answers_due, as_at=DAY, limit=3)
    assert [line.id for line in found.rows] == [referral["id"] for referral in waiting[:3]]
    assert found.total == len(waiting)
    assert found.overdue == sum(one["received_on"] is not None and one["received_on"] < late for one in waiting)
    listed = store.read(referral_list, as_at=DAY, which=ReferralFilter.UNANSWERED, descending=False, limit=3)
    assert (found.rows, found.total) == (listed.rows, listed.total)
    assert found.overdue == store.read(referral_list, as_at=DAY, which=ReferralFilter.OVERDUE).total


def plain_line(record: RandomRecord, programme: dict[str, Any]) -> ProgrammeLine:
    sessions = meetings(record, programme["id"])
    marked = {mark["session_id"] for mark in record.marks}
    moments = [session["starts_at"] for session in sessions if stands(session)]
    held = [one for one in sessions if stands(one) and (one["visitors"] or one["id"] in marked)]
    places = [place for place in record.places if place["programme_id"] == programme["id"]]
    return ProgrammeLine(
        id=programme["id"], name=programme["name"], venue=programme["venue"], facilitator="",
        people=sum(is_held(place, DAY) for place in places), capacity=programme["capacity"], sessions=len(moments),
        held=len(held), first_at=min(moments, default=None), last_at=max(moments, default=None),
        next_at=min((at for at in moments if at >= datetime(DAY.year, DAY.month, DAY.day)), default=None),
        closed_on=programme["closed_on"],
    )  # fmt: skip


@pytest.mark.parametrize("descending", [False, True])
def test_every_order_of_the_list_of_programmes(record: RandomRecord, store: Store, descending: bool) -> None:
    lines = sorted(
        (plain_line(record, one) for one in record.programmes), key=lambda line: (line.name.lower(), line.id)
    )
    for sort in ProgrammeLine.__dataclass_fields__:

        def by(line: ProgrammeLine, sort: str = sort) -> Any:
            value = getattr(line, sort)
            return value.lower() if isinstance(value, str) else value

        there = [line for line in lines if by(line) is not None]
        rest = [line for line in lines if by(line) is None]
        ordered = [*sorted(there, key=by, reverse=descending), *rest]
        if descending:
            # Those alike stay in the order of their names.
            values = sorted({by(line) for line in there}, reverse=True)
            ordered = [line for value in values for line in there if by(line) == value] + rest
        found = store.read(programme_list, today=DAY, with_closed=True, sort=sort, descending=descending)
        assert list(found.lines) == ordered, sort
        page = store.read(
            programme_list, today=DAY, with_closed=True, sort=sort, descending=descending, offset=2, limit=3
        )
        assert list(page.lines) == ordered[2:5], sort
        assert page.total == len(ordered)


TYPED = (
    "a", "an", "ann", "jean paul", "jeanpaul", "youngada", "reed", "reed 1", "reed1", "annson", "paulp", "0770090",
    "9001111", "19", "1945", "mannjean", "eanpau", "zzzzz", "young ad", "paul jean", "bo",
)  # fmt: skip


@pytest.mark.parametrize("most", [3, 200])
def test_what_the_find_box_finds(
    record: RandomRecord, store: Store, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(find, "RANKED", most)

    def text(person: dict[str, Any]) -> str:
        digits = person["phone"].replace(" ", "")
        born = str(person["born"].year) if person["born"] else ""
        return " ".join(part for part in (fold(f"{person['given']} {person['family']}"), digits, born) if part)

    people = sorted((text(person), person["id"]) for person in record.people)
    for typed in TYPED:
        words = typed.split()
        found = [pair for pair in people if all(word in pair[0] for word in words)][:most]
        if not found and len(words) == 1 and len(typed) >= find.LONG_ENOUGH:
            found = [pair for pair in people if typed in pair[0].replace(" ", "")][:most]
        if len(found) == most and not all(word.isdecimal() for word in words):
            begun = [pair for pair in people if all(f" {word}" in f" {pair[0]}" for word in words)]
            found = list(dict.fromkeys([*begun[:most], *found]))
        points = {
            pair: sum((f" {word}" in f" {pair[0]}") + (f" {word} " in f" {pair[0]} ") for word in words)
            for pair in found
        }
        best = sorted(found, key=lambda pair: (-points[pair], pair))
        hits = [hit.id for hit in store.read(find.find, text=typed, today=DAY) if hit.kind is find.HitKind.PERSON]
        assert hits == [person for _text, person in best[: len(hits)]], typed
        assert len(hits) >= min(8, len(best)), typed


def test_who_was_born_on_a_day(record: RandomRecord, store: Store) -> None:
    for day in {person["born"] for person in record.people if person["born"]} | {date(1929, 4, 1)}:
        hits = store.read(find.find, text=f"{day:%d/%m/%Y}", today=DAY, limit=50)
        assert {hit.id for hit in hits} == {person["id"] for person in record.people if person["born"] == day}


def test_the_odd_things_are_there() -> None:
    records = [make(seed) for seed in SEEDS]
    assert any(place["joined_on"] is None for made in records for place in made.places)
    assert any(place["left_because"] and place["left_on"] is None for made in records for place in made.places)
    assert any(session["state"] is SessionState.CANCELLED for made in records for session in made.sessions)
    assert all(len(made.marks) > 50 and len(made.referrals) > 5 for made in records)
