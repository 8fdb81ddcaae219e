"""Referrals on screen: received in one go, answered with a reason, listed by what waits."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from artsrx.domain.vocabulary import Route, Status
from artsrx.records import organisation, people, places, programmes, referrals, referrers
from artsrx.records.referral_list import ReferralFilter, ReferralLine, referral_line
from artsrx.records.referrals import NewPerson
from artsrx.reports.link_worker import LINK_WORKER
from artsrx.ui.routes import (
    NewReferralRoute,
    PersonReportRoute,
    PersonRoute,
    ReferralRoute,
    ReferralsRoute,
    ReferrersRoute,
)
from artsrx.ui.screens.referrals import phrases
from artsrx.ui.screens.referrals.referrers import ReferrersScreen
from artsrx.ui.screens.referrals.screen import ReferralsScreen

TODAY = date(2026, 5, 26)


def today():
    return TODAY


@pytest.fixture
def screen(qtbot, desk, went):
    made = ReferralsScreen(desk, today=today)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.open(ReferralsRoute())
    return made


def receive(desk, given="Dilys", **more):
    return desk.do("refer", referrals.take_in, person=NewPerson(given, "MacDonald"), on=TODAY, **more).result


def line(desk, referral):
    return desk.read(referral_line, referral)


def press(screen, text):
    QApplication.processEvents()
    (found,) = (
        one
        for one in screen.findChildren(QPushButton)
        if one.isVisibleTo(screen) and one.text().replace("&", "") == text
    )
    found.click()


def names(screen):
    return [row.name for row in screen.referrals_list.list.table.rows]


def test_the_list_shows_who_waits_and_opens_them(qtbot, desk, screen, went):
    late = receive(desk, "Ann", received="1 May", referrer="Tom", practice="Quay").referral
    receive(desk, "Bea")
    assert names(screen) == ["Bea MacDonald", "Ann MacDonald"]
    screen.open(ReferralsRoute(ReferralFilter.OVERDUE))
    assert names(screen) == ["Ann MacDonald"]
    assert screen.referrals_list.list.counted.text() == "1 row"
    table = screen.referrals_list.list.table
    said = table.sentence(table.rows[0])
    assert said == "Ann MacDonald, Tom, Quay, 1 May 2026, Received, answer 11 days late"
    screen.referrals_list.list.view.selectRow(0)
    qtbot.keyClick(screen.referrals_list.list.view, Qt.Key.Key_Return)
    assert went == [ReferralRoute(late)]
    screen.referrals_list.choice.combo.setCurrentIndex(0)
    screen.referrals_list.choice.combo.activated.emit(0)
    assert len(names(screen)) == 2


def test_a_referral_of_somebody_new_is_one_act(qtbot, desk, screen, went):
    screen.open(NewReferralRoute())
    adding = screen.add_referral
    qtbot.keyClicks(adding.given.line, "Ada")
    qtbot.keyClicks(adding.born.line, "1951")
    qtbot.keyClicks(adding.referrer.line, "Tom Ellery")
    qtbot.keyClicks(adding.practice.line, "Quay")
    adding.reason.notes.setPlainText("Lonely")
    press(screen, "Add the referral")
    (route,) = went
    assert isinstance(route, ReferralRoute)
    made = line(desk, route.referral)
    assert (made.name, made.referrer, made.practice, made.reason, made.route) == (
        "Ada", "Tom Ellery", "Quay", "Lonely", Route.FORMAL,
    )  # fmt: skip
    desk.undo()
    assert desk.read(people.people_list, today=TODAY).total == 0
    assert desk.read(referrers.referrers) == ()


def test_somebody_known_is_recognised_while_typing(qtbot, desk, screen, went):
    dilys = desk.do("add", people.add, on=TODAY, given="Dilys", family="MacDonald", born="1951").result
    screen.open(NewReferralRoute())
    qtbot.keyClicks(screen.add_referral.given.line, "dil")
    qtbot.waitUntil(screen.add_referral.duplicates.isVisible)
    press(screen, "This is them")
    assert screen.add_referral.person == dilys
    assert not screen.add_referral.who.isVisible()
    press(screen, "Somebody else")
    assert screen.add_referral.who.isVisible()
    press(screen, "This is them")
    press(screen, "Add the referral")
    assert line(desk, went[0].referral).participant_id == dilys


def test_a_referral_can_begin_from_a_person(desk, screen):
    dilys = desk.do("add", people.add, on=TODAY, given="Dilys").result
    screen.open(NewReferralRoute(dilys))
    assert screen.add_referral.person == dilys
    assert screen.main() is screen.add_referral.referrer
    screen.add_referral.find_people()
    screen.open(NewReferralRoute())
    assert screen.add_referral.person is None
    assert screen.main() is screen.add_referral.given
    screen.add_referral.choose(screen.desk.store.staff_id)
    assert screen.add_referral.person is None


def test_what_cannot_be_added_is_said_beside_its_field(qtbot, desk, screen, went):
    screen.open(NewReferralRoute())
    press(screen, "Add the referral")
    assert screen.add_referral.given.error.text() == "Please give a name: one is enough."
    qtbot.keyClicks(screen.add_referral.given.line, "Ada")
    screen.add_referral.received.line.setText("27 May 2026")
    press(screen, "Add the referral")
    assert screen.add_referral.received.error.text() == "This day has not come yet."
    screen.add_referral.received.line.setText("yellow")
    press(screen, "Add the referral")
    assert "yellow" in screen.add_referral.received.error.text()
    assert went == []


def test_an_answer_is_a_status_with_a_reason(desk, screen):
    referral = receive(desk, received="12 May").referral
    screen.open(ReferralRoute(referral))
    view = screen.referral
    assert view._flag.text() == "answer due today"
    view.status.status.reset(Status.DECLINED_BY_US)
    press(screen, "Set the status")
    assert "say why" in view.status.reason.error.text()
    view.status.reason.notes.setPlainText("No lift")
    view.status.on.line.setText("1 May 2026")
    press(screen, "Set the status")
    assert view.status.on.error.text() == "This is before the referral came in."
    view.status.on.line.setText("yellow")
    press(screen, "Set the status")
    view.status.on.line.setText("")
    press(screen, "Set the status")
    made = line(desk, referral)
    assert (made.status, made.status_on, made.status_reason) == (Status.DECLINED_BY_US, TODAY, "No lift")
    assert view._flag.text() == "Declined by us"
    desk.undo()
    assert view._flag.text() == "answer due today"


def test_every_fact_is_saved_when_its_field_is_left(desk, screen):
    referral = receive(desk, referrer="Tom", practice="Quay").referral
    screen.open(ReferralRoute(referral))
    about = screen.referral.details
    about.referrer.line.setText("Ann Rees")
    about.practice.line.setText("Vale")
    about.received.line.setText("1 May")
    about.reason.notes.setPlainText("Pain")
    about.notes.notes.setPlainText("Rang")
    for field in (about.referrer, about.practice, about.received, about.reason, about.notes):
        assert field.commit()
    about.route.combo.setCurrentIndex(1)
    about.route.combo.activated.emit(1)
    made = line(desk, referral)
    assert (made.referrer, made.practice, made.received_on) == ("Ann Rees", "Vale", date(2026, 5, 1))
    assert (made.reason, made.notes, made.route) == ("Pain", "Rang", Route.SELF)


def test_a_place_is_given_from_the_referral(desk, screen, went):
    made = receive(desk)
    clay = desk.do("add", programmes.add, name="Clay").result
    screen.open(ReferralRoute(made.referral))
    press(screen, "Give a place")
    screen.referral.give_place.programme.reset(clay)
    press(screen, "Give the place")
    assert (line(desk, made.referral).status, line(desk, made.referral).programmes) == (Status.ACCEPTED, "Clay")
    press(screen, "Open their page")
    press(screen, "Note to who sent it")
    assert went == [
        PersonRoute(made.participant),
        PersonReportRoute(LINK_WORKER.key, made.participant, made.referral),
    ]


def test_a_place_had_already_is_said(desk, screen):
    made = receive(desk)
    clay = desk.do("add", programmes.add, name="Clay").result
    desk.do("give", places.give, programme=clay, participants=[made.participant], joined_on=TODAY, today=TODAY)
    screen.open(ReferralRoute(made.referral))
    said = []
    desk.said.connect(said.append)
    press(screen, "Give a place")
    screen.referral.give_place.programme.reset(clay)
    screen.referral.give_place.joined.line.setText("yellow")
    press(screen, "Give the place")
    screen.referral.give_place.joined.line.setText("")
    press(screen, "Give the place")
    assert said[-1].words == "They had a place already."


def test_a_referral_that_is_gone_goes_back_to_the_list(desk, screen):
    made = receive(desk)
    screen.open(ReferralRoute(made.referral))
    desk.undo()
    assert screen.pages.currentWidget() is screen.referrals_list
    screen.open(ReferralRoute(made.referral))
    assert screen.pages.currentWidget() is screen.referrals_list


def test_keys_and_buttons_lead_on(desk, screen, went):
    made = receive(desk)
    assert screen.main() is screen.referrals_list.list.view
    screen.add()
    press(screen, "Who refers")
    screen.open(NewReferralRoute())
    press(screen, "Cancel")
    screen.print_list()
    screen.open(ReferralRoute(made.referral))
    assert screen.main() is screen.referral
    assert went == [NewReferralRoute(), ReferrersRoute(), ReferralsRoute()]


def _said(desk, **values):
    made = line(desk, receive(desk).referral)
    fields = {name: getattr(made, name) for name in ReferralLine.__slots__} | values
    return ReferralLine(**fields)


def test_words_for_what_waits(desk):
    said = _said(desk, stated_before="Completed!", due_on=None, received_on=None, received_year=2024)
    assert phrases.where_it_stands(said) == "Before ArtsRx: “Completed!”"
    assert (phrases.received(said), phrases.waiting(said, TODAY), phrases.tone(said, TODAY)) == ("2024", "", "")
    waiting = _said(desk, status=Status.WAITING, due_on=None, received_on=date(2026, 5, 25))
    assert phrases.waiting(waiting, TODAY) == "waiting 1 day"
    soon = _said(desk, due_on=date(2026, 5, 27))
    late = _said(desk, due_on=date(2026, 5, 24))
    shown = [phrases.answer(one, TODAY) for one in (said, waiting, soon, late, _said(desk, due_on=TODAY))]
    assert shown == ["", "waiting 1 day", "in 1 day", "2 days late", "due today"]
    assert (phrases.waiting(soon, TODAY), phrases.tone(soon, TODAY)) == ("answer due in 1 day", "")
    assert phrases.tone(_said(desk, due_on=TODAY), TODAY) == "wait"
    assert phrases.sender(soon) == "Formal referral"


@pytest.fixture
def who(qtbot, desk, went):
    for name, practice in (("Tom", "Quay"), ("Ann Rees", "Vale")):
        receive(desk, referrer=name, practice=practice)
    receive(desk, referrer="Tom", practice="Quay")
    desk.do("name", organisation.change, field="link_worker_word", value="wellbeing coach")
    made = ReferrersScreen(desk)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_referrers_are_listed_sorted_and_found(desk, who):
    def listed():
        return [row.name for row in who.list.table.rows]

    who.open(ReferrersRoute())
    assert listed() == ["Ann Rees", "Tom"]
    assert who.details.fields["name"].line.text() == "Ann Rees"
    who.list.table.sort(3, Qt.SortOrder.DescendingOrder)
    assert listed() == ["Tom", "Ann Rees"]
    who.list.table.narrow("vale")
    assert listed() == ["Ann Rees"]
    assert who.details.fields["role"].line.placeholderText() == "wellbeing coach"


def test_a_referrer_is_changed_at_the_side(desk, who, went):
    tom = desk.read(referrers.referrers)[1].id
    who.open(ReferrersRoute(tom))
    for field, typed in (("role", "GP"), ("practice", "The Vale"), ("phone", "07700900123")):
        who.details.fields[field].line.setText(typed)
        assert who.details.fields[field].commit()
    assert who.details.fields["phone"].line.text() == "07700 900123"
    who.details.fields["name"].line.setText("")
    assert not who.details.fields["name"].commit()
    (tom_now,) = (row for row in desk.read(referrers.referrers) if row.id == tom)
    assert (tom_now.role, tom_now.practice, tom_now.phone) == ("GP", "The Vale", "07700 900123")
    assert who.main() is who.list.view
    who.add()
    who._to_referrals()
    assert went == [NewReferralRoute(), ReferralsRoute()]


def test_a_referrer_whom_nothing_names_is_removed(desk, who):
    spare = desk.do("add", referrers.add, name="Spare").result
    who.open(ReferrersRoute(spare))
    press(who, "Remove this referrer")
    assert len(desk.read(referrers.referrers)) == 2
    refused = []
    desk.refused.connect(lambda words, _field: refused.append(words))
    who.open(ReferrersRoute(desk.read(referrers.referrers)[0].id))
    press(who, "Remove this referrer")
    assert refused == ["Referrals name this person, so they stay in the record."]
