"""The impact report: who was referred, who came, what changed, how sure anybody can be."""

from artsrx.domain.i18n import _
from artsrx.reports.impact.as_json import figures_json
from artsrx.reports.impact.figures import ImpactFigures, figures
from artsrx.reports.impact.gaps import Gap, gaps
from artsrx.reports.impact.story import story
from artsrx.reports.report import Report

IMPACT = Report(
    key="impact",
    title=_("Impact report"),
    words=_("A period in numbers: referrals, attendance, who took part, what changed, and how sure you can be."),
    about="period",
)

__all__ = ["IMPACT", "Gap", "ImpactFigures", "figures", "figures_json", "gaps", "story"]
