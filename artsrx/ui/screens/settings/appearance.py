"""How the screen looks for whoever sits at it: theme, size of text, movement. Nothing of it is in the record."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame

from artsrx.domain.i18n import _
from artsrx.ui.inputs.choices import ChoiceField
from artsrx.ui.inputs.tick import TickField
from artsrx.ui.page_parts import GAP, column, text
from artsrx.ui.theme import SIZES, ColourScheme, Theme


class AppearanceCard(QFrame):
    """Three choices, each in force at once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("card")
        schemes = (
            (ColourScheme.SYSTEM, _("As the computer")),
            (ColourScheme.LIGHT, _("Light")),
            (ColourScheme.DARK, _("Dark")),
            (ColourScheme.CONTRAST, _("High contrast")),
        )
        self.scheme = ChoiceField(_("Colours"), schemes, save=theme.set_scheme, name="theme")
        sizes = [(size, _("{n} %").format(n=size)) for size in SIZES]
        self.size_of_text = ChoiceField(_("Size of text"), sizes, save=theme.set_size, name="size")
        self.motion = TickField(_("Show movement"), save=theme.set_motion, name="motion")
        self.setLayout(
            column(
                text(_("How it looks to you"), "subtitle"),
                text(_("On this computer only."), "muted"),
                self.scheme,
                self.size_of_text,
                self.motion,
                gap=GAP,
                edge=20,
            )
        )
        theme.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what is in force, also after the menu changed it."""
        self.scheme.reset(self._theme.scheme)
        self.size_of_text.reset(self._theme.size)
        self.motion.reset(self._theme.motion)
