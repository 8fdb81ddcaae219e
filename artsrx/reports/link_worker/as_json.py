"""The facts of a note as JSON carries them: the same as the page, null for what is not known."""

from datetime import date
from typing import Any

from artsrx.reports.link_worker.figures import NoteFigures, PlaceNote, Score


def figures_json(figures: NoteFigures) -> dict[str, Any]:
    """The facts as plain values."""
    return {
        "report": "link-worker",
        "organisation": figures.organisation,
        "sample": figures.sample,
        "as_at": figures.as_at.isoformat(),
        "person": str(figures.participant),
        "name": figures.name,
        "born": _day(figures.born),
        "reader": list(figures.reader),
        "copy_to": figures.copy_to or None,
        "permitted_on": _day(figures.permitted_on),
        "referral": {
            "received_on": _day(figures.received_on),
            "received_year": figures.received_year,
            "status": figures.status.value,
            "status_on": figures.status_on.isoformat(),
            "reason": figures.status_reason or None,
        },
        "places": [_place(place) for place in figures.places],
        "asked_of_reader": figures.asked_of_reader or None,
        "next_step": figures.next_step or None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _place(place: PlaceNote) -> dict[str, Any]:
    facts = place.facts
    return {
        "programme": place.programme,
        "joined_on": _day(place.joined_on),
        "left_on": _day(place.left_on),
        "offered": facts.offered,
        "attended": facts.attended,
        "first_on": _day(facts.started_on),
        "last_on": _day(facts.last_on),
        "completed": facts.completed,
        "scores": [_score(score) for score in place.scores],
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "measure": score.measure.key,
        "start": score.start,
        "start_on": _day(score.start_on),
        "latest": score.latest,
        "latest_on": _day(score.latest_on),
    }
