"""Rows as JSON and back."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from artsrx.db.derived import filled
from artsrx.db.row_codec import key_values, pack, pack_one, row_key, table_named, unpack, unpack_one
from artsrx.domain.identifiers import new_id

PARTICIPANT = table_named("participant")
ORGANISATION = table_named("organisation")
BATCH = table_named("import_batch")


@given(
    st.fixed_dictionaries(
        {
            "given": st.text(),
            "born": st.none() | st.dates(),
            "born_year": st.none() | st.integers(1900, 2020),
            "practice_id": st.none() | st.uuids(),
        }
    )
)
def test_a_row_comes_back_as_it_went(values: dict[str, Any]) -> None:
    full = filled(PARTICIPANT, {"added_on": date(2026, 1, 2), **values})
    kept = {name: value for name, value in full.items() if name not in ("find_text", "sort_name")}
    assert unpack(PARTICIPANT, pack(PARTICIPANT, full)) == kept


def test_bytes_moments_and_json_come_back() -> None:
    logo = filled(ORGANISATION, {"name": "Riverside", "logo": b"\x00\xff"})
    assert unpack(ORGANISATION, pack(ORGANISATION, logo)) == logo
    moment = datetime(2026, 5, 5, 12, 30, tzinfo=UTC)
    batch = filled(BATCH, {"file_name": "f", "file_digest": "d", "brought_in_at": moment, "counts": {"read": 2}})
    assert unpack(BATCH, pack(BATCH, batch)) == batch
    assert unpack_one(BATCH, "undone_at", pack_one(BATCH, "undone_at", None)) is None
    assert unpack_one(BATCH, "undone_at", pack_one(BATCH, "undone_at", moment)) == moment


def test_a_key_of_two_columns_comes_back() -> None:
    attendance = table_named("attendance")
    values = {"session_id": new_id(), "place_id": new_id()}
    assert key_values(attendance, row_key(attendance, values)) == values
