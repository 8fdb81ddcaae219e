"""What each screen reads when it opens, with 100,000 participants and 1,000,000 attendances, against the same in plain SQL."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import ArtsSession, Place
from artsrx.db.store import Store
from artsrx.records import forms, people, places, programmes, referral_list, register, sessions, today
from artsrx.records.person import PersonPage, person_page
from artsrx.records.programmes import ProgrammeList
from artsrx.records.referral_list import ReferralPage
from artsrx.records.sessions import SessionLine
from artsrx.records.timeline import TimelineKind, TimelinePage, timeline
from artsrx.reports.impact.gaps import gaps
from benchmarks import big_record, opening_a_register, plain_sql
from benchmarks.measured import Measured, same, side_by_side

DAY = big_record.DAY
QUARTER = (date(2025, 1, 1), date(2025, 3, 31))
# What is not waited for, in seconds; a list of gaps is made by the worker beside the preview.
TODAY, PROGRAMMES, PAUSE, IN_THE_WORKER = 0.1, 0.03, 0.15, 1.0
HAPPENED = (TimelineKind.SESSION, TimelineKind.FORM, TimelineKind.NOTE)


@dataclass(frozen=True, slots=True)
class Screen:
    """What a screen reads, the same asked plainly, what of ours is held against that, and the seconds it may take."""

    name: str
    ours: Callable[[], Any]
    plain: Callable[[], Any]
    shown: Callable[[Any], Any]
    within: float = PAUSE

    def check(self) -> None:
        """Stop unless both say the same."""
        same(self.name, self.shown(self.ours()), self.plain())


def measure() -> Iterator[Measured]:
    """Each screen's reads both ways in turn, the median of five, in a record made for them."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "Bench.artsrx"
        store = big_record.make(home)
        plain = plain_sql.Plain(home, big_record.KEY)
        many = f"{big_record.BIG.participants:,} people"
        for screen in screens(store, plain, DAY):
            screen.check()
            ours, bare = side_by_side(screen.ours, screen.plain)
            yield Measured(f"{screen.name}, {many}", ours, "plain SQL", bare, within=screen.within)
        plain.close()
        store.close()


def screens(store: Store, plain: plain_sql.Plain, day: date) -> list[Screen]:
    """Each screen as it opens on a day on which some programme meets."""
    programme, session, place, person = store.read(partial(_some, day=day))
    start, end = QUARTER
    unanswered = referral_list.ReferralFilter.UNANSWERED

    def read(query: Callable[..., Any], *words: object, **more: object) -> Callable[[], Any]:
        return partial(store.read, query, *words, **more)

    def each(*reads: Callable[[], Any]) -> Callable[[], Any]:
        return lambda: [one() for one in reads]

    return [
        Screen("Today", read(today.today, as_at=day), partial(_today, plain, day), _of_today, TODAY),
        Screen("People", read(people.people_list, today=day), partial(plain_sql.people, plain, day), _of_people),
        Screen(
            "a person's page", each(read(person_page, person), read(timeline, person, limit=500)),
            partial(plain_sql.person, plain, person), _of_person,
        ),
        Screen(
            "Referrals", read(referral_list.referral_list, as_at=day),
            partial(plain_sql.referrals, plain, unanswered=False), _of_referrals,
        ),
        Screen(
            "Referrals, not answered", read(referral_list.referral_list, as_at=day, which=unanswered),
            partial(plain_sql.referrals, plain, unanswered=True), _of_referrals,
        ),
        Screen(
            "Programmes", read(programmes.programme_list, today=day), partial(plain_sql.programmes, plain, day),
            _of_programmes, PROGRAMMES,
        ),
        Screen(
            "a programme's page",
            each(
                read(sessions.session_list, programme=programme),
                read(places.places_of, programme=programme, today=day),
                read(forms.forms_of_programme, programme=programme),
                read(programmes.programme_page, programme=programme, today=day),
            ),
            partial(plain_sql.programme, plain, programme), _of_programme,
        ),
        Screen(
            "a register", read(register.register, session=session), partial(plain_sql.register, plain, session),
            opening_a_register.shown,
        ),
        Screen(
            "the forms that a programme is owed",
            each(read(places.programme_of, place=place), read(forms.forms_due, as_at=day, programme=programme)),
            partial(plain_sql.forms_due, plain, day, "l.programme_id = :programme", programme=programme),
            lambda found: [(line.place.bytes, line.point.value) for line in found[1]],
        ),
        Screen(
            "Reports, what is missing (worker)", read(gaps, start=start, end=end, as_at=day),
            partial(plain_sql.what_is_missing, plain, start, end, day),
            lambda found: {gap.key: gap.count for gap in found}, IN_THE_WORKER,
        ),
    ]  # fmt: skip


def _today(plain: plain_sql.Plain, day: date) -> list[Any]:
    return plain_sql.today(
        plain, day, recent=today.RECENT_DAYS, look_back=today.LOOK_BACK_DAYS, forms=today.FORM_DAYS,
        unmarked=today.UNMARKED_DAYS, ahead=today.AHEAD_DAYS,
    )  # fmt: skip


def _of_today(page: today.Today) -> list[Any]:
    return [
        [_of_session(line) for line in page.sessions],
        sorted(line.id.bytes for line in page.coming),
        sorted(line.id.bytes for line in page.unmarked),
        [line.id.bytes for line in page.answers],
        page.answers_total,
        page.overdue,
        [(check.place.bytes, check.missed) for check in page.checks],
        page.checks_total,
        [(form.place.bytes, form.point.value) for form in page.forms],
        page.forms_total,
    ]


def _moment(at: Any) -> str | None:
    """A moment as it lies in the file."""
    return None if at is None else f"{at:%Y-%m-%d %H:%M:%S.%f}"


def _of_session(line: SessionLine) -> plain_sql.Row:
    return line.id.bytes, _moment(line.starts_at), line.expected, line.marked, line.came


def _of_people(page: people.PeoplePage) -> tuple[int, list[plain_sql.Row]]:
    return page.total, [(line.id.bytes, line.name, line.programmes) for line in page.rows]


def _of_person(pages: tuple[PersonPage, TimelinePage]) -> tuple[plain_sql.Row, list[plain_sql.Row], list[bytes]]:
    page, story = pages
    places = [(fact.id.bytes, fact.programme, fact.joined_on and fact.joined_on.isoformat()) for fact in page.places]
    happened = sorted(entry.id.bytes for entry in story.entries if entry.kind in HAPPENED)
    return (page.given, page.family, page.born and page.born.isoformat()), places, happened


def _of_referrals(page: ReferralPage) -> tuple[int, list[plain_sql.Row]]:
    lines = [(line.id.bytes, line.name, line.received_on and line.received_on.isoformat()) for line in page.rows]
    return page.total, lines


def _of_programmes(page: ProgrammeList) -> tuple[int, list[plain_sql.Row]]:
    return page.total, [
        (
            line.id.bytes, line.people, line.sessions, line.held, _moment(line.first_at), _moment(line.last_at),
            _moment(line.next_at),
        )
        for line in page.lines
    ]  # fmt: skip


def _of_programme(pages: list[Any]) -> tuple[list[plain_sql.Row], list[plain_sql.Row], list[bytes]]:
    meetings, held, filled, _page = pages
    facts = sorted((line.id.bytes, line.facts.offered, line.facts.attended) for line in held)
    return (
        [_of_session(line) for line in meetings],
        facts,
        sorted(form.id.bytes for lines in filled.values() for form in lines),
    )


def _some(tx: Session, *, day: date) -> tuple[UUID, UUID, UUID, UUID]:
    """A programme that runs, a session of it, a place on it and the person who has that place."""
    at = select(ArtsSession.programme_id, ArtsSession.id).where(ArtsSession.starts_at >= day)
    programme, session = tx.execute(at.order_by(ArtsSession.starts_at, ArtsSession.id).limit(1)).one()
    has = select(Place.id, Place.participant_id).where(Place.programme_id == programme).order_by(Place.id).limit(1)
    place, person = tx.execute(has).one()
    return programme, session, place, person
