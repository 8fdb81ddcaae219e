"""The three tables of the journal, to which rows are only ever added.

`journal_act` has one row for each act (an Add, a field, a mark, an import) and carries the chain of hashes. `journal_entry` has
one row for each changed row or field, with a digest of its values under a random salt. `journal_value` holds the salts and the
values themselves: erasing a person deletes from it, and what was erased can be neither read nor guessed. Triggers forbid every
other change.
"""

from sqlalchemy import BINARY, DDL, Column, Index, Integer, LargeBinary, String, Table, event

from artsrx.db.schema.columns import Id, Moment, Row

SALT_BYTES = 16

ACT = Table(
    "journal_act",
    Row.metadata,
    Column("sequence", Integer, primary_key=True),
    Column("id", Id, nullable=False),
    Column("done_at", Moment, nullable=False),
    Column("day", String, nullable=False),
    Column("device", Id, nullable=False),
    Column("staff_id", Id, nullable=False),
    Column("kind", String, nullable=False),
    Column("of_act", Integer),
    Column("label", String, nullable=False),
    Column("hash", BINARY(32), nullable=False),
    Index("ix_journal_act_day", "day", "staff_id"),
)
ENTRY = Table(
    "journal_entry",
    Row.metadata,
    Column("sequence", Integer, primary_key=True),
    Column("act", Integer, nullable=False, index=True),
    Column("table_name", String, nullable=False),
    Column("row_key", LargeBinary, nullable=False),
    Column("field", String, nullable=False),
    Column("change", String, nullable=False),
    Column("digest", BINARY(32), nullable=False),
    Index("ix_journal_entry_row", "table_name", "row_key"),
)
VALUE = Table(
    "journal_value",
    Row.metadata,
    Column("entry", Integer, primary_key=True),
    Column("salt", BINARY(SALT_BYTES), nullable=False),
    Column("before_after", String, nullable=False),
)

for _table, _acts in ((ACT, ("UPDATE", "DELETE")), (ENTRY, ("UPDATE", "DELETE")), (VALUE, ("UPDATE",))):
    for _act in _acts:
        event.listen(
            _table,
            "after_create",
            DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
                f"CREATE TRIGGER {_table.name}_no_{_act.lower()} BEFORE {_act} ON {_table.name} "
                "BEGIN SELECT RAISE(ABORT, 'the journal cannot be changed'); END"
            ).execute_if(dialect="sqlite"),
        )
