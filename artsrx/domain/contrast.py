"""How well one colour reads on another: the contrast of WCAG 2.2, and the least of it that text needs."""

from typing import Final

LEAST_CONTRAST: Final = 4.5
"""WCAG 2.2, 1.4.3: so many to one between text and what is behind it."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours ("#rrggbb"), from 1 (none) to 21 (black and white), whichever is the lighter."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
