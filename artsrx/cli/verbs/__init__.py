"""one file per verb: its arguments and what it does; VERBS = (…)"""

from artsrx.cli.verb import Verb
from artsrx.cli.verbs.backup import BACKUP
from artsrx.cli.verbs.check import CHECK
from artsrx.cli.verbs.figures import FIGURES
from artsrx.cli.verbs.import_list import IMPORT_LIST
from artsrx.cli.verbs.new import NEW
from artsrx.cli.verbs.people import PEOPLE
from artsrx.cli.verbs.report import REPORT
from artsrx.cli.verbs.restore import RESTORE
from artsrx.cli.verbs.sample import SAMPLE
from artsrx.cli.verbs.score import SCORE

VERBS: tuple[Verb, ...] = (NEW, SAMPLE, IMPORT_LIST, PEOPLE, REPORT, FIGURES, CHECK, BACKUP, RESTORE, SCORE)
