"""A note to the link worker as a letter of one page: what is asked of the reader first, no empty fields."""

from collections.abc import Iterator
from datetime import date

from artsrx.domain.dates import long_date
from artsrx.domain.statistics import Better
from artsrx.domain.vocabulary import UNANSWERED, Status
from artsrx.domain.words import _, ngettext
from artsrx.instruments.instrument import Measure
from artsrx.reports.document import Block, Column, Document, Heading, KeyValues, Panel, Paragraph, Table, Words
from artsrx.reports.link_worker.figures import NoteFigures, PlaceNote, Score


def story(figures: NoteFigures) -> Document:
    """The note; what is not known is left out, and "No action needed" is said where nothing is asked."""
    return Document(
        title=_("Update about {name}").format(name=figures.name),
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
    yield Panel(_("What we ask of you"), (Paragraph(asked),))
    yield KeyValues(tuple(_addresses(figures)))
    yield Heading(2, _("Where things stand"))
    yield Paragraph(_decision(figures))
    for place in figures.places:
        yield from _place(place, named=len(figures.places) > 1)
    if figures.next_step:
        yield Heading(2, _("Next step"))
        yield Paragraph(figures.next_step)
    yield Paragraph(_closing(figures), quiet=True)


def _addresses(figures: NoteFigures) -> Iterator[tuple[str, Words]]:
    """To whom, about whom, from when; only what is known."""
    yield _("To"), ", ".join(figures.reader)
    if figures.copy_to:
        yield _("Copy to"), figures.copy_to
    born = "" if figures.born is None else _("born {day}").format(day=long_date(figures.born))
    yield _("About"), ", ".join(part for part in (figures.name, born) if part)
    if figures.received_on is not None:
        yield _("Referred"), long_date(figures.received_on)
    elif figures.received_year is not None:
        yield _("Referred"), str(figures.received_year)


def _decision(figures: NoteFigures) -> str:
    """What was decided, and where it stands."""
    status, day, called = figures.status, long_date(figures.status_on), figures.called
    if figures.places and status in (*UNANSWERED, Status.WAITING, Status.ACCEPTED):
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


def _place(place: PlaceNote, *, named: bool) -> Iterator[Block]:
    """One place: its days, how regularly they came, and the scores."""
    if named:
        yield Heading(3, place.programme)
    yield KeyValues(tuple(_progress(place, named=named)))
    if place.scores:
        yield _scores(place.scores)


def _progress(place: PlaceNote, *, named: bool) -> Iterator[tuple[str, Words]]:
    """The facts of one place that are known."""
    facts = place.facts
    if not named:
        yield _("Programme"), place.programme
    if place.joined_on is not None:
        yield _("Joined"), long_date(place.joined_on)
    yield _("Sessions"), _sessions(place)
    if facts.started_on is not None and facts.last_on is not None:
        yield _("First came"), long_date(facts.started_on)
        yield _("Last came"), long_date(facts.last_on)
    if facts.completed:
        yield _("Completed"), _("yes: came at least {n} times").format(n=facts.needed)
    elif facts.missed_in_a_row > 1 and place.left_on is None:
        yield _("Lately"), _("missed the last {n} sessions").format(n=facts.missed_in_a_row)
    if place.left_on is not None:
        yield _("Left"), long_date(place.left_on)


def _sessions(place: PlaceNote) -> str:
    """Sessions attended of those offered."""
    facts = place.facts
    if facts.offered == 0:
        return _("none held yet")
    return ngettext(
        "attended {attended} of {offered} offered", "attended {attended} of {offered} offered", facts.offered
    ).format(attended=facts.attended, offered=facts.offered)


def _scores(scores: tuple[Score, ...]) -> Table:
    """Start and latest scores with their days; the latest column is left out while there is none."""
    latest = any(score.latest is not None for score in scores)
    start = any(score.start is not None for score in scores)
    columns = [Column(_("Measure"), width=2.4)]
    columns += [Column(_("Start"), "right", 1.4)] * start + [Column(_("Latest"), "right", 1.4)] * latest
    rows = []
    for score in scores:
        cells = [_label(score.measure)]
        cells += [_scored(score.measure, score.start, score.start_on)] * start
        cells += [_scored(score.measure, score.latest, score.latest_on)] * latest
        rows.append(tuple(cells))
    return Table(tuple(columns), tuple(rows), caption=_("Scores"))


def _label(measure: Measure) -> str:
    """A measure with its scale and which way is better."""
    words = _("{name}, {low:g} to {high:g}, higher is better")
    if measure.better is Better.LOWER:
        words = _("{name}, {low:g} to {high:g}, lower is better")
    return words.format(name=measure.name, low=measure.lowest, high=measure.highest)


def _scored(measure: Measure, value: float | None, on: date | None) -> str:
    """A score with its day, or a dash beside other scores that have one."""
    if value is None or on is None:
        return "–"
    return f"{value:.{measure.decimals}f} ({long_date(on)})"


def _closing(figures: NoteFigures) -> str:
    """Who writes, how to reach them, and on whose word this is sent."""
    reach = ", ".join(part for part in (figures.organisation, figures.phone, figures.email) if part)
    permitted = _("Sent with {name}'s permission.").format(name=figures.called)
    if figures.permitted_on is not None:
        permitted = _("Sent with {name}'s permission, given on {day}.").format(
            name=figures.called, day=long_date(figures.permitted_on)
        )
    return f"{permitted} {reach}."
