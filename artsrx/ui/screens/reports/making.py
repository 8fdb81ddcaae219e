"""From what somebody chose to finished pages: runs in the worker, and only plain values come back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from artsrx.reports.asks import ReportAnswers
from artsrx.reports.document import as_text
from artsrx.reports.draft import Draft, draft
from artsrx.reports.report import Gap, Recipient, Report
from artsrx.ui.jobs import Reporter
from artsrx.ui.pdf_view import page_images

if TYPE_CHECKING:
    from artsrx.db.store import Store


@dataclass(frozen=True, slots=True)
class ReportWish:
    """A report that somebody wants: what it is about, as things stand at `as_at`, and how it is printed."""

    report: Report[Any]
    answers: ReportAnswers
    as_at: date
    printing: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class FinishedReport:
    """A finished report: the file, its pages as pictures, its words, and what is missing in the record for it.

    `about` is whom it is about, None for nobody; `gaps` is None for a report that lists none. `missing` are the letters
    that could not be printed. Neither `title` nor `file_name` ever holds anybody's name.
    """

    wish: ReportWish
    title: str
    file_name: str
    pdf: bytes
    missing: tuple[str, ...]
    text: str
    images: tuple[QImage, ...]
    gaps: tuple[Gap, ...] | None
    about: Recipient | None


def make(store: "Store", wish: ReportWish, width: int, ratio: float, reporter: Reporter) -> FinishedReport:
    """The finished report: counted in one snapshot, told, drawn, its pages pictures `width` logical pixels wide.

    Raises Refused where a rule forbids it, StoreError where the record cannot be read.
    """
    made, gaps = store.read(_draft_and_gaps, wish)
    reporter.check()
    drawn = made.drawn(wish.printing)
    reporter.check()
    return FinishedReport(
        wish=wish,
        title=made.title,
        file_name=made.file_name,
        pdf=drawn.data,
        missing=drawn.missing,
        text=as_text(made.document),
        images=page_images(drawn.data, width=width, ratio=ratio),
        gaps=gaps,
        about=made.about,
    )


def _draft_and_gaps(tx: Any, wish: ReportWish) -> tuple[Draft, tuple[Gap, ...] | None]:
    """Both from one snapshot, so that neither contradicts the other."""
    listed = wish.report.gaps
    made = draft(tx, wish.report, wish.answers, as_at=wish.as_at)
    return made, None if listed is None else listed(tx, wish.answers, as_at=wish.as_at)


def redraw(pdf: bytes, pages: tuple[int, ...], width: int, ratio: float) -> dict[int, QImage]:
    """Some of the same pages in another size, by their number from 0."""
    return dict(zip(pages, page_images(pdf, width=width, ratio=ratio, only=pages), strict=True))


def lock(pdf: bytes, password: str) -> bytes:
    """The file locked with a password; raises Refused for one that cannot be used."""
    from artsrx.reports.pdf import encrypt

    return encrypt(pdf, password)
