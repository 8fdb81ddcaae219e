"""A new password, typed twice or shown, with words about its strength while typing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.page_parts import NEAR, row, text

PAUSE_MS = 300


class NewPasswordFields(QWidget):
    """Two fields and "Show"; `value()` is the password, or raises Refused beside the field. Pasting is welcome.

    `about` gives what anybody could guess (names); passwords made of it are judged weak.
    """

    def __init__(self, about: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._about = about
        hint = _("15 characters or 4 words. A short sentence of your own is good.")
        self.first = TextField(_("Password"), name="password", secret=True, hint=hint)
        self.second = TextField(_("The same again"), name="again", secret=True)
        self.fields = (self.first, self.second)
        self._show = QCheckBox(_("Show what I type"))
        self._show.toggled.connect(self._toggle)
        self.strength = text("", "muted")
        self.strength.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._judge)
        self.first.edited.connect(self._pause.start)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(NEAR)
        for part in (self.first, self.strength, self.second):
            inside.addWidget(part)
        inside.addLayout(row(self._show, None))
        self.setFocusProxy(self.first)

    def value(self) -> str:
        """The password; raises Refused when it is weak or the two differ, and shows it there."""
        from artsrx.domain.passwords import check_new

        password = self.first.line.text()
        self.first.clear_error()
        self.second.clear_error()
        try:
            check_new(password, about=self._about())
        except Refused as refused:
            # The same words once, not twice.
            self._pause.stop()
            self.strength.hide()
            self.first.refuse(refused.words)
            self.first.setFocus()
            raise
        if password != self.second.line.text():
            self.second.refuse(_("The two are not the same. Tick “Show what I type” to compare them."))
            self.second.setFocus()
            raise Refused(_("The two passwords are not the same."), "again")
        return password

    @Slot()
    def _judge(self) -> None:
        from artsrx.domain.passwords import check_new

        self.first.clear_error()
        if not self.first.line.text():
            self.strength.hide()
            return
        try:
            check_new(self.first.line.text(), about=self._about())
        except Refused as refused:
            self._say("wait", refused.words)
        else:
            self._say("good", _("Strong. Nobody will guess this one."))

    def _say(self, role: str, words: str) -> None:
        self.strength.setObjectName(role)
        self.strength.setText(words)
        self.strength.show()
        self.strength.style().unpolish(self.strength)
        self.strength.style().polish(self.strength)

    @Slot(bool)
    def _toggle(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.first.line.setEchoMode(mode)
        self.second.line.setEchoMode(mode)
