"""One person's year reads as one story, the newest first."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from artsrx.db.schema.tables import Referral, Sending
from artsrx.db.store import Store
from artsrx.domain.vocabulary import Answer, Mark, Point, Purpose, Route, Status
from artsrx.records import consents, forms, notes, places, programmes, referrals, referrers, register, sessions
from artsrx.records.timeline import TimelineKind, referral_entries, score_words, timeline


def day(number: int) -> date:
    return date(2026, 5, number)


@pytest.fixture
def ada(store: Store) -> Any:
    quay = store.write("add", referrers.add_practice, name="Quay").result
    tom = store.write("add", referrers.add, name="Tom", practice=quay).result
    made = store.write(
        "refer", referrals.receive, person=referrals.NewPerson("Ada"), on=day(1), referrer=tom, reason="Lonely"
    ).result
    person = made.participant
    store.write(
        "note an answer", consents.answer, participant=person, purpose=Purpose.REFERRER, answer=Answer.YES,
        on=day(2), remark="By phone",
    )  # fmt: skip
    clay = store.write(
        "make", programmes.make_course, name="Clay", starts=[datetime(2026, 5, 5, 14), datetime(2026, 5, 12, 14)]
    ).result
    place = store.write(
        "give", places.give, programme=clay, participants=[person], joined_on=day(4), today=day(3)
    ).result[0]
    first, second = store.read(sessions.session_list, programme=clay)
    for session, mark in ((first, Mark.PRESENT), (second, Mark.TOLD_US)):
        store.write("mark", register.mark, session=session.id, place=place, mark=mark)
    store.write("cancel", sessions.cancel, session=second.id, because="Storm")
    store.write(
        "enter", forms.enter, place=place, instrument="ons4", point=Point.START, done_on=day(6), today=day(20),
        answers={"happy": 7},
    )  # fmt: skip
    store.write("write a note", notes.write, participant=person, words="Rang.", on=day(7))
    store.write("leave", places.leave, place=place, on=day(13), because="Moved away")

    def send(tx: Any) -> None:
        at = datetime(2026, 5, 15, 12, tzinfo=UTC)
        tx.add(Sending(participant_id=person, report="link-worker", sent_at=at, how="saved", staff_id=store.staff_id))

    store.write("send", send)
    return person


def test_the_referrals_alone_are_those_of_the_timeline(store: Store, ada: Any) -> None:
    later = store.write("refer", referrals.receive, person=ada, on=day(16)).result.referral
    entries = store.read(referral_entries, ada)
    assert [(entry.on, entry.title) for entry in entries] == [(day(16), "Formal referral"), (day(1), "Referred by Tom")]
    assert entries[0].id == later
    among = [entry for entry in store.read(timeline, ada).entries if entry.kind is TimelineKind.REFERRAL]
    assert list(entries) == among


def test_everything_is_there_in_the_order_of_its_days(store: Store, ada: Any) -> None:
    page = store.read(timeline, ada)
    assert [(entry.on, entry.kind, entry.title, entry.words) for entry in page.entries] == [
        (day(15), TimelineKind.SENDING, "link-worker", "saved · by Jan"),
        (day(13), TimelineKind.LEFT, "Left Clay", "Moved away"),
        (day(7), TimelineKind.NOTE, "Note", "Rang."),
        (day(6), TimelineKind.FORM, "Start form: ONS4", "Happiness yesterday 7 (high) · Clay"),
        (day(5), TimelineKind.SESSION, "Clay: Present", ""),
        (day(4), TimelineKind.PLACE, "A place on Clay", ""),
        (day(3), TimelineKind.STATUS, "Referral: Accepted", ""),
        (day(2), TimelineKind.CONSENT, "We may update the person who referred them: Yes", "By phone"),
        (day(1), TimelineKind.REFERRAL, "Referred by Tom", "Quay · Lonely"),
        (day(1), TimelineKind.ADDED, "Added to ArtsRx", ""),
    ]
    assert page.total == 10


def test_it_is_read_in_pages(store: Store, ada: Any) -> None:
    page = store.read(timeline, ada, offset=8, limit=1)
    assert ([entry.kind for entry in page.entries], page.total) == ([TimelineKind.REFERRAL], 10)


def test_what_has_no_day_comes_last_with_its_year(store: Store, ada: Any) -> None:
    def old(tx: Any) -> None:
        tx.add(
            Referral(
                participant_id=ada, route=Route.SELF, received_year=2019, status=Status.RECEIVED,
                status_on=day(1), stated_before="Completed!",
            )
        )  # fmt: skip

    store.write("bring in", old)
    last = store.read(timeline, ada).entries[-1]
    assert (last.on, last.title, last.words) == (
        None, "Self-referral", "2019 · Stated before ArtsRx: “Completed!”",
    )  # fmt: skip


def test_a_walk_in_and_a_report_about_nobody_in_particular(store: Store) -> None:
    clay = store.write("make", programmes.make_course, name="Clay", starts=[datetime(2026, 5, 5, 14)]).result
    (session,) = store.read(sessions.session_list, programme=clay)
    place = store.write("walk in", places.walk_in, session=session.id, name="Ann", today=day(5)).result
    person = store.read(places.places_of, programme=clay, today=day(5))[0].participant

    def send(tx: Any) -> None:
        at = datetime(2026, 5, 15, 12, tzinfo=UTC)
        tx.add(Sending(participant_id=person, report="Letter", sent_at=at, how="", staff_id=place))

    store.write("send", send)
    page = store.read(timeline, person)
    assert [(entry.title, entry.words) for entry in page.entries] == [
        ("Letter", ""),
        ("Clay: Present", ""),
        ("A place on Clay", "Came without a referral"),
        ("Added to ArtsRx", ""),
    ]


def test_scores_are_told_in_one_line() -> None:
    full = {f"q{number}": 3 for number in range(1, 8)}
    assert score_words("swemwbs", full) == "Mental wellbeing (SWEMWBS) 19.25"
    assert score_words("swemwbs", {"q1": 3}) == "Returned, not scored: some answers are missing"
