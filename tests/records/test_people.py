"""People are added with a name alone, changed field by field, and listed in pages."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from artsrx.db.schema.tables import ImportBatch, ImportRow
from artsrx.db.store import Store, add_many
from artsrx.domain.errors import Refused
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Answer, Purpose
from artsrx.records import consents, notes, people, person, places, programmes, referrals, referrers
from artsrx.records.people import PeopleFilter, people_filter_words
from artsrx.records.person import PersonPage

DAY = date(2026, 5, 4)


def add(store: Store, given: str = "Ada", **fields: Any) -> UUID:
    return store.write("add a person", people.add, on=DAY, given=given, **fields).result


def page(store: Store, participant: UUID) -> PersonPage:
    found = store.read(person.person_page, participant)
    assert found
    return found


def test_a_name_is_enough(store: Store) -> None:
    shown = page(store, add(store, " Ada "))
    assert (shown.name, shown.added_on, shown.born, shown.places) == ("Ada", DAY, None, ())
    assert store.read(person.person_page, new_id()) is None


def test_everything_given_is_tidied_and_kept(store: Store) -> None:
    quay = store.write("add a practice", referrers.add_practice, name="Quay").result
    ada = add(
        store, family="Lovelace", known_as="Addie", born="10/12/51", phone="7700900123 (daughter)", email=" a@x.example ",
        postcode="pw11ab", access_needs="A chair with arms ", practice=quay,
    )  # fmt: skip
    shown = page(store, ada)
    assert (shown.name, shown.known_as, shown.born) == ("Ada Lovelace", "Addie", date(1951, 12, 10))
    assert (shown.phone, shown.email, shown.postcode) == ("07700 900123 (daughter)", "a@x.example", "PW1 1AB")
    assert (shown.practice, shown.access_needs) == ("Quay", "A chair with arms")


@pytest.mark.parametrize(("field", "fields"), [("given", {"given": " "}), ("born", {"born": "31/02/1950"})])
def test_a_person_that_cannot_be_kept_is_refused_beside_the_field(
    store: Store, field: str, fields: dict[str, str]
) -> None:
    with pytest.raises(Refused) as refused:
        add(store, **fields)
    assert refused.value.field == field
    assert store.read(people.people_list, today=DAY).total == 0


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("given", " Grace  M ", "Grace M"),
        ("family", "", ""),
        ("known_as", "Gracie", "Gracie"),
        ("phone", "07700900 321", "07700 900321"),
        ("phone", "none", ""),
        ("phone", "ask at desk", "ask at desk"),
        ("email", " g@x.example", "g@x.example"),
        ("postcode", "pw2 2aa", "PW2 2AA"),
        ("nhs_number", "999 000 0018", "9990000018"),
        ("nhs_number", "", ""),
        ("contact_note", "Ring\nafter 2 ", "Ring\nafter 2"),
        ("emergency_contact", "Jo", "Jo"),
        ("access_needs", "Lift", "Lift"),
        ("notes", "Likes clay", "Likes clay"),
    ],
)
def test_each_field_keeps_what_is_typed(store: Store, field: str, typed: str, kept: str) -> None:
    ada = add(store, family="Lovelace")
    store.write("change a person", people.change, participant=ada, field=field, value=typed, on=DAY)
    assert getattr(page(store, ada), field) == kept


def test_a_birth_date_may_be_a_year_or_nothing(store: Store) -> None:
    ada = add(store)
    seen = []
    for typed in ("3 April 1951", "1951", ""):
        store.write("change a person", people.change, participant=ada, field="born", value=typed, on=DAY)
        shown = page(store, ada)
        seen.append((shown.born, shown.born_year))
    assert seen == [(date(1951, 4, 3), None), (None, 1951), (None, None)]


@pytest.mark.parametrize(
    ("field", "typed"), [("given", ""), ("nhs_number", "999 000 0062"), ("born", "1 Jan 2031"), ("born", "yellow")]
)
def test_what_breaks_a_rule_is_refused_and_nothing_is_lost(store: Store, field: str, typed: str) -> None:
    ada = add(store, born="1951")
    before = page(store, ada)
    with pytest.raises(Refused) as refused:
        store.write("change a person", people.change, participant=ada, field=field, value=typed, on=DAY)
    assert refused.value.field == field
    assert page(store, ada) == before


def test_only_fields_for_typing_can_be_changed(store: Store) -> None:
    ada = add(store)
    with pytest.raises(KeyError):
        store.write("change a person", people.change, participant=ada, field="find_text", value="x", on=DAY)
    with pytest.raises(Refused):
        store.write("change a person", people.change, participant=new_id(), field="given", value="x", on=DAY)


def test_a_practice_is_chosen_and_let_go(store: Store) -> None:
    store.write("add a practice", referrers.add_practice, name="Quay")
    ada = add(store)
    for typed, shown in (("quay", "Quay"), ("Vale", "Vale"), ("", "")):
        store.write("choose a practice", people.name_practice, participant=ada, practice=typed)
        assert page(store, ada).practice == shown


def test_a_postcode_is_only_doubted() -> None:
    assert people.postcode_doubt("PW1 1AB") == "" != people.postcode_doubt("over the hill")


def test_somebody_added_by_mistake_goes_with_their_consents(store: Store) -> None:
    ada = add(store)
    store.write("note an answer", consents.answer, participant=ada, purpose=Purpose.REFERRER, answer=Answer.NO, on=DAY)

    def imported(tx: Any) -> None:
        batch = new_id()
        moment = store.clock()
        add_many(tx, ImportBatch, [{"id": batch, "file_name": "a.xlsx", "file_digest": "d", "brought_in_at": moment,
                                    "counts": {}}])  # fmt: skip
        add_many(tx, ImportRow, [{"batch_id": batch, "number": 1, "digest": "r", "participant_id": ada}])

    store.write("bring in a file", imported)
    store.write("remove a person", people.remove, participant=ada)
    assert store.read(people.people_list, today=DAY).total == 0
    store.undo()
    assert page(store, ada).consents[0].answer is Answer.NO


def test_nobody_is_removed_on_whom_anything_hangs(store: Store) -> None:
    ada, joan = add(store), add(store, "Joan")
    store.write("write a note", notes.write, participant=ada, words="Rang.", on=DAY)
    store.write("refer", referrals.receive, person=joan, on=DAY)
    for somebody in (ada, joan):
        with pytest.raises(Refused):
            store.write("remove a person", people.remove, participant=somebody)
    assert store.read(people.people_list, today=DAY).total == 2


@pytest.fixture
def three(store: Store) -> dict[str, UUID]:
    """Ada is on Clay and was on Choir, Joan came to Choir before, Łucja never had a place."""
    found = {
        "ada": add(store, "Ada", family="Zuse", born="1951", phone="07700 900222"),
        "joan": add(store, "Joan", family="Marsh", known_as="Jo", born="3/4/1949"),
        "lucja": add(store, "Łucja", family="Abel"),
    }
    for name in ("Clay", "Choir"):
        found[name] = store.write("make a programme", programmes.add, name=name).result
    for programme, people_there in (("Clay", ["ada"]), ("Choir", ["joan", "ada"])):
        given = store.write(
            "give places", places.give, programme=found[programme], participants=[found[one] for one in people_there],
            joined_on=DAY, today=DAY,
        ).result  # fmt: skip
        if programme == "Choir":
            for place in given:
                store.write("leave", places.leave, place=place, on=DAY, because="Finished")
    return found


def _names(store: Store, **choice: Any) -> list[str]:
    return [line.name for line in store.read(people.people_list, today=DAY, **choice).rows]


def test_a_page_shows_who_and_what_tells_them_apart(store: Store, three: dict[str, UUID]) -> None:
    listed = store.read(people.people_list, today=DAY)
    assert [(line.name, line.second_line) for line in listed.rows] == [
        ("Łucja Abel", ""),
        ("Joan Marsh", "born 1949"),
        ("Ada Zuse", "born 1951 · Clay"),
    ]
    assert listed.total == 3
    second = store.read(people.people_list, today=DAY, offset=1, limit=1)
    assert ([line.name for line in second.rows], second.total) == (["Joan Marsh"], 3)


def test_pages_are_sorted_by_any_column(store: Store, three: dict[str, UUID]) -> None:
    assert _names(store, descending=True) == ["Ada Zuse", "Joan Marsh", "Łucja Abel"]
    assert _names(store, sort="born") == ["Joan Marsh", "Ada Zuse", "Łucja Abel"]
    assert _names(store, sort="born", descending=True) == ["Ada Zuse", "Joan Marsh", "Łucja Abel"]
    assert _names(store, sort="known_as")[0] == "Joan Marsh"
    assert _names(store, sort="phone")[0] == "Ada Zuse"
    assert _names(store, sort="programmes", descending=True)[0] == "Ada Zuse"
    assert _names(store, sort="added_on") == ["Łucja Abel", "Joan Marsh", "Ada Zuse"]
    with pytest.raises(KeyError):
        _names(store, sort="notes")


def test_pages_are_filtered_by_text_and_by_places(store: Store, three: dict[str, UUID]) -> None:
    assert _names(store, text="lucja") == ["Łucja Abel"]
    assert _names(store, text="marsh jo") == ["Joan Marsh"]
    assert _names(store, which=PeopleFilter.NOW) == ["Ada Zuse"]
    assert _names(store, which=PeopleFilter.NO_PLACE) == ["Łucja Abel"]
    assert _names(store, which=PeopleFilter.BEFORE) == ["Joan Marsh"]
    assert len({people_filter_words(which) for which in PeopleFilter}) == len(PeopleFilter)


def test_a_person_s_places_are_those_they_have_now_first(store: Store, three: dict[str, UUID]) -> None:
    shown = page(store, three["ada"])
    assert [(place.programme, place.left_on) for place in shown.places] == [("Clay", None), ("Choir", DAY)]
