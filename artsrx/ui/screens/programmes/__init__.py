"""Programmes: the list, a new course in one screen, and one programme's people, sessions and details."""

from artsrx.domain.words import _
from artsrx.ui.screen import Entry
from artsrx.ui.screens.programmes.screen import Programmes

ENTRY = Entry("programmes", _("Programmes"), "palette", Programmes)
