"""What several screens and a report ask of the record is answered alike: over random records, against rules written anew."""

import random
from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from artsrx.db.schema.tables import ArtsSession, Attendance, OutcomeForm, Place, Referral
from artsrx.db.store import Store
from artsrx.domain.disclosure import HIDDEN
from artsrx.domain.errors import Refused
from artsrx.domain.vocabulary import Mark, Point, Status
from artsrx.records import attendance, forms, people, places, register, sessions
from artsrx.records.place_standing import is_on_programme
from artsrx.records.referral_list import ReferralFilter, referral_list
from artsrx.records.referral_standing import ANSWERED_BY_A_PLACE, standing, standing_now
from artsrx.records.today import today
from artsrx.reports.impact.counting import Scope, referrals
from artsrx.reports.impact.figures import figures
from artsrx.reports.impact.gaps import gaps
from artsrx.reports.impact.labels import Standing
from tests.reports.impact.world import AS_AT, END, START, World, many

SEEDS = range(4)
EVERYTHING = 1000


@pytest.fixture(params=SEEDS)
def draw(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(request.param)


def day_of_the_period(draw: random.Random) -> date:
    return START + timedelta(days=draw.randrange((END - START).days + 1))


# -- answered ---------------------------------------------------------------------------------------------------------


def asked(store: Store, draw: random.Random) -> dict[UUID, tuple[Status, str, bool]]:
    """Referrals of the period as they were drawn: the status noted, what was stated before, and whether a place came of it."""
    world, drawn = World(), {}
    programme = world.programme()
    for _number in range(120):
        status, stated, placed = draw.choice(list(Status)), draw.choice(("", "", "no answer")), draw.random() < 0.3
        person = world.person()
        referral = world.referral(person, day_of_the_period(draw), status=status, stated_before=stated)
        if placed:
            world.place(person, programme, referral)
        drawn[referral] = (status, stated, placed)
    world.save(store)
    return drawn


def test_a_referral_is_unanswered_for_everybody_or_for_nobody(store: Store, draw: random.Random) -> None:
    drawn = asked(store, draw)
    undecided = {Status.RECEIVED, Status.INFORMATION_NEEDED, Status.CONTACT_ATTEMPTED}
    waits = {
        row for row, (status, stated, placed) in drawn.items() if status in undecided and not stated and not placed
    }

    listed = store.read(referral_list, as_at=AS_AT, which=ReferralFilter.UNANSWERED, limit=EVERYTHING)
    everyone = store.read(referral_list, as_at=AS_AT, limit=EVERYTHING).rows
    first = store.read(today, as_at=AS_AT, limit=EVERYTHING)
    missing = {gap.key: gap for gap in store.read(gaps, start=START, end=END, as_at=AS_AT)}
    counted = store.read(referrals, Scope(START, END, None, AS_AT))
    printed = dict(store.read(figures, start=START, end=END, as_at=AS_AT).statuses.rows).get(Standing.NOT_ANSWERED, 0)

    assert {line.id for line in listed.rows} == waits and listed.total == len(waits)
    assert {line.id for line in everyone if line.due_on is not None} == waits
    assert {line.id for line in first.answers} == waits and first.answers_total == len(waits)
    assert set(missing["answers"].ids) == waits
    assert sum(row.n for row in counted if row.unanswered) == len(waits)
    assert printed in (len(waits), HIDDEN)


def test_contact_attempted_and_stated_before_is_no_longer_unanswered(store: Store) -> None:
    world = World()
    world.referral(world.person(), status=Status.CONTACT_ATTEMPTED, stated_before="no answer")
    assert "answers" not in world.gaps(store)
    assert store.read(referral_list, as_at=AS_AT, which=ReferralFilter.UNANSWERED).total == 0


def test_a_place_is_the_answer_for_letters_lists_and_figures(store: Store, draw: random.Random) -> None:
    drawn = asked(store, draw)
    rows = store.read(lambda tx: tx.execute(select(Referral.id, standing_now().label("now"))).all())
    assert {row.id: row.now for row in rows} == {
        row: standing(status, placed=placed) for row, (status, _stated, placed) in drawn.items()
    }
    assert {standing(status, placed=True) for status in ANSWERED_BY_A_PLACE} == {Status.ACCEPTED}
    assert standing(Status.PAUSED, placed=True) is Status.PAUSED


# -- expected ---------------------------------------------------------------------------------------------------------


class Course:
    """A programme of twelve weeks whose people join, leave and are marked at random; what was drawn is kept."""

    def __init__(self, store: Store, draw: random.Random) -> None:
        self.store, world = store, World()
        self.programme = world.programme(needed=3)
        self.days = {
            world.session(self.programme, day, cancelled=draw.random() < 0.1): day
            for day in (AS_AT - timedelta(days=27 - 2 * number) for number in range(12))
        }
        self.places: dict[UUID, tuple[date | None, date | None]] = {}
        self.marks: dict[tuple[UUID, UUID], Mark] = {}
        for _number in range(12):
            days = sorted(draw.choices([*self.days.values(), AS_AT], k=2))
            joined, left = draw.choice((None, days[0])), draw.choice((None, days[1]))
            self.places[world.place(world.person(), self.programme, joined_on=joined, left_on=left)] = (joined, left)
        for session in self.days:
            if draw.random() < 0.5:
                continue
            for place in self.places:
                if place in self.expected(session) and draw.random() < 0.7:
                    mark = draw.choice(list(Mark))
                    self.marks[session, place] = mark
                    world.mark(session, place, mark)
        world.save(store)
        self.cancelled = {
            line.id for line in store.read(sessions.session_list, programme=self.programme) if line.cancelled
        }

    def expected(self, session: UUID) -> set[UUID]:
        """Whoever had joined by the session's day and not left before it."""
        day = self.days[session]
        return {
            place
            for place, (joined, left) in self.places.items()
            if (joined is None or joined <= day) and (left is None or day <= left)
        }

    def marked(self, session: UUID) -> set[UUID]:
        return {place for at, place in self.marks if at == session}

    def held(self) -> set[UUID]:
        return {session for session in self.days if session not in self.cancelled and self.marked(session)}


def test_register_lists_and_figures_expect_the_same_people(store: Store, draw: random.Random) -> None:
    made = Course(store, draw)
    lines = {line.id: line for line in store.read(sessions.session_list, programme=made.programme)}
    offers = store.read(
        lambda tx: tx.execute(attendance.offers(ArtsSession.id.label("session"), Place.id.label("place"))).all()
    )
    for session in made.days:
        page = store.read(register.register, session=session)
        assert {line.place for line in page.lines} == made.expected(session) | made.marked(session)
        assert lines[session].expected == len(made.expected(session))
        assert lines[session].held == page.session.held == (session in made.held())
    assert {(row.session, row.place) for row in offers} == {
        (session, place)
        for session in made.held()
        for place in made.expected(session)
        if (made.places[place][0] or (session, place) in made.marks)
        and made.marks.get((session, place)) is not Mark.NOT_EXPECTED
    }


def test_a_register_is_missing_for_today_and_the_report_alike(store: Store, draw: random.Random) -> None:
    made = Course(store, draw)
    blank = {session for session in made.days if session not in made.cancelled | made.held() and made.expected(session)}
    missing = {gap.key: gap.ids for gap in store.read(gaps, start=START, end=AS_AT, as_at=AS_AT)}
    assert set(missing.get("registers", ())) == blank
    shown = store.read(today, as_at=AS_AT, limit=EVERYTHING).unmarked
    assert [line.id for line in shown] == sorted(blank, key=made.days.__getitem__, reverse=True)
    assert all(line.blank for line in shown)


def test_nobody_is_marked_at_a_session_that_did_not_expect_them(store: Store, draw: random.Random) -> None:
    made = Course(store, draw)
    assert made.days.keys() - made.cancelled
    for session in made.days.keys() - made.cancelled:
        for place in made.places.keys() - made.marked(session):
            if place in made.expected(session):
                store.write("Mark", register.mark, session=session, place=place, mark=Mark.PRESENT)
            else:
                with pytest.raises(Refused, match="no place on the programme on that day"):
                    store.write("Mark", register.mark, session=session, place=place, mark=Mark.PRESENT)


def test_a_session_moves_only_to_where_everybody_marked_is_expected(store: Store, draw: random.Random) -> None:
    made = Course(store, draw)
    assert made.days
    for session in list(made.days):
        before = made.days[session]
        made.days[session] = draw.choice([*made.days.values(), START, AS_AT])
        there = datetime.combine(made.days[session], time(9))
        if made.marked(session) <= made.expected(session):
            store.write("Move", sessions.move, session=session, starts_at=there)
            store.undo()
        else:
            with pytest.raises(Refused):
                store.write("Move", sessions.move, session=session, starts_at=there)
        made.days[session] = before


# -- on a programme, and forms ----------------------------------------------------------------------------------------


def test_who_is_on_a_programme_now_is_so_in_every_list(store: Store, draw: random.Random) -> None:
    many(60, seed=draw.randrange(100)).save(store)
    for day in (START, AS_AT):
        listed = {
            which: {
                line.id: line for line in store.read(people.people_list, today=day, which=which, limit=EVERYTHING).rows
            }
            for which in people.PeopleFilter
        }
        now = listed[people.PeopleFilter.NOW]
        assert now.keys() == {row for row, line in listed[people.PeopleFilter.EVERYONE].items() if line.programmes}
        assert (
            listed[people.PeopleFilter.BEFORE]
            .keys()
            .isdisjoint(now.keys() | listed[people.PeopleFilter.NO_PLACE].keys())
        )
        rows = store.read(
            lambda tx, day=day: tx.scalars(
                select(Place.participant_id).join(places.Programme).where(is_on_programme(day))
            ).all()
        )
        assert set(rows) == now.keys()


def test_forms_are_due_for_the_screen_and_the_report_alike(store: Store, draw: random.Random) -> None:
    many(60, seed=draw.randrange(100)).save(store)
    due = store.read(forms.forms_due, as_at=AS_AT)
    on_a_register = set(store.read(lambda tx: tx.scalars(select(Attendance.place_id)).all()))
    missing = {gap.key: set(gap.ids) for gap in store.read(gaps, start=START, end=END, as_at=AS_AT)}
    assert due
    for point in (Point.START, Point.END):
        wanted = {form.place for form in due if form.point is point and form.place in on_a_register}
        assert missing.get(point.value, set()) == wanted


def test_two_forms_at_one_point_are_seen_by_everybody(store: Store, draw: random.Random) -> None:
    world = many(30, seed=draw.randrange(100))
    doubled = draw.sample([row for row in world.rows[OutcomeForm] if row["point"] == Point.START], 5)
    for row in doubled:
        world.form(row["place_id"], Point.START, row["done_on"], row["answers"], row["instrument"])
    world.save(store)
    twice = {
        line.place
        for place in {row["place_id"] for row in world.rows[OutcomeForm]}
        for line in store.read(forms.forms_of, place=place)
        if line.twice
    }
    assert twice == {row["place_id"] for row in doubled}
    assert (
        set(next(gap for gap in store.read(gaps, start=START, end=END, as_at=AS_AT) if gap.key == "twice").ids) == twice
    )
