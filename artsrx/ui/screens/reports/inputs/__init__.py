"""one input for each kind of thing that a report can ask for"""

from collections.abc import Callable
from datetime import date
from typing import Any

from artsrx.reports.asks import Ask, AskOneOf, AskPeriod, AskPerson, AskProgrammes, AskTick, AskWords
from artsrx.ui.desk import Desk
from artsrx.ui.screens.reports.inputs.ask_input import AskInput
from artsrx.ui.screens.reports.inputs.fields import OneOfInput, TickInput, WordsInput
from artsrx.ui.screens.reports.inputs.period import PeriodInput
from artsrx.ui.screens.reports.inputs.person import PersonInput
from artsrx.ui.screens.reports.inputs.programmes import ProgrammesInput

_INPUTS: dict[type, type[AskInput]] = {
    AskPeriod: PeriodInput,
    AskProgrammes: ProgrammesInput,
    AskPerson: PersonInput,
    AskWords: WordsInput,
    AskOneOf: OneOfInput,
    AskTick: TickInput,
}


def input_for(ask: Ask[Any], desk: Desk, *, today: Callable[[], date]) -> AskInput:
    """The input for what a report asks."""
    return _INPUTS[type(ask)](ask, desk, today=today)
