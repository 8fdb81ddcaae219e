"""The register: everybody expected on one screen, one key each."""

from artsrx.domain.words import _
from artsrx.ui.screen import Entry
from artsrx.ui.screens.register.screen import RegisterScreen

ENTRY = Entry("register", _("Register"), "clipboard-check", RegisterScreen, hidden=True, under="programmes")
