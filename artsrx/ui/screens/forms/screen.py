"""Forms keyed from paper: choose the point and the day once, then one person after another without the mouse."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from artsrx.db.schema import tables
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.vocabulary import Point, point_words
from artsrx.instruments import INSTRUMENTS
from artsrx.instruments import instrument as known_instrument
from artsrx.instruments.instrument import bands_note
from artsrx.records import forms, places
from artsrx.records.forms import FormLine
from artsrx.records.places import PlaceLine
from artsrx.records.programmes import programme_page
from artsrx.ui.buttons import button, link_button, primary
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.inputs.choices import PickField
from artsrx.ui.inputs.lines import DateField
from artsrx.ui.lists.filtered_list import FilteredList
from artsrx.ui.lists.row_model import ListColumn
from artsrx.ui.page_parts import EDGE, GAP, NEAR, card, column, empty_state, text
from artsrx.ui.routes import FormRoute, FormsRoute, ProgrammeRoute, ProgrammesRoute
from artsrx.ui.screen import Screen
from artsrx.ui.screens.forms.answers import AnswerBoxes
from artsrx.ui.screens.forms.earlier_forms import EarlierForms
from artsrx.ui.screens.forms.phrases import instruments, lacks_form, person_words, points_words, score_words
from artsrx.ui.scroll_page import ScrollPage
from artsrx.ui.side_by_side import SideBySide

# About ten people are in sight.
LEAST_LIST = 400


class FormsScreen(Screen[FormsRoute | FormRoute]):
    """One person's form, or those of a programme's people in turn."""

    watches = frozenset(
        {
            tables.ArtsSession, tables.Attendance, tables.OutcomeForm, tables.Participant, tables.Place,
            tables.Programme,
        }
    )  # fmt: skip
    help_words: ClassVar[str] = _(
        "Choose the point, the questionnaire and the day once: they stay for the next person. Type the answers with the "
        "number keys; each goes on by itself. Where the scale goes to 10, type 1 and 0 for ten; after a 1, the next "
        "number belongs to the next question. Space or Tab leaves a question blank. Enter after the last one saves the "
        "form and goes on to the next person who has none yet."
    )

    def __init__(self, desk: Desk, *, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._today = today
        self.programme: UUID | None = None
        self.person: PlaceLine | None = None
        self.changing: UUID | None = None
        self._emit_edited = False
        self._asked = INSTRUMENTS[0].key
        self._people: Sequence[PlaceLine] = ()
        self._forms: Mapping[UUID, tuple[FormLine, ...]] = {}
        self._make_choices()
        self._make_people()
        self.answers = AnswerBoxes(desk.theme)
        self.answers.show_instrument(known_instrument(INSTRUMENTS[0].key))
        self.answers.done.connect(self._to_save)
        self.answers.entered.connect(self.keep)
        self.answers.edited.connect(self._touch_and_count)
        self.day.edited.connect(self._edited_day)
        self._lay_out()

    # -- what it is made of ---------------------------------------------------------------------------------------

    def _make_choices(self) -> None:
        self.point = PickField(
            _("Point"), [(point, point_words(point)) for point in Point], save=self._chose, name="point"
        )
        self.instrument = PickField(_("Questionnaire"), instruments(), save=self._chose_instrument, name="instrument")
        self.day = DateField(_("Filled in on"), name="done_on", today=self._today)
        self.point.reset(Point.START)
        self.instrument.reset(INSTRUMENTS[0].key)
        self.day.reset(self._today())

    def _make_people(self) -> None:
        columns = (
            ListColumn("name", _("Name"), _name, 22, sorts=False),
            ListColumn("forms", _("Forms"), self._points_of, 12, sorts=False),
        )
        self.list = FilteredList(
            columns,
            self._fetch,
            name="forms-people",
            title=_("People"),
            theme=self.desk.theme,
            empty=("users", _("Nobody has a place yet."), "", None),
            filters=False,
        )
        self.list.view.opened.connect(self.show_person)
        self.list.view.clicked.connect(self._show_clicked)
        self.list.setMinimumHeight(LEAST_LIST)

    def _lay_out(self) -> None:
        self._who = text("", "subtitle")
        self._keys = text(
            _("Number keys answer. Space leaves a question blank. Enter at the end saves and goes on."), "hint"
        )
        self._score = text("", "strong")
        self._source = text("", "hint")
        self._refused = text("", "error")
        self.save = primary(_("Save and go on"), self.keep)
        self.skip = button(_("Next person"), self.go_on)
        self.earlier = EarlierForms()
        self.earlier.change.connect(self._change)
        self.earlier.remove.connect(self._remove)
        left = QWidget()
        left.setLayout(column(link_button(_("The whole programme"), self._to_programme), self.list, gap=NEAR))
        self.entry = card(
            FlowBox(self.point, self.instrument, self.day),
            self._who,
            self._keys,
            self.answers,
            self._score,
            self._source,
            self._refused,
            FlowBox(self.save, self.skip),
            self.earlier,
            gap=GAP,
        )
        inside = QWidget()
        inside.setObjectName("page")
        inside.setLayout(column(SideBySide(left, self.entry, shares=(2, 5), letters=110), None, edge=EDGE))
        self._nobody = empty_state(
            self.desk.theme, "list-checks", _("Choose a programme first: its people's forms are entered here."),
            _("Go to Programmes"), self._to_programmes,
        )  # fmt: skip
        self._scroll = ScrollPage(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        layout.addWidget(self._nobody)
        self._order()

    def _order(self) -> None:
        """Tab goes from the day to the first answer, and from the last to the button, although the boxes are newer."""
        for before, after in pairwise((self.day.line, *self.answers.boxes, self.save, self.skip)):
            QWidget.setTabOrder(before, after)

    # -- reading --------------------------------------------------------------------------------------------------

    def open(self, route: FormsRoute | FormRoute) -> None:
        self._leave()
        self.person = None
        place: UUID | None = None
        match route:
            case FormsRoute(programme):
                self.programme = programme
            case FormRoute(place):
                self.programme = self.desk.read(places.programme_of, place=place)
        self.refresh()
        if self.programme is None:
            return
        due = self.desk.read(forms.forms_due, as_at=self._today(), programme=self.programme)
        own = [one for one in due if place is None or one.place == place]
        begun = any(form.point is Point.START for form in self._forms.get(place, ())) if place else False
        self.point.reset(own[0].point if own else Point.END if begun else Point.START)
        self._usual_instrument()
        first = place or (own[0].place if own else None) or next((line.id for line in self._people), None)
        if first is not None:
            self.show_person(first)

    def refresh(self) -> None:
        name = self._read()
        self._nobody.setVisible(name is None)
        self._scroll.setVisible(name is not None)
        if name is None:
            return
        self.titled.emit(_("Forms: {programme}").format(programme=name))
        self.list.reload()
        if self.person is not None:
            now = next((line for line in self._people if line.id == self.person.id), None)
            self.person = now
            self._show_earlier()

    def _read(self) -> str | None:
        if self.programme is None:
            return None
        try:
            page = self.desk.read(programme_page, programme=self.programme, today=self._today())
        except Refused:
            self.programme = None
            return None
        self._people = self.desk.read(places.places_of, programme=self.programme, today=self._today())
        self._forms = self.desk.read(forms.forms_of_programme, programme=self.programme)
        return page.name

    def _fetch(self, *, offset: int, limit: int, sort: str, descending: bool, filter: str) -> Sequence[PlaceLine]:
        return self._people[offset : offset + limit]

    def _points_of(self, line: PlaceLine) -> str:
        return points_words(self._forms.get(line.id, ()))

    def _usual_instrument(self) -> None:
        used = [form for own in self._forms.values() for form in own]
        if used:
            self._ask(max(used, key=lambda form: form.id).instrument)
        else:
            self._ask(self._asked)

    def main(self) -> QWidget:
        return self.answers.boxes[0] if self.answers.boxes else self

    # -- the person -----------------------------------------------------------------------------------------------

    @Slot(object)
    def show_person(self, place: UUID) -> None:
        """Enter a form of this person; what was typed for another is saved first."""
        if self.person is not None and self.person.id != place and not self._leave():
            return
        self.person = next((line for line in self._people if line.id == place), None)
        self.changing = None
        self._show_answers({})
        self._show_earlier()
        self.list.view.choose(place)
        self.answers.begin()

    def _show_earlier(self) -> None:
        if self.person is None:
            self._who.setText(_("Choose a person."))
            self.earlier.show_forms(())
        else:
            self._who.setText(person_words(self.person))
            self.earlier.show_forms(self._forms.get(self.person.id, ()))
        self.save.setEnabled(self.person is not None)
        self.instrument.setEnabled(self.changing is None)
        self.save.setText(_("Save the change") if self.changing else _("Save and go on"))
        self._count()

    @Slot()
    def go_on(self) -> None:
        """Go on to the next person who has no such form yet, after the one shown."""
        ids = [line.id for line in self._people]
        at = ids.index(self.person.id) if self.person is not None and self.person.id in ids else -1
        for line in [*self._people[at + 1 :], *self._people[: max(at, 0)]]:
            if lacks_form(self._forms.get(line.id, ()), self._instrument(), self._point()):
                self.show_person(line.id)
                return
        self.desk.say(_("Everybody on this programme has this form."))
        self._show_answers({})
        self._count()

    # -- saving ---------------------------------------------------------------------------------------------------

    @Slot()
    def keep(self) -> None:
        """Save the form, then go on to the next person."""
        changed = self.changing is not None
        if not self._save():
            return
        if changed:
            self.changing = None
            self._show_answers({})
            self._show_earlier()
            self.answers.begin()
        else:
            self.go_on()

    def _save(self) -> bool:
        """Save what is typed; False when a rule said no, which is then shown."""
        if self.person is None:
            return False
        self._refused.hide()
        try:
            day = self.day.value()
            if day is None:
                raise Refused(_("On which day was it filled in?"), "done_on")
            if self.changing is not None:
                self.desk.attempt(
                    _("change a form"), forms.change, form=self.changing, today=self._today(), point=self._point(),
                    done_on=day, answers=self.answers.values(),
                )  # fmt: skip
            else:
                self.desk.attempt(
                    _("enter a form"), forms.enter, place=self.person.id, instrument=self._instrument(),
                    point=self._point(), done_on=day, answers=self.answers.values(), today=self._today(),
                )  # fmt: skip
        except Refused as refused:
            self._show_refused(refused)
            return False
        self._show_answers({})
        self.desk.say(_("Saved the form."), undo=True)
        return True

    def _show_refused(self, refused: Refused) -> None:
        if refused.field == "done_on":
            self.day.refuse(refused.words)
            self.day.setFocus()
        else:
            self._refused.setText(_("Not saved. {reason}").format(reason=refused.words))
            self._refused.show()

    def _leave(self) -> bool:
        """Save what was typed before something else is shown; False when that was refused."""
        return not self._emit_edited or self._save()

    def hideEvent(self, event: QHideEvent) -> None:
        # Another screen is shown or the window closes: what was typed is saved, as everywhere.
        self._leave()
        super().hideEvent(event)

    @Slot()
    def _to_save(self) -> None:
        self.save.setFocus()

    @Slot(object)
    def _change(self, form: FormLine) -> None:
        if not self._leave():
            return
        self.changing = form.id
        self.point.reset(form.point)
        self.day.reset(form.done_on)
        self._ask(form.instrument)
        self._show_answers(form.answers)
        self._show_earlier()
        self.answers.begin()

    @Slot(object)
    def _remove(self, form: FormLine) -> None:
        if form.id == self.changing:
            self.changing = None
            self._show_answers({})
        if self.desk.do(_("remove a form"), forms.remove, form=form.id):
            self.desk.say(_("Removed the form."), undo=True)

    # -- choosing -------------------------------------------------------------------------------------------------

    def _point(self) -> Point:
        return Point(self.point.value())

    def _instrument(self) -> str:
        return self._asked

    def _ask(self, key: str) -> None:
        self._asked = key
        self.instrument.reset(key)
        self.answers.show_instrument(known_instrument(key))
        self._order()
        self._emit_edited = False

    @Slot()
    def _touch_and_count(self) -> None:
        self._emit_edited = True
        self._count()

    @Slot()
    def _edited_day(self) -> None:
        self._emit_edited = self._emit_edited or self.changing is not None

    def _show_answers(self, answers: Mapping[str, int]) -> None:
        self.answers.show_values(answers)
        self._emit_edited = False

    def _chose(self, _point: Point) -> None:
        self._emit_edited = self._emit_edited or self.changing is not None
        self.answers.begin()

    def _chose_instrument(self, key: str) -> None:
        # Answers typed so far belong to the questionnaire before.
        if not self._leave():
            self.instrument.reset(self._asked)
            return
        self._ask(key)
        self._count()
        self.answers.begin()

    @Slot()
    def _count(self) -> None:
        instrument, answers = known_instrument(self._instrument()), self.answers.values()
        self._score.setText(score_words(instrument, answers))
        self._source.setText(bands_note(instrument.measures) if instrument.scores(answers) else "")
        for label in (self._score, self._source):
            label.setVisible(bool(label.text()))
        self._refused.hide()

    @Slot()
    def _show_clicked(self) -> None:
        line = self.list.view.current()
        if line is not None:
            self.show_person(line.id)

    @Slot()
    def _to_programme(self) -> None:
        if self.programme is not None:
            self.desk.go(ProgrammeRoute(self.programme))

    @Slot()
    def _to_programmes(self) -> None:
        self.desk.go(ProgrammesRoute())

    def print_list(self) -> None:
        self.list.view.print_list()


def _name(line: PlaceLine) -> str:
    return line.name
