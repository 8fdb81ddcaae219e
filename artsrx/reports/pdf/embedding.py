"""How a font goes into a file: the letters that are used, their widths and their Unicode, worked out once for each set.

ReportLab gives every document all of ASCII and adds what else it uses. So most letters embed the very same bytes, and
cutting, measuring and packing them again for each was half of the time that a note took.
"""

import threading
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream, PDFTrueTypeFont
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, SUBSETN, TTFont

REMEMBERED: Final = 64
"""Sets of letters; a set of one face takes some 15 kB."""
_MOST: Final = 100
"""Lines of one block of a Unicode map, by its format."""
_MAP: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry ({name})
/Ordering ({name})
/Supplement 0
>> def
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<00> <{last:02X}>
endcodespacerange
{blocks}endcmap
CMapName currentdict /CMap defineresource pop
end
end"""

_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Subset:
    """What a file holds of a font: the cut font (packed) and its length unpacked, widths as an array, a packed map."""

    program: bytes
    length: int
    widths: bytes
    unicode: bytes


class EmbeddedFont(TTFont):
    """A TrueType font that remembers what it put into earlier files."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Put the letters that a document used into it; ReportLab calls this when it saves."""
        state = self.state[doc]
        state.frozen = 1
        for number, letters in enumerate(state.subsets):
            internal = self.getSubsetInternalName(number, doc)[1:]
            name = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("pdfdoc")
            subset = _subset(self, name, tuple(letters))
            font = PDFTrueTypeFont()
            font.Name, font.BaseFont = internal, name
            font.FirstChar, font.LastChar = 0, len(letters) - 1
            font.Widths = subset.widths
            font.ToUnicode = doc.Reference(_packed(subset.unicode), "toUnicodeCMap:" + name)
            font.FontDescriptor = self._descriptor(doc, name, subset)
            doc.Reference(font, internal)
            doc.idToObject["BasicFonts"].dict[internal] = font
        del self.state[doc]

    def _descriptor(self, doc: Any, name: str, subset: Subset) -> Any:
        face = self.face
        program = _packed(subset.program, Length1=subset.length)
        descriptor = PDFDictionary({
            "Type": "/FontDescriptor", "FontName": PDFName(name), "Flags": face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC,
            "Ascent": face.ascent, "CapHeight": face.capHeight, "Descent": face.descent, "StemV": face.stemV,
            "FontBBox": _array(face.bbox), "ItalicAngle": face.italicAngle, "MissingWidth": face.defaultWidth,
            "FontFile2": doc.Reference(program, f"fontFile:{name}"),
        })  # fmt: skip
        return doc.Reference(descriptor, "fontDescriptor:" + name)


@lru_cache(maxsize=REMEMBERED)
def _subset(font: EmbeddedFont, name: str, letters: tuple[int, ...]) -> Subset:
    """Cut a font to these letters, in this order; one at a time, since ReportLab's reader has one place in the file."""
    with _lock:
        program: bytes = font.face.makeSubset(letters)
    widths = _array([font.face.getCharWidth(letter) for letter in letters])
    return Subset(zlib.compress(program), len(program), widths, zlib.compress(_unicode_map(name, letters)))


def _unicode_map(name: str, letters: tuple[int, ...]) -> bytes:
    """Say which character each code is; a code that stands for none is left out, as PDF/UA asks (ISO 32000-1, 9.10.3)."""
    lines = [
        f"<{code:02X}> <{chr(letter).encode('utf-16-be').hex().upper()}>\n"
        for code, letter in enumerate(letters)
        if letter
    ]
    parts = [lines[at : at + _MOST] for at in range(0, len(lines), _MOST)]
    blocks = "".join(f"{len(part)} beginbfchar\n{''.join(part)}endbfchar\n" for part in parts)
    return _MAP.format(name=name, last=len(letters) - 1, blocks=blocks).encode("ascii")


def _array(numbers: list[float]) -> bytes:
    return f"[ {fp_str(*numbers)} ]".encode("ascii")


def _packed(content: bytes, **entries: int) -> Any:
    return PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode"), **entries}), content)
