"""The classes by which an impact report breaks referrals and people down, and what each is called in print."""

from dataclasses import dataclass
from enum import StrEnum

from artsrx.domain.i18n import _
from artsrx.domain.vocabulary import CLOSED, Status, status_words
from artsrx.reports.impact.counting import Stated


class Standing(StrEnum):
    """Where a referral stands, in classes wide enough to be printed."""

    NOT_ANSWERED = "not answered"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    DISENGAGED = "disengaged"
    MOVED_ON = "moved on"
    NOT_GONE_AHEAD = "did not go ahead"
    BEFORE = "before artsrx"


_STANDING = {
    Status.ACCEPTED: Standing.ACCEPTED,
    Status.PAUSED: Standing.ACCEPTED,
    Status.WAITING: Standing.WAITING,
    Status.DISENGAGED: Standing.DISENGAGED,
    Status.MOVED_ON: Standing.MOVED_ON,
}


def standing_of(status: Status, *, unanswered: bool) -> Standing:
    """The class of a referral with this status, which still wants an answer or not."""
    if unanswered:
        return Standing.NOT_ANSWERED
    return _STANDING.get(status, Standing.NOT_GONE_AHEAD if status in CLOSED else Standing.BEFORE)


def standing_words(standing: Standing) -> str:
    """A standing as it is printed."""
    return {
        Standing.NOT_ANSWERED: _("Not answered yet"),
        Standing.ACCEPTED: _("Accepted"),
        Standing.WAITING: status_words(Status.WAITING),
        Standing.DISENGAGED: status_words(Status.DISENGAGED),
        Standing.MOVED_ON: status_words(Status.MOVED_ON),
        Standing.NOT_GONE_AHEAD: _("Did not go ahead"),
        Standing.BEFORE: _("Dealt with before ArtsRx"),
    }[standing]


def stated_words(stated: Stated) -> str:
    """What a spreadsheet said before ArtsRx, in one of a few classes: its own words may name people."""
    return {
        Stated.NOTHING: _("Nothing stated"),
        Stated.COMPLETED: _("Completed"),
        Stated.STARTED: _("Started"),
        Stated.WAITING: _("Waiting"),
        Stated.CLOSED: _("Did not come, stopped or declined"),
        Stated.OTHER: _("Something else"),
    }[stated]


def practice_words(practice: str) -> str:
    """A practice by its name; without one, that none was given."""
    return practice or _("No practice given")


@dataclass(frozen=True, slots=True)
class AgeBand:
    """People from one age on, and under another (None: however old)."""

    first: int
    under: int | None


def age_words(band: AgeBand | None) -> str:
    """An age band as it stands in a table or beside a bar; None is everybody whose age is not recorded."""
    if band is None:
        return _("Not recorded")
    return _("Under {age}").format(age=band.under) if band.first == 0 else _from_age(band)


def age_words_within(band: AgeBand) -> str:
    """An age band as it stands within a sentence."""
    return _("under {age}").format(age=band.under) if band.first == 0 else _from_age(band)


def _from_age(band: AgeBand) -> str:
    if band.under is None:
        return _("{age} and over").format(age=band.first)
    return _("{low} to {high}").format(low=band.first, high=band.under - 1)
