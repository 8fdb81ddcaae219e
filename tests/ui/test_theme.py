"""Every pair of colours that carries text passes 4.5:1, in each theme; sizes, icons and fonts."""

import re

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QFontDatabase

from artsrx.domain.contrast import contrast
from artsrx.domain.resources import resource
from artsrx.ui.colours import CONTRAST, DARK, LIGHT
from artsrx.ui.style_sheet import style_sheet
from artsrx.ui.theme import READING, SIZES, ColourScheme, Theme

GROUNDS = ("page", "card", "panel", "field")
TEXT = [
    (ink, ground) for ink in ("ink", "muted", "title", "link", "kicker", "error", "good", "wait") for ground in GROUNDS
]
PAIRS = [
    *TEXT,
    ("on_accent", "accent"),
    ("on_accent", "accent_over"),
    ("on_sidebar", "sidebar"),
    ("on_lit", "sidebar_lit"),
    ("on_selection", "selection"),
    ("gold", "sidebar"),
    ("error", "error_back"),
    ("good", "good_back"),
    ("wait", "wait_back"),
    ("on_pale", "pale"),
]
RINGS = [
    ("edge", "field"),
    ("edge", "page"),
    ("focus", "page"),
    ("focus", "card"),
    ("focus", "panel"),
    ("focus_on_dark", "sidebar"),
]


@pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST], ids=lambda colours: colours.name)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_passes(colours, ink, ground):
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST], ids=lambda colours: colours.name)
@pytest.mark.parametrize(("ring", "ground"), RINGS)
def test_edges_and_rings_pass(colours, ring, ground):
    assert contrast(getattr(colours, ring), getattr(colours, ground)) >= 3


def test_an_organisations_colour_is_checked_first():
    assert LIGHT.with_accent("#0B6E4F").accent == "#0B6E4F"
    assert LIGHT.with_accent("#FFD700") is LIGHT
    teal = LIGHT.with_accent("#0B6E4F")
    assert contrast(teal.on_lit, teal.sidebar_lit) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST], ids=lambda colours: colours.name)
def test_the_icons_in_the_style_sheet_have_its_colours(colours):
    wanted = {
        "chevron-down": colours.ink,
        "chevron-up": colours.ink,
        "check": colours.on_accent,
        "circle": colours.on_accent,
    }
    for name, colour in wanted.items():
        assert colour in resource("icons", colours.name, f"{name}.svg").read_text()


@pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST], ids=lambda colours: colours.name)
@pytest.mark.parametrize("size", SIZES)
def test_the_style_sheet_is_filled_in(colours, size):
    sheet = style_sheet(colours, size / 100)
    assert "$" not in sheet
    assert all((resource("icons") / path).exists() for path in re.findall(r'url\("(.+?)"\)', sheet))


def test_the_fonts_are_ours(theme):
    assert {READING, "Fraunces"} <= set(QFontDatabase.families())


def test_theme_size_and_movement_are_remembered(qapp, theme, own_settings):
    settings = QSettings()
    first = Theme(qapp, settings)
    first.set_scheme(ColourScheme.DARK)
    first.set_size(200)
    first.set_motion(False)
    second = Theme(qapp, settings)
    assert (second.scheme, second.size, second.motion) == (ColourScheme.DARK, 200, False)
    second.apply()
    assert second.colours is DARK
    settings.setValue("look/theme", "nonsense")
    settings.setValue("look/size", "nonsense")
    third = Theme(qapp, settings)
    assert (third.scheme, third.size) == (ColourScheme.SYSTEM, 100)


class _OnADarkSystem(Theme):
    """The platform of the tests cannot turn dark itself."""

    def _ask_system(self) -> ColourScheme:
        return ColourScheme.DARK


def test_what_the_system_showed_last_is_shown_until_it_is_asked(qapp, own_settings, theme):
    settings = QSettings()
    settings.setValue("look/system", "contrast")
    made = Theme(qapp, settings)
    made.apply()
    assert made.colours is CONTRAST
    made.follow_system()
    assert (made.colours, settings.value("look/system")) == (LIGHT, "light")


@pytest.mark.parametrize("known", ["", "system", "nonsense"])
def test_a_system_that_is_not_known_yet_is_asked_at_once(qapp, own_settings, theme, known):
    settings = QSettings()
    settings.setValue("look/system", known)
    made = _OnADarkSystem(qapp, settings)
    made.apply()
    assert (made.colours, settings.value("look/system")) == (DARK, "dark")


def test_turning_dark_is_followed_at_once(qapp, own_settings, theme):
    settings = QSettings()
    settings.setValue("look/system", "light")
    made = _OnADarkSystem(qapp, settings)
    made.apply()
    assert made.colours is LIGHT
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert made.colours is DARK


def test_a_chosen_scheme_does_not_follow_the_system(qapp, own_settings, theme):
    made = Theme(qapp, QSettings())
    made.set_scheme(ColourScheme.DARK)
    made.follow_system()
    assert made.colours is DARK


def test_larger_and_smaller_stop_at_the_ends(theme):
    for _step in range(12):
        theme.larger()
    assert theme.size == 300
    for _step in range(12):
        theme.smaller()
    assert theme.size == 100
    theme.set_size(200)
    theme.usual()
    assert theme.size == 100


def test_an_icon_takes_the_colour_and_the_size(theme):
    picture = theme.picture("users", "#FF0000", 20)
    image = picture.toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    assert {pixel.name() for pixel in pixels if pixel.alpha() > 250} == {"#ff0000"}
    theme.set_size(200)
    assert theme.picture("users", "#FF0000", 20).width() == 2 * picture.width()
    theme.set_size(100)


def test_high_contrast_by_the_menu(theme):
    theme.set_scheme(ColourScheme.CONTRAST)
    assert theme.colours is CONTRAST
    theme.set_scheme(ColourScheme.LIGHT)
    theme.set_accent("#0B6E4F")
    assert theme.colours.accent == "#0B6E4F"
    theme.set_accent(None)
    assert theme.colours is LIGHT
