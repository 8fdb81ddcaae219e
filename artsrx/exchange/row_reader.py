"""One row of a list, read: what each of its cells says, and every doubt in words."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from artsrx.domain import dates
from artsrx.domain.blanks import is_blank
from artsrx.domain.i18n import _
from artsrx.domain.identifiers import digits_of, read_email, read_nhs_number, read_phone, read_postcode
from artsrx.domain.names import PersonName, fold, join_name, split_name, tidy
from artsrx.domain.vocabulary import Answer, Status
from artsrx.exchange import captions
from artsrx.exchange.cell_text import is_damaged, mended
from artsrx.exchange.column_facts import ColumnFacts
from artsrx.exchange.consent_marks import read_answer
from artsrx.exchange.date_cells import in_order, parts_of_birth
from artsrx.exchange.fields import SEVERAL, Field
from artsrx.exchange.needs import is_access_need
from artsrx.exchange.person_rows import PersonRow
from artsrx.exchange.programme_cell import read_programmes
from artsrx.exchange.reading import Cell
from artsrx.exchange.referrer_cell import read_sender
from artsrx.exchange.status_words import read_status
from artsrx.records.imports.incoming import IncomingRow

_ABOUT_REFERRALS = (Field.REFERRER, Field.RECEIVED, Field.REASON, Field.STATUS)
_AS_WRITTEN = (Field.TELL_PRACTICE, Field.TELL_REFERRER)
"""Fields in which a mark such as "x" or "-" is an answer and no blank."""
_ERROR = re.compile(r"^#(?:REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|#+)$")
_YES = re.compile(r"^(?:y|yes|true|[✓✔☑✅])$", re.IGNORECASE)
_NO = re.compile(r"^(?:n|no|false|[✗✘❌])$", re.IGNORECASE)
_DOCTOR = re.compile(r"^(?:dr|doctor)\b\.?\s", re.IGNORECASE)
_PRACTICE = re.compile(
    r"\b(?:surgery|practice|centre|center|group|clinic|partners|health|medical|house|road|street)\b", re.IGNORECASE
)
_DATE_IN_NAME = re.compile(
    r"[\s,(-]+(?:dob|d\.o\.b\.?|born|b\.)?:?\s*(\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2}))\)?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Held:
    """A filled cell and the column it stands in (from 0)."""

    place: int
    cell: Cell


class RowReader:
    """Reads one row; the doubts gather as its cells are read."""

    def __init__(
        self, row: PersonRow, titles: Sequence[str], facts: ColumnFacts, today: date, *, place_if_blank: bool = False
    ) -> None:
        self._row = row
        self._place_if_blank = place_if_blank
        self._titles = titles
        self._facts = facts
        self._today = today
        self._doubts: list[str] = list(row.doubts)
        self._notes: list[str] = []
        self._cells: dict[Field, list[_Held]] = {}
        for place, (field, cell) in enumerate(zip(row.columns, row.cells, strict=False)):
            if field is not None and isinstance(cell, str) and _ERROR.match(cell.strip()):
                words = _("“{cell}” is an error of the spreadsheet and is left out.")
                self._doubts.append(words.format(cell=cell.strip()))
            elif field is not None and (not _is_blank(cell) or (field in _AS_WRITTEN and cell not in ("", None))):
                self._cells.setdefault(field, []).append(_Held(place, self._undamaged(cell)))

    def read(self) -> IncomingRow:
        """The row as one value."""
        row = self._row
        name = self._name()
        if not name.full:
            return IncomingRow(row.number, problem=_("There is no name in this row."), written=row.cells)
        born, born_year = self._birth()
        received_on, received_year = self._received()
        phone, numbers = self._phone()
        email, addresses = self._email()
        sender = read_sender(self._text(Field.REFERRER), self._practice())
        self._doubt(sender.doubt)
        states = Field.STATUS in row.columns
        status = read_status(self._text(Field.STATUS))
        self._doubt(status.doubt)
        programme = self._programme()
        asked = self._place_if_blank and not status.doubt
        placed = not states or status.status is not Status.RECEIVED or asked
        if programme and not placed and not status.doubt:
            words = _("The status does not say that they came: no place on {programme} is given.")
            self._doubts.append(words.format(programme=programme))
        practice_answer, practice_remark = self._answer(Field.TELL_PRACTICE)
        referrer_answer, referrer_remark = self._answer(Field.TELL_REFERRER)
        access, notes = self._needs(name.note)
        return IncomingRow(
            number=row.number,
            given=name.given,
            family=name.family,
            known_as=tidy(self._text(Field.KNOWN_AS)) or name.known_as,
            born=born,
            born_year=born_year,
            phone=phone,
            email=email,
            postcode=self._postcode(),
            nhs_number=self._nhs_number(),
            contact_note=self._contact_note(numbers, addresses),
            emergency_contact=self._emergency(),
            access_needs=access,
            notes="\n".join(filter(None, (notes, *self._notes))),
            referrer=sender.name,
            referrer_role=sender.role,
            practice=sender.practice,
            own_practice=sender.own_practice,
            route=sender.route,
            received_on=received_on,
            received_year=received_year,
            reason=self._text(Field.REASON),
            status=status.status,
            stated_before=status.stated,
            finished=status.finished,
            refers=any(field in row.columns for field in _ABOUT_REFERRALS),
            placed=placed,
            programme=programme,
            tell_practice=practice_answer,
            tell_practice_remark=practice_remark,
            tell_referrer=referrer_answer,
            tell_referrer_remark=referrer_remark,
            doubts=tuple(dict.fromkeys(self._doubts)),
            written=row.cells,
        )

    def _undamaged(self, cell: Cell) -> Cell:
        """The cell with letters that an export damaged put right where that can be told, and a doubt that says so."""
        if not isinstance(cell, str) or not is_damaged(cell):
            return cell
        better = mended(cell)
        if better == cell:
            self._doubts.append(_("Some letters of “{text}” are damaged.").format(text=cell[:40]))
        else:
            words = _("Some letters are damaged: “{text}” is taken as “{better}”.")
            self._doubts.append(words.format(text=cell[:40], better=better[:40]))
        return better

    def _doubt(self, words: str | None) -> None:
        if words:
            self._doubts.append(words)

    def _title(self, place: int, otherwise: str = "") -> str:
        return self._titles[place] if place < len(self._titles) and self._titles[place] else otherwise

    def _first(self, field: Field) -> Cell:
        """The first filled cell of that field; another that says something else is kept as a note, with a doubt."""
        held = self._cells.get(field, [])
        if not held:
            return ""
        first = shown(held[0].cell)
        for other in held[1:]:
            words = shown(other.cell)
            if fold(words) != fold(first):
                self._extra(other.place, words, field)
        return held[0].cell

    def _extra(self, place: int, words: str, field: Field) -> None:
        line = _("{column}: {text}").format(column=self._title(place, field.value), text=words)
        self._notes.append(line)
        self._doubts.append(_("Kept as a note, as another column says it too: {line}").format(line=line))

    def _text(self, field: Field) -> str:
        """The cells of that field as text, a day as "3 April 1951", several of them one under the other."""
        if field not in SEVERAL:
            return shown(self._first(field))
        return "\n".join(filter(None, (shown(held.cell) for held in self._cells.get(field, []))))

    def _name(self) -> PersonName:
        """The name out of one column or several: "Name" may be the whole name, or what "Surname" or "First name" leave out."""
        given = " ".join(filter(None, (shown(self._first(Field.GIVEN)), shown(self._first(Field.MIDDLE)))))
        family, whole = shown(self._first(Field.FAMILY)), shown(self._first(Field.NAME))
        whole = self._without_birth(whole)
        words = fold(whole).split()
        if given and family:
            name = join_name(given, family)
        elif not given and not family:
            name = split_name(whole)
        elif not whole:
            name = join_name(given, family)
        elif family:
            told = fold(family).split()
            name = (
                split_name(whole)
                if set(told) < set(words)
                else join_name(whole, "" if set(told) == set(words) else family)
            )
        else:
            told = fold(given).split()
            name = (
                split_name(whole) if told == words[: len(told)] or set(told) < set(words) else join_name(given, whole)
            )
        self._doubt(name.doubt if name.full else None)
        named = whole or f"{given} {family}"
        if name.full and captions.names_nobody(named) and not name.note:
            self._doubts.append(_("“{text}” may be no person’s name.").format(text=named.strip()[:40]))
        return name

    def _without_birth(self, whole: str) -> str:
        """The name without a birth date that stands in its cell; that is the birth date, unless a column of its own says it."""
        found = _DATE_IN_NAME.search(whole)
        if not found:
            return whole
        if Field.BORN not in self._cells:
            self._cells[Field.BORN] = [_Held(-1, found[1])]
            if not re.search(
                r"dob|birth|born", " ".join(fold(title).replace("d o b", "dob") for title in self._titles)
            ):
                words = _("“{date}” beside the name is taken as the birth date.")
                self._doubts.append(words.format(date=found[1]))
        return whole[: found.start()].strip()

    def _birth(self) -> tuple[date | None, int | None]:
        if Field.BORN not in self._cells:
            parts = parts_of_birth(
                *(shown(self._first(one)) for one in (Field.BORN_DAY, Field.BORN_MONTH, Field.BORN_YEAR))
            )
            if parts:
                self._cells[Field.BORN] = [_Held(-1, parts)]
        return self._day(Field.BORN, _("Date of birth: {doubt}"), dates.read_birth_date)

    def _received(self) -> tuple[date | None, int | None]:
        """When the referral came: a day without a year is never one to come."""
        words = _("Date of the referral: {doubt}")
        received_on, year = self._day(Field.RECEIVED, words, dates.read_past_date)
        if received_on and received_on > self._today:
            still = _("Date of the referral: {date} is still to come.")
            self._doubts.append(still.format(date=dates.long_date(received_on)))
        return received_on, year

    def _day(self, field: Field, words: str, read: Callable[..., dates.ReadDate]) -> tuple[date | None, int | None]:
        if field not in self._cells:
            return None, None
        held = self._cells[field][0]
        cell = self._first(field)
        ordered, doubt = in_order(cell, self._facts.orders.get(held.place), today=self._today)
        found = read(ordered, today=self._today)
        for one in (found.doubt, doubt):
            self._doubt(words.format(doubt=one) if one else None)
        if found.value is None and found.year is None and found.doubt:
            self._notes.append(words.format(doubt=shown(cell)))
        elif isinstance(cell, str) and re.search(r"[(\[][^)\]]*[a-z]{4}", cell, re.IGNORECASE):
            self._notes.append(words.format(doubt=" ".join(cell.split())))
        return found.value, found.year

    def _phone(self) -> tuple[str, list[str]]:
        """The first number, and for the contact note what stood beside it and any other number."""
        numbers: list[str] = []
        asides: list[str] = []
        for held in self._cells.get(Field.PHONE, []):
            found = read_phone(shown(held.cell))
            self._doubt(found.doubt)
            numbers += [found.value] if found.value and found.value not in numbers else []
            asides += [found.aside] if found.aside else []
        return (numbers or [""])[0], [*numbers[1:], *asides]

    def _email(self) -> tuple[str, list[str]]:
        addresses: list[str] = []
        asides: list[str] = []
        for held in self._cells.get(Field.EMAIL, []):
            found = read_email(shown(held.cell))
            self._doubt(found.doubt)
            addresses += [found.value] if found.value and found.value not in addresses else []
            asides += [found.aside] if found.aside else []
        return (addresses or [""])[0], [*addresses[1:], *asides]

    def _contact_note(self, numbers: Sequence[str], addresses: Sequence[str]) -> str:
        address = self._text(Field.ADDRESS).replace("\n", ", ")
        return "\n".join(filter(None, (", ".join((*numbers, *addresses)), address)))

    def _emergency(self) -> str:
        """Everything about the emergency contact, a number that a spreadsheet shortened with its zero again."""
        told = []
        for held in self._cells.get(Field.EMERGENCY, []):
            text = shown(held.cell)
            found = read_phone(text)
            told.append(found.value if found.value and not found.aside and not found.doubt else text)
        return ", ".join(dict.fromkeys(told))

    def _practice(self) -> str:
        """The practice; a doctor's name alone is no practice and becomes a note."""
        text = tidy(self._text(Field.PRACTICE))
        if _DOCTOR.match(text) and not _PRACTICE.search(text):
            self._notes.append(_("GP: {name}").format(name=text))
            return ""
        return text

    def _programme(self) -> str:
        found = read_programmes(tidy(self._text(Field.PROGRAMME).replace("\n", "; ")), self._facts.programmes)
        if found.others:
            self._notes.append(_("Programmes as written: {text}").format(text=found.written))
            words = _("“{text}” is more than one programme: {first} is taken, give the other places by hand.")
            self._doubts.append(words.format(text=found.written, first=found.first))
        return found.first

    def _needs(self, beside_the_name: str) -> tuple[str, str]:
        """Access needs, with those that stand in the notes or beside the name; and the other notes."""
        needs: list[str] = []
        for held in self._cells.get(Field.ACCESS, []):
            text = shown(held.cell)
            if _YES.match(text):
                needs.append(self._title(held.place, text))
            elif not _NO.match(text):
                needs.append(text)
        notes: list[str] = []
        for text in filter(None, (self._text(Field.NOTES), beside_the_name)):
            (needs if is_access_need(text) else notes).append(text)
        return "\n".join(needs), "\n".join(notes)

    def _postcode(self) -> str:
        found = read_postcode(shown(self._first(Field.POSTCODE)))
        self._doubt(found.doubt)
        return found.value

    def _nhs_number(self) -> str:
        """The number if its check digit is right; otherwise it is kept in the notes, where nothing relies on it."""
        written = shown(self._first(Field.NHS_NUMBER))
        found = read_nhs_number(written)
        if found.doubt:
            self._doubts.append(found.doubt)
            self._notes.append(_("NHS number as written: {written}").format(written=written))
        return found.value

    def _answer(self, field: Field) -> tuple[Answer, str]:
        held = self._cells.get(field)
        if not held:
            return Answer.NOT_ASKED, ""
        legend = self._facts.legends.get(held[0].place)
        text = shown(self._first(field))
        found = read_answer(text, legend) if legend else read_answer(text)
        self._doubt(found.doubt)
        return found.answer, found.remark


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and is_blank(cell))


def shown(cell: Cell) -> str:
    """A cell as text: whole numbers without ".0", days and moments as "3 April 1951"."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return dates.long_date(cell.date())
    if isinstance(cell, date):
        return dates.long_date(cell)
    return digits_of(cell)
