"""What a person's answers allow: anything but a plain yes stops the sending."""

from collections.abc import Mapping

from artsrx.domain.i18n import _
from artsrx.domain.vocabulary import Answer, Purpose


def may(purpose: Purpose, answers: Mapping[Purpose, Answer]) -> bool:
    """Whether `answers` allow something for `purpose`: only a yes does; a missing answer is not asked."""
    return answers.get(purpose, Answer.NOT_ASKED) is Answer.YES


def why_not(purpose: Purpose, answers: Mapping[Purpose, Answer]) -> str:
    """The reason in words why nothing may be sent for `purpose`, or an empty text when it may."""
    if may(purpose, answers):
        return ""
    refused = answers.get(purpose) is Answer.NO
    return {
        (Purpose.REFERRER, True): _("They said no to updates for the person who referred them."),
        (Purpose.REFERRER, False): _("They have not been asked whether we may update the person who referred them."),
        (Purpose.PRACTICE, True): _("They said no to updates for their GP practice."),
        (Purpose.PRACTICE, False): _("They have not been asked whether we may update their GP practice."),
    }[purpose, refused]
