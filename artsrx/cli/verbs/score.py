"""`artsrx score`: scores a file of questionnaires, without a record."""

import argparse
from pathlib import Path

from artsrx.cli.verb import Verb, VerbResult
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("instrument", metavar="INSTRUMENT")
    parser.add_argument("file", type=Path, metavar="FILE.csv")


def _score(chosen: argparse.Namespace) -> VerbResult:
    from artsrx.db.folder.plain_files import read_chosen
    from artsrx.exchange.limits import MOST_BYTES
    from artsrx.instruments.scoresheet import score_file

    try:
        data = read_chosen(chosen.file, MOST_BYTES)
    except OSError as error:
        words = _("The file {name} could not be read: {reason}.")
        raise Refused(words.format(name=chosen.file, reason=error.strerror)) from error
    sheet = score_file(chosen.instrument, data)
    return VerbResult(sheet.as_json(), sheet.as_words())


SCORE = Verb("score", _("score a file of questionnaires"), _add_arguments, _score)
