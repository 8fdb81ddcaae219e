"""The one table: plain frozen rows, sorted and filtered in SQL, a page of 200 at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
PAGE = 200


class HasId(Protocol):
    """Every row has an `id`, by which the selection is kept."""

    @property
    def id(self) -> Any:
        """What the row is known by."""


R = TypeVar("R", bound=HasId)


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: `key` is what the query sorts by, `show(row)` the words in the cell, `width` about how many letters.

    `number` sets figures right. `sorts` is False where the query cannot sort by it. `tone(row)` may name a tone
    ("good", "wait", "error") for the words, which must say the same without it.
    """

    key: str
    title: str
    show: Callable[[R], str]
    width: int = 18
    number: bool = False
    sorts: bool = True
    tone: Callable[[R], str] | None = None


class Fetch(Protocol[R]):
    """Reads one page: rows `offset` to `offset + limit` in the order of column `sort`, narrowed by `filter`."""

    def __call__(self, *, offset: int, limit: int, sort: str, descending: bool, filter: str) -> Sequence[R]: ...  # noqa: A002


class RowTable(QAbstractTableModel, Generic[R]):
    """The one table model of the program; it never holds more rows than somebody has scrolled to.

    `sentence(row)` is what a screen reader says for the row; without it the columns are read out with their titles.
    """
