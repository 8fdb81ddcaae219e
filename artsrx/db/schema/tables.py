"""The schema, once: what a record holds."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Date, DateTime, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped

from artsrx.db.schema.columns import Id, Moment, Row, column, key, link, one_of
from artsrx.domain.vocabulary import Answer, Mark, Point, Purpose, Route, SessionState, Status

# Plain tables keyed by a UUID are kept in key order by SQLite itself; a hidden row number would only be a second index.
KEYED = {"sqlite_with_rowid": False}


class Organisation(Row):
    """The organisation that keeps this record: one row."""

    __tablename__ = "organisation"
    __table_args__ = (KEYED,)
    id: Mapped[UUID] = key()
    name: Mapped[str] = column()
    address: Mapped[str] = column(default="")
    email: Mapped[str] = column(default="")
    phone: Mapped[str] = column(default="")
    colour: Mapped[str] = column(default="")
    logo: Mapped[bytes | None] = column(LargeBinary)
    link_worker_word: Mapped[str] = column(default="link worker")
    answer_days: Mapped[int] = column(default=14)
    sample: Mapped[bool] = column(default=False)


class Staff(Row):
    """Somebody who signs on; their key slot carries the same id."""

    __tablename__ = "staff"
    __table_args__ = (KEYED,)
    id: Mapped[UUID] = key()
    name: Mapped[str] = column()
    active: Mapped[bool] = column(default=True)


class Practice(Row):
    """A GP practice, or another organisation that people are referred from."""

    __tablename__ = "practice"
    __table_args__ = (KEYED,)
    id: Mapped[UUID] = key()
    name: Mapped[str] = column()
    pcn: Mapped[str] = column(default="")
    address: Mapped[str] = column(default="")


class Referrer(Row):
    """Somebody who refers people: a link worker, under whatever name the role goes, or anybody else."""

    __tablename__ = "referrer"
    __table_args__ = (KEYED,)
    id: Mapped[UUID] = key()
    name: Mapped[str] = column()
    role: Mapped[str] = column(default="")
    practice_id: Mapped[UUID | None] = link("practice.id", nullable=True)
    email: Mapped[str] = column(default="")
    phone: Mapped[str] = column(default="")


class Participant(Row):
    """A person, as people call them; `find_text` and `sort_name` are derived (see `derive`)."""

    __tablename__ = "participant"
    __table_args__ = (
        Index("ix_participant_find", "find_text"),
        Index("ix_participant_sort", "sort_name", "id"),
        KEYED,
    )
    id: Mapped[UUID] = key()
    given: Mapped[str] = column(default="")
    family: Mapped[str] = column(default="")
    known_as: Mapped[str] = column(default="")
    born: Mapped[date | None] = column(Date)
    born_year: Mapped[int | None] = column()
    phone: Mapped[str] = column(default="")
    email: Mapped[str] = column(default="")
    postcode: Mapped[str] = column(default="")
    nhs_number: Mapped[str] = column(default="")
    contact_note: Mapped[str] = column(default="")
    emergency_contact: Mapped[str] = column(default="")
    access_needs: Mapped[str] = column(default="")
    notes: Mapped[str] = column(default="")
    practice_id: Mapped[UUID | None] = link("practice.id", nullable=True)
    added_on: Mapped[date] = column(Date)
    find_text: Mapped[str] = column(default="", info={"derived": True})
    sort_name: Mapped[str] = column(default="", info={"derived": True})


class Consent(Row):
    """One answer of one person for one purpose, with the day it was given."""

    # The name that the first records gave it. The journal's chain covers the names of tables, so it cannot be written anew
    # there, and a second name would have to be translated wherever an old act is undone.
    __tablename__ = "permission"
    __table_args__ = (UniqueConstraint("participant_id", "purpose"), KEYED)
    id: Mapped[UUID] = key()
    participant_id: Mapped[UUID] = link("participant.id")
    purpose: Mapped[Purpose] = column(one_of(Purpose, "purpose"))
    answer: Mapped[Answer] = column(one_of(Answer, "answer"))
    answered_on: Mapped[date | None] = column(Date)
    remark: Mapped[str] = column(default="")


class Referral(Row):
    """One referral of one person; a person may have many."""

    __tablename__ = "referral"
    __table_args__ = (Index("ix_referral_received_on", "received_on"), KEYED)
    id: Mapped[UUID] = key()
    participant_id: Mapped[UUID] = link("participant.id")
    referrer_id: Mapped[UUID | None] = link("referrer.id", nullable=True)
    practice_id: Mapped[UUID | None] = link("practice.id", nullable=True)
    route: Mapped[Route] = column(one_of(Route, "route"))
    received_on: Mapped[date | None] = column(Date)
    received_year: Mapped[int | None] = column()
    reason: Mapped[str] = column(default="")
    status: Mapped[Status] = column(one_of(Status, "status"))
    status_on: Mapped[date] = column(Date)
    status_reason: Mapped[str] = column(default="")
    stated_before: Mapped[str] = column(default="")
    notes: Mapped[str] = column(default="")


class Programme(Row):
    """Something people come to, week after week."""

    __tablename__ = "programme"
    __table_args__ = (KEYED,)
    id: Mapped[UUID] = key()
    name: Mapped[str] = column()
    artform: Mapped[str] = column(default="")
    venue: Mapped[str] = column(default="")
    facilitator: Mapped[str] = column(default="")
    capacity: Mapped[int | None] = column()
    needed: Mapped[int | None] = column()
    needed_of: Mapped[int | None] = column()
    notes: Mapped[str] = column(default="")
    closed_on: Mapped[date | None] = column(Date)


class ArtsSession(Row):
    """One meeting of a programme; an empty venue or facilitator means the programme's own."""

    __tablename__ = "arts_session"
    __table_args__ = (Index("ix_arts_session_starts_at", "starts_at"), KEYED)
    id: Mapped[UUID] = key()
    programme_id: Mapped[UUID] = link("programme.id")
    starts_at: Mapped[datetime] = column(DateTime)
    minutes: Mapped[int] = column(default=120)
    venue: Mapped[str] = column(default="")
    facilitator: Mapped[str] = column(default="")
    state: Mapped[SessionState] = column(one_of(SessionState, "state"), default=SessionState.PLANNED)
    cancelled_because: Mapped[str] = column(default="")
    visitors: Mapped[int] = column(default=0)
    notes: Mapped[str] = column(default="")


class Place(Row):
    """One person on one programme, through a referral or as a walk-in, with the days they joined and left.

    A reason for leaving without a day says that they had left, on a day that is not known.
    """

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("participant_id", "programme_id", "joined_on"), KEYED)
    id: Mapped[UUID] = key()
    participant_id: Mapped[UUID] = link("participant.id")
    programme_id: Mapped[UUID] = link("programme.id")
    referral_id: Mapped[UUID | None] = link("referral.id", nullable=True)
    joined_on: Mapped[date | None] = column(Date)
    left_on: Mapped[date | None] = column(Date)
    left_because: Mapped[str] = column(default="")
    walk_in: Mapped[bool] = column(default=False)


class Attendance(Row):
    """What the register says of one place at one session."""

    __tablename__ = "attendance"
    __table_args__ = (
        # Covers a year's figures: they read the place and the mark of each session and nothing else.
        Index("ix_attendance_place", "place_id", "mark", "session_id"),
        KEYED,
    )
    session_id: Mapped[UUID] = link("arts_session.id", primary_key=True)
    place_id: Mapped[UUID] = link("place.id", primary_key=True)
    mark: Mapped[Mark] = column(one_of(Mark, "mark"))
    note: Mapped[str] = column(default="")


class OutcomeForm(Row):
    """One filled-in questionnaire of one place; `answers` maps each question's key to the number given."""

    __tablename__ = "outcome_form"
    __table_args__ = (Index("ix_outcome_form_done_on", "done_on"), KEYED)
    id: Mapped[UUID] = key()
    place_id: Mapped[UUID] = link("place.id")
    instrument: Mapped[str] = column()
    point: Mapped[Point] = column(one_of(Point, "point"))
    done_on: Mapped[date] = column(Date)
    answers: Mapped[dict[str, int]] = column(JSON)


class Note(Row):
    """A dated line on a person's timeline."""

    __tablename__ = "note"
    __table_args__ = (KEYED,)
    id: Mapped[UUID] = key()
    participant_id: Mapped[UUID] = link("participant.id")
    written_on: Mapped[date] = column(Date)
    words: Mapped[str] = column()


class Sending(Row):
    """That something about a person, or a report, left the building: what, when, and by whose hand."""

    __tablename__ = "sending"
    __table_args__ = (KEYED,)
    id: Mapped[UUID] = key()
    participant_id: Mapped[UUID | None] = link("participant.id", nullable=True)
    report: Mapped[str] = column()
    sent_at: Mapped[datetime] = column(Moment)
    how: Mapped[str] = column()
    staff_id: Mapped[UUID] = column(Id)


class ImportBatch(Row):
    """One file that was brought in, with its counts; `act` is its number in the journal, once written."""

    __tablename__ = "import_batch"
    __table_args__ = (KEYED,)
    id: Mapped[UUID] = key()
    file_name: Mapped[str] = column()
    file_digest: Mapped[str] = column()
    brought_in_at: Mapped[datetime] = column(Moment)
    counts: Mapped[dict[str, int]] = column(JSON)
    undone_at: Mapped[datetime | None] = column(Moment)


class ImportRow(Row):
    """One row of a file that was brought in: its digest, so that the same row again changes nothing."""

    __tablename__ = "import_row"
    __table_args__ = (Index("ix_import_row_digest", "digest"), KEYED)
    id: Mapped[UUID] = key()
    batch_id: Mapped[UUID] = link("import_batch.id")
    number: Mapped[int] = column()
    digest: Mapped[str] = column()
    participant_id: Mapped[UUID | None] = link("participant.id", nullable=True)
