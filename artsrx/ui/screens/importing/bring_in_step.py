"""Step 3: what is about to be done, and the one button that does it."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QWidget

from artsrx.domain.i18n import _, ngettext
from artsrx.ui.buttons import button, primary
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.page_parts import GAP, Banner, column, page, row, text
from artsrx.ui.screens.importing.review import ImportReview, adds, counted, would_be
from artsrx.ui.scroll_page import ScrollPage


class BringInStep(QWidget):
    """Says in words what the button will do; without anything to add there is no button to press."""

    def __init__(self, *, do: Callable[[], object], back: Callable[[], object]) -> None:
        super().__init__()
        self.news = Banner("", tone="wait")
        self.news.hide()
        self.title = text("", "subtitle")
        self.said = text("", "lede")
        self.safe = text(
            _("A backup is made and checked first. Afterwards you can take the whole import back, as one."), "muted"
        )
        self.do = primary(_("Bring in"), do)
        self.back = button(_("Back to the rows"), back)
        card = QFrame()
        card.setObjectName("card")
        card.setLayout(column(self.title, self.said, self.safe, 4, FlowBox(self.do, self.back), gap=GAP, edge=28))
        self.setLayout(row(ScrollPage(page(self.news, card, None)), gap=0))

    def begin(self, review: ImportReview, news: str = "") -> None:
        """Show what this review comes to; `news` says why somebody is here again."""
        counts = review.outcome.counts
        any_new = adds(review)
        self.news.say(news)
        self.news.setVisible(bool(news))
        self.title.setText(
            _("Ready to bring in {file}").format(file=review.plan.incoming.file_name)
            if any_new
            else _("There is nothing to bring in")
        )
        self.said.setText(would_be(review))
        self.safe.setVisible(any_new)
        self.do.setVisible(any_new)
        n = counts["people"]
        self.do.setText(
            ngettext("Bring in {n} person", "Bring in {n} people", n).format(n=f"{n:,}") if n else _("Bring in")
        )
        self.do.setAccessibleDescription(_("Adds {what}.").format(what=counted(counts)))

    def main(self) -> QWidget:
        """What has the focus."""
        return self.do if not self.do.isHidden() else self.back
