"""The disk's faults, in words."""

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from artsrx.db.error_words import could_not_tell, not_read, not_saved


def fault(code: int) -> OperationalError:
    cause = Exception("fault")
    cause.sqlite_errorcode = code  # type: ignore[attr-defined]
    return OperationalError("INSERT", None, cause)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (13, "disk is full"),
        (8, "cannot be written"),
        (5, "Another program"),
        (6 | 1 << 8, "Another program"),
        (14, "could not be opened"),
        (11, "damaged"),
        (26, "damaged"),
        (10 | 2 << 8, "fault"),
    ],
)
def test_each_fault_says_what_happened_what_is_safe_and_what_to_do(code: int, words: str) -> None:
    error = not_saved(fault(code))
    assert words in error.happened
    assert "not saved" in error.safe
    assert error.todo.endswith(".")
    assert not_read(fault(code)).safe == "Nothing was changed."


def test_waiting_too_long_and_not_knowing_have_their_own_words() -> None:
    assert "fault" in not_read(PoolTimeout("wait")).words
    assert "could not tell" in could_not_tell().words
