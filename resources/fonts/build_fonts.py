"""Make the fonts in this folder out of the packages that README.md names.

Use: python resources/fonts/build_fonts.py FOLDER
FOLDER holds the unpacked packages `atkinson-hyperlegible-next`, `fraunces` and `noto-sans`, each with its .ttf files.

What is done to each font, and why:
- 1000 units to the em: ReportLab's widths are then exact, which PDF/UA asks for.
- no GSUB: no reader of the file meets a ligature that has no Unicode of its own.
- "Tab" copies of the text face: digits of equal width, so that columns of numbers stand under each other.
- the fallback face only keeps Latin, Greek and Cyrillic with the signs around them.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

HERE = Path(__file__).resolve().parent
TEXT = ("AtkinsonHyperlegibleNext_400Regular.ttf", "AtkinsonHyperlegibleNext_700Bold.ttf")
DISPLAY = ("Fraunces_400Regular.ttf", "Fraunces_600SemiBold.ttf")
FALLBACK = ("NotoSans_400Regular.ttf", "NotoSans_700Bold.ttf")
ALPHABETS = (
    (0x20, 0x24F), (0x250, 0x2AF), (0x2B0, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x1D00, 0x1DBF), (0x1E00, 0x1FFF),
    (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x218F), (0x2190, 0x22FF), (0x25A0, 0x25FF),
    (0xFFFD, 0xFFFD),
)  # fmt: skip


def tabular(font: TTFont) -> None:
    """Point each digit at the font's own tabular glyph."""
    lookups = next(
        record.Feature.LookupListIndex
        for record in font["GSUB"].table.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
    )
    swaps: dict[str, str] = {}
    for index in lookups:
        for table in font["GSUB"].table.LookupList.Lookup[index].SubTable:
            swaps |= getattr(table, "ExtSubTable", table).mapping
    for table in font["cmap"].tables:
        table.cmap = {code: swaps.get(glyph, glyph) for code, glyph in table.cmap.items()}


def rename(font: TTFont, family: str, style: str) -> None:
    """Give the font a family and a style of its own and drop the names that no reader needs."""
    names = font["name"]
    copyright_words, licence = names.getDebugName(0), names.getDebugName(13)
    names.names = []
    postscript = f"{family.replace(' ', '')}-{style.replace(' ', '')}"
    words = {0: copyright_words, 1: family, 2: style, 3: postscript, 4: f"{family} {style}", 6: postscript, 13: licence}
    for number, text in words.items():
        names.setName(text, number, 3, 1, 0x409)


def trim(font: TTFont, codes: set[int]) -> TTFont:
    """Keep what `codes` can reach, drop GSUB and hinting, scale to 1000 units."""
    options = Options(layout_features=["kern"], name_IDs=["*"], notdef_outline=True, hinting=False, glyph_names=False)
    options.drop_tables += ["GSUB", "GDEF", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    if font["head"].unitsPerEm != 1000:
        scale_upem(font, 1000)
    return font


def save(font: TTFont, name: str) -> None:
    """Write the font beside this script and say how large it is."""
    font["head"].modified = font["head"].created  # the same bytes whenever it is made
    font.recalcTimestamp = False
    font.save(HERE / name)
    sys.stdout.write(f"{(HERE / name).stat().st_size:>8} {name}\n")


def main(folder: Path) -> None:
    """Make every font of this folder."""

    def opened(name: str) -> TTFont:
        return TTFont(next(folder.rglob(name)), recalcTimestamp=False)

    for name, style in zip(TEXT, ("Regular", "Bold"), strict=True):
        for tab in (False, True):
            font = opened(name)
            if tab:
                tabular(font)
            rename(font, "Atkinson Hyperlegible Next" + (" Tab" if tab else ""), style)
            font = trim(font, set(font.getBestCmap()))
            save(font, f"AtkinsonHyperlegibleNext{'Tab' if tab else ''}-{style}.ttf")
    for name, style in zip(DISPLAY, ("Regular", "SemiBold"), strict=True):
        font = opened(name)
        rename(font, "Fraunces", style)
        save(trim(font, set(font.getBestCmap())), f"Fraunces-{style}.ttf")
    for name, style in zip(FALLBACK, ("Regular", "Bold"), strict=True):
        font = opened(name)
        rename(font, "Noto Sans", style)
        save(trim(font, {code for low, high in ALPHABETS for code in range(low, high + 1)}), f"NotoSans-{style}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
