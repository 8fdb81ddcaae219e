"""Who can open the record: each with a password of their own, and the recovery sheet for when it is forgotten."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout

from artsrx.db.keys import key_file, vault
from artsrx.db.keys.recovery_code import RecoveryCode
from artsrx.db.keys.vault import Unlocked
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _
from artsrx.records import staff
from artsrx.ui.buttons import button
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.front.password import NewPasswordFields
from artsrx.ui.inputs.choices import ChoiceField
from artsrx.ui.inputs.notes import NotesField
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.jobs import Reporter, unreported
from artsrx.ui.page_parts import GAP, TIGHT, clear, column, text
from artsrx.ui.screens.settings.inline_form import InlineForm
from artsrx.ui.screens.settings.recovery_sheet import NewSheetCard
from artsrx.ui.unlocked_record import UnlockedRecord

T = TypeVar("T")


class StaffCard(QFrame):
    """The list, and what can be done: add somebody, change one's password, reset one by the sheet, a new sheet."""

    def __init__(self, desk: Desk, record: UnlockedRecord) -> None:
        super().__init__()
        self._desk, self._record = desk, record
        self.setObjectName("card")
        self._people = QVBoxLayout()
        self._people.setSpacing(TIGHT)
        self._make_adding()
        self._make_changing()
        self._make_resetting()
        self.sheet = NewSheetCard(desk)
        self.forms = (self.add_form, self.change_form, self.reset_form)
        self.add = button(_("&Add a member of staff"), self.begin_adding, icon=desk.theme.icon("user-plus"))
        self.change = button(_("Change my pass&word"), self.begin_changing, icon=desk.theme.icon("key-round"))
        self.reset = button(_("Reset somebody’s password"), self.begin_resetting)
        self.renew = button(_("Make a new recovery sheet"), self.ask_for_sheet)
        self.setLayout(
            column(
                text(_("Who can open this record"), "subtitle"),
                text(_("Everybody has a password of their own. Nobody, not even us, can look one up."), "muted"),
                self._people,
                FlowBox(self.add, self.change, self.reset, self.renew),
                *self.forms,
                self.sheet,
                gap=GAP,
                edge=20,
            )
        )
        self.refresh()

    def _make_adding(self) -> None:
        self.name = TextField(_("Their name"), name="name")
        self.new = NewPasswordFields(self._about)
        words = _("Let them type a password of their own here, or set one and tell them to change it.")
        self.add_form = InlineForm(
            self._desk.ask, _("Add a member of staff"), words, _("Add them"), self.name, self.new
        )
        self.add_form.wanted.connect(self._add)

    def _make_changing(self) -> None:
        self.old = TextField(_("The password you have now"), name="old", secret=True)
        self.mine = NewPasswordFields(self._about)
        self.change_form = InlineForm(self._desk.ask, _("Change my password"), "", _("Change it"), self.old, self.mine)
        self.change_form.wanted.connect(self._change)

    def _make_resetting(self) -> None:
        self.who = ChoiceField(_("Whose password?"), name="staff")
        self.groups = NotesField(
            _("The groups on the recovery sheet"), name="sheet", lines=2,
            hint=_("Small letters will do; spaces and dashes do not matter."),
        )  # fmt: skip
        self.theirs = NewPasswordFields(self._about)
        self.reset_form = InlineForm(
            self._desk.ask, _("Reset somebody’s password"), "", _("Set the new password"),
            self.who, self.groups, self.theirs,
        )  # fmt: skip
        self.reset_form.wanted.connect(self._reset)

    def refresh(self) -> None:
        """Read again who can open the record."""
        try:
            people = key_file.people(self._record.folder)
        except StoreError as error:
            self._desk.ask.trouble(error)
            return
        clear(self._people)
        for person in people:
            mine = person.id == self._record.unlocked.staff_id
            words = _("{name} (you)").format(name=person.name) if mine else person.name
            self._people.addWidget(text(words, "strong"))
        self.who.set_choices([(person.id, person.name) for person in people])

    def _about(self) -> tuple[str, ...]:
        """What anybody could guess: no password should be made of it."""
        return (key_file.organisation(self._record.folder), *(who.name for who in key_file.people(self._record.folder)))

    # -- opening the forms ----------------------------------------------------------------------------------------

    @Slot()
    def begin_adding(self) -> None:
        """Open the form for somebody new."""
        self._begin(self.add_form)

    @Slot()
    def begin_changing(self) -> None:
        """Open the form for one's own password."""
        self._begin(self.change_form)

    @Slot()
    def begin_resetting(self) -> None:
        """Open the form for a forgotten password."""
        self._begin(self.reset_form)

    def _begin(self, act: InlineForm) -> None:
        for other in self.forms:
            other.hide()
        act.begin()

    # -- doing ----------------------------------------------------------------------------------------------------

    @Slot()
    def _add(self) -> None:
        name = self.name.value()
        password = self._typed_password(self.new)
        if password is not None:
            work = unreported(vault.add_staff, self._record.folder, self._record.unlocked, name, password)
            self._work(self.add_form, work, partial(self._welcome, name))

    def _welcome(self, name: str, who: UUID) -> None:
        self._desk.note(_("add a member of staff"), staff.add, staff=who, name=name)
        self.add_form.finish()
        self.refresh()
        self._desk.say(_("{name} can open this record from now on.").format(name=name))

    @Slot()
    def _change(self) -> None:
        password = self._typed_password(self.mine)
        if password is not None:
            self._work(
                self.change_form, unreported(_change, self._record, self.old.line.text(), password), self._say_changed
            )

    def _say_changed(self, _nothing: None) -> None:
        self.change_form.finish()
        self._desk.say(_("Your password is changed."))

    @Slot()
    def _reset(self) -> None:
        who = self.who.value()
        if who is None:
            self.who.refuse(_("Please choose whose."))
            return
        password = self._typed_password(self.theirs)
        if password is not None:
            groups = self.groups.value()
            work = unreported(vault.reset_password_by_code, self._record.folder, groups, who, password)
            self._work(self.reset_form, work, self._say_reset)

    def _say_reset(self, unlocked: Unlocked) -> None:
        self.reset_form.finish()
        self._desk.say(_("{name} has a new password.").format(name=unlocked.staff_name))

    def _typed_password(self, fields: NewPasswordFields) -> str | None:
        try:
            return fields.value()
        except Refused:
            return None

    def _work(self, act: InlineForm, work: Callable[[Reporter], T], then: Callable[[T], object]) -> None:
        act.busy(on=True)
        self._desk.work(work, then, title=_("Making the key"), on_error=act.fail)

    # -- the sheet ------------------------------------------------------------------------------------------------

    @Slot()
    def ask_for_sheet(self) -> None:
        """Ask, then make a new sheet: the old one opens nothing any more."""
        self._desk.ask.confirm(
            _("Make a new recovery sheet?"),
            _(
                "The sheet you have will open nothing from then on. Have a printer at hand, or a place to save the new one."
            ),
            _("Make a new sheet"),
            self._make_sheet,
            danger=True,
        )

    def _make_sheet(self) -> None:
        work = unreported(vault.new_recovery_code, self._record.folder, self._record.unlocked)
        self._desk.work(work, self._show_sheet, title=_("Making the sheet"), on_error=self._desk.ask.trouble)

    def _show_sheet(self, made: RecoveryCode) -> None:
        self.sheet.begin(made)


def _change(record: UnlockedRecord, old: str, new: str) -> None:
    """Change the password of who is signed on; raises Refused beside the old one where it does not fit."""
    try:
        vault.change_password(record.folder, record.unlocked.staff_id, old, new)
    except (vault.WrongPassword, vault.TooSoon) as error:
        raise Refused(error.words, "old") from error
