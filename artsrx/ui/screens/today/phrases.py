"""What Today knows, as lines that people read: pure functions from the query's rows to tasks."""

from datetime import date

from artsrx.domain.dates import clock, weekday_and_date
from artsrx.domain.i18n import _, ngettext
from artsrx.domain.vocabulary import point_words, status_words
from artsrx.records.forms import FormDue
from artsrx.records.referral_list import ReferralLine
from artsrx.records.sessions import SessionLine
from artsrx.records.today import Check
from artsrx.ui.page_parts import Tone
from artsrx.ui.routes import FormRoute, PersonRoute, ReferralRoute, RegisterRoute
from artsrx.ui.screens.today.task_line import Task


def near_day(day: date, today: date) -> str:
    """A day near today as it is said: "today", "tomorrow", "yesterday", "Thursday 26 November"."""
    away = (day - today).days
    if -1 <= away <= 1:
        return {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[away]
    return weekday_and_date(day, year=abs(away) > 180)


def sessions_today(lines: tuple[SessionLine, ...]) -> list[Task]:
    """Today's sessions, with how many are marked already; the first that is not done yet has the main button."""
    open_ones = [line.id for line in lines if not line.cancelled and line.marked < line.expected]
    return [_session(line, first=line.id == (open_ones[0] if open_ones else None)) for line in lines]


def _session(line: SessionLine, *, first: bool) -> Task:
    title = _("{time}  {programme}").format(time=clock(line.starts_at.time()), programme=line.programme_name)
    verb = _("Open the register")
    if line.cancelled:
        words = " · ".join(part for part in (_("Cancelled"), line.cancelled_because) if part)
        return Task(title, words, verb, RegisterRoute(line.id), _("Cancelled"), "quiet")
    words = _where(line)
    if line.marked == 0:
        expected = ngettext("{n} expected", "{n} expected", line.expected).format(n=line.expected)
        return Task(title, words, verb, RegisterRoute(line.id), expected, first=first)
    marked = _("{marked} of {expected} marked").format(marked=line.marked, expected=line.expected)
    done = line.marked >= line.expected
    return Task(title, words, verb, RegisterRoute(line.id), marked, "good" if done else "wait", first=first)


def _where(line: SessionLine) -> str:
    leads = _("{name} stands in").format(name=line.facilitator) if line.stand_in else line.facilitator
    return " · ".join(part for part in (line.venue, leads) if part)


def sessions_coming(lines: tuple[SessionLine, ...], today: date) -> list[Task]:
    """The next sessions, by day."""
    tasks = []
    for line in lines:
        day = near_day(line.starts_at.date(), today)
        when = _("{day} at {time}").format(day=day, time=clock(line.starts_at.time()))
        words = " · ".join(part for part in (when[:1].upper() + when[1:], line.venue) if part)
        tasks.append(Task(line.programme_name, words, _("Open"), RegisterRoute(line.id)))
    return tasks


def registers_to_fill(lines: tuple[SessionLine, ...], today: date) -> list[Task]:
    """Past sessions whose register is still empty."""
    tasks = []
    for line in lines:
        day = near_day(line.starts_at.date(), today)
        expected = ngettext("{n} person was expected", "{n} people were expected", line.expected)
        words = f"{day[:1].upper()}{day[1:]} · {expected.format(n=line.expected)}"
        tasks.append(Task(line.programme_name, words, _("Fill it in"), RegisterRoute(line.id)))
    return tasks


def answers_due(lines: tuple[ReferralLine, ...], today: date) -> list[Task]:
    """Referrals that nobody has answered, the oldest first."""
    return [_answer(line, today) for line in lines]


def _answer(line: ReferralLine, today: date) -> Task:
    sent = _("to {referrer}").format(referrer=line.referrer) if line.referrer else _("to the person")
    words = " · ".join(part for part in (sent, line.practice, status_words(line.status)) if part)
    flag, tone = due_words(line.days_left(today))
    return Task(line.name, words, _("Answer"), ReferralRoute(line.id), flag, tone)


def due_words(days: int | None) -> tuple[str, Tone]:
    """How long there is to answer, and the tone in which it is said."""
    if days is None:
        return "", "plain"
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days).format(n=-days), "error"
    if days == 0:
        return _("due today"), "wait"
    return ngettext("{n} day left", "{n} days left", days).format(n=days), "plain"


def to_ring(checks: tuple[Check, ...], today: date) -> list[Task]:
    """People who missed two sessions or more in a row."""
    tasks = []
    for check in checks:
        came = (
            _("last came {day}").format(day=near_day(check.came_on, today)) if check.came_on else _("has not come yet")
        )
        words = " · ".join(part for part in (check.programme, came, check.phone) if part)
        flag = _("missed {n}").format(n=check.missed)
        tasks.append(Task(check.name, words, _("Open"), PersonRoute(check.participant), flag, "wait"))
    return tasks


def forms_wanted(forms: tuple[FormDue, ...]) -> list[Task]:
    """Forms that are due."""
    tasks = []
    for form in forms:
        words = _("{point} form · {programme}").format(point=point_words(form.point), programme=form.programme_name)
        tasks.append(Task(form.name, words, _("Enter it"), FormRoute(form.place)))
    return tasks
