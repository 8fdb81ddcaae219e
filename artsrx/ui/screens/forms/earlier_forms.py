"""The forms that somebody has already, each with its score, to be changed or removed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from artsrx.domain.i18n import _
from artsrx.records.forms import FormLine
from artsrx.ui.buttons import link_button
from artsrx.ui.page_parts import NEAR, clear, column, row, text
from artsrx.ui.screens.forms.phrases import form_words


class EarlierForms(QWidget):
    """`change(FormLine)` and `remove(FormLine)` when somebody presses these."""

    change = Signal(object)
    remove = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=NEAR)
        self.setLayout(self._lines)

    def show_forms(self, forms: Sequence[FormLine]) -> None:
        """Show these forms."""
        clear(self._lines)
        self.setVisible(bool(forms))
        if forms:
            self._lines.addWidget(text(_("Forms already entered"), "heading"))
        for form in forms:
            one = _One(form)
            one.change.connect(self.change)
            one.remove.connect(self.remove)
            self._lines.addWidget(one)


class _One(QWidget):
    """One form in a line."""

    change = Signal(object)
    remove = Signal(object)

    def __init__(self, form: FormLine) -> None:
        super().__init__()
        self._form = form
        words = text(form_words(form), "wait" if form.twice else "plain")
        change, remove = link_button(_("Change"), self._change), link_button(_("Remove"), self._remove)
        change.setAccessibleName(_("Change: {form}").format(form=form_words(form)))
        remove.setAccessibleName(_("Remove: {form}").format(form=form_words(form)))
        line = row(words, change, remove)
        line.setStretch(0, 1)
        self.setLayout(line)

    @Slot()
    def _change(self) -> None:
        self.change.emit(self._form)

    @Slot()
    def _remove(self) -> None:
        self.remove.emit(self._form)
