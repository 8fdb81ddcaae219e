"""The column types on both kinds of database."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from artsrx.db.row_codec import table_named
from artsrx.db.schema.columns import Id, Moment

SQLITE, SERVER = sqlite.dialect(), postgresql.dialect()  # type: ignore[no-untyped-call]


def test_an_id_is_sixteen_bytes_or_the_servers_own() -> None:
    key = uuid4()
    assert Id().process_bind_param(key, SQLITE) == key.bytes
    assert Id().process_result_value(key.bytes, SQLITE) == key
    assert Id().process_bind_param(key, SERVER) == key
    assert Id().process_result_value(key, SERVER) == key
    assert Id().process_bind_param(None, SQLITE) is Id().process_result_value(None, SQLITE) is None
    read = Id().result_processor(SQLITE, None)
    assert (read(key.bytes), read(None)) == (key, None)
    assert Id().result_processor(SERVER, None)(key) == key
    assert "id UUID" in str(CreateTable(table_named("staff")).compile(dialect=SERVER))
    assert "id BINARY(16)" in str(CreateTable(table_named("staff")).compile(dialect=SQLITE))


@pytest.mark.parametrize("moment", [None, datetime(2026, 5, 5, 12, tzinfo=UTC)])
def test_a_moment_keeps_its_zone(moment: Any) -> None:
    stored = Moment().process_bind_param(moment, SQLITE)
    assert Moment().process_result_value(stored, SQLITE) == moment


def test_a_moment_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Moment().process_bind_param(datetime(2026, 5, 5), SQLITE)
