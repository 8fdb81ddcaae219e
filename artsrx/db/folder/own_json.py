"""JSON out of a record's folder or a backup: ours, or anybody's, so that nothing in it is believed before it was looked at."""

import json
from collections.abc import Sequence
from typing import Any, NoReturn

# More than any number that is written; Python itself takes only so long for reading one that is longer.
LARGEST_NUMBER = 1 << 62


def read_json(content: bytes) -> Any:
    """The value that UTF-8 text stands for.

    Raises `ValueError` for everything that ArtsRx does not write: another encoding, half a letter, a name twice, "not a
    number", and lists in lists until nobody can follow.
    """
    try:
        value = json.loads(content.decode(), object_pairs_hook=_each_once, parse_constant=_refuse, parse_float=_refuse)
        # A half of a letter has no bytes of its own.
        json.dumps(value, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value


def of_shape(value: Any, shape: type | dict[str, Any] | Sequence[Any]) -> Any:
    """`value` again, if it has the `shape`: a type, a mapping of exactly these names, or of many values (one shape in a list).

    A number is a whole one from 0 to `LARGEST_NUMBER`. Raises `ValueError`.
    """
    if isinstance(shape, dict):
        if not isinstance(value, dict) or value.keys() != shape.keys():
            raise ValueError("other names than these")
        return {name: of_shape(value[name], one) for name, one in shape.items()}
    if isinstance(shape, Sequence):
        if not isinstance(value, list):
            raise ValueError("not a list")
        return [of_shape(one, shape[0]) for one in value]
    # bool is a kind of int to Python, and to nobody else.
    if type(value) is not shape:
        raise ValueError("another kind of value")
    if isinstance(value, int) and not 0 <= value <= LARGEST_NUMBER:
        raise ValueError("a number that nobody counts to")
    return value


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands there twice")
    return made


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"not a number of ours: {text[:20]}")
