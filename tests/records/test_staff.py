"""The names of those who sign on."""

from __future__ import annotations

from artsrx.db.store import Store
from artsrx.domain.identifiers import new_id
from artsrx.records import sendings, staff
from artsrx.records.timeline import TimelineKind, timeline
from tests.records.course import person


def test_a_new_member_of_staff_is_named_beside_what_they_do(store: Store) -> None:
    mina = new_id()
    store.seed("add a member of staff", staff.add, staff=mina, name="  Mina   Okafor ")
    who = person(store, "Ada", "Young")
    store.note("note", sendings.record, participant=who, report="link-worker", how="printed", staff=mina)
    (entry,) = [entry for entry in store.read(timeline, who).entries if entry.kind is TimelineKind.SENDING]
    assert "by Mina Okafor" in entry.words
