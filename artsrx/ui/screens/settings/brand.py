"""The organisation's own look on screen and paper: a logo, and a colour whose contrast is checked before it is kept."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from artsrx.domain.contrast import contrast
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _
from artsrx.records import organisation
from artsrx.records.organisation import OrganisationFacts
from artsrx.ui.buttons import button
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.jobs import unreported
from artsrx.ui.page_parts import GAP, NEAR, column, text

PICTURES = ("png", "jpg", "jpeg", "gif", "webp")
LARGEST_FILE = 40_000_000
# Each passes 4.5:1 under white words; a test computes it.
SUGGESTED = (
    ("#7a1f4b", _("Berry")),
    ("#8a2f1d", _("Brick")),
    ("#6b4a00", _("Bronze")),
    ("#1f5c3d", _("Forest")),
    ("#0f5c66", _("Sea")),
    ("#1f4e8c", _("Blue")),
    ("#4b3a8c", _("Violet")),
    ("#41464f", _("Slate")),
)


class BrandCard(QFrame):
    """Logo and colour."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("card")
        self._logo: bytes | None = None
        self.picture = QLabel()
        self.picture.setAccessibleName(_("Your logo"))
        self._frame = QFrame()
        self._frame.setStyleSheet("QFrame { background: #ffffff; border-radius: 8px; }")
        self._frame.setLayout(column(self.picture, edge=NEAR))
        self.none = text(_("No logo yet. Reports show the name instead."), "muted")
        self.pick = button(_("Choose a &logo"), self.choose_logo, icon=desk.theme.icon("upload"))
        self.remove = button(_("Remove the logo"), self.remove_logo)
        self.colour = TextField(
            _("Colour"), name="colour", save=self._save_colour, example="#7a1f4b",
            hint=_("Six letters and digits. One that is a little too light is made darker until it can be read."),
        )  # fmt: skip
        self.contrast = text("", "muted")
        self.swatches = [ColourSwatch(self, colour, name) for colour, name in SUGGESTED]
        self.plum = button(_("Our own plum"), self.no_colour)
        self.colour.kept.connect(self._read_again)
        self.setLayout(
            column(
                text(_("Logo and colour"), "subtitle"),
                text(_("On every report, and here in the sidebar and on buttons."), "muted"),
                self._frame,
                self.none,
                FlowBox(self.pick, self.remove),
                self.colour,
                FlowBox(*self.swatches, self.plum),
                # Last, because it may be one line or two: nothing moves under the pointer.
                self.contrast,
                gap=GAP,
                edge=20,
            )
        )

    def show_facts(self, facts: OrganisationFacts) -> None:
        """Show these, except where something is being typed."""
        self.colour.show_value(facts.colour)
        if not facts.colour and self.plum.hasFocus():
            # A button that is switched off would hand the focus on, and the page would follow it.
            self.swatches[0].setFocus()
        self.plum.setEnabled(bool(facts.colour))
        for swatch in self.swatches:
            swatch.setChecked(swatch.colour == facts.colour)
        self.contrast.setText(contrast_words(facts.colour))
        self._logo = facts.logo
        image = QImage.fromData(facts.logo) if facts.logo else QImage()
        there = not image.isNull()
        self._frame.setVisible(there)
        self.none.setVisible(not there)
        self.remove.setVisible(facts.logo is not None)
        if there:
            keep = Qt.AspectRatioMode.KeepAspectRatio
            ratio = self.devicePixelRatioF()
            room = self._desk.theme.px(260), self._desk.theme.px(110)
            size = QSize(round(room[0] * ratio), round(room[1] * ratio))
            fitted = image.scaled(size, keep, Qt.TransformationMode.SmoothTransformation)
            fitted.setDevicePixelRatio(ratio)
            self.picture.setPixmap(QPixmap.fromImage(fitted))

    # -- colour ---------------------------------------------------------------------------------------------------

    def keep_colour(self, colour: str) -> None:
        """Use this colour, as if it had been typed."""
        try:
            self._save_colour(colour)
        except Refused as refused:
            self.colour.refuse(refused.words)
        else:
            self.colour.reset(colour)
            self._read_again()

    @Slot()
    def no_colour(self) -> None:
        """Back to the colours of ArtsRx."""
        self.keep_colour("")

    def _save_colour(self, typed: str) -> None:
        from artsrx.reports.pdf import check_colour

        colour = check_colour(typed) if typed else ""
        self._desk.attempt(_("change the colour"), organisation.change, field="colour", value=colour)
        plain = typed.strip().lstrip("#").lower()
        if colour and len(plain) == 6 and colour.lower() != f"#{plain}":
            self._desk.say(_("Made a little darker, so that it can be read on paper."))

    @Slot()
    def _read_again(self) -> None:
        self.show_facts(self._desk.read(organisation.organisation))

    # -- logo -----------------------------------------------------------------------------------------------------

    @Slot()
    def choose_logo(self) -> None:
        """Ask for a picture."""
        self._desk.ask.open_file(_("Which picture is your logo?"), [(_("Pictures"), PICTURES)], self.take_logo)

    def take_logo(self, path: Path) -> None:
        """Check this picture in the worker, then keep it."""
        work = unreported(read_logo, path)
        self._desk.work(work, self._keep_logo, title=_("Looking at the picture"), on_error=self._show_error)

    def _keep_logo(self, logo: bytes) -> None:
        from artsrx.reports.pdf import check_logo

        self._desk.do(_("change the logo"), organisation.set_logo, logo=logo, check=check_logo)

    def _show_error(self, error: Exception) -> None:
        if not isinstance(error, Refused | StoreError):
            raise error
        self._desk.ask.trouble(error)

    @Slot()
    def remove_logo(self) -> None:
        """Take the logo away."""
        if self._desk.do(_("remove the logo"), organisation.set_logo, logo=None, check=bool):
            self._desk.say(_("Removed the logo."), undo=True)


class ColourSwatch(QPushButton):
    """One colour to choose, with its name."""

    def __init__(self, card: BrandCard, colour: str, name: str) -> None:
        super().__init__(name)
        self._card, self.colour = card, colour
        self.setCheckable(True)
        self.setAutoDefault(False)
        spot = QPixmap(32, 32)
        spot.fill(QColor(colour))
        self.setIcon(QIcon(spot))
        self.clicked.connect(self._press)

    @Slot()
    def _press(self) -> None:
        self._card.keep_colour(self.colour)


def contrast_words(colour: str) -> str:
    """How well a colour reads, in words."""
    if not colour:
        return _("Reports and screen are in the plum of ArtsRx.")
    words = _("White words on {colour} have a contrast of {contrast} to 1; 4.5 is needed, so they are easy to read.")
    return words.format(colour=colour, contrast=f"{contrast(colour, '#ffffff'):.1f}")


def read_logo(path: Path) -> bytes:
    """The picture as a PNG of modest size; in the worker. Raises Refused for what is no picture, StoreError for what
    cannot be read.
    """
    from artsrx.reports.pdf import check_logo

    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(_("This picture is too large. Please use one of less than 40 MB."), "logo")
        return check_logo(path.read_bytes())
    except OSError as error:
        raise StoreError(
            _("This file could not be read."),
            _("Nothing was changed."),
            _("Copy the picture to this computer and choose it there."),
        ) from error
