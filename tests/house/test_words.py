"""Every word on a screen or a page can be taken out for a translator."""

from pathlib import Path

from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).resolve().parents[2]


def test_every_word_can_be_taken_out_for_a_translator() -> None:
    found = extract_from_dir(
        ROOT / "artsrx", method_map=[("**.py", "python")], keywords={"_": None, "ngettext": (1, 2)}
    )
    words = [message for _file, _line, message, _comments, _context in found]
    assert len(words) > 500
    # A formatted string would be extracted with its names already gone: the words are formatted after translation.
    assert all(words)
