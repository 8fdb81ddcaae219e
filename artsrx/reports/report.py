"""What a report is, for a list to choose from."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Report:
    """One report: its key on the command line, its title, what it is for, and what it is about.

    A report on a "period" is asked for dates and programmes, one on a "person" for somebody.
    """

    key: str
    title: str
    words: str
    about: Literal["period", "person"]
