"""A letter that somebody asks for: how often they came in a period."""

from typing import Any

from artsrx.domain.dates import long_date
from artsrx.reports.asks import AskOneOf, AskPeriod, AskPerson, AskProgrammes, AskTick, AskWords
from artsrx.reports.report import Gap, Recipient, Report

PERSON = AskPerson("person", "Who asks for it?", "who it is about")
PERIOD = AskPeriod("period", "Period", "the period")
PROGRAMMES = AskProgrammes("programmes", "Programmes", "only this programme")
TONE = AskOneOf("tone", "How is it written?", "how it is written", options=(("formal", "Formally"), ("warm", "Warmly")))
GREETING = AskWords("greeting", "A greeting", "the words that it ends with")
DATES = AskTick("dates", "Each day", "name each day")


def _read(tx: Any, answers: Any, *, as_at: Any) -> Any:
    from tests.planted.attendance_letter.figures import times

    return times(
        tx, participant=answers[PERSON].participant, period=answers[PERIOD], programmes=answers[PROGRAMMES],
        warm=answers[TONE] == "warm", greeting=answers[GREETING], dates=answers[DATES], as_at=as_at,
    )  # fmt: skip


def _tell(figures: Any) -> Any:
    from tests.planted.attendance_letter.story import story

    return story(figures)


def _gaps(_tx: Any, answers: Any, *, as_at: Any) -> tuple[Gap, ...]:
    who = answers[PERSON].participant
    return (Gap("address", 1, "Nobody knows where to send it.", "participant", (who,)),)


REPORT = Report(
    key="attendance-letter",
    title=lambda _organisation: "Letter of attendance",
    words="How often somebody came.",
    asks=(PERSON, PERIOD, PROGRAMMES, TONE, GREETING, DATES),
    read=_read,
    tell=_tell,
    as_json=lambda figures: {"report": "attendance-letter", "times": len(figures.days)},
    file_name=lambda figures: long_date(figures.as_at),
    gaps=_gaps,
    about=lambda figures: Recipient(figures.participant, figures.name, "themselves"),
)
