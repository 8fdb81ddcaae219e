"""How a referral is told in a list: who sent it, when it came, how long an answer may take."""

from datetime import date

from artsrx.domain.dates import short_date
from artsrx.domain.i18n import _, ngettext
from artsrx.domain.vocabulary import Status, route_words, status_words
from artsrx.records.referral_list import ReferralLine


def sender(line: ReferralLine) -> str:
    """Who sent it and from where: "Priya Shah, Harbour Surgery"; else the route."""
    return ", ".join(part for part in (line.referrer, line.practice) if part) or route_words(line.route)


def received(line: ReferralLine) -> str:
    """The day it came, or the year where that is all there is."""
    return short_date(line.received_on) if line.received_on else str(line.received_year or "")


def where_it_stands(line: ReferralLine) -> str:
    """The status; what a spreadsheet stated before is said as such."""
    status = status_words(line.status)
    if line.stated_before and line.status is Status.RECEIVED:
        return _("Before ArtsRx: “{words}”").format(words=line.stated_before)
    return status


def waiting(line: ReferralLine, today: date) -> str:
    """How long the referrer or the person has been waiting; empty once nobody is."""
    days = line.days_left(today)
    if days is not None:
        if days < 0:
            return ngettext("answer {n} day late", "answer {n} days late", -days).format(n=-days)
        if days == 0:
            return _("answer due today")
        return ngettext("answer due in {n} day", "answer due in {n} days", days).format(n=days)
    if line.status is Status.WAITING:
        waited = (today - (line.received_on or line.status_on)).days
        return ngettext("waiting {n} day", "waiting {n} days", waited).format(n=waited)
    return ""


def answer(line: ReferralLine, today: date) -> str:
    """The same in a narrow column under the heading "Answer"."""
    days = line.days_left(today)
    if days is None:
        return waiting(line, today)
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days).format(n=-days)
    if days == 0:
        return _("due today")
    return ngettext("in {n} day", "in {n} days", days).format(n=days)


def tone(line: ReferralLine, today: date) -> str:
    """The colour of the waiting words, which say the same without it."""
    days = line.days_left(today)
    if days is None:
        return ""
    return "error" if days < 0 else "wait" if days == 0 else ""


def sentence(line: ReferralLine, today: date) -> str:
    """The line as it is spoken."""
    parts = (line.name, sender(line), received(line), where_it_stands(line), waiting(line, today), line.programmes)
    return ", ".join(part for part in parts if part)
