"""The colours by their use, in three themes; every pair that carries text passes 4.5:1, and tests compute it."""

from typing import NamedTuple

from artsrx.domain.contrast import LEAST_CONTRAST, contrast


class Colours(NamedTuple):
    """What each colour is for, as "#RRGGBB"."""

    name: str
    page: str
    """behind everything"""
    card: str
    """raised boxes, lists, menus"""
    panel: str
    """quiet boxes and striped rows: sand in the light theme"""
    field: str
    """inside an input"""
    ink: str
    """text"""
    muted: str
    """captions and hints"""
    line: str
    """hairlines; decoration only"""
    edge: str
    """the border of an input or a button; 3:1"""
    title: str
    """titles: plum in the light theme"""
    accent: str
    """the main button"""
    on_accent: str
    accent_over: str
    """the main button under the pointer"""
    link: str
    kicker: str
    """the small line above a title: rust"""
    gold: str
    """one bright mark; never text on white"""
    sidebar: str
    on_sidebar: str
    sidebar_lit: str
    """behind the chosen entry"""
    on_lit: str
    selection: str
    on_selection: str
    error: str
    error_back: str
    good: str
    good_back: str
    wait: str
    """text of something that is due"""
    wait_back: str
    pale: str
    """chips and light bands"""
    on_pale: str
    focus: str
    """the ring around what has the focus; 3:1 on page, card, panel and field"""
    focus_on_dark: str
    """the ring on the sidebar and on the main button"""

    def with_accent(self, colour: str) -> "Colours":
        """The same with the organisation's colour as accent, or unchanged where white on it falls under 4.5:1."""
        if contrast(colour, "#FFFFFF") < LEAST_CONTRAST:
            return self
        return self._replace(
            accent=colour,
            on_accent="#FFFFFF",
            accent_over=colour,
            title=colour,
            sidebar=colour,
            on_sidebar="#FFFFFF",
            sidebar_lit=_darker(colour),
            on_lit="#FFFFFF",
        )


LIGHT = Colours(
    name="light",
    page="#FDFBF7",
    card="#FFFFFF",
    panel="#F7F2E9",
    field="#FFFFFF",
    ink="#1B2430",
    muted="#4A5568",
    line="#E6DDCF",
    edge="#85788A",
    title="#3B1642",
    accent="#3B1642",
    on_accent="#FFFFFF",
    accent_over="#5A2A63",
    link="#5A2A63",
    kicker="#A83509",
    gold="#F2B134",
    sidebar="#3B1642",
    on_sidebar="#F1E9F4",
    sidebar_lit="#5A2A63",
    on_lit="#FFFFFF",
    selection="#E9DDF0",
    on_selection="#1B2430",
    error="#A3200D",
    error_back="#FCEBE6",
    good="#1C5B37",
    good_back="#E5F2E8",
    wait="#7A4300",
    wait_back="#FDF1D8",
    pale="#F1E9F4",
    on_pale="#3B1642",
    focus="#B83A0B",
    focus_on_dark="#F2B134",
)

DARK = Colours(
    name="dark",
    page="#17111C",
    card="#211929",
    panel="#2A2033",
    field="#1B1422",
    ink="#F4EEF6",
    muted="#C2B5CB",
    line="#3A2E45",
    edge="#8E7D99",
    title="#E6CFEE",
    accent="#D3B3DE",
    on_accent="#24102B",
    accent_over="#E6CFEE",
    link="#DDBDE8",
    kicker="#FFA27A",
    gold="#F2B134",
    sidebar="#100B14",
    on_sidebar="#E9DDF0",
    sidebar_lit="#4A2353",
    on_lit="#FFFFFF",
    selection="#4A2F55",
    on_selection="#FFFFFF",
    error="#FFA899",
    error_back="#3D1A17",
    good="#9EDDB2",
    good_back="#16301F",
    wait="#FFCF7A",
    wait_back="#38290F",
    pale="#3A2A44",
    on_pale="#F1E9F4",
    focus="#F2B134",
    focus_on_dark="#F2B134",
)

CONTRAST = Colours(
    name="contrast",
    page="#000000",
    card="#000000",
    panel="#000000",
    field="#000000",
    ink="#FFFFFF",
    muted="#FFFFFF",
    line="#FFFFFF",
    edge="#FFFFFF",
    title="#FFFFFF",
    accent="#FFE100",
    on_accent="#000000",
    accent_over="#FFFFFF",
    link="#FFE100",
    kicker="#FFE100",
    gold="#FFE100",
    sidebar="#000000",
    on_sidebar="#FFFFFF",
    sidebar_lit="#FFE100",
    on_lit="#000000",
    selection="#FFE100",
    on_selection="#000000",
    error="#FFB3A6",
    error_back="#000000",
    good="#A6FFC4",
    good_back="#000000",
    wait="#FFE100",
    wait_back="#000000",
    pale="#000000",
    on_pale="#FFFFFF",
    focus="#00E5FF",
    focus_on_dark="#00E5FF",
)


def _darker(colour: str) -> str:
    return "#" + "".join(f"{round(int(colour[at : at + 2], 16) * 0.72):02X}" for at in (1, 3, 5))
