"""The closed lists: what may be said of a referral, a place, a mark, a consent or a form."""

from enum import StrEnum

from artsrx.domain.i18n import _


class Mark(StrEnum):
    """What a register says of one person at one session; the key that sets it is in `MARK_KEYS`."""

    PRESENT = "present"
    LATE = "late"
    TOLD_US = "told us"
    ABSENT = "absent"
    NOT_EXPECTED = "not expected"


MARK_KEYS = {"P": Mark.PRESENT, "L": Mark.LATE, "T": Mark.TOLD_US, "A": Mark.ABSENT, "N": Mark.NOT_EXPECTED}
ATTENDED = (Mark.PRESENT, Mark.LATE)
MISSED = (Mark.TOLD_US, Mark.ABSENT)


class Route(StrEnum):
    """How a referral reached the organisation; a signpost passes no personal information."""

    FORMAL = "formal"
    SELF = "self"
    SIGNPOST = "signpost"
    INTERNAL = "internal"


class Status(StrEnum):
    """Where a referral stands, as decided by people; started and completed are derived, never typed."""

    RECEIVED = "received"
    INFORMATION_NEEDED = "information needed"
    WAITING = "waiting"
    CONTACT_ATTEMPTED = "contact attempted"
    ACCEPTED = "accepted"
    DECLINED_BY_US = "declined by us"
    DECLINED_BY_PERSON = "declined by person"
    UNABLE_TO_CONTACT = "unable to contact"
    PAUSED = "paused"
    DISENGAGED = "disengaged"
    REFERRED_BACK = "referred back"
    MOVED_ON = "moved on"
    ENTERED_IN_ERROR = "entered in error"


CLOSED = (
    Status.DECLINED_BY_US,
    Status.DECLINED_BY_PERSON,
    Status.UNABLE_TO_CONTACT,
    Status.DISENGAGED,
    Status.REFERRED_BACK,
    Status.MOVED_ON,
    Status.ENTERED_IN_ERROR,
)


class Purpose(StrEnum):
    """What a consent is for."""

    REFERRER = "referrer"
    PRACTICE = "practice"


class Answer(StrEnum):
    """What the person said when asked; not asked is an answer of its own."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not asked"


class Point(StrEnum):
    """When in a place a form was filled in."""

    START = "start"
    MID = "mid"
    END = "end"
    FOLLOW_UP = "follow-up"


class SessionState(StrEnum):
    """Whether a session stands; that it was held is derived from its register."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


def mark_words(mark: Mark) -> str:
    """The mark as it is shown on the register."""
    return {
        Mark.PRESENT: _("Present"),
        Mark.LATE: _("Late"),
        Mark.TOLD_US: _("Told us"),
        Mark.ABSENT: _("Absent"),
        Mark.NOT_EXPECTED: _("Not expected"),
    }[mark]


def route_words(route: Route) -> str:
    """The route as it is shown."""
    return {
        Route.FORMAL: _("Formal referral"),
        Route.SELF: _("Self-referral"),
        Route.SIGNPOST: _("Signposted"),
        Route.INTERNAL: _("From another programme"),
    }[route]


def status_words(status: Status) -> str:
    """The status as it is shown."""
    return {
        Status.RECEIVED: _("Received"),
        Status.INFORMATION_NEEDED: _("Information needed"),
        Status.WAITING: _("Waiting list"),
        Status.CONTACT_ATTEMPTED: _("Contact attempted"),
        Status.ACCEPTED: _("Accepted"),
        Status.DECLINED_BY_US: _("Declined by us"),
        Status.DECLINED_BY_PERSON: _("Declined by the person"),
        Status.UNABLE_TO_CONTACT: _("Unable to contact"),
        Status.PAUSED: _("Paused"),
        Status.DISENGAGED: _("Stopped coming"),
        Status.REFERRED_BACK: _("Referred back"),
        Status.MOVED_ON: _("Moved on"),
        Status.ENTERED_IN_ERROR: _("Entered in error"),
    }[status]


def purpose_words(purpose: Purpose) -> str:
    """The consent as a sentence that can be read to the person."""
    return {
        Purpose.REFERRER: _("We may update the person who referred them"),
        Purpose.PRACTICE: _("We may update their GP practice"),
    }[purpose]


def answer_words(answer: Answer) -> str:
    """The answer as it is shown."""
    return {Answer.YES: _("Yes"), Answer.NO: _("No"), Answer.NOT_ASKED: _("Not asked")}[answer]


def point_words(point: Point) -> str:
    """The point as it is shown."""
    return {
        Point.START: _("Start"),
        Point.MID: _("Middle"),
        Point.END: _("End"),
        Point.FOLLOW_UP: _("Follow-up"),
    }[point]
