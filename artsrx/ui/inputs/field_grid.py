"""Inputs in one or two columns, read together, with a refusal beside the one it names."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import (
    QWidget,
)

from artsrx.domain.errors import Refused
from artsrx.ui.folding_grid import FoldingGrid
from artsrx.ui.inputs.input_field import InputField
from artsrx.ui.page_parts import GAP


class FieldGrid(QWidget):
    """Fields in one or two columns; `error(refused)` puts a refusal beside the field it names.

    `fields` are by name, the same name that a Refused carries. `values()` reads them all and raises the first
    Refused, with the focus moved there.
    """

    def __init__(self, fields: Sequence[InputField[Any]], *, columns: int = 1) -> None:
        super().__init__()
        self.fields = {field.objectName() or str(number): field for number, field in enumerate(fields)}
        self.setLayout(FoldingGrid(fields, columns=columns, across=GAP + 8, down=GAP))

    def values(self) -> dict[str, Any]:
        """The value of each field by its name; raises Refused at the first that cannot be read."""
        found: dict[str, Any] = {}
        for name, field in self.fields.items():
            try:
                found[name] = field.value()
            except Refused:
                field.setFocus()
                raise
            field.clear_error()
        return found

    def refuse(self, refused: Refused) -> bool:
        """Put the words beside the field that `refused` names; False where it names none of these."""
        field = self.fields.get(refused.field or "")
        if field is None:
            return False
        field.refuse(refused.words)
        field.setFocus()
        return True

    def unsaved(self) -> bool:
        """Whether anything has been typed that is not kept yet."""
        return any(field.unsaved() for field in self.fields.values())

    def reset(self) -> None:
        """Empty every field."""
        for field in self.fields.values():
            field.reset(None)
