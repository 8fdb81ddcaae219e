"""The figures of an impact report as JSON carries them: the same numbers as the PDF, hidden ones as null."""

from collections.abc import Callable
from typing import Any, TypeVar

from artsrx.domain.disclosure import SafeTable, for_json
from artsrx.reports.impact.figures import ImpactFigures, ProgrammeFigures
from artsrx.reports.impact.labels import age_words, practice_words, standing_words, stated_words
from artsrx.reports.impact.outcomes import Outcome

K = TypeVar("K")


def figures_json(figures: ImpactFigures) -> dict[str, Any]:
    """The figures as plain values; null is a hidden number, and what does not apply is left out."""
    journey = figures.journey
    return {
        "report": "impact",
        "profile": "shared",
        "organisation": figures.organisation,
        "sample": figures.sample,
        "start": figures.start.isoformat(),
        "end": figures.end.isoformat(),
        "as_at": figures.as_at.isoformat(),
        "programmes": list(figures.programmes),
        "referrals": {
            "referred": for_json(journey.referred),
            "started": for_json(journey.started),
            "still_coming_or_completed": for_json(journey.staying),
            "completed": for_json(journey.completed),
            "only_a_year_known": for_json(figures.year_only),
            "by_practice": _table(figures.practices, practice_words),
            "by_status": _table(figures.statuses, standing_words),
            "stated_before_artsrx": _table(figures.stated, stated_words),
        },
        "attendance": _present(
            people=figures.people,
            attendances=figures.attendances,
            visitors_by_head=figures.visitors,
            sessions_held=figures.held,
            sessions_cancelled=figures.cancelled,
            places_offered=figures.offered,
            rate_percent=figures.rate,
            weeks_in_cell=figures.weeks_in_cell,
            programmes=[_line(figures, line) for line in figures.lines],
        ),
        "people": {"total": figures.people, "by_age": _table(figures.ages, age_words)},
        "outcomes": [_outcome(outcome) for outcome in figures.outcomes],
        "hidden": figures.hidden,
    }


def _present(**values: object) -> dict[str, Any]:
    """Without what does not apply, and with null for what is hidden."""
    return {name: for_json(value) for name, value in values.items() if value is not None}


def _table(table: SafeTable[K], words: Callable[[K], str]) -> dict[str, Any]:
    """Rows in order with their total."""
    rows = [{"label": words(key), "count": for_json(count)} for key, count in table.rows]
    return {"rows": rows, "total": for_json(table.total), "too_few": table.too_few}


def _line(figures: ImpactFigures, line: ProgrammeFigures) -> dict[str, Any]:
    """One programme; `weeks` has an entry for each cell in which a session was held."""
    cells = zip(figures.mondays, line.cells, strict=True)
    return _present(
        name=line.name,
        sessions_held=line.held,
        sessions_cancelled=line.cancelled,
        people=line.people,
        attendances=line.attendances,
        per_session=line.per_session,
        rate_percent=line.rate,
        weeks=[{"from": monday.isoformat(), "attendances": for_json(n)} for monday, n in cells if n is not None],
    )


def _outcome(outcome: Outcome) -> dict[str, Any]:
    """One measure; means are null where there are too few pairs for them."""
    counts = {
        "n": outcome.n, "with_start": outcome.with_start, "without_second_form": outcome.without_second,
        "improved": outcome.improved, "same": outcome.same, "worse": outcome.worse,
    }  # fmt: skip
    told: dict[str, Any] = {
        "measure": outcome.key,
        "name": outcome.name,
        "instrument": outcome.instrument,
        "better": outcome.better.value,
        "group": outcome.size.value,
        **{name: for_json(count) for name, count in counts.items()},
        "mean_start": outcome.mean_start,
        "sd_start": outcome.sd_start,
        "mean_end": outcome.mean_end,
        "sd_end": outcome.sd_end,
        "mean_change": outcome.mean_change,
        "ci_low": outcome.ci.low if outcome.ci else None,
        "ci_high": outcome.ci.high if outcome.ci else None,
        "effect_size": outcome.effect_size,
        "effect_size_is": "change / baseline SD",
        "p": outcome.p,
        "test": outcome.test.value if outcome.test else None,
    }
    if outcome.reliable_change is not None:
        told["reliable_change"] = {
            "threshold": outcome.reliable_change,
            "improved": for_json(outcome.reliably_improved),
            "no_reliable_change": for_json(outcome.no_reliable_change),
            "worse": for_json(outcome.reliably_worse),
        }
    return told
