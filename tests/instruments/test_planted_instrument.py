"""A questionnaire that is a file and a line is scored, kept, and told of in both reports; with worded options and bands."""

import json
from datetime import date
from pathlib import Path

import pytest

from artsrx.cli import main
from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.domain.vocabulary import Point
from artsrx.instruments import INSTRUMENTS
from artsrx.instruments.instrument import Instrument, bands_note
from artsrx.records import consents, forms
from artsrx.records.timeline import TimelineKind, timeline
from artsrx.reports.document import Dumbbell, Table, as_text
from artsrx.reports.impact.story import story as impact_story
from artsrx.reports.link_worker.figures import note
from artsrx.reports.link_worker.story import story as note_story
from tests.planted import plant
from tests.planted.belonging import BELONGING
from tests.records.course import TODAY, course
from tests.reports.impact.world import START, World

FORMS = """person,point,date,q1,q2,q3,q4
A,start,1/2/2026,0,3,1,12
A,end,1/5/2026,3,0,3,12
B,start,1/2/2026,1,,1,
C,start,1/2/2026,4,often,1,21
"""


@pytest.fixture(autouse=True)
def planted(monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch, "artsrx.instruments", "INSTRUMENTS", BELONGING)


def test_a_file_of_its_forms_is_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "forms.csv"
    file.write_text(FORMS)
    assert main(["score", "belonging", str(file), "--json"]) == 0
    sheet = json.loads(capsys.readouterr().out)
    assert [(row["scores"], row["bands"], row["status"]) for row in sheet["rows"]] == [
        ({"belonging": 1.0, "distance": 12.0}, {"belonging": "a stranger"}, "scored"),
        ({"belonging": 9.0, "distance": 12.0}, {"belonging": "at home"}, "scored"),
        ({"belonging": None, "distance": None}, {"belonging": None}, "not scored"),
        ({"belonging": None, "distance": None}, {"belonging": None}, "rejected"),
    ]
    options = "0 never, 1 now and then, 2 often, 3 always"
    wrong = sheet["rows"][3]["words"]
    assert f"Question 1 takes one of {options}; “4” is none of them." in wrong
    assert f"Question 2 takes one of {options}; “often” is none of them." in wrong
    assert "Question 4 takes a whole number from 1 to 20; “21” is not one." in wrong


def test_its_forms_are_kept_and_told_on_the_timeline_with_their_band(store: Store) -> None:
    made = course(store, names="Ada")
    facts = {"place": made.places[0], "instrument": "belonging", "point": Point.START, "done_on": TODAY, "today": TODAY}
    with pytest.raises(Refused, match="none of them") as caught:
        store.write("enter", forms.enter, answers={"door": 4}, **facts)
    assert caught.value.field == "door"
    store.write("enter", forms.enter, answers={"tea": "2", "door": 1, "name": 2, "distance": 3}, **facts)
    entries = store.read(timeline, made.people[0]).entries
    (entry,) = [entry for entry in entries if entry.kind is TimelineKind.FORM]
    assert (entry.title, entry.words) == ("Start form: Belonging", "Distance 3 · Belonging 6 (a guest) · Clay for All")
    assert entry.source == "Words after a score: made up for a test."


def test_it_is_in_the_impact_report_a_chart_for_each_scale_and_no_band_for_a_mean(store: Store) -> None:
    world = World()
    programme = world.programme()
    session = world.session(programme, START)
    for number in range(12):
        place = world.place(world.person(), programme)
        world.mark(session, place)
        for point, tea in ((Point.START, 0), (Point.END, 3)):
            answers = {"tea": tea, "door": number % 3, "name": 1, "distance": 10 + number % 5}
            world.form(place, point, START, answers, "belonging")
    found = world.figures(store)
    assert [(outcome.key, outcome.n, outcome.improved) for outcome in found.outcomes] == [
        ("belonging", 12, 12), ("distance", 12, 0),
    ]  # fmt: skip
    document = impact_story(found)
    charts = [block for block in document.blocks if isinstance(block, Dumbbell)]
    assert [(chart.low, chart.high, len(chart.rows)) for chart in charts] == [(0, 9, 1), (1, 20, 1)]
    text = as_text(document)
    assert "Belonging in three questions and a distance" in text and "Distance (lower is better)" in text
    assert "stranger" not in text and "at home" not in text


def test_it_is_in_the_note_with_its_band_and_whose_bands_they_are(store: Store) -> None:
    world = World()
    programme, person = world.programme(), world.person()
    referral = world.referral(person, practice_id=world.practice("Hillcrest Practice"))
    place = world.place(person, programme, referral)
    world.form(place, Point.START, date(2026, 4, 7), {"tea": 3, "door": 0, "name": 3, "distance": 2}, "belonging")
    world.save(store)
    for purpose in ("referrer", "practice"):
        store.write("Say", consents.answer, participant=person, purpose=purpose, answer="yes", on=START)
    document = note_story(store.read(note, participant=person, as_at=TODAY))
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert table.rows == (
        ("Belonging, 0 to 9, higher is better", "9 (at home)"),
        ("Distance, 1 to 20, lower is better", "2"),
    )
    assert table.note == "Words after a score: made up for a test."


@pytest.mark.parametrize("instrument", [*INSTRUMENTS, BELONGING], ids=lambda instrument: instrument.key)
def test_every_questionnaire_is_whole(instrument: Instrument) -> None:
    assert instrument.key == instrument.key.casefold() and instrument.short_name and instrument.licence
    keys = [question.key for question in instrument.questions]
    assert len(set(keys)) == len(keys)
    for question in instrument.questions:
        assert len(set(question.values)) == len(question.values) > 1
        assert all(option.words for option in question.options), "a worded option has words, or it is a scale"
    for measure in instrument.measures:
        assert bool(measure.bands) == bool(measure.bands_source), "a band has a source"
        assert bool(measure.reliable_change) == bool(measure.change_source), "a threshold has a source"
        assert bool(bands_note([measure])) == bool(measure.bands)
