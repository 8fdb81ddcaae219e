"""The rows of a list as somebody checks them: each with what will happen, what to look at, and the choices made."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from artsrx.domain.i18n import _, ngettext
from artsrx.exchange.importing import ImportOutcome
from artsrx.records.imports.plan import Action, Choice, Plan, PlannedRow
from artsrx.records.imports.write import Fate, ResultRow

PASSED = (Action.REJECTED, Action.UNCHANGED)
NOT_IN = (Fate.LEFT_OUT, Fate.REJECTED, Fate.UNCHANGED)


class ReviewFilter(StrEnum):
    """Which rows are shown."""

    ALL = "all"
    CHECK = "check"
    DUPLICATES = "duplicates"
    NOT_IN = "not in"


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One row of the file: its number there (`id`), a name, and two sentences: what will happen, and what to check."""

    id: int
    name: str
    what: str
    check: str
    tone: str


@dataclass(frozen=True, slots=True)
class _ReviewedRow:
    """A row with its place in the plan (None for a row that is no person) and the letters it is found by."""

    number: int
    place: int | None
    name: str
    letters: str
    words: str = ""


class ImportReview:
    """A plan, what it would come to, and the choices made so far. Nothing of it touches the record.

    `outcome` may lag behind `choices` while it is worked out again; `take(outcome)` brings it up to date.
    """

    def __init__(self, plan: Plan, outcome: ImportOutcome) -> None:
        self.plan = plan
        self.choices: dict[int, Choice] = {}
        entries = [
            _ReviewedRow(one.row.number, place, one.row.name, f"{one.row.name} {one.row.number}".casefold())
            for place, one in enumerate(plan.rows)
        ]
        entries += [
            _ReviewedRow(row.number, None, "", f"{row.number} {row.words}".casefold(), row.words)
            for row in plan.incoming.left_out
        ]
        self._entries = sorted(entries, key=_by_number)
        self._at = {one.row.number: one for one in plan.rows}
        self.take(outcome)

    def take(self, outcome: ImportOutcome) -> None:
        """Know what the present choices come to."""
        self.outcome = outcome
        self._told = outcome.result.rows
        self._which = {which: [one for one in self._entries if self._belongs(one, which)] for which in ReviewFilter}

    def planned(self, number: int) -> PlannedRow | None:
        """The row with this number, or None for one that is no person."""
        return self._at.get(number)

    def count(self, which: ReviewFilter, words: str = "") -> int:
        """How many rows there are of that kind."""
        return len(self._matching(which, words))

    def lines(
        self,
        which: ReviewFilter,
        *,
        words: str = "",
        sort: str = "id",
        descending: bool = False,
        offset: int = 0,
        limit: int,
    ) -> list[ReviewLine]:
        """One page of rows, in the order of `sort` ("id" or "name")."""
        found = self._matching(which, words)
        if sort == "name":
            found = sorted(found, key=_by_name, reverse=descending)
        elif descending:
            found = found[::-1]
        return [self._line(one) for one in found[offset : offset + limit]]

    def decide(self, number: int, choice: Choice) -> None:
        """Answer for a row that looks like somebody already there."""
        self.choices[number] = choice

    def undecided(self) -> list[int]:
        """The rows that still wait for an answer, by their numbers."""
        return [one.row.number for one in self.plan.asks if one.row.number not in self.choices]

    def next_undecided(self, after: int) -> int | None:
        """The next row that waits for an answer, going round to the start."""
        waiting = self.undecided()
        return next((number for number in waiting if number > after), waiting[0] if waiting else None)

    def keep_choices(self, before: "ImportReview") -> None:
        """Take over the answers given to the same rows in an earlier plan of the same list."""
        for number, choice in before.choices.items():
            then, now = before.planned(number), self.planned(number)
            if then and now and now.action is Action.ASK and (then.digest, then.twin) == (now.digest, now.twin):
                self.choices[number] = choice

    def _matching(self, which: ReviewFilter, words: str) -> list[_ReviewedRow]:
        wanted = words.casefold().split()
        if not wanted:
            return self._which[which]
        return [one for one in self._which[which] if all(word in one.letters for word in wanted)]

    def _belongs(self, entry: _ReviewedRow, which: ReviewFilter) -> bool:
        if which is ReviewFilter.ALL:
            return True
        if entry.place is None:
            return which is ReviewFilter.NOT_IN
        planned = self.plan.rows[entry.place]
        if which is ReviewFilter.CHECK:
            # As the result counts them: a doubt about a row that comes in, or may.
            return bool(planned.doubts) and planned.action not in PASSED
        if which is ReviewFilter.DUPLICATES:
            return planned.action in (Action.ASK, Action.KNOWN, Action.REPEATED)
        return self._told[entry.place].fate in NOT_IN

    def _line(self, entry: _ReviewedRow) -> ReviewLine:
        if entry.place is None:
            return ReviewLine(entry.number, "", _("Not a person: {why}").format(why=entry.words), "", "muted")
        planned = self.plan.rows[entry.place]
        what, tone = self._what(planned, self._told[entry.place])
        return ReviewLine(entry.number, entry.name, what, " ".join(planned.doubts), tone)

    def _what(self, planned: PlannedRow, told: ResultRow) -> tuple[str, str]:
        if planned.action is Action.REJECTED:
            return _("Cannot be brought in: {why}").format(why=planned.words), "error"
        choice = self.choices.get(planned.row.number)
        settled = planned.action is not Action.ASK or choice in (Choice.SAME, Choice.DIFFERENT)
        if settled and told.fate in NOT_IN:
            return told.words, "muted"
        if planned.action is not Action.ASK:
            return planned.words, ""
        if choice is None:
            return _("Please choose. {words}").format(words=planned.words), "wait"
        return choice_words(choice, refers=planned.row.refers), "muted" if choice is Choice.LEAVE_OUT else "good"


def choice_words(choice: Choice, *, refers: bool = True) -> str:
    """What comes of an answer; `refers` says whether the row is a referral."""
    return {
        Choice.SAME: _("The same person: their referral is added.") if refers else _("The same person, known already."),
        Choice.DIFFERENT: _("A different person: added, with a referral.")
        if refers
        else _("A different person: added."),
        Choice.LEAVE_OUT: _("Left out, as you chose."),
    }[choice]


def counted(counts: dict[str, int]) -> str:
    """What is added, in words: "46 people, 46 referrals and 27 places"."""
    people, referrals, places = counts["people"], counts["referrals"], counts["places"]
    parts = [
        ngettext("{n} person", "{n} people", people).format(n=f"{people:,}") if people else "",
        ngettext("{n} referral", "{n} referrals", referrals).format(n=f"{referrals:,}") if referrals else "",
        ngettext("{n} place", "{n} places", places).format(n=f"{places:,}") if places else "",
    ]
    *some, last = [part for part in parts if part] or [_("nobody")]
    return _("{some} and {last}").format(some=", ".join(some), last=last) if some else last


def adds(review: ImportReview) -> bool:
    """Whether anything at all would be added."""
    return review.outcome.result.batch is not None


def would_be(review: ImportReview) -> str:
    """What bringing the list in would do, in sentences."""
    counts = review.outcome.counts
    lines = []
    if adds(review):
        lines.append(_("{what} will be added.").format(what=counted(counts)))
    elif counts["unchanged"] and not review.undecided():
        lines.append(_("Everything in this list is in the record already."))
    else:
        lines.append(_("Nothing will be added as it stands."))
    return " ".join([*lines, *_rest(review)])


def _rest(review: ImportReview) -> Iterable[str]:
    counts, waiting = review.outcome.counts, len(review.undecided())
    if waiting:
        yield ngettext(
            "{n} row may be somebody already there and is left out unless you choose.",
            "{n} rows may be people already there and are left out unless you choose.",
            waiting,
        ).format(n=f"{waiting:,}")
    if counts["unchanged"] and adds(review):
        yield ngettext(
            "{n} row is in the record or the list already.",
            "{n} rows are in the record or the list already.",
            counts["unchanged"],
        ).format(n=f"{counts['unchanged']:,}")
    if counts["rejected"]:
        yield ngettext(
            "{n} row cannot be brought in.", "{n} rows cannot be brought in.", counts["rejected"]
        ).format(n=f"{counts['rejected']:,}")  # fmt: skip
    check = review.count(ReviewFilter.CHECK)
    if check:
        yield ngettext("{n} row has something to check.", "{n} rows have something to check.", check).format(
            n=f"{check:,}"
        )


def _by_number(entry: _ReviewedRow) -> int:
    return entry.number


def _by_name(entry: _ReviewedRow) -> tuple[bool, str, int]:
    return not entry.name, entry.name.casefold(), entry.number
