"""Journeys are given what the tests of screens are given."""

from tests.journeys.user import user  # noqa: F401
from tests.ui.conftest import (  # noqa: F401 - fixtures are found by their names here
    answers,
    collect_on_the_gui_thread,
    fonts,
    jobs,
    nothing_left,
    own_settings,
    theme,
    vault_desk,
    vault_template,
    vaulted,
)
