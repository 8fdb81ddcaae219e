"""From drawn pages to the finished file: tree, properties, bookmarks, small and always the same."""

import datetime as dt
import io
from typing import Final
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, OutlineItem, Pdf, String

from artsrx.reports.document import Document
from artsrx.reports.pdf.fonts import clean
from artsrx.reports.pdf.pages import SetPages
from artsrx.reports.pdf.tagged_canvas import Landed
from artsrx.reports.pdf.tags import TreeWriter

MAKER: Final = "ArtsRx"
_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{date}T00:00:00Z</xmp:ModifyDate>
<xmp:CreatorTool>{maker}</xmp:CreatorTool><pdf:Producer>{maker}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def finish(made: SetPages, document: Document) -> bytes:
    """Give the finished PDF of a set document: PDF/UA-1, its date the document's own."""
    with Pdf.open(io.BytesIO(made.file)) as pdf:
        TreeWriter(pdf).write(made.root)
        _properties(pdf, document)
        _bookmarks(pdf, made.known.landed)
        out = io.BytesIO()
        pdf.save(
            out, min_version="1.7", object_stream_mode=ObjectStreamMode.generate, compress_streams=True,
            deterministic_id=True,
        )  # fmt: skip
        return out.getvalue()


def _properties(pdf: Pdf, document: Document) -> None:
    """Write title, language and dates, the same in both places that hold them."""
    title, author = clean(document.title).replace("\n", " "), clean(document.organisation)
    moment = f"D:{document.date:%Y%m%d}000000Z"
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    for key, value in {"/Title": title, "/Author": author, "/Creator": MAKER, "/Producer": MAKER,
                       "/CreationDate": moment, "/ModDate": moment}.items():  # fmt: skip
        pdf.docinfo[key] = String(value)
    words = {"title": title, "author": author, "language": document.language, "maker": MAKER}
    safe = {key: escape(value) for key, value in words.items()}
    packet = _XMP.format(**safe, date=_day(document.date))
    pdf.Root.Metadata = pdf.make_stream(packet.encode("utf-8"), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String(document.language)
    pdf.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True, Duplex=Name.DuplexFlipLongEdge, PrintScaling=Name("/None")
    )


def _day(date: dt.date) -> str:
    return f"{date:%Y-%m-%d}"


def _bookmarks(pdf: Pdf, landed: tuple[Landed, ...]) -> None:
    """Write a bookmark for each heading, each under the one that it belongs to."""
    with pdf.open_outline() as outline:
        path: list[tuple[int, OutlineItem]] = []
        for place in landed:
            item = OutlineItem(place.words)
            item.destination = Array([pdf.pages[place.page].obj, Name.XYZ, 0, round(place.top + 6, 2), None])
            while path and path[-1][0] >= place.level:
                path.pop()
            (path[-1][1].children if path else outline.root).append(item)
            path.append((place.level, item))
