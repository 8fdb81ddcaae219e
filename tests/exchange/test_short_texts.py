"""Short texts and small files that people write and the program did not read: course lines, searches, forms, second entries."""

from typing import Any

import pytest

from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.domain.schedule import parse_course
from artsrx.exchange.importing import carry_out, dry_run
from artsrx.exchange.reading import look
from artsrx.instruments.scoresheet import score_file
from artsrx.records.find import find, find_near
from tests.exchange.lists.reader import HERE, TODAY, cases, named


@pytest.mark.parametrize("case", cases("scores"), ids=named(lambda case: case["file"]))
def test_a_file_of_forms_is_scored(case: dict[str, Any]) -> None:
    flow = score_file(case["instrument"], (HERE / case["file"]).read_bytes(), today=TODAY).flow
    assert {name: flow[name] for name in case["expect"]} == case["expect"]


@pytest.mark.parametrize("case", cases("duplicates"), ids=named(lambda case: case["files"][0]))
def test_somebody_perhaps_known_is_asked_about(case: dict[str, Any], store: Store) -> None:
    first, second = (look(HERE / name) for name in case["files"])
    carry_out(store, dry_run(store, first, today=TODAY))
    (row,) = dry_run(store, second, today=TODAY).rows
    assert row.action.value in case["expect"]


@pytest.mark.parametrize("case", cases("courses"), ids=named(lambda case: case["text"]))
def test_a_course_line_is_read(case: dict[str, Any]) -> None:
    if case["expected"] is None:
        with pytest.raises(Refused):
            parse_course(case["text"], today=TODAY)
        return
    plan = parse_course(case["text"], today=TODAY)
    got = {
        "count": plan.count, "weekday": plan.weekday, "first": plan.first.isoformat(), "at": plan.at.strftime("%H:%M"),
        "minutes": plan.minutes, "every": plan.every, "skips": [day.isoformat() for day in plan.skips],
    }  # fmt: skip
    assert {name: got[name] for name in case["expected"]} == case["expected"]


def test_anybody_is_found_as_people_type(store: Store) -> None:
    carry_out(store, dry_run(store, look(HERE / "findbase.csv"), today=TODAY))
    missed = {}
    for case in cases("finds"):
        titles = [hit.title for hit in store.read(find, text=case["text"], today=TODAY, limit=12)]
        if len(titles) < 4:
            titles += [hit.title for hit in store.read(find_near, text=case["text"], today=TODAY, limit=12)]
        if case["expected"] not in titles:
            missed[case["text"]] = titles
    assert missed == {}
