"""Files that are something else than a list of people: filled-in forms, and registers with a column for each session."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from artsrx.domain.i18n import _
from artsrx.domain.names import fold
from artsrx.exchange.reading import Cell

_QUESTION = re.compile(r"^(?:q|question|item)? ?0?\d{1,2}\b|^q\d|optimistic about the future|feeling useful|feeling relaxed|"
                       r"dealing with problems|thinking clearly|feeling close to|make up my own mind|"
                       r"^(?:life )?(?:sat\w*|worth\w*|happ\w*|anxi\w*)(?: 0 10| yesterday)?$|"
    r"satisfied are you|things you do in your life")  # fmt: skip
_POINT = re.compile(
    r"^(?:which form|point|time ?point|when completed|before (?:or|and) after|pre (?:or )?post|stage|form|start or end|baseline)$"
)
_ANSWERS = 4
_WEEKS = re.compile(
    r"^(?:week|wk|session|sess|class|w|s) ?\d{1,2}\b|^\d{1,2} \d{1,2}(?: \d{2,4})?$|^\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)


def is_file_of_forms(headings: Sequence[Cell]) -> bool:
    """Whether a file holds answers to a questionnaire: several questions by number or wording, and which form it was."""
    words = [fold(cell) for cell in headings if isinstance(cell, str)]
    questions = sum(bool(_QUESTION.search(one)) for one in words)
    return questions >= _ANSWERS and (questions >= 7 or any(map(_POINT.match, words)))


def sessions_of(headings: Sequence[Cell]) -> int:
    """How many columns of a register stand for sessions: dates or "Week 1"; 0 for a list that is none."""
    found = sum(
        isinstance(cell, (date, datetime)) or (isinstance(cell, str) and bool(_WEEKS.match(fold(cell))))
        for cell in headings
    )
    return found if found > 1 else 0


def forms_words() -> str:
    """Why a file of forms brings nobody in, and what to do with it."""
    return _(
        "This is a file of filled-in forms and not a list of people, so nobody is brought in from it. Add the people first; "
        "then type each form on its programme, under Forms, or get the scores with “artsrx score”."
    )


def register_words(sessions: int) -> str:
    """What is read of a register, and what is not."""
    return _(
        "This looks like a register: the people are read, the marks in its {n} columns of sessions are not. "
        "Plan the course under Programmes, then mark each session there."
    ).format(n=sessions)
