"""What a report is: what it asks for, how it reads, what it tells, what is missing for it, and whom it is about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, Protocol, TypeVar
from uuid import UUID

from artsrx.domain.i18n import _
from artsrx.reports.asks import Ask, AskTick, ReportAnswers

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from artsrx.records.organisation import OrganisationFacts
    from artsrx.reports.document import Document

F = TypeVar("F")
Read_co = TypeVar("Read_co", covariant=True)

LARGE_PRINT: Final = AskTick("large_print", _("Large print"), _("set the text in 16 points instead of 12"))
PLAIN_COVER: Final = AskTick("plain_cover", _("Plain cover, to save ink"), _("leave the dark band of the cover out"))

GapTarget = Literal["session", "participant", "place", "referral", "programme", "form"]


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of thing that is missing: how many, in words, and the ids of the `target` rows to mend."""

    key: str
    count: int
    words: str
    target: GapTarget
    ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a report is about and who is meant to read it: asked before it leaves, and noted on that person's timeline."""

    participant: UUID
    name: str
    reader: str


class Reading(Protocol[Read_co]):
    """Reads something for a report in one snapshot, as things stand at `as_at`; may raise `Refused`."""

    def __call__(self, tx: "Session", answers: ReportAnswers, *, as_at: date) -> Read_co:
        """What was read, as frozen values."""


@dataclass(frozen=True, slots=True)
class Report(Generic[F]):
    """One report, with all that anybody needs to know about it: the screen, the command line and the timeline ask it.

    `key` is its name on the command line, and in the record when it leaves; `title` is what it is called, given the
    organisation's own words; `words` say what it is for. `asks` are what it is about, in order; `printing` are the
    ticks that say how it is printed, by the names that the renderer gives them.

    `read` counts, `tell` makes a document of the figures and `as_json` plain values for a script. `file_name` says
    which one this is after its title ("1 June 2026"), and never names anybody. `gaps` lists what is missing in the record
    before it is sent; without it nothing is listed. `about` says whom it is about; without it, it is about nobody and
    leaves without a question.

    What is called here imports what it needs when it is called, since a list of reports is read at every start.
    """

    key: str
    title: Callable[["OrganisationFacts"], str]
    words: str
    asks: tuple[Ask[Any], ...]
    read: Reading[F]
    tell: Callable[[F], "Document"]
    as_json: Callable[[F], dict[str, Any]]
    file_name: Callable[[F], str]
    printing: tuple[AskTick, ...] = (LARGE_PRINT,)
    gaps: Reading[tuple[Gap, ...]] | None = None
    about: Callable[[F], Recipient] | None = None
