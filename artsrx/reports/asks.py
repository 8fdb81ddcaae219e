"""What a report can ask for; the screen makes an input of each kind, and the command line its options.

A report lists its asks, and is given the answers by them: `answers[PERIOD]` is a `Period`, and the types say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar, cast
from uuid import UUID

from artsrx.reports.periods import Period

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ask(Generic[T]):
    """One thing that a report asks for.

    `key` is its name among the answers and, with dashes, on the command line; `words` stand beside its input, and
    `help` explains it on the command line. Two reports that use one key mean the same by it.
    """

    key: str
    words: str
    help: str


@dataclass(frozen=True, slots=True)
class AskPeriod(Ask[Period]):
    """From one day to another; the last twelve months, if nothing is said."""


@dataclass(frozen=True, slots=True)
class AskProgrammes(Ask[tuple[UUID, ...] | None]):
    """Some programmes, by their ids; None is all of them."""


@dataclass(frozen=True, slots=True)
class AboutPerson:
    """Somebody, and one of their referrals; without one, their latest."""

    participant: UUID
    referral: UUID | None = None


@dataclass(frozen=True, slots=True)
class AskPerson(Ask[AboutPerson]):
    """Somebody, who has to be named; with `referral`, also which of their referrals, where they have several."""

    referral: bool = False


@dataclass(frozen=True, slots=True)
class AskWords(Ask[str]):
    """A few lines of plain text, or none; `hint` says what becomes of them."""

    hint: str = ""


@dataclass(frozen=True, slots=True)
class AskOneOf(Ask[str]):
    """One of a few, by its key; each option is its key and its words, and the first is meant if nothing is said."""

    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AskTick(Ask[bool]):
    """Yes, or no if nothing is said."""


class ReportAnswers:
    """What was answered, for a report to look up by what it asked."""

    def __init__(self, given: Mapping[str, object]) -> None:
        self._given = dict(given)

    def __getitem__(self, ask: Ask[T]) -> T:
        """The answer to this ask; KeyError if the report did not ask for it."""
        return cast(T, self._given[ask.key])
