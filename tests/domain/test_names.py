"""Names as they are written, put in order and found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artsrx.domain.names import PersonName, drop_title, fold, join_name, recase, split_name, tidy


@pytest.mark.parametrize(
    ("raw", "given", "family", "known_as"),
    [
        ("  Priya  Adeyemi", "Priya", "Adeyemi", ""),
        ("MacDonald, Dilys", "Dilys", "MacDonald", ""),
        ("O'Neill, Sheila", "Sheila", "O'Neill", ""),
        ("BRIAN O’NEILL", "Brian", "O'Neill", ""),
        ("  Jean-Paul  ap-Rhys", "Jean-Paul", "ap-Rhys", ""),
        ("JEAN-PAUL AP-RHYS", "Jean-Paul", "ap-Rhys", ""),
        ("Éilís PATEL", "Éilís", "Patel", ""),
        ("Robert 'Bob' Smith", "Robert", "Smith", "Bob"),
        ('Robert "Bob" Smith', "Robert", "Smith", "Bob"),
        ("Smith, Robert (Bob)", "Robert", "Smith", "Bob"),
        ("Robert Smith (known as Bob)", "Robert", "Smith", "Bob"),
        ("Mary Anne Smith known as Polly", "Mary Anne", "Smith", "Polly"),
        ("(Bob)", "", "(Bob)", ""),
        ("Mrs Joan Singh", "Joan", "Singh", ""),
        ("Dr. Joan Singh", "Joan", "Singh", ""),
        ("JOHN VAN DER BERG", "John", "van der Berg", ""),
        ("Jan van der Berg", "Jan", "van der Berg", ""),
        ("Wei LI", "Wei", "Li", ""),
        ("JO MARSH", "Jo", "Marsh", ""),
        ("JP Smith", "JP", "Smith", ""),
        ("JP SMITH", "JP", "Smith", ""),
        ("priya adeyemi", "Priya", "Adeyemi", ""),
        ("Ian McKAY", "Ian", "McKAY", ""),
        ("Ian MCKAY", "Ian", "McKay", ""),
        ("Ann\tLee", "Ann", "Lee", ""),
    ],
)
def test_names_are_taken_apart(raw: str, given: str, family: str, known_as: str) -> None:
    found = split_name(raw)
    assert (found.given, found.family, found.known_as) == (given, family, known_as)


@pytest.mark.parametrize("raw", ["", "123", "----", "  ", "?"])
def test_text_without_a_letter_is_no_name(raw: str) -> None:
    assert split_name(raw) == PersonName()


def test_guesses_are_said() -> None:
    assert split_name("Kwame MACDONALD").doubt == "“MACDONALD” is taken as MacDonald. Please check the capitals."
    assert split_name("Ann MACEY") == PersonName(
        "Ann", "Macey", "", "“MACEY” is taken as Macey. Please check the capitals."
    )
    assert split_name("Cher").doubt == "Only one name is given: “Cher”."
    assert split_name("Mr Smith") == PersonName("", "Smith", "", "Only one name is given: “Smith”.")
    assert split_name("Smith, Mr").given == ""
    assert split_name("Joan Singh 2").doubt == "There is a number in the name “Joan Singh 2”."
    assert split_name("Joan Singh").doubt is None


def test_names_from_two_cells() -> None:
    assert join_name("robert (Bob)", "SMITH").known_as == "Bob"
    assert join_name("robert", "SMITH", "Bobby") == PersonName("Robert", "Smith", "Bobby")
    assert join_name("Ann", "").full == "Ann"


def test_ordinary_capitals() -> None:
    assert recase("D'ARCY") == "D'Arcy"
    assert recase("MC") == "Mc"
    assert recase("MACKIE") == "Mackie"
    assert recase("MACDONALD-O'NEILL") == "MacDonald-O'Neill"
    assert recase("de la cruz") == "de La Cruz"
    assert recase("VAN") == "Van"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukasz", "lukasz"), ("Éilís", "eilis"), ("O'Neill", "oneill"), ("O’NEILL", "oneill"), ("Jean-Paul", "jean paul"),
        ("Straße", "strasse"), ("ØDEGÅRD", "odegard"), ("Nguyễn", "nguyen"), ("Æsa Þór", "aesa thor"), ("  a  b ", "a b"),
        ("clay (Tues)", "clay tues"), ("07700 900123", "07700 900123"),
    ],
)  # fmt: skip
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_small_things() -> None:
    assert drop_title("Dr. P Lewis") == "P Lewis"
    assert drop_title("Miss") == "Miss"
    assert tidy("  Zoë \u00a0 O’Neill\x07 ") == "Zoë O'Neill"
    assert tidy(" a ` b ") == "a ' b"


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text("abcXYZ ", max_size=20))
def test_the_quick_way_folds_as_the_long_way_does(text: str) -> None:
    assert fold(text) == fold(text + "\u0301").replace("\u0301", "")


@given(st.text(max_size=60))
def test_no_name_makes_it_stumble(text: str) -> None:
    found = split_name(text)
    assert bool(found.full) == any(letter.isalpha() for letter in found.full)


@pytest.mark.parametrize(
    "note",
    ["deceased", "NEW", "he/him", "she/her/hers", "left", "wheelchair", "nee Jones", "née Jones", "Stroud", "Tues", "carer: Sue", "DNA", "tbc",
     "formerly Jones", "brings dog", "moved to Bath", "2"],
)  # fmt: skip
def test_what_stands_in_brackets_is_a_note_with_a_doubt(note: str) -> None:
    found = split_name(f"Ada Bell ({note})")
    assert found == PersonName("Ada", "Bell", "", f"“{note}” beside the name is kept as a note.", note)
    assert split_name(f"Bell, Ada [{note}]") == found
    assert join_name(f"Ada ({note})", "Bell") == found


@pytest.mark.parametrize(
    "raw", ["Ada Bell - LEFT", "Ada Bell – LEFT", "Ada Bell -- LEFT", "Ada Bell (LEFT", "BELL, Ada - LEFT"]
)
def test_what_stands_behind_a_dash_is_a_note(raw: str) -> None:
    assert split_name(raw) == PersonName("Ada", "Bell", "", "“LEFT” beside the name is kept as a note.", "LEFT")


def test_many_brackets_beside_a_name() -> None:
    found = split_name("Ada Bell (new) (tbc) (he/him) (left)")
    assert (found.full, found.note) == ("Ada Bell", "new; tbc; he/him; left")
    assert join_name("Mr", "Bell").full == "Bell"


@pytest.mark.parametrize(
    "raw", ["Robert (Bob) Smith", "Robert Smith (Bob)", "Robert Smith (known as: Bob)", "Robert Smith [aka Bob]"]
)
def test_a_name_in_brackets_is_what_they_are_called(raw: str) -> None:
    assert split_name(raw) == PersonName("Robert", "Smith", "Bob")
    assert split_name("Margherita Smith (Mar)").known_as == "Mar"


@pytest.mark.parametrize(
    ("raw", "given", "family"),
    [
        ("John Smith Jr", "John", "Smith Jr"), ("Smith, John, Jr.", "John", "Smith Jr."), ("John SMITH OBE", "John", "Smith OBE"),
        ("John Paul Smith III", "John Paul", "Smith III"), ("J.R. Bell", "J.R.", "Bell"), ("A.J. BELL", "A.J.", "Bell"),
        ("J R Bell", "J R", "Bell"),
        ("Rev'd Ann Lee", "Ann", "Lee"), ("Cllr Ann Lee", "Ann", "Lee"), ("Lee, Ann, Mrs", "Ann", "Lee"), ("LEE, Ann (Mrs)",
         "Ann", "Lee"), ("Junior Brown", "Junior", "Brown"),
        ("Marcus Junior", "Marcus", "Junior"), ("Marcus Brown Junior", "Marcus", "Brown Junior"), ("Jean - Paul Sartre", "Jean-Paul", "Sartre"),
    ],
)  # fmt: skip
def test_suffixes_initials_and_titles(raw: str, given: str, family: str) -> None:
    assert (split_name(raw).given, split_name(raw).family) == (given, family)


@pytest.mark.parametrize(
    "raw", ["John and Mary Smith", "J & M Smith", "Mr & Mrs Smith", "Mr and Mrs J Smith", "Ada Bell/Ben Cole",
    "Ada Bell, Ben Cole", "Ada Bell; Ben Cole",
            "Ada Bell + Ben", "Ada Bell plus carer", "Smith family", "Ada with Ben Cole"],
)  # fmt: skip
def test_two_people_in_one_cell_are_doubted(raw: str) -> None:
    assert split_name(raw).doubt == f"“{raw}” may be two people: add the other by hand."


@pytest.mark.parametrize("raw", ["£ukasz ¯ak", "Ada B£ll", "Ada = Bell", "Ada_Bell Cole", "ÿAda Bell§"])
def test_a_sign_that_is_no_letter_is_doubted(raw: str) -> None:
    doubt = split_name(raw).doubt
    assert doubt is not None and doubt.startswith("There is a “")


@pytest.mark.parametrize(
    "raw",
    [
        "Siân O’Neill",
        "Jean-Paul D'Arcy",
        "José María de la Cruz",
        "Anne-Marie St. John",
        "Nguyễn Thị Minh",
        "Andrew Sandford",
    ],
)
def test_ordinary_names_are_not_doubted(raw: str) -> None:
    assert split_name(raw).doubt is None


def test_two_lines_and_an_age_in_a_name() -> None:
    assert split_name("Ada Bell\nBen Cole").doubt == "“Ada Bell and Ben Cole” may be two people: add the other by hand."
    assert split_name("Ada\nBell").doubt is None
    assert split_name("Ada Bell, 75 yrs") == PersonName(
        "Ada", "Bell", "", "“75 yrs” beside the name is kept as a note.", "75 yrs"
    )
    assert split_name("van der Berg, Jan Willem").doubt is None
