"""How a finished report leaves: saved, saved with a password, printed, copied; one about a person is asked about and noted down."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from artsrx.db.folder.outgoing import save_outside
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _, ngettext
from artsrx.records import sendings
from artsrx.ui.desk import Desk
from artsrx.ui.jobs import unreported
from artsrx.ui.pdf_view import print_pdf
from artsrx.ui.screens.reports.making import FinishedReport, lock


class ReportSender:
    """Sends one finished report after another; `over` is the widget over which the print preview opens."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        self._desk, self._over = desk, over

    def save(self, made: FinishedReport) -> None:
        """Ask where to, and save the PDF."""
        self._ask_first(made, _("Save as PDF"), partial(self._ask_where, made, made.pdf, _("saved as PDF")))

    def save_locked(self, password: str, made: FinishedReport) -> None:
        """Ask where to, and save the PDF locked with this password."""
        self._ask_first(made, _("Save with the password"), partial(self._lock_it, made, password))

    def print_it(self, made: FinishedReport) -> None:
        """Open the print preview."""
        self._ask_first(made, _("Print"), partial(self._print, made))

    def copy(self, made: FinishedReport) -> None:
        """Put the words on the clipboard, to paste into an email or a record."""
        self._ask_first(made, _("Copy as text"), partial(self._copy, made))

    # -- asking ---------------------------------------------------------------------------------------------------

    def _ask_first(self, made: FinishedReport, verb: str, then: Callable[[], object]) -> None:
        """Who gets what is about a person is asked once, before it leaves. Figures go without a question."""
        unprinted = unprinted_words(made.missing)
        if made.about is not None:
            words = _("It is about {name}. It is for: {reader}.").format(name=made.about.name, reader=made.about.reader)
            parts = [words, _("It will be on their timeline that it went out."), unprinted]
            self._desk.ask.confirm(_("Send this out?"), "\n\n".join(part for part in parts if part), verb, then)
        elif unprinted:
            self._desk.ask.confirm(_("Some letters cannot be printed"), unprinted, verb, then)
        else:
            then()

    # -- doing ----------------------------------------------------------------------------------------------------

    def _ask_where(self, made: FinishedReport, data: bytes, how: str) -> None:
        then = partial(self._write, made, data, how)
        self._desk.ask.save_file(_("Save the report"), made.file_name, [("PDF", ("pdf",))], then)

    def _write(self, made: FinishedReport, data: bytes, how: str, path: Path) -> None:
        try:
            save_outside(path, data)
        except (Refused, StoreError) as error:
            self._desk.ask.trouble(error)
            return
        pages = len(made.images)
        words = ngettext("Saved {file}, {n} page.", "Saved {file}, {n} pages.", pages)
        self._desk.say(words.format(file=path.name, n=pages))
        self._note(made, how)

    def _lock_it(self, made: FinishedReport, password: str) -> None:
        work, then = unreported(lock, made.pdf, password), partial(self._save_what_was_locked, made)
        self._desk.work(work, then, title=_("Locking the file"), on_error=self._trouble)

    def _save_what_was_locked(self, made: FinishedReport, data: bytes) -> None:
        self._ask_where(made, data, _("saved as PDF with a password"))

    def _trouble(self, error: Exception) -> None:
        if not isinstance(error, Refused | StoreError):
            raise error
        self._desk.ask.trouble(error)

    def _print(self, made: FinishedReport) -> None:
        print_pdf(self._over, made.pdf, made.title, partial(self._note, made, _("printed")))

    def _copy(self, made: FinishedReport) -> None:
        QGuiApplication.clipboard().setText(made.text)
        self._desk.say(_("The words are on the clipboard."))
        self._note(made, _("copied as text"))

    def _note(self, made: FinishedReport, how: str) -> None:
        """Write down that something about a person went out; it is done already, so it is nothing to undo."""
        if made.about is not None:
            self._desk.note(
                _("note what was sent"),
                sendings.record,
                participant=made.about.participant,
                report=made.wish.report.key,
                how=how,
                staff=self._desk.store.staff_id,
            )


def unprinted_words(missing: tuple[str, ...]) -> str:
    """Which letters could not be printed, in a sentence; empty if all could."""
    if not missing:
        return ""
    words = ngettext(
        "This character cannot be printed, and a box stands for it: {all}",
        "These characters cannot be printed, and boxes stand for them: {all}",
        len(missing),
    )
    return words.format(all=" ".join(missing))
