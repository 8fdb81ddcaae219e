"""Each input: saved when left, kept when refused, never overwritten while typing."""

from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QWidget

from artsrx.domain.errors import Refused
from artsrx.domain.vocabulary import Answer
from artsrx.ui.inputs.choices import ChoiceField, PickField, YesNoNotAsked
from artsrx.ui.inputs.field_grid import FieldGrid
from artsrx.ui.inputs.input_field import InputField
from artsrx.ui.inputs.lines import BirthField, DateField, NumberField, TimeField
from artsrx.ui.inputs.notes import NotesField
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.inputs.tick import TickField
from artsrx.ui.page_parts import column
from artsrx.ui.theme import Theme


class Kept:
    """Remembers what was saved, and refuses "no"."""

    def __init__(self) -> None:
        self.values: list[Any] = []

    def __call__(self, value: Any) -> None:
        if value == "no":
            raise Refused("A name needs more than that.")
        self.values.append(value)


@pytest.fixture
def kept(theme: Theme) -> Kept:
    return Kept()


@pytest.fixture
def shown(qtbot):
    pages: list[QWidget] = []

    def show(*fields: InputField[Any]) -> QWidget:
        page = QWidget()
        page.setLayout(column(*fields))
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        pages.append(page)
        return page

    return show


def type_and_leave(qtbot, field, words: str) -> None:
    field.line.setFocus()
    field.line.selectAll()
    qtbot.keyClicks(field.line, words)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)


def test_text_is_saved_when_left(qtbot, shown, kept):
    field = TextField("Given name", save=kept)
    shown(field)
    type_and_leave(qtbot, field, "  Ada ")
    assert kept.values == ["Ada"]
    assert field.line.text() == "Ada"
    assert not field.unsaved()


def test_leaving_without_a_change_saves_nothing(qtbot, shown, kept):
    field = TextField("Given name", save=kept)
    field.reset("Ada")
    shown(field)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert kept.values == []


def test_tabbing_out_saves(qtbot, shown, kept):
    field, other = TextField("Given name", save=kept), TextField("Family name")
    shown(field, other)
    field.line.setFocus()
    qtbot.keyClicks(field.line, "Ada")
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert kept.values == ["Ada"]


def test_what_is_refused_stays_with_its_reason(qtbot, shown, kept):
    field = TextField("Given name", save=kept, name="given")
    field.reset("Ada")
    shown(field)
    type_and_leave(qtbot, field, "no")
    assert field.error.isVisible()
    assert "Not saved." in field.error.text()
    assert "more than that" in field.error.text()
    assert field.line.text() == "no"
    field.show_value("Bert")
    assert field.line.text() == "no"
    type_and_leave(qtbot, field, "Ann")
    assert kept.values == ["Ann"]
    assert not field.error.isVisible()


def test_back_to_the_saved_words_takes_the_reason_away(qtbot, shown, kept):
    field = TextField("Given name", save=kept)
    field.reset("Ada")
    shown(field)
    type_and_leave(qtbot, field, "no")
    type_and_leave(qtbot, field, "Ada")
    assert kept.values == []
    assert not field.unsaved()


def test_the_red_edge_comes_and_goes_with_the_reason(qtbot, shown, kept):
    field = TextField("Given name", save=kept)
    shown(field)

    def seen() -> QImage:
        field.line.clear()
        field.line.clearFocus()
        return field.line.grab().toImage()

    calm = seen()
    type_and_leave(qtbot, field, "no")
    assert seen() != calm
    field.reset("")
    assert seen() == calm


def test_a_refresh_leaves_what_is_being_typed(qtbot, shown, kept):
    field = TextField("Given name", save=kept)
    field.reset("Ada")
    shown(field)
    field.line.setText("Adam")
    field.show_value("Bert")
    assert field.line.text() == "Adam"
    field.reset("Bert")
    assert field.line.text() == "Bert"


def test_a_date_in_any_form_is_shown_in_words(qtbot, shown, kept):
    field = DateField("Received", save=kept, today=lambda: date(2026, 7, 4))
    shown(field)
    type_and_leave(qtbot, field, "3/4/26")
    assert kept.values == [date(2026, 4, 3)]
    assert field.line.text() == "3 April 2026"


def test_a_whole_day_is_seen_in_the_least_room_a_date_takes(shown):
    field = DateField("Filled in on", today=lambda: date(2026, 11, 22))
    shown(field)
    field.reset(date(2026, 11, 22))
    line = field.line
    line.resize(line.minimumSizeHint())
    assert line.minimumSizeHint().width() <= line.sizeHint().width()
    assert line.fontMetrics().horizontalAdvance("22 November 2026") < line.width() - 4


def test_no_date_keeps_what_was_typed(qtbot, shown, kept):
    field = DateField("Received", save=kept, today=lambda: date(2026, 7, 4))
    shown(field)
    type_and_leave(qtbot, field, "31/2/26")
    assert kept.values == []
    assert field.error.isVisible()
    with pytest.raises(Refused):
        field.value()


def test_a_birth_date_or_only_the_year(qtbot, shown, kept):
    field = BirthField("Born", save=kept, today=lambda: date(2026, 7, 4))
    shown(field)
    type_and_leave(qtbot, field, "3/4/51")
    assert kept.values[-1] == (date(1951, 4, 3), None)
    assert field.line.text() == "3 April 1951"
    type_and_leave(qtbot, field, "1951")
    assert kept.values[-1] == (None, 1951)


def test_numbers_within_their_limits(qtbot, shown, kept):
    field = NumberField("Capacity", least=1, most=40, save=kept)
    shown(field)
    type_and_leave(qtbot, field, "41")
    assert "1 to 40" in field.error.text()
    type_and_leave(qtbot, field, "12")
    assert kept.values == [12]


def test_a_time_as_people_say_it(qtbot, shown, kept):
    field = TimeField("Starts", save=kept)
    shown(field)
    type_and_leave(qtbot, field, "14:30")
    assert kept.values == [time(14, 30)]
    assert field.line.text() == "2.30 pm"


def test_notes_are_saved_when_left_and_tab_goes_on(qtbot, shown, kept):
    field, other = NotesField("Notes", save=kept), TextField("Other")
    shown(field, other)
    field.notes.setFocus()
    qtbot.keyClicks(field.notes, "Uses a stick")
    qtbot.keyClick(field.notes, Qt.Key.Key_Tab)
    assert kept.values == ["Uses a stick"]
    assert "\t" not in field.notes.toPlainText()


def test_a_choice_is_saved_at_once(qtbot, shown, kept):
    field = ChoiceField("Status", [("a", "Accepted"), ("w", "Waiting")], save=kept, blank="")
    shown(field)
    assert field.value() is None
    field.combo.setFocus()
    qtbot.keyClick(field.combo, Qt.Key.Key_Down)
    assert kept.values == ["a"]
    field.set_choices([("w", "Waiting"), ("a", "Accepted")])
    assert field.value() == "a"
    field.set_choices([("w", "Waiting")])
    assert field.value() is None


def test_yes_no_not_asked(qtbot, shown, kept):
    field = YesNoNotAsked("We may update their GP practice", save=kept)
    shown(field)
    with pytest.raises(Refused):
        field.value()
    field.reset(Answer.NOT_ASKED)
    qtbot.mouseClick(field._group.button(0), Qt.MouseButton.LeftButton)
    assert kept.values == [Answer.YES]


def test_pick_and_tick(qtbot, shown, kept):
    pick, tick = PickField("Mark", [(1, "One"), (2, "Two")], save=kept), TickField("Skip half-term", save=kept)
    shown(pick, tick)
    qtbot.mouseClick(pick._group.button(1), Qt.MouseButton.LeftButton)
    tick.box.click()
    assert kept.values == [2, True]


def test_a_form_reads_all_and_points_at_the_first_mistake(qtbot, theme):
    given, born = TextField("Given name", name="given"), DateField("Day", name="day")
    form = FieldGrid([given, born], columns=2)
    qtbot.addWidget(form)
    form.show()
    given.line.setText("Ada")
    born.line.setText("nonsense")
    with pytest.raises(Refused):
        form.values()
    assert born.error.isVisible()
    assert "Not saved" not in born.error.text()
    born.line.setText("")
    assert form.values() == {"given": "Ada", "day": None}
    assert form.refuse(Refused("We have somebody of that name.", "given"))
    assert given.error.text() == "We have somebody of that name."
    assert not form.refuse(Refused("Elsewhere", "other"))
    form.reset()
    assert not form.unsaved()


def test_every_input_has_a_name(qtbot, shown, theme):
    fields = [
        TextField("Text"),
        NotesField("Notes"),
        DateField("Date"),
        NumberField("Number"),
        TimeField("Time"),
        TickField("Tick"),
    ]
    page = shown(*fields)
    assert page.isVisible()
    for field, name in zip(fields, ("Text", "Notes", "Date", "Number", "Time", "Tick"), strict=True):
        interface = QAccessible.queryAccessibleInterface(field._buddy())
        assert interface.text(QAccessible.Text.Name) == name
    combo = ChoiceField("Status", [(1, "One")])
    qtbot.addWidget(combo)
    relations = QAccessible.queryAccessibleInterface(combo.combo).relations()
    assert [relation[0].text(QAccessible.Text.Name) for relation in relations] == ["Status"]


def test_typing_undo_is_the_fields_own(qtbot, shown, kept):
    field = TextField("Given name", save=kept)
    shown(field)
    field.line.setFocus()
    qtbot.keyClicks(field.line, "Ada")
    qtbot.keyClick(field.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.line.text() == ""
