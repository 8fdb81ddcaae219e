"""a report is a folder and a line: what it asks, reads, tells, and names its file; REPORTS = (…)"""

from typing import Any

from artsrx.reports.impact import IMPACT
from artsrx.reports.link_worker import LINK_WORKER
from artsrx.reports.report import Report

REPORTS: tuple[Report[Any], ...] = (LINK_WORKER, IMPACT)


def report_called(key: str) -> Report[Any] | None:
    """The report with this key, None if there is none: what was sent before may be of a report that is gone."""
    return next((report for report in REPORTS if report.key == key), None)
