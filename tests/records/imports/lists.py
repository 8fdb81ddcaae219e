"""Lists of two or three people, and the way from a list to a plan to a record."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import select

from artsrx.db.store import Store
from artsrx.domain.vocabulary import Answer, Status
from artsrx.records.imports import plan as planning
from artsrx.records.imports import write
from artsrx.records.imports.incoming import IncomingList, IncomingRow, digest
from artsrx.records.imports.plan import Action, Choice, Plan
from artsrx.records.imports.write import ImportResult

TODAY = date(2026, 6, 30)


JOAN = IncomingRow(
    5, "Joan", "Singh", born=date(1981, 1, 8), phone="07700 900047", referrer="Jo Marsh", referrer_role="link worker",
    practice="Hillcrest Practice", own_practice=True, received_on=date(2025, 4, 22), reason="isolated",
    status=Status.ACCEPTED, stated_before="started", programme="Clay Tues", tell_practice=Answer.YES,
    tell_practice_remark="not daughter", notes="=brings carer",
)  # fmt: skip


RHYS = IncomingRow(6, "Rhys", "Hughes", born=date(1946, 10, 10), phone="07700 900573", received_year=2025)


def listed(*rows: IncomingRow) -> IncomingList:
    return IncomingList("log.xlsx", "".join(map(digest, rows))[:64], ("Name",), rows)


def planned(store: Store, *rows: IncomingRow) -> Plan:
    return store.read(planning.plan, listed(*rows), today=TODAY)


def brought(store: Store, *rows: IncomingRow, choices: dict[int, Choice] | None = None) -> ImportResult:
    return store.write("bring in", write.bring_in, planned(store, *rows), choices=choices).result


def actions(plan: Plan) -> list[Action]:
    return [row.action for row in plan.rows]


def every(store: Store, table: Any) -> list[Any]:
    return store.read(lambda tx: list(tx.scalars(select(table).order_by(table.id))))


def near(number: int, **more: Any) -> IncomingRow:
    return replace(JOAN, **{"number": number, "given": "Joann", "received_on": date(2025, 9, 1), **more})


ROWS = st.lists(
    st.builds(
        IncomingRow,
        number=st.just(0),
        given=st.sampled_from(["Joan", "Joann", "Rhys", "Łukasz"]),
        family=st.sampled_from(["Singh", "Hughes", ""]),
        born=st.sampled_from([None, date(1951, 4, 3), date(1964, 1, 1)]),
        phone=st.sampled_from(["", "07700 900001"]),
        nhs_number=st.sampled_from(["", "9990000018"]),
        referrer=st.sampled_from(["", "Jo Marsh", "jo marsh"]),
        programme=st.sampled_from(["", "Clay", "clay "]),
        status=st.sampled_from(Status),
        received_year=st.sampled_from([None, 2025]),
        refers=st.booleans(),
        tell_practice=st.sampled_from(Answer),
        doubts=st.sampled_from([(), ("Check this.",)]),
    ),
    max_size=8,
).map(lambda rows: [replace(row, number=place + 2) for place, row in enumerate(rows)])
