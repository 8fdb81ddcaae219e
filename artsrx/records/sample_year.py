"""The sample's programmes through one year: sessions, who stays how long, registers and forms."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from artsrx.db.schema.tables import ArtsSession, Attendance, OutcomeForm, Programme
from artsrx.domain.vocabulary import ATTENDED, Mark, Point, SessionState, Status

DAYS_BACK = 364
DAYS_AHEAD = 28
# How the three kinds of people come: the weights of present, late, told us and absent.
STEADY, FAIR = (86, 5, 6, 3), (64, 8, 17, 11)
MARKS = (Mark.PRESENT, Mark.LATE, Mark.TOLD_US, Mark.ABSENT)
NOBODY = UUID(int=0)


@dataclass(slots=True)
class SampleSession:
    """One session while the year is made."""

    id: UUID
    day: date
    held: bool


@dataclass(slots=True)
class Stay:
    """One place while the year is made: from which session to which, and how they come."""

    programme: UUID
    meetings: list[SampleSession]
    weights: tuple[int, int, int, int]
    joined_on: date
    left_on: date | None = None
    left_because: str = ""
    finished: bool = False
    stops_after: int | None = None
    participant: UUID = NOBODY
    referral: UUID | None = None
    place: UUID = NOBODY
    walk_in: bool = False
    marks: list[tuple[SampleSession, Mark]] = field(default_factory=list)

    def outcome(self, accepted: date) -> tuple[Status, date, str]:
        """Where the referral behind this stay stands, since when and why."""
        if self.left_on and self.stops_after is not None:
            return Status.DISENGAGED, self.left_on, self.left_because
        if self.left_on and not self.finished:
            return Status.MOVED_ON, self.left_on, self.left_because
        return Status.ACCEPTED, accepted, ""


class SampleYear:
    """Makes programmes, sessions and stays, then the registers and forms of those stays."""

    def __init__(self, data: dict[str, Any], today: date, chance: Random, new: Callable[..., UUID]) -> None:
        self.data, self.today, self.random, self.new = data, today, chance, new
        self.needed: dict[UUID, int | None] = {}

    def stays(self) -> list[Stay]:
        """Every stay on every programme, in the order they joined; the rows of programmes and sessions are made."""
        made: list[Stay] = []
        for plan in self.data["programmes"]:
            plain = ("name", "artform", "venue", "facilitator", "capacity", "needed", "needed_of")
            programme = self.new(Programme, **{key: plan[key] for key in plain})
            self.needed[programme] = plan["needed"]
            meetings = self._meetings(programme, plan)
            made.extend(self._stay(plan, programme, meetings, number) for number in range(plan["people"]))
        return sorted(made, key=lambda stay: (stay.joined_on, stay.programme))

    def _meetings(self, programme: UUID, plan: dict[str, Any]) -> list[SampleSession]:
        """One session a week on the plan's day (counted from today's weekday), but for two holidays."""
        starts_at = time.fromisoformat(plan["time"])
        first = self.today + timedelta(days=plan["day"] - DAYS_BACK)
        weeks = (first + timedelta(weeks=week) for week in range((DAYS_BACK + DAYS_AHEAD) // 7))
        meetings = []
        for day in weeks:
            if self._holiday(day):
                continue
            past = day < self.today
            cancelled = past and self.random.random() < 0.03
            values: dict[str, Any] = {"starts_at": datetime.combine(day, starts_at), "minutes": plan["minutes"]}
            if cancelled:
                because = self.random.choice(self.data["cancelled"])
                values |= {"state": SessionState.CANCELLED, "cancelled_because": because}
            elif self.random.random() < 0.04:
                values["facilitator"] = self.data["stand_in"]
            session = self.new(ArtsSession, programme_id=programme, **values)
            meetings.append(SampleSession(session, day, past and not cancelled))
        return meetings

    def _holiday(self, day: date) -> bool:
        """Christmas, and three weeks some months ago; never the weeks around today, which are there to be seen."""
        if timedelta(days=-21) < day - self.today < timedelta(days=7):
            return False
        christmas = (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 4)
        return christmas or timedelta(days=98) < self.today - day < timedelta(days=120)

    def _stay(self, plan: dict[str, Any], programme: UUID, meetings: list[SampleSession], number: int) -> Stay:
        past = [meeting for meeting in meetings if meeting.day < self.today]
        # More people came as the year went on.
        first = int(len(past) * ((number + self.random.random()) / plan["people"]) ** 0.75)
        kind = self.random.choices(("steady", "fair", "stops"), (60, 26, 14))[0]
        length = plan["stay"] + self.random.randint(-1, 2)
        joined = meetings[first].day
        stay = Stay(programme, meetings[first:], STEADY if kind != "fair" else FAIR, joined)
        if kind == "stops":
            stay.stops_after = self.random.randint(1, 4)
            length = stay.stops_after + self.random.randint(3, 4)
        last = first + length
        if last < len(past):
            stay.left_on = past[last].day
            stay.meetings = meetings[first : last + 1]
            if kind == "stops":
                stay.left_because = self.random.choice(self.data["stopped"])
            else:
                ending = self.random.choice(self.data["left"])
                stay.left_because, stay.finished = ending["because"], ending["finished"]
        return stay

    def registers(self, stays: list[Stay]) -> None:
        """Marks for every session held so far, but for one register that was forgotten, and the forms beside them."""
        forgotten = self._forgotten(stays)
        for stay in stays:
            for number, meeting in enumerate(stay.meetings):
                if meeting.held and meeting.id != forgotten:
                    mark = self._mark(stay, number)
                    stay.marks.append((meeting, mark))
                    self.new(Attendance, session_id=meeting.id, place_id=stay.place, mark=mark)
            self._forms(stay, self.needed[stay.programme])

    def _forgotten(self, stays: list[Stay]) -> UUID:
        """The latest session held before yesterday: its register is still to be filled in."""
        held = (meeting for stay in stays for meeting in stay.meetings if meeting.held)
        past = (meeting for meeting in held if meeting.day < self.today - timedelta(days=1))
        return max(past, key=lambda meeting: (meeting.day, meeting.id)).id

    def _mark(self, stay: Stay, number: int) -> Mark:
        if stay.stops_after is not None:
            return Mark.PRESENT if number < stay.stops_after else self.random.choice((Mark.TOLD_US, Mark.ABSENT))
        if self.random.random() < 0.01:
            return Mark.NOT_EXPECTED
        return self.random.choices(MARKS, stay.weights)[0]

    def _forms(self, stay: Stay, needed: int | None) -> None:
        """A form at the start for nearly everybody who came, one at the end for most of those who stayed."""
        came = [meeting.day for meeting, mark in stay.marks if mark in ATTENDED]
        if not came:
            return
        feeling = self.random.gauss(2.85, 0.5)
        if self.random.random() < 0.96:
            self._pair(stay, Point.START, came[0], feeling)
        finished = stay.left_on or len(came) >= (needed or len(came) + 1)
        if finished and stay.stops_after is None and len(came) > 3 and self.random.random() < 0.88:
            self._pair(stay, Point.END, came[-1], feeling + self.random.gauss(0.42, 0.35))

    def _pair(self, stay: Stay, point: Point, on: date, feeling: float) -> None:
        """Both questionnaires; now and then an answer is left out."""
        seven = {f"q{number}": self._answer(feeling, 1, 5) for number in range(1, 8)}
        four = {key: self._answer(feeling * 2.1, 0, 10) for key in ("satisfied", "worthwhile", "happy")}
        four["anxious"] = self._answer(10 - feeling * 2.1, 0, 10)
        for instrument, answers in (("swemwbs", seven), ("ons4", four)):
            if self.random.random() < 0.06:
                del answers[self.random.choice(list(answers))]
            self.new(OutcomeForm, place_id=stay.place, instrument=instrument, point=point, done_on=on, answers=answers)

    def _answer(self, middle: float, lowest: int, highest: int) -> int:
        return min(max(round(self.random.gauss(middle, 0.8)), lowest), highest)
