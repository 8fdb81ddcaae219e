"""Things that look harmless and are not: each rule prints its reason."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

import pytest

from tests.house.source import Source, called, program

Rule = Callable[[Source], Iterator[int]]


def lambda_in_connect(source: Source) -> Iterator[int]:
    for call in source.calls():
        if called(call) == "connect":
            yield from (inner.lineno for word in call.args for inner in [word] if isinstance(inner, ast.Lambda))
            yield from (word.lineno for word in call.args if isinstance(word, ast.Call) and called(word) == "partial")


def modal_loop(source: Source) -> Iterator[int]:
    if source.name == "artsrx/ui/start.py":  # the one event loop of the program
        return
    for call in source.calls():
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        if called(call) in {"exec", "exec_"} and owner is not None and source.name.startswith("artsrx/ui/"):
            yield call.lineno


def events_by_hand(source: Source) -> Iterator[int]:
    yield from (call.lineno for call in source.calls() if called(call) == "processEvents")


def own_thread(source: Source) -> Iterator[int]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name | ast.alias) and (getattr(node, "id", "") or getattr(node, "name", "")) in {
            "QThread",
            "QRunnable",
            "QThreadPool",
        }:
            yield getattr(node, "lineno", 0)


def converting_signal(source: Source) -> Iterator[int]:
    for call in source.calls():
        if called(call) == "Signal":
            kinds = {word.id for word in call.args if isinstance(word, ast.Name)}
            if kinds & {"int", "dict", "list"}:
                yield call.lineno


def box_outside_ask(source: Source) -> Iterator[int]:
    if source.name in ("artsrx/ui/ask.py", "artsrx/ui/dialogs.py"):
        return
    for node in ast.walk(source.tree):
        name = getattr(node, "id", "") or getattr(node, "attr", "") or getattr(node, "name", "")
        if name in {"QMessageBox", "QFileDialog", "QInputDialog"}:
            yield getattr(node, "lineno", 0)


def proxy_model(source: Source) -> Iterator[int]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.alias) and node.name == "QSortFilterProxyModel":
            yield node.lineno


def resize_to_contents(source: Source) -> Iterator[int]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"ResizeToContents", "resizeColumnsToContents"}:
            yield node.lineno


def formatted_before_translation(source: Source) -> Iterator[int]:
    for call in source.calls():
        if called(call) in {"_", "ngettext"} and any(isinstance(word, ast.JoinedStr) for word in call.args):
            yield call.lineno


# Who moves files by hand, and why it is no atomic save of its own.
MOVERS = {
    "artsrx/db/folder/atomic.py": "the one home of the atomic save",
    "artsrx/db/folder/staging.py": "a restore moves several files by a plan that is written before the first",
}


def file_put_in_place(source: Source) -> Iterator[int]:
    if source.name in MOVERS or not source.name.startswith("artsrx/"):
        return
    for call in source.calls():
        owner = getattr(getattr(call.func, "value", None), "id", "")
        # One word and nothing else: a text's replace takes two, a date's and a dataclass's take names.
        moves = called(call) in {"replace", "rename"} and len(call.args) == 1 and not call.keywords
        if (
            moves
            or (owner == "os" and called(call) in {"replace", "rename"})
            or (owner == "shutil" and called(call) == "move")
        ):
            yield call.lineno


def name_of_a_file_in_a_record(source: Source) -> Iterator[int]:
    # A backup keeps the names of its own parts, whatever a record calls its files one day.
    if source.name in ("artsrx/db/folder/layout.py", "artsrx/db/backups/bundle.py"):
        return
    names = {"record.db", "keys.json", "keys.json.copy", "attempts.json", ".artsrx", ".artsrxbackup"}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and node.value in names:
            yield node.lineno


def weak_durability(source: Source) -> Iterator[int]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            squeezed = node.value.lower().replace(" ", "")
            if "synchronous=normal" in squeezed or "synchronous=off" in squeezed:
                yield node.lineno


def left_for_later(source: Source) -> Iterator[int]:
    for number, line in enumerate(source.text.splitlines(), 1):
        if any(word in line for word in ("TODO", "FIXME", "coming soon")):
            yield number


def callable_class(source: Source) -> Iterator[int]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef) and source.name.startswith("artsrx/ui/"):
            kinds = {word.id for base in node.bases for word in ast.walk(base) if isinstance(word, ast.Name)}
            methods = {one.name: one.lineno for one in node.body if isinstance(one, ast.FunctionDef)}
            if "__call__" in methods and "Protocol" not in kinds:
                yield methods["__call__"]


# They change every widget inside their own, whatever it is, and reach for none that they know.
WALKS_ITS_OWN = {"artsrx/ui/page_parts.py": "restyle", "artsrx/ui/front/front_page.py": "_enable"}


def reaching_for_a_widget(source: Source) -> Iterator[int]:
    for function in [node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef)]:
        if source.name.startswith("artsrx/ui/") and WALKS_ITS_OWN.get(source.name) != function.name:
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and called(node) in {"findChild", "findChildren"}:
                    yield node.lineno


RULES: dict[Rule, str] = {
    lambda_in_connect: "a lambda or partial in connect keeps its widget alive for ever; connect a bound method",
    modal_loop: "exec() nests an event loop and hangs tests; use open() or ui/ask.py",
    events_by_hand: "processEvents re-enters slots; report progress by a signal",
    own_thread: "a QThread destroyed while running aborts the program; use desk.job",
    converting_signal: "Signal(int/dict/list) converts through C++: big numbers wrap, dicts come empty; use Signal(object)",
    box_outside_ask: "every question and file dialog goes through ui/ask.py, so that tests can answer",
    proxy_model: "a proxy sort of 100,000 rows takes 14 s; sort and filter in SQL",
    resize_to_contents: "ResizeToContents measures every row (22 s for 100,000); set widths",
    formatted_before_translation: "an f-string inside _() is never found in the catalogue; use .format() after it",
    file_put_in_place: "an atomic save flushes the file, renames it and flushes the folder; use db/folder/atomic.py",
    name_of_a_file_in_a_record: "the names of the files in a record are said once, in db/folder/layout.py",
    weak_durability: "synchronous below FULL lost 36 % of states in a power cut",
    callable_class: "a class that is called hides a plain function: bind its arguments with partial (ui/jobs.py)",
    reaching_for_a_widget: "findChild reaches past the attribute or signal that says so; give whoever needs it a name",
    left_for_later: "nothing is left for later in what is shipped",
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_trap(rule: Rule) -> None:
    found = [f"{source.name}:{line}" for source in program() for line in sorted(set(rule(source)))]
    assert not found, f"{RULES[rule]}:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("rule", "name", "text"),
    [
        (lambda_in_connect, "artsrx/ui/x.py", "b.clicked.connect(lambda: go())"),
        (lambda_in_connect, "artsrx/ui/x.py", "b.clicked.connect(partial(go, 1))"),
        (modal_loop, "artsrx/ui/x.py", "dialog.exec()"),
        (events_by_hand, "artsrx/ui/x.py", "QApplication.processEvents()"),
        (own_thread, "artsrx/ui/x.py", "from PySide6.QtCore import QThread"),
        (converting_signal, "artsrx/ui/x.py", "changed = Signal(int)"),
        (box_outside_ask, "artsrx/ui/x.py", "from PySide6.QtWidgets import QMessageBox"),
        (proxy_model, "artsrx/ui/x.py", "from PySide6.QtCore import QSortFilterProxyModel"),
        (resize_to_contents, "artsrx/ui/x.py", "h.setSectionResizeMode(QHeaderView.ResizeToContents)"),
        (formatted_before_translation, "artsrx/ui/x.py", "_(f'{n} people')"),
        (file_put_in_place, "artsrx/ui/x.py", "part.replace(path)"),
        (file_put_in_place, "artsrx/ui/x.py", "os.replace(part, path)"),
        (file_put_in_place, "artsrx/ui/x.py", "Path(name).rename(path)"),
        (file_put_in_place, "artsrx/ui/x.py", "shutil.move(part, path)"),
        (name_of_a_file_in_a_record, "artsrx/db/x.py", "folder / 'record.db'"),
        (weak_durability, "artsrx/db/x.py", "c.execute('PRAGMA synchronous = NORMAL')"),
        (callable_class, "artsrx/ui/x.py", "class Work:\n    def __call__(self, reporter): ..."),
        (reaching_for_a_widget, "artsrx/ui/x.py", "def f(desk): return desk.findChild(Backups)"),
        (left_for_later, "artsrx/db/x.py", "# TODO later"),
    ],
)
def test_each_rule_sees_what_it_forbids(rule: Rule, name: str, text: str) -> None:
    assert list(rule(Source(name, text, ast.parse(text))))
