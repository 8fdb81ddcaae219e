"""What tests of several screens share."""

import pytest


@pytest.fixture
def went(desk):
    """Where the screen asked to go."""
    gone = []
    desk.navigate.connect(gone.append)
    return gone
