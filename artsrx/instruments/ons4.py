"""The ONS personal well-being questions: four questions from 0 to 10, four separate measures, never a total.

Wording, order and anchors: Government Statistical Service, personal well-being harmonised standard (2019), which is
for use in anybody's survey. Bands: the thresholds that ONS and DCMS publish. No official threshold for a person's
change was found. ONS considered a single figure and judged it not conceptually robust, so there is no sum and no mean.
"""

from artsrx.domain.i18n import _
from artsrx.domain.statistics import Better
from artsrx.instruments.instrument import Answers, FormQuestion, Instrument, Measure, Scale, ScoreBand

_BANDS_SOURCE = _("Office for National Statistics, published thresholds for personal well-being")
_HIGH_IS_GOOD = (
    ScoreBand(_("low"), 0, 4),
    ScoreBand(_("medium"), 5, 6),
    ScoreBand(_("high"), 7, 8),
    ScoreBand(_("very high"), 9, 10),
)
_LOW_IS_GOOD = (
    ScoreBand(_("very low"), 0, 1),
    ScoreBand(_("low"), 2, 3),
    ScoreBand(_("medium"), 4, 5),
    ScoreBand(_("high"), 6, 10),
)


def _measure(key: str, name: str, better: Better, bands: tuple[ScoreBand, ...]) -> Measure:
    return Measure(key, name, better, 0, 0, 10, bands=bands, bands_source=_BANDS_SOURCE, single_question=True)


def _score(answers: Answers) -> dict[str, float]:
    """Each question stands alone: what was answered is its own score, and anxiety is not turned round."""
    return {measure.key: float(answers[measure.key]) for measure in ONS4.measures if measure.key in answers}


ONS4 = Instrument(
    key="ons4",
    name=_("ONS personal well-being (ONS4)"),
    short_name="ONS4",
    questions=(
        FormQuestion(
            "satisfied",
            _("Overall, how satisfied are you with your life nowadays?"),
            Scale(0, 10, _("not at all satisfied"), _("completely satisfied")),
        ),
        FormQuestion(
            "worthwhile",
            _("Overall, to what extent do you feel that the things you do in your life are worthwhile?"),
            Scale(0, 10, _("not at all worthwhile"), _("completely worthwhile")),
        ),
        FormQuestion(
            "happy",
            _("Overall, how happy did you feel yesterday?"),
            Scale(0, 10, _("not at all happy"), _("completely happy")),
        ),
        FormQuestion(
            "anxious",
            _(
                "On a scale where 0 is not at all anxious and 10 is completely anxious, overall, "
                "how anxious did you feel yesterday?"
            ),
            Scale(0, 10, _("not at all anxious"), _("completely anxious")),
        ),
    ),
    measures=(
        _measure("satisfied", _("Life satisfaction"), Better.HIGHER, _HIGH_IS_GOOD),
        _measure("worthwhile", _("Feeling that life is worthwhile"), Better.HIGHER, _HIGH_IS_GOOD),
        _measure("happy", _("Happiness yesterday"), Better.HIGHER, _HIGH_IS_GOOD),
        _measure("anxious", _("Anxiety yesterday"), Better.LOWER, _LOW_IS_GOOD),
    ),
    score=_score,
    licence=_(
        "Personal well-being questions of the Office for National Statistics, "
        "as harmonised by the Government Statistical Service."
    ),
)
