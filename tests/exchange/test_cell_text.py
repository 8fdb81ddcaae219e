"""What programs and encodings leave in a cell is taken out; damage that a person would see is seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artsrx.exchange.cell_text import clean, is_damaged, mended


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ('="Ada"', "Ada"), ('="Ada ""Bob"" Bell"', 'Ada "Bob" Bell'), ("Ada&nbsp;Bell", "Ada Bell"), ("O&#39;Neill", "O'Neill"),
        ("Arts &amp; Crafts", "Arts & Crafts"),
        ("Ada\u00a0Bell", "Ada Bell"), ("Katha\u00adrina", "Katharina"), ("Ada\u200bBell", "AdaBell"), ("\ufeffName", "Name"),
        ("1 High St\r\nBath", "1 High St\nBath"),
        ("a\rb", "a\nb"), ("a_x000D_b", "ab"), ("Ada\\xa0Bell", "Ada Bell"), ("Ada\\nBell", "Ada\nBell"), ("Ada_x0020_Bell",
         "Ada Bell"), ("Adaxa0Bell", "Ada Bell"), ("AT&T", "AT&T"), ("=1+1", "=1+1"),
        ("Siân", "Siân"),
    ],
)  # fmt: skip
def test_what_is_left_in_a_cell_is_taken_out(raw: str, text: str) -> None:
    assert clean(raw) == text


@pytest.mark.parametrize(
    ("raw", "better"),
    [("ZoÃ«", "Zoë"), ("Oâ€™Neill", "O’Neill"), ("NÃºÃ±ez", "Núñez"), ("SiÃ¢n", "Siân"), ("Å\x81ukasz", "Łukasz")],
)
def test_damaged_letters_are_put_right(raw: str, better: str) -> None:
    assert is_damaged(raw) and mended(raw) == better


def test_what_cannot_be_put_right_stays() -> None:
    assert is_damaged("Zo\ufffd") and mended("Zo\ufffd") == "Zo\ufffd"
    assert not is_damaged("Âme Élise Ångström") and not is_damaged("plain")


@given(st.text(max_size=60))
def test_cleaning_twice_changes_no_plain_text(text: str) -> None:
    once = clean(text)
    assert "\r" not in once and "\u00a0" not in once
