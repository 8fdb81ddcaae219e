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
from artsrx.ui.jobs import Reporter
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


def make(store: "Store", wish: Wish, width: int, ratio: float, reporter: Reporter) -> Made:
    """The finished report: counted in one snapshot, told, drawn, its pages pictures `width` logical pixels wide.

    Raises Refused where a rule forbids it, StoreError where the record cannot be read.
    """
    from artsrx.reports.pdf import Brand, render

    told, facts = store.read(_told, wish)
    reporter.check()
    brand = Brand(colour=facts.colour or None, logo=facts.logo)
    plain = isinstance(wish, ImpactWish) and wish.plain_cover
    drawn = render(told.document, brand=brand, large_print=wish.large_print, plain_cover=plain)
    reporter.check()
    return Made(
        wish=wish,
        title=told.document.title if isinstance(wish, ImpactWish) else _("Note"),
        file_name=_file_name(wish, facts.link_worker_word),
        pdf=drawn.data,
        missing=drawn.missing,
        text=as_text(told.document),
        images=page_images(drawn.data, width=width, ratio=ratio),
        gaps=told.gaps,
        about=told.about,
        reader=told.reader,
    )


def redraw(pdf: bytes, pages: tuple[int, ...], width: int, ratio: float) -> dict[int, QImage]:
    """Some of the same pages in another size, by their number from 0."""
    return dict(zip(pages, page_images(pdf, width=width, ratio=ratio, only=pages), strict=True))


def lock(pdf: bytes, password: str) -> bytes:
    """The file locked with a password; raises Refused for one that cannot be used."""
    from artsrx.reports.pdf import encrypt

    return encrypt(pdf, password)


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
