"""The note to the link worker: one person, one page."""

from artsrx.domain.i18n import _
from artsrx.reports.link_worker.figures import NoteFigures, note
from artsrx.reports.link_worker.story import story
from artsrx.reports.report import Report

LINK_WORKER = Report(
    key="link-worker",
    title=_("Note to the link worker"),
    words=_("One page about one person: what you ask of the reader, how it is going, what comes next."),
    about="person",
)

__all__ = ["LINK_WORKER", "NoteFigures", "note", "story"]
