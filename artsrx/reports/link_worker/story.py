"""A note to the link worker as a letter of one page: what is asked of the reader first, no empty fields."""

from collections.abc import Iterator
from datetime import date

from artsrx.domain.dates import long_date, short_date
from artsrx.domain.i18n import _
from artsrx.domain.statistics import Better
from artsrx.domain.vocabulary import Status
from artsrx.instruments.instrument import Measure, bands_note
from artsrx.reports.document import (
    Block,
    Document,
    KeyValues,
    Panel,
    Paragraph,
    Run,
    SectionHeading,
    Table,
    TableColumn,
    Words,
)
from artsrx.reports.link_worker.figures import NoteFigures, PlaceNote, Score

# A longer name takes three lines as a title; it stands in full under "About" in any case.
LONG_NAME = 30


def story(figures: NoteFigures) -> Document:
    """The note; what is not known is left out, and "No action needed" is said where nothing is asked."""
    return Document(
        title=_("Update about {name}").format(name=figures.name if len(figures.name) <= LONG_NAME else figures.called),
        subtitle=long_date(figures.as_at),
        date=figures.as_at,
        organisation=figures.organisation,
        blocks=tuple(_blocks(figures)),
        kind="letter",
        footer=_("{organisation} · confidential").format(organisation=figures.organisation),
        sample=figures.sample,
    )


def _blocks(figures: NoteFigures) -> Iterator[Block]:
    asked = figures.asked_of_reader or _("No action needed.")
    # Plan and requested actions stand at the top: that is where a busy reader looks (PRSB layout rule).
    top = [Paragraph(asked)]
    if figures.next_step:
        top.append(Paragraph((Run(_("Next step:"), bold=True), f" {figures.next_step}")))
    yield Panel(_("What we ask of you"), tuple(top))
    yield KeyValues(tuple(_addresses(figures)))
    yield SectionHeading(2, _("Where things stand"))
    yield Paragraph(_decision(figures))
    if figures.places:
        yield KeyValues(tuple(row for place in figures.places for row in _progress(place, figures.places[-1])))
    # The latest scores there are: an earlier programme's, if this one has none yet.
    scores = next((place.scores for place in reversed(figures.places) if place.scores), ())
    if scores:
        yield _scores(scores)
    yield Paragraph(_closing(figures), quiet=True)


def _addresses(figures: NoteFigures) -> Iterator[tuple[str, Words]]:
    """To whom, about whom, from when; only what is known."""
    yield _("To"), ", ".join(_line(part) for part in figures.reader)
    if figures.copy_to:
        yield _("Copy to"), figures.copy_to
    about = [figures.name]
    if figures.born is not None:
        about.append(_("born {day}").format(day=long_date(figures.born)))
    if figures.received_on is not None:
        about.append(_("referred {day}").format(day=long_date(figures.received_on)))
    elif figures.received_year is not None:
        about.append(_("referred in {year}").format(year=figures.received_year))
    yield _("About"), ", ".join(about)


def _decision(figures: NoteFigures) -> str:
    """What was decided, and where it stands."""
    status, day, called = figures.status, long_date(figures.status_on), figures.called
    if figures.places and status is Status.ACCEPTED:
        return _("We accepted this referral, and {name} has been given a place.").format(name=called)
    words = {
        Status.WAITING: _("{name} has been on our waiting list since {day}."),
        Status.ACCEPTED: _("We accepted this referral on {day}."),
        Status.DECLINED_BY_US: _("We were not able to accept this referral ({day})."),
        Status.DECLINED_BY_PERSON: _("{name} told us on {day} that this is not for them."),
        Status.UNABLE_TO_CONTACT: _("We have not been able to reach {name}; we stopped trying on {day}."),
        Status.PAUSED: _("{name} is taking a break; this was agreed on {day}."),
        Status.DISENGAGED: _("{name} has stopped coming ({day})."),
        Status.REFERRED_BACK: _("We referred {name} back to you on {day}."),
        Status.MOVED_ON: _("{name} has moved on from our programmes ({day})."),
    }.get(status, _("We have received this referral and are working on it."))
    reason = f" {figures.status_reason}" if figures.status_reason else ""
    return words.format(name=called, day=day) + reason


def _progress(place: PlaceNote, latest: PlaceNote) -> Iterator[tuple[str, Words]]:
    """What is known of one place: the latest in full, an earlier one in a line."""
    facts = place.facts
    if place is not latest:
        done = [_("completed")] if facts.completed else []
        yield _("Earlier"), ", ".join([place.programme, _sessions(place), *done])
        return
    days = [place.programme]
    if place.joined_on is not None:
        days.append(_("joined {day}").format(day=long_date(place.joined_on)))
    if place.left_on is not None:
        days.append(_("left {day}").format(day=long_date(place.left_on)))
    elif place.left:
        days.append(_("left, date not known"))
    yield _("Programme"), ", ".join(days)
    yield _("Sessions"), ", ".join([_sessions(place), *_when(place)])
    if facts.completed:
        yield _("Completed"), _("yes: came at least {n} times").format(n=facts.needed)
    elif facts.keeps_missing and not place.left:
        yield _("Lately"), _("missed the last {n} sessions").format(n=facts.missed_in_a_row)


def _sessions(place: PlaceNote) -> str:
    """Sessions attended of those offered."""
    facts = place.facts
    if facts.offered == 0:
        return _("no session held yet")
    return _("attended {attended} of {offered} offered").format(attended=facts.attended, offered=facts.offered)


def _when(place: PlaceNote) -> Iterator[str]:
    """The first and the last day they came."""
    first, last = place.facts.started_on, place.facts.last_on
    if first is not None and last is not None and first != last:
        yield _("{first} to {last}").format(first=long_date(first), last=long_date(last))
    elif first is not None:
        yield _("on {day}").format(day=long_date(first))


def _scores(scores: tuple[Score, ...]) -> Table:
    """Start and latest scores with their days; a column that would be empty is left out.

    A day that all scores of a column share stands in its heading, else beside each score.
    """
    columns, cells = [TableColumn(_("Score"), width=2.2)], [[_label(score.measure) for score in scores]]
    for title, pairs in (
        (_("Start"), [(score.start, score.start_on) for score in scores]),
        (_("Latest"), [(score.latest, score.latest_on) for score in scores]),
    ):
        days = {day for _value, day in pairs if day is not None}
        if days:
            shared = days.pop() if len(days) == 1 else None
            columns.append(TableColumn(title if shared is None else f"{title}, {short_date(shared)}", "right", 1.2))
            cells.append(
                [
                    _scored(score.measure, value, None if shared else day)
                    for score, (value, day) in zip(scores, pairs, strict=True)
                ]
            )
    note = bands_note(score.measure for score in scores)
    return Table(tuple(columns), tuple(zip(*cells, strict=True)), note=note)


def _label(measure: Measure) -> str:
    """A measure with its scale and which way is better."""
    words = _("{name}, {low:g} to {high:g}, higher is better")
    if measure.better is Better.LOWER:
        words = _("{name}, {low:g} to {high:g}, lower is better")
    return words.format(name=measure.name, low=measure.lowest, high=measure.highest)


def _scored(measure: Measure, value: float | None, on: date | None) -> str:
    """A score, with its day if one is given, or a dash beside others that are known."""
    if value is None:
        return "–"
    score = measure.words(value)
    return score if on is None else _("{score}, {day}").format(score=score, day=short_date(on))


def _closing(figures: NoteFigures) -> str:
    """Who writes, how to reach them, and on whose word this is sent."""
    parts = (figures.organisation, _line(figures.address), figures.phone, figures.email)
    reach = ", ".join(part for part in parts if part)
    permitted = _("Sent with {name}'s permission.").format(name=figures.called)
    if figures.permitted_on is not None:
        permitted = _("Sent with {name}'s permission, given on {day}.").format(
            name=figures.called, day=long_date(figures.permitted_on)
        )
    return f"{permitted} {reach}."


def _line(address: str) -> str:
    """An address of several lines in one."""
    return ", ".join(line.strip(" ,") for line in address.splitlines() if line.strip(" ,"))
