"""Things made up for the tests, each put into its list as one would add it: by its folder or file, and its line."""

from __future__ import annotations

import importlib
import sys

import pytest

from tests.house.source import PACKAGE, ROOT


def plant(patch: pytest.MonkeyPatch, room: str, name: str, thing: object) -> None:
    """Add a line to the list `name` of a room ("artsrx.reports", "REPORTS") wherever that list is used."""
    for path in PACKAGE.rglob("*.py"):
        if f"import {name}" in path.read_text("utf-8"):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            importlib.import_module(module)
    before = getattr(sys.modules[room], name)
    using = [module for module in list(sys.modules.values()) if vars(module).get(name) is before]
    for module in using:
        patch.setattr(module, name, (*before, thing))
