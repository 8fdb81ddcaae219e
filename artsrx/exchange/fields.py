"""What a column of somebody's list can be brought in as."""

from enum import StrEnum

from artsrx.domain.i18n import _


class Field(StrEnum):
    """What a column can be brought in as."""

    NAME = "name"
    GIVEN = "given"
    MIDDLE = "middle"
    FAMILY = "family"
    KNOWN_AS = "known as"
    BORN = "born"
    BORN_DAY = "day of birth"
    BORN_MONTH = "month of birth"
    BORN_YEAR = "year of birth"
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    ADDRESS = "address"
    NHS_NUMBER = "NHS number"
    EMERGENCY = "emergency contact"
    ACCESS = "access needs"
    REFERRER = "referrer"
    PRACTICE = "practice"
    RECEIVED = "received"
    REASON = "reason"
    PROGRAMME = "programme"
    STATUS = "status"
    TELL_PRACTICE = "tell practice"
    TELL_REFERRER = "tell referrer"
    NOTES = "notes"


WHO = (Field.NAME, Field.GIVEN, Field.FAMILY)
"""Without one of these nobody can be brought in."""

SEVERAL = (Field.PHONE, Field.ADDRESS, Field.NOTES, Field.ACCESS, Field.REASON, Field.EMERGENCY, Field.EMAIL)
"""Fields that several columns feed together; of any other the first cell filled counts, and another is kept as a note."""


def field_words(field: Field) -> str:
    """The field as it is offered in the list of columns."""
    return {
        Field.NAME: _("Name"),
        Field.GIVEN: _("First name"),
        Field.MIDDLE: _("Middle name"),
        Field.FAMILY: _("Surname"),
        Field.KNOWN_AS: _("Known as"),
        Field.BORN: _("Date of birth"),
        Field.BORN_DAY: _("Day of birth"),
        Field.BORN_MONTH: _("Month of birth"),
        Field.BORN_YEAR: _("Year of birth"),
        Field.PHONE: _("Phone"),
        Field.EMAIL: _("Email"),
        Field.POSTCODE: _("Postcode"),
        Field.ADDRESS: _("Address"),
        Field.NHS_NUMBER: _("NHS number"),
        Field.EMERGENCY: _("Emergency contact"),
        Field.ACCESS: _("Access needs"),
        Field.REFERRER: _("Who referred them"),
        Field.PRACTICE: _("GP practice"),
        Field.RECEIVED: _("Date of the referral"),
        Field.REASON: _("Reason"),
        Field.PROGRAMME: _("Programme or group"),
        Field.STATUS: _("Status, as stated before ArtsRx"),
        Field.TELL_PRACTICE: _("May we update the practice?"),
        Field.TELL_REFERRER: _("May we update the referrer?"),
        Field.NOTES: _("Notes"),
    }[field]
