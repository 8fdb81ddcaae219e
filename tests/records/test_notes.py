"""Notes are written, changed and taken away."""

from datetime import date

import pytest

from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.domain.identifiers import new_id
from artsrx.records import notes, people, timeline

DAY = date(2026, 5, 4)


def test_a_note_is_written_changed_and_removed(store: Store) -> None:
    ada = store.write("add a person", people.add, on=DAY, given="Ada").result
    note = store.write("write a note", notes.write, participant=ada, words=" Rang. ", on=DAY).result
    assert store.read(timeline.timeline, ada).entries[0].words == "Rang."
    store.write("change a note", notes.change, note=note, words="Rang twice.")
    assert store.read(timeline.timeline, ada).entries[0].words == "Rang twice."
    store.write("remove a note", notes.remove, note=note)
    assert [entry.kind for entry in store.read(timeline.timeline, ada).entries] == ["added"]


def test_an_empty_note_and_a_missing_one_are_refused(store: Store) -> None:
    ada = store.write("add a person", people.add, on=DAY, given="Ada").result
    with pytest.raises(Refused) as refused:
        store.write("write a note", notes.write, participant=ada, words="  ", on=DAY)
    assert refused.value.field == "words"
    with pytest.raises(Refused):
        store.write("write a note", notes.write, participant=new_id(), words="Hello", on=DAY)
    with pytest.raises(Refused):
        store.write("change a note", notes.change, note=new_id(), words="Hello")
