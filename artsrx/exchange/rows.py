"""From rows of cells to what each of them says: values, and every doubt in words."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from artsrx.domain import dates
from artsrx.domain.i18n import _, ngettext
from artsrx.domain.identifiers import digits_of, read_nhs_number, read_phone, read_postcode
from artsrx.domain.names import PersonName, join_name, split_name, tidy
from artsrx.domain.vocabulary import Answer, Route
from artsrx.exchange.columns import Field
from artsrx.exchange.reading import Cell, Sheets
from artsrx.exchange.referrer_cell import read_sender
from artsrx.exchange.status_words import read_answer, read_status
from artsrx.exchange.table_area import Mapping, headings, people_rows
from artsrx.records.imports.incoming import Incoming, IncomingList


def read_table(sheets: Sheets, mapping: Mapping, *, today: date) -> IncomingList:
    """What the chosen sheet says under `mapping`, row by row. Never raises, whatever the cells hold."""
    if not sheets.sheets:
        return IncomingList(sheets.file_name, sheets.digest)
    sheet = sheets.sheets[mapping.sheet]
    kept, left_out = people_rows(sheet, mapping)
    rows = tuple(_Reader(number, row, mapping, today).read() for number, row in kept)
    titles = tuple(tidy(shown(cell)) for cell in headings(sheet, mapping.header))
    remarks = _remarks(rows, titles, mapping)
    return IncomingList(sheets.file_name, sheets.digest, titles, rows, tuple(left_out), remarks)


def _remarks(rows: Sequence[Incoming], titles: Sequence[str], mapping: Mapping) -> tuple[str, ...]:
    """What is true of the file and not of one row."""
    remarks = []
    unused = [title for title, field in zip(titles, mapping.columns, strict=False) if title and field is None]
    if unused:
        remarks.append(_("These columns are not brought in: {columns}").format(columns=", ".join(unused)))
    tests = sum(read_nhs_number(row.nhs_number).test for row in rows if row.nhs_number.startswith("999"))
    if tests:
        words = ngettext(
            "{n} NHS number begins with 999: such numbers are for tests and belong to nobody.",
            "{n} NHS numbers begin with 999: such numbers are for tests and belong to nobody.",
            tests,
        )
        remarks.append(words.format(n=tests))
    return tuple(remarks)


_ABOUT_REFERRALS = (Field.REFERRER, Field.RECEIVED, Field.REASON, Field.STATUS)


class _Reader:
    """Reads one row; the doubts gather as its cells are read."""

    def __init__(self, number: int, row: tuple[Cell, ...], mapping: Mapping, today: date) -> None:
        self.number = number
        self.row = row
        self.today = today
        self.refers = bool(mapping.places(*_ABOUT_REFERRALS))
        self.doubts: list[str] = []
        self.notes: list[str] = []
        self.cells: dict[Field, list[Cell]] = {}
        for field, cell in zip(mapping.columns, row, strict=False):
            if field is not None and cell is not None and cell != "":
                self.cells.setdefault(field, []).append(cell)

    def read(self) -> Incoming:
        """The row as one value."""
        name = self._name()
        if not name.full:
            return Incoming(self.number, problem=_("There is no name in this row."), written=self.row)
        born, born_year = self._day(Field.BORN, _("Date of birth: {doubt}"), dates.read_birth_date)
        received_on, received_year = self._day(Field.RECEIVED, _("Date of the referral: {doubt}"), dates.read_date)
        if received_on and received_on > self.today:
            words = _("Date of the referral: {date} is still to come.")
            self.doubts.append(words.format(date=dates.long_date(received_on)))
        phone, contact_note = self._phone()
        sender = read_sender(self._text(Field.REFERRER), self._text(Field.PRACTICE))
        status = read_status(self._text(Field.STATUS))
        self._doubt(status.doubt)
        practice_answer, practice_remark = self._answer(Field.TELL_PRACTICE)
        referrer_answer, referrer_remark = self._answer(Field.TELL_REFERRER)
        return Incoming(
            number=self.number,
            given=name.given,
            family=name.family,
            known_as=tidy(self._text(Field.KNOWN_AS)) or name.known_as,
            born=born,
            born_year=born_year,
            phone=phone,
            email=self._text(Field.EMAIL),
            postcode=self._postcode(),
            nhs_number=self._nhs_number(),
            contact_note=contact_note,
            emergency_contact=self._text(Field.EMERGENCY),
            access_needs=self._text(Field.ACCESS),
            notes="\n".join(filter(None, (self._text(Field.NOTES), *self.notes))),
            referrer=sender.name,
            referrer_role=sender.role,
            practice=sender.practice,
            own_practice=sender.own_practice,
            route=Route(sender.route),
            received_on=received_on,
            received_year=received_year,
            reason=self._text(Field.REASON),
            status=status.status,
            stated_before=status.stated,
            finished=status.finished,
            refers=self.refers,
            programme=tidy(self._text(Field.PROGRAMME)),
            tell_practice=practice_answer,
            tell_practice_remark=practice_remark,
            tell_referrer=referrer_answer,
            tell_referrer_remark=referrer_remark,
            doubts=tuple(self.doubts),
            written=self.row,
        )

    def _text(self, field: Field) -> str:
        """The cells of that field as text, a day as "3 April 1951", several of them one under the other."""
        cells = self.cells.get(field)
        return "\n".join(filter(None, map(shown, cells))) if cells else ""

    def _doubt(self, words: str | None) -> None:
        if words:
            self.doubts.append(words)

    def _name(self) -> PersonName:
        given, family = self._text(Field.GIVEN), self._text(Field.FAMILY)
        name = join_name(given, family) if given or family else split_name(self._text(Field.NAME))
        self._doubt(name.doubt if name.full else None)
        return name

    def _day(self, field: Field, words: str, read: Callable[..., dates.ReadDate]) -> tuple[date | None, int | None]:
        cells = self.cells.get(field)
        if not cells:
            return None, None
        found = read(cells[0], today=self.today)
        if found.doubt:
            self.doubts.append(words.format(doubt=found.doubt))
        if found.value is None and found.year is None and found.doubt:
            self.notes.append(words.format(doubt=shown(cells[0])))
        return found.value, found.year

    def _phone(self) -> tuple[str, str]:
        """The first number, and for the contact note what stood beside it and any other number or address."""
        numbers: list[str] = []
        asides: list[str] = []
        for cell in self.cells.get(Field.PHONE, []):
            found = read_phone(shown(cell))
            self._doubt(found.doubt)
            numbers += [found.value] if found.value else []
            asides += [found.aside] if found.aside else []
        address = self._text(Field.ADDRESS).replace("\n", ", ")
        note = ", ".join([*numbers[1:], *asides])
        return (numbers or [""])[0], "\n".join(filter(None, (note, address)))

    def _postcode(self) -> str:
        found = read_postcode(shown((self.cells.get(Field.POSTCODE) or [""])[0]))
        self._doubt(found.doubt)
        return found.value

    def _nhs_number(self) -> str:
        """The number if its check digit is right; otherwise it is kept in the notes, where nothing relies on it."""
        written = shown((self.cells.get(Field.NHS_NUMBER) or [""])[0])
        found = read_nhs_number(written)
        if found.doubt:
            self.doubts.append(found.doubt)
            self.notes.append(_("NHS number as written: {written}").format(written=written))
        return found.value

    def _answer(self, field: Field) -> tuple[Answer, str]:
        found = read_answer(self._text(field))
        self._doubt(found.doubt)
        return found.answer, found.remark


def shown(cell: Cell) -> str:
    """A cell as text: whole numbers without ".0", days and moments as "3 April 1951"."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return dates.long_date(cell.date())
    if isinstance(cell, date):
        return dates.long_date(cell)
    return digits_of(cell)
