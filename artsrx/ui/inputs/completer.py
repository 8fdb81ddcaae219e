"""Offering what is known already while somebody types."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit


def complete(line: QLineEdit, words: Sequence[str]) -> None:
    """Offer these as somebody types, wherever in them the letters stand."""
    offered = QCompleter(list(dict.fromkeys(words)), line)
    offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    offered.setFilterMode(Qt.MatchFlag.MatchContains)
    line.setCompleter(offered)
