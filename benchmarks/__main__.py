"""Runs every benchmark in this folder, or those named, and prints one table of ratios.

A benchmark is a file here with `measure() -> Iterable[Measured]`. What it holds ours against is written plainly and without
the program's own code, and both must say the same: a quick wrong answer stops the run.
A ratio says the same on a slow machine as on a fast one, so the table can be compared between machines and years.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

from benchmarks.measured import Measured

HERE = Path(__file__).parent


def names() -> list[str]:
    """The benchmarks there are, by file name: the files here that have a `measure`."""
    return sorted(path.stem for path in HERE.glob("*.py") if "\ndef measure(" in path.read_text("utf-8"))


def run(name: str) -> list[Measured]:
    """Run one benchmark file and return what it measured."""
    module = importlib.import_module(f"benchmarks.{name}")
    return list(cast("Iterable[Measured]", module.measure()))


def main(words: Sequence[str]) -> int:
    """Run what is named (all by default), print the table; 1 if an aim was missed."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("name", nargs="*", choices=[*names(), []], help="which benchmarks (all by default)")
    chosen = parser.parse_args(words).name or names()
    rows: list[Measured] = []
    for name in chosen:
        started = time.monotonic()
        print(f"{name} …", file=sys.stderr, flush=True)
        rows += run(name)
        print(f"{name} took {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    print(table(rows))
    return 1 if any(row.met is False for row in rows) else 0


def table(rows: Sequence[Measured]) -> str:
    """The measurements as a Markdown table, widths padded so that it also reads in a terminal."""
    heading = ("what", "ours", "against", "plain", "ratio", "aim", "")
    cells = [heading, *(row.cells() for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heading))]
    lines = [
        "| " + " | ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
