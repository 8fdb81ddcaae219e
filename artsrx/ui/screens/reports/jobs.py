"""From what somebody chose to finished pages: runs in the worker, and only plain values come back."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtGui import QImage

from artsrx.domain.dates import long_date
from artsrx.domain.i18n import _
from artsrx.records.organisation import organisation
from artsrx.reports import impact, link_worker
from artsrx.reports.document import Document, as_text
from artsrx.reports.impact import Gap
from artsrx.ui.jobs import Report
from artsrx.ui.pdf_view import page_images

if TYPE_CHECKING:
    from artsrx.db.store import Store


@dataclass(frozen=True, slots=True)
class ImpactWish:
    """An impact report that somebody wants: `programmes` None means all of them."""

    start: date
    end: date
    programmes: tuple[UUID, ...] | None
    as_at: date
    plain_cover: bool = False
    large_print: bool = False


@dataclass(frozen=True, slots=True)
class NoteWish:
    """A note that somebody wants about one person; `referral` None means their latest."""

    participant: UUID
    as_at: date
    referral: UUID | None = None
    asked: str = ""
    next_step: str = ""
    copy_to_practice: bool = False
    large_print: bool = False


Wish = ImpactWish | NoteWish


@dataclass(frozen=True, slots=True)
class Made:
    """A finished report: the file, its pages as pictures, its words, and what is missing in the record for it.

    `about` is whom a note is about and `reader` whom it is for, both empty for an impact report; `missing` are the
    letters that could not be printed; `file_name` never holds anybody's name.
    """

    wish: Wish
    title: str
    file_name: str
    pdf: bytes
    missing: tuple[str, ...]
    text: str
    images: tuple[QImage, ...]
    gaps: tuple[Gap, ...] = ()
    about: str = ""
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Making:
    """The work: count in one snapshot, tell the story, draw it, and draw its pages `width` logical pixels wide."""

    store: "Store"
    wish: Wish
    width: int
    ratio: float

    def __call__(self, report: Report) -> Made:
        """The finished report. Raises Refused where a rule forbids it, StoreError where the record cannot be read."""
        from artsrx.reports.pdf import Brand, render

        told, facts = self.store.read(_told, self.wish)
        report.check()
        brand = Brand(colour=facts.colour or None, logo=facts.logo)
        plain = isinstance(self.wish, ImpactWish) and self.wish.plain_cover
        drawn = render(told.document, brand=brand, large_print=self.wish.large_print, plain_cover=plain)
        report.check()
        return Made(
            wish=self.wish,
            title=told.document.title if isinstance(self.wish, ImpactWish) else _("Note"),
            file_name=_file_name(self.wish, facts.link_worker_word),
            pdf=drawn.data,
            missing=drawn.missing,
            text=as_text(told.document),
            images=page_images(drawn.data, width=self.width, ratio=self.ratio),
            gaps=told.gaps,
            about=told.about,
            reader=told.reader,
        )


@dataclass(frozen=True, slots=True)
class Redrawing:
    """The work of drawing some of the same pages in another size."""

    pdf: bytes
    pages: tuple[int, ...]
    width: int
    ratio: float

    def __call__(self, report: Report) -> dict[int, QImage]:
        """The pages as pictures, by their number from 0."""
        images = page_images(self.pdf, width=self.width, ratio=self.ratio, only=self.pages)
        return dict(zip(self.pages, images, strict=True))


@dataclass(frozen=True, slots=True)
class Locking:
    """The work of locking a file with a password."""

    pdf: bytes
    password: str

    def __call__(self, report: Report) -> bytes:
        """The locked file; raises Refused for a password that cannot be used."""
        from artsrx.reports.pdf import encrypt

        return encrypt(self.pdf, self.password)


@dataclass(frozen=True, slots=True)
class _Told:
    document: Document
    gaps: tuple[Gap, ...] = ()
    about: str = ""
    reader: str = ""


def _told(tx: Any, wish: Wish) -> tuple[_Told, Any]:
    """The report as a document, and the facts of the organisation, from one snapshot."""
    facts = organisation(tx)
    if isinstance(wish, NoteWish):
        note = link_worker.note(
            tx,
            participant=wish.participant,
            as_at=wish.as_at,
            asked_of_reader=wish.asked,
            next_step=wish.next_step,
            referral=wish.referral,
            copy_to_practice=wish.copy_to_practice,
        )
        reader = ", ".join((*note.reader, *((note.copy_to,) if note.copy_to else ())))
        return _Told(link_worker.story(note), about=note.name, reader=reader), facts
    counted = impact.figures(tx, start=wish.start, end=wish.end, programmes=wish.programmes, as_at=wish.as_at)
    missing = impact.gaps(tx, start=wish.start, end=wish.end, programmes=wish.programmes, as_at=wish.as_at)
    return _Told(impact.story(counted), gaps=missing), facts


def _file_name(wish: Wish, link_worker_word: str) -> str:
    """A name for the file that says what it is and not about whom."""
    if isinstance(wish, NoteWish):
        words = _("Note to the {link_worker}, {day}").format(link_worker=link_worker_word, day=long_date(wish.as_at))
    else:
        words = _("Impact report, {start} to {end}").format(start=long_date(wish.start), end=long_date(wish.end))
    return "".join(" " if letter in '/\\:*?"<>|' else letter for letter in words) + ".pdf"
