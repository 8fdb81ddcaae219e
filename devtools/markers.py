"""Whether a line of a lock is meant for a computer: `sys_platform == 'win32' and python_full_version < '3.12'`."""

from __future__ import annotations

import ast
import os
import platform
import re
import sys
from collections.abc import Mapping

VERSIONS = frozenset({"python_version", "python_full_version", "implementation_version"})


def this_environment() -> dict[str, str]:
    """What the markers ask about, as it is on this computer and for the Python that runs this."""
    return {
        "os_name": os.name,
        "sys_platform": sys.platform,
        "platform_machine": platform.machine(),
        "platform_system": platform.system(),
        "platform_python_implementation": platform.python_implementation(),
        "implementation_name": sys.implementation.name,
        "python_version": ".".join(platform.python_version_tuple()[:2]),
        "python_full_version": platform.python_version(),
    }


def applies(marker: str, environment: Mapping[str, str]) -> bool:
    """Whether a marker holds in an environment; an empty one always does.

    Raises ValueError for a marker in words that no lock of ours has used so far, rather than guess.
    """
    if not marker:
        return True
    try:
        return _holds(ast.parse(marker, mode="eval").body, environment)
    except (SyntaxError, KeyError, TypeError) as error:
        raise ValueError(f"this marker cannot be read: {marker}") from error


def _holds(node: ast.expr, environment: Mapping[str, str]) -> bool:
    match node:
        case ast.BoolOp(op=ast.And()):
            return all(_holds(part, environment) for part in node.values)
        case ast.BoolOp(op=ast.Or()):
            return any(_holds(part, environment) for part in node.values)
        case ast.Compare(left=left, ops=[sign], comparators=[right]):
            return _compare(left, sign, right, environment)
    raise TypeError(ast.dump(node))


def _compare(left: ast.expr, sign: ast.cmpop, right: ast.expr, environment: Mapping[str, str]) -> bool:
    one, other = (_text(side, environment) for side in (left, right))
    if isinstance(sign, ast.In):
        return one in other
    if isinstance(sign, ast.NotIn):
        return one not in other
    as_versions = any(isinstance(side, ast.Name) and side.id in VERSIONS for side in (left, right))
    less, same = one < other, one == other
    if as_versions:
        less, same = _version(one) < _version(other), _version(one) == _version(other)
    signs: dict[type[ast.cmpop], bool] = {
        ast.Eq: same, ast.NotEq: not same, ast.Lt: less, ast.LtE: less or same, ast.Gt: not (less or same),
        ast.GtE: not less,
    }  # fmt: skip
    return signs[type(sign)]


def _text(side: ast.expr, environment: Mapping[str, str]) -> str:
    match side:
        case ast.Name(id=name):
            return environment[name]
        case ast.Constant(value=str(text)):
            return text
    raise TypeError(ast.dump(side))


def _version(text: str) -> tuple[int, ...]:
    """`3.12.0` as (3, 12): noughts at the end say nothing."""
    found = re.match(r"\d+(\.\d+)*", text)
    if found is None:
        raise TypeError(text)
    numbers = [int(part) for part in found[0].split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
