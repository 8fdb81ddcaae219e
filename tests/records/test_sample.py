"""The sample is a believable year, the same each time, and no real person's."""

import json
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from artsrx.db.schema.tables import (
    ArtsSession,
    Attendance,
    Consent,
    OutcomeForm,
    Participant,
    Place,
    Programme,
    Referral,
    Sending,
)
from artsrx.db.store import Store
from artsrx.domain.identifiers import read_nhs_number
from artsrx.domain.resources import resource
from artsrx.domain.vocabulary import Answer, Mark, Point, Status
from artsrx.records import organisation, people
from artsrx.records.sample import SampleRows, make_sample, organisation_name

DAY = date(2026, 5, 26)


def _all(store: Store, *columns: Any) -> list[Any]:
    return store.read(lambda tx: list(tx.execute(select(*columns))))


def test_it_is_a_year_of_everything(store: Store) -> None:
    heard: list[tuple[int, int]] = []
    make_sample(store, today=DAY, progress=lambda done, total, words: heard.append((done, total)))
    facts = store.read(organisation.organisation)
    assert (facts.name, facts.sample) == (organisation_name(), True)
    assert store.read(people.people_list, today=DAY).total == 120
    assert len(_all(store, Programme.id)) == 6
    assert {Status(row.status) for row in _all(store, Referral.status)} == set(Status)
    assert {Mark(row.mark) for row in _all(store, Attendance.mark)} == set(Mark)
    assert {Answer(row.answer) for row in _all(store, Consent.answer)} == {Answer.YES, Answer.NO}
    points = Counter(row.point for row in _all(store, OutcomeForm.point))
    assert points[Point.START] > points[Point.END] > 100
    assert len(_all(store, Sending.id)) == 18
    assert heard[-1] == (11, 12)


def test_it_holds_no_real_number_and_names_of_every_kind(store: Store) -> None:
    make_sample(store, today=DAY)
    rows = _all(store, Participant.given, Participant.family, Participant.phone, Participant.nhs_number)
    assert all(row.phone == "" or row.phone.startswith("07700 900") for row in rows)
    numbers = [row.nhs_number for row in rows if row.nhs_number]
    assert numbers and all(read_nhs_number(number).test for number in numbers)
    names = {f"{row.given} {row.family}" for row in rows}
    assert {"Łukasz Zieliński", "Siân Gruffydd", "Dilys MacDonald"} < names
    assert 60 in {len(name) for name in names}


def test_places_begin_with_a_referral_or_as_a_walk_in_and_end_after_they_begin(store: Store) -> None:
    make_sample(store, today=DAY)
    rows = _all(store, Place.referral_id, Place.walk_in, Place.joined_on, Place.left_on)
    assert all((row.referral_id is None) == row.walk_in for row in rows)
    assert all(row.left_on is None or row.joined_on < row.left_on < DAY for row in rows)
    assert sum(row.left_on is None for row in rows) > 30


def test_it_is_the_same_each_time_and_cannot_be_undone(store: Store) -> None:
    make_sample(store, today=DAY)
    assert store.undo_label is None
    assert {row.id.version for row in _all(store, Participant.id)} == {7}
    data = json.loads(resource("sample", "harbour_lane.json").read_text(encoding="utf-8"))
    first, second = (SampleRows(data, DAY, store.staff_id).make() for _turn in range(2))
    assert first == second


@pytest.mark.parametrize("month", range(1, 13))
def test_it_has_sessions_today_whatever_the_day(store: Store, month: int) -> None:
    day = date(2026, month, 1) + timedelta(days=2 * month)
    make_sample(store, today=day)
    days = [row.starts_at.date() for row in _all(store, ArtsSession.starts_at)]
    assert days.count(day) == 2
    assert min(days) < day - timedelta(days=350) and max(days) > day
