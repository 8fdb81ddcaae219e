"""Finding anybody and anything from a few letters, and noticing somebody who is perhaps already here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from itertools import repeat
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import Participant, Practice, Programme, Referrer
from artsrx.domain import dates
from artsrx.domain.i18n import _
from artsrx.domain.identifiers import phone_key
from artsrx.domain.names import PARTICLES, fold
from artsrx.records.naming import (
    born_words,
    full_name,
    has_word,
    matches,
    programmes_now,
    query_born,
    query_words,
    second_line,
    was_born_on,
)

# Of two spellings with this much in common (rapidfuzz ratio, 0 to 100) one is taken as a slip of the other: "dilis" and
# "dilys" have 80, "macdonld" and "macdonald" 94, "sean" and "dean" 75.
ALIKE = 70
# A word of so many letters may be two names written together.
LONG_ENOUGH = 5
# So many candidates are ranked; the rest of a very common fragment waits for another letter.
RANKED = 200
# Sorts behind every letter.
LAST = "\U0010ffff"


class HitKind(Enum):
    """What can be found."""

    PERSON = auto()
    PROGRAMME = auto()
    REFERRER = auto()


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; `id` is of what `kind` says; the second line tells namesakes apart."""

    kind: HitKind
    id: UUID
    title: str
    second_line: str


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Somebody in the record who may be the person being added, and why it may be so, in words."""

    id: UUID
    name: str
    second_line: str
    why: str


def find(tx: Session, *, text: str, today: date, limit: int = 12) -> tuple[Hit, ...]:
    """People, then programmes and referrers that have every word of `text` in them, in any order; the best first.

    People are found by any part of a name, known-as, phone number, birth date or year; accents and capitals do not matter.
    What they are on `today` stands in their second line.
    """
    words = query_words(text)
    if not words or limit < 1:
        return ()
    born = query_born(text, today=today)
    if born is not None:
        found = _candidates(tx, was_born_on(born))
        return _hits(tx, [row_id for row_id, _text in found[:limit]], today)
    people = _people(tx, words, limit, today)
    # A third of the lines is kept for the others, or more where people leave room.
    others = _named(tx, words)[: max(limit // 3, limit - len(people))]
    return (*people[: limit - len(others)], *others)


def find_near(tx: Session, *, text: str, today: date, limit: int = 12) -> tuple[Hit, ...]:
    """People whose name is `text` but for slips of the pen; a second pass, for a worker.

    Each word typed must be like some word of the name. Reads every name once, then compares the words, not the people.
    """
    from rapidfuzz import fuzz, process

    words = [word for word in query_words(text) if not word.isdecimal()]
    # "van den Berg" is looked for as "Berg": such words are mixed up more often than they are known.
    words = [word for word in words if word not in PARTICLES] or words
    if not words:
        return ()
    # Only the texts are read: the people behind the best of them are then found by the index.
    texts = tx.scalars(select(Participant.find_text)).all()
    split = [text.split() for text in texts]
    tokens = [token for token in set().union(*split) if not token.isdecimal()]
    scores: list[dict[str, float]] = []
    for word in words:
        alike = process.extract(word, tokens, scorer=fuzz.ratio, processor=_sounded, score_cutoff=ALIKE, limit=None)
        scores.append({token: score for token, score, _at in alike})
    ranked = []
    for text, parts in zip(texts, split, strict=True):
        best = [max(map(score.get, parts, repeat(0)), default=0) for score in scores]
        if all(best):
            ranked.append((-sum(best), text))
    best_texts = [text for _score, text in sorted(set(ranked))[:limit]]
    rows = tx.execute(select(Participant.id, Participant.find_text).where(Participant.find_text.in_(best_texts)))
    order = {text: place for place, text in enumerate(best_texts)}
    ids = [row.id for row in sorted(rows, key=lambda row: (order[row.find_text], row.id))]
    return _hits(tx, ids[:limit], today)


def look_alikes(
    tx: Session, *, given: str, family: str, born: str = "", phone: str = "", on: date, limit: int = 5
) -> tuple[LookAlike, ...]:
    """People who may be the one being typed: the same name, or the same phone number, or birth date and family name.

    Advice and never a bar; an email is no sign, since families share one. `born` and `phone` are as typed so far.
    """
    name, digits = fold(f"{given} {family}"), phone_key(phone)
    born_on = dates.read_birth_date(born, today=on).value
    tests: list[tuple[ColumnElement[bool], str]] = []
    if fold(given) and fold(family):
        tests.append((and_(*(has_word(word) for word in name.split())), _("the same name")))
    if digits:
        tests.append((has_word(digits), _("the same phone number")))
    if born_on and fold(family):
        born_same = and_(Participant.born == born_on, *(has_word(word) for word in fold(family).split()))
        tests.append((born_same, _("the same birth date and family name")))
    why: dict[UUID, str] = {}
    for test, words in tests:
        for row_id in tx.scalars(select(Participant.id).where(test).order_by(Participant.find_text).limit(limit)):
            why.setdefault(row_id, words)
    hits = _hits(tx, list(why)[:limit], on)
    return tuple(LookAlike(id=hit.id, name=hit.title, second_line=hit.second_line, why=why[hit.id]) for hit in hits)


def _sounded(word: str) -> str:
    """The word with i for y, which slips of the pen exchange most: Dylis, Dilys, Dilis."""
    return word.replace("y", "i")


def _starts(word: str) -> ColumnElement[bool]:
    """Whether a word of the text begins with this one; `find_text` is read without making another text of it."""
    text = Participant.find_text
    return or_(func.instr(text, " " + word) > 0, text.between(word, word + LAST))


def _people(tx: Session, words: list[str], limit: int, today: date) -> tuple[Hit, ...]:
    """Whole words first, then beginnings of words, then any part of one."""
    together = len(words) == 1 and len(words[0]) >= LONG_ENOUGH
    found = _together(tx, words[0]) if together else _candidates(tx, matches(words))
    if len(found) == RANKED and not all(word.isdecimal() for word in words):
        # Too many to see them all: then those where a word begins so, which may be further on.
        found = [*_candidates(tx, and_(True, *(_starts(word) for word in words))), *found]
    ranked = sorted(dict.fromkeys(found), key=lambda pair: (-_worth(pair[1], words), pair[1], pair[0]))
    return _hits(tx, [row_id for row_id, _text in ranked[:limit]], today)


def _together(tx: Session, word: str) -> list[tuple[UUID, str]]:
    """Who has this word; or, where nobody has, who has it over the space between two: "jeanpaul" is Jean-Paul.

    Both are looked for in one reading of the texts, for a word that nobody has is typed at every slip. Few texts have its
    letters in their order at all, which is quick to see: only those are made anew without spaces.
    """
    text = Participant.find_text
    likely = text.like("%" + "%".join(word) + "%")
    found = _candidates(tx, and_(likely, func.instr(func.replace(text, " ", ""), word) > 0))
    whole = _candidates(tx, has_word(word)) if len(found) == RANKED else [pair for pair in found if word in pair[1]]
    return whole or found


def _candidates(tx: Session, test: ColumnElement[bool]) -> list[tuple[UUID, str]]:
    # Only the two columns of one index are read, so that the search never touches the rows themselves.
    statement = select(Participant.id, Participant.find_text).where(test).order_by(Participant.find_text).limit(RANKED)
    return [(row.id, row.find_text) for row in tx.execute(statement)]


def _worth(folded: str, words: list[str]) -> int:
    """Two points for each word typed that is a whole word of the text, one where a word begins so."""
    spaced = f" {folded} "
    return sum((f" {word}" in spaced) + (f" {word} " in spaced) for word in words)


def _hits(tx: Session, ids: Sequence[UUID], today: date) -> tuple[Hit, ...]:
    columns = (
        Participant.id, Participant.given, Participant.family, Participant.known_as, Participant.born,
        Participant.born_year, Participant.phone,
    )  # fmt: skip
    rows = {row.id: row for row in tx.execute(select(*columns).where(Participant.id.in_(ids)))}
    now = programmes_now(tx, ids, today=today)
    return tuple(_hit(rows[row_id], now.get(row_id, "")) for row_id in ids)


def _hit(row: Any, programmes: str) -> Hit:
    known = _("known as {name}").format(name=row.known_as) if row.known_as else ""
    details = second_line(known, born_words(row.born, row.born_year), row.phone, programmes)
    return Hit(kind=HitKind.PERSON, id=row.id, title=full_name(row.given, row.family), second_line=details)


def _named(tx: Session, words: list[str]) -> list[Hit]:
    """Programmes and referrers; there are few of them, so they are folded as they are read."""
    programmes = select(Programme.id, Programme.name, Programme.venue.label("line")).where(
        Programme.closed_on.is_(None)
    )
    referrers = select(Referrer.id, Referrer.name, func.coalesce(Practice.name, "").label("line")).outerjoin(
        Practice, Practice.id == Referrer.practice_id
    )
    found = []
    for kind, statement in ((HitKind.PROGRAMME, programmes), (HitKind.REFERRER, referrers)):
        for row in tx.execute(statement):
            folded = fold(row.name)
            if all(word in folded for word in words):
                found.append(Hit(kind=kind, id=row.id, title=row.name, second_line=row.line))
    return found
