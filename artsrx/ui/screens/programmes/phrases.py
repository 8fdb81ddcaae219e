"""What the programme screens say: pure functions from rows to words."""

from datetime import date

from artsrx.domain.dates import day_and_time, long_date, short_date
from artsrx.domain.i18n import _, ngettext
from artsrx.records.places import Candidate, PlaceLine
from artsrx.records.programmes import ProgrammeLine, ProgrammePage
from artsrx.records.sessions import SessionLine


def people_words(people: int, capacity: int | None) -> str:
    """How many have a place, and of how many: "9 of 12"."""
    return _("{people} of {capacity}").format(people=people, capacity=capacity) if capacity else str(people)


def held_words(line: ProgrammeLine) -> str:
    """How far a programme is: "3 of 10"."""
    return _("{held} of {all}").format(held=line.held, all=line.sessions) if line.sessions else ""


def next_words(line: ProgrammeLine) -> str:
    """The next session, or that it is over or closed."""
    if line.closed_on is not None:
        return _("closed {day}").format(day=short_date(line.closed_on))
    if line.next_at is not None:
        return day_and_time(line.next_at)
    return _("ended {day}").format(day=short_date(line.last_at.date())) if line.last_at else _("no sessions yet")


def rule_words(needed: int | None, needed_of: int | None) -> str:
    """The completion rule: "finished means 6 of 10"."""
    if needed is None:
        return ""
    if needed_of is None:
        return ngettext("finished means {n} session", "finished means {n} sessions", needed).format(n=needed)
    return _("finished means {needed} of {all}").format(needed=needed, all=needed_of)


def summary(page: ProgrammePage) -> str:
    """A programme in one line."""
    closed = _("closed on {day}").format(day=long_date(page.closed_on)) if page.closed_on else ""
    people = ngettext("{people} person has a place", "{people} people have a place", page.people)
    if page.capacity:
        people = _("{people} of {capacity} places taken")
    said = people.format(people=page.people, capacity=page.capacity)
    parts = (page.venue, page.facilitator, said, rule_words(page.needed, page.needed_of), closed)
    return "  ·  ".join(part for part in parts if part)


def session_state(line: SessionLine) -> str:
    """What became of a session: cancelled and why, who came, or who is expected."""
    if line.cancelled:
        return _("Cancelled: {why}").format(why=line.cancelled_because) if line.cancelled_because else _("Cancelled")
    if line.held:
        here = _("{came} of {expected} came").format(came=line.came, expected=line.expected)
        visitors = ngettext("{n} visitor", "{n} visitors", line.visitors).format(n=line.visitors)
        return f"{here}, {visitors}" if line.visitors else here
    return ngettext("{n} expected", "{n} expected", line.expected).format(n=line.expected)


def leads(line: SessionLine) -> str:
    """Who leads a session."""
    return _("{name} (stands in)").format(name=line.facilitator) if line.stand_in else line.facilitator


def attended(line: PlaceLine) -> str:
    """How often somebody came: "5 of 6"."""
    return _("{came} of {offered}").format(came=line.facts.attended, offered=line.facts.offered)


def standing(line: PlaceLine) -> str:
    """Where somebody stands: finished, missed some, left and why, walked in."""
    parts = []
    if line.facts.completed:
        parts.append(_("finished"))
    if line.left:
        left = _("left {day}").format(day=short_date(line.left_on)) if line.left_on else _("left, date not known")
        parts.append(f"{left}: {line.left_because}" if line.left_because else left)
    elif line.facts.keeps_missing:
        parts.append(_("missed the last {n}").format(n=line.facts.missed_in_a_row))
    if line.walk_in:
        parts.append(_("walk-in"))
    return ", ".join(parts)


def joined(line: PlaceLine) -> str:
    """The day somebody joined."""
    return short_date(line.joined_on) if line.joined_on else _("not known")


def candidate_state(line: Candidate) -> str:
    """Why somebody is on the list of those who could be given a place."""
    if line.has_place:
        return _("has a place already")
    return _("is waiting for a place") if line.waiting else ""


def person_sentence(line: PlaceLine) -> str:
    """One person on a programme as it is spoken."""
    said = _("{name}, came {attended}").format(name=line.name, attended=attended(line))
    return f"{said}, {standing(line)}" if standing(line) else said


def session_sentence(line: SessionLine) -> str:
    """One session as it is spoken."""
    return ", ".join(
        part for part in (day_and_time(line.starts_at), session_state(line), leads(line), line.venue) if part
    )


def usual_joining(lines: tuple[SessionLine, ...], today: date) -> date:
    """From which day somebody given a place today has it: the next register not yet marked, if that day is past.

    So the people of a course that is entered afterwards are expected from its first session on.
    """
    unmarked = [line.starts_at.date() for line in lines if line.blank]
    return min([*unmarked[:1], today])
