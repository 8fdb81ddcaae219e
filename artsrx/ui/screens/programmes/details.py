"""What is known of one programme, saved when a field is left."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from artsrx.domain.i18n import _
from artsrx.records import programmes
from artsrx.records.programmes import ProgrammePage
from artsrx.ui.buttons import button
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.inputs.field_grid import FieldGrid
from artsrx.ui.inputs.input_field import InputField
from artsrx.ui.inputs.lines import NumberField
from artsrx.ui.inputs.notes import NotesField
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.page_parts import GAP, column
from artsrx.ui.routes import ProgrammesRoute
from artsrx.ui.scroll_page import ScrollPage


class ProgrammeDetails(QWidget):
    """The tab with the details."""

    def __init__(self, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._desk, self._today = desk, today
        self.shown: ProgrammePage | None = None
        self.fields: dict[str, InputField[Any]] = {
            "name": TextField(_("Name"), save=partial(self.keep, "name"), name="name"),
            "artform": TextField(_("Art form"), save=partial(self.keep, "artform"), name="artform"),
            "venue": TextField(_("Venue"), save=partial(self.keep, "venue"), name="venue"),
            "facilitator": TextField(_("Facilitator"), save=partial(self.keep, "facilitator"), name="facilitator"),
            "capacity": NumberField(
                _("Places"),
                save=partial(self.keep, "capacity"),
                name="capacity",
                least=1,
                hint=_("Empty for no limit."),
            ),
            "needed": NumberField(
                _("Finished means coming to"),
                save=partial(self.keep, "needed"),
                name="needed",
                least=1,
                hint=_("So many sessions; empty for no rule."),
            ),
            "needed_of": NumberField(
                _("out of"),
                save=partial(self.keep, "needed_of"),
                name="needed_of",
                least=1,
                hint=_("All its sessions."),
            ),
            "notes": NotesField(_("Notes"), save=partial(self.keep, "notes"), name="notes"),
        }
        self.close_it = button(_("Close this programme"), self._close)
        self.remove = button(_("Remove this programme"), self._remove, tip=_("For one made by mistake"))
        inside = QWidget()
        inside.setObjectName("page")
        actions = FlowBox(self.close_it, self.remove)
        inside.setLayout(column(FieldGrid(list(self.fields.values()), columns=2), actions, None, gap=GAP))
        self.setLayout(column(ScrollPage(inside)))

    def show_programme(self, page: ProgrammePage, *, anew: bool) -> None:
        """Show these details; `anew` for another programme."""
        self.shown = page
        for name, field in self.fields.items():
            value = getattr(page, name)
            if anew:
                field.reset(value)
            else:
                field.show_value(value)
        self.close_it.setText(_("Open it again") if page.closed_on else _("Close this programme"))

    def keep(self, field: str, value: Any) -> None:
        """Save one field; raises Refused."""
        self._desk.attempt(_("change a programme"), programmes.change, programme=self._page().id, **{field: value})

    def _page(self) -> ProgrammePage:
        assert self.shown is not None
        return self.shown

    @Slot()
    def _close(self) -> None:
        page = self._page()
        if page.closed_on is not None:
            self._desk.do(_("open a programme again"), programmes.reopen, programme=page.id)
        elif self._desk.do(_("close a programme"), programmes.close, programme=page.id, on=self._today()):
            self._desk.say(_("Closed. Nobody loses anything; it can be opened again."), undo=True)

    @Slot()
    def _remove(self) -> None:
        if self._desk.do(_("remove a programme"), programmes.remove, programme=self._page().id):
            self._desk.say(_("Removed the programme."), undo=True)
            self._desk.go(ProgrammesRoute())
