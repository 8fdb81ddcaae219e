"""one file per questionnaire: items, options, scale, scoring, bands, licence; INSTRUMENTS = (…)"""

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.instruments.instrument import Instrument
from artsrx.instruments.ons4 import ONS4
from artsrx.instruments.swemwbs import SWEMWBS

INSTRUMENTS: tuple[Instrument, ...] = (ONS4, SWEMWBS)


def instrument(key: str) -> Instrument:
    """The instrument with this key, in small or capital letters; `Refused` naming those there are."""
    for known in INSTRUMENTS:
        if known.key == key.strip().casefold():
            return known
    names = ", ".join(known.key for known in INSTRUMENTS)
    raise Refused(
        _("There is no questionnaire called “{key}”. There are: {names}.").format(key=key, names=names), "instrument"
    )
