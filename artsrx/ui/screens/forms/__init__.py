"""Outcome forms: keyed from paper, one person after another."""

from typing import Any

from artsrx.domain.i18n import _
from artsrx.ui.desk import Desk
from artsrx.ui.routes import FormRoute, FormsRoute, ProgrammesRoute
from artsrx.ui.screen import Screen, ScreenEntry


def _build(desk: Desk) -> Screen[Any]:
    from artsrx.ui.screens.forms.screen import FormsScreen

    return FormsScreen(desk)


ENTRY = ScreenEntry("forms", _("Forms"), "list-checks", (FormsRoute, FormRoute), _build, under=ProgrammesRoute)
