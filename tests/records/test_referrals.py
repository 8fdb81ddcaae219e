"""Referrals are received with or without a new person, answered with a day and a reason, and listed by what they wait for."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from artsrx.db.schema.tables import Referral
from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Route, Status
from artsrx.records import organisation, people, places, programmes, referrals, referrers
from artsrx.records.referral_list import (
    ReferralFilter,
    ReferralLine,
    referral_filter_words,
    referral_line,
    referral_list,
)
from artsrx.records.referrals import NewPerson

DAY = date(2026, 5, 20)


def receive(store: Store, person: UUID | NewPerson | None = None, **fields: Any) -> UUID:
    who = person or NewPerson(given="Ada", family="Zuse")
    return store.write("note a referral", referrals.receive, person=who, on=DAY, **fields).result.referral


def line(store: Store, referral: UUID) -> ReferralLine:
    found = store.read(referral_line, referral)
    assert found
    return found


def listed(store: Store, **choice: Any) -> list[UUID]:
    return [one.id for one in store.read(referral_list, as_at=DAY, **choice).rows]


def test_a_new_person_and_their_referral_are_one_act(store: Store) -> None:
    quay = store.write("add", referrers.add_practice, name="Quay").result
    tom = store.write("add", referrers.add, name="Tom", practice=quay).result
    new = NewPerson("Ada", "Zuse", "Addie", "1951", "07700900111")
    one = line(store, receive(store, new, received="6 May", referrer=tom, reason=" Lonely "))
    assert (one.name, one.person_line, one.referrer, one.practice) == ("Ada Zuse", "born 1951", "Tom", "Quay")
    assert (one.route, one.status, one.received_on, one.reason) == (
        Route.FORMAL, Status.RECEIVED, date(2026, 5, 6), "Lonely",
    )  # fmt: skip
    assert (one.due_on, one.open, one.programmes) == (date(2026, 5, 20), True, "")
    assert [one.days_left(day) for day in (date(2026, 5, 18), DAY, date(2026, 5, 23))] == [2, 0, -3]
    store.undo()
    assert store.read(referral_line, one.id) is None
    assert store.read(people.people_list, today=DAY).total == 0


def test_a_referrer_is_named_as_typed_and_found_or_added_in_the_same_act(store: Store) -> None:
    first = store.write(
        "note a referral", referrals.take_in, person=NewPerson("Ada"), on=DAY, referrer="Tom Ellery", practice="Quay"
    ).result.referral
    second = store.write(
        "note a referral", referrals.take_in, person=NewPerson("Bea"), on=DAY, referrer="tom ellery", practice="QUAY",
        route=Route.FORMAL, received="1 May", reason="Pain",
    ).result.referral  # fmt: skip
    assert [one.referrals for one in store.read(referrers.referrers)] == [2]
    assert (line(store, second).referrer, line(store, second).practice) == ("Tom Ellery", "Quay")
    store.write("name", referrals.name_referrer, referral=first, referrer="Ann Rees", practice="")
    assert (line(store, first).referrer, line(store, first).practice) == ("Ann Rees", "")
    store.write("name", referrals.name_referrer, referral=first, referrer="", practice="Vale")
    assert (line(store, first).referrer, line(store, first).practice) == ("", "Vale")


def test_somebody_known_is_referred_again(store: Store) -> None:
    ada = store.write("add", people.add, on=DAY, given="Ada").result
    first, second = receive(store, ada), receive(store, ada, route=Route.SELF)
    assert listed(store, participant=ada, sort="route", descending=False) == [first, second]
    assert line(store, second).received_on == DAY


@pytest.mark.parametrize(
    "fields",
    [
        {"person": NewPerson()},
        {"person": NewPerson("Ada", born="never")},
        {"person": new_id()},
        {"received": "yellow"},
        {"received": "21 May 2026"},
        {"referrer": new_id()},
    ],
)
def test_a_referral_that_cannot_be_kept_leaves_nothing_behind(store: Store, fields: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        receive(store, **fields)
    assert store.read(people.people_list, today=DAY).total == 0


def test_everything_about_it_can_be_changed(store: Store) -> None:
    quay = store.write("add", referrers.add_practice, name="Quay").result
    store.write("add", referrers.add, name="Tom", practice=quay)
    one = receive(store)
    for field, value in (("received", "1 May"), ("reason", "Pain "), ("notes", " Rang")):
        store.write("change", referrals.change, referral=one, field=field, value=value, on=DAY)
    store.write("change", referrals.set_route, referral=one, route=Route.SIGNPOST)
    store.write("change", referrals.name_referrer, referral=one, referrer="tom", practice="Quay")
    shown = line(store, one)
    assert (shown.received_on, shown.reason, shown.notes) == (date(2026, 5, 1), "Pain", "Rang")
    assert (shown.route, shown.referrer, shown.practice) == (Route.SIGNPOST, "Tom", "Quay")
    store.write("change", referrals.name_referrer, referral=one, referrer="", practice="Vale")
    assert (line(store, one).referrer, line(store, one).practice) == ("", "Vale")
    with pytest.raises(ValueError):
        store.write("change", referrals.change, referral=one, field="status", value="x", on=DAY)
    with pytest.raises(Refused):
        store.write("change", referrals.set_route, referral=new_id(), route=Route.SELF)


def test_a_status_has_a_day_and_where_it_hurts_a_reason(store: Store) -> None:
    one = receive(store, received="6 May")
    for status, on, reason, field in (
        (Status.DECLINED_BY_US, DAY, " ", "reason"),
        (Status.REFERRED_BACK, DAY, "", "reason"),
        (Status.WAITING, date(2026, 5, 5), "", "on"),
    ):
        with pytest.raises(Refused) as refused:
            store.write("answer", referrals.set_status, referral=one, status=status, on=on, reason=reason)
        assert refused.value.field == field
    store.write("answer", referrals.set_status, referral=one, status=Status.DECLINED_BY_US, on=DAY, reason="No lift ")
    shown = line(store, one)
    assert (shown.status, shown.status_on, shown.status_reason) == (Status.DECLINED_BY_US, DAY, "No lift")
    assert (shown.due_on, shown.days_left(DAY), shown.open) == (None, None, False)


def test_a_place_is_an_answer_and_is_named(store: Store) -> None:
    one = receive(store)
    ada = line(store, one).participant_id
    for name in ("Clay", "Choir"):
        programme = store.write("add", programmes.add, name=name).result
        store.write("give", places.give, programme=programme, participants=[ada], joined_on=DAY, today=DAY)
    shown = line(store, one)
    assert (shown.status, shown.due_on, shown.programmes) == (Status.ACCEPTED, None, "Clay, Choir")


def _before(store: Store, **values: Any) -> UUID:
    """A referral as an import leaves it."""
    one = receive(store)

    def state(tx: Any) -> None:
        row = tx.get(Referral, one)
        for name, value in values.items():
            setattr(row, name, value)

    store.write("bring in", state)
    return one


def test_what_was_stated_before_is_shown_and_is_not_overdue(store: Store) -> None:
    one = _before(store, stated_before="Completed!", received_on=date(2025, 1, 1))
    year = _before(store, received_on=None, received_year=2024)
    assert (line(store, one).stated_before, line(store, one).due_on) == ("Completed!", None)
    assert (line(store, year).received_year, line(store, year).due_on) == (2024, None)
    assert listed(store, which=ReferralFilter.OVERDUE) == []
    assert listed(store, which=ReferralFilter.UNANSWERED) == [year]


def test_the_list_shows_what_waits(store: Store) -> None:
    late = receive(store, NewPerson("Ann"), received="5 May")
    due = receive(store, NewPerson("Bea"), received="6 May")
    waiting, closed = receive(store, NewPerson("Cat")), receive(store, NewPerson("Dot"))
    for one, status in ((waiting, Status.WAITING), (closed, Status.UNABLE_TO_CONTACT)):
        store.write("answer", referrals.set_status, referral=one, status=status, on=DAY)
    assert set(listed(store)) == {late, due, waiting, closed}
    assert listed(store, which=ReferralFilter.UNANSWERED, descending=False) == [late, due]
    assert listed(store, which=ReferralFilter.OVERDUE) == [late]
    assert listed(store, which=ReferralFilter.WAITING) == [waiting]
    assert set(listed(store, which=ReferralFilter.OPEN)) == {late, due, waiting}
    assert listed(store, which=ReferralFilter.CLOSED) == [closed]
    assert len({referral_filter_words(which) for which in ReferralFilter}) == len(ReferralFilter)
    store.write("change", organisation.change, field="answer_days", value="10")
    assert listed(store, which=ReferralFilter.OVERDUE, descending=False) == [late, due]


def test_the_list_is_searched_sorted_and_paged(store: Store) -> None:
    tom = store.write("add", referrers.add, name="Tom").result
    ann = receive(store, NewPerson("Ann", "Young"), received="5 May", referrer=tom)
    bea = receive(store, NewPerson("Béa", "Abel"), received="6 May")
    assert listed(store) == [bea, ann]
    assert listed(store, sort="name", descending=False) == [bea, ann]
    assert listed(store, sort="referrer", descending=False) == listed(store, sort="referrer") == [ann, bea]
    assert listed(store, text="bea abel") == [bea]
    assert listed(store, text="TOM") == listed(store, referrer=tom) == [ann]
    page = store.read(referral_list, as_at=DAY, offset=1, limit=1)
    assert ([one.id for one in page.rows], page.total) == ([ann], 2)
    for sort in ("practice", "status", "status_on"):
        assert len(listed(store, sort=sort)) == 2
    with pytest.raises(KeyError):
        listed(store, sort="notes")
