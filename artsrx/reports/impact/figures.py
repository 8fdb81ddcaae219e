"""The numbers of an impact report: counted by the database in one snapshot, small ones hidden before anybody sees them.

What is counted is fixed in one place: referrals received in the period (not people), where they stand as at the
report date, pairs of forms by the date of the end form, sessions offered as held sessions between joining and
leaving, and rows of which only a year is known apart.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import Programme
from artsrx.domain import disclosure
from artsrx.domain.disclosure import HIDDEN, Count, IsHidden, SafeTable
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.records.organisation import organisation
from artsrx.reports.impact import counting
from artsrx.reports.impact.counting import BandKey, Stated
from artsrx.reports.impact.labels import (
    AgeBand,
    Standing,
    practice_words,
    standing_of,
    standing_words,
    stated_words,
)
from artsrx.reports.impact.outcomes import Outcome, outcomes
from artsrx.reports.periods import Period

K = TypeVar("K")
Rate = float | IsHidden | None
"""A share in per cent or a mean: hidden when the people are too few, None when there is nothing to count."""

# From fine to coarse; the finest is used that hides hardly anybody. Each coarser band is a union of finer ones.
AGE_BANDS: tuple[tuple[tuple[BandKey, ...], ...], ...] = (
    ((0,), (25,), (40,), (55,), (65,), (75,), (85,)),
    ((0, 25), (40, 55), (65, 75, 85)),
    ((0, 25, 40, 55), (65, 75, 85)),
)
MOST_HIDDEN = 0.15
MOST_CELLS_HIDDEN = 1 / 3


@dataclass(frozen=True, slots=True)
class Journey:
    """Referrals received in the period and how far they came as at the report date; each step is part of the last."""

    referred: Count
    started: Count
    staying: Count
    completed: Count


@dataclass(frozen=True, slots=True)
class ProgrammeFigures:
    """One programme in the period: sessions held and cancelled, people who came, how often, and how regularly.

    `cells` holds the attendances from each of `ImpactFigures.mondays` on, None where no session was held.
    """

    name: str
    held: int
    cancelled: int
    people: Count
    attendances: Count
    per_session: Rate
    rate: Rate
    cells: tuple[Count | None, ...]


@dataclass(frozen=True, slots=True)
class ImpactFigures:
    """Everything that an impact report prints, and nothing that it may not.

    `programmes` names those chosen, none meaning all. `people`, `attendances` and `visitors` (head-counts without a
    name) are exact totals, as is `offered`: each session once for each person it was offered to. `practices`,
    `statuses` and `stated` count referrals, `ages` people. Attendance is given by week, or by four weeks where most
    weeks would be hidden.
    """

    organisation: str
    sample: bool
    start: date
    end: date
    as_at: date
    programmes: tuple[str, ...]
    journey: Journey
    year_only: Count
    practices: SafeTable[str]
    statuses: SafeTable[Standing]
    stated: SafeTable[Stated]
    people: int
    attendances: int
    visitors: int
    held: int
    cancelled: int
    offered: int
    rate: Rate
    lines: tuple[ProgrammeFigures, ...]
    mondays: tuple[date, ...]
    weeks_in_cell: int
    ages: SafeTable[AgeBand | None]
    outcomes: tuple[Outcome, ...]

    @property
    def hidden(self) -> int:
        """How many numbers are hidden in all."""
        journey = self.journey
        counts: list[object] = [journey.referred, journey.started, journey.staying, journey.completed, self.year_only]
        counts += [value for line in self.lines for value in (line.people, line.attendances, *line.cells)]
        counts += [value for outcome in self.outcomes for value in outcome.counts]
        tables = (self.practices, self.statuses, self.stated, self.ages)
        return sum(value is HIDDEN for value in counts) + sum(table.hidden for table in tables)


def figures(
    tx: Session, *, start: date, end: date, programmes: tuple[UUID, ...] | None = None, as_at: date
) -> ImpactFigures:
    """The figures from `start` to `end` (both included) for some programmes, or all, as things stand at `as_at`.

    Referrals belong to chosen programmes through the places that came of them. Raises `Refused` when the period
    ends before it begins (field "end") or when a programme has been removed (field "programmes").
    """
    period = Period(start, end)
    names = _names(tx, programmes)
    about = organisation(tx)
    scope = counting.Scope(period.start, period.end, programmes, as_at)
    referred = counting.referrals(tx, scope)
    meetings = counting.meetings(tx, scope)
    took_part = counting.took_part(tx, scope)
    journey = _journey(referred)
    lines, mondays, weeks_in_cell = _programmes(meetings, took_part)
    return ImpactFigures(
        organisation=about.name,
        sample=about.sample,
        start=period.start,
        end=period.end,
        as_at=as_at,
        programmes=names,
        journey=journey,
        year_only=_alone(counting.year_only(tx, scope)),
        practices=_breakdown(journey, practice_words, ((row.practice, row.n) for row in referred)),
        statuses=_breakdown(
            journey,
            standing_words,
            ((standing_of(row.status, unanswered=bool(row.unanswered)), row.n) for row in referred),
        ),
        stated=_breakdown(journey, stated_words, ((Stated(row.stated), row.n) for row in referred)),
        people=took_part.people,
        attendances=sum(meeting.came for meeting in meetings),
        visitors=sum(meeting.visitors for meeting in meetings if meeting.held),
        held=sum(meeting.held for meeting in meetings),
        cancelled=sum(meeting.cancelled for meeting in meetings),
        offered=sum(meeting.offered for meeting in meetings),
        rate=_rate(sum(m.came for m in meetings), sum(m.offered for m in meetings), took_part.people),
        lines=lines,
        mondays=mondays,
        weeks_in_cell=weeks_in_cell,
        ages=_ages(took_part.ages),
        outcomes=outcomes(tx, scope),
    )


def _names(tx: Session, programmes: tuple[UUID, ...] | None) -> tuple[str, ...]:
    """The names of the chosen programmes in order of name."""
    if programmes is None:
        return ()
    names = tx.scalars(select(Programme.name).where(Programme.id.in_(programmes)).order_by(Programme.name)).all()
    if not names or len(names) < len(set(programmes)):
        raise Refused(_("Please choose the programmes again: one of them is no longer there."), "programmes")
    return tuple(names)


def _journey(referred: Iterable[Any]) -> Journey:
    """The steps from referral to completion, each hidden where it would give away a few people."""
    steps = [0, 0, 0, 0]
    for row in referred:
        reached = (True, row.started, row.started and (row.staying or row.completed), row.started and row.completed)
        steps = [count + row.n * bool(step) for count, step in zip(steps, reached, strict=True)]
    # Everybody asks how many were referred, then how many finished, then how many started.
    return Journey(*disclosure.protect_chain(steps, prefer=(0, 3, 1, 2)))


def _alone(count: int) -> Count:
    """A count that stands by itself, hidden if small."""
    return HIDDEN if disclosure.is_small(count) else count


def _breakdown(journey: Journey, words: Callable[[K], str], rows: Iterable[tuple[K, int]]) -> SafeTable[K]:
    """Referrals by some class, the largest first and then by its words; nothing where their number itself is hidden."""
    found: Counter[K] = Counter()
    for key, count in rows:
        found[key] += count
    table = disclosure.protect_table(
        dict(sorted(found.items(), key=lambda item: (-item[1], words(item[0]).casefold())))
    )
    if journey.referred is HIDDEN:
        return SafeTable(tuple((key, HIDDEN) for key, _count in table.rows), HIDDEN, too_few=True)
    return table


def _rate(came: int, offered: int, people: int) -> Rate:
    """Attended as a share of offered, in per cent; hidden under 10 people or 10 sessions offered."""
    if offered == 0:
        return None
    return disclosure.percentage(came, offered) if disclosure.mean_allowed(people) else HIDDEN


def _programmes(
    meetings: tuple[counting.Meeting, ...], took_part: counting.TookPart
) -> tuple[tuple[ProgrammeFigures, ...], tuple[date, ...], int]:
    """A line for each programme with a session in the period, the Mondays of its cells, and the weeks in a cell."""
    by_programme: dict[str, list[counting.Meeting]] = {}
    for meeting in meetings:
        by_programme.setdefault(str(meeting.programme), []).append(meeting)
    came = {str(programme): n for programme, n in took_part.by_programme.items()}
    people = disclosure.protect_table({key: came.get(key, 0) for key in by_programme})
    mondays = [_monday(meeting.day) for meeting in meetings if meeting.held]
    strips = [_Strip(by_programme, people, mondays, weeks) for weeks in (1, 4)]
    strip = strips[0] if strips[0].share_hidden <= MOST_CELLS_HIDDEN else min(strips, key=lambda s: s.share_hidden)
    lines = [_line(found, people[key], strip.totals[key], strip.cells[key]) for key, found in by_programme.items()]
    return tuple(sorted(lines, key=lambda line: line.name.casefold())), strip.mondays, strip.weeks


class _Strip:
    """The attendances of each programme in cells of some weeks, small ones hidden."""

    def __init__(
        self,
        by_programme: Mapping[str, list[counting.Meeting]],
        people: SafeTable[str],
        mondays: list[date],
        weeks: int,
    ) -> None:
        self.weeks = weeks
        self.mondays = _cells(min(mondays), max(mondays), weeks) if mondays else ()
        counted = {key: self._count(found) for key, found in by_programme.items()}
        unsafe = {key for key, count in people.rows if count is HIDDEN}
        safe = disclosure.protect_rows({key: list(found.values()) for key, found in counted.items()}, also=unsafe)
        self.totals = {key: total for key, (_counts, total) in safe.items()}
        self.cells = {
            key: tuple(dict(zip(counted[key], counts, strict=True)).get(monday) for monday in self.mondays)
            for key, (counts, _total) in safe.items()
        }
        filled = [count for counts, _total in safe.values() for count in counts]
        self.share_hidden = sum(count is HIDDEN for count in filled) / max(len(filled), 1)

    def _count(self, meetings: Iterable[counting.Meeting]) -> dict[date, int]:
        """The attendances of one programme by cell, for cells in which a session was held."""
        found: dict[date, int] = {}
        for meeting in meetings:
            if meeting.held:
                cell = self.mondays[(meeting.day - self.mondays[0]).days // (7 * self.weeks)]
                found[cell] = found.get(cell, 0) + meeting.came
        return found


def _monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _cells(first: date, last: date, weeks: int) -> tuple[date, ...]:
    """The Monday on which each cell begins, from the first week to the one that holds the last."""
    return tuple(first + timedelta(weeks=week) for week in range(0, (last - first).days // 7 + 1, weeks))


def _line(
    found: list[counting.Meeting], people: Count, total: Count, cells: tuple[Count | None, ...]
) -> ProgrammeFigures:
    """One programme's line from its meetings and its safe counts."""
    held = sum(meeting.held for meeting in found)
    offered = sum(meeting.offered for meeting in found)
    per_session: Rate = None
    rate: Rate = None
    if held:
        per_session = HIDDEN if total is HIDDEN else round(total / held, 1)
        rate = HIDDEN if total is HIDDEN or people is HIDDEN else _rate(total, offered, people)
    return ProgrammeFigures(
        found[0].name, held, sum(meeting.cancelled for meeting in found), people, total, per_session, rate, cells
    )


def _ages(counts: Mapping[BandKey | None, int]) -> SafeTable[AgeBand | None]:
    """People by age band and "not recorded", in the finest bands that hide hardly anybody.

    Where even the best would hide most people there is no table: noughts alone would say too much about the few.
    """
    people = sum(counts.values())
    tables = [_age_table(bands, counts) for bands in AGE_BANDS]
    lost = [_people_hidden(bands, table, counts) for bands, table in zip(AGE_BANDS, tables, strict=True)]
    for table, hidden in zip(tables, lost, strict=True):
        if hidden <= MOST_HIDDEN * people:
            return table
    best = tables[lost.index(min(lost))]
    if min(lost) * 2 > people:
        return SafeTable(tuple((band, HIDDEN) for band, _count in best.rows), HIDDEN, too_few=True)
    return best


def _age_table(
    bands: tuple[tuple[BandKey, ...], ...], counts: Mapping[BandKey | None, int]
) -> SafeTable[AgeBand | None]:
    """People in these bands, and those whose age is not recorded, always named."""
    rows: dict[AgeBand | None, int] = {}
    for place, keys in enumerate(bands):
        after = bands[place + 1][0] if place + 1 < len(bands) else None
        rows[AgeBand(keys[0], after)] = sum(counts.get(key, 0) for key in keys)
    return disclosure.protect_table(rows | {None: counts.get(None, 0)})


def _people_hidden(
    bands: tuple[tuple[BandKey, ...], ...], table: SafeTable[AgeBand | None], counts: Mapping[BandKey | None, int]
) -> int:
    """How many people stand behind hidden numbers."""
    sizes = [*(sum(counts.get(key, 0) for key in keys) for keys in bands), counts.get(None, 0)]
    return sum(size for size, (_name, count) in zip(sizes, table.rows, strict=True) if count is HIDDEN)
