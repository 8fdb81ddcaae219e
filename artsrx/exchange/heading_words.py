"""The vocabulary of headings: phrases that are one word, whose a column is, what it holds, and what is not kept here."""

from artsrx.exchange.fields import Field


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PHRASES: tuple[tuple[str, str], ...] = (
    (r"d o b|date of birth|birth ?date|date born|dateofbirth|when (?:were|was) \w+ born", "dob"),
    (r"(?:place|country|town|city|county) of (?:birth|origin)|birth ?place|born in", "birthplace"),
    (r"e ?mails?", "email"),
    (r"post ?code|p code|postal code|zip code|zip", "postcode"),
    (r"(?:preferred|nick|pet|chosen) (?:first |fore)?names?|nickname|known as|(?:likes?|prefers?) to be (?:called|known)(?: as)?|goes by|aka",
     "knownas"),
    (r"(?:middle|additional) ?names?|second (?:fore|given) ?names?", "middle"),
    (r"(?:first|given|fore|christian) ?names?(?: s)?|forenames?(?: s)?|names? (?:first|given)|fname", "given"),
    (r"(?:sur|last|family|second) ?names?|names? (?:last|family|surname)|lname", "surname"),
        (r"(?:medical|health) (?:centre|center|practice)", "practice"),
    (r"(?:community |social prescribing |social )?link ?workers?|splw|lw|social prescrib\w+|prescriber", "referrer"),
    (r"ref\w* by|referr(?:al|ed) (?:from|source|agent)|source of (?:the )?ref\w*|who (?:has )?referred(?: \w+)?", "referrer"),
    (r"(?:person|who is) (?:making|completing) (?:the|this) (?:referral|form)|referring \w+|referee|referrers?|referer", "referrer"),
    (r"person (?:being|you are|you re|who is being) referr\w+|person referred|service users?|young person|young people", "participant"),
    (r"next of kin|nok|(?:in )?case of emergency|i c e", "emergency"),
    (r"land ?line", "landline"), (r"mobile|mob|cell", "mobile"), (r"day ?time", "daytime"),
    (r"referred to|referral to|signposted to|interested in", "towards"),
    (r"anything else|any ?thing (?:we|you|i) \w+(?: know)?|(?:any )?other info\w*", "anythingelse"),
    (r"(?:1st|2nd|3rd|first|second|third) choice", "choice"),
    (r"open ended response|response|(?:please )?(?:tell us|let us know)(?: about)?", ""),
)  # fmt: skip
"""Patterns of folded words that are read as one word of the vocabulary."""

FILLER = _words(
    "the of a an s is are and or to we you it this that what whats please enter state give provide write select "
    "confirm in full with if known any here below on for be being do does has have as at by required optional their his "
    "her your my our them they whole current main primary new details detail d m y dd mm yyyy yy i re ll can could should"
)
"""Words that say nothing of what a column holds."""

PERSON = _words(
    "participant participants client clients patient patients attendee attendees member members learner learners student "
    "students customer customers guest guests applicant applicants individual individuals beneficiary person persons people "
    "child childs resident residents su user respondent respondents contact artist singer"
)
REFERRER = _words("referrer sender")
EMERGENCY = _words("emergency ice kin")
PRACTICE = _words("gp gps doctor doctors dr surgery practice practices")
BUYER = _words("buyer purchaser payer booker billing cardholder invoice delivery shipping")
OTHERS = _words(
    "staff tutor tutors teacher teachers facilitator facilitators leader leaders assessor interviewer volunteer volunteers "
    "host organiser organizer coordinator ordinator manager managers owner author admin administrator worker workers therapist "
    "counsellor instructor driver buddy mentor supervisor nurse psychologist consultant pharmacist pharmacy dentist clinician "
    "professional practitioner carer carers caregiver guardian guardians parent parents mother mothers father fathers mum mums "
    "dad dads spouse spouses partner partners husband wife relative relatives daughter son sibling brother sister friend friends "
    "neighbour advocate companion companions escort representative attorney poa maiden landlord bank account username login "
    "phonetic yomi assistant assistants manager's business company companies organisation organisations organization "
    "organizations employer school college university agency charity department team trust pcn workplace venue venues building "
    "room hall file filename sheet product item pet website web url domain campaign list form survey collector trainer coach"
)
"""People and things whose name, telephone or address is never the participant's."""
DONE_BY = _words(
    "completed filled entered taken recorded created modified updated added submitted assessed interviewed signed approved "
    "checked prepared processed seen allocated assigned led taught delivered logged inputted uploaded edited verified booked"
)
"""Followed by "by" or "to": somebody at work."""

ABOUT_OTHERS = _words(
    "name names named full registered own family local where who which referring professional given surname person people usual "
    "referral referred town details agency organisation organization service team source from us made making filled details worker"
)
"""Words that may stand beside the referrer or the practice in a heading about them."""

CONSENT = _words(
    "ok okay consent consents consented permission permissions permitted share shared sharing happy agree agrees agreed "
    "agreement allowed inform informed update updates tell opt optin optout gdpr privacy contactable willing may"
)
ASKING = (
    r"\b(?:may|can|could) (?:we|you|i|they)\b|would you like|wish to|prefer\w* (?!name)(?:\w+ )?(?:method|contact|way|means|mode|form|time|day|"
    r"communication|language|gender|pronouns?)|best (?:time|way|day)|how (?:best|would|should|can) |do not (?:call|email|contact|mail)"
)
"""Questions whether or how something may be done."""

NOT_KEPT = _words(
    "age ages aged gender genders sex sexual sexuality pronoun pronouns ethnic ethnicity race heritage religion religious faith "
    "belief orientation nationality nationalities country countries county counties region regions borough ward district state "
    "province citizenship immigration asylum language languages interpreter occupation employment employed profession job role "
    "title salutation prefix suffix initial initials marital marriage relationship household children dependants siblings housing "
    "tenure income benefit benefits education qualification qualifications diet dietary allergy allergies allergic medication "
    "medications medicine medicines diagnosis diagnoses photo photos photograph photographs photography image images video filming "
    "newsletter mailing marketing gift aid donation heard hear latitude longitude lat long lng ip device browser timezone zone "
    "gmtoff dstoff euid leid timestamp stamp time times duration minutes hours signature signed sign created modified updated "
    "changed edited submitted submission imported exported synced version id ids uuid guid key code codes barcode order orders "
    "ticket tickets invoice invoices booking bookings price prices cost costs fee fees paid payment payments paypal amount total "
    "totals quantity qty score scores rating ratings point points balance currency refund discount attended attendance attendances "
    "attends safeguarding risk risks dbs vaccine vaccinated vaccination covid smoking smoker alcohol weight height level levels "
    "subscribed subscriber unsubscribed label labels size colour color width hobbies hobby skills skill cc instagram facebook twitter "
    "linkedin skype chat fax pager picture avatar link links birthplace previous former old family last next week weeks sessions "
    "relation reference ref refs start started starting end ended left leave join joined finish finished discharge discharged review "
    "reviewed due assessment appointment attend expiry called answered history criminal bank money debt vehicle car transport travel "
    "parking confirmation receipt transaction serial passport licence registration "
    "type types completed session days membership admission joining "
    "location locations place places area areas site sites"
)
"""Words of what is not brought in; a heading with one of them, and no field besides, is about that."""

NUMBERING = _words("no nos number num ref refs reference id ids row rows total count seq sequence index line s")

FIELDS: tuple[tuple[Field, frozenset[str], frozenset[str]], ...] = (
    (Field.BORN, _words("dob birthday born birth"), _words("date age when")),
    (Field.NHS_NUMBER, _words("nhs"), _words("no nos number num id ref")),
    (Field.KNOWN_AS, _words("knownas preferred"), _words("name names called like would prefer")),
    (Field.GIVEN, _words("given"), _words("name names only middle")),
    (Field.MIDDLE, _words("middle"), _words("name names")),
    (Field.FAMILY, _words("surname"), _words("name names second")),
    (Field.EMAIL, _words("email"), _words("address addresses add addr home personal contact id 1 2 3 value work other")),
    (Field.POSTCODE, _words("postcode pc"), _words("home mailing 1 2 address area")),
    (Field.PHONE,
     _words("tel tele telephone telephones phone phones mobile landline telno ph whatsapp"),
     _words("no nos number numbers num home work contact daytime day evening other personal 1 2 3 value best alternative email")),
    (Field.ADDRESS,
     _words("address addresses street town city house"),
     _words("home postal mailing residential contact line 1 2 3 4 formatted postcode inc including no number name street town city")),
    (Field.PROGRAMME,
     _words("group groups programme programmes program activity activities course courses class classes workshop workshops project "
            "towards event"),
     _words("which name names choice 1 2 3 chosen preferred wanted requested enrolled attending type title they like would interested "
            "attend booked ticket")),
    (Field.STATUS, _words("status stage outcome progress"), _words("referral case overall latest attendee participant update notes note")),
    (Field.RECEIVED,
     _words("date received referred referral ref refd rec recd when month"),
     _words("date made day d r in received referred referral")),
    (Field.REASON,
     _words("reason reasons why need needs issue issues concern concerns presenting"),
     _words("referral referred ref referring refer was were presenting main problem problems issue issues need needs")),
    (Field.ACCESS,
     _words("access accessibility mobility adjustment adjustments disability disabilities disabled wheelchair impairment impairments "
            "requirements support additional special"),
     _words("need needs requirement requirements issue issues support reasonable additional special specific physical sensory info "
            "information arrangement arrangements notes note problems aid aids health hearing sight user extra particular there consider "
            "condition conditions")),
    (Field.NOTES,
     _words("note notes comment comments remark remarks info information anythingelse misc"),
     _words("other additional further general more about useful extra")),
    (Field.NAME, _words("name names who"), _words("original display forename surname first last given family knownas s dob")),
)  # fmt: skip
"""For each field the words of which one must stand in the heading, and those that may stand besides."""

LIKELY: tuple[tuple[Field, str], ...] = (
    (Field.RECEIVED, r"\bdate\b.*\b(?:referral|referred|refd?)\b|\b(?:referral|referred)\b.*\bdate\b"),
    (Field.BORN, r"\bdob\b"),
    (Field.NHS_NUMBER, r"\bnhs (?:no|number)\b"),
    (Field.KNOWN_AS, r"\bknownas\b|to be called"),
    (
        Field.ACCESS,
        r"\baccess(?:ibility)? (?:needs?|requirements?)|\bmobility\b|\badjustments?\b|support needs?|\bwheelchair\b|\bdisabilit",
    ),
    (Field.PROGRAMME, r"\b(?:which|what) (?:group|programme|activit(?:y|ies)|course|class|workshop)s?\b|\btowards\b"),
    (Field.REASON, r"\bwhy\b.*\brefer|reasons? for\b.*\brefer"),
    (Field.PHONE, r"\b(?:phone|telephone|mobile|tel) (?:no|number)\b"),
    (Field.EMAIL, r"\bemail address\b"),
    (Field.POSTCODE, r"\bpostcode\b"),
    (Field.ADDRESS, r"\bhome address\b"),
    (Field.NOTES, r"\banythingelse\b|\bnotes\b|\bcomments\b"),
    (Field.NAME, r"\bfull name\b"),
)
"""Signs of a field inside a longer sentence, such as the questions of a form."""
