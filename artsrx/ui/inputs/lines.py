"""Inputs of one line that is read into a value: a day, a birth date or its year, a whole number, a time of day."""

from collections.abc import Callable
from datetime import date, time

from PySide6.QtWidgets import (
    QLineEdit,
)

from artsrx.domain.dates import clock, long_date, parse_time, typed_birth, typed_date
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.ui.inputs.input_field import Save
from artsrx.ui.inputs.roomy_line import RoomyLine
from artsrx.ui.inputs.text_field import LineField

Born = tuple[date | None, int | None]
# "22 November 2026" with its first 2 cut off is another day; "12.30 pm" with its end cut off another time.
LONGEST_DAY = long_date(date(2028, 9, 30))
LONGEST_TIME = clock(time(12, 30))


class DateField(LineField[date | None]):
    """A day typed in any form, day first ("3/4/51", "today"); shown as "3 April 1951" when left; blank is None."""

    def __init__(
        self,
        label: str,
        *,
        save: Save | None = None,
        hint: str = "",
        name: str = "",
        today: Callable[[], date] = date.today,
    ) -> None:
        self.example = _("for example 3/4/26")
        self._today = today
        super().__init__(label, save=save, hint=hint, name=name)

    def _new_line(self) -> QLineEdit:
        return RoomyLine(longest=LONGEST_DAY)

    def parse(self, words: str) -> date | None:
        return typed_date(words, today=self._today())

    def show_words(self, value: date | None) -> str:
        return long_date(value) if value else ""


class BirthField(LineField[Born]):
    """A birth date, or only the year where that is all anybody knows: the value is (date, year), one of them None."""

    def __init__(
        self,
        label: str,
        *,
        save: Save | None = None,
        hint: str = "",
        name: str = "",
        today: Callable[[], date] = date.today,
    ) -> None:
        self.example = _("for example 3/4/51, or 1951")
        self._today = today
        super().__init__(label, save=save, hint=hint, name=name)

    def _new_line(self) -> QLineEdit:
        return RoomyLine(longest=LONGEST_DAY)

    def parse(self, words: str) -> Born:
        return typed_birth(words, today=self._today())

    def show_words(self, value: Born) -> str:
        born, year = value
        return long_date(born) if born else str(year or "")


class NumberField(LineField[int | None]):
    """A whole number between `least` and `most`; blank is None."""

    def __init__(
        self,
        label: str,
        *,
        least: int = 0,
        most: int = 9999,
        save: Save | None = None,
        hint: str = "",
        name: str = "",
    ) -> None:
        self._least, self._most = least, most
        super().__init__(label, save=save, hint=hint, name=name)

    def _new_line(self) -> QLineEdit:
        return RoomyLine(longest=str(self._most), letters=16, no_wider=True)

    def parse(self, words: str) -> int | None:
        if not words:
            return None
        if not words.isdecimal() or not self._least <= int(words) <= self._most:
            raise Refused(
                _("Please type a whole number from {least} to {most}.").format(least=self._least, most=self._most)
            )
        return int(words)

    def show_words(self, value: int | None) -> str:
        return "" if value is None else str(value)


class TimeField(LineField[time | None]):
    """A time of day: "2 pm", "14.30", "1400"; shown as "2 pm" when left; blank is None."""

    def __init__(self, label: str, *, save: Save | None = None, hint: str = "", name: str = "") -> None:
        self.example = _("for example 2 pm")
        super().__init__(label, save=save, hint=hint, name=name)

    def _new_line(self) -> QLineEdit:
        return RoomyLine(longest=LONGEST_TIME, letters=20, no_wider=True)

    def parse(self, words: str) -> time | None:
        return parse_time(words) if words else None

    def show_words(self, value: time | None) -> str:
        return clock(value) if value is not None else ""
