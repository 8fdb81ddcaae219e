"""figures → document → renderer; REPORTS = (…)"""

from artsrx.reports.impact import IMPACT
from artsrx.reports.link_worker import LINK_WORKER

REPORTS = (LINK_WORKER, IMPACT)
