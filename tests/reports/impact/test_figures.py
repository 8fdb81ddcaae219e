"""The figures count what the report says that it counts, and hide what they must."""

import json
from collections import Counter
from datetime import date, timedelta

import pytest

from artsrx.db.schema.tables import ArtsSession, Attendance, OutcomeForm, Participant, Place, Programme, Referral
from artsrx.db.store import Store
from artsrx.domain.disclosure import HIDDEN, is_small
from artsrx.domain.errors import Refused
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Mark, Point, Status
from artsrx.reports.impact.as_json import figures_json
from artsrx.reports.impact.counting import Stated
from artsrx.reports.impact.figures import figures
from artsrx.reports.impact.labels import AgeBand, Standing, age_words, practice_words, standing_words, stated_words
from tests.reports.impact.world import AS_AT, END, START, World, many, wellbeing


def test_an_empty_record_counts_nothing_and_hides_nothing(store: Store) -> None:
    found = World().figures(store)
    assert (found.people, found.attendances, found.held, found.rate) == (0, 0, 0, None)
    assert found.journey.referred == 0 and found.journey.completed == 0
    assert found.lines == () and found.mondays == () and found.outcomes == () and found.hidden == 0
    assert found.organisation == "Riverside Arts" and not found.sample


def test_the_period_must_not_end_before_it_starts(store: Store) -> None:
    with pytest.raises(Refused, match="ends before") as refusal:
        store.read(figures, start=END, end=START, as_at=AS_AT)
    assert refusal.value.field == "end"


@pytest.mark.parametrize("gone", [(), (new_id(),)])
def test_a_programme_that_has_gone_is_refused(store: Store, gone: tuple[object, ...]) -> None:
    with pytest.raises(Refused, match="choose the programmes again"):
        store.read(figures, start=START, end=END, programmes=gone, as_at=AS_AT)


def test_referrals_are_counted_by_the_day_they_came_and_years_apart(store: Store) -> None:
    world = World()
    person = world.person()
    for day in (START, END):
        for _ in range(3):
            world.referral(person, day)
    world.referral(person, START - timedelta(days=1))
    world.referral(person, END + timedelta(days=1))
    world.referral(person, status=Status.ENTERED_IN_ERROR)
    for year in (2025, 2026, 2026, 2026, 2026, 2026):
        world.referral(person, None, received_year=year)
    world.referral(person, None)
    found = world.figures(store)
    assert found.journey.referred == 6
    assert found.year_only == 5
    assert found.practices.rows == (("", 6),)


def _group(world: World, programme: object, n: int, sessions: list[object], attended: int, **place: object) -> None:
    """Add n people with a referral each, present at the first `attended` sessions."""
    for _ in range(n):
        person = world.person()
        held = world.place(person, programme, world.referral(person), **place)
        for number, session in enumerate(sessions):
            world.mark(session, held, Mark.PRESENT if number < attended else Mark.ABSENT)


def test_the_journey_is_what_the_registers_say_as_at_the_report_date(store: Store) -> None:
    world = World()
    programme = world.programme(needed=3)
    sessions = [world.session(programme, START + timedelta(weeks=week)) for week in range(4)]
    world.session(programme, AS_AT + timedelta(days=5))
    _group(world, programme, 10, sessions, 4)
    _group(world, programme, 9, sessions, 2)
    _group(world, programme, 8, sessions, 1, left_on=END)
    _group(world, programme, 7, sessions, 0)
    found = world.figures(store)
    journey = found.journey
    assert (journey.referred, journey.started, journey.staying, journey.completed) == (34, 27, 19, 10)
    assert found.rate == round(100 * (40 + 18 + 8) / (34 * 4))
    # Two weeks in, nobody had completed and everybody who came was still coming.
    early = store.read(figures, start=START, end=END, as_at=START + timedelta(weeks=1)).journey
    assert (early.referred, early.started, early.staying, early.completed) == (34, 27, 27, 0)


@pytest.mark.parametrize("change", [{"closed_on": END}, {"needed": None}, {"status": Status.MOVED_ON}, {"ended": True}])
def test_nobody_stays_once_it_is_over(store: Store, change: dict[str, object]) -> None:
    """A closed programme, a closed referral, a course with no session to come; and no rule, no completion."""
    world = World()
    facts = {key: value for key, value in change.items() if key in ("closed_on", "needed")}
    programme = world.programme(**{"needed": 9, **facts})
    session = world.session(programme, START)
    if "ended" not in change:
        world.session(programme, AS_AT)
    for _ in range(6):
        person = world.person()
        referral = world.referral(person, status=change.get("status", Status.ACCEPTED))
        world.mark(session, world.place(person, programme, referral))
    journey = world.figures(store).journey
    assert journey.started == 6 and journey.completed == 0
    assert journey.staying == (6 if "needed" in change else 0)


def test_what_was_not_offered_is_neither_offered_nor_attended(store: Store) -> None:
    world = World()
    programme = world.programme()
    sessions = [world.session(programme, START + timedelta(weeks=week)) for week in range(6)]
    cancelled = world.session(programme, START + timedelta(days=2), cancelled=True)
    world.session(programme, START + timedelta(days=3), visitors=4)
    world.session(programme, START + timedelta(days=4))
    for _ in range(10):
        place = world.place(world.person(), programme, joined_on=START + timedelta(weeks=1),
                            left_on=START + timedelta(weeks=4))  # fmt: skip
        for session, mark in zip(
            sessions,
            (Mark.PRESENT, Mark.PRESENT, Mark.LATE, Mark.NOT_EXPECTED, Mark.TOLD_US, Mark.PRESENT),
            strict=True,
        ):
            world.mark(session, place, mark)
        world.mark(cancelled, place)
    found = world.figures(store)
    assert (found.people, found.attendances, found.held, found.cancelled, found.visitors) == (10, 20, 7, 1, 4)
    assert found.rate == 67  # two of three: before joining, after leaving and not expected do not count
    line = found.lines[0]
    assert (line.held, line.cancelled, line.people, line.attendances, line.per_session) == (7, 1, 10, 20, 2.9)
    assert line.cells == (0, 10, 10, 0, 0, 0)
    assert found.mondays[0] == date(2026, 3, 30)


def test_only_what_the_chosen_programmes_did_is_counted(store: Store) -> None:
    world = World()
    clay, choir = world.programme("Clay"), world.programme("Choir")
    for programme, n in ((clay, 12), (choir, 7)):
        session = world.session(programme, START)
        for _ in range(n):
            person = world.person()
            place = world.place(
                person, programme, world.referral(person, None if n == 7 else START, received_year=2026)
            )
            world.mark(session, place)
            world.form(place, Point.START, START, wellbeing(20))
    world.referral(world.person(), START)
    found = world.figures(store, programmes=(clay,))
    assert found.programmes == ("Clay",)
    assert (found.journey.referred, found.people, found.attendances, found.year_only) == (12, 12, 12, 0)
    assert [line.name for line in found.lines] == ["Clay"]
    assert found.outcomes[0].without_second == 12
    both = store.read(figures, start=START, end=END, programmes=(choir, clay), as_at=AS_AT)
    assert both.programmes == ("Choir", "Clay") and both.journey.referred == 12 and both.year_only == 7


@pytest.mark.parametrize(
    ("words", "class_"),
    [
        ("started", Stated.STARTED), ("Completed!", Stated.COMPLETED), ("did not complete", Stated.CLOSED),
        ("DNA x2 then stopped", Stated.CLOSED), ("W/L", Stated.WAITING), ("waiting list", Stated.WAITING),
        ("declined", Stated.CLOSED), ("no answer x3", Stated.CLOSED), ("ref back to GP", Stated.CLOSED),
        ("ask Jan", Stated.OTHER), ("", Stated.NOTHING),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_stated_is_classed_and_its_words_are_not_printed(
    store: Store, words: str, class_: Stated
) -> None:
    world = World()
    for _ in range(5):
        world.referral(world.person(), stated_before=words)
    assert world.figures(store).stated.rows == ((class_, 5),)


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        (Status.INFORMATION_NEEDED, Standing.NOT_ANSWERED), (Status.PAUSED, Standing.ACCEPTED),
        (Status.WAITING, Standing.WAITING), (Status.DISENGAGED, Standing.DISENGAGED),
        (Status.UNABLE_TO_CONTACT, Standing.NOT_GONE_AHEAD),
    ],
)  # fmt: skip
def test_statuses_are_counted_in_wide_classes(store: Store, status: Status, standing: Standing) -> None:
    world = World()
    for _ in range(5):
        world.referral(world.person(), status=status.value)
    assert world.figures(store).statuses.rows == ((standing, 5),)


def test_every_class_has_words_of_its_own() -> None:
    assert (
        standing_words(Standing.WAITING) == "Waiting list" and standing_words(Standing.DISENGAGED) == "Stopped coming"
    )
    assert len({standing_words(standing) for standing in Standing}) == len(Standing)
    assert stated_words(Stated.CLOSED) == "Did not come, stopped or declined"
    assert len({stated_words(stated) for stated in Stated}) == len(Stated)
    assert practice_words("") == "No practice given" and practice_words("Canal Street") == "Canal Street"


def _aged(store: Store, *births: date | int | None) -> tuple[tuple[str, object], ...]:
    world = World()
    programme = world.programme()
    session = world.session(programme, START)
    for born in births:
        facts = {"born": born} if not isinstance(born, int) else {"born": None, "born_year": born}
        world.mark(session, world.place(world.person(**facts), programme))
    return tuple((age_words(band), count) for band, count in world.figures(store).ages.rows)


def test_ages_are_those_on_the_last_day(store: Store) -> None:
    """25 on the last day is 25; a bare year counts as born in July, and so not yet a year older in June."""
    rows = dict(
        _aged(
            store,
            *[date(2001, 6, 30)] * 5,
            *[date(2001, 7, 1)] * 5,
            *[2001] * 6,
            *[1971] * 5,
            *[date(1936, 2, 29)] * 5,
            *[None] * 5,
        )
    )
    assert rows == {
        "Under 25": 11, "25 to 39": 5, "40 to 54": 5, "55 to 64": 0, "65 to 74": 0, "75 to 84": 0, "85 and over": 5,
        "Not recorded": 5,
    }  # fmt: skip


def test_a_report_that_ends_on_a_leap_day_can_count_ages(store: Store) -> None:
    world = World()
    programme = world.programme()
    session = world.session(programme, date(2024, 2, 20))
    for _ in range(6):
        world.mark(session, world.place(world.person(date(1999, 2, 28)), programme, joined_on=date(2024, 1, 1)))
    found = world.figures(store, start=date(2024, 2, 1), end=date(2024, 2, 29))
    assert found.ages[AgeBand(25, 40)] == 6


def test_ages_are_coarser_where_people_are_few(store: Store) -> None:
    few = [date(2004, 1, 1)] * 2 + [date(1990, 1, 1)] * 4 + [date(1980, 1, 1)] * 6 + [date(1955, 1, 1)] * 9
    assert _aged(store, *few) == (
        ("Under 40", 6), ("40 to 64", 6), ("65 and over", 9), ("Not recorded", 0),
    )  # fmt: skip


def test_ages_are_not_given_where_most_would_be_hidden(store: Store) -> None:
    rows = _aged(store, *[date(1990, 1, 1)] * 3, *[date(1955, 1, 1)] * 9, None)
    assert {count for _name, count in rows} == {HIDDEN}


def test_a_few_of_unknown_age_take_the_smallest_band_with_them(store: Store) -> None:
    rows = _aged(store, *[date(1990, 1, 1)] * 30, *[date(1955, 1, 1)] * 9, None, None)
    assert dict(rows)["Not recorded"] is HIDDEN and 30 in dict(rows).values()


def test_a_small_programme_is_hidden_with_another(store: Store) -> None:
    world = World()
    for name, n in (("Small", 3), ("Middle", 6), ("Large", 20)):
        programme = world.programme(name)
        for week in range(4):
            session = world.session(programme, START + timedelta(weeks=week))
            world.rows[ArtsSession][-1]["sort"] = (programme, session)
        sessions = [row.pop("sort")[1] for row in world.rows[ArtsSession] if row.get("sort", ("",))[0] == programme]
        for _ in range(n):
            place = world.place(world.person(), programme)
            for session in sessions:
                world.mark(session, place)
    found = world.figures(store)
    shown = {line.name: (line.people, line.attendances, line.rate) for line in found.lines}
    assert shown == {
        "Small": (HIDDEN, HIDDEN, HIDDEN), "Middle": (HIDDEN, HIDDEN, HIDDEN), "Large": (20, 80, 100),
    }  # fmt: skip
    assert found.people == 29 and found.attendances == 116


def test_attendance_is_by_week_or_by_four_weeks_where_weeks_are_small(store: Store) -> None:
    world = World()
    programme = world.programme()
    sessions = [world.session(programme, START + timedelta(weeks=week)) for week in range(10)]
    places = [world.place(world.person(), programme) for _ in range(12)]
    for number, session in enumerate(sessions):
        for place in places[: 3 if number < 8 else 12]:
            world.mark(session, place)
    found = world.figures(store)
    assert found.weeks_in_cell == 4
    assert found.lines[0].cells == (12, 12, 24)
    assert [monday.isoformat() for monday in found.mondays] == ["2026-03-30", "2026-04-27", "2026-05-25"]


def _pairs(world: World, pairs: list[tuple[int, int | None]], *, end: date = date(2026, 6, 20)) -> None:
    programme = world.programme()
    session = world.session(programme, START)
    for start, after in pairs:
        place = world.place(world.person(), programme)
        world.mark(session, place)
        world.form(place, Point.START, date(2026, 4, 7), wellbeing(start))
        if after is not None:
            world.form(place, Point.END, end, wellbeing(after))


def test_pairs_are_counted_with_those_who_have_no_second_form(store: Store) -> None:
    world = World()
    _pairs(world, [(14, 29)] * 8 + [(21, 21)] * 7 + [(25, 24)] * 6 + [(20, None)] * 9)
    outcome = world.figures(store).outcomes[0]
    assert (outcome.n, outcome.with_start, outcome.without_second) == (21, 30, 9)
    assert (outcome.improved, outcome.same, outcome.worse) == (8, 7, 6)
    assert (outcome.reliably_improved, outcome.no_reliable_change, outcome.reliably_worse) == (8, 13, 0)
    assert outcome.mean_change == pytest.approx((8 * (26.02 - 15.32) + 6 * (21.54 - 22.35)) / 21)
    assert outcome.ci is not None and outcome.reliable_share is not None and outcome.p is not None


def test_a_pair_belongs_to_the_period_of_its_end_form(store: Store) -> None:
    world = World()
    _pairs(world, [(14, 29)] * 10, end=END + timedelta(days=1))
    outcome = world.figures(store).outcomes[0]
    assert (outcome.n, outcome.without_second) == (0, 0)
    later = store.read(figures, start=END + timedelta(days=1), end=AS_AT, as_at=AS_AT)
    assert later.outcomes[0].n == 10


def test_an_end_form_dated_after_the_report_is_not_yet_there(store: Store) -> None:
    world = World()
    _pairs(world, [(14, 29)] * 10, end=AS_AT + timedelta(days=1))
    assert world.figures(store).outcomes[0].without_second == 10


def test_two_forms_at_one_point_are_left_out(store: Store) -> None:
    world = World()
    _pairs(world, [(14, 29)] * 12)
    twice = world.rows[OutcomeForm][0]
    world.form(twice["place_id"], Point.START, date(2026, 4, 8), wellbeing(20))
    outcome = world.figures(store).outcomes[0]
    assert (outcome.n, outcome.without_second) == (11, 0)


def test_an_incomplete_form_is_no_second_form(store: Store) -> None:
    world = World()
    _pairs(world, [(14, 29)] * 12)
    for row in world.rows[OutcomeForm]:
        if row["point"] == "end":
            row["answers"] = {"q1": 3}
    outcome = world.figures(store).outcomes[0]
    assert (outcome.n, outcome.without_second) == (0, 12)
    assert outcome.improved == 0 and outcome.mean_start is None


def test_under_ten_pairs_no_mean_and_few_counts(store: Store) -> None:
    world = World()
    _pairs(world, [(14, 29)] * 9)
    outcome = world.figures(store).outcomes[0]
    assert (outcome.n, outcome.improved, outcome.same, outcome.worse) == (9, 9, 0, 0)
    assert outcome.mean_start is outcome.mean_change is outcome.ci is outcome.p is outcome.reliable_share is None


def test_a_few_pairs_are_hidden_altogether(store: Store) -> None:
    world = World()
    _pairs(world, [(14, 29)] * 3 + [(14, None)])
    found = world.figures(store)
    assert set(found.outcomes[0].counts) == {HIDDEN}


def test_six_pairs_of_all_kinds_say_no_directions(store: Store) -> None:
    world = World()
    _pairs(world, [(14, 29)] * 2 + [(14, 14)] * 2 + [(29, 14)] * 2)
    outcome = world.figures(store).outcomes[0]
    assert outcome.n == 6
    assert outcome.improved is outcome.same is outcome.worse is outcome.reliably_improved is HIDDEN


def test_a_few_without_a_second_form_hide_the_sum_and_not_the_pairs(store: Store) -> None:
    world = World()
    _pairs(world, [(14, 29)] * 12 + [(14, None)] * 2)
    outcome = world.figures(store).outcomes[0]
    assert (outcome.n, outcome.with_start, outcome.without_second) == (12, HIDDEN, HIDDEN)


def test_no_printed_numbers_of_directions_give_away_a_few_people(store: Store) -> None:
    """31 improved, 29 of them reliably: the two between cannot be printed by subtraction."""
    world = World()
    _pairs(world, [(14, 29)] * 29 + [(20, 21)] * 2 + [(20, 20)] * 8)
    outcome = world.figures(store).outcomes[0]
    assert outcome.n == 39
    shown = [outcome.improved, outcome.reliably_improved]
    assert HIDDEN in shown and not (shown[0] == 31 and shown[1] == 29)


def test_json_has_null_for_hidden_and_is_the_same_as_the_figures(store: Store) -> None:
    world = many(60)
    _pairs(world, [(14, 29)] * 3)
    found = world.figures(store)
    told = figures_json(found)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert told["referrals"]["referred"] == found.journey.referred
    assert told["hidden"] == found.hidden > 0
    assert json.dumps(told).count("null") >= found.hidden
    ons4 = next(outcome for outcome in told["outcomes"] if outcome["measure"] == "satisfied")
    assert "reliable_change" not in ons4
    swemwbs = next(outcome for outcome in told["outcomes"] if outcome["measure"] == "swemwbs")
    assert swemwbs["reliable_change"]["threshold"] == 2.87
    empty = figures_json(store.read(figures, start=date(2020, 1, 1), end=date(2020, 1, 2), as_at=AS_AT))
    assert "rate_percent" not in empty["attendance"] and empty["outcomes"] == []


@pytest.mark.parametrize("people", [1, 2, 3, 5, 8, 13, 21, 34, 55])
def test_no_breakdown_ever_prints_a_small_count(store: Store, people: int) -> None:
    told = figures_json(many(people, seed=people).figures(store))
    referrals, attendance = told["referrals"], told["attendance"]
    tables = [
        referrals["by_practice"],
        referrals["by_status"],
        referrals["stated_before_artsrx"],
        told["people"]["by_age"],
    ]
    counts = [row["count"] for table in tables for row in table["rows"]]
    counts += [referrals[key] for key in ("started", "still_coming_or_completed", "completed", "only_a_year_known")]
    counts += [line["people"] for line in attendance["programmes"]]
    counts += [week["attendances"] for line in attendance["programmes"] for week in line["weeks"]]
    keys = ("n", "without_second_form", "improved", "same", "worse")
    counts += [outcome[key] for outcome in told["outcomes"] for key in keys]
    assert not [count for count in counts if count is not None and is_small(count)]
    for outcome in told["outcomes"]:
        assert (outcome["mean_start"] is None) == (outcome["n"] is None or outcome["n"] < 10)


@pytest.mark.parametrize("seed", [1, 2])
def test_three_hundred_people_agree_with_counting_by_hand(store: Store, seed: int) -> None:
    """The same numbers from the rows themselves, one by one."""
    world = many(300, seed=seed)
    rows = {table: list(world.rows[table]) for table in (Referral, Place, ArtsSession, Attendance, Programme)}
    people = {row["id"]: row for row in world.rows[Participant]}
    found = world.figures(store)
    sessions = {row["id"]: row for row in rows[ArtsSession]}
    places = {row["id"]: row for row in rows[Place]}
    needed = {row["id"]: row["needed"] for row in rows[Programme]}
    came: Counter[object] = Counter()
    by_week: Counter[tuple[object, date]] = Counter()
    for row in rows[Attendance]:
        place, session = places[row["place_id"]], sessions[row["session_id"]]
        day = session["starts_at"].date()
        on_time = (place["joined_on"] or day) <= day <= (place["left_on"] or day)
        if row["mark"] in ("present", "late") and session["state"] == "planned" and on_time:
            came[row["place_id"]] += 1
            by_week[place["programme_id"], day - timedelta(days=day.weekday())] += 1
    assert found.attendances == sum(came.values())
    assert found.people == len({places[place]["participant_id"] for place in came})
    counted = {row["id"]: row for row in rows[Referral]
               if row["status"] != "entered in error" and START <= row["received_on"] <= END}  # fmt: skip
    started = {places[place]["referral_id"] for place in came} & set(counted)
    done = {
        place["referral_id"]
        for key, place in places.items()
        if needed[place["programme_id"]] is not None and came[key] >= needed[place["programme_id"]]
    } & set(counted)
    assert found.journey.referred == len(counted)
    assert found.journey.started in (HIDDEN, len(started))
    assert found.journey.completed in (HIDDEN, len(done))
    none = sum(
        people[key]["born"] is None and people[key]["born_year"] is None
        for key in {places[place]["participant_id"] for place in came}
    )
    assert found.ages[None] == none
    totals = {line.name: line.attendances for line in found.lines}
    names = {row["id"]: row["name"] for row in rows[Programme]}
    for programme, name in names.items():
        by_hand = sum(n for (key, _monday), n in by_week.items() if key == programme)
        assert totals[name] in (HIDDEN, by_hand)
        line = next(line for line in found.lines if line.name == name)
        if found.weeks_in_cell == 1:
            for monday, cell in zip(found.mondays, line.cells, strict=True):
                assert cell in (None, HIDDEN, by_week[programme, monday])
    for line in found.lines:
        assert not any(isinstance(cell, int) and is_small(cell) for cell in (*line.cells, line.people))
