"""The first record: people, referrals, programmes, registers, forms, and the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes every table, index and trigger of the first version."""
    op.create_table(
        "import_batch",
        sa.Column("id", sa.BINARY(16), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_digest", sa.String(), nullable=False),
        sa.Column("brought_in_at", sa.DateTime(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "journal_act",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("id", sa.BINARY(16), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("device", sa.BINARY(16), nullable=False),
        sa.Column("staff_id", sa.BINARY(16), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("of_act", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("hash", sa.BINARY(length=32), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_journal_act")),
    )
    op.create_index("ix_journal_act_day", "journal_act", ["day", "staff_id"], unique=False)
    op.create_table(
        "journal_entry",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("act", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_key", sa.LargeBinary(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("digest", sa.BINARY(length=32), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_journal_entry")),
    )
    op.create_index(op.f("ix_journal_entry_act"), "journal_entry", ["act"], unique=False)
    op.create_index("ix_journal_entry_row", "journal_entry", ["table_name", "row_key"], unique=False)
    op.create_table(
        "journal_value",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("salt", sa.BINARY(length=16), nullable=False),
        sa.Column("before_after", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_journal_value")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.BINARY(16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("link_worker_word", sa.String(), nullable=False),
        sa.Column("answer_days", sa.Integer(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "practice",
        sa.Column("id", sa.BINARY(16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("pcn", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "programme",
        sa.Column("id", sa.BINARY(16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("artform", sa.String(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("facilitator", sa.String(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("needed", sa.Integer(), nullable=True),
        sa.Column("needed_of", sa.Integer(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.BINARY(16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "arts_session",
        sa.Column("id", sa.BINARY(16), nullable=False),
        sa.Column("programme_id", sa.BINARY(16), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("facilitator", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("cancelled_because", sa.String(), nullable=False),
        sa.Column("visitors", sa.Integer(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('planned', 'cancelled')", name=op.f("ck_arts_session_state")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_arts_session_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arts_session")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_arts_session_programme_id"), "arts_session", ["programme_id"], unique=False)
    op.create_index("ix_arts_session_starts_at", "arts_session", ["starts_at"], unique=False)
    op.create_table(
        "participant",
        sa.Column("id", sa.BINARY(16), nullable=False),
        sa.Column("given", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("known_as", sa.String(), nullable=False),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column("born_year", sa.Integer(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("nhs_number", sa.String(), nullable=False),
        sa.Column("contact_note", sa.String(), nullable=False),
        sa.Column("emergency_contact", sa.String(), nullable=False),
        sa.Column("access_needs", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("practice_id", sa.BINARY(16), nullable=True),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("find_text", sa.String(), nullable=False),
        sa.Column("sort_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_participant_practice_id_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_participant_find", "participant", ["find_text"], unique=False)
    op.create_index(op.f("ix_participant_practice_id"), "participant", ["practice_id"], unique=False)
    op.create_index("ix_participant_sort", "participant", ["sort_name", "id"], unique=False)
    op.create_table(
        "referrer",
        sa.Column("id", sa.BINARY(16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("practice_id", sa.BINARY(16), nullable=True),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_referrer_practice_id_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrer")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_referrer_practice_id"), "referrer", ["practice_id"], unique=False)
    op.create_table(
        "import_row",
        sa.Column("id", sa.BINARY(16), nullable=False),
        sa.Column("batch_id", sa.BINARY(16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("participant_id", sa.BINARY(16), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_import_row_batch_id_import_batch")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_import_row_participant_id_participant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_import_row_batch_id"), "import_row", ["batch_id"], unique=False)
    op.create_index("ix_import_row_digest", "import_row", ["digest"], unique=False)
    op.create_index(op.f("ix_import_row_participant_id"), "import_row", ["participant_id"], unique=False)
    op.create_table(
        "note",
        sa.Column("id", sa.BINARY(16), nullable=False),
        sa.Column("participant_id", sa.BINARY(16), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_note_participant_id_participant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_note_participant_id"), "note", ["participant_id"], unique=False)
    op.create_table(
        "permission",
        sa.Column("id", sa.BINARY(16), nullable=False),
        sa.Column("participant_id", sa.BINARY(16), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.CheckConstraint("answer IN ('yes', 'no', 'not asked')", name=op.f("ck_permission_answer")),
        sa.CheckConstraint("purpose IN ('referrer', 'practice')", name=op.f("ck_permission_purpose")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_permission_participant_id_participant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permission")),
        sa.UniqueConstraint("participant_id", "purpose", name=op.f("uq_permission_participant_id_purpose")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_permission_participant_id"), "permission", ["participant_id"], unique=False)
    op.create_table(
        "referral",
        sa.Column("id", sa.BINARY(16), nullable=False),
        sa.Column("participant_id", sa.BINARY(16), nullable=False),
        sa.Column("referrer_id", sa.BINARY(16), nullable=True),
        sa.Column("practice_id", sa.BINARY(16), nullable=True),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_year", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_on", sa.Date(), nullable=False),
        sa.Column("status_reason", sa.String(), nullable=False),
        sa.Column("stated_before", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.CheckConstraint("route IN ('formal', 'self', 'signpost', 'internal')", name=op.f("ck_referral_route")),
        sa.CheckConstraint(
            "status IN ('received', 'information needed', 'waiting', 'contact attempted', 'accepted', 'declined by us', 'declined by person', 'unable to contact', 'paused', 'disengaged', 'referred back', 'moved on', 'entered in error')",
            name=op.f("ck_referral_status"),
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_referral_participant_id_participant")
        ),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_referral_practice_id_practice")),
        sa.ForeignKeyConstraint(["referrer_id"], ["referrer.id"], name=op.f("fk_referral_referrer_id_referrer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_referral_participant_id"), "referral", ["participant_id"], unique=False)
    op.create_index(op.f("ix_referral_practice_id"), "referral", ["practice_id"], unique=False)
    op.create_index("ix_referral_received_on", "referral", ["received_on"], unique=False)
    op.create_index(op.f("ix_referral_referrer_id"), "referral", ["referrer_id"], unique=False)
    op.create_table(
        "sending",
        sa.Column("id", sa.BINARY(16), nullable=False),
        sa.Column("participant_id", sa.BINARY(16), nullable=True),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("staff_id", sa.BINARY(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_sending_participant_id_participant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sending")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_sending_participant_id"), "sending", ["participant_id"], unique=False)
    op.create_table(
        "place",
        sa.Column("id", sa.BINARY(16), nullable=False),
        sa.Column("participant_id", sa.BINARY(16), nullable=False),
        sa.Column("programme_id", sa.BINARY(16), nullable=False),
        sa.Column("referral_id", sa.BINARY(16), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("left_because", sa.String(), nullable=False),
        sa.Column("walk_in", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_place_participant_id_participant")
        ),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_place_programme_id_programme")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_place_referral_id_referral")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint(
            "participant_id", "programme_id", "joined_on", name=op.f("uq_place_participant_id_programme_id_joined_on")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_place_participant_id"), "place", ["participant_id"], unique=False)
    op.create_index(op.f("ix_place_programme_id"), "place", ["programme_id"], unique=False)
    op.create_index(op.f("ix_place_referral_id"), "place", ["referral_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("session_id", sa.BINARY(16), nullable=False),
        sa.Column("place_id", sa.BINARY(16), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint(
            "mark IN ('present', 'late', 'told us', 'absent', 'not expected')", name=op.f("ck_attendance_mark")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_attendance_place_id_place")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["arts_session.id"], name=op.f("fk_attendance_session_id_arts_session")
        ),
        sa.PrimaryKeyConstraint("session_id", "place_id", name=op.f("pk_attendance")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_attendance_place", "attendance", ["place_id", "mark", "session_id"], unique=False)
    op.create_table(
        "outcome_form",
        sa.Column("id", sa.BINARY(16), nullable=False),
        sa.Column("place_id", sa.BINARY(16), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("point", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.CheckConstraint("point IN ('start', 'mid', 'end', 'follow-up')", name=op.f("ck_outcome_form_point")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_outcome_form_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_form")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_outcome_form_done_on", "outcome_form", ["done_on"], unique=False)
    op.create_index(op.f("ix_outcome_form_place_id"), "outcome_form", ["place_id"], unique=False)
    for table, acts in (
        ("journal_act", ("UPDATE", "DELETE")),
        ("journal_entry", ("UPDATE", "DELETE")),
        ("journal_value", ("UPDATE",)),
    ):
        for act in acts:
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the journal cannot be changed'); END"
            )
