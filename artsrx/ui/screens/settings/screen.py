"""The settings screen: cards in two columns, each saved by itself."""

from typing import ClassVar

from PySide6.QtWidgets import QFrame, QWidget

from artsrx.db.schema import tables
from artsrx.domain.i18n import _
from artsrx.records.organisation import organisation
from artsrx.ui.buttons import button
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.page_parts import GAP, column, page, row, text
from artsrx.ui.routes import SettingsRoute
from artsrx.ui.screen import Screen
from artsrx.ui.screens.settings.appearance import AppearanceCard
from artsrx.ui.screens.settings.backups import BackupsCard
from artsrx.ui.screens.settings.brand import BrandCard
from artsrx.ui.screens.settings.imports import ImportsCard
from artsrx.ui.screens.settings.organisation import OrganisationCard
from artsrx.ui.screens.settings.staff import StaffCard
from artsrx.ui.scroll_page import ScrollPage
from artsrx.ui.side_by_side import SideBySide


class SettingsScreen(Screen[SettingsRoute]):
    """Who you are, who may open the record, what keeps it safe, and how it looks."""

    watches = frozenset({tables.ImportBatch, tables.Organisation})
    help_words: ClassVar[str] = _(
        "What belongs to the organisation is printed on every report and saved when you leave a field. A colour is checked "
        "before it is kept, so that it can be read.\n\n"
        "Everybody who opens this record has a password of their own. Somebody who has forgotten theirs gets a new one by "
        "the recovery sheet.\n\n"
        "A spreadsheet that was brought in can be taken back: what nobody has touched since goes, the rest stays and is "
        "listed."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.organisation = OrganisationCard(desk)
        self.brand = BrandCard(desk)
        self.imports = ImportsCard(desk)
        self.appearance = AppearanceCard(desk.theme)
        self.sample = SampleCard(desk)
        right: list[QWidget] = []
        if desk.record is not None and desk.backups is not None:
            self.staff = StaffCard(desk, desk.record)
            self.backups = BackupsCard(desk, desk.record, desk.backups)
            right = [self.staff, self.backups]
        sides = SideBySide(
            _stack(self.sample, self.organisation, self.brand),
            _stack(*right, self.imports, self.appearance),
            shares=(1, 1),
            letters=104,
        )
        self.pages = ScrollPage(page(sides, None))
        self.setLayout(row(self.pages))

    def refresh(self) -> None:
        facts = self.desk.read(organisation)
        self.organisation.show_facts(facts)
        self.brand.show_facts(facts)
        self.sample.setVisible(facts.sample)
        self.imports.refresh()
        if self.desk.record is not None:
            self.staff.refresh()
            self.backups.refresh()

    def main(self) -> QWidget:
        return self.organisation.name


class SampleCard(QFrame):
    """Says that the record is a sample, and removes it with one click."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.remove = button(_("Remove the sample"), desk.remove_sample, icon=desk.theme.icon("trash-2"))
        words = _("Everybody in it is invented. When you have looked round, remove it and begin with your own.")
        self.setLayout(column(text(_("This is a sample"), "heading"), text(words), FlowBox(self.remove), edge=20))


def _stack(*cards: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(*cards, gap=GAP))
    return made
