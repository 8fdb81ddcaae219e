"""What a verb of the command line is: its name, its arguments, what it does, and what it has to say."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class VerbResult:
    """What a verb has to say: the same `facts` for a script (as JSON carries them) and in plain `words`."""

    facts: Any
    words: str


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: `words` say in a line what it does, `add_arguments` puts what it takes into its own parser.

    `run` is given what was typed. It may raise `Refused` and `StoreError`, whose words are printed.
    """

    name: str
    words: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], VerbResult]
