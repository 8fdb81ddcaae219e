"""Tables and lists as rows of cells, with the structure that lets them be read aloud."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from artsrx.domain.i18n import _
from artsrx.reports.document import KeyValues, Table, Words
from artsrx.reports.pdf.layout import Cell, CellRow, Grid, Piece, Stack
from artsrx.reports.pdf.styles import Style, Styles
from artsrx.reports.pdf.tags import Element
from artsrx.reports.pdf.text import Text, longest_word, natural_width


def _widths(table: Table, styles: Styles, room: float, pad: float) -> list[float]:
    """Share the width: what the longest word needs at least, the rest by what each column would like."""
    least, liked = [], []
    for number, column in enumerate(table.columns):
        bold = replace(styles.cell, bold=True)
        words = [(column.title, styles.head), *((row[number], bold) for row in table.rows[:200])]
        least.append(min(max(longest_word(*pair) for pair in words) + 2 * pad, room * 0.4))
        liked.append(max(natural_width(*pair) for pair in words) * column.width + 2 * pad)
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    wishes = [max(want - width, 0.0) + 1.0 for want, width in zip(liked, least, strict=True)]
    spare = room - sum(least)
    given = [min(wish, spare * wish / sum(wishes)) for wish in wishes]
    rest = (spare - sum(given)) / len(least)
    return [width + more + rest for width, more in zip(least, given, strict=True)]


def table_pieces(table: Table, styles: Styles, parent: Element, room: float) -> list[Piece]:
    """Give a table with its caption and note; without rows, a sentence that says so."""
    if not table.rows:
        caption = [Text(table.caption, styles.chart_title, parent.child("P"))] if table.caption else []
        return [*caption, Text(table.empty or _("There is nothing to show yet."), styles.body, parent.child("P"))]
    element = parent.child("Table")
    pieces: list[Piece] = []
    if table.caption:
        pieces.append(Text(table.caption, replace(styles.chart_title, after=styles.pt(5)), element.child("Caption")))
    pad = styles.pt(8)
    widths = _widths(table, styles, room, pad)
    starts = [0.0, *accumulate(widths)]
    heads = element.child("TR")
    heading_styles = [replace(styles.head, align=column.align) for column in table.columns]
    cells = [
        Cell(Text(column.title, style, heads.child("TH", Scope="Column")), start + pad, width - 2 * pad)
        for column, style, start, width in zip(table.columns, heading_styles, starts, widths, strict=False)
    ]
    head = CellRow(cells, pad=styles.pt(5.5), fill=styles.colours.dark)
    rows = [_row(table, styles, element, number, starts, widths, pad) for number in range(len(table.rows))]
    for row in (*rows[:2], *rows[-2:]):  # two or three rows stay together at the top and the foot
        row.keep = True
    rows[-1].keep = False
    pieces.append(Grid(head, Stack(rows), after=styles.pt(5 if table.note else 14)))
    if table.note:
        pieces.append(Text(table.note, replace(styles.quiet, after=styles.pt(14)), parent.child("P")))
    return pieces


def _row(
    table: Table, styles: Styles, element: Element, number: int, starts: Sequence[float], widths: Sequence[float],
    pad: float,
) -> CellRow:  # fmt: skip
    """Give one row: its first cell a heading if the table says so, numbers in digits of equal width."""
    total = table.total and number == len(table.rows) - 1
    line = element.child("TR")
    cells = []
    for place, (words, column) in enumerate(zip(table.rows[number], table.columns, strict=True)):
        style = replace(styles.digits if column.align == "right" else styles.cell, align=column.align, bold=total)
        header = table.row_headers and place == 0
        cell = line.child("TH", Scope="Row") if header else line.child("TD")
        cells.append(Cell(Text(words, style, cell), starts[place] + pad, widths[place] - 2 * pad))
    colours = styles.colours
    fill = colours.sand if number % 2 else None
    return CellRow(
        cells, pad=styles.pt(5.5), fill=None if total else fill, rule=colours.dark if total else colours.line
    )


def key_values(block: KeyValues, styles: Styles, parent: Element, room: float) -> list[Piece]:
    """Give labels and values as a table whose labels are the headings of its rows."""
    if not block.rows:
        return []
    element = parent.child("Table")
    value_style = replace(styles.body, after=0.0)
    label_style = replace(value_style, colour=styles.colours.muted)
    widest = max(natural_width(label, label_style) for label, _value in block.rows)
    left = min(max(widest + styles.pt(18), styles.pt(150)), room * 0.42)
    rows = []
    for label, value in block.rows:
        line = element.child("TR")
        heading = Text(label, label_style, line.child("TH", Scope="Row"))
        words = Text(value, value_style, line.child("TD"))
        cells = [Cell(heading, 0.0, left - styles.pt(10)), Cell(words, left, room - left)]
        rows.append(CellRow(cells, pad=styles.pt(4), rule=styles.colours.line))
    return [Grid(None, Stack(rows), before=styles.pt(2), after=styles.pt(12))]


def list_pieces(items: Sequence[Words], styles: Styles, parent: Element, room: float, *, ordered: bool) -> list[Piece]:
    """Give a list: bullets or numbers in the accent colour, the words beside them."""
    if not items:
        return []
    element = parent.child("L", ListNumbering="Decimal" if ordered else "Disc")
    indent = styles.pt(18 if len(items) < 100 else 26)
    pieces: list[Piece] = []
    for number, words in enumerate(items, 1):
        item = element.child("LI")
        style: Style = styles.number
        sign = f"{number}." if ordered else "•"
        label = Text(sign, style, item.child("Lbl"), trail=True)
        body = Text(words, styles.item, item.child("LBody"))
        pieces.append(CellRow([Cell(label, 0.0, indent), Cell(body, indent, room - indent)], after=styles.pt(4)))
    pieces[-1].after = styles.pt(10)
    return pieces
