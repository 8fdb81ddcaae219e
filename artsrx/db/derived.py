"""What is worked out of a row's other columns: how a person is found and where they stand in a list; and defaults."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Protocol

from sqlalchemy import Column, Table

from artsrx.domain.names import fold


class Values(Protocol):
    """Anything that gives a column's value by its name."""

    def __getitem__(self, name: str, /) -> Any:
        """The value of that column."""


def filled(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` with the default of each column that it leaves out, and the derived columns worked out."""
    full = dict(values)
    for name, default in _defaults(table):
        if name not in full:
            full[name] = default()
    full.update(derived(table.name, full))
    return full


@cache
def _defaults(table: Table) -> tuple[tuple[str, Callable[[], Any]], ...]:
    return tuple((column.name, _default(column)) for column in table.columns)


def _default(column: Column[Any]) -> Callable[[], Any]:
    default: Any = column.default
    if default is None:
        return lambda: None
    if default.is_callable:
        return lambda: default.arg(None)
    return lambda: default.arg


def derived(table_name: str, values: Values) -> dict[str, Any]:
    """The values of the derived columns of a row: how a person is found and where they stand in a list."""
    if table_name != "participant":
        return {}
    return {"find_text": find_text(values), "sort_name": fold(_joined((values["family"], values["given"])))}


def find_text(values: Values) -> str:
    """Everything that the find box looks at in a person: folded names, phone digits and year of birth."""
    born = values["born"]
    year = born.year if born else values["born_year"]
    digits = "".join(letter for letter in values["phone"] if letter.isdigit())
    names = fold(" ".join(part for part in (values["given"], values["family"], values["known_as"]) if part))
    return _joined((names, digits, str(year) if year else ""))


def _joined(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)
