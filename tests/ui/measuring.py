"""Whether words are cut: the room that each control's words need, against the room that they have and that can be seen."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QTableView,
    QWidget,
)

from artsrx.ui.inputs.lines import BirthField, DateField, NumberField, TimeField

# Qt's own margin inside a line, at the left and at the right, and beside the words of a drop-down.
LINE_MARGIN = 2
# The widest line round a button.
EDGE = 2
ONE_LINE = Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextSingleLine
# Inputs whose words are the program's: a date of which only a part is seen is another date.
WHOLE = (BirthField, DateField, NumberField, TimeField)


def cut_words(window: QWidget) -> list[str]:
    """Every control in the window whose words are cut or out of reach: what, which words, needed and given."""
    found = []
    for widget in seen(window):
        found += [f"{_name(widget)}: {problem}" for problem in (*_too_small(widget), *_out_of_sight(widget, window))]
    return found


def measured(window: QWidget) -> int:
    """How many controls with words the window shows: a measurement of none proves nothing."""
    return sum(1 for widget in seen(window) if _words(widget))


def scrolled_sideways(window: QWidget) -> list[str]:
    """Pages in the window that are wider than the frame they are scrolled in: what must be read there and back."""
    pages = [one for one in seen(window) if isinstance(one, QScrollArea) and one.widget() is not None]
    wide = [one for one in pages if one.widget().width() > one.viewport().width()]
    return [f"{_name(one.widget())}: {one.widget().width()} wide, scrolled in {one.viewport().width()}" for one in wide]


def seen(widget: QWidget) -> Iterator[QWidget]:
    """The widgets in this one that can be seen, scrolling apart; what lies in a hidden one is not even looked at."""
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isHidden() and not child.isWindow():
            yield child
            yield from seen(child)


def _words(widget: QWidget) -> str:
    match widget:
        case QLabel() | QAbstractButton():
            return widget.text()
        case QLineEdit():
            return widget.placeholderText() or widget.text()
        case QPlainTextEdit():
            return widget.placeholderText()
        case QComboBox():
            return widget.currentText()
        case QHeaderView() | QTabBar() | QTableView() | QListWidget():
            return type(widget).__name__
    return ""


def _name(widget: QWidget) -> str:
    above, owners = widget.parentWidget(), []
    while above is not None and len(owners) < 3:
        if type(above).__module__.startswith(("artsrx", "tests")):
            owners.append(type(above).__name__)
        above = above.parentWidget()
    return f"{'/'.join(reversed(owners))} {type(widget).__name__} {_words(widget)[:60]!r}"


# -- the room inside ------------------------------------------------------------------------------------------------


def _too_small(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLabel() if widget.text():
            yield from _label(widget)
        case QPushButton() | QCheckBox() | QRadioButton() if widget.text() and widget.layout() is None:
            yield from _button(widget)
        case QComboBox():
            yield from _combo(widget)
        case QLineEdit():
            yield from _line(widget)
        case QPlainTextEdit() if widget.placeholderText():
            yield from _notes(widget)
        case QHeaderView() if widget.orientation() is Qt.Orientation.Horizontal:
            yield from _headings(widget)
        case QTabBar():
            yield from _tabs(widget)
        case QTableView():
            yield from _rows(widget)


def _smaller(needed: QSize, given: QSize, words: str = "") -> Iterator[str]:
    if needed.width() > given.width() or needed.height() > given.height():
        beside = f"{words[:40]!r} " if words else ""
        yield (f"{beside}needs {needed.width()} x {needed.height()}, has {given.width()} x {given.height()}")


def _label(label: QLabel) -> Iterator[str]:
    room = label.contentsRect().size()
    letters = label.fontMetrics()
    if label.wordWrap():
        flags = Qt.TextFlag.TextWordWrap
        within = QRect(0, 0, room.width(), 1_000_000)
        needed = letters.boundingRect(within, flags, label.text()).size()
    else:
        needed = letters.size(0, label.text())
    yield from _smaller(needed, room)


def _button(button: QPushButton | QCheckBox | QRadioButton) -> Iterator[str]:
    option = QStyleOptionButton()
    button.initStyleOption(option)
    element = QStyle.SubElement
    part = {
        QCheckBox: element.SE_CheckBoxContents,
        QRadioButton: element.SE_RadioButtonContents,
    }
    part = next((found for kind, found in part.items() if isinstance(button, kind)), element.SE_PushButtonContents)
    room = button.style().subElementRect(part, option, button).size()
    # Words stand in the middle, so a line of them may reach into the padding above and below, but not into the edge.
    room.setHeight(button.height() - 2 * EDGE)
    font = button.font()
    if button.isCheckable() and isinstance(button, QPushButton):
        # What is chosen is bold, and nothing may move when it is.
        font.setBold(True)
    flags = Qt.TextFlag.TextShowMnemonic if isinstance(button, QCheckBox) else ONE_LINE
    needed = QFontMetrics(font).size(flags, button.text())
    if isinstance(button, QPushButton) and not button.icon().isNull():
        needed.setWidth(needed.width() + button.iconSize().width() + 4)
    if button.toolTip() != button.text().replace("&&", "&"):
        yield from _smaller(needed, room)


def _combo(combo: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    room = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    needed = combo.fontMetrics().size(ONE_LINE, combo.currentText())
    if combo.toolTip() != combo.currentText():
        yield from _smaller(needed, room.size())


def _line(line: QLineEdit) -> Iterator[str]:
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line).size()
    room.setWidth(room.width() - 2 * LINE_MARGIN)
    letters = line.fontMetrics()
    words = [line.placeholderText()]
    if isinstance(line.parentWidget(), WHOLE):
        words.append(line.text())
    for one in words:
        if one:
            yield from _smaller(letters.size(ONE_LINE, one), room, one)


def _notes(notes: QPlainTextEdit) -> Iterator[str]:
    room = notes.viewport().size()
    margin = round(notes.document().documentMargin())
    within = QRect(0, 0, room.width() - 2 * margin, 1_000_000)
    needed = notes.fontMetrics().boundingRect(within, Qt.TextFlag.TextWordWrap, notes.placeholderText()).size()
    yield from _smaller(needed, QSize(within.width(), room.height() - margin))


def _headings(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    for section in range(header.count()):
        if header.isSectionHidden(section):
            continue
        words = str(model.headerData(section, Qt.Orientation.Horizontal))
        needed = header.sectionSizeFromContents(section)
        yield from _smaller(needed, QSize(header.sectionSize(section), header.height()), words)


def _tabs(tabs: QTabBar) -> Iterator[str]:
    for at in range(tabs.count()):
        yield from _smaller(tabs.tabSizeHint(at), tabs.tabRect(at).size(), tabs.tabText(at))
        if not tabs.rect().contains(tabs.tabRect(at)) and not tabs.usesScrollButtons():
            yield f"the tab {tabs.tabText(at)!r} is out of reach"


def _rows(table: QTableView) -> Iterator[str]:
    height = table.fontMetrics().height()
    if table.model() is not None and table.model().rowCount() and table.rowHeight(0) < height:
        yield f"rows need {height}, have {table.rowHeight(0)}"


# -- the room around ------------------------------------------------------------------------------------------------


def _out_of_sight(widget: QWidget, window: QWidget) -> Iterator[str]:
    """Where a widget with words does not lie whole inside all that it stands in, scrolling apart."""
    if not _words(widget):
        return
    inner, area = widget, widget.rect()
    while inner is not window and (outer := inner.parentWidget()) is not None:
        area = QRect(inner.mapToParent(area.topLeft()), area.size())
        scroller = outer.parentWidget()
        if isinstance(scroller, QScrollArea) and outer is scroller.viewport() and inner is scroller.widget():
            yield from _no_way_to(scroller, inner)
            area = outer.rect()
        elif isinstance(outer, QAbstractScrollArea) or isinstance(scroller, QAbstractScrollArea):
            area = area & outer.rect()
        elif not outer.rect().contains(area):
            yield f"sticks out of {_name(outer).strip()}: {_shown(area)} in {_shown(outer.rect())}"
            return
        inner = outer


def _no_way_to(scroller: QScrollArea, inside: QWidget) -> Iterator[str]:
    """Where what is scrolled is larger than its frame, and no bar goes there."""
    room, off = scroller.viewport().size(), Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if inside.height() > room.height() and scroller.verticalScrollBarPolicy() is off:
        yield "lies below what can be scrolled to"
    if inside.width() > room.width() and scroller.horizontalScrollBarPolicy() is off:
        yield "lies to the right of what can be scrolled to"
    least = scroller.fontMetrics().height()
    if room.height() < least:
        yield f"is scrolled in a gap of {room.height()} pixels"


def _shown(area: QRect) -> str:
    return f"{area.x()},{area.y()} {area.width()}x{area.height()}"
