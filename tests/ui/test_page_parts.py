"""The pieces of a page, and a PDF on the screen and on paper."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from artsrx.reports.pdf import render
from artsrx.reports.recovery_sheet import story
from artsrx.ui import buttons
from artsrx.ui import page_parts as parts
from artsrx.ui.idle_timer import IdleTimer
from artsrx.ui.pdf_view import page_images, print_pdf


def test_a_page_of_every_piece(qtbot, theme):
    banner = parts.Banner("This is a sample.", "Remove it", tone="quiet")
    chip = parts.chip("Waiting", "wait")
    page = parts.page(
        banner,
        parts.heading("Today", kicker="Tuesday", hint="Nine expected"),
        parts.card(parts.text("Clay")),
        parts.panel(parts.text("How sure are we?")),
        parts.hairline(),
        parts.row(chip, 8, parts.column(parts.text("x")), None),
        parts.facts([("Phone", "07700 900123"), ("Email", "")]),
        parts.tile("71%", "finished"),
        buttons.link_button("See all"),
        buttons.button("Print", shortcut="Ctrl+P", tip="Print it"),
        buttons.icon_button(theme, "printer", "Print", shortcut="Ctrl+P"),
        parts.empty_state(theme, "users", "No people yet.", "Add a person"),
    )
    qtbot.addWidget(page)
    page.show()
    banner.say("Other words")
    parts.set_tone(chip, "good")
    words = [label.text() for label in page.findChildren(QLabel)]
    assert {"Other words", "Today", "07700 900123", "71%"} <= set(words)
    assert "Email" not in words
    for button in page.findChildren(QPushButton):
        assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
    before = len(page.findChildren(QWidget))
    parts.clear(page.layout())
    assert before > 0
    assert page.layout().count() == 0


def test_a_pdf_on_screen_and_paper(qtbot, theme, tmp_path):
    pdf = render(story(["ABCDE"] * 8, organisation="Riverside Arts", made_on=date(2026, 4, 3))).data
    images = page_images(pdf, width=300, ratio=2.0)
    assert len(images) == 1
    assert images[0].width() == 600
    assert images[0].pixelColor(1, 1).name() == "#3b1642"
    assert len({images[0].pixelColor(x, y).name() for x in range(0, 600, 7) for y in range(0, 300, 3)}) > 3
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    print_pdf(window, pdf, "Recovery sheet")
    preview = window.findChildren(QPrintPreviewDialog)[0]
    printer = preview._printer
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    preview._draw(printer)
    preview.close()
    assert (tmp_path / "out.pdf").stat().st_size > 2000


def test_idle_counts_from_the_last_key(qtbot, qapp):
    holder = QWidget()
    qtbot.addWidget(holder)
    with qtbot.waitExposed(holder):
        holder.show()
    idle = IdleTimer(qapp, holder, minutes=0.005)
    idle._listen(holder.windowHandle())
    with qtbot.waitSignal(idle.long_idle):
        pass
    assert not idle._timer.isActive()
    QTest.keyClick(holder.windowHandle(), Qt.Key.Key_A)
    assert idle._timer.isActive()
    idle.again()
    idle.stop()
    assert not idle._timer.isActive()
