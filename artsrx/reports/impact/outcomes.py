"""Before and after, from matched pairs of forms: the start and the end of one person on one programme."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import OutcomeForm, Place
from artsrx.domain import disclosure
from artsrx.domain.disclosure import HIDDEN, Count
from artsrx.domain.statistics import Better, Interval, Paired, SignificanceTest, Size, paired
from artsrx.domain.vocabulary import Point
from artsrx.instruments import INSTRUMENTS
from artsrx.instruments.instrument import Instrument, Measure
from artsrx.records.forms import at_the_same_point
from artsrx.reports.impact.counting import Scope, active


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the pairs of one measure say, as far as it may be said.

    `n` pairs have their end form in the period. `without_second` are places with a start form that were active in
    the period and have no end form by the report date; `with_start` is both together. Means, interval and effect
    size (mean change / SD at the start) are None under 10 pairs, and so is everything else that cannot be worked
    out. Directions and reliable change are counts of pairs; the reliable ones are None without a threshold.
    """

    key: str
    name: str
    instrument: str
    better: Better
    lowest: float
    highest: float
    n: Count
    with_start: Count
    without_second: Count
    size: Size
    mean_start: float | None
    sd_start: float | None
    mean_end: float | None
    sd_end: float | None
    mean_change: float | None
    ci: Interval | None
    effect_size: float | None
    p: float | None
    test: SignificanceTest | None
    zeros_dropped: int | None
    improved: Count
    same: Count
    worse: Count
    reliable_change: float | None
    change_source: str
    reliably_improved: Count | None
    no_reliable_change: Count | None
    reliably_worse: Count | None
    reliable_share: Interval | None

    @property
    def counts(self) -> tuple[Count | None, ...]:
        """Every count that may be hidden."""
        return (
            self.n, self.with_start, self.without_second, self.improved, self.same, self.worse,
            self.reliably_improved, self.no_reliable_change, self.reliably_worse,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Form:
    """A form as read: where it belongs, when it was filled in, and its scores by measure (none if incomplete)."""

    place: UUID
    instrument: str
    point: Point
    done_on: date
    scores: Mapping[str, float]


def outcomes(tx: Session, scope: Scope) -> tuple[Outcome, ...]:
    """An outcome for each measure of each instrument that has a form in the scope, in the order of the instruments."""
    by_instrument: dict[str, list[_Form]] = defaultdict(list)
    for form in _forms(tx, scope):
        by_instrument[form.instrument].append(form)
    return tuple(
        _outcome(instrument, measure, by_instrument[instrument.key], scope)
        for instrument in INSTRUMENTS
        if instrument.key in by_instrument
        for measure in instrument.measures
    )


def _forms(tx: Session, scope: Scope) -> list[_Form]:
    """The start and end forms, up to the report date, of places that were active in the period or ended in it.

    Where a place has two forms at one point, neither is read: nobody has said yet which of them counts.
    """
    in_period = select(OutcomeForm.place_id).where(OutcomeForm.done_on.between(scope.start, scope.end))
    rows = tx.execute(
        select(
            OutcomeForm.place_id,
            OutcomeForm.instrument,
            OutcomeForm.point,
            OutcomeForm.done_on,
            OutcomeForm.answers,
            at_the_same_point().label("times"),
        )
        .join(Place, Place.id == OutcomeForm.place_id)
        .where(
            OutcomeForm.point.in_([Point.START, Point.END]),
            OutcomeForm.done_on <= scope.as_at,
            scope.programme(Place.programme_id),
            or_(Place.id.in_(active(scope)), Place.id.in_(in_period)),
        )
        .order_by(OutcomeForm.done_on, OutcomeForm.id)
    )
    known = {instrument.key: instrument for instrument in INSTRUMENTS}
    return [
        _Form(
            place=row.place_id,
            instrument=row.instrument,
            point=row.point,
            done_on=row.done_on,
            scores=known[row.instrument].scores(row.answers) or {},
        )
        for row in rows
        if row.times == 1
    ]


def _outcome(instrument: Instrument, measure: Measure, forms: list[_Form], scope: Scope) -> Outcome:
    """One measure: its pairs, and who has no second form."""
    scored = [form for form in forms if measure.key in form.scores]
    starts = {form.place: form for form in scored if form.point is Point.START}
    ends = {form.place: form for form in scored if form.point is Point.END}
    pairs = [
        (start.scores[measure.key], ends[place].scores[measure.key])
        for place, start in starts.items()
        if place in ends and scope.start <= ends[place].done_on <= scope.end
    ]
    without = sum(start.done_on <= scope.until and place not in ends for place, start in starts.items())
    result = paired(
        pairs,
        better=measure.better,
        decimals=measure.decimals,
        reliable_change=measure.reliable_change,
        single_question=measure.single_question,
    )
    return _safe(instrument, measure, result, without)


def _safe(instrument: Instrument, measure: Measure, result: Paired, without: int) -> Outcome:
    """The outcome with everything hidden that has to be."""
    said = disclosure.mean_allowed(result.n)
    with_start, n = disclosure.protect_chain([result.n + without, result.n], prefer=(1,))
    directions = _directions(result, n)
    share = result.reliable_share if said and isinstance(directions[3], int) else None
    return Outcome(
        key=measure.key,
        name=measure.name,
        instrument=instrument.key,
        better=measure.better,
        lowest=measure.lowest,
        highest=measure.highest,
        n=n,
        with_start=with_start,
        without_second=disclosure.difference(with_start, n),
        size=result.size,
        mean_start=result.mean_start if said else None,
        sd_start=result.sd_start if said else None,
        mean_end=result.mean_end if said else None,
        sd_end=result.sd_end if said else None,
        mean_change=result.mean_change if said else None,
        ci=result.ci if said else None,
        effect_size=result.effect_size if said else None,
        p=result.p,
        test=result.test,
        zeros_dropped=result.zeros_dropped,
        improved=directions[0],
        same=directions[1],
        worse=directions[2],
        reliable_change=measure.reliable_change,
        change_source=measure.change_source,
        reliably_improved=directions[3],
        no_reliable_change=directions[4],
        reliably_worse=directions[5],
        reliable_share=share,
    )


def _directions(result: Paired, n: Count) -> tuple[Count, Count, Count, Count | None, Count | None, Count | None]:
    """Improved, same, worse, and the reliable three, so that no subtraction among them gives away a few people.

    They are one chain: all, those not reliably worse, those not worse at all, improved, reliably improved. What is
    printed are differences of its steps.
    """
    up, down = result.reliably_improved, result.reliably_worse
    # Without a threshold the outer steps repeat their neighbours, and nothing of them is printed.
    steps = [
        result.n,
        result.n - (down or 0) if down is not None else result.n,
        result.n - result.worse,
        result.improved,
        up if up is not None else result.improved,
    ]
    everybody, steady, not_worse, better, surely = disclosure.protect_chain(steps, prefer=(0, 3, 4, 2, 1))
    if n is HIDDEN or everybody is HIDDEN:
        everybody = steady = not_worse = better = surely = HIDDEN
    less = disclosure.difference
    directions = (better, less(not_worse, better), less(everybody, not_worse))
    if up is None:
        return (*directions, None, None, None)
    return (*directions, surely, less(steady, surely), less(everybody, steady))
