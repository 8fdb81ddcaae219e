"""A report read and told, ready to be drawn: what the screen and the command line both begin with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from artsrx.domain.i18n import _
from artsrx.records.organisation import OrganisationFacts, organisation
from artsrx.reports.asks import ReportAnswers
from artsrx.reports.document import Document
from artsrx.reports.report import Recipient, Report

if TYPE_CHECKING:
    from artsrx.reports.pdf import Rendered


@dataclass(frozen=True, slots=True)
class Draft:
    """A report before it is drawn.

    `figures` are what the report read, `document` what it tells; `title` is what the report is called and `file_name`
    what its file is called, neither with anybody's name in it. `about` is whom it is about, None for nobody.
    """

    figures: Any
    document: Document
    title: str
    file_name: str
    about: Recipient | None
    organisation: OrganisationFacts

    def drawn(self, printing: Mapping[str, bool]) -> "Rendered":
        """The PDF, printed as asked (`large_print`, `plain_cover`), in the organisation's colour and with its logo."""
        from artsrx.reports.pdf import Brand, render

        brand = Brand(colour=self.organisation.colour or None, logo=self.organisation.logo)
        return render(self.document, brand=brand, **printing)


def draft(tx: Session, report: Report[Any], answers: ReportAnswers, *, as_at: date) -> Draft:
    """The draft of a report, from one snapshot; raises `Refused` where the report does."""
    facts = organisation(tx)
    figures = report.read(tx, answers, as_at=as_at)
    title = report.title(facts)
    return Draft(
        figures=figures,
        document=report.tell(figures),
        title=title,
        file_name=_file_name(title, report.file_name(figures)),
        about=report.about(figures) if report.about is not None else None,
        organisation=facts,
    )


def _file_name(title: str, which: str) -> str:
    """A name that every system takes."""
    words = _("{report}, {which}").format(report=title, which=which)
    return "".join(" " if letter in '/\\:*?"<>|' else letter for letter in words) + ".pdf"
