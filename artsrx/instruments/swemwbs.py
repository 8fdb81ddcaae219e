"""The Short Warwick-Edinburgh Mental Wellbeing Scale: scoring only; its wording belongs to its owners.

Seven questions from 1 to 5. The raw sum, 7 to 35, is turned into the metric score of one person by the table below
before anything is averaged; four public implementations agree on all 29 values (26.02 at raw 29: a table with 25.99
goes round, and is wrong). Complete forms only: the conversion has no meaning for part of a form.

No bands: those in circulation could not be traced to their source.
"""

from artsrx.domain.i18n import _
from artsrx.domain.statistics import Better
from artsrx.instruments.instrument import Answers, FormQuestion, Instrument, Measure, Scale

# Metric scores for raw sums 7, 8, 9 … 35.
METRIC = (
    7.00, 9.51, 11.25, 12.40, 13.33, 14.08, 14.75, 15.32, 15.84, 16.36, 16.88, 17.43, 17.98, 18.59, 19.25, 19.98,
    20.73, 21.54, 22.35, 23.21, 24.11, 25.03, 26.02, 27.03, 28.13, 29.31, 30.70, 32.55, 35.00,
)  # fmt: skip
KEYS = ("q1", "q2", "q3", "q4", "q5", "q6", "q7")


def _score(answers: Answers) -> dict[str, float]:
    """The metric score of a complete form; nothing for an incomplete one."""
    try:
        return {"swemwbs": METRIC[sum([answers[key] for key in KEYS]) - 7]}
    except KeyError:
        return {}


SWEMWBS = Instrument(
    key="swemwbs",
    name=_("Short Warwick-Edinburgh Mental Wellbeing Scale (SWEMWBS)"),
    short_name="SWEMWBS",
    questions=tuple(FormQuestion(key, None, Scale(1, 5)) for key in KEYS),
    measures=(
        Measure(
            "swemwbs",
            _("Mental wellbeing (SWEMWBS)"),
            Better.HIGHER,
            decimals=2,
            lowest=7,
            highest=35,
            reliable_change=2.87,
            change_source=_(
                "2.87 points is 2.77 times the standard error of measurement: Health and Quality of Life Outcomes "
                "2018, 16:239"
            ),
        ),
    ),
    score=_score,
    registration_needed=True,
    summed=True,
    licence=_(
        "Warwick-Edinburgh Mental Wellbeing Scale (WEMWBS) © NHS Health Scotland, The University of Warwick and "
        "University of Edinburgh, 2006, all rights reserved. Your organisation must be registered with the University "
        "of Warwick before it uses the scale; the licence is free for charities, community interest companies and "
        "the public sector. ArtsRx holds the scoring and not the questions."
    ),
)
