"""A password for a file: one that is suggested, to be copied, or one's own, typed twice."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.passwords import check_new, suggest
from artsrx.ui.buttons import button, primary
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.page_parts import NEAR, column, text

WORDS = 6


class FilePassword(QFrame):
    """Shown when asked for; `locked(password)` when the password will do."""

    locked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._suggested = ""
        self.password = TextField(
            _("Password for this file"),
            name="password",
            hint=_("This one was drawn by chance. Your own will do as well."),
        )
        self.again = TextField(_("The same again"), name="again", secret=True)
        self.copied = text("", "good")
        self.copied.hide()
        self.copy = button(_("Copy the password"), self.copy_it)
        self.another = button(_("Suggest another"), self.suggest)
        self.save = primary(_("Save with this password"), self._save)
        self.leave = button(_("Not now"), self.hide)
        lead = _("Send the password another way, by phone or text message, and never in the same email.")
        self.setLayout(
            column(
                text(_("Save with a password"), "heading"),
                text(lead),
                self.password,
                self.again,
                self.copied,
                FlowBox(self.copy, self.another, self.save, self.leave),
                gap=NEAR,
                edge=16,
            )
        )
        self.password.edited.connect(self._show_again)
        self.hide()

    @Slot()
    def begin(self) -> None:
        """Show it with a fresh password."""
        self.suggest()
        self.show()
        self.password.setFocus()
        self.password.line.selectAll()

    @Slot()
    def suggest(self) -> None:
        """Put another password there."""
        self._suggested = suggest(WORDS)
        self.password.reset(self._suggested)
        self.again.reset("")
        self.again.hide()
        self.copied.hide()

    @Slot()
    def copy_it(self) -> None:
        """Put the password on the clipboard."""
        QGuiApplication.clipboard().setText(self.password.line.text())
        self.copied.setText(_("The password is on the clipboard."))
        self.copied.show()

    @Slot()
    def _show_again(self) -> None:
        self.copied.hide()
        self.again.setVisible(self.password.line.text() != self._suggested)

    @Slot()
    def _save(self) -> None:
        password = self.password.line.text()
        self.password.clear_error()
        self.again.clear_error()
        own = password != self._suggested
        if own and password != self.again.line.text():
            self.again.refuse(_("The two are not the same."))
            self.again.setFocus()
            return
        try:
            check_new(password)
        except Refused as refused:
            self.password.refuse(refused.words)
            self.password.setFocus()
            return
        self.locked.emit(password)
