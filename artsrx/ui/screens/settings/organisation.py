"""The organisation as every report shows it, and the words that it uses."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame

from artsrx.db.keys import key_file, vault
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _
from artsrx.records import organisation
from artsrx.records.organisation import MOST_ANSWER_DAYS, OrganisationFacts
from artsrx.ui.desk import Desk
from artsrx.ui.inputs.field_grid import FieldGrid
from artsrx.ui.inputs.input_field import InputField
from artsrx.ui.inputs.lines import NumberField
from artsrx.ui.inputs.notes import NotesField
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.page_parts import GAP, column, text


def _keep(desk: Desk, field: str, label: str, value: Any) -> None:
    """Save one field of the organisation when it is left; raises Refused."""
    typed = "" if value is None else str(value)
    desk.attempt(label, organisation.change, field=field, value=typed)


class OrganisationCard(QFrame):
    """Name, address, how to reach it; what it calls link workers and how soon they have an answer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("card")

        def keep(field: str, label: str) -> Callable[[Any], None]:
            return partial(_keep, desk, field, label)

        self.name = TextField(_("Name"), name="name", save=keep("name", _("rename the organisation")))
        self.address = NotesField(_("Address"), name="address", lines=4, save=keep("address", _("change the address")))
        self.email = TextField(_("Email"), name="email", save=keep("email", _("change the email address")))
        self.phone = TextField(_("Phone"), name="phone", save=keep("phone", _("change the phone number")))
        self.word = TextField(
            _("What do you call link workers?"),
            name="link_worker_word",
            hint=_("The role has many names: social prescriber, wellbeing coach, community connector."),
            save=keep("link_worker_word", _("change what link workers are called")),
        )
        self.days = NumberField(
            _("Days within which a referrer has an answer"),
            name="answer_days",
            least=1,
            most=MOST_ANSWER_DAYS,
            save=keep("answer_days", _("change the days for an answer")),
        )
        fields: list[InputField[Any]] = [self.name, self.address, self.email, self.phone, self.word, self.days]
        self.form = FieldGrid(fields)
        self.setLayout(
            column(
                text(_("Your organisation"), "subtitle"),
                text(_("Saved when you leave a field, and printed on every report."), "muted"),
                self.form,
                gap=GAP,
                edge=20,
            )
        )

    def show_facts(self, facts: OrganisationFacts) -> None:
        """Show these, except where something is being typed; and let the front door know the name as well."""
        self.name.show_value(facts.name)
        self.address.show_value(facts.address)
        self.email.show_value(facts.email)
        self.phone.show_value(facts.phone)
        self.word.show_value(facts.link_worker_word)
        self.days.show_value(facts.answer_days)
        record = self._desk.record
        if record is None:
            return
        try:
            # Also after an Undo: the list of keys shows the name before anything is unlocked.
            if key_file.organisation(record.folder) != facts.name:
                vault.rename_organisation(record.folder, facts.name)
        except StoreError as error:
            self._desk.ask.trouble(error)
