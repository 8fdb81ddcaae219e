"""Everything that happened with one person, the newest first, and a place to write the next line."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from artsrx.domain.dates import long_date
from artsrx.domain.i18n import _, ngettext
from artsrx.records import notes
from artsrx.records.organisation import organisation
from artsrx.records.timeline import TimelineEntry, TimelineKind, timeline
from artsrx.reports import report_called
from artsrx.ui.buttons import button, link_button
from artsrx.ui.desk import Desk
from artsrx.ui.folding_layout import folding
from artsrx.ui.inputs.lines import LONGEST_DAY
from artsrx.ui.inputs.notes import NotesField
from artsrx.ui.page_parts import GAP, NEAR, TIGHT, clear, column, hairline, row, text, widgets_in
from artsrx.ui.routes import FormRoute, ReferralRoute, RegisterRoute, ScreenRoute

PAGE = 15
ICONS = {
    TimelineKind.ADDED: "user-plus",
    TimelineKind.REFERRAL: "inbox",
    TimelineKind.STATUS: "clipboard-check",
    TimelineKind.CONSENT: "shield-check",
    TimelineKind.PLACE: "calendar-plus",
    TimelineKind.LEFT: "door-open",
    TimelineKind.SESSION: "calendar-check",
    TimelineKind.FORM: "list-checks",
    TimelineKind.NOTE: "message-square",
    TimelineKind.SENDING: "send",
}


class TimelineCard(QFrame):
    """The timeline of whoever is shown."""

    def __init__(self, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk, self._today = desk, today
        self._person: UUID | None = None
        self._limit = PAGE
        self.write = NotesField(_("Write a note"), name="note", lines=2)
        self._keep = button(_("Add the note"), self._add)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GAP)
        self._older = button(_("Show what came before"), self._more)
        self._sources = text("", "hint")
        self.setLayout(
            column(
                text(_("What has happened"), "heading"),
                self.write,
                row(self._keep, None),
                hairline(),
                self._lines,
                row(self._older, None),
                self._sources,
                gap=GAP,
                edge=20,
            )
        )

    def open(self, person: UUID) -> None:
        """Show another person's story from its end."""
        self._person = person
        self._limit = PAGE
        self.write.reset("")
        self.refresh()

    def begin_note(self) -> None:
        """Go to the box for a note."""
        self.write.setFocus()

    def refresh(self) -> None:
        """Read the story again; a note that is being changed is left alone."""
        assert self._person is not None
        if any(line.changing for line in self.lines()):
            return
        page = self._desk.read(timeline, self._person, limit=self._limit)
        clear(self._lines)
        day: object = ""
        for entry in map(self._named, page.entries):
            self._lines.addWidget(_TimelineLine(entry, self._desk, dated=entry.on != day))
            day = entry.on
        self._sources.setText("\n".join(dict.fromkeys(entry.source for entry in page.entries if entry.source)))
        self._sources.setVisible(bool(self._sources.text()))
        older = page.total - len(page.entries)
        self._older.setVisible(older > 0)
        self._older.setText(ngettext("Show {n} earlier line", "Show {n} earlier lines", older).format(n=older))

    def _named(self, entry: TimelineEntry) -> TimelineEntry:
        """The entry, a report that went out by its name; of one that is gone, what the record says."""
        report = report_called(entry.title) if entry.kind is TimelineKind.SENDING else None
        return entry if report is None else replace(entry, title=report.title(self._desk.read(organisation)))

    def lines(self) -> list["_TimelineLine"]:
        """The lines as they are shown now, from the top."""
        return [line for line in widgets_in(self._lines) if isinstance(line, _TimelineLine)]

    @Slot()
    def _more(self) -> None:
        self._limit += PAGE * 10
        self.refresh()

    @Slot()
    def _add(self) -> None:
        assert self._person is not None
        words = self.write.value()
        written = self._desk.do_or(
            self._show_refusal,
            _("write a note"),
            notes.write,
            participant=self._person,
            words=words,
            on=self._today(),
        )
        if written:
            self.write.reset("")
            self.write.setFocus()

    def _show_refusal(self, refused: Any) -> None:
        self.write.refuse(refused.words)
        self.write.setFocus()


class _TimelineLine(QWidget):
    """One entry: its day, what it was, and where it leads."""

    def __init__(self, entry: TimelineEntry, desk: Desk, *, dated: bool) -> None:
        super().__init__()
        self.entry, self._desk = entry, desk
        self.changing = False
        icon = text("", wrap=False)
        icon.setPixmap(desk.theme.picture(ICONS[entry.kind], desk.theme.colours.muted, 18))
        icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        when = long_date(entry.on) if entry.on else _("No date")
        # The day is said once for all that happened on it.
        day = text(when if dated else "", "muted", wrap=False)
        # As wide as the longest day whether it is said or not, so that all bodies stand under each other.
        day.setMinimumWidth(day.fontMetrics().horizontalAdvance(LONGEST_DAY))
        day.setAlignment(Qt.AlignmentFlag.AlignTop)
        body = QWidget()
        self._body = column(gap=TIGHT)
        body.setLayout(self._body)
        if entry.kind is not TimelineKind.NOTE:
            title = row(gap=NEAR)
            title.addWidget(text(entry.title, "strong"), 1, Qt.AlignmentFlag.AlignTop)
            if self._route() is not None:
                title.addWidget(self._link(), 0, Qt.AlignmentFlag.AlignTop)
            self._body.addLayout(title)
        self._words = text(entry.words)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setVisible(bool(entry.words))
        self._body.addWidget(self._words)
        if entry.kind is TimelineKind.NOTE:
            self._tools = QWidget()
            tools = (link_button(_("Change"), self._change), link_button(_("Remove"), self._remove), None)
            self._tools.setLayout(row(*tools))
            self._body.addWidget(self._tools)
        layout = row(icon, folding((day, 0), (body, 1), gap=NEAR), gap=NEAR)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setAccessibleName(f"{when}: {entry.title}. {entry.words}")

    def _route(self) -> ScreenRoute | None:
        entry = self.entry
        if entry.kind in (TimelineKind.REFERRAL, TimelineKind.STATUS):
            return ReferralRoute(entry.id)
        if entry.kind is TimelineKind.SESSION:
            return RegisterRoute(entry.id)
        if entry.kind is TimelineKind.FORM and entry.place is not None:
            return FormRoute(entry.place)
        return None

    def _link(self) -> QWidget:
        verb = {TimelineKind.SESSION: _("Register"), TimelineKind.FORM: _("Form")}.get(self.entry.kind, _("Referral"))
        made = link_button(verb, self._go)
        made.setAccessibleName(f"{verb}: {self.entry.title}")
        return made

    @Slot()
    def _go(self) -> None:
        route = self._route()
        if route is not None:
            self._desk.go(route)

    @Slot()
    def _change(self) -> None:
        self.changing = True
        field = NotesField(_("Note"), save=self._save, name="changed_note", lines=3)
        field.reset(self.entry.words)
        field.kept.connect(self._end_change)
        self._words.hide()
        self._tools.hide()
        self._body.addWidget(field)
        field.setFocus()

    def _save(self, words: str) -> None:
        # Before the save, since the change that it makes reads the story again.
        self.changing = False
        try:
            self._desk.attempt(_("change a note"), notes.change, note=self.entry.id, words=words)
        except Exception:
            self.changing = True
            raise

    @Slot()
    def _end_change(self) -> None:
        self.changing = False

    @Slot()
    def _remove(self) -> None:
        if self._desk.do(_("remove a note"), notes.remove, note=self.entry.id):
            self._desk.say(_("Removed the note."), undo=True)
