"""Programs and services whose exports are known by their shape, and what of them is not the participant's."""

from collections.abc import Sequence

from artsrx.domain.names import fold


def form_fillers(titles: Sequence[str]) -> list[int]:
    """The columns in which a form's program notes who filled it in: of use only where the form asks for nobody's name.

    Microsoft Forms: ID, Start time, Completion time, Email, Name. Google Forms: Timestamp, then Email Address or Username.
    """
    words = [fold(title) for title in titles]
    if "completion time" in words and "start time" in words:
        after = words.index("completion time")
        return [
            place
            for place in range(after + 1, min(after + 4, len(words)))
            if words[place] in ("email", "name", "name1")
        ]
    if words[:1] == ["timestamp"] and words[1:2] and words[1] in ("email address", "username", "email"):
        return [1]
    return []


def service_of(titles: Sequence[str]) -> str:
    """The program or service that such headings come from, or an empty text."""
    words = {fold(title) for title in titles}
    shapes: tuple[tuple[str, frozenset[str]], ...] = (
        ("Microsoft Forms", frozenset({"start time", "completion time"})),
        ("SurveyMonkey", frozenset({"respondent id", "collector id"})),
        ("Eventbrite", frozenset({"order no", "ticket type"})),
        ("Eventbrite", frozenset({"order", "ticket type"})),
        ("Mailchimp", frozenset({"email address", "member rating"})),
        ("Google Contacts", frozenset({"e mail 1 value"})),
        ("Google Contacts", frozenset({"phone 1 value"})),
        ("Outlook", frozenset({"e mail address", "e mail type"})),
    )
    return next((name for name, shape in shapes if shape <= words), "")
