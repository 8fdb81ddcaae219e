"""Small numbers hidden by the *shared* profile, also against subtraction.

The profile: a count of 1 to 4 in a breakdown is hidden, percentages need a denominator of at least 10, means and
changes at least 10 people; the total of people attending may be exact.

What is guaranteed, for one published table, grid or chain, against a reader who knows that counts are whole and not
negative and who sees every number printed in it:

* no hidden count can be worked out: at least two values are possible for it;
* no hidden count can be shown to lie between 1 and 4: nought, or 5 or more, is possible for it as well;
* in a line that is partly shown, a small count could be 5 or more even for a reader who takes it that every hidden
  count is at least one.

Where that cannot be had the whole table is hidden ("too few to break down"). It is no guard against a reader who
knows some of the people, nor against subtracting one report from another. How many numbers are hidden for being
small, and how many only to protect those, is never said, as that would narrow them down.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations, pairwise
from typing import Final, Generic, Literal, TypeVar

from artsrx.domain.i18n import _, ngettext

SMALLEST_SHOWN = 5
FEWEST_FOR_PERCENTAGE = 10
FEWEST_FOR_MEAN = 10


class Hidden(Enum):
    """The one value that stands for a number that may not be shown: neither nought nor nothing."""

    HIDDEN = "hidden"

    def __repr__(self) -> str:
        return "HIDDEN"


HIDDEN: Final = Hidden.HIDDEN
IsHidden = Literal[Hidden.HIDDEN]
Count = int | IsHidden
"""A count, or HIDDEN."""

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class SafeTable(Generic[K]):
    """A list of counts by some class as it may be shown, with its total; `too_few` when nothing of it may."""

    rows: tuple[tuple[K, Count], ...]
    total: Count
    too_few: bool = False

    @property
    def hidden(self) -> int:
        """How many rows are hidden."""
        return sum(count is HIDDEN for _class, count in self.rows)

    def __getitem__(self, key: K) -> Count:
        """The count of one class; KeyError if there is none."""
        return dict(self.rows)[key]


def is_small(count: int) -> bool:
    """Whether a count in a breakdown has to be hidden: 1 to 4."""
    return 0 < count < SMALLEST_SHOWN


def protect_table(rows: Mapping[K, int], total: int | None = None) -> SafeTable[K]:
    """Hide what has to be hidden among rows that add up to a total which is printed as it is.

    The smallest rows go first; where a single hidden row, or a few small ones, could be worked out from the total,
    the next smallest goes with them, and noughts last. `too_few` (and every number hidden) when that is not enough.
    `total` is checked if given: ValueError when the rows do not add up to it, as then they are not one table.
    """
    whole = sum(rows.values())
    if total not in (None, whole):
        raise ValueError(f"the rows add up to {whole}, not to {total}")
    hidden = _hidden_places(list(rows.values()))
    if hidden is None:
        return SafeTable(tuple((name, HIDDEN) for name in rows), HIDDEN, too_few=True)
    shown = enumerate(rows.items())
    return SafeTable(tuple((name, HIDDEN if place in hidden else count) for place, (name, count) in shown), whole)


def protect_rows(
    rows: Mapping[str, Sequence[int]], also: Collection[str] = ()
) -> dict[str, tuple[tuple[Count, ...], Count]]:
    """Hide what has to be hidden in lines of counts that each have a total, the totals adding up to a printed whole.

    Gives each line's counts and its total. Where a line cannot be made safe beside its total, the total is hidden
    too; where a total is hidden, so is all of its line. `also` names lines that must be hidden for another reason.
    """
    names = list(rows)
    lines = {name: protect_table({str(place): count for place, count in enumerate(rows[name])}) for name in names}
    unsafe = frozenset(place for place, name in enumerate(names) if lines[name].too_few or name in also)
    found = _hidden_places([sum(rows[name]) for name in names], unsafe)
    hidden = frozenset(range(len(names))) if found is None else found
    return {
        name: ((HIDDEN,) * len(rows[name]), HIDDEN)
        if place in hidden
        else (tuple(count for _place, count in lines[name].rows), lines[name].total)
        for place, name in enumerate(names)
    }


def protect_chain(counts: Sequence[int], prefer: Sequence[int] = ()) -> tuple[Count, ...]:
    """Hide what has to be hidden in counts of which each is part of the one before (referred, started, completed).

    What lies between two printed steps (18 of 20 started, so 2 did not) is a count like any other, as is the last
    step. Of all safe choices the one is taken that shows the steps in `prefer`, most important first, and then the
    others in order. ValueError when the counts rise.
    """
    parts = [count - later for count, later in pairwise([*counts, 0])]
    if any(part < 0 for part in parts):
        raise ValueError("a later step cannot hold more than the one before")
    order = [*prefer, *(place for place in range(len(counts)) if place not in prefer)]
    weight = {place: 2 ** (len(order) - rank) for rank, place in enumerate(order)}
    choices = (set(choice) for size in range(len(counts) + 1) for choice in combinations(range(len(counts)), size))
    best = max((choice for choice in choices if _chain_is_safe(parts, choice)), key=lambda c: sum(weight[p] for p in c))
    return tuple(count if place in best else HIDDEN for place, count in enumerate(counts))


def _chain_is_safe(parts: Sequence[int], shown: set[int]) -> bool:
    """Whether the steps shown leave each small part free, given what lies between them and after the last."""
    borders = [*sorted(shown), len(parts)]
    for first, after in pairwise(borders):
        group = parts[first:after]
        if any(is_small(part) for part in group) and not _group_is_safe(group):
            return False
    return True


def _hidden_places(counts: Sequence[int], unsafe: frozenset[int] = frozenset()) -> frozenset[int] | None:
    """The places to hide, those given among them, or None when even all of them would not be safe."""
    hidden = {place for place, count in enumerate(counts) if is_small(count)} | unsafe
    if not hidden:
        return frozenset()
    rest = sorted((place for place in range(len(counts)) if place not in hidden), key=lambda place: counts[place])
    for place in [place for place in rest if counts[place]] + [place for place in rest if not counts[place]]:
        if _group_is_safe([counts[place] for place in hidden]):
            break
        hidden.add(place)
    return frozenset(hidden) if _group_is_safe([counts[place] for place in hidden]) else None


def _group_is_safe(counts: Sequence[int]) -> bool:
    """Whether counts of which only the sum is known could each be 5 or more, the others being at least one.

    With a nought among them a reader who takes each to be at least one is mistaken already, so others may be nought.
    """
    least = 0 if 0 in counts else 1
    return len(counts) > 1 and sum(counts) - least * (len(counts) - 1) >= SMALLEST_SHOWN


def percentage(part: Count, whole: Count) -> int | IsHidden | None:
    """The share of `whole` that is `part`, in whole per cent (halves rounded to even).

    Hidden when either is hidden or the denominator is under 10; None of nothing.
    """
    if whole == 0:
        return None
    if isinstance(part, Hidden) or isinstance(whole, Hidden) or whole < FEWEST_FOR_PERCENTAGE:
        return HIDDEN
    return round(100 * part / whole)


def mean_allowed(n: int) -> bool:
    """Whether a mean or a change of n people may be shown: from 10."""
    return n >= FEWEST_FOR_MEAN


def difference(more: Count, fewer: Count) -> Count:
    """One count less another, hidden if either is."""
    return HIDDEN if isinstance(more, Hidden) or isinstance(fewer, Hidden) else more - fewer


def for_json(value: object) -> object:
    """A value as figures in JSON carry it: what is hidden becomes null; all else is left alone."""
    return None if value is HIDDEN else value


def hidden_words(hidden: int) -> str:
    """The note that says what was hidden and why; it must not say which cells were small."""
    if hidden == 0:
        return _("No number had to be hidden: no group was smaller than {least}.").format(least=SMALLEST_SHOWN)
    return (
        ngettext(
            "{n} number is hidden.",
            "{n} numbers are hidden.",
            hidden,
        ).format(n=hidden)
        + " "
        + _(
            "Counts of 1 to {most} are hidden because a small group could show who somebody is. Where a hidden number "
            "could have been worked out from the others, a second one is hidden with it. Percentages need at least "
            "{share} people, and averages at least {average}."
        ).format(most=SMALLEST_SHOWN - 1, share=FEWEST_FOR_PERCENTAGE, average=FEWEST_FOR_MEAN)
    )
