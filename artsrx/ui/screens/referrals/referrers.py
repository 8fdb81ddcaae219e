"""Who refers people: the list beside the facts of the one who is chosen."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from artsrx.db.schema import tables
from artsrx.domain.i18n import _
from artsrx.domain.names import fold
from artsrx.records import organisation, referrers
from artsrx.records.referrers import ReferrerLine
from artsrx.ui.buttons import button, link_button
from artsrx.ui.desk import Desk
from artsrx.ui.inputs.completer import complete
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.lists.filtered_list import FilteredList
from artsrx.ui.lists.row_model import ListColumn
from artsrx.ui.page_parts import EDGE, GAP, column, page, row, text
from artsrx.ui.routes import NewReferralRoute, ReferralsRoute, ReferrersRoute
from artsrx.ui.screen import Screen
from artsrx.ui.scroll_page import ScrollPage


def _name(line: ReferrerLine) -> str:
    return line.name


def _role(line: ReferrerLine) -> str:
    return line.role


def _practice(line: ReferrerLine) -> str:
    return line.practice


def _referral_count(line: ReferrerLine) -> str:
    return str(line.referrals)


_KEYS = {"name": _name, "role": _role, "practice": _practice}


NOBODY = UUID(int=0)


# From so many letters' width on the facts stand beside the list.
ROOMY = 100


class ReferrersScreen(Screen[ReferrersRoute]):
    """There are few of them: the list is held whole."""

    watches = frozenset({tables.Practice, tables.Referral, tables.Referrer})
    help_words: ClassVar[str] = _(
        "Everybody who has referred somebody. Choose a line to see and change the facts at the side; they are saved when you "
        "leave a field."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.list = FilteredList(
            (
                ListColumn("name", _("Name"), _name, 22),
                ListColumn("role", _("Role"), _role, 18),
                ListColumn("practice", _("Practice or organisation"), _practice, 26),
                ListColumn("referrals", _("Referrals"), _referral_count, 10, number=True),
            ),
            self._fetch,
            name="referrers",
            title=_("Referrers"),
            theme=desk.theme,
            empty=("hand-heart", _("Nobody has referred anybody yet."), _("Add a referral"), self.add),
            extras=[button(_("All referrals"), self._to_referrals)],
        )
        self.details = ReferrerDetails(desk)
        across = self._across = row(self.list, ScrollPage(page(self.details, None)), gap=0)
        across.setContentsMargins(EDGE, GAP, 0, GAP)
        across.setStretch(0, 3)
        across.setStretch(1, 2)
        self.setLayout(across)
        self.list.view.chosen.connect(self._show_chosen)
        self.details.kept.connect(self._show_chosen)

    def open(self, route: ReferrersRoute) -> None:
        self.titled.emit(_("Who refers"))
        self.list.reload()
        if not self.list.view.choose(route.referrer) and self.list.table.rows:
            self.list.view.choose(self.list.table.rows[0].id)

    def refresh(self) -> None:
        self.list.reload()
        self._show_chosen()

    def main(self) -> QWidget:
        return self.list.view

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room, else the facts under the list."""
        super().resizeEvent(event)
        wide = self.width() >= self.fontMetrics().averageCharWidth() * ROOMY
        self._across.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def add(self) -> None:
        self.desk.go(NewReferralRoute())

    def print_list(self) -> None:
        self.list.view.print_list()

    @Slot()
    def _show_chosen(self) -> None:
        self.details.show_line(self.list.view.current())

    @Slot()
    def _to_referrals(self) -> None:
        self.desk.go(ReferralsRoute())

    def _fetch(self, *, offset: int, limit: int, sort: str, descending: bool, filter: str) -> Sequence[ReferrerLine]:
        wanted = fold(filter).split()
        lines = [
            line
            for line in self.desk.read(referrers.referrers)
            if all(word in fold(f"{line.name} {line.role} {line.practice}") for word in wanted)
        ]
        if sort in _KEYS:
            show = _KEYS[sort]
            lines = [line for _key, line in sorted(((fold(show(line)), line) for line in lines), key=_first)]
        else:
            lines.sort(key=_count)
        return (lines[::-1] if descending else lines)[offset : offset + limit]


def _first(pair: tuple[str, ReferrerLine]) -> str:
    return pair[0]


def _count(line: ReferrerLine) -> int:
    return line.referrals


class ReferrerDetails(QFrame):
    """The facts of one referrer; `kept` after one was saved, which may have been tidied."""

    kept = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk = desk
        self._shown = NOBODY
        word = desk.read(organisation.organisation).link_worker_word
        self.fields = {
            "name": TextField(_("Name"), save=partial(self.keep, "name"), name="name"),
            "role": TextField(_("Role"), save=partial(self.keep, "role"), name="role", example=word),
            "practice": TextField(_("Practice or organisation"), save=partial(self.keep, "practice"), name="practice"),
            "email": TextField(_("Email"), save=partial(self.keep, "email"), name="email"),
            "phone": TextField(_("Phone"), save=partial(self.keep, "phone"), name="phone"),
        }
        for field in self.fields.values():
            field.kept.connect(self.kept)
        removing = link_button(_("Remove this referrer"), self._remove)
        self.setLayout(column(text(_("Who this is"), "heading"), *self.fields.values(), removing, gap=GAP, edge=20))
        self.hide()

    def show_line(self, line: ReferrerLine | None) -> None:
        """Show this referrer; None hides the card."""
        self.setVisible(line is not None)
        if line is None:
            return
        anew = line.id != self._shown
        self._shown = line.id
        for name, field in self.fields.items():
            (field.reset if anew else field.show_value)(getattr(line, name))
        if anew:
            complete(self.fields["practice"].line, [one.name for one in self._desk.read(referrers.practices)])

    def keep(self, field: str, value: str) -> None:
        """Save one field; raises Refused."""
        if field == "practice":
            self._desk.attempt(
                _("change a referrer’s practice"), referrers.name_practice, referrer=self._shown, practice=value
            )
        else:
            self._desk.attempt(_("change a referrer"), referrers.change, referrer=self._shown, field=field, value=value)

    @Slot()
    def _remove(self) -> None:
        if self._desk.do(_("remove a referrer"), referrers.remove, referrer=self._shown):
            self._desk.say(_("Removed this referrer."), undo=True)
