"""What a heading says, read whole: whose it is, what it holds, and the headings that hold nothing of ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artsrx.exchange.fields import Field
from artsrx.exchange.headings import Owner, ReadHeading, read_heading


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("FirstName", Field.GIVEN), ("first_name", Field.GIVEN), ("Name (first)", Field.GIVEN), ("group_ab1/first_name", Field.GIVEN),
        ("Forename(s)", Field.GIVEN), ("Middle name", Field.MIDDLE), ("Second forename", Field.MIDDLE), ("Last Name", Field.FAMILY),
        ("Name (last)", Field.FAMILY), ("Second name", Field.FAMILY), ("What is your full name?", Field.NAME),
        ("Surname, first name", Field.NAME), ("First name & surname", Field.NAME), ("Name of child", Field.NAME), ("Client", Field.NAME),
        ("1. Name of person being referred", Field.NAME), ("Name / DOB", Field.NAME), ("Name (known as)", Field.NAME),
        ("DOB (dd/mm/yyyy)", Field.BORN), ("dateOfBirth", Field.BORN), ("Participant's date of birth", Field.BORN), ("Birthday", Field.BORN),
        ("Year of birth", Field.BORN_YEAR), ("Birth Month", Field.BORN_MONTH), ("Day of birth", Field.BORN_DAY),
        ("E-mail 1 - Value", Field.EMAIL), ("E-mail Address", Field.EMAIL), ("Email add.", Field.EMAIL), ("Phone 1 - Value",
         Field.PHONE), ("Contact no", Field.PHONE),
        ("Home Tel. No.", Field.PHONE), ("Mobile Phone", Field.PHONE), ("Address 1 - Postal Code", Field.POSTCODE),
        ("Home Post Code", Field.POSTCODE), ("Address line 1", Field.ADDRESS), ("Town", Field.ADDRESS), ("Preferred name", Field.KNOWN_AS),
        ("What would they like to be called?", Field.KNOWN_AS), ("NHS number (if known)", Field.NHS_NUMBER),
        ("Access requirements", Field.ACCESS),
        ("Do you have any access needs?", Field.ACCESS), ("Do you consider yourself to have a disability?", Field.ACCESS),
        ("Why are you being referred?", Field.REASON), ("Reason for referral", Field.REASON),
        ("Which workshops would you like to join?", Field.PROGRAMME),
        ("Interested in", Field.PROGRAMME), ("Event Name", Field.PROGRAMME), ("Referral status", Field.STATUS),
        ("Date of referral", Field.RECEIVED), ("Referral received", Field.RECEIVED), ("Anything else we should know?", Field.NOTES),
        ("Who referred them?", Field.REFERRER), ("Name of person making the referral", Field.REFERRER), ("Social prescriber", Field.REFERRER),
        ("Name of GP practice", Field.PRACTICE), ("GP name", Field.PRACTICE), ("Referring organisation", Field.REFERRER),
        ("Emergency contact name", Field.EMERGENCY), ("Telephone number of next of kin", Field.EMERGENCY), ("ICE", Field.EMERGENCY),
        ("Happy for us to share with your GP?", Field.TELL_PRACTICE), ("GP informed?", Field.TELL_PRACTICE),
        ("May we update your link worker?", Field.TELL_REFERRER), ("Consent to contact referrer", Field.TELL_REFERRER),
        ("Date link worker referred", Field.RECEIVED), ("Please tell us the date on which the referral was made", Field.RECEIVED),
    ],
)  # fmt: skip
def test_headings_in_the_words_people_use(heading: str, field: Field) -> None:
    assert read_heading(heading).field is field


@pytest.mark.parametrize(
    "heading",
    [
        "Last attended", "Last modified time", "Last updated", "Last seen by", "First session", "First contact",
        "First language", "Next appointment",
        "Family size", "Family members", "Ethnic group", "Age group", "Blood group", "Marital status", "Employment status", "Housing status",
        "Order status", "Happy to be emailed?", "Email opt in", "OK to phone?", "Can we leave a message?", "Preferred contact: phone/email",
        "Best time to call", "Physical activity level", "Place of birth", "Country of birth", "Phonetic First Name", "Labels",
        "E-mail 1 - Label",
        "Safeguarding concerns", "Dietary needs", "Access to internet", "County", "Region", "Nationality", "Date started",
        "Start date", "Join Time",
        "Completion time", "Timestamp", "Order #", "Ticket no", "Booking reference", "Client ID", "Case ref", "Latitude",
        "Longitude", "Price paid",
        "Relationship to participant", "How did you hear about us?", "Has the person agreed to this referral?", "Preferred pronouns", "Gender",
        "Photo consent", "Programme start date", "Course fee", "Emergency?"[:0] + "Signature", "Week 1", "No.", "3",
        "Phone type", "Number of sessions attended",
        "Job title", "Membership number", "Hospital no", "Confirmation", "Date seen", "Email sent", "Date of first contact", "Risk assessment",
    ],
)  # fmt: skip
def test_headings_that_hold_nothing_of_the_person(heading: str) -> None:
    read = read_heading(heading)
    assert read.field is None


@pytest.mark.parametrize(
    "heading",
    [
        "Carer's name", "Carer phone", "Parent/guardian email", "Mother's maiden name", "Form completed by (name)", "Entered by", "Staff name",
        "Referrer's email", "Referrer tel", "Email of referrer", "Phone number of link worker", "GP telephone", "GP address", "Surgery postcode",
        "Tutor name", "Key worker", "Social worker's phone", "Buyer Last Name", "Buyer Email", "Billing postcode", "Company",
        "Organisation name",
        "School name", "Husband's mobile", "Friend's name", "Bank account name", "User name"[:0] + "Assigned to", "File name", "Venue address",
    ],
)  # fmt: skip
def test_other_peoples_columns_are_never_the_persons(heading: str) -> None:
    read = read_heading(heading)
    assert read.field is None and read.decided
    assert read.owner not in (Owner.PERSON, Owner.UNSAID, Owner.YOU)


@given(st.text(max_size=80))
def test_any_heading_is_read(text: str) -> None:
    assert isinstance(read_heading(text), ReadHeading)


@given(
    st.lists(
        st.sampled_from(
            [
                "last",
                "first",
                "name",
                "date",
                "of",
                "birth",
                "phone",
                "email",
                "gp",
                "carer",
                "referrer's",
                "your",
                "group",
                "status",
                "ok",
                "to",
                "tell",
                "?",
                "/",
                "(",
                ")",
                "-",
            ]
        )
    )
)
def test_any_words_of_headings_are_read(words: list[str]) -> None:
    read = read_heading(" ".join(words))
    if {"carer"} & set(words) and "gp" not in words and "referrer's" not in words:
        assert read.field in (None, Field.TELL_PRACTICE)


def test_a_paragraph_and_a_blank_say_nothing() -> None:
    assert read_heading("") == read_heading("name " * 60) == read_heading("()")
