"""The people on one programme: a list with what the registers say, and a card for the one who is chosen."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.vocabulary import Point, point_words
from artsrx.records import forms, places, programmes
from artsrx.records.forms import FormLine
from artsrx.records.places import PlaceLine
from artsrx.ui.buttons import button, primary
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.inputs.choices import ChoiceField
from artsrx.ui.inputs.lines import DateField
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.lists.filtered_list import FilteredList
from artsrx.ui.lists.row_model import ListColumn
from artsrx.ui.page_parts import GAP, column, text
from artsrx.ui.routes import FormRoute, PersonRoute
from artsrx.ui.screens.programmes.fit_height import FitHeight
from artsrx.ui.screens.programmes.phrases import attended, joined, person_sentence, standing

MOST = 500
# A list shows at least some lines above its card.
LEAST_LIST, FIELD = 220, 210


class ProgrammePeople(QWidget):
    """The tab with the people; Enter opens a person's page."""

    def __init__(self, desk: Desk, *, today: Callable[[], date], give: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._today = desk, today
        self.programme: UUID | None = None
        self._forms: Mapping[UUID, tuple[FormLine, ...]] = {}
        columns = (
            ListColumn("name", _("Name"), _name, 26, sorts=False),
            ListColumn("attended", _("Came"), attended, 9, sorts=False),
            ListColumn("forms", _("Forms"), self._forms_of, 18, sorts=False),
            ListColumn("joined", _("From"), joined, 13, sorts=False),
            ListColumn("standing", _("Standing"), standing, 30, sorts=False),
        )
        self.list = FilteredList(
            columns,
            self._fetch,
            name="programme-people",
            title=_("People"),
            theme=desk.theme,
            empty=("users", _("Nobody has a place yet."), _("Give places"), give),
            sentence=person_sentence,
            extras=[primary(_("Give places"), give)],
        )
        self.list.view.opened.connect(self._open)
        self.list.view.chosen.connect(self._show_chosen)
        self.card = PlaceCard(desk, today=today)
        self.list.setMinimumHeight(desk.theme.px(LEAST_LIST))
        layout = column(self.list, self.card, gap=GAP)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def reload(self) -> None:
        """Read the people again."""
        self.list.reload()
        self.card.show_place(self.list.view.current())

    def open(self, programme: UUID) -> None:
        """Show the people of another programme."""
        self.programme = programme
        self.list.reload(from_start=True)
        self.card.show_place(None)

    def _fetch(self, *, offset: int, limit: int, sort: str, descending: bool, filter: str) -> Sequence[PlaceLine]:
        if self.programme is None:
            return ()
        self._forms = self._desk.read(forms.forms_of_programme, programme=self.programme)
        lines = self._desk.read(places.places_of, programme=self.programme, today=self._today())
        found = [line for line in lines if filter.lower() in line.name.lower()]
        return found[offset : offset + limit]

    def _forms_of(self, line: PlaceLine) -> str:
        own = self._forms.get(line.id, ())
        points = [point for point in Point if any(form.point is point for form in own)]
        words = ", ".join(point_words(point).lower() for point in points)
        return _("{points} (one twice)").format(points=words) if any(form.twice for form in own) else words

    @Slot(object)
    def _open(self, place: UUID) -> None:
        line = next(line for line in self.list.table.rows if line.id == place)
        self._desk.go(PersonRoute(line.participant))

    @Slot(object)
    def _show_chosen(self, _place: UUID | None) -> None:
        self.card.show_place(self.list.view.current())


class PlaceCard(FitHeight):
    """The chosen person: their page, a form, leaving, moving."""

    def __init__(self, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._desk, self._today = desk, today
        self.shown: PlaceLine | None = None
        self._title = text("", "heading")
        self.joined = DateField(_("Has the place from"), save=self._save_joined, name="joined", today=today)
        self.left = DateField(
            _("Left on"),
            save=self._save_left,
            name="left",
            today=today,
            hint=_("Their last day; empty while they come."),
        )
        self.because = TextField(_("Why they left"), save=self._save_because, name="because")
        self.to = ChoiceField(_("Move to"), save=self._move, name="programme", blank=_("Another programme …"))
        self.page = button(_("Their page"), self._page)
        self.form = button(_("Enter a form"), self._form)
        self.remove = button(_("Take the place away"), self._remove, tip=_("For one given by mistake"))
        fields = FlowBox(self.joined, self.left, self.because, self.to)
        for field in (self.joined, self.left, self.because, self.to):
            field.setMinimumWidth(desk.theme.px(FIELD))
        self.setLayout(column(self._title, fields, FlowBox(self.page, self.form, self.remove), gap=GAP, edge=20))

    def show_place(self, line: PlaceLine | None) -> None:
        """Show this person, or nobody."""
        self.setVisible(line is not None)
        if line is None:
            self.shown = None
            return
        anew = self.shown is None or self.shown.id != line.id
        self.shown = line
        self._title.setText(person_sentence(line))
        if anew:
            self.joined.reset(line.joined_on)
            self.left.reset(line.left_on)
            self.because.reset(line.left_because)
            self._offer()
        else:
            self.joined.show_value(line.joined_on)
            self.left.show_value(line.left_on)
            self.because.show_value(line.left_because)
        self.because.setEnabled(line.left_on is not None)

    def _offer(self) -> None:
        lines = self._desk.read(programmes.programme_list, today=self._today(), limit=MOST, sort="name").lines
        self.to.set_choices((line.id, line.name) for line in lines)
        self.to.reset(None)

    def _place(self) -> PlaceLine:
        assert self.shown is not None
        return self.shown

    def _save_joined(self, day: date | None) -> None:
        if day is None:
            raise Refused(_("From which day?"))
        self._desk.attempt(_("change when somebody joined"), places.change_joined, place=self._place().id, on=day)

    def _save_left(self, day: date | None) -> None:
        place = self._place()
        if day is None:
            self._desk.attempt(_("take back that somebody left"), places.rejoin, place=place.id)
        else:
            words = place.left_because
            self._desk.attempt(_("say that somebody left"), places.leave, place=place.id, on=day, because=words)

    def _save_because(self, words: str) -> None:
        place = self._place()
        if place.left_on is None:
            return
        self._desk.attempt(_("say why somebody left"), places.leave, place=place.id, on=place.left_on, because=words)

    def _move(self, programme: UUID | None) -> None:
        if programme is None:
            return
        today = self._today()
        self._desk.attempt(
            _("move somebody to another programme"),
            places.move,
            place=self._place().id,
            programme=programme,
            on=today,
            today=today,
        )
        self._desk.say(_("Moved from today."), undo=True)

    @Slot()
    def _page(self) -> None:
        self._desk.go(PersonRoute(self._place().participant))

    @Slot()
    def _form(self) -> None:
        self._desk.go(FormRoute(self._place().id))

    @Slot()
    def _remove(self) -> None:
        self._desk.do(_("take a place away"), places.remove, place=self._place().id)


def _name(line: PlaceLine) -> str:
    return line.name
