"""The note to the link worker: one page, what is asked first, and nothing that the person has not allowed."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from artsrx.db.schema.tables import Consent, Participant, Referrer
from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Answer, Mark, Point, Purpose, Status
from artsrx.records import consents
from artsrx.reports.document import Document, KeyValues, Panel, Paragraph, Run, Table, as_text
from artsrx.reports.link_worker import LINK_WORKER
from artsrx.reports.link_worker.figures import NoteFigures, note
from artsrx.reports.link_worker.story import story
from artsrx.reports.pdf import render
from tests.reports.impact.world import World, wellbeing
from tests.reports.pdf.treecheck import check_pdf

TODAY = date(2026, 6, 1)
FIRST = date(2026, 4, 7)


class Letter(World):
    """A world with one person, Łucja Nowak, whom Jo Marsh of Hillcrest Practice referred."""

    def __init__(self, store: Store, *, referrer: bool = True, practice: bool = True, **referral: Any) -> None:
        super().__init__()
        self.store = store
        self.surgery = self.practice("Hillcrest Practice")
        self.jo = self.add(Referrer, name="Jo Marsh", role="link worker", practice_id=self.surgery)
        self.who = self.person(date(1951, 4, 3), given="Łucja", family="Nowak", known_as="Lucy")
        facts = {
            "referrer_id": self.jo if referrer else None,
            "practice_id": self.surgery if practice else None,
            **referral,
        }
        self.sent = self.referral(self.who, facts.pop("on", date(2026, 4, 2)), **facts)

    def course(self, marks: str = "PPAP", **place: Any) -> UUID:
        """Put them on a course and mark them at its sessions; the place."""
        programme = self.programme(place.pop("name", "Clay for All"), needed=place.pop("needed", 3))
        held = self.place(self.who, programme, self.sent, **{"joined_on": FIRST, **place})
        letters = {"P": Mark.PRESENT, "L": Mark.LATE, "T": Mark.TOLD_US, "A": Mark.ABSENT, "N": Mark.NOT_EXPECTED}
        for week, letter in enumerate(marks):
            self.mark(self.session(programme, FIRST + timedelta(weeks=week)), held, letters[letter])
        return held

    def allow(self, purpose: Purpose = Purpose.REFERRER, answer: Answer = Answer.YES, on: date | None = FIRST) -> None:
        values = {"person": self.who, "purpose": purpose, "answer": answer, "on": on}
        self.store.write(
            "Ask",
            lambda tx: consents.answer(
                tx, participant=values["person"], purpose=values["purpose"], answer=values["answer"], on=values["on"]
            ),
        )

    def note(self, **values: Any) -> NoteFigures:
        if self.rows:
            self.save(self.store)
            self.rows.clear()
            self.allow()
        return self.store.read(note, **{"participant": self.who, "as_at": TODAY, **values})


def _checked(found: NoteFigures) -> Document:
    document = story(found)
    made = render(document)
    assert made.pages == 1
    check_pdf(made.data, document)
    return document


def test_somebody_who_left_on_a_day_that_nobody_knows(store: Store) -> None:
    letter = Letter(store)
    letter.course("PPAA", left_because="Stated before ArtsRx: “stopped”")
    told = dict(next(block for block in story(letter.note()).blocks[2:] if isinstance(block, KeyValues)).rows)
    assert told["Programme"] == "Clay for All, joined 7 April 2026, left, date not known"
    assert "Lately" not in told


def test_everything_that_is_known_fits_one_page(store: Store) -> None:
    letter = Letter(store)
    place = letter.course("PPAPPPTT", left_on=date(2026, 5, 28))
    letter.form(place, Point.START, FIRST, wellbeing(14))
    letter.form(place, Point.MID, FIRST + timedelta(weeks=2), wellbeing(21))
    letter.form(place, Point.END, date(2026, 5, 26), wellbeing(29))
    letter.form(place, Point.START, FIRST, {"satisfied": 5, "anxious": 8}, "ons4")
    letter.form(place, Point.END, date(2026, 5, 26), {"satisfied": 7}, "ons4")
    document = _checked(letter.note(asked_of_reader=" Please ring her. ", next_step=" A place in the choir. "))
    assert document.kind == "letter" and document.title == "Update about Łucja Nowak"
    assert document.blocks[0] == Panel(
        "What we ask of you",
        (Paragraph("Please ring her."), Paragraph((Run("Next step:", bold=True), " A place in the choir."))),
    )
    assert document.blocks[1] == KeyValues(
        (
            ("To", "Jo Marsh, link worker, Hillcrest Practice"),
            ("About", "Łucja Nowak, born 3 April 1951, referred 2 April 2026"),
        )
    )
    assert document.blocks[3:5] == (
        Paragraph("We accepted this referral, and Lucy has been given a place."),
        KeyValues(
            (
                ("Programme", "Clay for All, joined 7 April 2026, left 28 May 2026"),
                ("Sessions", "attended 5 of 8 offered, 7 April 2026 to 12 May 2026"),
                ("Completed", "yes: came at least 3 times"),
            )
        ),
    )
    table = document.blocks[5]
    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == ["Score", "Start, 7 Apr 2026", "Latest, 26 May 2026"]
    assert table.rows == (
        ("Life satisfaction, 0 to 10, higher is better", "5 (medium)", "7 (high)"),
        ("Anxiety yesterday, 0 to 10, lower is better", "8 (high)", "–"),
        ("Mental wellbeing (SWEMWBS), 7 to 35, higher is better", "15.32", "26.02"),
    )
    whose = "Words after a score: Office for National Statistics, published thresholds for personal well-being."
    assert table.note == whose
    assert "given on 7 April 2026. Riverside Arts." in as_text(document)


def test_a_script_is_told_the_same(store: Store) -> None:
    letter = Letter(store)
    place = letter.course("PPA")
    letter.form(place, Point.START, FIRST, {"satisfied": 5}, "ons4")
    found = letter.note(next_step="A place in the choir.")
    told = json.loads(json.dumps(LINK_WORKER.as_json(found)))
    assert told["person"] == str(letter.who)
    assert (told["name"], told["born"], told["reader"][0]) == ("Łucja Nowak", "1951-04-03", "Jo Marsh")
    assert (told["asked_of_reader"], told["next_step"], told["copy_to"]) == (None, "A place in the choir.", None)
    assert told["referral"]["received_on"] == "2026-04-02"
    (at,) = told["places"]
    assert (at["offered"], at["attended"], at["first_on"], at["left_on"]) == (3, 2, "2026-04-07", None)
    assert at["scores"] == [
        {"measure": "satisfied", "start": 5.0, "start_on": "2026-04-07", "latest": None, "latest_on": None}
    ]


def test_nothing_asked_says_so_and_empty_fields_are_left_out(store: Store) -> None:
    letter = Letter(store, on=None)
    letter.rows[Participant][-1].update(born=None, known_as="", family="")
    document = _checked(letter.note())
    text = as_text(document)
    assert "No action needed." in text and "Next step" not in text
    assert "referred 2" not in text and "born" not in text and "Programme" not in text and "Score" not in text
    assert "We accepted this referral on 1 April 2026." in text


def test_a_referral_of_which_only_the_year_is_known_says_the_year(store: Store) -> None:
    text = as_text(story(Letter(store, on=None, received_year=2025).note()))
    assert "referred in 2025" in text


@pytest.mark.parametrize("answer", [Answer.NO, Answer.NOT_ASKED])
def test_anything_but_yes_stops_the_note(store: Store, answer: Answer) -> None:
    letter = Letter(store)
    letter.note()
    letter.allow(answer=answer, on=None)
    with pytest.raises(Refused, match="referred them") as refusal:
        letter.note()
    assert refusal.value.field == "participant"


def test_a_copy_to_the_practice_needs_its_own_consent(store: Store) -> None:
    letter = Letter(store)
    with pytest.raises(Refused, match="GP practice"):
        letter.note(copy_to_practice=True)
    letter.allow(Purpose.PRACTICE)
    assert "Copy to: Hillcrest Practice" in as_text(_checked(letter.note(copy_to_practice=True)))


def test_a_copy_goes_to_the_persons_own_practice_first(store: Store) -> None:
    letter = Letter(store)
    letter.rows[Participant][-1]["practice_id"] = letter.practice("Abbey Road Surgery")
    letter.note()
    letter.allow(Purpose.PRACTICE)
    assert letter.note(copy_to_practice=True).copy_to == "Abbey Road Surgery"


def test_a_copy_to_nobody_knows_whom_is_refused(store: Store) -> None:
    letter = Letter(store, practice=False)
    letter.note()
    letter.allow(Purpose.PRACTICE)
    with pytest.raises(Refused, match="nobody to send a copy to"):
        letter.note(copy_to_practice=True)


def test_a_note_to_a_practice_alone_needs_the_consent_for_practices(store: Store) -> None:
    letter = Letter(store, referrer=False)
    with pytest.raises(Refused, match="GP practice"):
        letter.note()
    letter.allow(Purpose.PRACTICE)
    assert letter.note().reader == ("Hillcrest Practice",)


def test_with_nobody_to_write_to_there_is_no_note(store: Store) -> None:
    letter = Letter(store, referrer=False, practice=False)
    with pytest.raises(Refused, match="nobody to write to"):
        letter.note()


def test_without_a_true_referral_there_is_no_note(store: Store) -> None:
    letter = Letter(store, status=Status.ENTERED_IN_ERROR)
    with pytest.raises(Refused, match="no referral to answer"):
        letter.note()
    with pytest.raises(Refused, match="no longer in the record"):
        letter.note(participant=new_id())


def test_the_latest_referral_is_meant_unless_another_is_named(store: Store) -> None:
    letter = Letter(store)
    earlier = letter.referral(letter.who, date(2025, 1, 1), referrer_id=letter.jo)
    assert letter.note().received_on == date(2026, 4, 2)
    assert letter.note(referral=earlier).received_on == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.RECEIVED, "We have received this referral and are working on it."),
        (Status.WAITING, "Lucy has been on our waiting list since 1 April 2026."),
        (Status.DECLINED_BY_US, "We were not able to accept this referral (1 April 2026). No step-free room."),
        (Status.DECLINED_BY_PERSON, "Lucy told us on 1 April 2026 that this is not for them."),
        (Status.UNABLE_TO_CONTACT, "We have not been able to reach Lucy; we stopped trying on 1 April 2026."),
        (Status.PAUSED, "Lucy is taking a break; this was agreed on 1 April 2026."),
        (Status.DISENGAGED, "Lucy has stopped coming (1 April 2026)."),
        (Status.REFERRED_BACK, "We referred Lucy back to you on 1 April 2026. No step-free room."),
        (Status.MOVED_ON, "Lucy has moved on from our programmes (1 April 2026)."),
    ],
)
def test_each_decision_has_its_sentence_and_only_some_their_reason(store: Store, status: Status, said: str) -> None:
    letter = Letter(store, status=status, status_reason="No step-free room.")
    text = as_text(_checked(letter.note()))
    assert said in text
    assert ("step-free" in text) == (status in (Status.DECLINED_BY_US, Status.REFERRED_BACK))


def test_earlier_places_stand_in_a_line_and_scores_are_the_latest_there_are(store: Store) -> None:
    letter = Letter(store)
    done = letter.course("PPP", joined_on=FIRST - timedelta(days=7), left_on=date(2026, 5, 1))
    letter.course("A", name="Drawing", joined_on=FIRST - timedelta(days=3), left_on=date(2026, 5, 2))
    letter.form(done, Point.START, FIRST, wellbeing(14))
    letter.course("TAA", name="Choir", needed=9, joined_on=FIRST - timedelta(days=1), left_on=TODAY + timedelta(days=3))
    text = as_text(_checked(letter.note()))
    assert "Earlier: Clay for All, attended 3 of 3 offered, completed" in text
    assert "Earlier: Drawing, attended 0 of 1 offered\n" in text
    assert "Programme: Choir, joined 6 April 2026\n" in text
    assert "Sessions: attended 0 of 3 offered\n" in text and "Lately: missed the last 3 sessions" in text
    assert "Score\tStart, 7 Apr 2026\nMental" in text


def test_somebody_who_has_just_joined_has_no_session_yet(store: Store) -> None:
    letter = Letter(store)
    letter.course("", joined_on=None)
    text = as_text(_checked(letter.note()))
    assert "Programme: Clay for All\nSessions: no session held yet" in text


def test_somebody_who_came_once_came_on_that_day(store: Store) -> None:
    letter = Letter(store)
    letter.course("P", needed=5)
    text = as_text(_checked(letter.note()))
    assert "attended 1 of 1 offered, on 7 April 2026" in text and "Lately" not in text


def test_scores_of_different_days_carry_their_day_and_twins_are_left_out(store: Store) -> None:
    letter = Letter(store)
    place = letter.course("P")
    letter.form(place, Point.START, FIRST, {"satisfied": 5, "happy": 6}, "ons4")
    letter.form(place, Point.MID, FIRST + timedelta(days=7), {"satisfied": 6}, "ons4")
    letter.form(place, Point.END, FIRST + timedelta(days=9), {"happy": 7}, "ons4")
    letter.form(place, Point.FOLLOW_UP, TODAY + timedelta(days=1), {"happy": 9}, "ons4")
    for day in (1, 2):
        letter.form(place, Point.START, FIRST + timedelta(days=day), wellbeing(20))
    letter.form(place, Point.END, FIRST + timedelta(days=9), {"q1": 2})
    table = next(block for block in story(letter.note()).blocks if isinstance(block, Table))
    assert table.columns[2].title == "Latest"
    assert table.rows == (
        ("Life satisfaction, 0 to 10, higher is better", "5 (medium)", "6 (medium), 14 Apr 2026"),
        ("Happiness yesterday, 0 to 10, higher is better", "6 (medium)", "7 (high), 16 Apr 2026"),
    )


def test_only_a_later_form_gives_only_the_latest_column(store: Store) -> None:
    letter = Letter(store)
    letter.form(letter.course("P"), Point.END, FIRST, wellbeing(20))
    table = next(block for block in story(letter.note()).blocks if isinstance(block, Table))
    assert [column.title for column in table.columns] == ["Score", "Latest, 7 Apr 2026"]


def test_consent_without_a_day_is_said_without_one(store: Store) -> None:
    letter = Letter(store)
    found = letter.note()
    assert "Sent with Lucy's permission. Riverside Arts." in as_text(story(replace(found, permitted_on=None)))
    letter.store.write("Undate", _undated, letter.who)
    assert letter.note().permitted_on is None


def test_the_letter_says_how_to_reach_the_writer(store: Store) -> None:
    found = replace(
        Letter(store).note(), address="Town Hall,\n\nHigh Street\n", phone="01632 960120", email="a@b.example"
    )
    assert "Riverside Arts, Town Hall, High Street, 01632 960120, a@b.example." in as_text(_checked(found))


def test_an_address_of_several_lines_stands_in_one(store: Store) -> None:
    found = replace(Letter(store).note(), reader=("Bea", "1 High Street,\nNewtown\n"))
    assert "Bea, 1 High Street, Newtown" in as_text(_checked(found))


def _undated(tx: Any, person: UUID) -> None:
    """A yes from a spreadsheet may have no day."""
    for row in tx.query(Consent).filter_by(participant_id=person):
        row.answered_on = None


def test_the_longest_names_still_fit(store: Store) -> None:
    letter = Letter(store)
    letter.rows[Participant][-1].update(given="Maria-Alexandra Wilhelmina", family="Featherstonehaugh-ApRhys-Harcourt")
    place = letter.course("PPPPPPPP", name="A programme whose name goes on until it has sixty letters, all")
    for point, day in ((Point.START, 0), (Point.END, 30)):
        letter.form(place, point, FIRST + timedelta(days=day), wellbeing(20))
        letter.form(place, point, FIRST + timedelta(days=day),
                    {"satisfied": 5, "worthwhile": 5, "happy": 5, "anxious": 5}, "ons4")  # fmt: skip
    document = _checked(
        letter.note(asked_of_reader="Please ring her about the step-free entrance. " * 3, next_step="Choir. " * 9)
    )
    assert document.title == "Update about Lucy" and "Featherstonehaugh" in as_text(document)
