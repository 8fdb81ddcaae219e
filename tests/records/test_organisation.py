"""The organisation's facts are checked before they are printed on anything."""

import pytest

from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.records import organisation


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("name", " Quay Arts ", "Quay Arts"),
        ("address", "1 Quay\nPorthwen", "1 Quay\nPorthwen"),
        ("email", "a@b.example ", "a@b.example"),
        ("phone", "01632 960000", "01632 960000"),
        ("colour", "#7A1F4B", "#7a1f4b"),
        ("colour", "", ""),
        ("link_worker_word", "wellbeing coach", "wellbeing coach"),
        ("link_worker_word", "", "link worker"),
        ("answer_days", "10", 10),
    ],
)
def test_what_is_typed_is_kept(store: Store, field: str, typed: str, kept: object) -> None:
    store.write("change the organisation", organisation.change, field=field, value=typed)
    assert getattr(store.read(organisation.organisation), field) == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [("name", " "), ("colour", "plum"), ("colour", "#ffe680"), ("answer_days", "0"), ("answer_days", "soon")],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(store: Store, field: str, typed: str) -> None:
    before = store.read(organisation.organisation)
    with pytest.raises(Refused) as refused:
        store.write("change the organisation", organisation.change, field=field, value=typed)
    assert refused.value.field == field
    assert store.read(organisation.organisation) == before


def test_a_logo_is_checked_kept_and_taken_away(store: Store) -> None:
    seen: list[bytes] = []
    store.write("choose a logo", organisation.set_logo, logo=b"picture", check=seen.append)
    assert store.read(organisation.organisation).logo == b"picture" == seen[0]

    def no(_logo: bytes) -> None:
        raise Refused("This is not a picture.")

    with pytest.raises(Refused):
        store.write("choose a logo", organisation.set_logo, logo=b"text", check=no)
    store.write("remove the logo", organisation.set_logo, logo=None, check=no)
    assert store.read(organisation.organisation).logo is None
