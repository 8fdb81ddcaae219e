"""the same verbs without a window: new, sample, import, people, report, figures, check, backup, restore, score"""

import argparse
import sys
from collections.abc import Sequence

from artsrx.cli.output import as_json, printable
from artsrx.cli.verbs import VERBS
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _

REFUSED = 1

__all__ = ["VERBS", "main", "parser"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb and returns its exit status: 0 done, 1 refused, 2 asked for wrongly (as `SystemExit`).

    Each verb prints plain words, or one JSON value with `--json`; a refusal goes to standard error in words.
    """
    chosen = parser().parse_args(arguments)
    try:
        result = chosen.run(chosen)
    except (Refused, StoreError) as error:
        print(error.words, file=sys.stderr)  # standard error writes what it has no code for by its number
        return REFUSED
    print(as_json(result.facts) if chosen.json else printable(result.words))
    return 0


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line: each verb with its own arguments and those that every verb takes."""
    made = argparse.ArgumentParser(prog="artsrx", description=_("One encrypted register for arts on prescription."))
    listed = made.add_subparsers(metavar=_("VERB"), required=True)
    for verb in VERBS:
        one = listed.add_parser(verb.name, help=verb.words, description=verb.words)
        one.set_defaults(run=verb.run)
        one.add_argument("--json", action="store_true", help=_("print one JSON value"))
        one.add_argument("--password-stdin", action="store_true", help=_("read the password from standard input"))
        verb.add_arguments(one)
    return made
