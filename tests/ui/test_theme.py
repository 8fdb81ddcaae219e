"""Every pair of colours that carries text passes 4.5:1, in each theme; sizes, icons and fonts."""

import re

import pytest
from PySide6.QtGui import QFontDatabase

from artsrx.domain.resources import resource
from artsrx.ui.colours import CONTRAST, DARK, LIGHT, THEMES, contrast
from artsrx.ui.style_sheet import style_sheet
from artsrx.ui.theme import DISPLAY, READING, SIZES, Look, Theme

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


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_passes(tokens, ink, ground):
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("ring", "ground"), RINGS)
def test_edges_and_rings_pass(tokens, ring, ground):
    assert contrast(getattr(tokens, ring), getattr(tokens, ground)) >= 3


def test_an_organisations_colour_is_checked_first():
    assert LIGHT.with_accent("#0B6E4F").accent == "#0B6E4F"
    assert LIGHT.with_accent("#FFD700") is LIGHT
    teal = LIGHT.with_accent("#0B6E4F")
    assert contrast(teal.on_lit, teal.sidebar_lit) >= 4.5


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_the_icons_in_the_style_sheet_have_its_colours(tokens):
    wanted = {
        "chevron-down": tokens.ink,
        "chevron-up": tokens.ink,
        "check": tokens.on_accent,
        "circle": tokens.on_accent,
    }
    for name, colour in wanted.items():
        assert colour in resource("icons", tokens.name, f"{name}.svg").read_text()


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("size", SIZES)
def test_the_style_sheet_is_filled_in(tokens, size):
    sheet = style_sheet(tokens, size / 100)
    assert "$" not in sheet
    assert all((resource("icons") / path).exists() for path in re.findall(r'url\("(.+?)"\)', sheet))


def test_the_fonts_are_ours(look):
    assert {READING, DISPLAY} <= set(QFontDatabase.families())


def test_theme_size_and_movement_are_remembered(qapp, look, own_settings):
    from PySide6.QtCore import QSettings

    settings = QSettings()
    first = Look(qapp, settings)
    first.set_theme(Theme.DARK)
    first.set_size(200)
    first.set_motion(False)
    second = Look(qapp, settings)
    assert (second.theme, second.size, second.motion) == (Theme.DARK, 200, False)
    second.apply()
    assert second.tokens is DARK
    settings.setValue("look/theme", "nonsense")
    settings.setValue("look/size", "nonsense")
    third = Look(qapp, settings)
    assert (third.theme, third.size) == (Theme.SYSTEM, 100)


def test_larger_and_smaller_stop_at_the_ends(look):
    for _step in range(12):
        look.larger()
    assert look.size == 300
    for _step in range(12):
        look.smaller()
    assert look.size == 100
    look.set_size(200)
    look.usual()
    assert look.size == 100


def test_an_icon_takes_the_colour_and_the_size(look):
    picture = look.picture("users", "#FF0000", 20)
    image = picture.toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    assert {pixel.name() for pixel in pixels if pixel.alpha() > 250} == {"#ff0000"}
    look.set_size(200)
    assert look.picture("users", "#FF0000", 20).width() == 2 * picture.width()
    look.set_size(100)


def test_high_contrast_by_the_menu(look):
    look.set_theme(Theme.CONTRAST)
    assert look.tokens is CONTRAST
    look.set_theme(Theme.LIGHT)
    look.set_accent("#0B6E4F")
    assert look.tokens.accent == "#0B6E4F"
    look.set_accent(None)
    assert look.tokens is LIGHT
