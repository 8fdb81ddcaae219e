"""Every word on a screen or a page goes through here, so that it can be translated."""

import gettext

from artsrx.domain.resources import resource

# British English is the source; a catalogue under resources/translations replaces it when the system asks.
_catalogue = gettext.translation("artsrx", resource("translations"), fallback=True)

_ = _catalogue.gettext
ngettext = _catalogue.ngettext
