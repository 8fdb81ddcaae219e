"""The recovery sheet: one page that opens a record when every password is forgotten."""

from collections.abc import Sequence
from datetime import date

from artsrx.domain.dates import long_date
from artsrx.domain.i18n import _
from artsrx.reports.document import Bullets, Code, Document, Lede, Panel, Paragraph, SectionHeading


def story(groups: Sequence[str], *, organisation: str, made_on: date) -> Document:
    """The sheet as a document: `groups` are the letters and digits that the vault made, in order."""
    keep = Panel(
        _("Keep it safe"),
        (
            Bullets(
                (
                    _("Put it in a sealed envelope, somewhere locked and away from the computer."),
                    _("Tell two people in your organisation where it is."),
                    _("Do not photograph it, and do not keep it on a computer."),
                )
            ),
        ),
    )
    blocks = (
        Lede(_("Whoever has this sheet can open your record. Without it, and without a password, nobody can: not even us.")),
        SectionHeading(2, _("Your recovery code")),
        Code(tuple(groups)),
        SectionHeading(2, _("When you need it")),
        Paragraph(_("Start ArtsRx, choose your record, then “Use the recovery sheet”. Type the groups in order; "
                    "small letters will do, and spaces and dashes do not matter. Then choose a new password.")),
        keep,
    )  # fmt: skip
    return Document(
        title=_("Recovery sheet"),
        subtitle=_("Made on {day}").format(day=long_date(made_on)),
        date=made_on,
        organisation=organisation,
        kind="sheet",
        blocks=blocks,
        footer=_("Recovery sheet of {organisation}").format(organisation=organisation),
    )
