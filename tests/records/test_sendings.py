"""What went out is on the person's timeline, with the day and by whom."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.domain.identifiers import new_id
from artsrx.records import sendings
from artsrx.records.timeline import TimelineKind, timeline
from tests.records.course import person


def test_a_note_that_was_sent_is_on_the_timeline(store: Store) -> None:
    who = person(store, "Ada", "Young")
    at = datetime(2026, 4, 3, 9, tzinfo=UTC)
    made = store.note(
        "note that a letter went out",
        sendings.record,
        participant=who,
        report="link-worker",
        how="saved as PDF",
        staff=store.staff_id,
        at=at,
    )
    (entry,) = [entry for entry in store.read(timeline, who).entries if entry.kind is TimelineKind.SENDING]
    assert entry.id == made.result
    assert entry.on == at.date()
    assert entry.title == "link-worker", "the reports say what they are called"
    assert "saved as PDF" in entry.words and "by Jan" in entry.words


def test_what_has_gone_out_is_not_undone(store: Store) -> None:
    who = person(store, "Ada", "Young")
    before = store.undo_label
    store.note(
        "note that a letter went out",
        sendings.record,
        participant=who,
        report="link-worker",
        how="printed",
        staff=store.staff_id,
    )
    assert store.undo_label == before
    (entry,) = [entry for entry in store.read(timeline, who).entries if entry.kind is TimelineKind.SENDING]
    assert entry.on == datetime.now().astimezone().date()


def test_nobody_can_be_written_about_who_is_not_there(store: Store) -> None:
    with pytest.raises(Refused, match="no longer in the record"):
        store.write(
            "note", sendings.record, participant=new_id(), report="link-worker", how="printed", staff=store.staff_id
        )
