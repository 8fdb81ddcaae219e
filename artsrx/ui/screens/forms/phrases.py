"""What the forms screen says: scores, gaps, and which forms somebody has."""

from collections.abc import Iterable, Mapping

from artsrx.domain.dates import long_date
from artsrx.domain.i18n import _, ngettext
from artsrx.domain.vocabulary import Point, point_words
from artsrx.instruments import INSTRUMENTS
from artsrx.instruments import instrument as known_instrument
from artsrx.instruments.instrument import Instrument
from artsrx.records.forms import FormLine
from artsrx.records.places import PlaceLine


def score_words(instrument: Instrument, answers: Mapping[str, int]) -> str:
    """The scores of answers as they stand, or what is missing."""
    asked, given = len(instrument.questions), len(answers)
    if not given:
        return ""
    scores = instrument.scores(answers) or {}
    shown = [
        f"{measure.name}: {measure.words(scores[measure.key])}"
        for measure in instrument.measures
        if measure.key in scores
    ]
    if given < asked:
        gaps = ngettext("{n} question is blank", "{n} questions are blank", asked - given).format(n=asked - given)
        shown.append(gaps if shown else _("{gaps}: returned, not scored").format(gaps=gaps))
    return "  ·  ".join(shown)


def form_words(form: FormLine) -> str:
    """One form in a line: point, instrument, day, score."""
    instrument = known_instrument(form.instrument)
    score = score_words(instrument, form.answers)
    words = f"{point_words(form.point)}, {instrument.short_name}, {long_date(form.done_on)}. {score}"
    return _("{form}. There are two at this point: keep one.").format(form=words) if form.twice else words


def points_words(forms: Iterable[FormLine]) -> str:
    """The points at which somebody has a form: "start, end"."""
    points = {form.point for form in forms}
    return ", ".join(point_words(point).lower() for point in Point if point in points)


def lacks_form(forms: Iterable[FormLine], instrument: str, point: Point) -> bool:
    """Whether there is no form of this instrument at this point yet."""
    return not any(form.instrument == instrument and form.point is point for form in forms)


def person_words(line: PlaceLine) -> str:
    """Whose form it is, with how often they came."""
    return _("{name}  ·  came {came} of {offered}").format(
        name=line.name, came=line.facts.attended, offered=line.facts.offered
    )


def instruments() -> list[tuple[str, str]]:
    """The instruments to choose from, by key."""
    return [(known.key, known.short_name) for known in INSTRUMENTS]
