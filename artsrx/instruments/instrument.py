"""What a questionnaire is: its questions, its measures, how it is scored and who owns its wording."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.statistics import Better


@dataclass(frozen=True, slots=True)
class Scale:
    """Every whole number from one to another, with the words at its two ends if they may be shipped."""

    lowest: int
    highest: int
    lowest_words: str = ""
    highest_words: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One worded answer: the number that stands for it on the form and in the record, and its words."""

    value: int
    words: str


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """One question: its key in stored answers, its wording if it may be shipped, and what it takes.

    It takes any number of a scale, or one of some worded options, as the form has them: where an answer counts the
    other way round, that is for `Instrument.score`.
    """

    key: str
    wording: str | None
    takes: Scale | tuple[Option, ...]

    @property
    def values(self) -> Sequence[int]:
        """The numbers that are answers, in the order of the form."""
        if isinstance(self.takes, Scale):
            return range(self.takes.lowest, self.takes.highest + 1)
        return tuple(option.value for option in self.takes)

    @property
    def options(self) -> tuple[Option, ...]:
        """The worded options, none where it takes a scale."""
        return () if isinstance(self.takes, Scale) else self.takes

    @property
    def takes_words(self) -> str:
        """What it takes: "0 not at all to 10 completely", or "0 never, 1 sometimes, 2 often"."""
        if isinstance(self.takes, Scale):
            low, high = (
                f"{self.takes.lowest} {self.takes.lowest_words}",
                f"{self.takes.highest} {self.takes.highest_words}",
            )
            return _("{low} to {high}").format(low=low.strip(), high=high.strip())
        return ", ".join(f"{option.value} {option.words}" for option in self.takes)

    def refusal(self, number: int, answer: object) -> Refused:
        """What to say to an answer that it does not take; `number` is the question's place on the form, from 1."""
        answered = str(answer).strip()[:40]
        if isinstance(self.takes, Scale):
            words = _("Question {number} takes a whole number from {lowest} to {highest}; “{answer}” is not one.")
            low, high = self.takes.lowest, self.takes.highest
            return Refused(words.format(number=number, lowest=low, highest=high, answer=answered), self.key)
        words = _("Question {number} takes one of {options}; “{answer}” is none of them.")
        return Refused(words.format(number=number, options=self.takes_words, answer=answered), self.key)


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """A named stretch of a measure, both ends included."""

    name: str
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Measure:
    """One number that an instrument gives about a person, and how it may be read.

    `decimals` is the precision of the scale. `reliable_change` is the published threshold in the measure's own unit
    with `change_source`, or None where none was found. `single_question` measures are tested by ranks. `bands` are
    published ones, with their source, or none.
    """

    key: str
    name: str
    better: Better
    decimals: int
    lowest: float
    highest: float
    reliable_change: float | None = None
    change_source: str = ""
    bands: tuple[ScoreBand, ...] = ()
    bands_source: str = ""
    single_question: bool = False

    def band(self, score: float) -> str | None:
        """The name of the band that a score falls in, or None where the measure has no bands."""
        return next((band.name for band in self.bands if band.lowest <= score <= band.highest), None)

    def words(self, score: float) -> str:
        """A score of one person as it is shown, to the precision of the scale, with its band if there is one: "7 (high)".

        Wherever bands are shown, `bands_note` says whose they are. A mean has no band: they are of people.
        """
        number, band = f"{score:.{self.decimals}f}", self.band(score)
        return number if band is None else _("{score} ({band})").format(score=number, band=band)


def bands_note(measures: Iterable[Measure]) -> str:
    """Whose the bands are that stand beside the scores of these measures, or nothing where there are none."""
    sources = dict.fromkeys(measure.bands_source for measure in measures if measure.bands)
    return _("Words after a score: {sources}.").format(sources="; ".join(sources)) if sources else ""


Answers = Mapping[str, int]
"""The answers of one form by question key; a question left blank has none."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire; `short_name` is what it is called in lists and choices ("ONS4").

    `score` turns checked answers into scores by measure key, leaving out what cannot be scored. `summed` says that
    a raw sum of all answers has a meaning. `registration_needed` says that the organisation must be registered with
    the owner before it uses the questionnaire.
    """

    key: str
    name: str
    short_name: str
    questions: tuple[FormQuestion, ...]
    measures: tuple[Measure, ...]
    score: Callable[[Answers], dict[str, float]]
    licence: str
    registration_needed: bool = False
    summed: bool = False

    @property
    def wording_shipped(self) -> bool:
        """Whether the questions may be shown in their own words; else they are "Question 1", "Question 2"."""
        return all(question.wording is not None for question in self.questions)

    def words(self, place: int) -> str:
        """The question at a place from 0, in its own words or by its number."""
        wording = self.questions[place].wording
        return wording if wording is not None else _("Question {number}").format(number=place + 1)

    def measure(self, key: str) -> Measure:
        """The measure with this key; KeyError if there is none."""
        return next(measure for measure in self.measures if measure.key == key)

    def check(self, answers: Mapping[str, object]) -> dict[str, int]:
        """The answers as whole numbers, without the blanks (None, "" or spaces).

        Text that reads as a number is taken, 3.0 as 3. Raises `Refused`, its field the question's key, for anything
        else, for a number outside the question's range and for a key that is no question of this instrument.
        """
        places = {question.key: place for place, question in enumerate(self.questions)}
        checked: dict[str, int] = {}
        for key, answer in answers.items():
            if key not in places:
                raise Refused(_("{instrument} has no question “{key}”.").format(instrument=self.name, key=key), key)
            value = self._number(places[key], answer)
            if value is not None:
                checked[key] = value
        return checked

    def _number(self, place: int, answer: object) -> int | None:
        """One answer as a number that the question takes, None if blank, else `Refused`."""
        question = self.questions[place]
        if answer is None or (isinstance(answer, str) and not answer.strip()):
            return None
        try:
            number = float(answer) if isinstance(answer, str | int | float) else float("nan")
        except ValueError:
            number = float("nan")
        if isinstance(answer, bool) or number not in question.values:
            raise question.refusal(place + 1, answer)
        return int(number)

    def raw(self, answers: Answers) -> int | None:
        """The raw sum of a complete form, for an instrument that has one; None for part of a form or where none is meant."""
        complete = all(question.key in answers for question in self.questions)
        return sum(answers.values()) if self.summed and complete else None

    def scores(self, answers: Answers) -> dict[str, float] | None:
        """Scores by measure key from checked answers, or None where nothing can be scored (returned, not scored)."""
        return self.score(answers) or None
