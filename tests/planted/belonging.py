"""A made-up questionnaire of four worded options, one question counted the other way round, and bands."""

from artsrx.domain.statistics import Better
from artsrx.instruments.instrument import Answers, FormQuestion, Instrument, Measure, Option, Scale, ScoreBand

OFTEN = (Option(0, "never"), Option(1, "now and then"), Option(2, "often"), Option(3, "always"))
QUESTIONS = (
    FormQuestion("tea", "Somebody offers me tea here.", OFTEN),
    FormQuestion("door", "I wait at the door before I come in.", OFTEN),
    FormQuestion("name", "People here say my name.", OFTEN),
    FormQuestion("distance", "How near is the place to you?", Scale(1, 20, "next door", "far away")),
)


def _score(answers: Answers) -> dict[str, float]:
    """Waiting at the door counts the other way round; all three are needed. How near it is stands alone."""
    found = {"distance": float(answers["distance"])} if "distance" in answers else {}
    if {"tea", "door", "name"} <= answers.keys():
        found["belonging"] = float(answers["tea"] + 3 - answers["door"] + answers["name"])
    return found


BELONGING = Instrument(
    key="belonging",
    name="Belonging in three questions and a distance",
    short_name="Belonging",
    questions=QUESTIONS,
    measures=(
        Measure(
            "belonging",
            "Belonging",
            Better.HIGHER,
            decimals=0,
            lowest=0,
            highest=9,
            bands=(ScoreBand("a stranger", 0, 3), ScoreBand("a guest", 4, 6), ScoreBand("at home", 7, 9)),
            bands_source="made up for a test",
        ),
        Measure("distance", "Distance", Better.LOWER, decimals=0, lowest=1, highest=20, single_question=True),
    ),
    score=_score,
    licence="Made up for a test.",
)
