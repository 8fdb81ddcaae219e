"""The page for the sample: what it is, and the password that was made up for it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from artsrx.domain.i18n import _
from artsrx.ui.front.front_page import FrontPage
from artsrx.ui.inputs.text_field import TextField

if TYPE_CHECKING:
    pass


class SamplePage(FrontPage):
    """What the sample is, and the password that was made up for it; emits `wanted(password)`."""

    wanted = Signal(str)

    def __init__(self, password: str) -> None:
        lede = _(
            "About 120 invented people, six programmes, a year of registers and forms. Try anything; it goes in one click."
        )
        super().__init__(_("Look round with sample data"), lede, kicker=_("Nobody in it is real"))
        hint = _("We made one up: you need it only to unlock the sample again. It is shown at the top of the window.")
        self._password = TextField(_("Password of the sample"), name="password", hint=hint)
        self._password.reset(password)
        self._password.line.returnPressed.connect(self.submit)
        self.body.addWidget(self._password)
        self.finish(_("Make the sample and open it"))

    @Slot()
    def submit(self) -> None:
        self.wanted.emit(self._password.value())
