"""The contrast of two colours is that of the guidelines."""

import pytest

from artsrx.domain.contrast import LEAST_CONTRAST, contrast


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#FFFFFF", "#ffffff", 1),
        ("#767676", "#ffffff", 4.54),
        ("#949494", "#000000", 6.92),
        ("#0000ff", "#ffff00", 8.00),
    ],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


def test_text_needs_four_and_a_half() -> None:
    assert contrast("#767676", "#ffffff") > LEAST_CONTRAST > contrast("#777777", "#ffffff")
