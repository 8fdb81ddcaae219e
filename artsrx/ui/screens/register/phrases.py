"""What the register says, in sentences: for the eye, for a screen reader and for the Undo menu."""

from artsrx.domain.dates import day_and_time
from artsrx.domain.i18n import _, ngettext
from artsrx.domain.vocabulary import Mark, mark_words
from artsrx.records.register import RegisterLine, RegisterPage, short_words

TONES = {
    Mark.PRESENT: "good",
    Mark.LATE: "wait",
    Mark.TOLD_US: "told",
    Mark.ABSENT: "error",
    Mark.NOT_EXPECTED: "quiet",
}


def undo_words(mark: Mark | None, people: int) -> str:
    """What the Undo menu calls it: "mark 6 people present"; never anybody's name."""
    if mark is None:
        return _("clear a mark")
    words = {
        Mark.PRESENT: ngettext("mark {n} person present", "mark {n} people present", people),
        Mark.LATE: ngettext("mark {n} person late", "mark {n} people late", people),
        Mark.TOLD_US: ngettext("mark {n} person as told us", "mark {n} people as told us", people),
        Mark.ABSENT: ngettext("mark {n} person absent", "mark {n} people absent", people),
        Mark.NOT_EXPECTED: ngettext("mark {n} person not expected", "mark {n} people not expected", people),
    }[mark]
    return words.format(n=people)


def details(line: RegisterLine) -> str:
    """The small line under a name: needs, a row of missed sessions, a walk-in, the note."""
    parts = [short_words(line.needs)]
    if line.keeps_missing:
        parts.append(_("Missed the last {n}").format(n=line.missed))
    if line.walk_in:
        parts.append(_("Walk-in"))
    parts.append(line.note)
    return "  ·  ".join(part for part in parts if part)


def sentence(line: RegisterLine) -> str:
    """The line as it is spoken: "3. Ada Young, present. Needs: step-free."."""
    said = mark_words(line.mark).lower() if line.mark else _("not marked yet")
    words = _("{number}. {name}, {mark}.").format(number=line.number, name=line.name, mark=said)
    if line.needs:
        words += " " + _("Needs: {needs}.").format(needs=short_words(line.needs, 120).rstrip("."))
    if line.keeps_missing:
        words += " " + _("Missed the last {n} sessions.").format(n=line.missed)
    if line.note:
        words += " " + _("Note: {note}.").format(note=line.note.rstrip("."))
    return words


def about(page: RegisterPage) -> str:
    """When, where, with whom, and which of how many."""
    session = page.session
    leads = session.facilitator
    if session.stand_in:
        leads = _("{name} stands in").format(name=leads)
    number = _("session {n} of {all}").format(n=page.number, all=page.number_of) if page.number else ""
    return "  ·  ".join(part for part in (day_and_time(session.starts_at), session.venue, leads, number) if part)


def here(page: RegisterPage) -> str:
    """The live count: "9 of 12 here"."""
    return _("{n} of {all} here").format(n=page.came, all=len(page.lines))


def others(page: RegisterPage) -> str:
    """The rest of the count: who is late, who told us, who is blank."""
    counted = [
        (page.count(Mark.LATE), _("{n} of them late")),
        (page.count(Mark.TOLD_US), _("{n} told us")),
        (page.count(Mark.ABSENT), _("{n} absent")),
        (page.count(Mark.NOT_EXPECTED), _("{n} not expected")),
        (page.session.visitors, ngettext("{n} visitor", "{n} visitors", page.session.visitors)),
        (page.blank, _("{n} not marked yet")),
    ]
    said = [words.format(n=count) for count, words in counted if count]
    if page.lines and not page.blank:
        said.append(_("everybody is marked"))
    return "  ·  ".join(said)
