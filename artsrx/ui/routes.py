"""Where a screen may ask to go, as frozen values: one class for each place, with the ids that it needs."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from artsrx.records.referral_list import ReferralFilter


class ScreenRoute:
    """A place in the window; `desk.go` takes one, and the screen whose entry names its class opens it.

    A place that only its own screen goes to may be a class beside that screen.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TodayRoute(ScreenRoute):
    """What wants doing; with `everything` each card holds all its lines."""

    everything: bool = False


@dataclass(frozen=True, slots=True)
class PeopleRoute(ScreenRoute):
    """The list of people."""


@dataclass(frozen=True, slots=True)
class NewPersonRoute(ScreenRoute):
    """Adding somebody."""


@dataclass(frozen=True, slots=True)
class PersonRoute(ScreenRoute):
    """One person's page."""

    participant: UUID


@dataclass(frozen=True, slots=True)
class ReferralsRoute(ScreenRoute):
    """The list of referrals, narrowed to some of them; None leaves it as it was."""

    which: "ReferralFilter | None" = None


@dataclass(frozen=True, slots=True)
class NewReferralRoute(ScreenRoute):
    """Receiving a referral, of this person or of somebody new."""

    participant: UUID | None = None


@dataclass(frozen=True, slots=True)
class ReferralRoute(ScreenRoute):
    """One referral."""

    referral: UUID


@dataclass(frozen=True, slots=True)
class ReferrersRoute(ScreenRoute):
    """Who refers people, with this one chosen, or the first."""

    referrer: UUID | None = None


@dataclass(frozen=True, slots=True)
class ProgrammesRoute(ScreenRoute):
    """The list of programmes."""


@dataclass(frozen=True, slots=True)
class NewCourseRoute(ScreenRoute):
    """Making a course or a programme."""


@dataclass(frozen=True, slots=True)
class ProgrammeRoute(ScreenRoute):
    """One programme's people, sessions and details."""

    programme: UUID


@dataclass(frozen=True, slots=True)
class GivePlacesRoute(ScreenRoute):
    """Giving places on a programme to several people."""

    programme: UUID


@dataclass(frozen=True, slots=True)
class RegisterRoute(ScreenRoute):
    """The register of one session."""

    session: UUID


@dataclass(frozen=True, slots=True)
class FormsRoute(ScreenRoute):
    """The forms of a programme's people, one after another."""

    programme: UUID


@dataclass(frozen=True, slots=True)
class FormRoute(ScreenRoute):
    """The form of one person on one programme."""

    place: UUID


@dataclass(frozen=True, slots=True)
class ReportsRoute(ScreenRoute):
    """The reports, as they were left."""


@dataclass(frozen=True, slots=True)
class PersonReportRoute(ScreenRoute):
    """A report, by its key, about one person and this referral of theirs; None means their latest."""

    report: str
    participant: UUID
    referral: UUID | None = None


@dataclass(frozen=True, slots=True)
class SettingsRoute(ScreenRoute):
    """The settings."""


@dataclass(frozen=True, slots=True)
class ImportRoute(ScreenRoute):
    """Bringing in a list, from this file or from one to choose."""

    path: Path | None = None
