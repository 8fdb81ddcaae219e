"""Score a CSV file of forms and sum up its pairs, without a record: bytes in, a frozen sheet out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any

from artsrx.domain.dates import read_date
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _, ngettext
from artsrx.domain.names import tidy
from artsrx.domain.statistics import Paired, Size, paired
from artsrx.domain.vocabulary import Point
from artsrx.instruments import instrument
from artsrx.instruments.instrument import Instrument, Measure
from artsrx.instruments.score_file import HEADINGS_WITHIN, Columns, find_columns, read_point, records


class RowStatus(StrEnum):
    """What came of a row: scored, returned but incomplete, something in it unreadable, or the same as another row."""

    SCORED = "scored"
    NOT_SCORED = "not scored"
    REJECTED = "rejected"
    REPEATED = "repeated"


_RETURNED = (RowStatus.SCORED, RowStatus.NOT_SCORED)


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """One row of the file: its number as a spreadsheet shows it, what it says, and what came of it.

    `unresolved` says that the person has another form at the same point; `words` say what there is to know.
    """

    number: int
    person: str
    point: Point | None
    done_on: date | None
    raw: int | None
    scores: dict[str, float]
    status: RowStatus
    words: str
    unresolved: bool = False


@dataclass(frozen=True, slots=True)
class MeasureSummary:
    """What the pairs say on one measure, and how many people with a start have no second form for it."""

    measure: Measure
    paired: Paired
    with_start: int
    without_second_form: int


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A scored file: its rows in order, and per measure its pairs."""

    instrument: Instrument
    rows: tuple[ScoredRow, ...]
    summaries: tuple[MeasureSummary, ...]

    @property
    def flow(self) -> dict[str, int]:
        """From forms returned down to people paired; people count once, in any measure of the instrument."""
        started = {_who(row) for row in self.rows if _counts(row, Point.START)}
        ended = {_who(row) for row in self.rows if _counts(row, Point.END)}
        return {
            "returned": sum(row.status in _RETURNED for row in self.rows),
            "scored": sum(row.status is RowStatus.SCORED for row in self.rows),
            "not_scored": sum(row.status is RowStatus.NOT_SCORED for row in self.rows),
            "rejected": sum(row.status is RowStatus.REJECTED for row in self.rows),
            "with_start": len(started),
            "paired": len(started & ended),
            "without_second_form": len(started - ended),
            "unresolved": len({_who(row) for row in self.rows if row.unresolved}),
        }

    def as_json(self) -> dict[str, Any]:
        """The sheet as JSON carries it: whole precision, null where there is too little to say, never NaN."""
        return {
            "instrument": self.instrument.key,
            "rows": [self._row_json(row) for row in self.rows],
            "paired": [_summary_json(summary) for summary in self.summaries],
            "flow": self.flow,
        }

    def _row_json(self, row: ScoredRow) -> dict[str, Any]:
        """One row; `score` stands beside `scores` where the instrument has one measure."""
        told: dict[str, Any] = {
            "row": row.number,
            "person": row.person,
            "point": row.point.value if row.point else None,
            "date": row.done_on.isoformat() if row.done_on else None,
            "raw": row.raw,
        }
        if len(self.instrument.measures) == 1:
            told["score"] = row.scores.get(self.instrument.measures[0].key)
        measures = self.instrument.measures
        told["scores"] = {measure.key: row.scores.get(measure.key) for measure in measures}
        banded = [measure for measure in measures if measure.bands]
        if banded:
            told["bands"] = {measure.key: _band(measure, row.scores) for measure in banded}
        return {**told, "status": row.status.value, "unresolved": row.unresolved, "words": row.words}

    def as_words(self) -> str:
        """The sheet in plain words: what was read, each row that needs a look, and each measure's pairs."""
        flow = self.flow
        returned = ngettext("{n} form returned", "{n} forms returned", flow["returned"]).format(n=flow["returned"])
        lines = [
            self.instrument.name,
            _("{returned}, {scored} scored, {rejected} rows could not be read.").format(
                returned=returned, scored=flow["scored"], rejected=flow["rejected"]
            ),
            *(_("Row {row}: {words}").format(row=row.number, words=row.words) for row in self.rows if row.words),
        ]
        for summary in self.summaries:
            lines += ["", *_summary_lines(summary)]
        return "\n".join(lines) + "\n"


def score_file(instrument_key: str, data: bytes, *, today: date | None = None) -> ScoreSheet:
    """Score a CSV file (columns person, point, date, q1 to qn, in any order; UTF-8, UTF-16 or Windows text).

    A start is paired with an end of the same person, whatever the dates. Two forms of one person at the same point
    are both kept and left out of the pairs. `today` bounds two-digit years and is the clock's if not given. Raises
    `Refused` for an unknown instrument or a file without these columns; what is wrong in a row is said in the row.
    """
    chosen = instrument(instrument_key)
    found = list(records(data))
    heading, columns = find_columns([cells for _number, cells in found[:HEADINGS_WITHIN]], chosen)
    reader = _Reader(chosen, columns, today or date.today())
    forms = found[heading + 1 :]
    twins = _twins([tuple(tidy(cell).casefold() for cell in cells) for _number, cells in forms])
    read = [reader.row(number, cells) for number, cells in forms]
    rows = _resolve([_repeated(row, forms[twins[at]][0]) if at in twins else row for at, row in enumerate(read)])
    return ScoreSheet(chosen, tuple(rows), tuple(_summary(measure, rows) for measure in chosen.measures))


class _Reader:
    """Reads one row after another; what a cell says is worked out once, as forms repeat the same few."""

    def __init__(self, chosen: Instrument, columns: Columns, today: date) -> None:
        self._chosen = chosen
        self._columns = columns
        self._date = lru_cache(maxsize=10_000)(partial(read_date, today=today))
        self._answer = lru_cache(maxsize=10_000)(partial(_answer, chosen))

    def row(self, number: int, cells: Sequence[str]) -> ScoredRow:
        """One row, scored or with what is wrong in words."""
        cell = {
            name: " ".join(cells[place] for place in places if place < len(cells)).strip()
            for name, places in self._columns.items()
        }
        doubts = [] if cell["person"] else [_("It does not say whose form this is.")]
        point = read_point(cell["point"])
        if point is None:
            words = _("“{point}” is not a point: write start, mid, end or follow-up.")
            doubts.append(words.format(point=cell["point"][:40]))
        answers: dict[str, int] = {}
        for question in self._chosen.questions:
            found, refused = self._answer(question.key, cell[question.key])
            answers |= found
            doubts += [refused] if refused else []
        scores, status = self._scores(answers, rejected=bool(doubts))
        written = self._date(cell["date"])
        if written.doubt or written.value is None:
            doubts.append(written.doubt or _("It has no whole date."))
        if status is RowStatus.NOT_SCORED:
            doubts.append(_blanks(self._chosen, answers))
        raw = self._chosen.raw(answers) if status is RowStatus.SCORED else None
        return ScoredRow(number, cell["person"], point, written.value, raw, scores, status, " ".join(doubts))

    def _scores(self, answers: dict[str, int], *, rejected: bool) -> tuple[dict[str, float], RowStatus]:
        """The scores of a row and its status; a row with something unreadable has none."""
        if rejected:
            return {}, RowStatus.REJECTED
        scores = self._chosen.scores(answers)
        return scores or {}, RowStatus.SCORED if scores else RowStatus.NOT_SCORED


def _answer(chosen: Instrument, key: str, text: str) -> tuple[dict[str, int], str]:
    """What one cell answers (nothing if blank), and why it is refused if it is."""
    try:
        return chosen.check({key: text}), ""
    except Refused as refusal:
        return {}, refusal.words


def _blanks(chosen: Instrument, answers: dict[str, int]) -> str:
    """Why a form that was returned is not scored."""
    blank = [str(number) for number, question in enumerate(chosen.questions, 1) if question.key not in answers]
    return ngettext(
        "Returned and not scored: question {numbers} is blank.",
        "Returned and not scored: questions {numbers} are blank.",
        len(blank),
    ).format(numbers=", ".join(blank))


def _who(row: ScoredRow) -> str:
    """A person's mark, without regard to capitals, to how accents are written or which apostrophe is used."""
    return tidy(row.person).casefold()


def _twins(written: Sequence[tuple[str, ...]]) -> dict[int, int]:
    """The rows (from 0) that stand above word for word, each with the place of the first."""
    first: dict[tuple[str, ...], int] = {}
    places = [first.setdefault(cells, at) for at, cells in enumerate(written)]
    return {at: place for at, place in enumerate(places) if at != place}


def _resolve(rows: Sequence[ScoredRow]) -> list[ScoredRow]:
    """The rows, with those marked of which a person has two at the same point."""
    seen = Counter((_who(row), row.point) for row in rows if row.status in _RETURNED)
    return [_unresolved(row) if row.status in _RETURNED and seen[_who(row), row.point] > 1 else row for row in rows]


def _repeated(row: ScoredRow, twin: int) -> ScoredRow:
    """The row, saying that it stands above already."""
    words = _("The same form as in row {number}: it counts once.").format(number=twin)
    return replace(row, status=RowStatus.REPEATED, words=words)


def _unresolved(row: ScoredRow) -> ScoredRow:
    """The row, saying that it has a twin."""
    words = _("This person has more than one form at this point; it is left out of the pairs until one is chosen.")
    return ScoredRow(
        row.number, row.person, row.point, row.done_on, row.raw, row.scores, row.status,
        f"{row.words} {words}".strip(), unresolved=True,
    )  # fmt: skip


def _counts(row: ScoredRow, point: Point, measure: str | None = None) -> bool:
    """Whether a row may stand in a pair at this point (of this measure, if one is named)."""
    scored = row.status is RowStatus.SCORED and (measure is None or measure in row.scores)
    return row.point is point and scored and not row.unresolved


def _summary(measure: Measure, rows: Sequence[ScoredRow]) -> MeasureSummary:
    """The pairs of one measure."""
    starts = {_who(row): row.scores[measure.key] for row in rows if _counts(row, Point.START, measure.key)}
    ends = {_who(row): row.scores[measure.key] for row in rows if _counts(row, Point.END, measure.key)}
    result = paired(
        [(start, ends[who]) for who, start in starts.items() if who in ends],
        better=measure.better,
        decimals=measure.decimals,
        reliable_change=measure.reliable_change,
        single_question=measure.single_question,
    )
    return MeasureSummary(measure, result, len(starts), len(starts) - result.n)


def _band(measure: Measure, scores: Mapping[str, float]) -> str | None:
    """The band of a row's score, None where it was not scored."""
    return measure.band(scores[measure.key]) if measure.key in scores else None


def _summary_json(summary: MeasureSummary) -> dict[str, Any]:
    """One measure's pairs; shares and their intervals are in 0…1."""
    measure, result = summary.measure, summary.paired
    share, reliable = result.improved_share, result.reliable_share
    return {
        "measure": measure.key,
        "name": measure.name,
        "better": measure.better.value,
        "with_start": summary.with_start,
        "n": result.n,
        "without_second_form": summary.without_second_form,
        "group": result.size.value,
        "mean_start": result.mean_start,
        "sd_start": result.sd_start,
        "mean_end": result.mean_end,
        "sd_end": result.sd_end,
        "mean_change": result.mean_change,
        "sd_change": result.sd_change,
        "ci_low": result.ci.low if result.ci else None,
        "ci_high": result.ci.high if result.ci else None,
        "effect_size": result.effect_size,
        "effect_size_is": "change / baseline SD",
        "p": result.p,
        "test": result.test.value if result.test else None,
        "zeros_dropped": result.zeros_dropped,
        "improved": result.improved,
        "same": result.same,
        "worse": result.worse,
        "improved_low": share.low if share else None,
        "improved_high": share.high if share else None,
        "reliable_change": measure.reliable_change,
        "reliably_improved": result.reliably_improved,
        "no_reliable_change": result.no_reliable_change,
        "reliably_worse": result.reliably_worse,
        "reliably_improved_low": reliable.low if reliable else None,
        "reliably_improved_high": reliable.high if reliable else None,
    }


def _summary_lines(summary: MeasureSummary) -> Iterator[str]:
    """One measure's pairs in words."""
    measure, result = summary.measure, summary.paired
    yield _("{measure}: {n} of {started} people with a start form also have an end form.").format(
        measure=measure.name, n=result.n, started=summary.with_start
    )
    if result.n == 0:
        return
    yield _("Mean at the start {start}, at the end {end}, change {change}.").format(
        start=f"{result.mean_start:.2f}", end=f"{result.mean_end:.2f}", change=f"{result.mean_change:+.2f}"
    )
    if result.ci is not None:
        yield _("95% interval of the change: {low} to {high}.").format(
            low=f"{result.ci.low:+.2f}", high=f"{result.ci.high:+.2f}"
        )
    yield _("{improved} improved, {same} stayed the same, {worse} got worse.").format(
        improved=result.improved, same=result.same, worse=result.worse
    )
    if measure.reliable_change is not None:
        yield _("By {threshold} points or more: {up} improved, {down} got worse.").format(
            threshold=measure.reliable_change, up=result.reliably_improved, down=result.reliably_worse
        )
    if result.size is not Size.FULL:
        yield (
            _("This is a small group: read the interval, not the mean alone.")
            if result.n >= 10
            else _("Fewer than 10 pairs: look at who improved, and claim nothing from the mean.")
        )
