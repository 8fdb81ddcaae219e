"""Access needs that stand among notes: what a facilitator must know at the door, and so belongs on the register."""

import re

_NEEDS = re.compile(
    r"\b(?:wheel ?chairs?|needs? (?:a |the )?(?:lift|ramp|chair|hearing loop|interpreter|large print|ground floor|seat|rail)|lift needed|"
    r"hearing (?:loop|aids?|impair\w*)|hard of hearing|deaf|bsl|lip ?reads?|lip ?reading|large print|braille|partially sighted|"
    r"visual(?:ly)? impair\w*|sight (?:loss|impair\w*)|registered blind|blind|guide dog|assistance dog|step[- ]?free|no stairs|"
    r"cannot (?:manage|do|use|climb) (?:the )?stairs|can'?t (?:manage|do|use|climb) (?:the )?stairs|walking (?:frame|aid|stick)|zimmer|"
    r"rollator|walker|mobility (?:scooter|aid|issues|problems)|crutches|uses (?:a )?stick|oxygen|hoist|accessible (?:toilet|parking)|"
    r"disabled (?:toilet|parking|access))\b",
    re.IGNORECASE,
)


def is_access_need(text: str) -> bool:
    """Whether a note says what somebody needs to take part: "wheelchair, needs lift"."""
    return bool(_NEEDS.search(text))
