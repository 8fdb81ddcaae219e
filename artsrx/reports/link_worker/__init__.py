"""The note to the link worker: one person, one page."""

from datetime import date
from typing import TYPE_CHECKING, Any

from artsrx.domain.dates import long_date
from artsrx.domain.i18n import _
from artsrx.reports.asks import AskPerson, AskTick, AskWords, ReportAnswers
from artsrx.reports.report import Recipient, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from artsrx.records.organisation import OrganisationFacts
    from artsrx.reports.document import Document
    from artsrx.reports.link_worker.figures import NoteFigures

PERSON = AskPerson("person", _("Who is the note about?"), _("who it is about"), referral=True)
ASKED = AskWords(
    "asked",
    _("What do you ask of the reader?"),
    _("what it asks of its reader"),
    hint=_("It stands first. Left empty, the note says that no action is needed."),
)
NEXT_STEP = AskWords("next_step", _("What comes next?"), _("the next step that it tells of"))
COPY = AskTick("copy", _("A copy to their GP practice"), _("a copy goes to their GP practice"))


def _title(organisation: "OrganisationFacts") -> str:
    return _("Note to the {link_worker}").format(link_worker=organisation.link_worker_word)


def _read(tx: "Session", answers: ReportAnswers, *, as_at: date) -> "NoteFigures":
    from artsrx.reports.link_worker.figures import note

    person = answers[PERSON]
    return note(
        tx,
        participant=person.participant,
        referral=person.referral,
        asked_of_reader=answers[ASKED],
        next_step=answers[NEXT_STEP],
        copy_to_practice=answers[COPY],
        as_at=as_at,
    )


def _tell(figures: "NoteFigures") -> "Document":
    from artsrx.reports.link_worker.story import story

    return story(figures)


def _as_json(figures: "NoteFigures") -> dict[str, Any]:
    from artsrx.reports.link_worker.as_json import figures_json

    return figures_json(figures)


def _file_name(figures: "NoteFigures") -> str:
    return long_date(figures.as_at)


def _about(figures: "NoteFigures") -> Recipient:
    reader = (*figures.reader, figures.copy_to)
    return Recipient(figures.participant, figures.name, ", ".join(part for part in reader if part))


LINK_WORKER = Report(
    key="link-worker",
    title=_title,
    words=_("One page about one person: what you ask of the reader, how it is going, what comes next."),
    asks=(PERSON, ASKED, NEXT_STEP, COPY),
    read=_read,
    tell=_tell,
    as_json=_as_json,
    file_name=_file_name,
    about=_about,
)
