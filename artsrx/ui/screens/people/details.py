"""A person's details and what they said yes to; every field is saved when it is left."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QLineEdit

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.identifiers import show_nhs_number
from artsrx.domain.vocabulary import Answer, Purpose, purpose_words
from artsrx.records import consents, people
from artsrx.records.consents import ConsentAnswer
from artsrx.records.person import PersonPage
from artsrx.records.referrers import practices
from artsrx.ui.desk import Desk
from artsrx.ui.folding_layout import folding
from artsrx.ui.inputs.choices import YesNoNotAsked
from artsrx.ui.inputs.completer import complete
from artsrx.ui.inputs.field_grid import FieldGrid
from artsrx.ui.inputs.input_field import InputField
from artsrx.ui.inputs.lines import BirthField, DateField
from artsrx.ui.inputs.notes import NotesField
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.page_parts import GAP, NEAR, column, hairline, text


class ShowsPerson(Protocol):
    """Knows whose page is shown; fields are built once and save for whoever is shown when they are left."""

    shown: PersonPage


def _born_text(born: date | None, year: int | None) -> str:
    return born.isoformat() if born else str(year or "")


class _NhsField(TextField):
    """Shown 3-3-4, as it is written on letters."""

    def parse(self, words: str) -> str:
        return words.replace(" ", "")

    def show_words(self, value: str) -> str:
        return show_nhs_number(value)


class PersonDetails(QFrame):
    """Who they are, field by field."""

    def __init__(self, desk: Desk, page: ShowsPerson, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk = desk
        self._page = page
        self._today = today
        self.practice = self._text("practice", _("GP practice"))
        self.born = BirthField(_("Born"), save=self._keep("born", _("Born")), name="born", today=today)
        self.nhs = _NhsField(_("NHS number"), save=self._keep("nhs_number", _("NHS number")), name="nhs_number")
        self.postcode = self._text("postcode", _("Postcode"))
        self.postcode.kept.connect(self._doubt_postcode)
        self.needs: tuple[InputField[Any], ...] = (
            self._notes("access_needs", _("What they need when they come"), 2),
            self._notes("contact_note", _("How to reach them"), 2),
            self._notes("emergency_contact", _("In an emergency"), 2),
        )
        self.fields: tuple[InputField[Any], ...] = (
            self._text("given", _("Given name")),
            self._text("family", _("Family name")),
            self._text("known_as", _("Likes to be called")),
            self.born,
            self._text("phone", _("Phone")),
            self._text("email", _("Email")),
            self.postcode,
            self.practice,
            self.nhs,
        )
        self.notes = self._notes("notes", _("Anything else"), 3)
        for field in (*self.fields, *self.needs, self.notes):
            field.kept.connect(self._show_kept)
        top = FieldGrid(self.fields, columns=2)
        self.setLayout(column(text(_("Details"), "heading"), top, *self.needs, self.notes, gap=GAP, edge=20))

    def show_person(self, shown: PersonPage, *, anew: bool) -> None:
        """Put this person's facts in the fields; `anew` replaces even what is being typed."""
        for field in (*self.fields, *self.needs, self.notes):
            name = field.objectName()
            value = (shown.born, shown.born_year) if name == "born" else getattr(shown, name)
            (field.reset if anew else field.show_value)(value)
            if anew and isinstance(field.input, QLineEdit):
                # A long name shows how it begins.
                field.input.setCursorPosition(0)
        if anew:
            complete(self.practice.line, [one.name for one in self._desk.read(practices)])
            self._doubt_postcode()

    @Slot()
    def _show_kept(self) -> None:
        """What was typed may have been tidied: show it as it is kept."""
        self.show_person(self._page.shown, anew=False)

    def _keep(self, field: str, label: str) -> Callable[[Any], None]:
        return partial(self._save, field, label)

    def _save(self, field: str, label: str, value: Any) -> None:
        """Save one field of whoever is shown; raises Refused."""
        words = value if isinstance(value, str) else _born_text(*value)
        who = self._page.shown.id
        if field == "practice":
            self._desk.attempt(_("change the practice"), people.name_practice, participant=who, practice=words)
            return
        label = _("change {field}").format(field=label.lower())
        self._desk.attempt(label, people.change, participant=who, field=field, value=words, on=self._today())

    def _text(self, field: str, label: str) -> TextField:
        return TextField(label, save=self._keep(field, label), name=field)

    def _notes(self, field: str, label: str, lines: int) -> NotesField:
        return NotesField(label, save=self._keep(field, label), name=field, lines=lines)

    @Slot()
    def _doubt_postcode(self) -> None:
        """A format can only warn, so the doubt stands beside what was saved."""
        doubt = people.postcode_doubt(self.postcode.line.text())
        self.postcode.hint.setText(doubt)
        self.postcode.hint.setVisible(bool(doubt))


class ConsentsCard(QFrame):
    """What they said to each question, and when."""

    def __init__(self, desk: Desk, page: ShowsPerson, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.rows = {purpose: _ConsentAnswer(desk, page, purpose, today=today) for purpose in Purpose}
        items: list[Any] = [text(_("What they said yes to"), "heading")]
        for number, line in enumerate(self.rows.values()):
            items += [hairline(), line] if number else [line]
        self.setLayout(column(*items, gap=GAP, edge=20))

    def show_person(self, shown: PersonPage, *, anew: bool) -> None:
        """Put this person's answers in."""
        for fact in shown.consents:
            self.rows[fact.purpose].show_fact(fact, anew=anew)


class _ConsentAnswer(QFrame):
    """One question: the answer, its day, and how they said it."""

    def __init__(self, desk: Desk, page: ShowsPerson, purpose: Purpose, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._desk, self._page, self._purpose, self._today = desk, page, purpose, today
        name = f"consent_{purpose.value}"
        self.answer = YesNoNotAsked(purpose_words(purpose), save=self._keep_answer, name=name)
        self.day = DateField(_("Asked on"), save=self._keep_day, name=f"{name}_on", today=today)
        self.remark = TextField(_("How they said it"), save=self._keep_remark, name=f"{name}_remark")
        self.setLayout(column(self.answer, folding((self.day, 1), (self.remark, 1), gap=GAP, letters=20), gap=NEAR))

    def show_fact(self, fact: ConsentAnswer, *, anew: bool) -> None:
        """Put one answer in; day and remark are there once somebody has asked."""
        pairs: tuple[tuple[InputField[Any], Any], ...] = (
            (self.answer, fact.answer),
            (self.day, fact.on),
            (self.remark, fact.remark),
        )
        for field, value in pairs:
            (field.reset if anew else field.show_value)(value)
        for said in (self.day, self.remark):
            said.setVisible(fact.answer is not Answer.NOT_ASKED)

    def _keep_answer(self, answer: str) -> None:
        # A new answer was given today unless somebody says otherwise; the day and the words of the old one are not its own.
        asked = Answer(answer) is not Answer.NOT_ASKED
        self._save(Answer(answer), self._today() if asked else None, "")

    def _keep_day(self, on: date | None) -> None:
        if on is not None and on > self._today():
            raise Refused(_("This day has not come yet."))
        self._save(self._now().answer, on, self._now().remark)

    def _keep_remark(self, remark: str) -> None:
        self._save(self._now().answer, self._now().on, remark)

    def _now(self) -> ConsentAnswer:
        facts: Sequence[ConsentAnswer] = self._desk.read(consents.consents_of, self._page.shown.id)
        return next(fact for fact in facts if fact.purpose is self._purpose)

    def _save(self, answer: Answer, on: date | None, remark: str) -> None:
        self._desk.attempt(
            _("change a consent"),
            consents.answer,
            participant=self._page.shown.id,
            purpose=self._purpose,
            answer=answer,
            on=on,
            remark=remark,
        )
