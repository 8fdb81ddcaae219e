"""The letter."""

from artsrx.domain.dates import long_date
from artsrx.reports.document import Bullets, Document, Paragraph
from tests.planted.attendance_letter.figures import Times


def story(figures: Times) -> Document:
    """How often they came."""
    thanks = "How good to have you." if figures.warm else "This is to certify:"
    blocks = [Paragraph(thanks), Paragraph(f"{figures.name} came {len(figures.days)} times.")]
    if figures.dates:
        blocks.append(Bullets(tuple(long_date(day) for day in figures.days)))
    if figures.greeting:
        blocks.append(Paragraph(figures.greeting))
    return Document(
        title="Letter of attendance",
        date=figures.as_at,
        organisation="Riverside Arts",
        blocks=tuple(blocks),
        kind="letter",
    )
