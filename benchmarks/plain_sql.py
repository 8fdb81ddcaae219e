"""What the screens and the report show, asked plainly: SQL as anybody would write it, straight on the connection.

Nothing here is the program's own; it is what the program is timed against and held against. Ids are bytes, days and moments
text, as they lie in the file.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from artsrx.db.connection import connect
from artsrx.db.folder.layout import RECORD_NAME

Row = tuple[Any, ...]

CAME = "a.mark IN ('present', 'late')"
MISSED = "a.mark IN ('told us', 'absent')"
STANDS = "s.state <> 'cancelled'"
HELD = f"({STANDS} AND (s.visitors > 0 OR EXISTS (SELECT 1 FROM attendance x WHERE x.session_id = s.id)))"
HAS_LEFT = "(CASE WHEN l.left_on IS NULL THEN l.left_because <> '' ELSE l.left_on <= :day END)"
EXPECTED = (
    "(l.joined_on IS NULL OR l.joined_on <= date(s.starts_at)) "
    "AND (CASE WHEN l.left_on IS NULL THEN l.left_because = '' ELSE l.left_on >= date(s.starts_at) END)"
)
OFFERED = (
    f"{HELD} AND {EXPECTED} AND (l.joined_on IS NOT NULL OR a.mark IS NOT NULL) "
    "AND coalesce(a.mark, '') <> 'not expected'"
)
CLOSED = "(p.closed_on IS NOT NULL AND p.closed_on <= :day)"
MEETS_AGAIN = (
    "EXISTS (SELECT 1 FROM arts_session s WHERE s.programme_id = p.id AND s.state <> 'cancelled' "
    "AND date(s.starts_at) >= :day)"
)
UNANSWERED = (
    "r.status IN ('received', 'information needed', 'contact attempted') AND r.stated_before = '' "
    "AND NOT EXISTS (SELECT 1 FROM place l WHERE l.referral_id = r.id)"
)
SESSION = f"""
    SELECT s.id, s.starts_at,
           (SELECT count(*) FROM place l WHERE l.programme_id = s.programme_id AND {EXPECTED}),
           (SELECT count(*) FROM attendance a WHERE a.session_id = s.id),
           (SELECT count(*) FROM attendance a WHERE a.session_id = s.id AND {CAME})
    FROM arts_session s JOIN programme p ON p.id = s.programme_id"""

REGISTERS = """
    FROM arts_session s JOIN place l ON l.programme_id = s.programme_id
    LEFT JOIN attendance a ON a.session_id = s.id AND a.place_id = l.id"""


class Plain:
    """A connection of its own to the record, with its own cache of pages."""

    def __init__(self, home: Path, key: bytes) -> None:
        self._raw = connect(home / RECORD_NAME, key, reading=True)

    def close(self) -> None:
        """Give it back."""
        self._raw.close()

    def rows(self, words: str, **values: Any) -> list[Row]:
        """Every row that a statement gives; a UUID among the values becomes bytes, a day text."""
        given = {name: _stored(value) for name, value in values.items()}
        return [tuple(row) for row in self._raw.execute(words, given).fetchall()]

    def number(self, words: str, **values: Any) -> Any:
        """The first value of the first row."""
        return self.rows(words, **values)[0][0]


def _stored(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.bytes
    return value.isoformat() if isinstance(value, date) else value


def people(plain: Plain, day: date) -> tuple[int, list[Row]]:
    """How many there are; the first 200 by family name: id, name, and what they are on."""
    rows = plain.rows(
        f"""SELECT q.id, trim(q.given || ' ' || q.family),
                   coalesce((SELECT group_concat(name, ', ') FROM (
                       SELECT DISTINCT p.name FROM place l JOIN programme p ON p.id = l.programme_id
                       WHERE l.participant_id = q.id AND NOT {HAS_LEFT} AND NOT {CLOSED} ORDER BY p.name)), '')
            FROM participant q ORDER BY q.sort_name, q.id LIMIT 200""",
        day=day,
    )
    return plain.number("SELECT count(*) FROM participant"), rows


def people_found(plain: Plain, part: str) -> tuple[int, list[bytes]]:
    """How many have these letters in them, and the first 200 from the oldest."""
    test = "FROM participant WHERE find_text LIKE :like"
    order = "coalesce(born, CAST(born_year AS TEXT))"
    rows = plain.rows(f"SELECT id {test} ORDER BY {order} IS NULL, {order}, sort_name, id LIMIT 200", like=f"%{part}%")
    return plain.number(f"SELECT count(*) {test}", like=f"%{part}%"), [row[0] for row in rows]


def person(plain: Plain, who: UUID) -> tuple[Row, list[Row], list[bytes]]:
    """Their name, their places, and every session, form and note on their timeline."""
    name = plain.rows("SELECT given, family, born FROM participant WHERE id = :who", who=who)[0]
    places = plain.rows(
        """SELECT l.id, p.name, l.joined_on FROM place l JOIN programme p ON p.id = l.programme_id
           WHERE l.participant_id = :who ORDER BY l.joined_on DESC""",
        who=who,
    )
    happened = [
        "SELECT a.session_id FROM attendance a JOIN place l ON l.id = a.place_id WHERE l.participant_id = :who",
        "SELECT f.id FROM outcome_form f JOIN place l ON l.id = f.place_id WHERE l.participant_id = :who",
        "SELECT id FROM note WHERE participant_id = :who",
    ]
    return name, places, sorted(row[0] for words in happened for row in plain.rows(words, who=who))


def referrals(plain: Plain, *, unanswered: bool) -> tuple[int, list[Row]]:
    """How many, and the 200 that came last: id, name, day."""
    test = f"WHERE {UNANSWERED}" if unanswered else ""
    rows = plain.rows(
        f"""SELECT r.id, trim(q.given || ' ' || q.family), r.received_on
            FROM referral r JOIN participant q ON q.id = r.participant_id {test}
            ORDER BY r.received_on IS NULL, r.received_on DESC, r.id LIMIT 200"""
    )
    return plain.number(f"SELECT count(*) FROM referral r {test}"), rows


def programmes(plain: Plain, day: date) -> tuple[int, list[Row]]:
    """How many are open; the first 200 by their next session: id, people, sessions, held, first, last, next."""
    rows = plain.rows(
        f"""SELECT p.id,
                   (SELECT count(*) FROM place l WHERE l.programme_id = p.id
                    AND (CASE WHEN l.left_on IS NULL THEN l.left_because = '' ELSE l.left_on >= :day END)),
                   met.sessions, met.held, met.first, met.last, met.next
            FROM programme p LEFT JOIN (
                SELECT s.programme_id, sum({STANDS}) AS sessions, sum({HELD}) AS held,
                       min(CASE WHEN {STANDS} THEN s.starts_at END) AS first,
                       max(CASE WHEN {STANDS} THEN s.starts_at END) AS last,
                       min(CASE WHEN {STANDS} AND date(s.starts_at) >= :day THEN s.starts_at END) AS next
                FROM arts_session s GROUP BY s.programme_id) met ON met.programme_id = p.id
            WHERE p.closed_on IS NULL
            ORDER BY met.next IS NULL, met.next, lower(p.name), p.id LIMIT 200""",
        day=day,
    )
    return plain.number("SELECT count(*) FROM programme WHERE closed_on IS NULL"), rows


def programme(plain: Plain, which: UUID) -> tuple[list[Row], list[Row], list[bytes]]:
    """Its sessions with what their registers come to; its places with what was offered and attended; its forms."""
    sessions = plain.rows(f"{SESSION} WHERE s.programme_id = :which ORDER BY s.starts_at, s.id", which=which)
    places = plain.rows(
        f"""SELECT l.id, coalesce(sum({OFFERED}), 0), coalesce(sum({OFFERED} AND {CAME}), 0)
            FROM place l LEFT JOIN arts_session s ON s.programme_id = l.programme_id
            LEFT JOIN attendance a ON a.session_id = s.id AND a.place_id = l.id
            WHERE l.programme_id = :which GROUP BY l.id ORDER BY l.id""",
        which=which,
    )
    forms = plain.rows(
        "SELECT f.id FROM outcome_form f JOIN place l ON l.id = f.place_id WHERE l.programme_id = :which ORDER BY f.id",
        which=which,
    )
    return sessions, places, [row[0] for row in forms]


def register(plain: Plain, session: UUID) -> tuple[list[Row], Row]:
    """The whole register: a row for each person expected, by name; and the session, with its number and its neighbours.

    A row begins with the place, the mark and how many sessions they missed in a row before; then come the words.
    """
    here = plain.rows(
        """SELECT s.programme_id, s.starts_at, p.name, s.minutes, s.venue, p.venue, s.facilitator, p.facilitator,
                  s.state, s.cancelled_because, s.visitors, s.notes
           FROM arts_session s JOIN programme p ON p.id = s.programme_id WHERE s.id = :session""",
        session=session,
    )[0]
    lines = plain.rows(
        f"""SELECT l.id, coalesce(here.mark, ''),
                   (SELECT count(*) FROM attendance a JOIN arts_session s ON s.id = a.session_id
                    WHERE a.place_id = l.id AND {STANDS} AND {MISSED} AND s.starts_at < :at
                    AND s.starts_at > coalesce((
                        SELECT max(s.starts_at) FROM attendance a JOIN arts_session s ON s.id = a.session_id
                        WHERE a.place_id = l.id AND {STANDS} AND {CAME} AND s.starts_at < :at), '')),
                   q.id, q.given, q.family, q.known_as, q.access_needs, here.note, l.walk_in
            FROM place l JOIN participant q ON q.id = l.participant_id
            LEFT JOIN attendance here ON here.place_id = l.id AND here.session_id = :session
            JOIN arts_session s ON s.id = :session
            WHERE l.programme_id = :programme AND (({EXPECTED}) OR here.mark IS NOT NULL)
            ORDER BY q.sort_name, l.id""",
        session=session, at=here[1], programme=here[0],
    )  # fmt: skip
    all_of_it = plain.rows(
        f"SELECT s.id, {STANDS} FROM arts_session s WHERE s.programme_id = :programme ORDER BY s.starts_at, s.id",
        programme=here[0],
    )
    at = [row[0] for row in all_of_it].index(session.bytes)
    number = sum(row[1] for row in all_of_it[: at + 1]) if all_of_it[at][1] else 0
    beside = (all_of_it[at - 1][0] if at else None, all_of_it[at + 1][0] if at + 1 < len(all_of_it) else None)
    return lines, (here[2], number, sum(row[1] for row in all_of_it), *beside)


def forms_due(plain: Plain, day: date, test: str, **values: Any) -> list[Row]:
    """The forms that are owed by the places that pass a test, by programme and name: place and point."""
    rows = plain.rows(
        f"""SELECT l.id, p.name, p.id, q.sort_name, sum({OFFERED} AND {CAME}) AS times, p.needed,
                   {HAS_LEFT} OR {CLOSED} OR NOT {MEETS_AGAIN} AS over,
                   EXISTS (SELECT 1 FROM outcome_form f WHERE f.place_id = l.id AND f.point = 'start'),
                   EXISTS (SELECT 1 FROM outcome_form f WHERE f.place_id = l.id AND f.point = 'end')
            FROM place l JOIN programme p ON p.id = l.programme_id
            JOIN participant q ON q.id = l.participant_id
            JOIN arts_session s ON s.programme_id = l.programme_id AND date(s.starts_at) <= :day
            LEFT JOIN attendance a ON a.session_id = s.id AND a.place_id = l.id
            WHERE {test} GROUP BY l.id HAVING times > 0 ORDER BY p.name, p.id, q.sort_name, l.id""",
        day=day, **values,
    )  # fmt: skip
    found: list[Row] = []
    for place, _name, _id, _sort, times, needed, over, has_start, has_end in rows:
        found += [] if has_start else [(place, "start")]
        finished = needed is not None and times >= needed
        found += [(place, "end")] if not has_end and (over or finished) else []
    return found


def people_to_check(plain: Plain, day: date, *, recent: int, look_back: int) -> list[Row]:
    """Who missed two sessions or more in a row, most missed first: place and how many."""
    rows = plain.rows(
        f"""SELECT l.id, sum({MISSED}) AS times,
                   (SELECT max(date(s.starts_at)) FROM attendance a JOIN arts_session s ON s.id = a.session_id
                    WHERE a.place_id = l.id AND {MISSED} AND date(s.starts_at) <= :day) AS missed_on,
                   (SELECT max(written_on) FROM note n WHERE n.participant_id = l.participant_id) AS noted_on
            FROM place l JOIN programme p ON p.id = l.programme_id JOIN participant q ON q.id = l.participant_id
            JOIN attendance a ON a.place_id = l.id JOIN arts_session s ON s.id = a.session_id
            WHERE NOT {HAS_LEFT} AND NOT {CLOSED} AND {STANDS}
              AND date(s.starts_at) BETWEEN :back AND :day
              AND s.starts_at > coalesce((
                  SELECT max(s.starts_at) FROM attendance a JOIN arts_session s ON s.id = a.session_id
                  WHERE a.place_id = l.id AND {CAME} AND {STANDS} AND date(s.starts_at) BETWEEN :back AND :day), '')
              AND EXISTS (SELECT 1 FROM arts_session x WHERE x.programme_id = p.id
                          AND date(x.starts_at) BETWEEN :recent AND :day)
            GROUP BY l.id HAVING times >= 2 ORDER BY times DESC, q.sort_name, l.id""",
        day=day, recent=day - timedelta(days=recent), back=day - timedelta(days=look_back),
    )  # fmt: skip
    return [row[:2] for row in rows if row[3] is None or row[3] < row[2]]


def sessions_between(plain: Plain, since: date, until: date, test: str, order: str, limit: int) -> list[bytes]:
    """The ids of the sessions of a period that pass a test."""
    rows = plain.rows(
        f"""SELECT s.id FROM arts_session s JOIN programme p ON p.id = s.programme_id
            WHERE date(s.starts_at) BETWEEN :since AND :until AND {test} ORDER BY {order} LIMIT :limit""",
        since=since, until=until, limit=limit,
    )  # fmt: skip
    return [row[0] for row in rows]


def today(plain: Plain, day: date, *, recent: int, look_back: int, forms: int, unmarked: int, ahead: int) -> list[Any]:
    """Sessions of the day with what their registers come to, those to come and those forgotten; answers, people, forms."""
    blank = f"{STANDS} AND NOT {HELD} AND EXISTS (SELECT 1 FROM place l WHERE l.programme_id = p.id AND {EXPECTED})"
    days = plain.number("SELECT answer_days FROM organisation")
    waiting = plain.rows(
        f"SELECT r.id FROM referral r WHERE {UNANSWERED} ORDER BY r.received_on IS NULL, r.received_on, r.id LIMIT 8"
    )
    late = f"SELECT count(*) FROM referral r WHERE {UNANSWERED} AND r.received_on < :late"
    checks = people_to_check(plain, day, recent=recent, look_back=look_back)
    since = day - timedelta(days=forms)
    due = forms_due(
        plain, day,
        """(CASE WHEN l.left_on IS NULL THEN l.left_because = '' ELSE l.left_on >= :since END) AND EXISTS (
               SELECT 1 FROM arts_session x WHERE x.programme_id = p.id
               AND date(x.starts_at) BETWEEN :since AND :day)""",
        since=since,
    )  # fmt: skip
    return [
        plain.rows(f"{SESSION} WHERE date(s.starts_at) = :day ORDER BY s.starts_at, p.name, s.id", day=day),
        sorted(sessions_between(
            plain, day + timedelta(days=1), day + timedelta(days=ahead), STANDS, "s.starts_at, s.id", 8
        )),
        sorted(sessions_between(
            plain, day - timedelta(days=unmarked), day - timedelta(days=1), blank, "s.starts_at DESC, s.id DESC", 8
        )),
        [row[0] for row in waiting],
        plain.number(f"SELECT count(*) FROM referral r WHERE {UNANSWERED}"),
        plain.number(late, late=day - timedelta(days=days)),
        checks[:8], len(checks), due[:8], len(due),
    ]  # fmt: skip


def what_is_missing(plain: Plain, start: date, end: date, day: date) -> dict[str, int]:
    """How much is missing for a report on a period, by the kind of gap; kinds of which nothing is missing are left out."""
    until = min(end, day)
    period = f"{STANDS} AND date(s.starts_at) BETWEEN :start AND :until"
    received = "r.received_on BETWEEN :start AND :end AND r.status <> 'entered in error'"

    def count(words: str, **values: Any) -> int:
        return int(plain.number(f"SELECT count(*) FROM ({words})", **values))

    since, last = {"start": start, "until": until}, {"start": start, "end": end}
    # A form of seven questions can be scored when each has an answer.
    answers = "SELECT count(*) FROM json_each(f.answers)"
    due = forms_due(
        plain, day,
        """l.id IN (SELECT x.place_id FROM attendance x JOIN arts_session y ON y.id = x.session_id
                    WHERE date(y.starts_at) BETWEEN :start AND :until)""",
        **since,
    )  # fmt: skip
    expected = f"EXISTS (SELECT 1 FROM place l WHERE l.programme_id = s.programme_id AND {EXPECTED})"
    found = {
        "registers": count(f"SELECT 1 FROM arts_session s WHERE {period} AND NOT {HELD} AND {expected}", **since),
        "blanks": count(
            f"""SELECT DISTINCT s.id {REGISTERS} WHERE {period} AND {OFFERED} AND a.mark IS NULL
                AND EXISTS (SELECT 1 FROM attendance x WHERE x.session_id = s.id)""",
            **since,
        ),
        "start": sum(point == "start" for _place, point in due),
        "end": sum(point == "end" for _place, point in due),
        "twice": count(
            """SELECT DISTINCT f.place_id FROM outcome_form f WHERE f.done_on BETWEEN :start AND :end
               AND f.place_id IN (SELECT place_id FROM outcome_form WHERE point IN ('start', 'end')
                                  GROUP BY place_id, instrument, point HAVING count(*) > 1)""",
            **last,
        ),
        "unscored": count(
            f"SELECT 1 FROM outcome_form f WHERE f.done_on BETWEEN :start AND :end AND ({answers}) < 7", **last
        ),
        "birth": count(
            f"""SELECT DISTINCT q.id FROM participant q JOIN place l ON l.participant_id = q.id
                JOIN arts_session s ON s.programme_id = l.programme_id
                JOIN attendance a ON a.session_id = s.id AND a.place_id = l.id
                WHERE q.born IS NULL AND q.born_year IS NULL AND {period} AND {OFFERED} AND {CAME}""",
            **since,
        ),
        "year": count(
            """SELECT 1 FROM referral r WHERE r.received_on IS NULL AND r.status <> 'entered in error'
               AND (r.received_year IS NULL OR r.received_year BETWEEN :first AND :last)""",
            first=start.year, last=end.year,
        ),
        "answers": count(f"SELECT 1 FROM referral r WHERE {received} AND {UNANSWERED}", **last),
        "practice": count(f"SELECT 1 FROM referral r WHERE {received} AND r.practice_id IS NULL", **last),
        "rules": count(
            f"""SELECT DISTINCT p.id FROM programme p JOIN arts_session s ON s.programme_id = p.id
                WHERE p.needed IS NULL AND {period}""",
            **since,
        ),
    }  # fmt: skip
    return {key: number for key, number in found.items() if number}


def year(plain: Plain, start: date, end: date, day: date) -> dict[str, Any]:
    """The numbers of an impact report: of referrals, of sessions and who came, of people by age, of pairs of forms."""
    until = min(end, day)
    period = "date(s.starts_at) BETWEEN :start AND :until"
    referred = plain.rows(
        f"""WITH came AS (
                SELECT l.referral_id AS referral, l.id, sum({OFFERED} AND {CAME}) AS times, p.needed,
                       NOT {HAS_LEFT} AND NOT {CLOSED} AND {MEETS_AGAIN} AS on_it
                {REGISTERS} JOIN programme p ON p.id = l.programme_id
                WHERE date(s.starts_at) <= :day AND l.referral_id IN (
                    SELECT r.id FROM referral r WHERE r.received_on BETWEEN :start AND :end)
                GROUP BY l.id)
            SELECT coalesce(c.name, ''), r.status,
                   coalesce((SELECT max(times > 0) FROM came WHERE referral = r.id), 0),
                   coalesce((SELECT max(times > 0 AND on_it) FROM came WHERE referral = r.id), 0),
                   coalesce((SELECT max(times > 0 AND times >= needed) FROM came WHERE referral = r.id), 0)
            FROM referral r LEFT JOIN practice c ON c.id = r.practice_id
            WHERE r.received_on BETWEEN :start AND :end AND r.status <> 'entered in error'""",
        start=start, end=end, day=day,
    )  # fmt: skip
    practices: dict[str, int] = {}
    for row in referred:
        practices[row[0]] = practices.get(row[0], 0) + 1
    closed = (
        "declined by us", "declined by person", "unable to contact", "disengaged", "referred back", "moved on",
        "entered in error",
    )  # fmt: skip
    sessions = plain.rows(
        f"""SELECT s.programme_id, s.id, {HELD}, NOT ({STANDS}), coalesce(sum({OFFERED}), 0),
                   coalesce(sum({OFFERED} AND {CAME}), 0)
            FROM arts_session s LEFT JOIN place l ON l.programme_id = s.programme_id
            LEFT JOIN attendance a ON a.session_id = s.id AND a.place_id = l.id
            WHERE {period} GROUP BY s.id""",
        start=start, until=until,
    )  # fmt: skip
    took_part = plain.rows(
        f"""SELECT DISTINCT l.programme_id, l.participant_id, q.born, q.born_year
            {REGISTERS} JOIN participant q ON q.id = l.participant_id WHERE {period} AND {OFFERED} AND {CAME}""",
        start=start, until=until,
    )  # fmt: skip
    pairs = plain.rows(
        """SELECT a.place_id, a.answers, b.answers FROM outcome_form a JOIN outcome_form b ON b.place_id = a.place_id
           WHERE a.point = 'start' AND b.point = 'end' AND a.instrument = b.instrument
           AND b.done_on BETWEEN :start AND :end AND a.done_on <= :day AND b.done_on <= :day""",
        start=start, end=end, day=day,
    )  # fmt: skip
    lines: dict[bytes, list[int]] = {}
    for which, _id, held, cancelled, _offered, came in sessions:
        line = lines.setdefault(which, [0, 0, 0])
        lines[which] = [line[0] + held, line[1] + cancelled, line[2] + came]
    return {
        "referred": len(referred),
        "started": sum(row[2] for row in referred),
        "staying": sum(row[2] and ((row[3] and row[1] not in closed) or row[4]) for row in referred),
        "completed": sum(row[4] for row in referred),
        "practices": dict(sorted(practices.items())),
        "held": sum(row[2] for row in sessions),
        "cancelled": sum(row[3] for row in sessions),
        "offered": sum(row[4] for row in sessions),
        "attendances": sum(row[5] for row in sessions),
        "people": len({row[1] for row in took_part}),
        "lines": sorted(lines.values()),
        "pairs": len(pairs),
    }
