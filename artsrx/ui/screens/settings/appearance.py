"""How the screen looks for whoever sits at it: theme, size of text, movement. Nothing of it is in the record."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame

from artsrx.domain.i18n import _
from artsrx.ui.choices import ChoiceField, TickField
from artsrx.ui.parts import GAP, column, text
from artsrx.ui.theme import SIZES, Look, Theme


class AppearanceCard(QFrame):
    """Three choices, each in force at once."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("card")
        themes = (
            (Theme.SYSTEM, _("As the computer")),
            (Theme.LIGHT, _("Light")),
            (Theme.DARK, _("Dark")),
            (Theme.CONTRAST, _("High contrast")),
        )
        self.theme = ChoiceField(_("Colours"), themes, save=look.set_theme, name="theme")
        sizes = [(size, _("{n} %").format(n=size)) for size in SIZES]
        self.size_of_text = ChoiceField(_("Size of text"), sizes, save=look.set_size, name="size")
        self.motion = TickField(_("Show movement"), save=look.set_motion, name="motion")
        self.setLayout(
            column(
                text(_("How it looks to you"), "subtitle"),
                text(_("On this computer only."), "muted"),
                self.theme,
                self.size_of_text,
                self.motion,
                gap=GAP,
                edge=20,
            )
        )
        look.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what is in force, also after the menu changed it."""
        self.theme.reset(self._look.theme)
        self.size_of_text.reset(self._look.size)
        self.motion.reset(self._look.motion)
