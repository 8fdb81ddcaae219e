"""People on screen: found, added with a warning about namesakes, changed field by field, and read as one story."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Answer, Purpose
from artsrx.records import consents, notes, people, places, programmes, referrals
from artsrx.records.person import PlaceFact, person_page
from artsrx.reports.link_worker import LINK_WORKER
from artsrx.ui.routes import (
    FormRoute,
    NewPersonRoute,
    NewReferralRoute,
    PeopleRoute,
    PersonReportRoute,
    PersonRoute,
    ProgrammeRoute,
    ReferralRoute,
)
from artsrx.ui.screens.people.person import place_words
from artsrx.ui.screens.people.screen import PeopleScreen

TODAY = date(2026, 5, 26)


def today():
    return TODAY


@pytest.fixture
def screen(qtbot, desk, went):
    made = PeopleScreen(desk, today=today)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.open(PeopleRoute())
    return made


def add(desk, given="Dilys", family="MacDonald", **more):
    return desk.do("add a person", people.add, on=TODAY, given=given, family=family, **more).result


def shown(desk, person):
    return desk.read(person_page, person)


def press(screen, words):
    QApplication.processEvents()
    (found,) = (
        one
        for one in screen.findChildren(QPushButton)
        if one.isVisibleTo(screen) and one.text().replace("&", "") == words
    )
    found.click()


def names(screen):
    return [line.name for line in screen.people_list.list.table.rows]


def test_an_empty_list_says_so_with_one_button(screen, went):
    press(screen.people_list.list._stack.currentWidget(), "Add a person")
    assert went == [NewPersonRoute()]


def test_the_list_narrows_and_opens_the_page(qtbot, desk, screen, went):
    dilys, _joan = add(desk), add(desk, "Joan", "Marsh")
    assert names(screen) == ["Dilys MacDonald", "Joan Marsh"]
    qtbot.keyClicks(screen.people_list.list.box, "dilys")
    qtbot.waitUntil(lambda: names(screen) == ["Dilys MacDonald"])
    qtbot.keyClick(screen.people_list.list.box, Qt.Key.Key_Return)
    qtbot.keyClick(screen.people_list.list.view, Qt.Key.Key_Return)
    assert went == [PersonRoute(dilys)]
    assert screen.people_list.list.counted.text() == "1 row"


def test_the_list_shows_only_those_on_a_programme(desk, screen):
    dilys, _joan = add(desk), add(desk, "Joan", "Marsh")
    clay = desk.do("add", programmes.add, name="Clay").result
    desk.do("give", places.give, programme=clay, participants=[dilys], joined_on=TODAY, today=TODAY)
    screen.people_list.choice.combo.setCurrentIndex(1)
    screen.people_list.choice.combo.activated.emit(1)
    assert names(screen) == ["Dilys MacDonald"]


def test_somebody_is_added_with_a_name_alone(qtbot, desk, screen, went):
    screen.open(NewPersonRoute())
    qtbot.keyClicks(screen.add_person.given.line, "Ada")
    press(screen, "Add this person")
    (route,) = went
    assert isinstance(route, PersonRoute)
    assert shown(desk, route.participant).name == "Ada"
    assert desk.store.undo_label == "add a person"


def test_what_cannot_be_added_is_said_beside_its_field(qtbot, desk, screen, went):
    screen.open(NewPersonRoute())
    press(screen, "Add this person")
    assert screen.add_person.given.error.text() == "Please give a name: one is enough."
    qtbot.keyClicks(screen.add_person.given.line, "Ada")
    qtbot.keyClicks(screen.add_person.born.line, "31/02/50")
    press(screen, "Add this person")
    assert "31" in screen.add_person.born.error.text()
    assert went == []


def test_namesakes_are_noticed_while_typing(qtbot, desk, screen, went):
    dilys = add(desk, born="1951")
    screen.open(NewPersonRoute())
    qtbot.keyClicks(screen.add_person.given.line, "dilys")
    assert not screen.add_person.duplicates.isVisible()
    qtbot.keyClicks(screen.add_person.family.line, "macdonald")
    qtbot.waitUntil(screen.add_person.duplicates.isVisible)
    (somebody,) = screen.add_person.duplicates.people
    assert somebody.second_line == "the same name · born 1951"
    press(screen, "Open")
    assert went == [PersonRoute(dilys)]


def test_cancel_goes_back_to_the_list(screen, went):
    screen.open(NewPersonRoute())
    press(screen, "Cancel")
    assert went == [PeopleRoute()]


@pytest.fixture
def dilys(desk, screen):
    person = add(desk, phone="07700 900111", access_needs="A chair with arms")
    screen.open(PersonRoute(person))
    return person


def test_a_page_begins_with_what_they_need(qtbot, desk, screen, dilys):
    assert "A chair with arms" in [
        label.text() for label in screen.person.tonight.findChildren(type(screen.person.tonight.who))
    ]
    assert screen.person.tonight.who.text() == "07700 900111"
    with qtbot.waitSignal(screen.titled) as heard:
        screen.open(PersonRoute(dilys))
    assert heard.args == ["Dilys MacDonald"]


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [("known_as", "Dil", "Dil"), ("phone", "07700900222", "07700 900222"), ("practice", "Quay", "Quay")],
)
def test_a_field_is_saved_when_it_is_left(qtbot, desk, screen, dilys, field, typed, kept):
    (box,) = (one for one in screen.person.details.fields if one.objectName() == field)
    box.setFocus()
    box.line.setText(typed)
    screen.person.timeline.write.setFocus()
    qtbot.waitUntil(lambda: getattr(shown(desk, dilys), field) == kept)
    assert box.line.text() == kept


def test_a_birth_date_is_read_and_kept(desk, screen, dilys):
    screen.person.details.born.line.setText("3/4/51")
    assert screen.person.details.born.commit()
    assert shown(desk, dilys).born == date(1951, 4, 3)
    assert "born 3 April 1951 (75)" in screen.person.tonight.who.text()
    screen.person.details.born.line.setText("1952")
    screen.person.details.born.commit()
    assert (shown(desk, dilys).born, shown(desk, dilys).born_year) == (None, 1952)


def test_what_cannot_be_kept_stays_with_its_reason(desk, screen, dilys):
    nhs = screen.person.details.nhs
    nhs.line.setText("999 000 0062")
    assert not nhs.commit()
    assert nhs.error.text().startswith("Not saved.")
    nhs.line.setText("9990000018")
    assert nhs.commit()
    assert (nhs.line.text(), shown(desk, dilys).nhs_number) == ("999 000 0018", "9990000018")


def test_an_odd_postcode_is_kept_with_a_doubt(desk, screen, dilys):
    code = screen.person.details.postcode
    code.line.setText("over the hill")
    code.commit()
    assert shown(desk, dilys).postcode == "over the hill"
    assert "does not look like a postcode" in code.hint.text()


def test_a_yes_is_dated_today_and_can_be_dated_otherwise(desk, screen, dilys):
    line = screen.person.consents.rows[Purpose.REFERRER]
    assert not line.day.isVisible()
    line.answer._group.button(0).click()
    fact = desk.read(consents.consent_of, dilys, Purpose.REFERRER)
    assert (fact.answer, fact.on) == (Answer.YES, TODAY)
    assert line.day.isVisible()
    line.day.line.setText("1 May")
    line.day.commit()
    line.remark.line.setText("on the phone")
    line.remark.commit()
    fact = desk.read(consents.consent_of, dilys, Purpose.REFERRER)
    assert (fact.answer, fact.on, fact.remark) == (Answer.YES, date(2026, 5, 1), "on the phone")
    line.day.line.setText("1 June 2026")
    assert not line.day.commit()
    line.answer._group.button(1).click()
    fact = desk.read(consents.consent_of, dilys, Purpose.REFERRER)
    assert (fact.answer, fact.on, fact.remark) == (Answer.NO, TODAY, "")
    line.answer._group.button(2).click()
    assert desk.read(consents.consent_of, dilys, Purpose.REFERRER).on is None


def test_a_note_is_written_changed_and_removed(desk, screen, dilys):
    story = screen.person.timeline
    press(screen, "Add the note")
    assert "nothing in this note" in story.write.error.text()
    story.write.notes.setPlainText("Rang.")
    press(screen, "Add the note")
    assert _entries(screen)[0] == ("note", "Rang.")
    press(screen, "Change")
    (field,) = (one for one in story.findChildren(type(story.write)) if one.objectName() == "changed_note")
    field.notes.setPlainText(" ")
    assert not field.commit()
    field.notes.setPlainText("Rang twice.")
    assert field.commit()
    assert _entries(screen)[0] == ("note", "Rang twice.")
    press(screen, "Remove")
    assert [kind for kind, _words in _entries(screen)] == ["added"]
    desk.undo()
    assert _entries(screen)[0] == ("note", "Rang twice.")


def test_a_note_being_changed_is_left_alone_by_other_news(desk, screen, dilys):
    desk.do("write", notes.write, participant=dilys, words="Rang.", on=TODAY)
    press(screen, "Change")
    desk.do("write", notes.write, participant=dilys, words="Again.", on=TODAY)
    assert ("note", "Again.") not in _entries(screen)


def _entries(screen):
    return [(line.entry.kind.value, line.entry.words) for line in screen.person.timeline.lines()]


def test_a_long_story_shows_its_end_first(desk, screen, dilys):
    for number in range(20):
        desk.do("write", notes.write, participant=dilys, words=f"Note {number}", on=TODAY - timedelta(days=number))
    assert len(_entries(screen)) == 15
    press(screen, "Show 6 earlier lines")
    assert len(_entries(screen)) == 21


def test_a_place_is_given_and_leads_to_its_programme(desk, screen, dilys, went):
    press(screen, "Give a place")
    assert not screen.person.give_place._give.isEnabled()
    clay = desk.do("add", programmes.add, name="Print & Press", capacity=1).result
    press(screen, "Give a place")
    press(screen, "Give the place")
    assert screen.person.give_place.programme.error.text() == "Please choose one."
    screen.person.give_place.programme.reset(clay)
    press(screen, "Give the place")
    (place,) = shown(desk, dilys).places
    assert (place.programme, place.joined_on) == ("Print & Press", TODAY)
    press(screen, "Print  Press, since 26 May 2026")
    assert went == [ProgrammeRoute(clay)]


def test_a_full_programme_is_asked_about(desk, screen, dilys, answers):
    clay = desk.do("add", programmes.add, name="Clay", capacity=1).result
    desk.do("give", places.give, programme=clay, participants=[add(desk, "Ann")], joined_on=TODAY, today=TODAY)
    press(screen, "Give a place")
    screen.person.give_place.programme.reset(clay)
    answers.add("confirm", None)
    press(screen, "Give the place")
    assert shown(desk, dilys).places == ()
    answers.add("confirm")
    press(screen, "Give the place")
    assert len(shown(desk, dilys).places) == 1


def test_buttons_lead_to_what_they_say(desk, screen, dilys, went, answers):
    press(screen, "New referral")
    press(screen, "Note to the link worker")
    press(screen, "Enter a form")
    given = []
    for name in ("Clay", "Choir"):
        programme = desk.do("add", programmes.add, name=name).result
        made = desk.do(
            "give", places.give, programme=programme, participants=[dilys], joined_on=TODAY, today=TODAY
        ).result
        given.append(made[0])
        if name == "Clay":
            press(screen, "Enter a form")
    answers.add("choose", str(given[1]))
    press(screen, "Enter a form")
    assert went == [
        NewReferralRoute(dilys),
        PersonReportRoute(LINK_WORKER.key, dilys),
        FormRoute(given[0]),
        FormRoute(given[1]),
    ]


def test_the_story_leads_to_the_referral(desk, screen, dilys, went):
    referral = desk.do("refer", referrals.receive, person=dilys, on=TODAY).result.referral
    press(screen, "Referral")
    assert went == [ReferralRoute(referral)]


def test_somebody_added_by_mistake_is_removed_and_brought_back(desk, screen, dilys, went):
    press(screen, "Remove this person")
    assert shown(desk, dilys) is None
    assert went == [PeopleRoute()]
    desk.undo()
    assert shown(desk, dilys).name == "Dilys MacDonald"


def test_a_page_of_somebody_who_is_gone_goes_back_to_the_list(qtbot, desk, screen, dilys):
    said = []
    desk.said.connect(said.append)
    desk.undo()
    assert screen.pages.currentWidget() is screen.people_list
    screen.open(PersonRoute(dilys))
    assert said[-1].words == "This person is no longer in the record."


def test_keys_reach_what_they_should(desk, screen, went):
    person = add(desk)
    assert screen.main() is screen.people_list.list.view
    screen.add()
    assert went == [NewPersonRoute()]
    screen.open(NewPersonRoute())
    assert screen.main() is screen.add_person.given
    screen.open(PersonRoute(person))
    assert screen.main() is screen.person
    screen.print_list()


def test_a_place_left_on_a_day_that_nobody_knows_says_so():
    fact = PlaceFact(new_id(), new_id(), "Clay", None, None, "Stated before ArtsRx: “stopped”")
    assert place_words(fact) == "Clay, left, date not known"
