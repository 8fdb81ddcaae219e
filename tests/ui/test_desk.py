"""The desk: one door to the record, one signal back, and what happens when it says no."""

from uuid import UUID

import pytest

from artsrx.db.schema.tables import Practice
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.identifiers import new_id
from artsrx.ui.routes import PersonRoute, TodayRoute
from artsrx.ui.screen import Screen


def add(tx, *, name):
    if not name:
        raise Refused("A practice needs a name.", "name")
    row = Practice(id=new_id(), name=name)
    tx.add(row)
    return row.id


def broken(tx):
    raise StoreError("The disk is full.", "Nothing is lost.", "Make room.")


def names(tx):
    return tuple(name for (name,) in tx.query(Practice.name))


def ids(tx):
    return tuple(practice for (practice,) in tx.query(Practice.id))


def rename(tx, *, practice, name):
    tx.get(Practice, practice).name = name


def test_a_command_that_returns_nothing_has_not_failed(desk):
    practice = desk.do("add a practice", add, name="Fairfield Surgery").result
    done = desk.do("rename a practice", rename, practice=practice, name="Fairfield Health Centre")
    assert done
    assert done.result is None
    assert desk.attempt("rename a practice", rename, practice=practice, name="Fairfield Surgery").result is None
    same = desk.do("rename a practice", rename, practice=practice, name="Fairfield Surgery")
    assert same
    assert same.act is None
    assert desk.note("rename a practice", rename, practice=practice, name="Riverside Surgery").result is None


def test_do_read_undo_redo(qtbot, desk):
    heard, said = [], []
    desk.changed.connect(heard.append)
    desk.said.connect(said.append)
    change = desk.do("add a practice", add, name="Fairfield Surgery")
    assert change.label == "add a practice"
    assert change.result == desk.read(ids)[0]
    assert desk.read(names) == ("Fairfield Surgery",)
    assert heard[0].tables == {Practice}
    assert desk.saved_at is not None
    desk.undo()
    assert desk.read(names) == ()
    desk.redo()
    assert desk.read(names) == ("Fairfield Surgery",)
    assert [one.words for one in said] == ["Undone: add a practice", "Done again: add a practice"]


def test_nothing_to_undo_says_nothing(desk):
    said = []
    desk.said.connect(said.append)
    desk.redo()
    assert said == []


def test_refused_is_shown_once(qtbot, desk):
    with qtbot.waitSignal(desk.refused) as heard:
        assert desk.do("add a practice", add, name="") is None
    assert heard.args == ["A practice needs a name.", "name"]
    own = []
    assert desk.do_or(own.append, "add a practice", add, name="") is None
    assert own[0].field == "name"


def test_a_field_hears_of_both_kinds(desk, answers):
    with pytest.raises(Refused):
        desk.attempt("add a practice", add, name="")
    assert desk.attempt("add a practice", add, name="Fairfield Surgery").result == desk.read(ids)[0]
    answers.add("trouble")
    with pytest.raises(Refused, match="disk is full"):
        desk.attempt("break", broken)
    answers.add("trouble")
    assert desk.do("break", broken) is None


def test_long_reading_and_a_change_from_the_worker(qtbot, desk):
    desk.do("add a practice", add, name="Fairfield Surgery")
    seen, heard = [], []
    desk.job(names, seen.append, title="Reading")
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("Fairfield Surgery",)]
    desk.changed.connect(heard.append)
    done = []
    desk.work(lambda report: desk.store.write("add a practice", add, name="Second"), done.append, title="Writing")
    qtbot.waitUntil(lambda: bool(done and heard))
    assert heard[0].label == "add a practice"


def test_a_failed_job_is_trouble(qtbot, desk, answers):
    def fail(tx):
        raise Refused("That cannot be read.")

    answers.add("trouble")
    desk.job(fail, print, title="Reading")
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert answers.asked[0].words == "That cannot be read."


def test_going_elsewhere(qtbot, desk):
    with qtbot.waitSignal(desk.navigate) as heard:
        desk.go(PersonRoute(UUID(int=3)))
    assert heard.args == [PersonRoute(UUID(int=3))]
    with qtbot.waitSignal(desk.leaving) as heard:
        desk.leave()
    assert heard.args == [None]


class Practices(Screen[TodayRoute]):
    watches = frozenset({Practice})

    def __init__(self, desk):
        super().__init__(desk)
        self.reads = 0

    def refresh(self):
        self.reads += 1


def test_a_screen_reads_when_it_is_seen(qtbot, desk):
    screen = Practices(desk)
    qtbot.addWidget(screen)
    desk.do("add a practice", add, name="One")
    desk.do("add a practice", add, name="Two")
    assert screen.reads == 0
    screen.show()
    assert screen.reads == 1
    desk.do("add a practice", add, name="Three")
    assert screen.reads == 2
    screen.hide()
    screen.show()
    assert screen.reads == 2
    assert not screen.back()
    assert screen.main() is screen
    screen.add()
    screen.print_list()
