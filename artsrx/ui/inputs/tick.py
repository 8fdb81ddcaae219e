"""The box to tick: saved at once, and its words go on in the next line where there is no room."""

from PySide6.QtCore import QEvent, QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from artsrx.ui.inputs.input_field import InputField, Save


class TickField(InputField[bool]):
    """One box to tick; its words stand beside it, and a change saves at once."""

    def __init__(self, label: str, *, save: Save | None = None, hint: str = "", name: str = "") -> None:
        super().__init__(label, save=save, hint=hint, name=name)
        self.label.hide()

    def _make(self, label: str) -> QWidget:
        self.box = _WrappingTick(label)
        self.box.clicked.connect(self._save_choice)
        return self.box

    @Slot()
    def _save_choice(self) -> None:
        self.edited.emit()
        self.commit()

    def _content(self) -> object:
        return self.box.isChecked()

    def _read(self) -> bool:
        return self.box.isChecked()

    def _write(self, value: bool | None) -> None:
        self.box.setChecked(bool(value))


class _WrappingTick(QCheckBox):
    """Unlike Qt's own: `words` in as many lines as the width of the moment asks for; a screen reader hears them in one."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self._size_of(self._words)

    def minimumSizeHint(self) -> QSize:
        return self._size_of(max(self._words.split(), key=self.fontMetrics().horizontalAdvance, default=""))

    def heightForWidth(self, width: int) -> int:
        return self._size_of(self._wrapped(width)).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._wrap()

    def _wrap(self) -> None:
        wrapped = self._wrapped(self.width())
        if wrapped != self.text():
            self.setText(wrapped)

    def _wrapped(self, width: int) -> str:
        room, letters = width - self._size_of("").width(), self.fontMetrics()
        lines = [""]
        for word in self._words.split():
            longer = f"{lines[-1]} {word}".lstrip()
            if lines[-1] and letters.horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return "\n".join(lines)

    def _size_of(self, words: str) -> QSize:
        """The size of the box with these words."""
        self.ensurePolished()
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = words
        inside = self.fontMetrics().size(0, words)
        return self.style().sizeFromContents(QStyle.ContentsType.CT_CheckBox, option, inside, self)
