"""The phrases that people write under Status, and what each says; read whole, the first status that has the phrase counts.

In a phrase "…" stands for any words behind it, <not> for a negation, <came> for coming in any form, "a/b" for either word and
"(a)" for a word that may be left out.
"""

import re

from artsrx.domain.vocabulary import Status

NOT = (
    r"(?:not|never|no|didnt|did not|hasnt|has not|havent|have not|isnt|is not|wasnt|was not|wont|will not|couldnt|could not|cant|"
    r"cannot|can not|unable to|doesnt|does not|failed to)"
)
CAME = (
    r"(?:attend\w*|start\w*|begin|began|begun|come|came|turn(?:ed)? up|show(?:ed)?(?: up)?|arriv\w*|join\w*|engag\w*|tak\w* up|"
    r"took up)"
)
_CANNOT = "cant/cannot/couldnt"

OVER = """
complete/completed/completes; finished; done; all done; graduated; ended; course over; closed completed
completed/finished (the) (whole) course/programme/group/block; completed/finished all/everything/well
completed/finished \\d+ weeks/sessions; completed/finished all \\d+ weeks/sessions; course ended/completed/finished
"""
"""Phrases that say that somebody came to the end of something."""

PHRASES: tuple[tuple[Status, str], ...] = (
    (Status.ENTERED_IN_ERROR, "(entered/added/logged) in error; duplicate/duplicates …; mistake; wrong person; test; test row/entry"),
    (Status.DECLINED_BY_US, """
        <not> accepted/suitable/appropriate/eligible; <not> taken on; unsuitable; inappropriate (referral); ineligible; rejected
        declined/rejected by us; we declined; turned down by us; out of area; not suitable …
        """),
    (Status.REFERRED_BACK, """
        (ref/referred/sent/passed/handed/signposted) back to (the) gp/referrer/lw/surgery/practice/splw; back to link worker
        ref/refd/referred back …; stepped up …; returned to (the) gp/referrer
        """),
    (Status.UNABLE_TO_CONTACT, """
        unable to contact/reach …; cannot/cant/couldnt contact/reach …; can/could not contact/reach …; cannot be contacted/reached
        uncontactable; unreachable; not contactable; no contact (made/possible); wrong number
        """),
    (Status.CONTACT_ATTEMPTED, """
        no answer/reply/response …; left (a) message/msg/voicemail/vm/answerphone/text …; lm …; l m …; message/msg left …
        voicemail …; tried …; trying …; attempted contact/call …; attempted to contact/call/ring …; contact attempted …
        called/rang/phoned/texted/emailed/contacted; called/rang/phoned/texted/emailed/contacted twice/once/again/them/her/him
        called/rang/phoned/texted/emailed x ?\\d+; called/rang/phoned/texted \\d+ times; awaiting (a) reply/response/callback …;
        awaiting call back …
        did not answer/respond/reply …; didnt answer/respond/reply …; not answering …
        """),
    (Status.WAITING, """
        w l; wl; waiting; wait; waiting list; wait list; waitlist; waitlisted; waiting listed; on (the/our) waiting list; on wl
        waiting/awaiting (for) (a) place/start/group/course/session …; waiting to start/join …; added to (the) waiting list
        reserve (list); <not> <came> yet …; <not> yet <came> …; yet to <came> …;
        <not> (yet) (been) offered/given/allocated (a) (place) (yet)
        to start …; due to start …; starting soon/next/on/in …; next course/term/group/intake; <not> started; not (yet) allocated
        """),
    (Status.DECLINED_BY_PERSON, f"""
        refused …; refuses …; <not> interested/keen …; does/did/do not want/wish …; doesnt/didnt/dont want/wish …; not for them/her/him
        said no …; changed (their/her/his) mind; {_CANNOT} attend/come/make/commit/join …; unable to attend/come/make/commit/join …
        can/could not attend/come/make/commit/join …; not able to attend/come/make/commit/join …; <not> attending; turned it/us down
        opted out; no longer interested/wants/wishes …; declined;
        declined place/offer/due/as/because/for/at/when …; declined by person/them/her/him/client/participant
        """),
    (Status.DISENGAGED, """
        dna …; dnas …; dnad …; did not attend …; didnt attend …; never attended/started/came/engaged …; never turned/showed up …
        <not> complete/completed/finish/finished/return/returned/continue/continuing; <not> come/came back; <not> engaging/engaged;
        <not> active
        <not> <came>; <not> attending any more/longer; <not> attending anymore/now;
        <not> <came> (the) course/programme/group/sessions/any; no show …; no shows …; noshow; stopped; stopped coming/attending …
        stopped early/after …; dropped out …; drop out; dropout; disengaged …; withdrawn …; withdrew …; left; left early
        left (the) group/course/programme …; left after/in/due …; inactive; non attender; non attendance;
        lapsed; gave/given up; unfinished; uncompleted
        no longer attending/attends/coming/comes/engaging …
        """),
    (Status.MOVED_ON, """
        moved on …; signposted; signposted on/to/elsewhere …; moved to …; moved away; moved area; progressed; progressed to …
        """),
    (Status.PAUSED, """
        paused …; pausing …; on hold …; hold; (in) hospital …; unwell …; ill; away; away until …; taking a break; on a break;
        deferred …; suspended
        """),
    (Status.INFORMATION_NEEDED, """
        (more/further/some) info/information needed/required/requested/awaited/missing; needs (more) info/information …; info
        incomplete; incomplete form/referral/info/information; queried; query …; awaiting info/information/consent/form/details/assessment …
        missing info/details/phone …
        """),
    (Status.ACCEPTED, """
        started …; starts; start; restarted …; re started; joined …; rejoined …; attending …; attended …; attends …; active; current;
        ongoing
        on going; engaged …; engaging …; accepted …; offered; offered (a) place …; given/has/got/allocated (a) place …; enrolled …
        booked …; confirmed; in progress/group/programme; on programme/course; on the programme/course; returned …; came back …
        place offered/accepted/confirmed; yes
        """),
    (Status.RECEIVED, """
        new; new referral/ref; received …; logged; to do; pending; to call/ring/contact/phone/see/email …; open; referred; triage
        awaiting contact; not (yet) contacted (yet); needs calling; needs (a) call
        """),
)  # fmt: skip


def _pattern(phrase: str) -> str:
    """The regular expression of one phrase, with a space before each word."""
    made = ""
    for word in phrase.split():
        bare = word.strip("()")
        told = bare.replace("<not>", NOT).replace("<came>", CAME)
        either = f"(?:{'|'.join(told.split('/'))})" if "/" in told else told
        made += "(?: .*)?" if word == "…" else f"(?: {either})?" if bare != word else f" {either}"
    return made


def compiled(text: str) -> re.Pattern[str]:
    """All phrases of a status as one pattern, to be matched against the whole of " words" (with a space before them)."""
    phrases = [phrase.strip() for line in text.splitlines() for phrase in line.split(";") if phrase.strip()]
    return re.compile("|".join(f"(?:{_pattern(phrase)})" for phrase in phrases))
