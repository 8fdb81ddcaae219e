"""Reports: choose one, see its real pages beside the choices, send it."""

from typing import Any

from artsrx.domain.i18n import _
from artsrx.ui.desk import Desk
from artsrx.ui.routes import PersonReportRoute, ReportsRoute
from artsrx.ui.screen import Screen, ScreenEntry


def _build(desk: Desk) -> Screen[Any]:
    from artsrx.ui.screens.reports.screen import ReportsScreen

    return ReportsScreen(desk)


ENTRY = ScreenEntry(
    "reports", _("Reports"), "file-chart-column", (ReportsRoute, PersonReportRoute), _build, ReportsRoute()
)
