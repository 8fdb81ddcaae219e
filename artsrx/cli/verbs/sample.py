"""`artsrx sample`: makes a record with a year of an invented organisation in it."""

import argparse
import os
from datetime import date
from functools import partial

from artsrx.cli.record_making import make_record
from artsrx.cli.signing_on import PASSWORD, add_record
from artsrx.cli.verb import Verb, VerbResult
from artsrx.domain.i18n import _


def _sample(chosen: argparse.Namespace) -> VerbResult:
    from artsrx.domain.passwords import suggest
    from artsrx.records.sample import STAFF, make_sample, organisation_name

    password = os.environ.get(PASSWORD) or suggest()
    fill = partial(make_sample, today=date.today())
    make_record(chosen.record, organisation_name(), STAFF, password, fill=fill)
    facts = {"record": str(chosen.record), "staff": STAFF}
    words = _("A sample record with a year of an invented organisation is ready: {folder}").format(folder=chosen.record)
    if not os.environ.get(PASSWORD):
        facts["password"] = password
        words += "\n" + _("Its password: {password}").format(password=password)
    return VerbResult(facts, words)


SAMPLE = Verb("sample", _("make a sample record to look round in"), add_record, _sample)
