"""A spreadsheet that is dropped on a window."""

from pathlib import Path

from PySide6.QtGui import QDropEvent

SPREADSHEETS = ("xlsx", "xls", "xlsm", "ods", "csv", "tsv", "txt")


def dropped_spreadsheet(event: QDropEvent) -> Path | None:
    """The one spreadsheet that is being dragged, or None for anything else."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower().lstrip(".") in SPREADSHEETS else None
