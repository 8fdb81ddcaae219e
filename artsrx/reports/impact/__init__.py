"""The impact report: who was referred, who came, what changed, how sure anybody can be."""

from datetime import date
from typing import TYPE_CHECKING, Any

from artsrx.domain.dates import long_date
from artsrx.domain.i18n import _
from artsrx.reports.asks import AskPeriod, AskProgrammes, ReportAnswers
from artsrx.reports.report import LARGE_PRINT, PLAIN_COVER, Gap, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from artsrx.records.organisation import OrganisationFacts
    from artsrx.reports.document import Document
    from artsrx.reports.impact.figures import ImpactFigures

PERIOD = AskPeriod("period", _("Period"), _("the period; without it, the twelve months up to today"))
PROGRAMMES = AskProgrammes("programmes", _("Programmes in this report"), _("only this programme"))


def _title(_organisation: "OrganisationFacts") -> str:
    return _("Impact report")


def _read(tx: "Session", answers: ReportAnswers, *, as_at: date) -> "ImpactFigures":
    from artsrx.reports.impact.figures import figures

    period = answers[PERIOD]
    return figures(tx, start=period.start, end=period.end, programmes=answers[PROGRAMMES], as_at=as_at)


def _tell(figures: "ImpactFigures") -> "Document":
    from artsrx.reports.impact.story import story

    return story(figures)


def _as_json(figures: "ImpactFigures") -> dict[str, Any]:
    from artsrx.reports.impact.as_json import figures_json

    return figures_json(figures)


def _file_name(figures: "ImpactFigures") -> str:
    return _("{start} to {end}").format(start=long_date(figures.start), end=long_date(figures.end))


def _gaps(tx: "Session", answers: ReportAnswers, *, as_at: date) -> tuple[Gap, ...]:
    from artsrx.reports.impact.gaps import gaps

    period = answers[PERIOD]
    return gaps(tx, start=period.start, end=period.end, programmes=answers[PROGRAMMES], as_at=as_at)


IMPACT = Report(
    key="impact",
    title=_title,
    words=_("A period in numbers: referrals, attendance, who took part, what changed, and how sure you can be."),
    asks=(PERIOD, PROGRAMMES),
    printing=(LARGE_PRINT, PLAIN_COVER),
    read=_read,
    tell=_tell,
    as_json=_as_json,
    file_name=_file_name,
    gaps=_gaps,
)
