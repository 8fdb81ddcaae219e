"""Long work: result or error on the GUI thread, progress, cancel, and nothing left."""

import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from artsrx.domain.errors import StoreError
from artsrx.ui.jobs import Cancelled, Jobs, unreported


def test_the_result_arrives_on_the_gui_thread(qtbot, jobs):
    seen = []

    def then(value):
        seen.append((value, threading.current_thread() is threading.main_thread()))

    jobs.start(lambda reporter: threading.current_thread() is threading.main_thread(), then, title="Work")
    assert jobs.busy
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(False, True)]
    assert not jobs.busy


def test_work_that_does_not_tell_how_far_it_is(qtbot, jobs):
    seen = []
    jobs.start(unreported(divmod, 7, 2), seen.append, title="Work")
    jobs.start(unreported(sorted, (1, 2), reverse=True), seen.append, title="Work")
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [(3, 1), [2, 1]]


def test_an_error_arrives_too(qtbot, jobs):
    seen = []

    def fail(reporter):
        raise StoreError("The disk is full.", "Nothing is lost.", "Make room.")

    jobs.start(fail, lambda value: None, title="Work", on_error=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0].happened == "The disk is full."
    with qtbot.waitSignal(jobs.failed) as heard:
        jobs.start(fail, lambda value: None, title="Work")
    assert isinstance(heard.args[0], StoreError)


def test_progress_and_what_is_announced(qtbot, jobs):
    told, began, ended = [], [], []
    jobs.began.connect(began.append)
    jobs.ended.connect(ended.append)
    done = []

    def work(reporter):
        reporter.tell(1, 3, "one")
        reporter.tell(2, 3)
        return "ok"

    jobs.start(work, done.append, title="Work", on_progress=told.append)
    qtbot.waitUntil(lambda: bool(done))
    assert [(one.done, one.total, one.words) for one in told] == [(1, 3, "one"), (2, 3, "")]
    assert [job.title for job in began] == [job.title for job in ended] == ["Work"]
    jobs.start(work, done.append, title="Quiet", quiet=True)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert len(began) == 1


def test_cancel_ends_the_work_and_delivers_nothing(qtbot, jobs):
    going, ended, seen = threading.Event(), [], []
    jobs.ended.connect(ended.append)

    def work(reporter):
        going.set()
        while True:
            reporter.check()

    job = jobs.start(work, seen.append, title="Work", on_error=seen.append)
    assert going.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: bool(ended))
    assert seen == []
    with pytest.raises(Cancelled):
        job.reporter.tell(1, 2)


def test_the_callback_of_a_destroyed_widget_is_left_out(qtbot, jobs):
    class Page(QWidget):
        heard = []

        def take(self, value):
            self.heard.append(value)

    page, gate, after = Page(), threading.Event(), []
    jobs.start(lambda reporter: gate.wait(5), page.take, title="Work")
    jobs.start(lambda reporter: 2, partial(page.take), title="Work")
    import shiboken6

    shiboken6.delete(page)
    gate.set()
    jobs.start(lambda reporter: 1, after.append, title="After")
    qtbot.waitUntil(lambda: bool(after))
    assert Page.heard == []


def test_closing_waits_for_the_worker(qapp):
    jobs = Jobs()
    seen = []
    jobs.start(lambda reporter: seen.append("ran"), None, title="Work")
    jobs.start(lambda reporter: seen.append("never"), None, title="Work")
    jobs.close()
    assert "never" not in seen
    assert not jobs.busy
    assert isinstance(jobs, QObject)


def test_after_closing_nothing_is_begun(qapp):
    jobs = Jobs()
    began, seen = [], []
    jobs.began.connect(began.append)
    jobs.close()
    job = jobs.start(unreported(seen.append, "ran"), seen.append, title="Work")
    assert (job.reporter.stopped, jobs.busy, began, seen) == (True, False, [], [])
