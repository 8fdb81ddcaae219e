"""What somebody said is kept with its day, and anything but a yes stops the sending."""

from datetime import date
from uuid import UUID

import pytest

from artsrx.db.store import Store
from artsrx.domain.consents import may, why_not
from artsrx.domain.errors import Refused
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Answer, Purpose
from artsrx.records import consents, people

DAY = date(2026, 5, 4)


@pytest.fixture
def ada(store: Store) -> UUID:
    return store.write("add a person", people.add, on=DAY, given="Ada").result


def _say(store: Store, person: UUID, answer: Answer, on: date | None, remark: str = "") -> None:
    store.write(
        "note an answer", consents.answer, participant=person, purpose=Purpose.REFERRER, answer=answer, on=on,
        remark=remark,
    )  # fmt: skip


def test_nobody_has_been_asked_at_first(store: Store, ada: UUID) -> None:
    facts = store.read(consents.consents_of, ada)
    assert [fact.purpose for fact in facts] == list(Purpose)
    assert {fact.answer for fact in facts} == {Answer.NOT_ASKED}


def test_an_answer_is_kept_with_day_and_remark_and_can_change(store: Store, ada: UUID) -> None:
    _say(store, ada, Answer.YES, DAY, " on the phone ")
    fact = store.read(consents.consent_of, ada, Purpose.REFERRER)
    assert (fact.answer, fact.on, fact.remark) == (Answer.YES, DAY, "on the phone")
    assert store.read(consents.answers, ada) == {Purpose.REFERRER: Answer.YES, Purpose.PRACTICE: Answer.NOT_ASKED}
    _say(store, ada, Answer.NO, None)
    assert store.read(consents.consent_of, ada, Purpose.REFERRER).answer is Answer.NO


def test_not_asked_takes_the_day_away(store: Store, ada: UUID) -> None:
    _say(store, ada, Answer.YES, DAY, "in writing")
    _say(store, ada, Answer.NOT_ASKED, DAY, "in writing")
    fact = store.read(consents.consent_of, ada, Purpose.REFERRER)
    assert (fact.answer, fact.on, fact.remark) == (Answer.NOT_ASKED, None, "")


def test_a_yes_needs_a_day(store: Store, ada: UUID) -> None:
    with pytest.raises(Refused) as refused:
        _say(store, ada, Answer.YES, None)
    assert refused.value.field == "on"


def test_somebody_who_is_gone_says_nothing(store: Store) -> None:
    with pytest.raises(Refused):
        _say(store, new_id(), Answer.NO, DAY)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_only_a_yes_allows(purpose: Purpose) -> None:
    assert may(purpose, {purpose: Answer.YES})
    assert why_not(purpose, {purpose: Answer.YES}) == ""
    for answers in ({purpose: Answer.NO}, {purpose: Answer.NOT_ASKED}, {}):
        assert not may(purpose, answers)
    assert why_not(purpose, {purpose: Answer.NO}) != why_not(purpose, {}) != ""


def test_a_yes_for_one_purpose_is_not_a_yes_for_the_other() -> None:
    assert not may(Purpose.REFERRER, {Purpose.PRACTICE: Answer.YES})
